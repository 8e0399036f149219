"""A small town for tests: a team, a contactperson, two shelters with a few beds, and moments in Amsterdam."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from storage.facilities import Facility
from storage.inbox import Reader
from storage.people import Person
from storage.rooms import Bed
from storage.staff import Role, StaffMember, Team

_number = itertools.count()


def moment(text: str) -> datetime:
    """What the clock in Amsterdam says ("2026-11-26 20:00") as a moment in UTC, as Stapje's own clock gives it.

    With the zone in it, a minute more would be a minute on the wall: wrong in the nights when the clock changes.
    """
    return datetime.fromisoformat(text).replace(tzinfo=clock.ZONE).astimezone(UTC)


@dataclass(frozen=True, kw_only=True)
class Town:
    """A small town: one team with a contactperson, and two shelters.

    The night shelter has beds 1 and 2 for men and 3 for a woman; the crisis shelter has bed 1 for a family.
    """

    team: Team
    contact: StaffMember
    night_shelter: Facility
    crisis_shelter: Facility

    @property
    def reader(self) -> Reader:
        """The contactperson in front of the inbox."""
        return Reader(staff_id=self.contact.id, team_id=self.team.id, everywhere=False)


async def make_town(session: AsyncSession, now: datetime) -> Town:
    """The town in the caller's transaction; its beds were counted at `now`."""
    team = Team(name="Team Oost", organisation="Opvang Oost", municipality="Almelo")
    session.add(team)
    await session.flush()
    contact = await add_staff(session, Role.CONTACT_PERSON, team, name="Noor")
    night = Facility(
        key="nachtopvang", name="Nachtopvang", kind="nachtopvang", municipality="Almelo", phone="0546 00 00 01",
        address="Dorpsstraat 1", position=1, counted_at=now,
    )  # fmt: skip
    crisis = Facility(
        key="crisisopvang", name="Crisisopvang", kind="crisisopvang", municipality="Almelo", referral_needed=True,
        position=2, counted_at=now,
    )  # fmt: skip
    session.add_all([night, crisis])
    await session.flush()
    for label, group in (("1", "man"), ("2", "man"), ("3", "vrouw")):
        session.add(Bed(facility_id=night.id, label=label, target_group=group, position=int(label)))
    session.add(Bed(facility_id=crisis.id, label="1", target_group="gezin", position=1))
    await session.flush()
    return Town(team=team, contact=contact, night_shelter=night, crisis_shelter=crisis)


async def add_staff(session: AsyncSession, role: Role, team: Team | None = None, name: str = "") -> StaffMember:
    """A professional with this role."""
    staff = StaffMember(
        username=f"{role}-{next(_number)}", display_name=name or f"Collega {role}", role=role,
        team_id=team.id if team else None,
    )  # fmt: skip
    session.add(staff)
    await session.flush()
    return staff


async def add_team(session: AsyncSession) -> Team:
    """Another team of the town."""
    team = Team(name=f"Team {next(_number)}", organisation="Opvang Oost", municipality="Almelo")
    session.add(team)
    await session.flush()
    return team


async def add_person(session: AsyncSession, contact: StaffMember | None = None, name: str = "Sam") -> Person:
    """A client of this contactperson, or of a new one in a team of their own."""
    if contact is None:
        contact = await add_staff(session, Role.CONTACT_PERSON, await add_team(session))
    assert contact.team_id is not None
    person = Person(display_name=name, municipality="Almelo", team_id=contact.team_id, contact_person_id=contact.id)
    session.add(person)
    await session.flush()
    return person


async def find_beds(session: AsyncSession, *, facility: str, labels: Sequence[str]) -> list[Bed]:
    """The beds with these labels, in the order of the doors."""
    query = (
        select(Bed)
        .join(Facility, col(Facility.id) == Bed.facility_id)
        .where(Facility.key == facility, col(Bed.label).in_(labels))
        .order_by(col(Bed.position))
    )
    return list((await session.exec(query)).all())
