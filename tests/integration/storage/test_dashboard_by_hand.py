"""Whatever weeks were like: the dashboard's SQL counts what a slow count in plain Python finds (docs/work-lists.md)."""

from __future__ import annotations

import asyncio
import math
import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions import clock, dashboard
from actions.dashboard import tries
from actions.office_hours import passed
from storage import message_counts
from storage.appointments import Appointment
from storage.checkins import CheckIn
from storage.conversations import Conversation
from storage.database import Database
from storage.debts import DebtReferral
from storage.messages import Message
from storage.people import ChannelAddress, Person
from storage.referral_events import ReferralEvent
from storage.staff import Role, StaffMember, Team
from storage.tasks import Task
from storage.waits import Wait
from tests.emptying import empty

pytest_plugins = ("tests.database",)
FIRST, LAST = date(2027, 3, 22), date(2027, 4, 4)
"""Two weeks: the clock moves in the night to the second Sunday, and Good Friday and Easter are among them."""
NOW = datetime(2027, 4, 3, 12, 0, tzinfo=clock.ZONE)
PEOPLE = 4
STATES = ("done", "missed", "cancelled", "planned", "proposed")
SENDERS, CHANNELS = ("person", "bot", "human"), ("webchat", "telegram", None)

hours = st.integers(-60, 24 * 16) | st.sampled_from([9, 10, 33, 34, 57, 58])  # also mornings of working days
minutes = st.integers(0, 6000) | st.sampled_from([239, 240, 241, 270])  # also about as long as the aim
people = st.integers(0, PEOPLE - 1)


@dataclass(frozen=True)
class World:
    """What happened, in hours since the first day began. Persons 0 and 1 are of the first team."""

    waits: list[tuple[int, int, int | None]]
    """(person, from hour, for minutes; None: runs)"""
    asked: list[tuple[int, int, int, str]]
    """(person, hour, tries, how it ended)"""
    tasks: list[tuple[int, int, str, int | None, str]]
    """(person, hour, kind, done after minutes, by whom)"""
    appointments: list[tuple[int, int, str, bool]]
    """(person, hour, state, is there one that follows)"""
    terms: list[tuple[int, int, str]]
    """(person, day, how)"""
    said: list[tuple[int, int, str, str | None]]
    """(person, hour, sender, channel)"""
    team: int | None


worlds = st.builds(
    World,
    waits=st.lists(st.tuples(people, hours, st.none() | minutes), max_size=12),
    asked=st.lists(
        st.tuples(people, hours, st.integers(1, 3), st.sampled_from(["answered", "heard", "contact", "unanswered"])),
        max_size=12,
    ),
    tasks=st.lists(
        st.tuples(
            people, hours, st.sampled_from(["crisis", "silence"]), st.none() | st.integers(1, 3000),
            st.sampled_from(["contact", "colleague", "itself"]),
        ),
        max_size=8,
    ),
    appointments=st.lists(
        st.tuples(people, hours, st.sampled_from(STATES), st.booleans()),
        max_size=10,
    ),
    terms=st.lists(
        st.tuples(people, st.integers(-3, 16), st.sampled_from(["kept", "late", "open", "ended"])), max_size=8
    ),
    said=st.lists(
        st.tuples(people, hours, st.sampled_from(SENDERS), st.sampled_from(CHANNELS)),
        max_size=20,
    ),
    team=st.sampled_from([None, 0, 1]),
)  # fmt: skip


def at(hour: int, minutes: int = 0) -> datetime:
    """So many hours of real time after the first day began."""
    return clock.day_start(FIRST).astimezone(UTC) + timedelta(hours=hour, minutes=minutes)


def inside(moment: datetime) -> bool:
    return FIRST <= clock.local(moment).date() <= LAST


def of_team(world: World, person: int) -> bool:
    return world.team is None or person // 2 == world.team


def quantile(values: list[float], share: float) -> float | None:
    return sorted(values)[math.ceil(share * len(values)) - 1] if values else None


# ---------------------------------------------------------------- the slow count


