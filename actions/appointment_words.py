"""An appointment in words: when, with whom and where, such that nobody can mistake it (DOMAIN.md section 8)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, texts
from storage.staff import StaffMember


def moment_words(moment: datetime, language: str) -> str:
    """Weekday, date and digits, in local time."""
    here = clock.local(moment)
    day = clock.day_words(here.date(), language)
    return texts.say(language, "moment", day=day, clock=clock.clock_words(here))


def short_words(moment: datetime, language: str) -> str:
    """The same on a button: at most 28 characters."""
    here = clock.local(moment)
    return f"{clock.day_words(here.date(), language)} {clock.clock_words(here)}"


def where_words(place: str | None) -> str:
    """The place as the end of a sentence; nothing when there is none."""
    return f", {place}" if place else ""


async def who_words(session: AsyncSession, staff_id: uuid.UUID | None, language: str) -> str:
    """The colleague's name, or "your contactperson" when nobody is named."""
    staff = await session.get(StaffMember, staff_id) if staff_id else None
    return staff.display_name if staff else texts.say(language, "your-contact-person")
