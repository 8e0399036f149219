"""Example data for a newcomer: the kinds of shelter of the region with made-up numbers, people who do not exist.

Every number here is an example (DOMAIN.md section 11: real bed numbers are not known); shelters say so themselves.
"""

from __future__ import annotations

import json
import secrets
from datetime import datetime, time, timedelta
from pathlib import Path

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, login_rules, passwords, reminders
from actions.nudges import planned_check_in
from bot import demo_help, demo_replies, national_lines
from bot.errors import BotError
from storage import conversations, nudges, organisations, staff
from storage.appointments import Appointment
from storage.checkins import CheckInPlan
from storage.facilities import Facility
from storage.organisations import LoginRule
from storage.people import Person
from storage.rooms import Bed, Room
from storage.staff import Role, StaffMember, Team
from storage.steps import Step

STAFF = (
    ("contactpersoon", "Contactpersoon Voorbeeld", Role.CONTACT_PERSON),
    ("nachtdienst", "Nachtdienst Voorbeeld", Role.NIGHT_STAFF),
    ("schulden", "Schuldenspecialist Voorbeeld", Role.DEBT_SPECIALIST),
    ("wonen", "Woonmedewerker Voorbeeld", Role.HOUSING_OFFICER),
    ("coordinator", "Coördinator Voorbeeld", Role.COORDINATOR),
    ("beheer", "Beheerder Voorbeeld", Role.ADMIN),
)
EVENING, MORNING = time(17, 0), time(9, 0)
EXTRA = {"nachtopvang": {"man": 3, "vrouw": 1}}
"""Beds that are put up in cold weather only, by the key of the shelter."""
FACILITIES: tuple[tuple[Facility, dict[str, int]], ...] = (
    (
        Facility(
            key="nachtopvang", name="Nachtopvang", kind="nachtopvang", municipality="Almelo", opens_at=EVENING,
            closes_at=MORNING, price_cents=600, phone="0546 00 00 01", address="Voorbeeldstraat 1, Almelo", position=1,
        ),
        {"man": 14, "vrouw": 5},
    ),
    (
        Facility(
            key="crisisopvang", name="Crisisopvang", kind="crisisopvang", municipality="Almelo", referral_needed=True,
            phone="0546 00 00 02", address="Voorbeeldstraat 2, Almelo", position=2,
        ),
        {"man": 3, "vrouw": 3, "gezin": 1},
    ),
    (
        Facility(
            key="24-uursopvang", name="24-uursopvang", kind="24-uursopvang", municipality="Almelo", min_age=26,
            referral_needed=True, phone="0546 00 00 03", address="Voorbeeldstraat 3, Almelo", position=3,
        ),
        {"man": 6, "vrouw": 4},
    ),
    (
        Facility(
            key="jongerenopvang", name="Jongerenopvang", kind="jongerenopvang", municipality="Enschede", min_age=18,
            max_age=26, referral_needed=True, phone="0546 00 00 04", address="Voorbeeldstraat 4, Enschede", position=4,
        ),
        {"jongere": 6},
    ),
    (
        Facility(
            key="gezinskamer", name="Gezinskamers", kind="gezinskamer", municipality="Almelo", referral_needed=True,
            phone="0546 00 00 05", address="Voorbeeldstraat 5, Almelo", position=5,
        ),
        {"gezin": 3},
    ),
)  # fmt: skip


async def is_empty(session: AsyncSession) -> bool:
    """Whether nobody works here yet."""
    return (await session.exec(select(func.count()).select_from(StaffMember))).one() == 0


async def seed(session: AsyncSession, now: datetime, logins_file: Path) -> None:
    """Fill an empty database with examples; the made-up passwords are written to `logins_file` for its owner only."""
    team = Team(name="Team Voorbeeld", organisation="Voorbeeldopvang", municipality="Almelo")
    session.add(team)
    await session.flush()
    await _one_step(session, team)
    logins = []
    for username, name, role in STAFF:
        password = f"{secrets.choice(_WORDS)}-{secrets.choice(_WORDS)}-{secrets.randbelow(90) + 10}"
        session.add(
            StaffMember(
                username=username, display_name=name, role=role, team_id=team.id,
                password_hash=passwords.keep(password),
            )
        )  # fmt: skip
        logins.append({"username": username, "name": name, "password": password, "role": str(role)})
    await session.flush()
    await _facilities(session, now)
    await national_lines.ensure(session)
    await demo_replies.seed(session)
    specialist = await staff.first_with_role(session, Role.DEBT_SPECIALIST)
    assert specialist is not None
    await demo_help.seed(session, team, specialist, clock.local(now).date())
    for number in range(1, 4):
        await _client(session, number, now)
    logins_file.parent.mkdir(parents=True, exist_ok=True)
    logins_file.touch(mode=0o600)
    logins_file.write_text(json.dumps(logins, ensure_ascii=False, indent=1), encoding="utf-8")


