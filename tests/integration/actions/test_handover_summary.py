"""The summary of a night: made from what happened, the same for chat, page and paper."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actions.handover_summary import ShelterNight, Summary, handover_summary, words
from storage import closures, guests, holds, rooms, stays, turn_aways, waiting
from storage.beds import Place, Sleeper
from storage.closures import Closure, ColdSpell
from storage.database import Database
from storage.rooms import Bed
from storage.turn_aways import TurnAway
from storage.waiting import Waiter
from tests.town import Town, find_beds, moment

pytest_plugins = ("tests.database",)
NIGHT = date(2026, 11, 26)
NOW = moment("2026-11-26 22:00")
MORNING = moment("2026-11-27 10:30")


async def summary(db: Database, now: datetime = NOW) -> Summary:
    async with db.begin() as session:
        return await handover_summary(session, NIGHT, now)


async def shelter(db: Database, now: datetime = NOW) -> ShelterNight:
    """The night shelter of it, which stands first."""
    return (await summary(db, now)).shelters[0]


async def comes_in(db: Database, bed: str, name: str | None = None) -> Place:
    async with db.begin() as session:
        guest = await guests.add(session, name, None) if name else None
        return await stays.check_in(
            session, night=NIGHT, group="man", facility="nachtopvang", bed=bed, now=NOW,
            whose=Sleeper(guest_id=guest.id if guest else None),
        )  # fmt: skip


async def test_a_quiet_night_has_nothing_to_tell(db: Database, town: Town) -> None:
    found = await summary(db)
    assert all(one.is_quiet for one in found.shelters)
    assert words(found, "nl") == "Overdracht, nacht van donderdag 26 november\nNiets te melden."


async def test_who_came_and_left_and_a_mistake_that_never_was(db: Database, town: Town) -> None:
    gone = await comes_in(db, "1", "Ali")
    slip = await comes_in(db, "2", "Bo")
    await comes_in(db, "3")
    async with db.begin() as session:
        await stays.check_out(session, gone.id, NOW)
        await stays.check_out(session, slip.id, NOW, "mistake")
    found = await shelter(db, NOW + timedelta(minutes=1))
    assert (found.places.came_in, found.places.still_in, found.left) == (2, 1, 1)


async def test_somebody_who_changes_beds_came_in_once(db: Database, town: Town) -> None:
    first = await comes_in(db, "1", "Ali")
    async with db.begin() as session:
        await stays.check_out(session, first.id, NOW)
        found = (await guests.search(session, "Ali"))[0]
        await stays.check_in(
            session, night=NIGHT, group="man", facility="nachtopvang", bed="2", now=NOW,
            whose=Sleeper(guest_id=found.id),
        )  # fmt: skip
    counted = await shelter(db, NOW + timedelta(minutes=1))
    assert (counted.places.came_in, counted.places.still_in) == (1, 1)


async def test_what_became_of_holds(db: Database, town: Town) -> None:
    async with db.begin() as session:
        late = await holds.hold(session, night=NIGHT, group="man", now=NOW - timedelta(hours=2), minutes=30)
        absent = await holds.hold(session, night=NIGHT, group="man", now=NOW)
        await holds.release(session, absent.id, NOW, "no_show")
        taken = await holds.hold(session, night=NIGHT, group="man", now=NOW)
        await stays.arrive(session, taken.id, now=NOW)
        await holds.hold(session, night=NIGHT, group="vrouw", now=NOW)
    assert late.bed == "1"
    place = (await shelter(db)).places
    assert (place.held, place.expired, place.no_show, place.came_in) == (1, 1, 1, 1)


async def test_an_hour_nobody_swept_a_hold_has_run_out_all_the_same(db: Database, town: Town) -> None:
    async with db.begin() as session:
        await holds.hold(session, night=NIGHT, group="man", now=NOW, minutes=30)
    assert (await shelter(db)).places.held == 1
    place = (await shelter(db, NOW + timedelta(minutes=31))).places
    assert (place.held, place.expired) == (0, 1)


async def test_who_did_not_get_in_by_group_and_reason(db: Database, town: Town) -> None:
    async with db.begin() as session:
        for group, people, reason in (("man", 2, "full"), ("man", 1, "full"), (None, 1, "pet"), ("vrouw", 5, "full")):
            row = TurnAway(
                facility_id=town.night_shelter.id, night=NIGHT, target_group=group, people=people, reason=reason,
                created_at=NOW,
            )  # fmt: skip
            session.add(row)
        await session.flush()
        await turn_aways.undo(session, row.id, NOW)
    found = await summary(db)
    rows = [(row.group, row.people, row.reason) for row in found.shelters[0].turned_away]
    assert rows == [("man", 3, "full"), (None, 1, "pet")]
    assert found.people_turned_away == 4
    assert "3 mannen niet binnen: vol, 1 persoon niet binnen: huisdier" in words(found, "nl")


async def test_beds_out_of_order_extra_beds_and_closures(db: Database, town: Town) -> None:
    async with db.begin() as session:
        session.add(Bed(facility_id=town.night_shelter.id, label="X", target_group="man", is_extra=True))
        broken = await find_beds(session, facility="nachtopvang", labels=["2"])
        await rooms.put_out_of_order(session, broken, reason="lekkage", now=NOW)
        spell = ColdSpell(first_night=NIGHT, last_night=NIGHT, created_at=NOW)
        session.add(spell)
        closure = Closure(
            facility_id=town.crisis_shelter.id, first_night=NIGHT, last_night=NIGHT, reason="brand", created_at=NOW
        )
        await closures.close(session, closure, NOW)
    said = words(await summary(db), "nl")
    assert "buiten gebruik: bed 2 (lekkage), 1 extra bed, bezet: 0" in said
    assert "Crisisopvang: 0 binnengekomen, gesloten tot en met donderdag 26 november (brand)" in said
    async with db.begin() as session:  # the day after, all is as it was
        await rooms.put_in_order(session, broken, MORNING)
        await closures.lift(session, ColdSpell, spell.id, MORNING)
        await closures.lift(session, Closure, closure.id, MORNING)
    assert words(await summary(db, MORNING), "nl") == said, "a night that is over stays what it was"


async def test_who_waited_until_the_end_and_who_got_a_place(db: Database, town: Town) -> None:
    async with db.begin() as session:
        rows = [Waiter(night=NIGHT, target_group="man", name=name, created_at=NOW) for name in "abcd"]
        session.add_all(rows)
        await session.flush()
        await waiting.end(session, rows[0].id, "placed", NOW)
        await waiting.end(session, rows[1].id, "left", NOW)
        await waiting.end(session, rows[2].id, "over", moment("2026-11-27 09:00"))
    [queue] = (await summary(db, MORNING)).queues
    assert (queue.group, queue.waiting, queue.placed) == ("man", 2, 1)


async def test_it_is_told_in_english_too(db: Database, town: Town) -> None:
    await comes_in(db, "1")
    assert "• Nachtopvang: 1 came in" in words(await summary(db), "en")


async def test_own_beds_first_when_guests_stay(db: Database, town: Town) -> None:
    """Whoever came first last night and lost their bed is not given that of somebody who stays too."""
    before = NIGHT - timedelta(days=1)
    async with db.begin() as session:
        known = [await guests.add(session, name, None) for name in ("Ali", "Bo")]
        for number, guest in enumerate(known):
            await stays.check_in(
                session, night=before, group="man", facility="nachtopvang", bed=str(number + 1),
                now=NOW - timedelta(days=1), whose=Sleeper(guest_id=guest.id),
            )  # fmt: skip
    await comes_in(db, "1")
    async with db.begin() as session:
        done, without = await stays.again(
            session, [guest.id for guest in known], facility="nachtopvang", night=NIGHT, before=before, now=NOW,
            made_by=None,
        )  # fmt: skip
    assert [place.bed for place in done] == ["2"]
    assert without == [known[0].id]
