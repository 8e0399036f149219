"""Small steps: set, done, not done yet, and what is open. Each answer is appreciation; nothing is ever lost."""

from __future__ import annotations

import textwrap
import uuid
from datetime import datetime, timedelta

from actions import clock, forms
from actions.forms import Detour, Form, Slot, Slots
from actions.permissions import May
from actions.registry import answers
from actions.step_words import asks_for_ideas, step_in
from actions.turn import Turn
from nlu.understanding import Grain
from storage import nudges, steps
from storage.nudges import Nudge
from storage.steps import Step

SHOWN = 5
"""So many steps in one message; more would be a wall to climb."""
WORTH_COMPARING = 4
"""Words shorter than this (de, ik, het) say nothing about which step is meant."""


def _read_what(turn: Turn) -> str | None:
    if turn.understood.intent in ("deny", "affirm", "goodbye", "thank"):
        return None
    return step_in(turn.understood)


def _read_when(turn: Turn) -> dict[str, str | bool | None] | None:
    found = next((t for t in turn.understood.times if t.start is not None), None)
    if found is not None and found.start is not None:
        exact = found.grain in (Grain.MINUTE, Grain.HOUR)
        return {"at": found.start.isoformat(), "exact": exact, "words": found.text}
    said = turn.text.lower()
    return (
        {"at": None, "exact": False, "words": turn.text}
        if any(w in said for w in ("weet niet", "zie wel", "ooit"))
        else None
    )


_WHEN_OPTIONS = (("button-no-time", {"at": None, "exact": False, "words": None}),)


async def _set(turn: Turn, slots: Slots) -> None:
    assert turn.person is not None
    when = slots["when"]
    planned = datetime.fromisoformat(when["at"]).astimezone(clock.ZONE) if when["at"] else None
    step = await steps.add(
        turn.session,
        Step(
            person_id=turn.person.id, what=slots["what"], planned_at=planned, planned_words=when["words"],
            life_domain=slots.get("domain"), created_at=turn.now,
        ),
    )  # fmt: skip
    turn.say("step-set", what=step.what, when=_when_words(turn, step, exact=when["exact"]))
    if planned is not None and planned > turn.now:
        moment = planned if when["exact"] else clock.at(planned.date(), clock.OFFICE_FROM)
        turn.say("step-remind-question")
        turn.offer("button-remind", "step.remind", answers="yes", step=str(step.id), at=moment.isoformat())
        turn.offer("button-no-remind", "small_talk.fine", answers="no")
    turn.remember("step", step=str(step.id))


def _when_words(turn: Turn, step: Step, *, exact: bool) -> str:
    if step.planned_at is None:
        return turn.word("step-no-time")
    here = clock.local(step.planned_at)
    day = clock.day_words(here.date(), turn.language)
    return turn.word("moment", day=day, clock=clock.clock_words(here)) if exact else day


IDEAS = Detour(label="button-ideas", action="step.ideas", asked=lambda turn: asks_for_ideas(turn.text))
STEP = forms.form(
    Form(
        kind="step",
        slots=(
            Slot(name="what", ask="step-what", read=_read_what, detours=(IDEAS,)),
            Slot(name="when", ask="step-when", read=_read_when, options=_WHEN_OPTIONS, again="step-when-again"),
        ),
        finish=_set,
        own_intents=frozenset({"step_set"}),
    )
)


@answers("step_set", needs=May.HAVE_STEPS, effect=True)
async def step_set(turn: Turn) -> None:
    """Write a small step down, asking only what was not said yet."""
    known: Slots = {}
    if turn.button is None or turn.button.action == "fallback.meant":
        what, when = step_in(turn.understood), _read_when(turn)
        known = {k: v for k, v in (("what", what), ("when", when)) if v is not None}
        if domain := turn.understood.value("life_domain"):
            known["domain"] = domain
        if asks_for_ideas(turn.text):
            await turn.go("step.ideas", {"known": {k: v for k, v in known.items() if k != "what"}})
            return
    await forms.start(turn, STEP, **known)


@answers("step.remind", needs=May.HAVE_STEPS)
async def remind(turn: Turn) -> None:
    """A reminder at the moment agreed; wished for, so quiet hours do not hold it back."""
    step = await steps.by_id(turn.session, uuid.UUID(turn.arguments["step"]))
    moment = datetime.fromisoformat(turn.arguments["at"])
    if step is None or step.state != "open" or moment <= turn.now:
        turn.say("step-remind-too-late")
        return
    step.remind = True
    turn.session.add(step)
    await nudges.plan(
        turn.session,
        [
            Nudge(
                kind="step_reminder", person_id=step.person_id, subject_id=step.id, due_at=moment,
                dedupe_key=f"step_reminder:{step.id}:{moment:%Y%m%dT%H%M}",
            )
        ],
    )  # fmt: skip
    here = clock.local(moment)
    turn.say("step-will-remind", day=clock.day_words(here.date(), turn.language), clock=clock.clock_words(here))


