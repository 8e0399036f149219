"""A night with people in it, for tests of the pages beside the bed board."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import quote

from playwright.async_api import Page
from sqlmodel import col, select, update

from actions import clock
from bot.web.parts import Parts
from storage import conversations, guests, holds, rooms, stays
from storage.beds import BedNight, Place, Sleeper
from storage.facilities import Facility
from storage.guests import Guest
from storage.people import Person
from storage.rooms import Bed
from storage.staff import StaffMember
from storage.waiting import Waiter
from tests.browser import OpenPage, log_in
from tests.town import find_beds

SHELTER = "nachtopvang"


async def sign_in(
    open_page: OpenPage, parts: Parts, path: str, username: str = "nachtdienst", *, phone: bool = False,
    dark: bool = False,
) -> Page:  # fmt: skip
    """A browser in which this colleague is signed in and has this page open."""
    page = await open_page(f"/login?next={quote(path)}", phone=phone, dark=dark)
    await log_in(page, parts.demo_logins, username)
    return page


async def without_scripts(page: Page) -> None:
    """What an old tablet does: it loads the page and none of its scripts."""
    await page.route("**/*.js", lambda route: route.abort())
    await page.reload()


def tonight(parts: Parts) -> date:
    """The night that the pages are about."""
    return clock.night_of(parts.now())


async def sleeps(
    parts: Parts, name: str | None, bed: str, *, nights_ago: int = 0, group: str = "man", facility: str = SHELTER
) -> Place:
    """Somebody sleeps in this bed; None: nobody knows who."""
    now = parts.now() - timedelta(days=nights_ago)
    async with parts.database.begin() as session:
        known = (await session.exec(select(Guest).where(Guest.name == name))).first() if name else None
        guest = known or (await guests.add(session, name, None) if name else None)
        return await stays.check_in(
            session, night=clock.night_of(now), group=group, facility=facility, now=now, bed=bed,
            whose=Sleeper(guest_id=guest.id if guest else None),
        )  # fmt: skip


async def held(parts: Parts, *, group: str = "man", whose: Sleeper | None = None) -> Place:
    """A bed of the night shelter is kept for somebody."""
    async with parts.database.begin() as session:
        return await holds.hold(
            session, night=tonight(parts), group=group, facilities=(SHELTER,), now=parts.now(),
            whose=whose or Sleeper(guest_name="Mo"),
        )  # fmt: skip


async def chat_of(parts: Parts, number: int = 1) -> tuple[Person, conversations.Conversation]:
    """An example client and their conversation."""
    async with parts.database.begin() as session:
        query = select(Person).where(Person.display_name == f"Voorbeeldcliënt {number}")
        person = (await session.exec(query)).one()
        conversation = await conversations.of_person(session, person.id)
    assert conversation is not None
    return person, conversation


async def waits(parts: Parts, name: str | None = None, *, group: str = "man", offered: Place | None = None) -> Waiter:
    """Somebody is on the list; without a name it is the first example client, in the chat."""
    person, conversation = await chat_of(parts)
    since = parts.now() - timedelta(minutes=1 if name else 2)  # never two at the same moment: the order is told
    row = Waiter(
        night=tonight(parts), target_group=group, name=name, created_at=since,
        conversation_id=None if name else conversation.id, person_id=None if name else person.id,
        hold_id=offered.id if offered else None, offered_at=parts.now() if offered else None,
    )  # fmt: skip
    async with parts.database.begin() as session:
        session.add(row)
    return row


async def fill(parts: Parts, facility: str = SHELTER, group: str = "man", *, keep: int = 0) -> None:
    """All beds for a group but some are taken by people nobody knows."""
    async with parts.database.begin() as session:
        query = (
            select(Bed.label)
            .join(Facility, col(Facility.id) == Bed.facility_id)
            .where(Facility.key == facility, Bed.target_group == group, ~col(Bed.is_extra))
            .order_by(col(Bed.position).desc())
        )
        labels = (await session.exec(query)).all()
        for label in labels[keep:]:
            await stays.check_in(
                session, night=tonight(parts), group=group, facility=facility, now=parts.now(), bed=label
            )


async def broken(parts: Parts, bed: str, reason: str) -> None:
    """A bed of the night shelter is out of order."""
    async with parts.database.begin() as session:
        found = await find_beds(session, facility=SHELTER, labels=[bed])
        await rooms.put_out_of_order(session, found, reason=reason, now=parts.now())


async def in_english(parts: Parts, username: str = "nachtdienst") -> None:
    """This colleague reads English."""
    async with parts.database.begin() as session:
        await session.exec(update(StaffMember).where(col(StaffMember.username) == username).values(language="en"))


async def places(parts: Parts) -> list[BedNight]:
    """Tonight's places that have not ended, in order of bed."""
    async with parts.database.begin() as session:
        query = (
            select(BedNight)
            .join(Bed, col(Bed.id) == BedNight.bed_id)
            .where(BedNight.night == tonight(parts), col(BedNight.ended_at).is_(None))
            .order_by(col(Bed.position))
        )
        return list((await session.exec(query)).all())
