"""The queue for other systems: a file for a spreadsheet, and contacts in the words of Klantinteracties."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.referral_queue import agreed, is_withdrawn, reader_of, reference
from bot.web import klantcontact
from bot.web.accounts import Visit
from bot.web.klantcontact import Contacten
from bot.web.pages import PAGE_HEADERS
from bot.web.referral_page import own
from bot.web.referral_words import Words
from bot.web.referrals import Chosen, Sees, note, words
from bot.web.sheets import Cell, Sheet, as_csv
from storage import audit, referral_queue
from storage.referral_queue import Choice, Queued

router = APIRouter(include_in_schema=False)
MOST = 5000
COLUMNS = (
    "reference", "municipality", "neighbourhood", "urgent", "threat", "threat-on", "types", "stage", "requested",
    "first-talk", "decision", "desk", "taken-by", "closed",
)  # fmt: skip


async def _rows(session: AsyncSession, visit: Visit, choice: Choice) -> list[Queued]:
    """Everything that the page would show, noted as taken out."""
    today = clock.local(visit.parts.now()).date()
    rows = await referral_queue.rows(session, reader_of(visit.staff), choice, today=today, most=MOST)
    await note(session, visit, rows, choice, action="referrals.exported")
    return rows


@router.get("/referrals.csv")
async def as_file(visit: Sees, choice: Chosen) -> Response:
    """The queue as it is filtered. Without names and own words: a file lives on where nobody notes who reads it."""
    async with visit.parts.database.begin() as session:
        rows = await _rows(session, visit, choice)
    said = words(visit)
    sheet = Sheet(
        key="referrals",
        columns=[said.say(f"queue-column-{name}") for name in COLUMNS],
        rows=[_line(row, said) for row in rows],
    )
    return as_csv(sheet, f"schuldhulp-{said.today.isoformat()}", "")


def _line(row: Queued, said: Words) -> Sequence[Cell]:
    referral = row.referral
    may = agreed(referral)
    threat = referral.threat if "threat" in may else None
    place = "municipality" in may
    return [
        reference(referral.id),
        referral.municipality if place else None,
        referral.neighbourhood if place else None,
        said.say("queue-yes" if referral.urgent else "queue-no"),
        said.say(f"queue-threat-{threat.replace('_', '-')}") if threat else None,
        str(referral.threat_on) if threat and referral.threat_on else None,
        said.types(referral),
        said.stage(referral),
        str(referral.requested_on),
        str(referral.due_on),
        str(referral.decision_due_on) if referral.decision_due_on else None,
        row.desk.name if row.desk else None,
        row.taken_by,
        str(clock.local(referral.closed_at).date()) if referral.closed_at else None,
    ]


@router.get("/referrals/klantcontacten.json")
async def as_contacts(visit: Sees, choice: Chosen) -> Response:
    """The queue as it is filtered, as contacts; those whose consent was taken back are left out."""
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        rows = await _rows(session, visit, choice)
    found = [klantcontact.of(row, today=today) for row in rows if not is_withdrawn(row.referral)]
    return _json(Contacten(klantcontacten=found).model_dump_json(by_alias=True))


@router.get("/referrals/{referral_id}/klantcontact.json")
async def as_contact(visit: Sees, referral_id: uuid.UUID) -> Response:
    """One request as a contact; 404 once the consent was taken back."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        row = await own(session, visit, referral_id)
        if is_withdrawn(row.referral):
            raise visit.refuse(HTTPStatus.NOT_FOUND, "queue-withdrawn")
        await audit.record(
            session, "referral.exported", now=now, staff_id=visit.staff.id, person_id=row.referral.person_id,
            conversation_id=row.referral.conversation_id, referral=str(referral_id),
        )  # fmt: skip
    return _json(klantcontact.of(row, today=clock.local(now).date()).model_dump_json(by_alias=True))


def _json(body: str) -> Response:
    return Response(body, media_type="application/json", headers=PAGE_HEADERS)
