"""Taking back what was done at a bed: exactly, or not at all when somebody else was there meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from actions import bed_changes, clock, holding
from actions.bed_changes import Change
from storage import conversations, holds, nudges, stays
from storage.beds import BedNight, Sleeper
from storage.database import Database
from storage.errors import AlreadyTaken, NotFound
from storage.nudges import Nudge
from tests.town import Town, add_person, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 20:00")
NIGHT = clock.night_of(NOW)


async def checked_in(db: Database, town: Town, bed: str = "1") -> Change:
    """Somebody in a bed for men."""
    async with db.begin() as session:
        return await bed_changes.check_in(
            session, night=NIGHT, facility="nachtopvang", group="man", bed=bed, now=NOW, staff_id=town.contact.id
        )


async def undo(db: Database, town: Town, change: Change, minutes: int = 1) -> Change:
    """Take it back a little later."""
    async with db.begin() as session:
        return await bed_changes.undo(session, change, NOW + timedelta(minutes=minutes), town.contact.id)


async def test_somebody_who_left_is_not_back_in_a_bed_that_was_given_out(db: Database, town: Town) -> None:
    first = await checked_in(db, town)
    async with db.begin() as session:
        out = await bed_changes.check_out(session, bed_changes.place_id(first), NOW)
    await checked_in(db, town)
    with pytest.raises(AlreadyTaken):
        await undo(db, town, out)


async def test_a_check_in_that_has_ended_is_not_ended_again(db: Database, town: Town) -> None:
    first = await checked_in(db, town)
    async with db.begin() as session:
        await stays.check_out(session, bed_changes.place_id(first), NOW)
    with pytest.raises(NotFound):
        await undo(db, town, first)
    async with db.begin() as session:
        assert [row.end_reason for row in (await session.exec(select(BedNight))).all()] == ["left"]


async def test_a_hold_that_was_let_go_is_held_again_for_the_rest_of_its_time(db: Database, town: Town) -> None:
    async with db.begin() as session:
        person = await add_person(session, town.contact)
        talk = await conversations.ensure_for_person(session, person)
        held = await holds.hold(
            session, night=NIGHT, group="man", now=NOW, whose=Sleeper(conversation_id=talk.id, person_id=person.id)
        )
        await holding.plan_reminder(session, held, talk.id)
        change = await bed_changes.release(session, held.id, NOW)
        await nudges.cancel_about(session, held.id, now=NOW, reason="released")
    await undo(db, town, change, minutes=10)
    async with db.begin() as session:
        again = await holds.own_hold(session, talk.id, NOW + timedelta(minutes=10))
        reminders = select(Nudge).where(Nudge.kind == "hold_reminder", Nudge.state == "planned")
        due = [n.due_at for n in (await session.exec(reminders)).all()]
    assert again is not None and again.id == held.id
    assert (again.bed, again.held_until) == (held.bed, held.held_until)
    assert held.held_until is not None
    assert due == [held.held_until - timedelta(minutes=20)]


async def test_a_hold_whose_time_is_over_is_not_held_again(db: Database, town: Town) -> None:
    async with db.begin() as session:
        held = await holds.hold(session, night=NIGHT, group="man", now=NOW)
        change = await bed_changes.release(session, held.id, NOW, no_show=True)
    with pytest.raises(NotFound):
        await undo(db, town, change, minutes=91)


async def test_a_count_cannot_be_taken_back(db: Database, town: Town) -> None:
    change = Change(deed="counted", bed="", where="nachtopvang", bed_id="")
    assert not bed_changes.can_undo(change)
    with pytest.raises(NotFound):
        await undo(db, town, change)
