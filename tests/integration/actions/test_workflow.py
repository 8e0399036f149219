"""The work around conversations: put off, taken on, given away, handed out; and what may never be put away."""

import asyncio
import uuid
from datetime import timedelta

import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import human, transfers, workflow
from actions.errors import WorkRefused
from storage import conversations, inbox, labels, tasks
from storage import transfers as stored
from storage.audit import AuditEntry
from storage.conversations import HIGH, URGENT, Conversation, ConversationRead
from storage.database import Database
from storage.inbox import View
from storage.notes import Note
from storage.people import ChannelAddress
from storage.staff import Role, StaffMember
from storage.transfers import Absence
from storage.waits import Wait
from tests import talk
from tests.town import Town, add_staff, add_team, moment

pytest_plugins = ("tests.database",)
MORNING = moment("2026-11-26 10:00")


async def client(db: Database, town: Town, name: str = "Sam") -> talk.Talk:
    return await talk.client(db, town.contact, name=name, now=MORNING)


async def shown(db: Database, town: Town, view: View) -> list[uuid.UUID]:
    async with db.begin() as session:
        return [row.id for row in await inbox.rows(session, town.reader, view, 50)]


async def colleague(db: Database, town: Town, name: str = "Bas", **facts: object) -> StaffMember:
    async with db.begin() as session:
        staff = await add_staff(session, Role.CONTACT_PERSON, town.team, name=name)
        for field, value in facts.items():
            setattr(staff, field, value)
        return staff


async def away(db: Database, town: Town, who: StaffMember, cover: StaffMember) -> None:
    day = MORNING.date()
    async with db.begin() as session:
        gone = Absence(staff_id=who.id, first_day=day, last_day=day, cover_id=cover.id)
        await transfers.be_away(session, gone, by=town.contact, now=MORNING)


async def locked(session: AsyncSession, one: talk.Talk) -> Conversation:
    return await conversations.lock(session, one.conversation_id)


async def snoozed(db: Database, town: Town, one: talk.Talk, hours: int = 3) -> None:
    async with db.begin() as session:
        await workflow.snooze(
            session, await locked(session, one), one.now + timedelta(hours=hours), town.contact, one.now
        )


async def given(db: Database, town: Town, one: talk.Talk, to: StaffMember | None) -> None:
    async with db.begin() as session:
        await workflow.assign(session, await locked(session, one), to, town.contact, one.now)


async def did(db: Database) -> list[str]:
    async with db.begin() as session:
        return list((await session.exec(select(AuditEntry.action).order_by(AuditEntry.id))).all())  # type: ignore[arg-type]


# ---------------------------------------------------------------- asleep, done and awake again


async def test_what_sleeps_comes_back_by_itself_and_stands_in_sight(db: Database, town: Town) -> None:
    sam = await client(db, town)
    await given(db, town, sam, town.contact)
    await snoozed(db, town, sam)
    assert await shown(db, town, View.SNOOZED) == [sam.conversation_id]
    assert sam.conversation_id not in await shown(db, town, View.MINE) + await shown(db, town, View.TEAM)
    async with db.begin() as session:
        assert await workflow.wake(session, MORNING + timedelta(hours=2, minutes=59)) == []
        assert await workflow.wake(session, MORNING + timedelta(hours=3)) == [sam.conversation_id]
    state = await sam.state()
    assert (state.status, state.came_how, state.assigned_to) == ("open", "woken", town.contact.id)
    assert await shown(db, town, View.MINE) == [sam.conversation_id]
    assert (await did(db))[-2:] == ["conversation.snoozed", "conversation.woken"]


@pytest.mark.parametrize("status", ["snoozed", "resolved", "waiting"])
async def test_a_client_who_writes_opens_it_at_once(db: Database, town: Town, status: str) -> None:
    sam = await client(db, town)
    if status == "snoozed":
        await snoozed(db, town, sam)
    else:
        async with db.begin() as session:
            await workflow.set_status(session, await locked(session, sam), status, town.contact, sam.now)
    await sam.says("hoi", "greet")
    assert (await sam.state()).status == "open" and "conversation.reopened" in await did(db)


async def test_who_is_blocked_wakes_nobody_except_in_a_crisis(db: Database, town: Town) -> None:
    sam = await client(db, town)
    await snoozed(db, town, sam)
    async with db.begin() as session:
        (await locked(session, sam)).blocked_at = MORNING
    await sam.says("hoi", "greet")
    assert (await sam.state()).status == "snoozed"
    await sam.says("ik wil dood")
    assert (await sam.state()).status == "open"
    assert (await shown(db, town, View.MINE))[0] == sam.conversation_id, "nobody's, so everybody's"


