"""Handing clients over in the inbox, one or all of a colleague, and telling who is away and who stands in."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, transfers
from actions.permissions import May
from bot.receive import clean
from bot.web import coming_back
from bot.web.accounts import Visit, who_may
from bot.web.api.conversations import rang, visible
from bot.web.inbox import own
from bot.web.pages import Flash, see_other
from storage import colleagues
from storage import transfers as stored
from storage.colleagues import Colleague
from storage.conversations import Conversation
from storage.errors import NobodyLeft, NotFound
from storage.people import Person
from storage.transfers import Absence, Meanwhile

router = APIRouter(prefix="/inbox", include_in_schema=False)
Moves = Annotated[Visit, Depends(who_may(May.ANSWER_CLIENTS))]
LONGEST_NOTE = 2000
PAGE = "/inbox/handing-over"
STAYS = "stays"
"""What the form says of a client who keeps their contactperson."""


class _Wrong(Exception):
    """The form cannot be done as it is; `key` is the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _why(error: Exception) -> str:
    """The text for what cannot be."""
    if isinstance(error, _Wrong):
        return error.key
    reason = error.reason if isinstance(error, NobodyLeft) else "cannot_answer"
    return f"transfer-no-{reason.replace('_', '-')}"


def _colleague(written: str) -> uuid.UUID:
    try:
        return uuid.UUID(written)
    except ValueError as error:
        raise _Wrong("transfer-no-choice") from error


def _note(visit: Visit) -> str:
    note = clean(visit.form.get("note", "")).strip()
    if len(note) > LONGEST_NOTE:
        raise _Wrong("transfer-note-too-long")
    return note


# ---------------------------------------------------------------- one client


@router.post("/{conversation_id}/transfer")
async def hand_over_one(visit: Moves, conversation_id: uuid.UUID) -> Response:
    """This client gets another contactperson; who cannot see the conversation any more goes to "Vandaag"."""
    try:
        async with visit.parts.database.begin() as session:
            conversation = await own(session, visit, conversation_id)
            if conversation.person_id is None:
                raise visit.refuse(HTTPStatus.NOT_FOUND)
            to, note = _colleague(visit.form.get("to", "")), _note(visit)
            made = await transfers.hand_over(
                session, [conversation.person_id], to_id=to, by=visit.staff, note=note, now=visit.parts.now()
            )
            await session.refresh(conversation)
            still = visible(conversation, visit.staff)
    except (_Wrong, NobodyLeft, NotFound) as error:
        return await coming_back.refused(visit, conversation_id, visit.say(_why(error)))
    rang(visit.parts, conversation_id)
    if not still:
        return see_other(f"/inbox/today?moved={len(made)}")
    return await coming_back.done(visit, conversation_id, "handed-over")


# ---------------------------------------------------------------- all clients of a colleague, and days off


@dataclass(frozen=True, kw_only=True)
class Away:
    """An absence on the page: who, who stands in, and the appointments that fall in it."""

    absence: Absence
    name: str
    cover: str
    runs: bool
    meanwhile: list[Meanwhile]
    may_end: bool


@router.get("/handing-over")
async def show(visit: Moves, of: str | None = None, moved: int | None = None, done: str = "") -> Response:
    """The clients of a colleague with a choice for each, and who is away."""
    flashes = [Flash("ok", visit.say("transfer-note-done", count=moved))] if moved is not None else []
    if done in ("kept", "ended"):
        flashes.append(Flash("ok", visit.say("transfer-away-kept" if done == "kept" else "transfer-away-ended")))
    return await _page(visit, of=of, flashes=flashes)


async def _page(
    visit: Visit, *, of: str | None = None, flashes: Sequence[Flash] = (), status: HTTPStatus = HTTPStatus.OK
) -> Response:
    now = visit.parts.now()
    today = clock.local(now).date()
    async with visit.parts.database.begin() as session:
        everybody = await colleagues.available(session)
        mine = _mine(visit, everybody)
        chosen = next((one for one in mine if str(one.id) == (of or str(visit.staff.id))), mine[0] if mine else None)
        clients = await _clients(session, chosen.id) if chosen else []
        absences = [a for a in await stored.absences_from(session, today) if _may_see(visit, a, everybody)]
        meanwhile = await stored.meanwhile(session, [a.id for a in absences], clock.day_start(today))
        called = await colleagues.names(session, [one for a in absences for one in (a.staff_id, a.cover_id)])
    return visit.render(
        "inbox/handing_over.html", status=status, flashes=flashes, now=now, today=today, colleagues=everybody,
        mine=mine, covers=[one for one in everybody if len(mine) > 1 or _beside(visit, one)], chosen=chosen,
        clients=clients, typed=visit.form,
        absences=[
            Away(
                absence=a, name=called[a.staff_id], cover=called[a.cover_id], runs=a.first_day <= today,
                meanwhile=meanwhile.get(a.id, []), may_end=a.staff_id in {one.id for one in mine},
            )
            for a in absences
        ],
    )  # fmt: skip