def waited(world: World) -> tuple[int, int, float | None, float | None, int, int]:
    over, running, within, judged = [], 0, 0, 0
    for person, hour, minutes in running_once(world):
        if not inside(at(hour)) or not of_team(world, person):
            continue
        until = NOW if minutes is None else min(NOW, at(hour, minutes))
        took = passed(at(hour), until)
        in_aim = took <= timedelta(hours=4)
        if minutes is None:
            running += 1
            judged += not in_aim
        else:
            over.append(took.total_seconds())
            within += in_aim
            judged += 1
    return len(over), running, quantile(over, 0.5), quantile(over, 0.9), within, judged


def running_once(world: World) -> list[tuple[int, int, int | None]]:
    """Of each person one wait runs at most."""
    seen: set[int] = set()
    kept = []
    for wait in world.waits:
        if wait[2] is None and wait[0] in seen:
            continue
        if wait[2] is None:
            seen.add(wait[0])
        kept.append(wait)
    return kept


def each_try(world: World) -> list[tuple[int, int]]:
    found = [[0, 0], [0, 0], [0, 0]]
    for person, hour, tried, how in world.asked:
        if inside(at(hour)) and of_team(world, person):
            for number in range(tried):
                found[number][0] += 1
            if how in ("answered", "heard"):
                found[tried - 1][1] += 1
    return [(asked, answered) for asked, answered in found]


def silences(world: World) -> Counter[str]:
    names = {"contact": "contact_person", "colleague": "colleague", "itself": "client"}
    return Counter(
        "open" if done is None else names[who]
        for person, hour, kind, done, who in world.tasks
        if kind == "silence" and inside(at(hour)) and of_team(world, person)
    )


def in_danger(world: World) -> tuple[int, int, float | None]:
    soon: list[float] = []
    number = 0
    for person, hour, kind, done, who in world.tasks:
        if kind != "crisis" or not inside(at(hour)) or not of_team(world, person):
            continue
        number += 1
        came = [at(h) for p, h, sender, _ in world.said if p == person and sender == "human" and at(h) >= at(hour)]
        if done is not None and who != "itself":
            came.append(at(hour, done))
        if came:
            soon.append((min(came) - at(hour)).total_seconds())
    return number, number - len(soon), quantile(soon, 0.5)


def kept(world: World) -> Counter[str]:
    found: Counter[str] = Counter()
    for person, hour, state, follows in world.appointments:
        if state == "proposed" or not inside(at(hour)) or at(hour) > NOW or not of_team(world, person):
            continue
        moved = "moved" if follows else "cancelled"
        found[{"done": "kept", "missed": "missed", "cancelled": moved}.get(state, "unrecorded")] += 1
    return found


def messages(world: World) -> Counter[tuple[date, str | None, str]]:
    return Counter(
        (clock.local(at(hour)).date(), channel, sender)
        for person, hour, sender, channel in world.said
        if inside(at(hour)) and of_team(world, person)
    )


def terms(world: World) -> Counter[str]:
    return Counter(
        how for person, day, how in world.terms if 0 <= day <= (LAST - FIRST).days and of_team(world, person)
    )


# ---------------------------------------------------------------- the database


