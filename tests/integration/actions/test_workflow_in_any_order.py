"""Whatever clients, colleagues and the clock do, in any order: nobody who waits is lost, nothing oversleeps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, human, transfers, workflow
from actions.errors import WorkRefused
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import conversations, inbox, queue, tasks
from storage import transfers as stored
from storage.conversations import Conversation
from storage.inbox import View
from storage.staff import Role, StaffMember
from storage.tasks import Task
from storage.transfers import Absence
from storage.waits import Wait
from tests import talk
from tests.any_order import AnyOrder, empty, in_any_order
from tests.town import Town, add_staff, make_town, moment

pytest_plugins = ("tests.database",)
WHO, COLLEAGUE = st.integers(0, 2), st.integers(0, 1)
AT_MOST = 2
Deed = Callable[[AsyncSession, Conversation, StaffMember], Awaitable[Any]]


class Work(AnyOrder):
    """Two clients and a visitor, two colleagues of one team, and office days that go by."""

    def __init__(self) -> None:
        super().__init__()
        self.now = moment("2026-11-26 10:00")
        self.talks: list[talk.Talk] = []
        self.colleagues: list[StaffMember] = []
        self.tended = False
        self.town: Town

    @initialize()
    def begin(self) -> None:
        async def build() -> None:
            await empty(self.db)
            async with self.db.begin() as session:
                self.town = await make_town(session, self.now)
                bas = await add_staff(session, Role.CONTACT_PERSON, self.town.team, name="Bas")
                bas.takes_at_most = AT_MOST
                self.colleagues = [self.town.contact, bas]
            self.talks = [await talk.client(self.db, self.town.contact, name=name) for name in ("Sam", "Kim")]
            self.talks.append(await talk.visitor(self.db))

        self.run(build())

    # ---------------------------------------------------------------- what happens

    @rule(who=WHO, what=st.sampled_from(["greets", "asks", "danger", "presses on"]))
    def client(self, who: int, what: str) -> None:
        self.tended = False
        one = self.talks[who]
        one.now = self.now
        said: dict[str, tuple[str, str | None]] = {
            "greets": ("hoi", "greet"), "asks": ("mens spreken", None), "danger": ("ik wil dood", None),
            "presses on": ("waar blijft iemand", "talk_to_human"),
        }  # fmt: skip
        self.run(one.says(*said[what]))
        here = self._talk(one)
        assert here.status == "open", "whoever writes is heard"
        assert what == "greets" or here.waiting_since is not None

    def _do(self, who: int, by: int, deed: Deed) -> bool:
        """What a colleague does with a conversation; False when it is refused, and then nothing has changed."""
        self.tended = False

        async def act() -> None:
            async with self.db.begin() as session:
                here = await conversations.lock(session, self.talks[who].conversation_id)
                staff = await session.get_one(StaffMember, self.colleagues[by].id, populate_existing=True)
                await deed(session, here, staff)

        before = self._talk(self.talks[who])
        try:
            self.run(act())
        except WorkRefused:
            assert self._talk(self.talks[who]).model_dump() == before.model_dump()
            return False
        return True

    @rule(who=WHO, by=COLLEAGUE, then=st.sampled_from(["waiting", "open", "resolved"]))
    def answers(self, who: int, by: int, then: str) -> None:
        if self._do(who, by, lambda s, c, staff: human.answer(s, c.id, staff, "Hoi", self.now, then=then)):
            assert self._talk(self.talks[who]).waiting_since is None

    @rule(who=WHO, by=COLLEAGUE, over=st.booleans())
    def takes_over_or_hands_back(self, who: int, by: int, over: bool) -> None:
        what = human.take_over if over else human.hand_back
        self._do(who, by, lambda s, c, staff: what(s, c.id, staff, self.now))

    @rule(
        who=WHO, by=COLLEAGUE, status=st.sampled_from(["open", "waiting", "resolved"]), answered=st.booleans(),
        finish=st.booleans(),
    )  # fmt: skip
    def sets(self, who: int, by: int, status: str, answered: bool, finish: bool) -> None:
        waited = self._talk(self.talks[who]).waiting_since is not None
        done = self._do(
            who, by,
            lambda s, c, staff: workflow.set_status(
                s, c, status, staff, self.now, answered=answered, finish_tasks=finish
            ),
        )  # fmt: skip
        assert not (done and waited and status != "open" and not answered)

    @rule(who=WHO, by=COLLEAGUE, hours=st.sampled_from([-1, 1, 20, 70]), answered=st.booleans())
    def snoozes(self, who: int, by: int, hours: int, answered: bool) -> None:
        until = self.now + timedelta(hours=hours)
        done = self._do(
            who, by, lambda s, c, staff: workflow.snooze(s, c, until, staff, self.now, answered=answered)
        )  # fmt: skip
        assert not (done and hours < 0)

    @rule(who=WHO, by=COLLEAGUE, to=st.sampled_from([0, 1, None]))
    def assigns(self, who: int, by: int, to: int | None) -> None:
        whom = self.colleagues[to] if to is not None else None
        self._do(who, by, lambda s, c, staff: workflow.assign(s, c, whom, staff, self.now))

    @rule(by=COLLEAGUE)
    def takes_next(self, by: int) -> None:
        self.tended = False  # somebody who is said to be away may take it all the same, until the clock looks
        queued = self._rows(View.UNASSIGNED, by)

        async def act() -> Any:
            async with self.db.begin() as session:
                return await workflow.take_next(session, self.colleagues[by], self.now)

        assert self.run(act()) == (queued[0].id if queued else None), "the first of the list is the next"

    @rule(who=WHO, by=COLLEAGUE)
    def finishes(self, who: int, by: int) -> None:
        async def all_of_it(session: AsyncSession, here: Conversation, staff: StaffMember) -> None:
            for task in await tasks.open_tasks(session, here.id):
                await tasks.finish(session, task.id, staff.id, self.now)

        self._do(who, by, all_of_it)

    @rule(by=COLLEAGUE, takes=st.booleans())
    def switches(self, by: int, takes: bool) -> None:
        async def act() -> None:
            async with self.db.begin() as session:
                (await session.get_one(StaffMember, self.colleagues[by].id)).takes_new = takes

        self.run(act())

    @rule(by=COLLEAGUE, back=st.booleans())
    def is_away(self, by: int, back: bool) -> None:
        self.tended = False

        async def act() -> None:
            async with self.db.begin() as session:
                today = clock.local(self.now).date()
                running = [
                    a for a in await stored.absences_from(session, today) if a.staff_id == self.colleagues[by].id
                ]
                if running and back:
                    await transfers.be_back(session, running[0].id, by=self.town.contact, now=self.now)
                elif not running and not back and not await stored.absences_from(session, today):
                    cover = self.colleagues[1 - by].id
                    week = today + timedelta(days=7)
                    gone = Absence(staff_id=self.colleagues[by].id, first_day=today, last_day=week, cover_id=cover)
                    await transfers.be_away(session, gone, by=self.town.contact, now=self.now)

        self.run(act())

    @rule(minutes=st.sampled_from([1, 30, 240, 24 * 60]))
    def time_goes_by(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        before = {taker.staff_id: taker for taker in self.run(self._takers())}
        self.run(Clockwork(self.db, Bell(), lambda: self.now).tend_inbox())
        for taker in self.run(self._takers()):
            if taker.at_most is not None and taker.load > before[taker.staff_id].load:
                assert taker.load <= max(taker.at_most, before[taker.staff_id].load + 1)
        self.tended = True

    async def _takers(self) -> list[queue.Taker]:
        async with self.db.begin() as session:
            return await queue.takers(session, ())

    # ---------------------------------------------------------------- what is always true

    def _read(self, query: Any) -> list[Any]:
        async def read() -> list[Any]:
            async with self.db.begin() as session:
                return list((await session.exec(query)).all())

        return self.run(read())

    def _talk(self, one: talk.Talk) -> Conversation:
        return self.run(one.state())

    def _rows(self, view: View, by: int = 0) -> list[inbox.InboxRow]:
        async def read() -> list[inbox.InboxRow]:
            async with self.db.begin() as session:
                return await inbox.rows(session, workflow.reader_of(self.colleagues[by]), view, 50)

        return self.run(read())

    def _away(self) -> set[Any]:
        async def read() -> set[Any]:
            async with self.db.begin() as session:
                return set(await stored.away(session, self._today()))

        return self.run(read())

    def _today(self) -> date:
        return clock.local(self.now).date()

    @invariant()
    def a_wait_runs_exactly_when_somebody_waits(self) -> None:
        running = {w.conversation_id: w.began_at for w in self._read(select(Wait).where(col(Wait.ended_at).is_(None)))}
        assert running == {c.id: c.waiting_since for c in self._read(select(Conversation)) if c.waiting_since}

    @invariant()
    def who_waits_is_in_the_list_of_somebody(self) -> None:
        team, nobodys = [row.id for row in self._rows(View.TEAM)], {row.id for row in self._rows(View.UNASSIGNED)}
        mine = [{row.id for row in self._rows(View.MINE, by)} for by in (0, 1)]
        for here in self._read(select(Conversation).where(col(Conversation.waiting_since).is_not(None))):
            assert here.id in team
            owner = [by for by in (0, 1) if self.colleagues[by].id == here.assigned_to]
            assert here.id in (mine[owner[0]] if owner else nobodys)

    @invariant()
    def a_crisis_is_on_top_whatever_was_done(self) -> None:
        red = {task.conversation_id for task in self._read(select(Task).where(Task.priority == 0)) if not task.done_at}
        for view in (View.TEAM, View.ALL):
            assert {row.id for row in self._rows(view)[: len(red)]} == red
        for here in self._read(select(Conversation).where(col(Conversation.id).in_(red))):
            assert here.status not in ("snoozed", "resolved")

    @invariant()
    def what_is_done_holds_no_work_and_nothing_oversleeps(self) -> None:
        left = {task.conversation_id for task in self._read(select(Task).where(col(Task.done_at).is_(None)))}
        for here in self._read(select(Conversation)):
            assert not (here.status == "resolved" and here.id in left)
            if self.tended and here.snoozed_until is not None:
                assert here.snoozed_until > self.now

    @invariant()
    def nobody_waits_for_somebody_who_is_away(self) -> None:
        if not self.tended or not clock.someone_reads(self.now):
            return
        away = self._away()
        for here in self._read(select(Conversation).where(col(Conversation.waiting_since).is_not(None))):
            assert here.assigned_to not in away

    @invariant()
    def the_numbers_are_those_of_the_lists(self) -> None:
        async def read() -> dict[View, int]:
            async with self.db.begin() as session:
                return await inbox.counts(session, self.town.reader)

        for view, count in self.run(read()).items():
            if view is not View.MENTIONS:
                assert count == len(self._rows(view)), view


def test_nobody_is_lost_from_sight(migrated_url: str) -> None:
    in_any_order(Work, migrated_url, examples=12, steps=25)
