"""Goals and small steps beside a thread: made by a colleague together with the client, and marked for them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from http import HTTPStatus
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, step_lines, step_moments, texts
from actions.goals import TONES
from bot.web.accounts import Form
from bot.web.appointments import LONGEST_WORDS, NotPlannable
from bot.web.pages import PageError
from nlu.life_domains import life_domain_in
from storage import audit, conversations, goals, messages, nudges, people, steps
from storage.conversations import Conversation
from storage.goals import Goal
from storage.staff import StaffMember
from storage.steps import LIFE_DOMAINS, Step

NEW_GOAL = "new"
"""What the form calls a goal that is written down with the step."""
MARKS = ("done", "partly")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Who writes beside whose conversation, and when; the conversation is locked."""

    session: AsyncSession
    conversation: Conversation
    staff: StaffMember
    now: datetime


async def make(desk: Desk, form: Form) -> None:
    """Write down a step as the client said it, plan the reminder they wished for, and say it back to them.

    Raises NotPlannable.
    """
    what, planned_at, remind = _words(form, "what"), _moment(form, desk.now), form.get("remind") == "yes"
    if what is None:
        raise NotPlannable("inbox-step-empty")
    if remind and planned_at is None:
        raise NotPlannable("inbox-step-no-moment")
    goal = await _goal(desk, form)
    step = await steps.add(
        desk.session,
        Step(
            person_id=_person(desk), what=what, planned_at=planned_at, place=_words(form, "place"),
            first_action=_words(form, "first"), helper=_words(form, "helper"), goal_id=goal.id if goal else None,
            life_domain=(goal.life_domain if goal else None) or life_domain_in(what), made_by="staff",
            created_at=desk.now,
        ),
    )  # fmt: skip
    await _record(desk, "step.made", step=step.id)
    remind_at = (await step_moments.plan(desk.session, step, desk.now)).remind_at if remind else None
    await _tell_step(desk, step, goal, remind_at)


def _person(desk: Desk) -> uuid.UUID:
    """Whose conversation it is; a visitor has no steps."""
    if desk.conversation.person_id is None:
        raise PageError(HTTPStatus.NOT_FOUND)
    return desk.conversation.person_id


def _moment(form: Form, now: datetime) -> datetime | None:
    """The moment in the form, local; a day without a time is midnight."""
    day, at = form.get("step_date", ""), form.get("step_time", "")
    if not day and not at:
        return None
    try:
        wanted, hour = date.fromisoformat(day), time.fromisoformat(at).replace(tzinfo=None) if at else time()
    except ValueError as error:
        raise NotPlannable("inbox-step-unreadable") from error
    moment = clock.at(wanted, hour)
    if wanted < clock.local(now).date() or (at and moment <= now):
        raise NotPlannable("inbox-step-past")
    return moment


def _words(form: Form, name: str) -> str | None:
    return form.get(name, "").strip()[:LONGEST_WORDS] or None


async def _goal(desk: Desk, form: Form) -> Goal | None:
    """The goal the step is for: none, one of the client's, or a new one."""
    chosen = form.get("goal", "")
    if chosen == NEW_GOAL:
        return await _new_goal(desk, form)
    try:
        return await _own_goal(desk, uuid.UUID(chosen)) if chosen else None
    except ValueError as error:
        raise PageError(HTTPStatus.NOT_FOUND) from error


async def _new_goal(desk: Desk, form: Form) -> Goal:
    words = _words(form, "goal_words")
    if words is None:
        raise NotPlannable("inbox-goal-empty")
    chosen = form.get("goal_domain", "")
    goal = Goal(
        person_id=_person(desk), words=words, made_by="staff", created_at=desk.now,
        life_domain=chosen if chosen in LIFE_DOMAINS else life_domain_in(words),
    )  # fmt: skip
    await goals.add(desk.session, goal)
    await _record(desk, "goal.made", goal=goal.id)
    return goal


async def add_goal(desk: Desk, form: Form) -> None:
    """Write down a goal as the client said it, and tell them. Raises NotPlannable."""
    goal = await _new_goal(desk, form)
    said = texts.say(desk.conversation.language, "goal-made-together", who=desk.staff.display_name, goal=goal.words)
    about = {"goal": str(goal.id)}
    buttons = (("button-small-step", "goal.step", about), ("button-goal-drop", "goal.drop", about))
    await say_to(desk, said, buttons)


async def mark(desk: Desk, step_id: uuid.UUID, state: str) -> None:
    """Write down for the client how a step went; a second time changes nothing."""
    step = await steps.by_id(desk.session, step_id)
    if step is None or step.person_id != desk.conversation.person_id or state not in MARKS:
        raise PageError(HTTPStatus.NOT_FOUND)
    if step.state == "open":
        await steps.end(desk.session, step, state=state, words=None, now=desk.now)
        await nudges.cancel_about(desk.session, step.id, now=desk.now, reason=state)
        await _record(desk, f"step.{state}", step=step.id)


async def reach(desk: Desk, goal_id: uuid.UUID) -> None:
    """A goal is reached, and the client hears congratulations; a second time changes nothing."""
    goal = await _own_goal(desk, goal_id)
    if goal.state != "open":
        return
    await goals.end(desk.session, goal, state="reached", now=desk.now)
    await _record(desk, "goal.reached", goal=goal.id)
    tone = goal.id.int % TONES + 1
    said = texts.say(desk.conversation.language, "goal-reached", goal=goal.words, tone=tone)
    await say_to(desk, said, ())


async def _own_goal(desk: Desk, goal_id: uuid.UUID) -> Goal:
    goal = await goals.by_id(desk.session, goal_id)
    if goal is None or goal.person_id != desk.conversation.person_id:
        raise PageError(HTTPStatus.NOT_FOUND)
    return goal


async def _tell_step(desk: Desk, step: Step, goal: Goal | None, remind_at: datetime | None) -> None:
    language = desk.conversation.language
    said = [
        texts.say(language, "step-made-together", who=desk.staff.display_name),
        step_lines.lines(step, goal, language),
    ]
    if remind_at is not None:
        said.append(texts.say(language, "step-made-promise", moment=step_moments.words(remind_at, language)))
    said.append(texts.say(language, "step-made-question"))
    about = {"step": str(step.id)}
    buttons = (("button-step-right", "step.right", about), ("button-step-wrong", "step.wrong", about))
    await say_to(desk, "\n\n".join(said), buttons)


async def say_to(desk: Desk, said: str, buttons: Sequence[tuple[str, str, dict[str, str]]]) -> None:
    """Say it to the client, in the client's language, over the channel they used last."""
    language = desk.conversation.language
    address = await people.reachable_address(desk.session, desk.conversation.id)
    await messages.say(
        desk.session,
        conversation_id=desk.conversation.id,
        address_id=address.id if address else None,
        said=said,
        now=desk.now,
        buttons=[
            {
                "token": conversations.new_button_token(),
                "label": texts.say(language, label),
                "action": action,
                "arguments": arguments,
            }
            for label, action, arguments in buttons
        ],
    )


async def _record(desk: Desk, action: str, **about: uuid.UUID) -> None:
    facts: dict[str, Any] = {name: str(value) for name, value in about.items()}
    await audit.record(
        desk.session, action, now=desk.now, staff_id=desk.staff.id, person_id=desk.conversation.person_id, **facts
    )
