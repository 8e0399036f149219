"""Saying in the inbox that two are one: find the other, look at both side by side, confirm; and taking it back."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, merging
from actions.permissions import May
from bot.receive import clean
from bot.web.accounts import Visit, who_may
from bot.web.api.conversations import rang
from bot.web.inbox import own
from bot.web.pages import Flash, see_other
from storage import audit, merge_preview, merges
from storage.errors import CannotMerge
from storage.merges import CHOICES

router = APIRouter(prefix="/inbox/{conversation_id}", include_in_schema=False)
Merges = Annotated[Visit, Depends(who_may(May.MERGE_PEOPLE))]
Words = Annotated[str, Query(max_length=80)]


@router.get("/merge")
async def find(visit: Merges, conversation_id: uuid.UUID, q: Words = "") -> Response:
    """Who this might be too; a search is in the audit trail, without its words."""
    words = clean(q).strip()
    async with visit.parts.database.begin() as session:
        here = await own(session, visit, conversation_id)
        if here.staff_id is not None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        this = (await merge_preview.sides(session, [conversation_id], visit.parts.now()))[conversation_id]
        found = []
        if words:
            found = await merge_preview.candidates(
                session, words, own=conversation_id, team_id=visit.staff.team_id,
                everywhere=visit.account.may(May.SEE_ALL_TEAMS),
            )  # fmt: skip
            await audit.record(
                session, "person.searched", now=visit.parts.now(), staff_id=visit.staff.id,
                conversation_id=conversation_id, found=len(found),
            )  # fmt: skip
        done = await merges.of_conversation(session, conversation_id)
    return visit.render("inbox/merge_find.html", this=this, found=found, q=words, done=done)


@router.get("/merge/{other_id}")
async def preview(visit: Merges, conversation_id: uuid.UUID, other_id: uuid.UUID, keep: str = "") -> Response:
    """Both side by side, with what moves, and what a human has to choose."""
    return await _preview(visit, conversation_id, other_id, keep)


async def _preview(
    visit: Visit, this_id: uuid.UUID, other_id: uuid.UUID, keep: str, refused: str | None = None
) -> Response:
    """`keep` is "this" or "other": who goes on; a client is never put into a visitor."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        for one in (this_id, other_id):
            talk = await own(session, visit, one)
            if talk.staff_id is not None or talk.merged_into is not None or this_id == other_id:
                raise visit.refuse(HTTPStatus.NOT_FOUND)
        both = await merge_preview.sides(session, [this_id, other_id], now)
        sides = (both[this_id], both[other_id])
        swapped = keep == "other" or (sides[0].person_id is None and sides[1].person_id is not None)
        if sides[1].person_id is None and sides[0].person_id is not None:
            swapped = False
        kept, gone = reversed(sides) if swapped else sides
        pair = await merges.look(session, kept.id, gone.id)
        found = await merges.clashes(session, pair, now=now, night=clock.night_of(now))
        for side in sides:
            await audit.record(
                session, "person.compared", now=now, staff_id=visit.staff.id, person_id=side.person_id,
                conversation_id=side.id,
            )  # fmt: skip
    flashes = [Flash("warning", visit.say(refused))] if refused else []
    return visit.render(
        "inbox/merge_preview.html", status=HTTPStatus.CONFLICT if refused else HTTPStatus.OK, flashes=flashes,
        this_id=this_id, other_id=other_id, kept=kept, gone=gone, counted=merge_preview.COUNTED, clashes=found,
        choices=CHOICES, may_swap=(kept.person_id is None) == (gone.person_id is None), typed=visit.form,
        stuck=[name for name in found if name not in CHOICES],
    )  # fmt: skip


@router.post("/merge/{other_id}")
async def merge(visit: Merges, conversation_id: uuid.UUID, other_id: uuid.UUID) -> Response:
    """They are one from now on."""
    keep = visit.form.get("keep", "this")
    kept_id, gone_id = (conversation_id, other_id) if keep == "this" else (other_id, conversation_id)
    choices = {
        name: visit.form[f"choice-{name}"] for name in CHOICES if visit.form.get(f"choice-{name}") in CHOICES[name]
    }
    try:
        async with visit.parts.database.begin() as session:
            for one in (kept_id, gone_id):
                await own(session, visit, one)
            await merging.merge(session, kept_id, gone_id, choices=choices, staff=visit.staff, now=visit.parts.now())
    except CannotMerge as error:
        return await _preview(visit, conversation_id, other_id, keep, f"merge-no-{error.reason.replace('_', '-')}")
    for one in (kept_id, gone_id):
        rang(visit.parts, one)
    return see_other(f"/inbox/{kept_id}?note=merged")


@router.post("/merges/{merge_id}/undo")
async def undo(visit: Merges, conversation_id: uuid.UUID, merge_id: uuid.UUID) -> Response:
    """They are two again."""
    try:
        async with visit.parts.database.begin() as session:
            await _undoable(session, visit, conversation_id, merge_id)
            found = await merging.undo(session, merge_id, visit.staff, visit.parts.now())
    except CannotMerge as error:
        raise visit.refuse(HTTPStatus.CONFLICT, f"merge-no-{error.reason.replace('_', '-')}") from error
    for one in (found.kept_id, found.gone_id):
        rang(visit.parts, one)
    return see_other(f"/inbox/{conversation_id}?note=unmerged")


async def _undoable(session: AsyncSession, visit: Visit, conversation_id: uuid.UUID, merge_id: uuid.UUID) -> None:
    await own(session, visit, conversation_id)
    known = {one.id for one, _, _ in await merges.of_conversation(session, conversation_id)}
    if merge_id not in known:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