def _mine(visit: Visit, everybody: Sequence[Colleague]) -> list[Colleague]:
    """For whom somebody may decide: for themselves; who sees all teams decides for everybody."""
    if visit.account.may(May.SEE_ALL_TEAMS):
        return list(everybody)
    return [one for one in everybody if one.id == visit.staff.id]


def _may_see(visit: Visit, absence: Absence, everybody: Sequence[Colleague]) -> bool:
    """Who is away is for the team to know."""
    team = next((one.team_id for one in everybody if one.id == absence.staff_id), None)
    return visit.account.may(May.SEE_ALL_TEAMS) or team == visit.staff.team_id


def _beside(visit: Visit, colleague: Colleague) -> bool:
    """Whether this is another colleague of the team of who looks."""
    return colleague.team_id == visit.staff.team_id and colleague.id != visit.staff.id


async def _clients(session: AsyncSession, staff_id: uuid.UUID) -> list[Person]:
    mine = (Person.contact_person_id == staff_id, col(Person.merged_into).is_(None))
    query = select(Person).where(*mine).order_by(col(Person.display_name))
    return list((await session.exec(query)).all())


def _from(visit: Visit, field: str, people: Sequence[Colleague]) -> Colleague:
    """The colleague in a field for whom who looks may decide."""
    wanted = _colleague(visit.form.get(field, ""))
    found = next((one for one in _mine(visit, people) if one.id == wanted), None)
    if found is None:
        raise visit.refuse(HTTPStatus.FORBIDDEN)
    return found


@router.post("/handing-over")
async def hand_over_many(visit: Moves) -> Response:
    """Clients of one colleague go to others, all in one transaction: either all of them or none."""
    try:
        async with visit.parts.database.begin() as session:
            source = _from(visit, "of", await colleagues.available(session))
            moved = await _move_many(session, visit, source)
    except (_Wrong, NobodyLeft, NotFound) as error:
        flashes = [Flash("warning", visit.say(_why(error)))]
        return await _page(visit, of=visit.form.get("of"), status=HTTPStatus.CONFLICT, flashes=flashes)
    for conversation_id in moved:
        rang(visit.parts, conversation_id)
    return see_other(f"{PAGE}?of={source.id}&moved={len(moved)}")


async def _move_many(session: AsyncSession, visit: Visit, source: Colleague) -> list[uuid.UUID]:
    """Whom the form gives to whom; returns the conversations of those who moved."""
    await stored.one_at_a_time(session)
    note, everybody_to = _note(visit), visit.form.get("all", "")
    wanted: dict[uuid.UUID, list[uuid.UUID]] = {}
    for person in await _clients(session, source.id):
        to = visit.form.get(f"to-{person.id}") or everybody_to
        if to and to != STAYS:
            wanted.setdefault(_colleague(to), []).append(person.id)
    if not wanted:
        raise _Wrong("transfer-no-choice")
    await transfers.locked(session, [person for clients in wanted.values() for person in clients])
    moved = []
    for to_id, clients in wanted.items():
        made = await transfers.hand_over(
            session, clients, to_id=to_id, by=visit.staff, note=note, now=visit.parts.now()
        )
        moved += [one.person_id for one in made]
    query = select(Conversation.id).where(col(Conversation.person_id).in_(moved))
    return list((await session.exec(query)).all())


@router.post("/handing-over/absences")
async def be_away(visit: Moves) -> Response:
    """Somebody is away for some days, and a colleague of the team stands in."""
    now = visit.parts.now()
    try:
        async with visit.parts.database.begin() as session:
            who = _from(visit, "who", await colleagues.available(session))
            absence = _absence(visit, who.id, now)
            await transfers.be_away(session, absence, by=visit.staff, now=now)
    except (_Wrong, NobodyLeft, NotFound) as error:
        flashes = [Flash("warning", visit.say(_why(error)))]
        return await _page(visit, status=HTTPStatus.CONFLICT, flashes=flashes)
    return see_other(f"{PAGE}?done=kept")


def _absence(visit: Visit, who: uuid.UUID, now: datetime) -> Absence:
    cover = _colleague(visit.form.get("cover", ""))
    try:
        first, last = (date.fromisoformat(visit.form.get(name, "")) for name in ("first", "last"))
    except ValueError as error:
        raise _Wrong("transfer-no-dates") from error
    return Absence(staff_id=who, first_day=first, last_day=last, cover_id=cover, note=_note(visit), created_at=now)


@router.post("/handing-over/absences/{absence_id}/end")
async def be_back(visit: Moves, absence_id: uuid.UUID) -> Response:
    """Somebody is back, or does not go after all."""
    async with visit.parts.database.begin() as session:
        absence = await session.get(Absence, absence_id)
        if absence is None or not any(
            one.id == absence.staff_id for one in _mine(visit, await colleagues.available(session))
        ):
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        await transfers.be_back(session, absence_id, by=visit.staff, now=visit.parts.now())
    return see_other(f"{PAGE}?done=ended")
