"""What staff do in a thread of the inbox: answer, take over, hand back, finish tasks, plan appointments and steps."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import human, ladder
from actions.permissions import May
from bot.web import appointments, coming_back, reminders, rhythm, steps
from bot.web.accounts import Visit, who_may
from bot.web.api.conversations import rang
from bot.web.appointments import NotPlannable
from bot.web.inbox import own
from bot.web.steps import Desk
from storage import audit, conversations, tasks
from storage.conversations import Conversation
from storage.errors import DoubleBooked
from storage.tasks import Task

router = APIRouter(prefix="/inbox/{conversation_id}", include_in_schema=False)
Answers = Annotated[Visit, Depends(who_may(May.ANSWER_CLIENTS))]
Plans = Annotated[Visit, Depends(who_may(May.MAKE_APPOINTMENTS))]

Deed = Callable[[AsyncSession, Conversation], Awaitable[str | None]]
"""Something to do in a transaction that holds the conversation's lock; may return another note than usual."""


async def _do(visit: Visit, conversation_id: uuid.UUID, deed: Deed, note: str) -> Response:
    """Do it in one transaction, wake who watches or sends, and show the page again with a note."""
    async with visit.parts.database.begin() as session:
        await own(session, visit, conversation_id)
        note = await deed(session, await conversations.lock(session, conversation_id)) or note
    rang(visit.parts, conversation_id)
    return await coming_back.done(visit, conversation_id, note)


async def _refused(visit: Visit, conversation_id: uuid.UUID, key: str) -> Response:
    """The page with a line that says why it did not happen, and what was typed still there."""
    return await coming_back.refused(visit, conversation_id, visit.say(key))


