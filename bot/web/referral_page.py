"""One request for debt help: what the client agreed to pass on, its terms with their rules, its desk, what happened."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import booking, clock, referrals
from actions.free_times import FreeSlot
from actions.permissions import May
from actions.referral_queue import agreed, is_withdrawn, reader_of, reference
from bot.web.accounts import Form, Visit
from bot.web.api.conversations import visible
from bot.web.night_pages import answer_of, new_key, note_names, told
from bot.web.pages import Flash
from bot.web.referrals import Sees, words
from storage import appointments, referral_queue
from storage.appointments import Appointment
from storage.conversations import Conversation
from storage.debts import EXITS
from storage.messages import Message
from storage.people import Person
from storage.referral_queue import Happened, Queued
from storage.staff import StaffMember

router = APIRouter(prefix="/referrals/{referral_id}", include_in_schema=False)
MOST_TIMES = 12
STAGES = tuple(referrals.FOLLOWS)


@dataclass(frozen=True, kw_only=True)
class Whole:
    """Everything the page tells. `contact`: the client's contactperson; `may_read`: who looks may read the chat too.

    `times` are the next free times of who looks, to offer.
    """

    row: Queued
    history: Sequence[Happened]
    letters: Sequence[Message]
    appointments: Sequence[Appointment]
    contact: str | None
    may_read: bool
    times: Sequence[FreeSlot]


async def own(session: AsyncSession, visit: Visit, referral_id: uuid.UUID) -> Queued:
    """The request, if it exists for who looks; a page with 404 otherwise."""
    found = await referral_queue.one(session, reader_of(visit.staff), referral_id)
    if found is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return found


@router.get("")
async def show(visit: Sees, referral_id: uuid.UUID, seen: str = "", done: str = "") -> Response:
    """One request. The part that follows along asks for itself anew; that is no new event in the audit trail."""
    return await page(visit, referral_id, seen=seen, done=done)


async def page(
    visit: Visit,
    referral_id: uuid.UUID,
    *,
    seen: str = "",
    done: str = "",
    flashes: Sequence[Flash] = (),
    status: HTTPStatus = HTTPStatus.OK,
    typed: Form | None = None,
) -> Response:
    """The page; `typed` is a form that was refused and keeps what was typed."""
    async with visit.parts.database.begin() as session:
        whole = await _gather(session, visit, await own(session, visit, referral_id))
        referral = whole.row.referral
        mark = await note_names(
            session, visit, "referral.read", [referral.id], seen=seen, person_id=referral.person_id,
            conversation_id=referral.conversation_id,
        )  # fmt: skip
        answer = await answer_of(session, visit, done)
    return visit.render(
        "referrals/page.html", status=status, flashes=[*flashes, *told(visit, answer)], whole=whole, row=whole.row,
        referral=referral, words=words(visit), today=clock.local(visit.parts.now()).date(), reference=reference,
        seen=mark, new_key=new_key, typed=typed or {}, stages=STAGES, exits=EXITS, follows=referrals.FOLLOWS,
        may_handle=visit.account.may(May.HANDLE_REFERRALS), most_offered=booking.OFFERED,
        withdrawn=is_withdrawn(referral),
        may_open_again=visit.account.may(May.SEE_ALL_TEAMS) and not is_withdrawn(referral),
        may_plan=visit.account.may(May.MAKE_APPOINTMENTS) and referral.person_id is not None,
    )  # fmt: skip


async def _gather(session: AsyncSession, visit: Visit, row: Queued) -> Whole:
    referral = row.referral
    conversation = await session.get_one(Conversation, referral.conversation_id)
    person = await session.get(Person, referral.person_id) if referral.person_id else None
    contact = await session.get(StaffMember, person.contact_person_id) if person else None
    return Whole(
        row=row,
        history=await referral_queue.history(session, referral.id),
        letters=await referral_queue.letters(session, referral) if "letters" in agreed(referral) else [],
        appointments=await _appointments(session, visit, row),
        contact=contact.display_name if contact else None,
        may_read=visit.account.may(May.SEE_CONVERSATIONS) and visible(conversation, visit.staff),
        times=await _times(session, visit, row),
    )


async def _times(session: AsyncSession, visit: Visit, row: Queued) -> Sequence[FreeSlot]:
    if not visit.account.may(May.HANDLE_REFERRALS) or row.referral.closed_at is not None:
        return []
    return (await booking.soon(session, visit.staff.id, visit.parts.now()))[:MOST_TIMES]


async def _appointments(session: AsyncSession, visit: Visit, row: Queued) -> list[Appointment]:
    """What the client still has ahead with who has the request, or with who looks."""
    if row.referral.person_id is None or row.referral.closed_at is not None:
        return []
    coming = await appointments.upcoming(session, row.referral.person_id, visit.parts.now())
    return [one for one in coming if one.staff_id in (row.referral.staff_id, visit.staff.id)]