@answers("ask_steps", needs=May.HAVE_STEPS)
async def ask_steps(turn: Turn) -> None:
    """What is open and what has been done; what was done comes with appreciation, without a score."""
    assert turn.person is not None
    still_open = await steps.open_steps(turn.session, turn.person.id)
    done = await steps.done_steps(turn.session, turn.person.id)
    if still_open:
        turn.say("steps-open", count=len(still_open), steps=_list(turn, still_open[:SHOWN]))
        if len(still_open) > SHOWN:
            turn.say("steps-more", count=len(still_open) - SHOWN)
    if done:
        turn.say("steps-done", count=len(done), steps=_list(turn, done[:SHOWN]))
    if not still_open:
        turn.say("steps-none-open" if done else "steps-none-yet")
        turn.offer("button-set-step", "step_set", answers="yes")
    for step in still_open[:3]:
        turn.offer("button-step-done", "step.done", name=_short(step.what, 24), step=str(step.id))


def _list(turn: Turn, some: list[Step]) -> str:
    lines = []
    for step in some:
        if step.planned_at and step.state == "open":
            day = clock.day_words(clock.local(step.planned_at).date(), turn.language)
            lines.append(f"• {step.what} ({day})")
        else:
            lines.append(f"• {step.what}")
    return "\n".join(lines)


@answers("step_done", "step.done", needs=May.HAVE_STEPS, effect=True)
async def step_done(turn: Turn) -> None:
    """A step has been taken: celebrate it."""
    step = await _which(turn, "step.done")
    if step is not None:
        await steps.end(turn.session, step, state="done", words=_words(turn), now=turn.now)
        await nudges.cancel_about(turn.session, step.id, now=turn.now, reason="done")
        turn.say("step-done", what=step.what)
        turn.offer("button-set-step", "step_set")
        turn.offer("button-enough", "small_talk.fine", answers="no")


@answers("step.partly", needs=May.HAVE_STEPS)
async def step_partly(turn: Turn) -> None:
    """Partly is a step as well."""
    step = await _which(turn, "step.partly")
    if step is not None:
        await steps.end(turn.session, step, state="partly", words=_words(turn), now=turn.now)
        turn.say("step-partly", what=step.what)
        turn.offer("button-set-step", "step_set")
        turn.offer("button-enough", "small_talk.fine", answers="no")


@answers("step_not_done", "step.not_done", needs=May.HAVE_STEPS, effect=True)
async def step_not_done(turn: Turn) -> None:
    """It went differently: no blame, the step stays, a new time or a smaller step is offered."""
    step = await _which(turn, "step.not_done")
    if step is not None:
        await steps.end(turn.session, step, state="not_done", words=_words(turn), now=turn.now)
        turn.say("step-not-done", what=step.what)
        turn.offer("button-new-time", "step.again", step=str(step.id))
        turn.offer("button-smaller-step", "step_set")
        turn.offer_human()


@answers("step.again", needs=May.HAVE_STEPS)
async def step_again(turn: Turn) -> None:
    """The same step at another time."""
    step = await steps.by_id(turn.session, uuid.UUID(turn.arguments["step"]))
    if step is None or step.state != "open":
        await turn.go("old_button")
        return
    await steps.end(turn.session, step, state="dropped", words=step.words_after, now=turn.now)
    await nudges.cancel_about(turn.session, step.id, now=turn.now, reason="moved")
    await forms.start(turn, STEP, what=step.what, domain=step.life_domain)


def _short(what: str, most: int) -> str:
    """A step's words for a button, cut between words."""
    return textwrap.shorten(what, most, placeholder="…")


def _words(turn: Turn) -> str | None:
    return None if turn.button else turn.text


async def _which(turn: Turn, action: str) -> Step | None:
    """The open step that is meant: named by the button, by its words, or the only one; else ask."""
    assert turn.person is not None
    if chosen := turn.arguments.get("step"):
        step = await steps.by_id(turn.session, uuid.UUID(chosen))
        if step is not None and step.person_id == turn.person.id and step.state == "open":
            return step
        await turn.go("old_button")  # never another step than the one on the button
        return None
    still_open = await steps.open_steps(turn.session, turn.person.id)
    said = set(turn.text.lower().split())
    named = [s for s in still_open if any(w in said for w in s.what.lower().split() if len(w) >= WORTH_COMPARING)]
    fitting = named or still_open
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        await _not_written_down(turn, action)
        return None
    turn.say("step-which")
    for step in fitting[:4]:
        turn.offer("button-named-step", action, name=_short(step.what, 40), step=str(step.id))
    return None


async def _not_written_down(turn: Turn, action: str) -> None:
    """Nothing was written down; what somebody did still counts, and is kept in their own words."""
    assert turn.person is not None
    if action == "step.done":
        what = step_in(turn.understood) or turn.text
        step = Step(person_id=turn.person.id, what=what[:200], created_at=turn.now - timedelta(seconds=1))
        await steps.add(turn.session, step)
        await steps.end(turn.session, step, state="done", words=turn.text, now=turn.now)
        turn.say("step-done-unplanned")
    else:
        turn.say("step-none-to-miss")
    turn.offer("button-set-step", "step_set")
    turn.offer_human()