async def test_a_task_of_the_clock_opens_what_was_done_and_only_once(db: Database, town: Town) -> None:
    sam = await client(db, town)
    async with db.begin() as session:
        await workflow.set_status(session, await locked(session, sam), "resolved", town.contact, sam.now)
    raised = {"kind": "silence", "conversation_id": sam.conversation_id, "now": sam.now}
    async with db.begin() as session:
        await tasks.raise_task(session, **raised)  # type: ignore[arg-type]
    assert (await sam.state()).status == "open"
    await snoozed(db, town, sam)
    async with db.begin() as session:
        await tasks.raise_task(session, **raised)  # type: ignore[arg-type]
    assert (await sam.state()).status == "snoozed", "it was open already, and a colleague put it off"


async def test_who_waits_open_work_and_a_crisis_are_not_put_away(db: Database, town: Town) -> None:
    sam = await client(db, town)
    await sam.says("mens spreken")

    async def refused(status: str, **said: bool) -> str:
        with pytest.raises(WorkRefused) as error:
            async with db.begin() as session:
                await workflow.set_status(session, await locked(session, sam), status, town.contact, sam.now, **said)
        return error.value.why

    assert await refused("waiting") == "waits"
    assert await refused("resolved", answered=True) == "tasks"
    assert (await sam.state()).waiting_since is not None, "what was refused changed nothing"
    await sam.says("ik wil dood")
    assert await refused("resolved", answered=True, finish_tasks=True) == "crisis"
    with pytest.raises(WorkRefused, match="crisis"):
        async with db.begin() as session:
            until = sam.now + timedelta(hours=1)
            await workflow.snooze(session, await locked(session, sam), until, town.contact, sam.now, answered=True)


async def test_done_with_its_tasks_and_the_wait_is_kept(db: Database, town: Town) -> None:
    sam = await client(db, town)
    await sam.says("mens spreken")
    sam.passes(minutes=20)
    async with db.begin() as session:
        here = await locked(session, sam)
        await workflow.set_status(
            session, here, "resolved", town.contact, sam.now, answered=True, finish_tasks=True
        )  # fmt: skip
        assert await tasks.open_tasks(session, sam.conversation_id) == []
        [wait] = (await session.exec(select(Wait))).all()
    assert (wait.began_at, wait.ended_at, wait.team_id) == (MORNING, sam.now, town.team.id)
    assert await shown(db, town, View.RESOLVED) == [sam.conversation_id]


async def test_an_answer_makes_it_ones_own_and_waits_for_the_client(db: Database, town: Town) -> None:
    sam, kim = await client(db, town), await client(db, town, "Kim")
    for one, then in ((sam, "waiting"), (kim, "open")):
        await one.says("mens spreken")
        async with db.begin() as session:
            await human.answer(session, one.conversation_id, town.contact, "Hoi", one.now, then=then)
        state = await one.state()
        assert (state.status, state.assigned_to, state.waiting_since) == (then, town.contact.id, None)
    with pytest.raises(WorkRefused, match="tasks"):
        async with db.begin() as session:
            await human.answer(session, sam.conversation_id, town.contact, "Tot ziens", sam.now, then="resolved")


# ---------------------------------------------------------------- whose it is


async def test_who_cannot_see_it_cannot_get_it_and_a_visitor_can_go_to_a_team(db: Database, town: Town) -> None:
    sam, visitor = await client(db, town), await talk.visitor(db)
    async with db.begin() as session:
        west = await add_team(session)
        stranger = await add_staff(session, Role.CONTACT_PERSON, west)
        night = await add_staff(session, Role.NIGHT_STAFF, town.team)
    for who in (stranger, night):
        with pytest.raises(WorkRefused, match="colleague"):
            await given(db, town, sam, who)
    with pytest.raises(WorkRefused, match="client"):
        async with db.begin() as session:
            await workflow.assign_team(session, await locked(session, sam), west, town.contact, sam.now)
    await given(db, town, visitor, stranger)
    async with db.begin() as session:
        await workflow.assign_team(session, await locked(session, visitor), west, town.contact, sam.now)
    state = await visitor.state()
    assert (state.team_id, state.assigned_to) == (west.id, None)


