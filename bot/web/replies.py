"""Ready replies: the page on which colleagues make and change them, and the list for who types "/" in an answer."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions import replies as ready
from actions.permissions import May
from bot.receive import clean
from bot.web import editing
from bot.web.accounts import Visit, who_may
from bot.web.editing import ChangedMeanwhile, Checks, Refused, Shown, Values
from bot.web.inbox import own
from bot.web.pages import PAGE_HEADERS, Flash, see_other
from storage import audit, replies
from storage.replies import Known, ReadyReply
from storage.staff import Team

router = APIRouter(include_in_schema=False)
Edits = Annotated[Visit, Depends(who_may(May.EDIT_REPLIES))]
Answers = Annotated[Visit, Depends(who_may(May.ANSWER_CLIENTS))]
FIELDS = ("name", "shortcut", "team_id", "nl", "en")
LONG = ("nl", "en")
LONGEST = 1500
SHORTCUT = re.compile(r"[a-z0-9-]{2,20}")
CHANGED = "reply.changed"
DONE = ("kept", "off", "on")
"""What the page may say was done; part of its text's key."""


# ---------------------------------------------------------------- for who types "/"


@router.get("/inbox/{conversation_id}/ready")
async def for_conversation(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """The ready replies, filled in for one conversation."""
    async with visit.parts.database.begin() as session:
        conversation = await own(session, visit, conversation_id)
        known = await replies.known(session, conversation_id, visit.staff.id, visit.parts.now())
        every = await replies.of_team(session, visit.staff.team_id)
    return JSONResponse([_filled(one, known, conversation.language) for one in every], HTTPStatus.OK, PAGE_HEADERS)


def _filled(one: ReadyReply, known: Known, language: str) -> dict[str, str]:
    text = ready.filled(one.said(language), known, language)
    return {"id": str(one.id), "shortcut": one.shortcut, "name": one.name, "text": text}


# ---------------------------------------------------------------- looking


@router.get("/replies")
async def show(visit: Edits, done: str = "") -> Response:
    """All ready replies that this colleague may change, and how often each was sent."""
    async with visit.parts.database.begin() as session:
        every = await replies.all_of(session, visit.staff.team_id, everywhere=_everywhere(visit))
        teams = await _teams(session, visit)
    flashes = [Flash("ok", visit.say(f"reply-done-{done}"))] if done in DONE else []
    return visit.render(
        "replies/page.html", flashes=flashes, used=[one for one in every if one.active],
        unused=[one for one in every if not one.active], teams=teams, new_id=uuid.uuid4(),
    )  # fmt: skip


@router.get("/replies/{reply_id}")
async def show_one(visit: Edits, reply_id: uuid.UUID) -> Response:
    """The form of a ready reply; of a new one when nobody knows this id yet."""
    async with visit.parts.database.begin() as session:
        found = await _own(session, visit, reply_id)
    return await _form(visit, reply_id, Shown(values=_values(found)))


async def _form(visit: Visit, reply_id: uuid.UUID, shown: Shown) -> Response:
    async with visit.parts.database.begin() as session:
        found = await _own(session, visit, reply_id)
        teams = await _teams(session, visit)
        history = await editing.past(session, [CHANGED], str(reply_id))
    return visit.render(
        "replies/edit.html", status=shown.status, flashes=shown.flashes, values=shown.values, wrong=shown.wrong,
        reply=found, reply_id=reply_id, was=editing.packed(_values(found)), teams=teams, gaps=ready.GAPS, most=LONGEST,
        history=editing.in_words(visit, history, "reply", lambda field, value: _word(teams, field, value)),
    )  # fmt: skip


def _word(teams: Mapping[str, str], field: str, value: str) -> str | None:
    return teams.get(value, "?") if field == "team_id" else None


def _values(found: ReadyReply | None) -> Values:
    """A ready reply as its form has it; all empty for a new one."""
    return {name: str(getattr(found, name) or "") if found else "" for name in FIELDS}


def _everywhere(visit: Visit) -> bool:
    return visit.account.may(May.SEE_ALL_TEAMS)


async def _teams(session: AsyncSession, visit: Visit) -> dict[str, str]:
    """Whose a ready reply may be: everybody's, or one team's; by their value in the form."""
    query = select(Team).order_by(col(Team.name))
    if not _everywhere(visit):
        query = query.where(Team.id == visit.staff.team_id)
    return {"": visit.say("reply-of-all"), **{str(team.id): team.name for team in (await session.exec(query)).all()}}


async def _own(session: AsyncSession, visit: Visit, reply_id: uuid.UUID) -> ReadyReply | None:
    """The ready reply; None for a new one, and 404 for one of a team that is not one's own."""
    found = await session.get(ReadyReply, reply_id, populate_existing=True)
    if found is not None and found.team_id not in (None, visit.staff.team_id) and not _everywhere(visit):
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return found


# ---------------------------------------------------------------- changing


@router.post("/replies/{reply_id}")
async def keep(visit: Edits, reply_id: uuid.UUID) -> Response:
    """Keep what the form says; it can be chosen at once."""
    try:
        async with visit.parts.database.begin() as session:
            await _keep(session, visit, reply_id)
    except (Refused, ChangedMeanwhile) as why:
        return await _form(visit, reply_id, editing.again(visit, _typed(visit), why))
    return see_other("/replies?done=kept")


def _typed(visit: Visit) -> Values:
    """What the form says; the texts keep their lines."""
    said = editing.typed(visit, FIELDS)
    lines = {name: clean(visit.form.get(name, "")).replace("\r\n", "\n").strip() for name in LONG}
    return said | lines | {"shortcut": said["shortcut"].removeprefix("/").lower()}


async def _keep(session: AsyncSession, visit: Visit, reply_id: uuid.UUID) -> None:
    await replies.one_editor_at_a_time(session)
    found = await _own(session, visit, reply_id)
    said = _typed(visit)
    visit.form.update(said)
    changed = editing.wanted(visit, _values(found), keep_lines=LONG)
    if not changed:
        return
    columns = await _checked(session, visit, reply_id, said)
    found = found or ReadyReply(id=reply_id, created_at=visit.parts.now(), **columns)
    for name, value in columns.items():
        setattr(found, name, value)
    session.add(found)
    await _record(session, visit, reply_id, changed)


async def _checked(session: AsyncSession, visit: Visit, reply_id: uuid.UUID, said: Values) -> dict[str, Any]:
    """The columns for what was typed; raises Refused."""
    checks = Checks(said, clock.local(visit.parts.now()).date())
    checks.line("name", needed=True)
    checks.line("nl", needed=True, most=LONGEST)
    checks.line("en", most=LONGEST)
    for name in LONG:
        if ready.unknown_in(said[name]):
            checks.refuse(name, "reply-unknown-gap")
    if not SHORTCUT.fullmatch(said["shortcut"]):
        checks.refuse("shortcut", "reply-shortcut-letters")
    if said["team_id"] not in await _teams(session, visit):
        checks.refuse("team_id", "reply-team-gone")
    elif await _taken(session, reply_id, said):
        checks.refuse("shortcut", "reply-shortcut-taken")
    checks.done()
    return {**said, "team_id": uuid.UUID(said["team_id"]) if said["team_id"] else None}


async def _taken(session: AsyncSession, reply_id: uuid.UUID, said: Values) -> bool:
    every = await replies.all_of(session, None, everywhere=True)
    return any(
        one.active and one.id != reply_id and one.shortcut == said["shortcut"]
        and str(one.team_id or "") == said["team_id"]
        for one in every
    )  # fmt: skip


@router.post("/replies/{reply_id}/off")
async def put_away(visit: Edits, reply_id: uuid.UUID) -> Response:
    """A ready reply is not used any more."""
    async with visit.parts.database.begin() as session:
        found = await _known(session, visit, reply_id)
        if found.active:
            found.active = False
            await _record(session, visit, reply_id, {"active": ["1", ""]})
    return see_other("/replies?done=off")


@router.post("/replies/{reply_id}/on")
async def use_again(visit: Edits, reply_id: uuid.UUID) -> Response:
    """A ready reply is used again, unless another took its word."""
    async with visit.parts.database.begin() as session:
        found = await _known(session, visit, reply_id)
        values = _values(found)
        taken = await _taken(session, reply_id, values)
        if not found.active and not taken:
            found.active = True
            await _record(session, visit, reply_id, {"active": ["", "1"]})
    if not taken:
        return see_other("/replies?done=on")
    wrong = {"shortcut": "reply-shortcut-taken"}
    return await _form(visit, reply_id, Shown(values=values, wrong=wrong, status=HTTPStatus.CONFLICT))


async def _known(session: AsyncSession, visit: Visit, reply_id: uuid.UUID) -> ReadyReply:
    await replies.one_editor_at_a_time(session)
    found = await _own(session, visit, reply_id)
    if found is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return found


async def _record(session: AsyncSession, visit: Visit, reply_id: uuid.UUID, changed: editing.Changed) -> None:
    await audit.record(
        session, CHANGED, now=visit.parts.now(), staff_id=visit.staff.id, of=str(reply_id), changed=changed
    )
