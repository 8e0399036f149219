"""How a client is reached, on their page: ending a channel, invites with a QR code, language, name and municipality."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, texts
from bot.receive import clean
from bot.web import people_page, qr
from bot.web.accounts import Visit
from bot.web.api.conversations import rang
from bot.web.pages import Flash, see_other
from bot.web.people import Known, Writes, known
from storage import audit, channels, conversations, invites, people
from storage.people import Invite
from storage.person_changes import PersonChange

router = APIRouter(prefix="/people/{person_id}", include_in_schema=False)
INVITE_LASTS = timedelta(days=7)
LONGEST_NAME = 80


async def _change(
    session: AsyncSession, visit: Visit, found: Known, field: str, *, before: str = "", after: str = ""
) -> None:
    """Remember what stood there before; the audit trail names the field, not the words."""
    now, person_id, staff_id = visit.parts.now(), found.person.id, visit.staff.id
    session.add(
        PersonChange(
            person_id=person_id, staff_id=staff_id, field=field, before=before, after=after, created_at=now
        )
    )  # fmt: skip
    await audit.record(
        session, "person.changed", now=now, staff_id=staff_id, person_id=person_id,
        conversation_id=found.conversation.id, field=field,
    )  # fmt: skip


def _done(person_id: uuid.UUID, note: str) -> Response:
    return see_other(f"/people/{person_id}/details?note={note}")


# ---------------------------------------------------------------- channels


@router.post("/channels/{address_id}/end")
async def end_channel(visit: Writes, person_id: uuid.UUID, address_id: uuid.UUID) -> Response:
    """Whoever writes from there next is a stranger; what was said stays with the client."""
    async with visit.parts.database.begin() as session:
        found = await known(session, visit, person_id)
        ended = await channels.unlink(session, found.conversation.id, address_id, visit.parts.now())
        if ended is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        await _change(session, visit, found, "channel", before=ended.channel)
    rang(visit.parts, found.conversation.id)
    return _done(person_id, "channel-ended")


# ---------------------------------------------------------------- invites


@router.post("/invites")
async def make_invite(visit: Writes, person_id: uuid.UUID) -> Response:
    """A fresh link, shown this once: to print, or to hold before a telephone."""
    async with visit.parts.database.begin() as session:
        found = await known(session, visit, person_id)
        token = await invite(session, visit, found)
    return show_invite(visit, found, token)


async def invite(session: AsyncSession, visit: Visit, found: Known) -> str:
    """The token of a fresh link for this client."""
    token = await people.invite(session, now=visit.parts.now(), person_id=found.person.id, lasts=INVITE_LASTS)
    await _change(session, visit, found, "invite", after="made")
    return token


def show_invite(visit: Visit, found: Known, token: str, flashes: Sequence[Flash] = ()) -> Response:
    """The page with a link that was just made, and its QR code; what is for the client is in their language."""
    link, language = f"{visit.parts.base_url}/chat?invite={token}", found.conversation.language
    day = clock.day_words(clock.local(visit.parts.now() + INVITE_LASTS).date(), language)
    return visit.render(
        "people/invite.html", flashes=flashes, person=found.person, link=link, language=language,
        code=qr.svg(link, visit.say("invite-code")), how=texts.say(language, "invite-how"),
        until=texts.say(language, "invite-until", day=day),
    )  # fmt: skip


@router.post("/invites/{invite_id}/withdraw")
async def withdraw_invite(visit: Writes, person_id: uuid.UUID, invite_id: uuid.UUID) -> Response:
    """A link that nobody used yet stops to work; one that was used or is over is left as it is."""
    async with visit.parts.database.begin() as session:
        found, invite = await known(session, visit, person_id), await session.get(Invite, invite_id)
        if invite is None or invite.person_id != person_id:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        if await invites.withdraw(session, person_id, invite_id, visit.parts.now()):
            await _change(session, visit, found, "invite", before="made")
    return _done(person_id, "invite-withdrawn")


# ---------------------------------------------------------------- what stands in the record


@router.post("/correct")
async def correct(visit: Writes, person_id: uuid.UUID) -> Response:
    """Another name or municipality; what stood there before stays readable."""
    name, municipality = (" ".join(clean(visit.form.get(field, "")).split()) for field in ("name", "municipality"))
    if not name or max(len(name), len(municipality)) > LONGEST_NAME:
        flashes = [Flash("warning", visit.say("person-name-wrong"))]
        return await people_page.show(
            visit, person_id, "details", flashes=flashes, status=HTTPStatus.CONFLICT, typed=visit.form
        )
    async with visit.parts.database.begin() as session:
        found = await known(session, visit, person_id)
        person = found.person
        await session.refresh(person, with_for_update=True)
        if person.display_name != name:
            await _change(session, visit, found, "name", before=person.display_name, after=name)
            person.display_name = name
        if (person.municipality or "") != municipality:
            known_as = person.municipality or ""
            await _change(session, visit, found, "municipality", before=known_as, after=municipality)
            person.municipality = municipality or None
        session.add(person)
    rang(visit.parts, found.conversation.id)
    return _done(person_id, "corrected")


@router.post("/language")
async def set_language(visit: Writes, person_id: uuid.UUID) -> Response:
    """In which language Stapje speaks with this client."""
    language = visit.form.get("language", "")
    if language not in texts.LANGUAGES:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    async with visit.parts.database.begin() as session:
        found = await known(session, visit, person_id)
        conversation = await conversations.lock(session, found.conversation.id)
        if conversation.language != language:
            await _change(session, visit, found, "language", before=conversation.language, after=language)
            conversation.language = language
            session.add(conversation)
    return _done(person_id, "language")
