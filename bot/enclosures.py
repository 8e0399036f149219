"""What goes along with a message of ours: a picture, a file of a colleague, or an appointment for a calendar.

A calendar file is not kept: it is made when it is sent or fetched, so it always tells how the appointment is then.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import calendars, reminder_words, texts
from storage import appointments, files, nudging, pictures
from storage.appointments import Appointment
from storage.conversations import Conversation
from storage.files import StoredFile

THINNEST = 20
CALENDAR = "calendar"
"""The kind of attachment (storage/messages.py) that such a file is."""


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """A file to go along: its name and bytes, and whether it is a picture that is shown."""

    name: str
    content: bytes
    is_picture: bool


async def enclosed(
    session: AsyncSession, attachments: Sequence[dict[str, str]], now: datetime
) -> Enclosure | None:  # fmt: skip
    """The file that goes with a message of ours; None when there is none, or what it was about is gone."""
    if (png := await pictures.attached(session, attachments)) is not None:
        return Enclosure(name="stapje.png", content=png, is_picture=True)
    if (file := await files.attached(session, attachments)) is not None:
        return Enclosure(name=file.name, content=file.content, is_picture=_can_be_shown(file))
    for kept in attachments:
        if kept["kind"] == CALENDAR:
            found = await appointments.by_id(session, uuid.UUID(kept["appointment_id"]))
            content = await calendar_file(session, found, kept["language"], now) if found else b""
            return Enclosure(name=kept["name"], content=content, is_picture=False) if content else None
    return None


def _can_be_shown(file: StoredFile) -> bool:
    """Whether a file goes as a picture; one that is very long and thin no channel shows as one (Telegram: 1 to 20)."""
    if file.width is None or file.height is None:
        return False
    return max(file.width, file.height) <= THINNEST * min(file.width, file.height)


def calendar_attachment(appointment_id: uuid.UUID, language: str) -> dict[str, str]:
    """What a message says of a calendar file that goes along."""
    name = texts.say(language, "calendar-file-name")
    return {"kind": CALENDAR, "appointment_id": str(appointment_id), "name": name, "language": language}


async def in_conversation(
    session: AsyncSession, conversation_id: uuid.UUID, appointment_id: uuid.UUID
) -> Appointment | None:  # fmt: skip
    """An appointment of the client whose conversation this is; None when it is anybody else's."""
    found = await appointments.by_id(session, appointment_id)
    talk = await session.get(Conversation, conversation_id)
    mine = found is not None and talk is not None and talk.person_id == found.person_id
    return found if mine else None


async def calendar_file(session: AsyncSession, appointment: Appointment, language: str, now: datetime) -> bytes:
    """The calendar file of an appointment as it is now."""
    subject = (await nudging.with_names(session, [appointment.id]))[appointment.id]
    return calendars.invitation(
        appointment, replaced=await appointments.replaced_by(session, appointment),
        place=reminder_words.public_place(subject), language=language, now=now,
    )  # fmt: skip