async def _one_step(session: AsyncSession, team: Team) -> None:
    """Whoever looks around signs in with a password alone, and is not sent away while reading."""
    place = await organisations.ensure(session, team.organisation, team.municipality)
    for role, rule in login_rules.RULES.items():
        decided = LoginRule(
            organisation_id=place.id, role=role, second_factor=False, remember_days=rule.remember_days,
            idle_minutes=organisations.MOST_IDLE_MINUTES, quick_switch=rule.quick_switch,
        )  # fmt: skip
        await organisations.decide(session, decided)


_WORDS = ("appel", "bloem", "fiets", "kaars", "lepel", "muts", "paard", "regen", "stoel", "tafel", "vogel", "wolk")


def logins(file: Path) -> list[dict[str, str]]:
    """The example logins, when this is example data."""
    if not file.exists():
        return []
    found: list[dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return found


async def _facilities(session: AsyncSession, now: datetime) -> None:
    for facility, groups in FACILITIES:
        place = Facility(
            **facility.model_dump(exclude={"id", "created_at", "counted_at", "is_example"}),
            counted_at=now,
            is_example=True,
        )
        session.add(place)
        await session.flush()
        wanted = [group for group, count in groups.items() for _ in range(count)]
        rooms = [Room(facility_id=place.id, label=str(n + 1)) for n in range((len(wanted) + 3) // 4)]
        session.add_all(rooms)
        await session.flush()
        session.add_all(
            Bed(facility_id=place.id, label=str(n + 1), target_group=group, position=n + 1, room_id=rooms[n // 4].id)
            for n, group in enumerate(wanted)
        )
        extra = [group for group, count in EXTRA.get(place.key, {}).items() for _ in range(count)]
        session.add_all(
            Bed(facility_id=place.id, label=f"K{n}", target_group=group, position=len(wanted) + n, is_extra=True)
            for n, group in enumerate(extra, start=1)
        )
    await session.flush()


async def first_client(session: AsyncSession) -> Person | None:
    """The example client that a newcomer begins as."""
    return (await session.exec(select(Person).where(col(Person.is_example)).order_by(col(Person.display_name)))).first()


async def new_client(session: AsyncSession, now: datetime) -> Person:
    """The next example client, with an empty record and the check-ins of somebody who has just left shelter.

    Raises BotError when nobody can answer for them.
    """
    known = (await session.exec(select(func.count()).select_from(Person).where(col(Person.is_example)))).one()
    contact = await staff.first_with_role(session, Role.CONTACT_PERSON)
    if contact is None or contact.team_id is None:
        raise BotError("No contactperson with a team can answer for a client; `stapje db seed` makes an example.")
    person = Person(
        display_name=f"Voorbeeldcliënt {known + 1}",
        team_id=contact.team_id,
        contact_person_id=contact.id,
        is_example=True,
        created_at=now,
    )
    session.add(person)
    await session.flush()
    session.add(CheckInPlan(person_id=person.id, began_on=clock.local(now).date()))
    await conversations.ensure_for_person(session, person)
    return person


async def _client(session: AsyncSession, number: int, now: datetime) -> None:
    person = await new_client(session, now)
    if number != 1:
        return
    await session.flush()
    session.add(Step(person_id=person.id, what="de post van deze week openmaken", life_domain="geld"))
    plan = (await session.exec(select(CheckInPlan).where(CheckInPlan.person_id == person.id))).one()
    soon = planned_check_in(plan, now + timedelta(minutes=1))
    soon.details = {"wished": True}  # a newcomer waits for it, at whatever hour
    await nudges.plan(session, [soon])
    visit = Appointment(
        person_id=person.id,
        staff_id=person.contact_person_id,
        starts_at=clock.at(clock.local(now).date() + timedelta(days=2), time(14, 30)),
        place="Inloop, Voorbeeldplein 1",
    )
    session.add(visit)
    await session.flush()
    await reminders.plan_for(session, visit, now)
