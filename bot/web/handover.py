"""The handover of a night to the day: a summary from facts, notes from colleagues, and who has read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.handover_summary import handover_summary, night_to_hand_over, shelter_words
from actions.permissions import May
from bot import bell as bells
from bot.web.accounts import Form, Visit
from bot.web.night_pages import Answer, Changes, Sees, Wrong, answer_of, change, facility_in, new_key, told
from bot.web.pages import Flash
from storage import audit, facilities, handovers
from storage.handovers import HandoverNote
from storage.staff import StaffMember

router = APIRouter(prefix="/beds/handover", include_in_schema=False)
LONGEST_NOTE = 2000
UNREAD_FOR = timedelta(days=4)
"""An unread note is pointed at for a long weekend."""


async def unread(session: AsyncSession, visit: Visit) -> list[date]:
    """The nights with a note that who looks has not read, newest first."""
    if not visit.account.may(May.SEE_BEDS):
        return []
    return await handovers.unread(session, visit.staff.id, night_to_hand_over(visit.parts.now()) - UNREAD_FOR)


@router.get("")
async def show(visit: Sees, night: date | None = None, done: str = "") -> Response:
    """The handover of a night; having it open is having read it."""
    return await _page(visit, night=night, done=done)


async def _page(
    visit: Visit,
    *,
    night: date | None = None,
    done: str = "",
    flashes: Sequence[Flash] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    now, latest = visit.parts.now(), clock.night_of(visit.parts.now())
    chosen = night or _written_night(visit.form) or night_to_hand_over(visit.parts.now())
    if chosen > latest:
        raise visit.refuse(HTTPStatus.NOT_FOUND, "night-not-yet")
    async with visit.parts.database.begin() as session:
        await handovers.read(session, visit.staff.id, chosen, now)
        summary = await handover_summary(session, chosen, now)
        notes = await handovers.of_night(session, chosen)
        readers = await handovers.readers(session, chosen)
        shelters = await facilities.all_facilities(session)
        authors = await _names(session, notes)
        answer = await answer_of(session, visit, done)
    typed: Form = visit.form if status >= HTTPStatus.BAD_REQUEST else {}
    return visit.render(
        "night/handover.html", status=status, flashes=[*flashes, *told(visit, answer)], night=chosen, now=now,
        summary=summary, lines={s.places.facility: list(shelter_words(s, visit.account.language)) for s in
                                summary.shelters},
        notes=notes, readers=readers, authors=authors, shelters=shelters, places={s.id: s.name for s in shelters},
        before=chosen - timedelta(days=1), after=chosen + timedelta(days=1) if chosen < latest else None,
        is_tonight=chosen == latest, may_write=visit.account.may(May.CHANGE_BEDS) and _open(chosen, latest),
        typed=typed, longest=LONGEST_NOTE, new_key=new_key,
    )  # fmt: skip


def _written_night(form: Form) -> date | None:
    try:
        return date.fromisoformat(form.get("night", ""))
    except ValueError:
        return None


def _open(night: date, latest: date) -> bool:
    """Notes are written in the night itself and the day after it."""
    return latest - timedelta(days=1) <= night <= latest


async def _names(session: AsyncSession, notes: Sequence[HandoverNote]) -> dict[object, str]:
    query = select(StaffMember).where(col(StaffMember.id).in_({note.made_by for note in notes}))
    return {member.id: member.display_name for member in (await session.exec(query)).all()}


@router.post("")
async def write(visit: Changes) -> Response:
    """A note for the colleagues who take over."""
    night = _written_night(visit.form)

    async def deed(session: AsyncSession) -> Answer:
        words = visit.form.get("words", "").strip()
        if night is None or not _open(night, clock.night_of(visit.parts.now())):
            raise Wrong("night-note-too-late", HTTPStatus.CONFLICT)
        if not words:
            raise Wrong("night-note-empty")
        if len(words) > LONGEST_NOTE:
            raise Wrong("night-note-too-long")
        where = await facility_in(session, visit) if visit.form.get("facility") else None
        note = HandoverNote(
            night=night, facility_id=where.id if where else None, words=words, made_by=visit.staff.id,
            created_at=visit.parts.now(),
        )  # fmt: skip
        session.add(note)
        await audit.record(
            session, "handover.written", now=visit.parts.now(), staff_id=visit.staff.id, night=night.isoformat()
        )
        return {"note": "night-note-kept"}

    return await change(
        visit, deed, show=_page, to=f"/beds/handover?night={night}", also_rings=(bells.INBOX,)
    )  # fmt: skip
