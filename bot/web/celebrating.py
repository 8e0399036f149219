"""What a colleague does to celebrate: a card, a personal line, a home of one's own; and the look back each week."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import card, clock, recap, texts
from actions import milestones as congratulating
from actions.permissions import May
from bot import pictures
from bot.receive import clean
from bot.web import coming_back
from bot.web.accounts import Visit, who_may
from bot.web.api.conversations import rang
from bot.web.inbox import own
from storage import audit, checkins, conversations, messages, people, repeats
from storage.conversations import Conversation
from storage.milestones import Milestone
from storage.people import Person

router = APIRouter(prefix="/inbox/{conversation_id}", include_in_schema=False)
Answers = Annotated[Visit, Depends(who_may(May.ANSWER_CLIENTS))]
LONGEST_LINE = 300
Deed = Callable[[AsyncSession, Conversation, Person], Awaitable[None]]
"""Something to do for a client, in a transaction that holds their conversation's lock."""


class _NotSo(Exception):
    """What the form asks for cannot be; `key` is the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


async def _do(visit: Visit, conversation_id: uuid.UUID, deed: Deed, note: str) -> Response:
    """Do it for the client of this conversation; what cannot be is said, and what was typed stays."""
    try:
        async with visit.parts.database.begin() as session:
            await own(session, visit, conversation_id)
            conversation = await conversations.lock(session, conversation_id)
            if conversation.person_id is None:
                raise visit.refuse(HTTPStatus.NOT_FOUND)
            await deed(session, conversation, await session.get_one(Person, conversation.person_id))
    except _NotSo as error:
        return await coming_back.refused(visit, conversation_id, visit.say(error.key))
    rang(visit.parts, conversation_id)
    return await coming_back.done(visit, conversation_id, note)


async def _record(session: AsyncSession, visit: Visit, action: str, conversation: Conversation, **facts: Any) -> None:
    await audit.record(
        session, action, now=visit.parts.now(), staff_id=visit.staff.id, person_id=conversation.person_id,
        conversation_id=conversation.id, **facts,
    )  # fmt: skip


def _words(visit: Visit, field: str, most: int, wrong: str) -> str:
    said = " ".join(clean(visit.form.get(field, "")).split())
    if len(said) > most:
        raise _NotSo(wrong)
    return said


@router.post("/home")
async def register_home(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """This client has a home of their own since a day; Stapje congratulates them."""

    async def deed(session: AsyncSession, conversation: Conversation, person: Person) -> None:
        now = visit.parts.now()
        try:
            day = date.fromisoformat(visit.form.get("home_day", ""))
        except ValueError as error:
            raise _NotSo("inbox-home-wrong") from error
        if day > clock.local(now).date():
            raise _NotSo("inbox-home-wrong")
        line = _words(visit, "home_line", LONGEST_LINE, "inbox-home-wrong")
        if not await congratulating.own_home(session, person, day=day, line=line or None, by=visit.staff.id, now=now):
            raise _NotSo("inbox-home-known")
        await _record(session, visit, "milestone.registered", conversation, kind="own_home")

    return await _do(visit, conversation_id, deed, "home")


@router.post("/milestones/{milestone_id}/line")
async def write_line(visit: Answers, conversation_id: uuid.UUID, milestone_id: uuid.UUID) -> Response:
    """A personal line with a congratulation that was not said yet; empty takes it away."""

    async def deed(session: AsyncSession, conversation: Conversation, person: Person) -> None:
        found = await session.get(Milestone, milestone_id, with_for_update=True)
        if found is None or found.person_id != person.id:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        if found.congratulated_at is not None:
            raise _NotSo("inbox-milestone-too-late")
        line = _words(visit, "line", LONGEST_LINE, "inbox-home-wrong")
        found.line, found.line_by = line or None, visit.staff.id if line else None
        session.add(found)
        await _record(session, visit, "milestone.line", conversation, kind=found.kind)

    return await _do(visit, conversation_id, deed, "line")


@router.post("/card")
async def send_card(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """A card to this client, at any time; it takes nothing over, Stapje goes on. Pressed twice, it is sent once."""

    async def deed(session: AsyncSession, conversation: Conversation, person: Person) -> None:
        motif, line = visit.form.get("motif", ""), _words(visit, "card_line", card.LONGEST, "inbox-card-wrong")
        if motif not in card.MOTIFS or not line:
            raise _NotSo("inbox-card-wrong")
        asked = repeats.fingerprint(conversation_id, visit.form.get("key", ""), motif, line)
        if await repeats.begin(session, f"{visit.staff.id}:card:{asked}", asked, visit.parts.now()) is not None:
            return
        who, language = visit.staff.display_name, conversation.language
        attachments = await pictures.keep(session, person.id, card.drawing(motif, line, who, language))
        if not attachments:
            raise _NotSo("inbox-card-not-drawn")
        address = await people.reachable_address(session, conversation.id)
        await messages.say(
            session, conversation_id=conversation.id, address_id=address.id if address else None, sender="human",
            staff_id=visit.staff.id, said=f"{texts.say(language, 'card-from', who=who)}\n“{line}”",
            now=visit.parts.now(), attachments=attachments,
        )  # fmt: skip
        await _record(session, visit, "card.sent", conversation, motif=motif)

    return await _do(visit, conversation_id, deed, "card")


@router.post("/recap")
async def switch_recap(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """A look back each week, or no more, because the client said so."""

    async def deed(session: AsyncSession, conversation: Conversation, person: Person) -> None:
        plan = await checkins.plan_of(session, person.id)
        if plan is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        await recap.switch(session, plan, on=visit.form.get("on") == "1", now=visit.parts.now())
        await _record(session, visit, "recap.changed", conversation, by="staff", recap=plan.recap)

    return await _do(visit, conversation_id, deed, "recap")
