"""Labels on conversations: putting one on, taking it off, and the page on which labels are made and ended."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions.errors import WorkRefused
from actions.permissions import May
from bot.receive import clean
from bot.web.accounts import Visit
from bot.web.answering import Answers
from bot.web.pages import Flash, see_other
from bot.web.workflow import id_of, work
from storage import audit, labels
from storage.conversations import Conversation
from storage.labels import Label
from storage.staff import Team

whole = APIRouter(prefix="/inbox/labels", include_in_schema=False)
"""Addresses that would fit a thread's too: to be added before those."""
router = APIRouter(prefix="/inbox/{conversation_id}/labels", include_in_schema=False)
LONGEST = 40
NOTES = ("label-made", "label-ended")


@router.post("")
async def put_label_on(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """A label that is there already, or a new one of the team."""
    name = " ".join(clean(visit.form.get("name", "")).split())
    wanted = id_of(visit.form.get("label", ""))

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        now = visit.parts.now()
        if name:
            if len(name) > LONGEST:
                raise WorkRefused("label")
            label = await _made(session, visit, name, conversation.team_id or visit.staff.team_id)
        else:
            choices = await labels.to_choose(session, conversation.team_id or visit.staff.team_id)
            found = next((one for one in choices if one.id == wanted), None)
            if found is None:
                raise WorkRefused("label")
            label = found
        await labels.put_on(session, conversation.id, label.id, visit.staff.id, now)
        await _record(session, visit, conversation, "conversation.labelled", label)

    return await work(visit, conversation_id, deed, "labelled")


@router.post("/{label_id}/off")
async def take_label_off(visit: Answers, conversation_id: uuid.UUID, label_id: uuid.UUID) -> Response:
    """Take a label off; twice is fine."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        label = await session.get(Label, label_id)
        teams = (None, conversation.team_id, visit.staff.team_id)
        on = [one.id for one in await labels.of_conversation(session, conversation.id)]
        if label is None or (label.team_id not in teams and label.id not in on):
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        if label.id in on:
            await labels.take_off(session, conversation.id, label.id)
            await _record(session, visit, conversation, "conversation.unlabelled", label)

    return await work(visit, conversation_id, deed, "unlabelled")


async def _made(session: AsyncSession, visit: Visit, name: str, team_id: uuid.UUID | None) -> Label:
    """The label of the team or of all with this name; a new one is the team's and an audit row."""
    known = [one for one in await labels.to_choose(session, team_id) if one.name.lower() == name.lower()]
    if known:
        return known[0]
    label = await labels.make(session, name, team_id, visit.parts.now())
    await audit.record(
        session, "label.made", now=visit.parts.now(), staff_id=visit.staff.id, label=str(label.id), name=name
    )
    return label


async def _record(session: AsyncSession, visit: Visit, conversation: Conversation, action: str, label: Label) -> None:
    await audit.record(
        session, action, now=visit.parts.now(), staff_id=visit.staff.id, person_id=conversation.person_id,
        conversation_id=conversation.id, label=str(label.id),
    )  # fmt: skip


@whole.get("")
async def show_labels(visit: Answers, note: str = "") -> Response:
    """All labels that may be put on one's conversations, to make and to end."""
    return await _page(visit, note=note)


@whole.post("")
async def make_label(visit: Answers) -> Response:
    """A new label, of the team or of all."""
    name = " ".join(clean(visit.form.get("name", "")).split())
    if not 0 < len(name) <= LONGEST:
        return await _page(visit, status=HTTPStatus.CONFLICT, wrong="flow-refused-label")
    team_id = None if visit.form.get("of") == "all" else visit.staff.team_id
    async with visit.parts.database.begin() as session:
        await _made(session, visit, name, team_id)
    return see_other("/inbox/labels?note=label-made")


@whole.post("/{label_id}/end")
async def end_label(visit: Answers, label_id: uuid.UUID) -> Response:
    """No longer to choose; where it stands it stays."""
    async with visit.parts.database.begin() as session:
        label = await session.get(Label, label_id, with_for_update=True)
        mine = label is not None and (label.team_id in (None, visit.staff.team_id) or _sees_all(visit))
        if label is None or not mine:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        if label.ended_at is None:
            label.ended_at = visit.parts.now()
            session.add(label)
            await audit.record(
                session, "label.ended", now=visit.parts.now(), staff_id=visit.staff.id, label=str(label.id)
            )
    return see_other("/inbox/labels?note=label-ended")


def _sees_all(visit: Visit) -> bool:
    return visit.account.may(May.SEE_ALL_TEAMS)


async def _page(
    visit: Visit, *, note: str = "", status: HTTPStatus = HTTPStatus.OK, wrong: str | None = None
) -> Response:
    flashes = [Flash("ok", visit.say(f"flow-note-{note}"))] if note in NOTES else []
    flashes += [Flash("warning", visit.say(wrong))] if wrong else []
    async with visit.parts.database.begin() as session:
        team = await session.get(Team, visit.staff.team_id) if visit.staff.team_id else None
        found = await labels.in_use(session, visit.staff.team_id)
    return visit.render("inbox/labels.html", status=status, flashes=flashes, labels=found, team=team, typed=visit.form)
