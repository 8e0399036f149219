"""What a thread shows of what colleagues write: notes between messages, what is planned, what the forms need."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import later as planning
from actions.later import Preset
from bot.files import MOST
from bot.web.accounts import Visit
from storage import drafts, files, later, notes, outbox, replies
from storage.conversations import Conversation
from storage.files import StoredFile
from storage.inbox import Said
from storage.later import Planned
from storage.notes import NoteRead
from storage.outbox import Delivery
from storage.replies import ReadyReply
from storage.staff import StaffMember


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing in a thread, in the order of time: a message or a note."""

    said: Said | None = None
    note: NoteRead | None = None


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a thread shows of writing. `key` names what is sent next, `seen` is the newest message on the page; `drafts`
    are what this colleague was writing, by mode, and `waiting` the files beside it."""

    lines: list[Line]
    planned: list[Planned]
    deliveries: dict[int, Delivery]
    key: uuid.UUID
    seen: int
    drafts: dict[str, str]
    waiting: Sequence[StoredFile]
    ready: Sequence[ReadyReply]
    colleagues: list[StaffMember]
    presets: list[Preset]
    most_files: int = MOST


async def gather(
    session: AsyncSession, visit: Visit, conversation: Conversation, said: Sequence[Said], *, has_earlier: bool
) -> Written:
    """Collect what is written in a conversation; `said` are the messages that are shown."""
    me, here = visit.staff, conversation.id
    await notes.see(session, me.id, here, visit.parts.now())
    since = said[0].created_at if said and has_earlier else None
    first = said[0].id if said else 0
    return Written(
        lines=list(_in_order(said, await notes.of_conversation(session, here, since=since))),
        planned=await later.open_ones(session, here),
        deliveries=await outbox.deliveries(session, here, first),
        key=await drafts.turn(session, me.id, here),
        seen=said[-1].id if said else 0,
        drafts=await drafts.of(session, me.id, here),
        waiting=await files.unsent(session, here, me.id),
        ready=await replies.of_team(session, me.team_id),
        colleagues=[one for one in await notes.who_see(session, conversation) if one.id != me.id],
        presets=planning.presets(visit.parts.now()),
    )


def _in_order(said: Sequence[Said], written: Sequence[NoteRead]) -> Iterator[Line]:
    """Messages in their own order, and each note before the first message that is younger than it."""
    waiting = list(written)
    for one in said:
        while waiting and waiting[0].created_at < one.created_at:
            yield Line(note=waiting.pop(0))
        yield Line(said=one)
    yield from (Line(note=note) for note in waiting)