@router.post("/takeover")
async def take_over(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """A human takes over from the bot."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await human.take_over(session, conversation.id, visit.staff, visit.parts.now())

    return await _do(visit, conversation_id, deed, "taken")


@router.post("/handback")
async def hand_back(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """The bot may speak again."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await human.hand_back(session, conversation.id, visit.staff, visit.parts.now())

    return await _do(visit, conversation_id, deed, "handed-back")


@router.post("/tasks/{task_id}/done")
async def finish_task(visit: Answers, conversation_id: uuid.UUID, task_id: uuid.UUID) -> Response:
    """A task is done; twice is fine."""
    now = visit.parts.now()

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        task = await session.get(Task, task_id)
        if task is None or task.conversation_id != conversation.id:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        await tasks.finish(session, task_id, visit.staff.id, now)
        await audit.record(
            session, "task.finished", now=now, staff_id=visit.staff.id, person_id=conversation.person_id,
            conversation_id=conversation.id, kind=task.kind,
        )  # fmt: skip

    return await _do(visit, conversation_id, deed, "done")


@router.post("/contact")
async def had_contact(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """Somebody spoke to this client: the check-in and the task to find them are over."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await ladder.had_contact(session, conversation, visit.staff, visit.parts.now())

    return await _do(visit, conversation_id, deed, "contact")


# ---------------------------------------------------------------- appointments and nudges


async def planning(visit: Visit, conversation_id: uuid.UUID, deed: Deed, note: str) -> Response:
    """Like `_do`; what cannot be planned is said kindly."""
    try:
        return await _do(visit, conversation_id, deed, note)
    except NotPlannable as error:
        return await _refused(visit, conversation_id, error.key)
    except DoubleBooked:
        return await _refused(visit, conversation_id, "inbox-plan-booked")


@router.post("/appointments")
async def plan_appointment(visit: Plans, conversation_id: uuid.UUID) -> Response:
    """Plan an appointment with oneself, or move one."""

    async def deed(session: AsyncSession, conversation: Conversation) -> str | None:
        if conversation.person_id is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        return await appointments.plan(session, conversation, visit.staff, visit.form, visit.parts.now())

    return await planning(visit, conversation_id, deed, "moved" if visit.form.get("moving") else "planned")


@router.post("/offers")
async def offer_times(visit: Plans, conversation_id: uuid.UUID) -> Response:
    """Let the client choose between a few times."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        if conversation.person_id is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        await appointments.offer(session, conversation, visit.staff, visit.form, visit.parts.now())

    return await planning(visit, conversation_id, deed, "offered")


@router.post("/appointments/{appointment_id}/accept")
async def accept_appointment(visit: Plans, conversation_id: uuid.UUID, appointment_id: uuid.UUID) -> Response:
    """Say yes to a proposal of the client."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await appointments.accept(session, conversation, visit.staff, appointment_id, visit.parts.now())

    return await planning(visit, conversation_id, deed, "accepted")


@router.post("/appointments/{appointment_id}/cancel")
async def call_off_appointment(visit: Plans, conversation_id: uuid.UUID, appointment_id: uuid.UUID) -> Response:
    """It does not happen."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        word = visit.form.get("word", "")
        await appointments.call_off(session, conversation, visit.staff, appointment_id, visit.parts.now(), word=word)

    return await _do(visit, conversation_id, deed, "called-off")


@router.post("/appointments/{appointment_id}/came")
async def note_came(visit: Plans, conversation_id: uuid.UUID, appointment_id: uuid.UUID) -> Response:
    """They were there."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await reminders.note(session, conversation, visit.staff, appointment_id, visit.parts.now(), came=True)

    return await _do(visit, conversation_id, deed, "came")


@router.post("/appointments/{appointment_id}/no-show")
async def note_no_show(visit: Plans, conversation_id: uuid.UUID, appointment_id: uuid.UUID) -> Response:
    """They were not there; the client gets a kind word a little later."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await reminders.note(session, conversation, visit.staff, appointment_id, visit.parts.now(), came=False)

    return await _do(visit, conversation_id, deed, "no-show")


@router.post("/appointments/{appointment_id}/record-undone")
async def take_record_back(visit: Plans, conversation_id: uuid.UUID, appointment_id: uuid.UUID) -> Response:
    """What was noted was wrong."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await reminders.take_back(session, conversation, visit.staff, appointment_id, visit.parts.now())

    return await planning(visit, conversation_id, deed, "record-undone")


@router.post("/reminders")
async def change_reminders(visit: Plans, conversation_id: uuid.UUID) -> Response:
    """How this client is reminded of appointments, or of one."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await reminders.change(session, conversation, visit.staff, visit.form, visit.parts.now())

    return await planning(visit, conversation_id, deed, "reminders")


@router.post("/rhythm")
async def change_rhythm(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """How often, on which day and at what time this client is asked how it goes."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        if conversation.person_id is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        await rhythm.change(session, conversation.person_id, visit.staff, visit.form, visit.parts.now())

    return await planning(visit, conversation_id, deed, "rhythm")


@router.post("/nudges/{nudge_id}/cancel")
async def cancel_nudge(visit: Answers, conversation_id: uuid.UUID, nudge_id: uuid.UUID) -> Response:
    """Stapje will not say this of its own accord."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await appointments.cancel_nudge(session, conversation, visit.staff, nudge_id, visit.parts.now())

    return await _do(visit, conversation_id, deed, "nudge-cancelled")


# ---------------------------------------------------------------- goals and steps


def desk_of(visit: Visit, session: AsyncSession, conversation: Conversation) -> Desk:
    """Who writes beside this conversation, which is locked."""
    return Desk(session=session, conversation=conversation, staff=visit.staff, now=visit.parts.now())


@router.post("/steps")
async def make_step(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """A small step, made together with the client."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await steps.make(desk_of(visit, session, conversation), visit.form)

    return await planning(visit, conversation_id, deed, "step-made")


@router.post("/steps/{step_id}/{state}")
async def mark_step(visit: Answers, conversation_id: uuid.UUID, step_id: uuid.UUID, state: str) -> Response:
    """How a step went, for the client."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await steps.mark(desk_of(visit, session, conversation), step_id, state)

    return await _do(visit, conversation_id, deed, "step-marked")


@router.post("/goals")
async def add_goal(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """A goal of the client."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await steps.add_goal(desk_of(visit, session, conversation), visit.form)

    return await planning(visit, conversation_id, deed, "goal-made")


@router.post("/goals/{goal_id}/reached")
async def reach_goal(visit: Answers, conversation_id: uuid.UUID, goal_id: uuid.UUID) -> Response:
    """A goal of the client is reached."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await steps.reach(desk_of(visit, session, conversation), goal_id)

    return await _do(visit, conversation_id, deed, "goal-ended")