async def test_the_work_of_who_is_away_goes_back_to_the_queue(db: Database, town: Town) -> None:
    bas = await colleague(db, town)
    sam, kim, lou = [await client(db, town, name) for name in ("Sam", "Kim", "Lou")]
    for one in (sam, kim, lou):
        await given(db, town, one, bas)
    await snoozed(db, town, kim)
    await away(db, town, bas, town.contact)
    await sam.says("mens spreken")
    async with db.begin() as session:
        await workflow.wake(session, MORNING + timedelta(hours=3))
    assert [(await one.state()).assigned_to for one in (sam, kim, lou)] == [None, None, bas.id]
    assert await shown(db, town, View.UNASSIGNED) == [sam.conversation_id, kim.conversation_id]
    assert [(await one.state()).came_how for one in (sam, kim)] == ["returned", "returned"]


async def test_who_takes_nothing_new_keeps_what_is_open(db: Database, town: Town) -> None:
    bas = await colleague(db, town, takes_new=False)
    sam, kim = await client(db, town), await client(db, town, "Kim")
    for one in (sam, kim):
        await given(db, town, one, bas)
    await snoozed(db, town, kim)
    for one in (sam, kim):
        await one.says("hoi", "greet")
    assert [(await one.state()).assigned_to for one in (sam, kim)] == [bas.id, None]


async def test_a_client_who_gets_another_contactperson_takes_the_work_along(db: Database, town: Town) -> None:
    bas, sam = await colleague(db, town), await client(db, town)
    assert sam.person is not None
    await given(db, town, sam, town.contact)
    async with db.begin() as session:
        await transfers.hand_over(session, [sam.person.id], to_id=bas.id, by=town.contact, note="", now=MORNING)
    state = await sam.state()
    assert (state.assigned_to, state.came_how) == (bas.id, "given")
    async with db.begin() as session:
        await stored.deactivate(session, town.contact.id, MORNING.date())
    await given(db, town, sam, bas)
    assert (await sam.state()).assigned_to == bas.id


async def test_new_work_is_new_until_its_colleague_opens_it(db: Database, town: Town) -> None:
    bas, sam = await colleague(db, town), await client(db, town)
    await given(db, town, sam, bas)
    for who, how in ((town.contact, "given"), (bas, None)):
        async with db.begin() as session:
            await conversations.open_new_work(session, who.id, sam.conversation_id)
        assert (await sam.state()).came_how == how


# ---------------------------------------------------------------- the queue


async def test_the_next_is_a_crisis_then_pressing_then_who_waits_longest(db: Database, town: Town) -> None:
    first, pressing, danger, last = [await client(db, town, name) for name in ("F", "P", "D", "L")]
    for one in (first, pressing, last, danger):
        await one.says("ik wil dood" if one is danger else "mens spreken")
        for other in (first, pressing, last, danger):
            other.passes(minutes=1)
    async with db.begin() as session:
        await workflow.set_priority(session, await locked(session, pressing), HIGH, town.contact, MORNING)
    found = []
    for _ in range(5):
        async with db.begin() as session:
            found.append(await workflow.take_next(session, town.contact, MORNING))
    assert found == [one.conversation_id for one in (danger, pressing, first, last)] + [None]


async def test_two_who_press_at_the_same_moment_get_different_ones(db: Database, town: Town) -> None:
    bas = await colleague(db, town)
    for name in ("A", "B", "C"):
        await (await client(db, town, name)).says("mens spreken")
    both = asyncio.Barrier(2)

    async def press(who: StaffMember) -> uuid.UUID | None:
        async with db.begin() as session:
            await both.wait()
            found = await workflow.take_next(session, who, MORNING)
            await both.wait()  # neither has committed yet
            return found

    got = await asyncio.gather(press(town.contact), press(bas))
    assert None not in got and len(set(got)) == 2


async def test_the_clock_hands_out_in_office_hours_up_to_the_maximum(db: Database, town: Town) -> None:
    await colleague(db, town, "Away from the queue", takes_new=False)
    bas = await colleague(db, town, takes_at_most=1)
    async with db.begin() as session:
        (await session.get_one(StaffMember, town.contact.id)).takes_at_most = 1
    talks = [await client(db, town, name) for name in ("A", "B", "C")]
    for minute, one in enumerate(talks):
        one.passes(minutes=minute)
        await one.says("mens spreken")
    night = moment("2026-11-26 22:00")
    async with db.begin() as session:
        assert await workflow.hand_out(session, night) == []
    async with db.begin() as session:
        assert await workflow.hand_out(session, MORNING) == [one.conversation_id for one in talks[:2]]
    assert [(await one.state()).assigned_to for one in talks] == [town.contact.id, bas.id, None]
    assert await shown(db, town, View.UNASSIGNED) == [talks[2].conversation_id]
    async with db.begin() as session:
        await human.answer(session, talks[1].conversation_id, bas, "Hoi", MORNING)
    async with db.begin() as session:
        assert await workflow.hand_out(session, MORNING) == [talks[2].conversation_id]
    assert (await talks[2].state()).assigned_to == bas.id


