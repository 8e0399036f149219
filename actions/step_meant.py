"""Which step an answer is about: on the button, named by its words, just spoken of, the only one; else it is asked."""

from __future__ import annotations

from datetime import timedelta

from actions import milestones
from actions.step_words import step_in
from actions.steps import own_step, short
from actions.turn import Turn
from nlu.life_domains import life_domain_in
from storage import messages, nudges, steps
from storage.steps import Step

WORTH_COMPARING = 4
"""Words shorter than this (de, ik, het) say nothing about which step is meant."""
ASKED_LATELY = timedelta(hours=24)
"""So long after Stapje spoke of a step an answer that names none is about that one."""


async def which(turn: Turn, action: str) -> Step | None:
    """The open step that is meant: named by the button, by its words, just spoken of, or the only one; else ask."""
    assert turn.person is not None
    if "step" in turn.arguments:
        return await own_step(turn)  # never another step than the one on the button
    still_open = await steps.open_steps(turn.session, turn.person.id)
    said = set(turn.text.lower().split())
    named = [s for s in still_open if any(w in said for w in s.what.lower().split() if len(w) >= WORTH_COMPARING)]
    just_now = await spoken_of(turn)
    fitting = named or ([just_now] if just_now else still_open)
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        await _not_written_down(turn, action)
        return None
    turn.say("step-which")
    for step in fitting[:4]:
        turn.offer("button-named-step", action, name=short(step.what, 40), step=str(step.id))
    return None


async def spoken_of(turn: Turn) -> Step | None:
    """The open step that Stapje reminded of or asked after, when that is the last thing it said."""
    assert turn.person is not None
    nudge = await nudges.last_sent(turn.session, turn.person.id, ("step_reminder", "step_after"))
    if nudge is None or nudge.subject_id is None or nudge.ended_at is None or turn.now - nudge.ended_at > ASKED_LATELY:
        return None
    last = await messages.last_said(turn.session, turn.conversation.id)
    step = await steps.by_id(turn.session, nudge.subject_id)
    asked = last is not None and last.created_at == nudge.ended_at
    return step if asked and step is not None and step.state == "open" else None


async def _not_written_down(turn: Turn, action: str) -> None:
    """Nothing was written down; what somebody did still counts, and is kept in their own words."""
    assert turn.person is not None
    if action == "step.not_done":
        turn.say("step-none-to-miss")
    else:
        what = (step_in(turn.understood) or turn.text)[:200]
        step = Step(
            person_id=turn.person.id, what=what, life_domain=life_domain_in(what),
            created_at=turn.now - timedelta(seconds=1),
        )  # fmt: skip
        await steps.add(turn.session, step)
        await steps.end(turn.session, step, state=action.removeprefix("step."), words=turn.text, now=turn.now)
        turn.say("step-done-unplanned")
        await milestones.notice_tenth(turn)
    turn.offer("button-set-step", "step_set")
    turn.offer_human()
