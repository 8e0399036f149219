"""Cards of people around a client, on the client's page: add one, change it, end it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import phones
from bot.receive import clean
from bot.web import people_page
from bot.web.accounts import Form, Visit
from bot.web.pages import Flash, see_other
from bot.web.people import Known, Writes, known
from storage import audit, contact_cards
from storage.contact_cards import LONGEST, ContactCard

router = APIRouter(prefix="/people/{person_id}/cards", include_in_schema=False)


class _Wrong(Exception):
    """The form cannot become a card; `key` is the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a form says of somebody around a client."""

    name: str
    role: str
    phone: str | None
    note: str
    may_call: bool


def read(form: Form) -> Written:
    """The form, read; raises _Wrong."""
    words = {name: " ".join(clean(form.get(f"card_{name}", "")).split()) for name in (*LONGEST, "phone")}
    if not words["name"]:
        raise _Wrong("card-no-name")
    if any(len(words[name]) > most for name, most in LONGEST.items()):
        raise _Wrong("card-too-long")
    phone = phones.read(words["phone"]) if words["phone"] else None
    if words["phone"] and phone is None:
        raise _Wrong("card-no-number")
    if form.get("card_may_call") not in ("yes", "no"):
        raise _Wrong("card-may-call-unsaid")
    return Written(
        name=words["name"], role=words["role"], phone=phone, note=words["note"],
        may_call=form["card_may_call"] == "yes",
    )  # fmt: skip


@router.post("")
async def add(visit: Writes, person_id: uuid.UUID) -> Response:
    """A new card. The same form sent twice is one card."""
    try:
        written = read(visit.form)
    except _Wrong as wrong:
        return await _refused(visit, person_id, wrong)
    async with visit.parts.database.begin() as session:
        found = await known(session, visit, person_id)
        await session.refresh(found.person, with_for_update=True)
        current = [card for card in await contact_cards.of_person(session, person_id) if card.ended_at is None]
        if not any(_says(card) == written for card in current):
            now = visit.parts.now()
            card = ContactCard(
                person_id=person_id, made_by=visit.staff.id, created_at=now, may_call_at=now, **vars(written)
            )
            session.add(card)
            await _record(session, visit, found, "contact_card.made", card)
    return _done(person_id, "card-kept")


@router.post("/{card_id}")
async def change(visit: Writes, person_id: uuid.UUID, card_id: uuid.UUID) -> Response:
    """Another number, another word: the moment of what was agreed moves only when that changes."""
    try:
        async with visit.parts.database.begin() as session:
            found, card = await _own(session, visit, person_id, card_id)
            written = read(visit.form)
            if _says(card) != written and card.ended_at is None:
                if card.may_call != written.may_call:
                    card.may_call_at = visit.parts.now()
                for name, value in vars(written).items():
                    setattr(card, name, value)
                session.add(card)
                await _record(session, visit, found, "contact_card.changed", card)
    except _Wrong as wrong:
        return await _refused(visit, person_id, wrong)
    return _done(person_id, "card-kept")


@router.post("/{card_id}/end")
async def end(visit: Writes, person_id: uuid.UUID, card_id: uuid.UUID) -> Response:
    """Not current any more; twice is fine."""
    async with visit.parts.database.begin() as session:
        found, card = await _own(session, visit, person_id, card_id)
        if card.ended_at is None:
            card.ended_at, card.ended_by = visit.parts.now(), visit.staff.id
            session.add(card)
            await _record(session, visit, found, "contact_card.ended", card)
    return _done(person_id, "card-ended")


def _says(card: ContactCard) -> Written:
    return Written(name=card.name, role=card.role, phone=card.phone, note=card.note, may_call=card.may_call)


async def _own(
    session: AsyncSession, visit: Visit, person_id: uuid.UUID, card_id: uuid.UUID
) -> tuple[Known, ContactCard]:
    found = await known(session, visit, person_id)
    card = await contact_cards.locked(session, card_id, person_id)
    if card is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return found, card


async def _record(session: AsyncSession, visit: Visit, found: Known, action: str, card: ContactCard) -> None:
    await audit.record(
        session, action, now=visit.parts.now(), staff_id=visit.staff.id, person_id=found.person.id, card=str(card.id)
    )


async def _refused(visit: Visit, person_id: uuid.UUID, wrong: _Wrong) -> Response:
    flashes = [Flash("warning", visit.say(wrong.key))]
    return await people_page.show(
        visit, person_id, "details", flashes=flashes, status=HTTPStatus.CONFLICT, typed=visit.form
    )


def _done(person_id: uuid.UUID, note: str) -> Response:
    return see_other(f"/people/{person_id}/details?note={note}#cards")