async def test_two_clocks_do_not_pass_a_maximum_together(db: Database, town: Town) -> None:
    async with db.begin() as session:
        (await session.get_one(StaffMember, town.contact.id)).takes_at_most = 1
    for name in ("A", "B"):
        await (await client(db, town, name)).says("mens spreken")

    async def tick() -> list[uuid.UUID]:
        async with db.begin() as session:
            return await workflow.hand_out(session, MORNING)

    assert sum(map(len, await asyncio.gather(*(tick() for _ in range(4))))) == 1


# ---------------------------------------------------------------- what moves along, labels, unread


async def test_what_was_with_a_visitor_is_with_the_client(db: Database, town: Town) -> None:
    sam, web = await client(db, town), await talk.visitor(db, channel="webchat")
    assert sam.person is not None
    await web.says("mens spreken")
    await given(db, town, web, town.contact)
    async with db.begin() as session:
        label = await labels.make(session, "Huur", None, MORNING)
        await labels.put_on(session, web.conversation_id, label.id, town.contact.id, MORNING)
        session.add(Note(conversation_id=web.conversation_id, staff_id=town.contact.id, text="belt morgen"))
        await workflow.set_priority(session, await locked(session, web), URGENT, town.contact, MORNING)
        address = await session.get_one(ChannelAddress, web.address_id)
        await conversations.tie(session, address, person=sam.person, staff=None)
    state, left = await sam.state(), await web.state()
    assert (state.assigned_to, state.priority, state.waiting_since) == (town.contact.id, URGENT, web.now)
    assert (left.assigned_to, left.waiting_since) == (None, None)
    async with db.begin() as session:
        assert [one.name for one in await labels.of_conversation(session, sam.conversation_id)] == ["Huur"]
        [wait] = (await session.exec(select(Wait))).all()
        assert (await session.exec(select(Note.conversation_id))).one() == sam.conversation_id
    assert (wait.conversation_id, wait.began_at, wait.ended_at) == (sam.conversation_id, web.now, None)


async def test_two_waits_that_meet_are_one_since_the_first(db: Database, town: Town) -> None:
    sam, web = await client(db, town), await talk.visitor(db)
    assert sam.person is not None
    await web.says("mens spreken")
    sam.now = web.now + timedelta(minutes=7)
    await sam.says("mens spreken")
    async with db.begin() as session:
        address = await session.get_one(ChannelAddress, web.address_id)
        await conversations.tie(session, address, person=sam.person, staff=None)
    async with db.begin() as session:
        [wait] = (await session.exec(select(Wait))).all()
    assert (wait.began_at, (await sam.state()).waiting_since) == (web.now, web.now)


async def test_two_who_make_the_same_label_make_one(db: Database, town: Town) -> None:
    async def make() -> uuid.UUID:
        async with db.begin() as session:
            return (await labels.make(session, "Huur", town.team.id, MORNING)).id

    assert len(set(await asyncio.gather(make(), make(), make()))) == 1
    async with db.begin() as session:
        assert (await labels.make(session, "huur", None, MORNING)).team_id is None, "of all is another one"
        assert len(await labels.to_choose(session, town.team.id)) == 2


async def test_what_was_read_can_be_unread_again(db: Database, town: Town) -> None:
    sam = await client(db, town)
    await sam.says("hoi", "greet")
    async with db.begin() as session:
        [row] = await inbox.rows(session, town.reader, View.TEAM, 9)
        await conversations.mark_read(session, town.contact.id, sam.conversation_id, 10_000)
        await conversations.mark_unread(session, town.contact.id, sam.conversation_id)
        [again] = await inbox.rows_of(session, town.reader, [sam.conversation_id, uuid.uuid4()])
        assert (await session.exec(select(ConversationRead))).one().message_id < 10_000
    assert (row.unread, again.unread) == (1, 1)
