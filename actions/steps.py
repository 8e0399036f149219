"""Small steps: set, reminded of, and what is open and done. How they went: step_results.py. Nothing is ever lost."""

from __future__ import annotations

import textwrap
import uuid
from typing import Any

from actions import clock, step_moments
from actions.permissions import May
from actions.registry import answers
from actions.step_form import begin
from actions.step_words import asks_for_ideas, step_in
from actions.turn import Turn
from nlu.goals import GoalTalk, find_goal
from storage import goals, steps
from storage.steps import Step

SHOWN = 5
"""So many steps in one message; more would be a wall to climb."""
WITH_A_BUTTON = 3


@answers("step_set", needs=May.HAVE_STEPS, effect=True)
async def step_set(turn: Turn) -> None:
    """Write a small step down, asking only what was not said yet; what takes longer than a step is kept as a goal."""
    if not typed(turn):
        await begin(turn)
        return
    when = step_moments.said_with_step(turn)
    if find_goal(turn.text) is not None and when is None:
        await turn.go("goal.said")
        return
    known: dict[str, Any] = {"when": when, "domain": turn.understood.value("life_domain")}
    if asks_for_ideas(turn.text):
        await turn.go("step.ideas", {"known": {name: value for name, value in known.items() if value is not None}})
        return
    await begin(turn, what=step_in(turn.understood), **known)


@answers("step.remind", needs=May.HAVE_STEPS)
async def remind(turn: Turn) -> None:
    """A reminder at the moment agreed, and a question afterwards; wished for, so quiet hours do not hold it back."""
    step = await own_step(turn)
    if step is None:
        return
    promised = await step_moments.plan(turn.session, step, turn.now)
    if promised.ask_at is None:
        turn.say("step-remind-too-late")
    elif promised.remind_at is None:
        turn.say("step-will-ask", moment=step_moments.words(promised.ask_at, turn.language))
    else:
        turn.say("step-will-remind", moment=step_moments.words(promised.remind_at, turn.language))
    if not step.helper:
        turn.offer("button-company", "step.company", step=str(step.id))
    turn.offer("button-step-ready", "step.ready", answers="no")
    turn.remember("step", step=str(step.id))


@answers("step.ready", needs=May.HAVE_STEPS)
async def ready(turn: Turn) -> None:
    """The step is as it should be."""
    turn.say("step-ready")
    turn.offer("button-my-steps", "ask_steps")


@answers("ask_steps", needs=May.HAVE_STEPS)
async def ask_steps(turn: Turn) -> None:
    """What is open and what has been done; what was done comes with appreciation, without a score."""
    assert turn.person is not None
    said = find_goal(turn.text) if typed(turn) else None
    if said is not None and said.talk is GoalTalk.ASKING:
        await turn.go("goal.list")
        return
    still_open = await steps.open_steps(turn.session, turn.person.id)
    done = await steps.done_steps(turn.session, turn.person.id)
    if still_open:
        turn.say("steps-open", count=len(still_open), steps=listed(turn, still_open[:SHOWN]))
        if len(still_open) > SHOWN:
            turn.say("steps-more", count=len(still_open) - SHOWN)
    if done:
        turn.say("steps-done", count=len(done), steps=listed(turn, done[:SHOWN]))
    if not still_open:
        turn.say("steps-none-open" if done else "steps-none-yet")
        turn.offer("button-set-step", "step_set", answers="yes")
    if done:
        turn.offer("button-show-bridge", "bridge.show")
    for step in still_open[:WITH_A_BUTTON]:
        turn.offer("button-step-done", "step.done", name=short(step.what, 24), step=str(step.id))
    if await goals.open_goals(turn.session, turn.person.id):
        turn.offer("button-my-goals", "goal.list")


def listed(turn: Turn, some: list[Step]) -> str:
    """Steps below each other, those to come with their day."""
    lines = []
    for step in some:
        if step.planned_at and step.state == "open":
            day = clock.day_words(clock.local(step.planned_at).date(), turn.language)
            lines.append(f"• {step.what} ({day})")
        else:
            lines.append(f"• {step.what}")
    return "\n".join(lines)


def typed(turn: Turn) -> bool:
    """Whether somebody wrote this, also when they then pressed what they meant by it."""
    return turn.button is None or turn.button.action == "fallback.meant"


def short(what: str, most: int) -> str:
    """A step's words for a button, cut between words."""
    return textwrap.shorten(what, most, placeholder="…")


async def own_step(turn: Turn, *, still_open: bool = True) -> Step | None:
    """The step of this person that a button names; None, and said kindly, when the button has had its time."""
    assert turn.person is not None
    step = await steps.by_id(turn.session, uuid.UUID(turn.arguments["step"]))
    if step is None or step.person_id != turn.person.id or (still_open and step.state != "open"):
        await turn.go("old_button")
        return None
    return step
