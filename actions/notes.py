"""Private notes in a conversation: for colleagues only. Whoever is called by name in one finds it among their mentions.

A note is no message: it has a table of its own, from which no channel is ever served.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from actions.errors import NotAllowed
from storage import audit, notes
from storage.conversations import Conversation
from storage.notes import Note
from storage.staff import StaffMember


def called_in(said: str, colleagues: Sequence[StaffMember]) -> set[uuid.UUID]:
    """The colleagues whose name stands after an @ in a text. Of "@Jan Smit" and "@Jan" the longer name is meant."""
    found: set[uuid.UUID] = set()
    rest = said.casefold()
    for name in sorted({one.display_name for one in colleagues}, key=len, reverse=True):
        call = f"@{name.casefold()}"
        if call in rest:
            rest = rest.replace(call, " ")
            found |= {one.id for one in colleagues if one.display_name == name}
    return found


async def write(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, said: str, *, note_id: uuid.UUID,
    chosen: Collection[uuid.UUID] = (), now: datetime,
) -> bool:  # fmt: skip
    """A colleague writes a note; `chosen` are called besides those who are named in it. False: it was there already.

    Only who may see the conversation can be called. Call it with the conversation locked.
    """
    called = await _called(session, conversation, said, chosen, staff)
    written = await notes.add(
        session, note_id=note_id, conversation_id=conversation.id, staff_id=staff.id, said=said, mentioned=called,
        now=now,
    )  # fmt: skip
    if written:
        await _record(session, "note.written", conversation, staff, of=note_id, now=now, called=len(called))
    return written


async def change(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, note: Note, *, said: str, now: datetime
) -> None:
    """Other words for one's own note. Raises NotAllowed for another's, or one that was taken back."""
    _own(note, staff)
    if note.removed_at is not None:
        raise NotAllowed("a note that was taken back has no words to change")
    called = await _called(session, conversation, said, (), staff)
    await notes.change(session, note, said=said, mentioned=called, now=now)
    await _record(session, "note.changed", conversation, staff, of=note.id, now=now, called=len(called))


async def take_back(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, note: Note, now: datetime
) -> None:
    """The words of one's own note go; that there was one stays. Raises NotAllowed for another's. Twice is fine."""
    _own(note, staff)
    if note.removed_at is None:
        await notes.take_back(session, note, now)
        await _record(session, "note.taken_back", conversation, staff, of=note.id, now=now)


def _own(note: Note, staff: StaffMember) -> None:
    if note.staff_id != staff.id:
        raise NotAllowed("only its writer may change a note")


async def _called(
    session: AsyncSession, conversation: Conversation, said: str, chosen: Collection[uuid.UUID], writer: StaffMember
) -> set[uuid.UUID]:
    colleagues = await notes.who_see(session, conversation)
    may_be = {one.id for one in colleagues}
    return (called_in(said, colleagues) | (set(chosen) & may_be)) - {writer.id}


async def _record(
    session: AsyncSession, action: str, conversation: Conversation, staff: StaffMember, *, of: uuid.UUID,
    now: datetime, **details: Any,
) -> None:  # fmt: skip
    await audit.record(
        session, action, now=now, staff_id=staff.id, person_id=conversation.person_id,
        conversation_id=conversation.id, note=str(of), **details,
    )  # fmt: skip
