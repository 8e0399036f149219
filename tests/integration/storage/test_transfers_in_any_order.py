"""Whatever colleagues do in whatever order: every client always has exactly one responsible colleague with a team."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import conversations, transfers
from storage.colleagues import ANSWERING
from storage.conversations import Conversation
from storage.errors import NobodyLeft
from storage.people import Person
from storage.staff import Role, StaffMember
from storage.transfers import Absence
from tests.any_order import AnyOrder, empty, in_any_order
from tests.town import add_person, add_staff, add_team, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 10:00")
AHEAD = 12
pick = st.integers(0, 11)
days = st.sampled_from([-1, 0, 0, 0, 1, 2, 5])
lengths = st.sampled_from([-1, 0, 2, 4, 6])


class Colleagues(AnyOrder):
    """Two teams with colleagues who come, go on holiday, hand over and leave, and four clients."""

    def __init__(self) -> None:
        super().__init__()
        self.today = date(2026, 11, 26)
        self.staff: list[uuid.UUID] = []
        self.teams: list[Any] = []
        self.absences: list[uuid.UUID] = []
        self.clients: list[uuid.UUID] = []

    def does(self, what: Any, **arguments: Any) -> Any:
        """Do one thing in a transaction of its own; None when storage refuses it."""

        async def inside() -> Any:
            async with self.db.begin() as session:
                await transfers.one_at_a_time(session)
                return await what(session, **arguments)

        try:
            return self.run(inside())
        except NobodyLeft:
            return None

    @initialize()
    def begin(self) -> None:
        self.run(empty(self.db))

        async def make(session: AsyncSession) -> None:
            self.teams = [await add_team(session), await add_team(session)]
            members = [await add_staff(session, Role.CONTACT_PERSON, self.teams[n // 3]) for n in range(4)]
            self.staff = [member.id for member in members]
            for member in (members[0], members[0], members[1], members[2]):
                person = await add_person(session, member)
                await conversations.ensure_for_person(session, person)
                self.clients.append(person.id)

        self.does(make)

    # ---------------------------------------------------------------- what colleagues do

    @rule(role=st.sampled_from([Role.CONTACT_PERSON, Role.COORDINATOR, Role.NIGHT_STAFF]), team=st.integers(0, 2))
    def somebody_comes(self, role: Role, team: int) -> None:
        if len(self.staff) < 6:
            new = self.does(add_staff, role=role, team=[*self.teams, None][team])
            self.staff.append(new.id)

    @rule(to=pick, by=pick, whom=st.sets(st.integers(0, 3), min_size=1))
    def hand_over(self, to: int, by: int, whom: set[int]) -> None:
        people = [self.clients[n] for n in sorted(whom)]
        new = self.staff[to % len(self.staff)]
        before = {p.id: p.contact_person_id for p in self.does(everybody, kind=Person)}
        made = self.does(
            transfers.hand_over, people=people, to_id=new, by_id=self.staff[by % len(self.staff)], note="", now=NOW
        )
        member = next(one for one in self.does(everybody, kind=StaffMember) if one.id == new)
        fit = member.active and member.role in ANSWERING and member.team_id is not None
        assert (made is not None) == fit
        assert {t.person_id for t in made or []} == {p for p in people if fit and before[p] != new}

    @rule(first=pick, second=pick)
    def both_on_holiday(self, first: int, second: int) -> None:
        for who, cover in ((first, second), (second, first)):
            self.be_away(who=who, cover=cover, first=0, length=4)

    @rule(who=pick, cover=pick, first=days, length=lengths)
    def be_away(self, who: int, cover: int, first: int, length: int) -> None:
        begins = self.today + timedelta(first)
        absence = Absence(
            staff_id=self.staff[who % len(self.staff)], cover_id=self.staff[cover % len(self.staff)],
            first_day=begins, last_day=begins + timedelta(length),
        )  # fmt: skip
        if self.does(transfers.be_away, absence=absence, today=self.today) is not None:
            self.absences.append(absence.id)

    @rule(which=pick)
    def be_back(self, which: int) -> None:
        if self.absences:
            self.does(transfers.be_back, absence_id=self.absences[which % len(self.absences)], now=NOW)

    @rule(who=pick)
    def leave(self, who: int) -> None:
        self.does(transfers.deactivate, staff_id=self.staff[who % len(self.staff)], today=self.today)

    @rule(number=st.integers(1, 3))
    def days_pass(self, number: int) -> None:
        self.today += timedelta(number)

    # ---------------------------------------------------------------- what is always true

    @invariant()
    def every_client_has_exactly_one(self) -> None:
        staff = {one.id: one for one in self.does(everybody, kind=StaffMember)}
        talks = {one.person_id: one.team_id for one in self.does(everybody, kind=Conversation)}
        people = self.does(everybody, kind=Person)
        assert len(people) == len(self.clients)
        for person in people:
            contact = staff[person.contact_person_id]
            assert contact.active and contact.role in ANSWERING
            assert person.team_id == contact.team_id == talks[person.id] is not None
        absences = self.does(transfers.absences_from, day=self.today)
        for day in (self.today + timedelta(n) for n in range(AHEAD)):
            gone = transfers.away_on(absences, day)
            for person in people:
                who = staff[transfers.responsible(gone, person.contact_person_id)]
                assert who.active and who.role in ANSWERING and who.team_id == person.team_id
                assert who.id not in gone, "who answers is there"

    @invariant()
    def nobody_is_answered_for_twice(self) -> None:
        answered = Counter(self.does(whoever_answers, staff=self.staff, day=self.today))
        assert answered == Counter(self.staff)


async def whoever_answers(session: AsyncSession, staff: list[uuid.UUID], day: date) -> list[uuid.UUID]:
    return [one for member in staff for one in await transfers.answers_for(session, member, day)]


async def everybody(session: AsyncSession, kind: Any) -> Any:
    return (await session.exec(select(kind))).all()


def test_transfers_in_any_order(migrated_url: str) -> None:
    in_any_order(Colleagues, migrated_url, examples=10, steps=25)
