"""Two that are one: everything points at the one who is kept, and undoing puts exactly that back."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from actions import merging
from actions.dashboard import span
from storage import (
    checkins,
    conversations,
    dashboard,
    departing,
    emergencies,
    inbox,
    merges,
    messages,
    names,
    nudges,
    people,
    schema,
    tasks,
    waits,
    workload,
)
from storage.checkins import CheckIn, CheckInPlan
from storage.conversations import Conversation
from storage.database import Database
from storage.errors import CannotMerge
from storage.inbox import Reader, View
from storage.messages import Message
from storage.nudges import Nudge
from storage.people import Person
from storage.staff import StaffMember
from storage.steps import Step
from tests.conftest import MORNING
from tests.talk import Talk
from tests.town import add_person, make_town

pytest_plugins = ("tests.database",)


def test_merging_knows_every_table_that_points_at_a_person_or_a_conversation() -> None:
    """Whoever adds a table says here what merging does with it: storage/merges.py, PEOPLE and TALKS."""
    assert schema.metadata.tables
    for target in ("person", "conversation"):
        assert [where for where, goes in merges.pointers(target).items() if goes is None] == []


def test_no_pointer_of_a_kept_row_is_part_of_a_whole_primary_key() -> None:
    """A row is found again by the rest of its key, so there has to be a rest."""
    for target in ("person", "conversation"):
        for table, column in merges.along(target):
            assert [c.name for c in schema.metadata.tables[table].primary_key if c.name != column]


class Two:
    """A client who came back under a second invite: both have said something."""

    def __init__(self, staff: StaffMember, first: Talk, second: Talk) -> None:
        self.staff, self.first, self.second = staff, first, second


@pytest.fixture
async def two(db: Database) -> Two:
    async with db.begin() as session:
        town = await make_town(session, MORNING)
        one, other = await add_person(session, town.contact, "Sam"), await add_person(session, town.contact, "Sammie")
    first = await Talk(db, person=one, now=MORNING).begin()
    second = await Talk(db, person=other, now=MORNING).begin()
    await first.says("menu", "ask_help")
    await second.says("menu", "ask_help")
    return Two(town.contact, first, second)


async def merge(db: Database, two: Two, **choices: str) -> merges.Merge:
    async with db.begin() as session:
        return await merging.merge(
            session, two.first.conversation_id, two.second.conversation_id, choices=choices, staff=two.staff,
            now=MORNING,
        )  # fmt: skip


async def undo(db: Database, two: Two, made: merges.Merge) -> None:
    async with db.begin() as session:
        await merging.undo(session, made.id, two.staff, MORNING)


async def said_in(db: Database, talk: Talk) -> list[str]:
    async with db.begin() as session:
        query = select(Message).where(Message.conversation_id == talk.conversation_id).order_by(col(Message.id))
        return [message.text for message in (await session.exec(query)).all()]


async def everything(db: Database) -> dict[str, list[str]]:
    """All rows of all tables that tell of people, to compare."""
    found = {}
    async with db.begin() as session:
        for table in schema.metadata.tables:
            if table not in ("audit_entry", "merge", "merge_move", "alembic_version"):
                rows = await session.execute(text(f"SELECT to_jsonb(t)::text FROM {table} t"))
                found[table] = sorted(row for (row,) in rows)
    return found


async def test_both_phones_reach_one_conversation(db: Database, two: Two) -> None:
    await merge(db, two)
    kept, gone = await said_in(db, two.first), await said_in(db, two.second)
    assert len(kept) == 4 and gone == []
    await two.second.says("nog iets", "thank")
    assert "nog iets" in await said_in(db, two.first)
    async with db.begin() as session:
        address = await people.find_address(session, "telegram", "7", two.second.address)
        person = await session.get_one(Person, two.second.person.id)  # type: ignore[union-attr]
        assert address is not None and address.conversation_id == two.first.conversation_id
        assert person.merged_into == two.first.person.id  # type: ignore[union-attr]
        assert await merges.kept_of(session, two.second.conversation_id) == two.first.conversation_id


async def test_who_is_nobody_any_more_is_nobodys_client(db: Database, two: Two) -> None:
    """Also not of a colleague who leaves: nobody can be handed over who stands on no list."""
    await merge(db, two)
    reader = Reader(staff_id=two.staff.id, team_id=two.staff.team_id, everywhere=False)
    of = span(MORNING.date(), MORNING.date(), MORNING)
    async with db.begin() as session:
        assert (await departing.work_of(session, two.staff.id, MORNING)).clients == 1
        loads = await workload.loads(session, roles=[two.staff.role], team_id=None, now=MORNING)
        assert sum(load.clients for load in loads) == 1
        assert sum(row.clients for row in await dashboard.caseload(session, of)) == 1
        assert [known.name for known in await names.people(session, reader, "Sam", most=8)] == ["Sam"]
        assert [person.id for person in await emergencies.find_person(session, "Sam")] == [two.first.person.id]  # type: ignore[union-attr]
        for view in View:
            shown = await inbox.rows(session, reader, view, 50)
            assert two.second.conversation_id not in [row.id for row in shown], view


async def test_an_old_button_still_works(db: Database, two: Two) -> None:
    await two.second.says("mag ik een mens", "ask_help")
    await merge(db, two)
    two.second.conversation_id = two.first.conversation_id  # where the answer is read
    answer = await two.second.presses_payload(next(iter(two.second.last.buttons.values())))
    assert answer.text and not answer.has("button-is-old")


async def test_undoing_puts_exactly_everything_back(db: Database, two: Two) -> None:
    async with db.begin() as session:
        second = await conversations.lock(session, two.second.conversation_id)
        assert second.person_id is not None
        session.add(CheckInPlan(person_id=second.person_id))
        session.add(CheckIn(person_id=second.person_id))
        session.add(Step(person_id=second.person_id, what="een brief openen", life_domain="money"))
        await waits.begin(session, second, MORNING)
        await tasks.raise_task(session, kind="talk_to_human", conversation_id=second.id, now=MORNING)
    before = await everything(db)
    made = await merge(db, two)
    assert await everything(db) != before
    async with db.begin() as session:
        assert await checkins.plan_of(session, two.first.person.id) is not None  # type: ignore[union-attr]
        kept = await session.get_one(Conversation, two.first.conversation_id)
        assert kept.waiting_since == MORNING
        planned = (await session.exec(select(Nudge).where(Nudge.state == "planned"))).all()
        await nudges.end(session, [one.id for one in planned], state="cancelled", now=MORNING)
    await undo(db, two, made)
    after = await everything(db)
    nudged = [row for row in after.pop("nudge") if '"planned"' in row]
    before.pop("nudge")
    assert after == before
    assert len(nudged) == 1


async def test_what_is_said_after_the_merge_stays_with_the_one_who_was_kept(db: Database, two: Two) -> None:
    made = await merge(db, two)
    await two.second.says("dit is nieuw", "thank")
    await undo(db, two, made)
    assert "dit is nieuw" in await said_in(db, two.first)
    assert (
        await said_in(db, two.second) == [*(await said_in(db, two.second))][:2]
        and len(await said_in(db, two.second)) == 2
    )
    await two.second.says("weer hier", "thank")
    assert "weer hier" in await said_in(db, two.second)


async def with_plans(db: Database, two: Two) -> None:
    async with db.begin() as session:
        for talk, template in ((two.first, "light"), (two.second, "after_shelter")):
            assert talk.person is not None
            session.add(CheckInPlan(person_id=talk.person.id, template=template))
    async with db.begin() as session:
        from actions import rhythm_changes  # noqa: PLC0415

        await rhythm_changes.plan_missing(session, MORNING)


async def test_two_rhythms_are_refused_until_a_human_chose_and_then_one_lives(db: Database, two: Two) -> None:
    await with_plans(db, two)
    with pytest.raises(CannotMerge) as refused:
        await merge(db, two)
    assert refused.value.reason == "clash"
    made = await merge(db, two, plan="gone")
    async with db.begin() as session:
        assert two.first.person is not None and two.second.person is not None
        plan = await checkins.plan_of(session, two.first.person.id)
        planned = (await session.exec(select(Nudge).where(Nudge.kind == "check_in", Nudge.state == "planned"))).all()
        assert plan is not None and plan.template == "after_shelter"
        assert [one.person_id for one in planned] == [two.first.person.id]
    await undo(db, two, made)
    async with db.begin() as session:
        plan = await checkins.plan_of(session, two.first.person.id)
        planned = (await session.exec(select(Nudge).where(Nudge.kind == "check_in", Nudge.state == "planned"))).all()
        assert plan is not None and plan.template == "light"
        assert {one.person_id for one in planned} == {two.first.person.id, two.second.person.id}


async def test_a_visitor_goes_into_a_client_and_never_the_other_way(db: Database, two: Two) -> None:
    visitor = await Talk(db, now=MORNING).begin()
    await visitor.says("hoi", "greet")
    async with db.begin() as session:
        with pytest.raises(CannotMerge, match="visitor kept"):
            await merging.merge(
                session, visitor.conversation_id, two.first.conversation_id, choices={}, staff=two.staff, now=MORNING
            )
    async with db.begin() as session:
        made = await merging.merge(
            session, two.first.conversation_id, visitor.conversation_id, choices={}, staff=two.staff, now=MORNING
        )
    assert "hoi" in await said_in(db, two.first)
    await undo(db, two, made)
    assert "hoi" in await said_in(db, visitor) and "hoi" not in await said_in(db, two.first)


async def test_undoing_twice_is_refused(db: Database, two: Two) -> None:
    made = await merge(db, two)
    await undo(db, two, made)
    with pytest.raises(CannotMerge, match="undone"):
        await undo(db, two, made)


async def test_messages_of_both_stay_in_the_order_they_were_said(db: Database, two: Two) -> None:
    await merge(db, two)
    async with db.begin() as session:
        found = await messages.latest(session, two.first.conversation_id)
    assert [one.id for one in found] == sorted(one.id or 0 for one in found)
