"""What colleagues do with a request for debt help: take it up, hand it back, tell its stage, close it, plan a talk."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import booking, referrals, texts
from actions.errors import ReferralRefused
from actions.permissions import May
from actions.referral_queue import reader_of
from bot.receive import clean
from bot.web import appointments
from bot.web.accounts import Visit, who_may
from bot.web.api.conversations import rang
from bot.web.appointments import NotPlannable
from bot.web.night_pages import Answer, Wrong, once
from bot.web.pages import Flash, see_other
from bot.web.referral_page import own, page
from storage import conversations, referral_queue
from storage.debts import DebtReferral
from storage.errors import AlreadyTaken, DoubleBooked

router = APIRouter(prefix="/referrals/{referral_id}", include_in_schema=False)
Handles = Annotated[Visit, Depends(who_may(May.HANDLE_REFERRALS))]
LONGEST_WORDS = 1000

Deed = Callable[[AsyncSession, DebtReferral], Awaitable[str | None]]
"""Something to do with a request, in the transaction that remembers it. It may give another text to show."""


async def _do(visit: Visit, referral_id: uuid.UUID, deed: Deed, note: str, *, to_queue: bool = False) -> Response:
    """Do it once, wake who watches or sends, and go on; what cannot be is told on the page of the request."""
    touched: list[uuid.UUID] = []

    async def remembered(session: AsyncSession) -> Answer:
        referral = (await own(session, visit, referral_id)).referral
        touched.append(referral.conversation_id)
        return {"note": await deed(session, referral) or note}

    try:
        key = await once(visit, remembered)
    except (Wrong, ReferralRefused, NotPlannable, AlreadyTaken, DoubleBooked) as error:
        said = await _why(visit, referral_id, error)
        return await page(
            visit, referral_id, status=HTTPStatus.CONFLICT, typed=visit.form, flashes=[Flash("warning", said)]
        )
    for conversation_id in touched:
        rang(visit.parts, conversation_id)
    return see_other(f"/referrals?done={key}" if to_queue else f"/referrals/{referral_id}?done={key}")


async def _why(visit: Visit, referral_id: uuid.UUID, error: Exception) -> str:
    """The sentence that says why it could not be, and what to do."""
    if isinstance(error, ReferralRefused) and error.why == "taken":
        async with visit.parts.database.begin() as session:
            row = await referral_queue.one(session, reader_of(visit.staff), referral_id)
        return visit.say("queue-taken-by", name=row.taken_by if row and row.taken_by else "?")
    if isinstance(error, ReferralRefused):
        return visit.say(f"referral-refused-{error.why}")
    if isinstance(error, (Wrong, NotPlannable)):
        return visit.say(error.key)
    if isinstance(error, DoubleBooked):
        return visit.say("inbox-plan-booked")
    return visit.say("night-changed-already")


@router.post("/accept")
async def accept(visit: Handles, referral_id: uuid.UUID) -> Response:
    """Take it up. Of two colleagues at once the second hears who has it."""

    async def deed(session: AsyncSession, referral: DebtReferral) -> None:
        await referrals.accept(session, referral, visit.staff, visit.parts.now())

    return await _do(visit, referral_id, deed, "queue-done-accepted")


@router.post("/hand-back")
async def hand_back(visit: Handles, referral_id: uuid.UUID) -> Response:
    """Back to the client's contactperson, with a reason."""

    async def deed(session: AsyncSession, referral: DebtReferral) -> None:
        await referrals.hand_back(session, referral, visit.staff, _words(visit), visit.parts.now())

    return await _do(visit, referral_id, deed, "queue-done-returned", to_queue=True)


@router.post("/stage")
async def enter(visit: Handles, referral_id: uuid.UUID) -> Response:
    """It is in a stage since a day."""

    async def deed(session: AsyncSession, referral: DebtReferral) -> None:
        stage, on, words = visit.form.get("stage", ""), _day(visit), _words(visit)
        await referrals.enter(session, referral, stage, on, visit.staff, visit.parts.now(), words)

    return await _do(visit, referral_id, deed, "queue-done-stage")


@router.post("/close")
async def close(visit: Handles, referral_id: uuid.UUID) -> Response:
    """It is over."""

    async def deed(session: AsyncSession, referral: DebtReferral) -> None:
        exit = visit.form.get("exit", "")
        if not exit:
            raise Wrong("queue-which-exit")
        await referrals.close(session, referral, exit, visit.staff, visit.parts.now(), _words(visit))

    return await _do(visit, referral_id, deed, "queue-done-closed")


@router.post("/appointment")
async def plan(visit: Handles, referral_id: uuid.UUID) -> Response:
    """A talk with who looks. Its subject is neutral: what reminds of it may be read over somebody's shoulder."""

    async def deed(session: AsyncSession, referral: DebtReferral) -> str | None:
        if referral.person_id is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        conversation = await conversations.lock(session, referral.conversation_id)
        form = visit.form | {"topic": texts.say(conversation.language, "queue-talk-topic")}
        note = await appointments.plan(session, conversation, visit.staff, form, visit.parts.now())
        return f"inbox-note-{note}" if note else None

    return await _do(visit, referral_id, deed, "queue-done-planned")


@router.post("/times")
async def offer(visit: Handles, referral_id: uuid.UUID) -> Response:
    """Let the client choose between some free times of who looks."""

    async def deed(session: AsyncSession, referral: DebtReferral) -> None:
        if referral.person_id is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        conversation = await conversations.lock(session, referral.conversation_id)
        now = visit.parts.now()
        free = await booking.soon(session, visit.staff.id, now)
        slots = [slot for slot in free if f"time-{slot.starts_at.isoformat()}" in visit.form]
        if not 0 < len(slots) <= booking.OFFERED:
            raise Wrong("queue-which-times")
        topic = texts.say(conversation.language, "queue-talk-topic")
        await booking.offer_times(session, conversation, visit.staff, slots, now, topic=topic)

    return await _do(visit, referral_id, deed, "queue-done-offered")


def _words(visit: Visit) -> str:
    """What was typed for the client to read."""
    return clean(visit.form.get("words", "")).strip()[:LONGEST_WORDS]


def _day(visit: Visit) -> date:
    try:
        return date.fromisoformat(visit.form.get("on", ""))
    except ValueError as error:
        raise Wrong("queue-which-day") from error