async def build(db: Database, world: World) -> list[uuid.UUID]:
    await empty(db)
    async with db.begin() as session:
        teams = [Team(name=f"Team {n}", organisation="Opvang", municipality="Almelo") for n in range(2)]
        session.add_all(teams)
        await session.flush()
        staff = [
            StaffMember(username=f"s{n}", display_name=f"S{n}", role=Role.CONTACT_PERSON, team_id=teams[n % 2].id)
            for n in range(4)
        ]
        session.add_all(staff)
        await session.flush()
        known = [
            Person(display_name=f"P{n}", team_id=teams[n // 2].id, contact_person_id=staff[n // 2].id)
            for n in range(PEOPLE)
        ]
        session.add_all(known)
        await session.flush()
        talks = [Conversation(person_id=known[n].id, team_id=teams[n // 2].id) for n in range(PEOPLE)]
        session.add_all(talks)
        await session.flush()
        addresses = {
            (n, channel): ChannelAddress(channel=channel, address=f"{n}", conversation_id=talks[n].id)
            for n in range(PEOPLE) for channel in ("webchat", "telegram")
        }  # fmt: skip
        session.add_all(addresses.values())
        await session.flush()
        for row in _rows(world, known, talks, addresses, staff):
            session.add(row)
            await session.flush()
        return [team.id for team in teams]


def _rows(world: World, known: list[Person], talks: list[Conversation], addresses: Any, staff: Any) -> list[Any]:
    rows: list[Any] = [
        Wait(
            conversation_id=talks[person].id, team_id=talks[person].team_id, began_at=at(hour),
            ended_at=None if minutes is None else at(hour, minutes),
        )
        for person, hour, minutes in running_once(world)
    ]  # fmt: skip
    rows += [
        CheckIn(person_id=known[person].id, asked_at=at(hour), tries=tried, closed_at=at(hour, 5), closed_as=how)
        for person, hour, tried, how in world.asked
    ]
    for number, (person, hour, kind, done, who) in enumerate(world.tasks):
        by = {"contact": staff[person // 2].id, "colleague": staff[3 - person // 2].id, "itself": None}[who]
        ended = None if done is None else at(hour, done)
        rows.append(
            Task(
                kind=kind, conversation_id=talks[person].id, created_at=at(hour), dedupe_key=f"{number}", done_at=ended,
                done_by=by if ended else None,
            )
        )  # fmt: skip
    for person, hour, state, follows in world.appointments:
        one = Appointment(person_id=known[person].id, starts_at=at(hour), state=state, changed_at=at(hour - 1))
        rows.append(one)
        if follows:  # far outside the period
            rows.append(Appointment(person_id=known[person].id, starts_at=at(9000), follows_id=one.id))
    for person, day, how in world.terms:
        referral = DebtReferral(
            person_id=known[person].id, conversation_id=talks[person].id, consent_at=at(0), consent_to="x",
            requested_on=FIRST, due_on=FIRST + timedelta(days=day), closed_at=at(1) if how == "ended" else None,
            closed_as="withdrawn" if how == "ended" else None,
        )  # fmt: skip
        rows.append(referral)
        event: dict[str, Any] = {"referral_id": referral.id, "happened_on": FIRST, "by_role": "stapje"}
        if how in ("kept", "late"):
            rows.append(ReferralEvent(kind="stage", stage="intake", **event))
        if how == "late":
            rows.append(ReferralEvent(kind="breach", words="first_talk", **event))
    rows += [
        Message(
            conversation_id=talks[person].id, address_id=addresses[person, channel].id if channel else None,
            direction="in" if sender == "person" else "out", sender=sender, text="x", created_at=at(hour),
        )
        for person, hour, sender, channel in world.said
    ]  # fmt: skip
    return rows


async def agree(db: Database, world: World) -> None:
    teams = await build(db, world)
    span = dashboard.span(FIRST, LAST, NOW, None if world.team is None else teams[world.team])
    async with db.begin() as session:
        found = await dashboard.facts(session, span)
    whole = next(one for one in found.waits if one.of == "all")
    assert (whole.over, whole.running, whole.median, whole.p90, whole.within, whole.judged) == waited(world)
    assert sum(one.over for one in found.waits if one.of == "part") == whole.over
    assert sum(one.over for one in found.waits if one.of == "team") == whole.over
    assert [(one.asked, one.answered) for one in tries(found.asked)] == each_try(world)
    assert +Counter(found.silences) == silences(world)
    assert +Counter(found.appointments) == kept(world)
    assert +Counter({how: n for (clock_, how), n in found.terms.items() if clock_ == "first_talk"}) == terms(world)
    async with db.begin() as session:  # the night counts the days that are over, and it stays the same
        await message_counts.count_days(session, clock.local(NOW).date(), NOW)
        await message_counts.count_days(session, clock.local(NOW).date(), NOW)
        assert (await dashboard.facts(session, span)).said == found.said
    days = dashboard.parts(FIRST, LAST)
    assert Counter({(days[s.part - 1], s.channel, s.sender): s.number for s in found.said}) == messages(world)
    danger = next(one for one in found.crises if one.in_office is None)
    assert (danger.number, danger.alone, danger.median) == in_danger(world)
    assert sum(one.number for one in found.crises if one.in_office is not None) == danger.number


def test_sql_counts_what_a_slow_count_finds(migrated_url: str) -> None:
    with asyncio.Runner() as runner:
        db = Database(migrated_url, pool_size=2)

        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        @given(worlds)
        def check(world: World) -> None:
            runner.run(agree(db, world))

        try:
            check()
        finally:
            runner.run(db.close())
