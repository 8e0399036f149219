"""The rights of a client about their data: a request from asking to report, each step written down.

A colleague notes how the person was identified before anything is handed out, changed or deleted; a deletion takes two
colleagues. Everything happens in the caller's transaction.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from actions.errors import ActionError
from storage import audit, forgetting, rights, tasks
from storage.forgetting import InTheWay
from storage.people import Person
from storage.rights import CORRECTION, DELETION, DONE, EXPORT, KINDS, OPEN, PROPOSED, REFUSED, LegalHold, RightsRequest
from storage.staff import StaffMember

__all__ = ["CORRECTION", "DELETION", "EXPORT", "KINDS", "NotNow"]


class NotNow(ActionError):
    """A step that cannot be taken now; `reason` ends the key of the text that says why (rights-no-…).

    "unknown_person", "over", "words", "own", "no_proposal", or what stands in the way of a deletion (forgetting.py).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"it cannot be now: {reason.replace('_', ' ')}")
        self.reason = reason


async def asked_in_chat(session: AsyncSession, person: Person, kind: str, now: datetime) -> uuid.UUID:
    """A client asks by a button; returns the request, the one that is open already if there is one."""
    request, _ = await rights.ask(
        session, person_id=person.id, kind=kind, asked_by="client", today=clock.local(now).date(), now=now
    )
    return request.id


async def open_one(
    session: AsyncSession, person: Person, kind: str, staff: StaffMember, now: datetime, *, wrong: str = "",
    right: str = "",
) -> RightsRequest:  # fmt: skip
    """A colleague writes down what a client asks, by telephone or at the desk."""
    request, new = await rights.ask(
        session, person_id=person.id, kind=kind, asked_by="staff", today=clock.local(now).date(), now=now, wrong=wrong,
        right=right,
    )  # fmt: skip
    if new:
        await _record(session, "rights.opened", request, staff, now)
    return request


async def identify(
    session: AsyncSession, request: RightsRequest, how: str, staff: StaffMember, now: datetime
) -> None:  # fmt: skip
    """Note how a colleague knew that it is really this person who asks."""
    _still_open(request)
    _words(how)
    request.identified_how, request.identified_by = how.strip(), staff.id
    await _record(session, "rights.identified", request, staff, now)


async def make_ready(session: AsyncSession, request: RightsRequest, staff: StaffMember, now: datetime) -> str:
    """A link to everything that is kept of the person: it works once, for a day. Returns its secret."""
    if request.kind != EXPORT:
        raise NotNow("over")
    _identified(request)
    token = await rights.make_link(session, request, now)
    await _record(session, "rights.exported", request, staff, now)
    return token


async def fetched(session: AsyncSession, request: RightsRequest, now: datetime) -> None:
    """The person, or a colleague for them, took everything: the request is done."""
    await audit.record(
        session, "rights.fetched", now=now, person_id=request.person_id, by="client", request=str(request.id)
    )
    await _end(session, request, DONE, None, now)


async def correct(
    session: AsyncSession, request: RightsRequest, staff: StaffMember, now: datetime, *, wrong: str, right: str,
    answer: str, refused: bool,
) -> None:  # fmt: skip
    """A correction was made, or refused with a reason; what was wrong and what is right are both kept."""
    _still_open(request)
    _identified(request)
    for words in (wrong, right, *([answer] if refused else [])):
        _words(words)
    request.wrong, request.right, request.answer = wrong.strip(), right.strip(), answer.strip()
    await _record(session, "rights.refused" if refused else "rights.corrected", request, staff, now)
    await _end(session, request, REFUSED if refused else DONE, staff, now)


async def refuse(
    session: AsyncSession, request: RightsRequest, answer: str, staff: StaffMember, now: datetime
) -> None:  # fmt: skip
    """A request cannot be granted; the reason is kept, and the person can complain about it."""
    _still_open(request)
    _words(answer)
    request.answer, request.proposed_by = answer.strip(), None
    await _record(session, "rights.refused", request, staff, now)
    await _end(session, request, REFUSED, staff, now)


async def propose(session: AsyncSession, request: RightsRequest, staff: StaffMember, now: datetime) -> None:
    """One colleague has looked at what would be deleted and proposes it; another decides."""
    _still_open(request)
    _identified(request)
    if reasons := await forgetting.in_the_way(session, request.person_id):
        raise NotNow(reasons[0])
    request.state, request.proposed_by = PROPOSED, staff.id
    await _record(session, "rights.proposed", request, staff, now)


async def call_off(session: AsyncSession, request: RightsRequest, staff: StaffMember, now: datetime) -> None:
    """A proposed deletion does not go on for now."""
    if request.state != PROPOSED:
        raise NotNow("over")
    request.state, request.proposed_by = OPEN, None
    await _record(session, "rights.cancelled", request, staff, now)


async def delete(session: AsyncSession, request: RightsRequest, staff: StaffMember, now: datetime) -> None:
    """The second colleague decides: everything goes but what must stay. Deleting what is deleted changes nothing."""
    if request.state == DONE:
        return
    if request.state != PROPOSED:
        raise NotNow("no_proposal")
    if request.proposed_by == staff.id:
        raise NotNow("own")
    request_id = request.id
    try:
        done = await forgetting.forget(session, request.person_id)
    except InTheWay as error:
        raise NotNow(error.reasons[0]) from error
    request = await rights.locked(session, request_id)  # its words were taken out meanwhile
    request.report = done
    await _record(session, "rights.deleted", request, staff, now)
    await _end(session, request, DONE, staff, now)


async def _end(
    session: AsyncSession, request: RightsRequest, state: str, staff: StaffMember | None, now: datetime
) -> None:
    request.state, request.ended_at, request.ended_by = state, now, staff.id if staff else None
    session.add(request)
    await session.flush()
    await tasks.settle(session, request.id, now)


# ---------------------------------------------------------------- the duty to keep


async def hold(session: AsyncSession, person: Person, reason: str, staff: StaffMember, now: datetime) -> None:
    """Nothing of this client may be deleted from now on; twice is fine."""
    _words(reason)
    if await rights.hold_of(session, person.id) is None:
        session.add(LegalHold(person_id=person.id, reason=reason.strip(), staff_id=staff.id, created_at=now))
        await audit.record(session, "hold.begun", now=now, staff_id=staff.id, person_id=person.id)


async def end_hold(session: AsyncSession, person_id: uuid.UUID, staff: StaffMember, now: datetime) -> None:
    """The duty to keep is over; twice is fine."""
    found = await rights.hold_of(session, person_id)
    if found is not None:
        found.ended_at, found.ended_by = now, staff.id
        session.add(found)
        await audit.record(session, "hold.ended", now=now, staff_id=staff.id, person_id=person_id)


# ---------------------------------------------------------------- what every step asks


def _still_open(request: RightsRequest) -> None:
    if request.state in (DONE, REFUSED):
        raise NotNow("over")


def _identified(request: RightsRequest) -> None:
    if request.identified_by is None:
        raise NotNow("unknown_person")


def _words(said: str) -> None:
    if not said.strip():
        raise NotNow("words")


async def _record(
    session: AsyncSession, action: str, request: RightsRequest, staff: StaffMember, now: datetime
) -> None:  # fmt: skip
    session.add(request)
    await audit.record(
        session, action, now=now, staff_id=staff.id, person_id=request.person_id, request=str(request.id),
        kind=request.kind,
    )  # fmt: skip
