"""Figures about beds on evenings made by hand, with every number counted by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.beds import BedNight
from storage.closures import Closure, ColdSpell
from storage.database import Database
from storage.facilities import Facility
from storage.figures import demand, headcount, lengths, occupancy
from storage.figures.scope import Scope
from storage.guests import Guest
from storage.rooms import Bed, Outage
from storage.turn_aways import TurnAway
from storage.waiting import Waiter
from tests.town import moment

pytest_plugins = ("tests.database",)
SPRING, AUTUMN = date(2027, 3, 27), date(2027, 10, 30)
"""The nights in which the clock moves: 23 and 25 hours from noon to noon."""
N = date(2026, 11, 26)


def after(days: int) -> date:
    return N + timedelta(days=days)


def scope(first: date = N, last: date | None = None, **where: str) -> Scope:
    return Scope(first=first, last=last or first, zone="Europe/Amsterdam", **where)


@dataclass
class House:
    """A night shelter (17:00 to 09:00) with beds 1 and 2 for men, 3 for a woman, and extra bed 9 for a man."""

    session: AsyncSession
    facility: Facility
    beds: dict[str, Bed] = field(default_factory=dict)

    async def add(self, *rows: Any) -> None:
        self.session.add_all(rows)
        await self.session.flush()

    async def bed(self, label: str, group: str = "man", **more: Any) -> Bed:
        values = {"first_night": date(2026, 1, 1)} | more
        self.beds[label] = Bed(facility_id=self.facility.id, label=label, target_group=group, **values)
        await self.add(self.beds[label])
        return self.beds[label]

    async def stay(self, label: str, night: date = N, guest: Guest | None = None, end: str | None = "left") -> BedNight:
        at = datetime.combine(night, time(20, 0)).replace(tzinfo=moment("2026-11-26 20:00").tzinfo)
        row = BedNight(
            bed_id=self.beds[label].id, night=night, arrived_at=at, guest_id=guest.id if guest else None,
            ended_at=at + timedelta(hours=1) if end else None, end_reason=end,
        )  # fmt: skip
        await self.add(row)
        return row

    async def guest(self, name: str = "Sam", head: str | None = None) -> Guest:
        guest = Guest(name=name, head=head)
        await self.add(guest)
        return guest

    async def out(self, label: str, start: str, end: str | None = None) -> None:
        await self.add(
            Outage(bed_id=self.beds[label].id, created_at=moment(start), ended_at=moment(end) if end else None)
        )

    async def close(self, first: date, last: date | None, lifted: str | None = None) -> None:
        lift = moment(lifted) if lifted else None
        await self.add(Closure(facility_id=self.facility.id, first_night=first, last_night=last, lifted_at=lift))

    async def cold(self, first: date, last: date, lifted: str | None = None) -> None:
        await self.add(ColdSpell(first_night=first, last_night=last, lifted_at=moment(lifted) if lifted else None))

    async def count(self, night: date = N, group: str = "man") -> tuple[int, int]:
        """(used, offered) for a group in a night."""
        by_night, _ = await occupancy.totals(self.session, scope(night))
        found = next((row for row in by_night if row.group == group), None)
        return (found.used, found.offered) if found else (0, 0)


async def make_house(session: AsyncSession, key: str = "nacht", kind: str = "nachtopvang", **more: Any) -> House:
    values: dict[str, Any] = {"opens_at": time(17), "closes_at": time(9), "municipality": "Almelo"} | more
    house = House(session, Facility(key=key, name=key.title(), kind=kind, **values))
    await house.add(house.facility)
    return house


@pytest.fixture
async def house(db: Database) -> AsyncIterator[House]:
    async with db.begin() as session:
        house = await make_house(session)
        for label, group in (("1", "man"), ("2", "man"), ("3", "vrouw")):
            await house.bed(label, group)
        await house.bed("9", is_extra=True)
        yield house


# ---------------------------------------------------------------- occupancy


async def test_an_empty_night_has_its_beds_and_nobody_in_them(house: House) -> None:
    assert await house.count() == (0, 2)
    assert await house.count(group="vrouw") == (0, 1)
    assert await house.count(group="gezin") == (0, 0)


async def test_one_bed_of_two(house: House) -> None:
    await house.stay("1")
    assert await house.count() == (1, 2)
    assert await house.count(after(1)) == (0, 2)
    assert await house.count(after(-1)) == (0, 2)


async def test_somebody_who_is_still_in_counts_too(house: House) -> None:
    await house.stay("1", end=None)
    assert await house.count() == (1, 2)


async def test_a_mistake_never_was(house: House) -> None:
    await house.stay("1", end="mistake")
    assert await house.count() == (0, 2)


async def test_a_hold_is_not_a_stay(house: House) -> None:
    await house.add(BedNight(bed_id=house.beds["1"].id, night=N, held_until=moment("2026-11-26 21:00")))
    assert await house.count() == (0, 2)


async def test_two_stays_in_one_bed_are_one_bed_night_and_two_people(house: House) -> None:
    await house.stay("1", guest=await house.guest("Sam", "man"))
    await house.stay("1", guest=await house.guest("Kim", "man"))
    assert await house.count() == (1, 2)
    assert [(h.head, h.people) for h in await headcount.heads(house.session, scope())] == [("man", 2)]


@pytest.mark.parametrize(
    ("start", "end", "offered"),
    [
        ("2026-11-20 10:00", None, 1),  # broken all night and after
        ("2026-11-26 23:00", "2026-11-27 11:00", 1),  # broke halfway
        ("2026-11-20 10:00", "2026-11-26 18:00", 1),  # mended after opening
        ("2026-11-26 20:00", "2026-11-26 20:30", 1),  # broken and mended within the night
        ("2026-11-26 10:00", "2026-11-26 17:00", 2),  # mended at opening
        ("2026-11-27 09:00", None, 2),  # broke at closing
        ("2026-11-27 08:59", None, 1),  # broke just before closing
        ("2026-11-27 12:00", None, 2),  # broke the next day
        ("2026-11-20 10:00", "2026-11-25 12:00", 2),  # mended long ago
    ],
)
async def test_a_bed_out_of_order_in_the_night_could_not_be_given_out(
    house: House, start: str, end: str | None, offered: int
) -> None:
    await house.out("1", start, end)
    assert await house.count() == (0, offered)


async def test_an_outage_lies_in_the_nights_it_touches_and_in_no_other(house: House) -> None:
    await house.out("1", "2026-11-26 23:00", "2026-11-28 12:00")
    assert [(await house.count(after(day)))[1] for day in (-1, 0, 1, 2)] == [2, 1, 1, 2]


async def test_a_bed_that_broke_while_somebody_slept_in_it_was_given_out(house: House) -> None:
    await house.stay("1")
    await house.out("1", "2026-11-27 03:00")
    assert await house.count() == (1, 2)
    assert await house.count(after(1)) == (0, 1)


async def test_two_outages_in_a_night_take_one_bed_away_once(house: House) -> None:
    await house.out("1", "2026-11-26 18:00", "2026-11-26 19:00")
    await house.out("1", "2026-11-26 22:00", "2026-11-26 23:00")
    assert await house.count() == (0, 1)


async def test_where_no_opening_hour_is_known_a_night_begins_when_the_last_one_ended(db: Database) -> None:
    async with db.begin() as session:
        house = await make_house(session, opens_at=None)
        await house.bed("1")
        await house.out("1", "2026-11-26 10:00", "2026-11-26 11:00")
        assert await house.count() == (0, 0)
        assert await house.count(after(-1)) == (0, 1)


@pytest.mark.parametrize(
    ("night", "ended", "offered"),
    [
        (SPRING, "2027-03-28 08:30", 1),
        (SPRING, "2027-03-27 17:00", 2),
        (SPRING, "2027-03-27 17:01", 1),
        (AUTUMN, "2027-10-30 16:59", 2),
        (AUTUMN, "2027-10-31 02:30", 1),
    ],
)
async def test_hours_are_those_on_the_wall_when_the_clock_moves(
    house: House, night: date, ended: str, offered: int
) -> None:
    await house.out("1", "2027-01-01 12:00", ended)
    assert await house.count(night) == (0, offered)


@pytest.mark.parametrize(("night", "start"), [(SPRING, "2027-03-28 09:00"), (AUTUMN, "2027-10-31 09:00")])
async def test_an_outage_from_closing_time_on_is_of_the_next_night_when_the_clock_moves(
    house: House, night: date, start: str
) -> None:
    await house.out("1", start)
    assert await house.count(night) == (0, 2)
    assert await house.count(night + timedelta(days=1)) == (0, 1)


async def test_every_night_is_there_once_when_the_clock_moves(house: House) -> None:
    for first in (SPRING, AUTUMN):
        around = scope(first - timedelta(days=2), first + timedelta(days=2))
        by_night, _ = await occupancy.totals(house.session, around)
        assert [row.night for row in by_night if row.group == "man"] == [
            first + timedelta(days=day) for day in range(-2, 3)
        ]


async def test_a_closed_night_has_no_beds_to_give(house: House) -> None:
    await house.close(N, after(1))
    assert [await house.count(after(day)) for day in (-1, 0, 1, 2)] == [(0, 2), (0, 0), (0, 0), (0, 2)]


async def test_closed_without_an_end_is_closed_until_it_is_lifted(house: House) -> None:
    await house.close(N, None, lifted="2026-11-28 14:00")
    assert [(await house.count(after(day)))[1] for day in (0, 1, 2, 3)] == [0, 0, 2, 2]


@pytest.mark.parametrize(("lifted", "offered"), [("2026-11-26 21:00", 2), ("2026-11-27 08:00", 0)])
async def test_what_stood_at_midnight_decides_whether_a_night_was_closed(
    house: House, lifted: str, offered: int
) -> None:
    await house.close(N, after(5), lifted)
    assert (await house.count())[1] == offered


async def test_who_slept_in_a_shelter_before_it_closed_that_night_counts(house: House) -> None:
    await house.stay("1")
    await house.close(N, N)
    assert await house.count() == (1, 1)


async def test_two_closures_of_one_night_close_it_once(house: House) -> None:
    await house.close(N, N)
    await house.close(N, after(3))
    await house.out("1", "2026-11-20 12:00")
    assert await house.count() == (0, 0)


async def test_extra_beds_are_there_in_cold_nights_only(house: House) -> None:
    await house.cold(N, after(3), lifted="2026-11-28 10:00")
    assert [(await house.count(after(day)))[1] for day in (-1, 0, 1, 2)] == [2, 3, 3, 2]


async def test_an_extra_bed_in_which_somebody_slept_counts_without_cold(house: House) -> None:
    await house.stay("9")
    assert await house.count() == (1, 3)


async def test_a_broken_extra_bed_takes_nothing_away_when_it_is_not_cold(house: House) -> None:
    await house.out("9", "2026-11-20 10:00")
    assert await house.count() == (0, 2)
    await house.cold(N, N)
    assert await house.count() == (0, 2)


async def test_a_bed_counts_from_its_first_to_its_last_night(house: House) -> None:
    await house.bed("4", first_night=N, last_night=after(1))
    assert [(await house.count(after(day)))[1] for day in (-1, 0, 1, 2)] == [2, 3, 3, 2]


async def test_a_bed_of_which_nobody_said_since_when_counts_from_the_night_it_was_entered(house: House) -> None:
    await house.bed("4", first_night=None, created_at=moment("2026-11-27 02:00"))
    assert [(await house.count(after(day)))[1] for day in (-1, 0, 1)] == [2, 3, 3]


async def test_shelters_are_told_apart_and_can_be_chosen(house: House) -> None:
    other = await make_house(house.session, "crisis", "crisisopvang", municipality="Wierden")
    await other.bed("1", "gezin")
    await other.stay("1")
    await house.stay("3")
    _, every = await occupancy.totals(house.session, scope())
    assert {(r.facility, r.group, r.used, r.offered) for r in every} == {
        ("nacht", "man", 0, 2), ("nacht", "vrouw", 1, 1), ("crisis", "gezin", 1, 1),
    }  # fmt: skip
    for where in (scope(facility="crisis"), scope(kind="crisisopvang"), scope(municipality="Wierden")):
        _, chosen = await occupancy.totals(house.session, where)
        assert [(r.facility, r.used) for r in chosen] == [("crisis", 1)]
    assert len(await occupancy.each(house.session, scope(N, after(1)))) == 6


# ---------------------------------------------------------------- people


async def people(house: House, **where: str) -> dict[str | None, int]:
    return {h.head: h.people for h in await headcount.heads(house.session, scope(N, after(30), **where)) if h.people}


async def test_somebody_counts_once_however_many_nights(house: House) -> None:
    sam = await house.guest("Sam", "man")
    for day in range(5):
        await house.stay("1", after(day), sam)
    assert await people(house) == {"man": 1}


async def test_a_head_that_nobody_said_follows_the_group_of_the_bed(house: House) -> None:
    await house.bed("f", "gezin")
    for label in ("1", "3", "f"):
        await house.stay(label, guest=await house.guest(label))
    assert await people(house) == {"man": 1, "vrouw": 1, None: 1}


async def test_beds_of_two_groups_say_nothing_and_the_guests_own_word_wins(house: House) -> None:
    unsaid, said = await house.guest("Kim"), await house.guest("Noa", "vrouw")
    for guest, shift in ((unsaid, 0), (said, 10)):
        await house.stay("1", after(shift), guest)
        await house.stay("3", after(shift + 1), guest)
    assert await people(house) == {None: 1, "vrouw": 1}


async def test_nights_without_a_name_are_counted_beside_the_people(house: House) -> None:
    await house.stay("1", guest=await house.guest("Sam", "man"))
    for day in range(3):
        await house.stay("2", after(day))
    await house.stay("3", end="mistake")
    found = await headcount.heads(house.session, scope(N, after(30)))
    assert (sum(h.people for h in found), sum(h.unnamed for h in found)) == (1, 3)


async def test_who_slept_in_two_kinds_counts_in_both(house: House) -> None:
    other = await make_house(house.session, "crisis", "crisisopvang")
    await other.bed("1", "vrouw")
    sam = await house.guest("Sam", "vrouw")
    await house.stay("3", guest=sam)
    await other.stay("1", after(1), sam)
    found = await headcount.heads(house.session, scope(N, after(30)))
    assert [(h.kind, h.head, h.people) for h in found] == [("crisisopvang", "vrouw", 1), ("nachtopvang", "vrouw", 1)]


async def test_regulars_slept_in_enough_different_nights(house: House) -> None:
    often, less = await house.guest("Sam"), await house.guest("Kim")
    for day in range(3):
        await house.stay("1", after(day), often)
    await house.stay("3", after(3), often)
    await house.stay("2", N, less)
    await house.stay("2", N, less)  # came, left, came back: one night
    await house.stay("2", after(1), less)
    found = await headcount.regulars(house.session, scope(N, after(9)), 3)
    assert [(r.name, r.group, r.nights) for r in found] == [("Sam", "vrouw", 4)]
    assert len(await headcount.regulars(house.session, scope(N, after(9)), 2)) == 2
    assert await headcount.regulars(house.session, scope(after(2), after(9)), 3) == []


# ---------------------------------------------------------------- length of stay


async def stays_of(
    house: House, first: date = N, last: date | None = None, gap: int = 1, known: date | None = None
) -> list[tuple[int, bool, int]]:
    known = known or after(60)
    found = await lengths.lengths(house.session, scope(first, last or after(20)), gap=gap, known=known)
    return [(row.nights, row.over, row.stays) for row in found]


async def test_nights_in_a_row_are_one_stay_and_a_missed_night_ends_it(house: House) -> None:
    sam = await house.guest()
    for day in (0, 1, 2, 4, 5):
        await house.stay("1", after(day), sam)
    assert await stays_of(house) == [(2, True, 1), (3, True, 1)]
    assert await stays_of(house, gap=2) == [(5, True, 1)]


async def test_a_night_in_two_beds_is_one_night(house: House) -> None:
    sam = await house.guest()
    await house.stay("1", N, sam)
    await house.stay("2", N, sam)
    await house.stay("2", after(1), sam)
    assert await stays_of(house) == [(2, True, 1)]


async def test_another_shelter_is_another_stay(house: House) -> None:
    other = await make_house(house.session, "crisis", "crisisopvang")
    await other.bed("1")
    sam = await house.guest()
    await house.stay("1", N, sam)
    await other.stay("1", after(1), sam)
    assert await stays_of(house) == [(1, True, 1), (1, True, 1)]


async def test_a_stay_counts_where_it_ends_with_all_its_nights(house: House) -> None:
    sam = await house.guest()
    for day in range(-5, 2):
        await house.stay("1", after(day), sam)
    assert await stays_of(house) == [(7, True, 1)]
    assert await stays_of(house, after(-20), after(-1)) == [(6, False, 1)]
    assert await stays_of(house, after(2)) == []


async def test_a_stay_that_may_go_on_tonight_is_not_over(house: House) -> None:
    await house.stay("1", N, await house.guest())
    assert await stays_of(house, known=N) == [(1, False, 1)]
    assert await stays_of(house, known=after(1)) == [(1, True, 1)]


async def test_who_has_no_name_has_no_length_of_stay(house: House) -> None:
    await house.stay("1")
    assert await stays_of(house) == []


# ---------------------------------------------------------------- demand, this evening


async def turn_away(house: House, people: int, **more: Any) -> None:
    values: dict[str, Any] = {"night": N, "target_group": "man", "reason": "full"} | more
    await house.add(TurnAway(facility_id=house.facility.id, people=people, **values))


async def test_who_was_turned_away_is_added_up_and_what_was_undone_is_not(house: House) -> None:
    await turn_away(house, 2)
    await turn_away(house, 1, night=after(1))
    await turn_away(house, 1, reason="pet", target_group=None)
    await turn_away(house, 5, undone_at=moment("2026-11-26 22:00"))
    found = await demand.refused(house.session, scope(N, after(1)))
    assert [(r.group, r.reason, r.people) for r in found] == [("man", "full", 3), (None, "pet", 1)]
    by_night = await demand.unmet(house.session, scope(N, after(1)))
    assert [(u.night, u.refused) for u in by_night] == [(N, 3), (after(1), 1)]


async def test_held_beds_that_were_not_used_are_counted_by_how_they_ended(house: House) -> None:
    at = moment("2026-11-26 21:00")
    for reason in ("expired", "expired", "no_show", "cancelled", "closed"):
        await house.add(
            BedNight(bed_id=house.beds["1"].id, night=N, held_until=at, ended_at=at, end_reason=reason)
        )  # fmt: skip
    await house.stay("1")
    [found] = await demand.unmet(house.session, scope())
    assert (found.expired, found.no_show, found.cancelled, found.closed) == (2, 1, 1, 1)


async def test_the_waiting_list_has_a_size_and_who_of_them_got_a_place(house: House) -> None:
    at = moment("2026-11-26 21:00")
    for name, reason in (("A", "placed"), ("B", "over"), ("C", None)):
        await house.add(
            Waiter(night=N, target_group="man", name=name, end_reason=reason, ended_at=at if reason else None)
        )
    [found] = await demand.unmet(house.session, scope())
    assert (found.waited, found.placed) == (3, 1)
    [elsewhere] = await demand.unmet(house.session, scope(facility="nacht"))
    assert elsewhere.waited == 0  # they wait for any shelter


async def test_this_evening_says_what_happened_so_far(house: House) -> None:
    now = moment("2026-11-26 21:30")
    await house.stay("1", end=None)
    await house.stay("2")
    await house.stay("2", end="mistake")
    for minutes in (-30, 30):
        label = "3" if minutes > 0 else "9"
        await house.add(
            BedNight(bed_id=house.beds[label].id, night=N, held_until=now + timedelta(minutes=minutes))
        )  # fmt: skip
    await turn_away(house, 2)
    await turn_away(house, 1, reason="pet")
    [found] = await demand.evening(house.session, scope(), now)
    assert (found.arrived, found.inside, found.gone) == (2, 1, 1)
    assert (found.held, found.expired, found.no_show, found.refused) == (1, 1, 0, 3)


# ---------------------------------------------------------------- how it is looked up


async def test_the_nights_of_a_month_are_looked_up_not_searched_for(house: House) -> None:
    """With enough other nights in the table, none of the figures reads the whole of it."""
    await house.session.execute(
        text("""
        INSERT INTO bed_night (id, created_at, bed_id, night, arrived_at, ended_at, end_reason, extensions)
        SELECT gen_random_uuid(), now(), b.id, d::date, now(), now(), 'left', 0
        FROM bed b, generate_series(timestamptz '2010-01-01', '2026-11-25', '1 day') d
    """)
    )
    await house.session.execute(text("ANALYZE bed_night"))
    month = scope(N - timedelta(days=30), N).values()
    queries = (
        (occupancy._TOTALS, month), (headcount._HEADS, month), (demand._UNMET, month),
        (lengths._LENGTHS, month | {"gap": 1, "known": N}), (headcount._REGULARS, month | {"least": 3}),
    )  # fmt: skip
    for query, values in queries:
        plan = (await house.session.execute(text(f"EXPLAIN {query.text}"), values)).scalars().all()
        assert not [line for line in plan if "Seq Scan on bed_night" in line]
