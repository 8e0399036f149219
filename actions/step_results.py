"""How a step went: done, partly, not, or moved. Each answer is appreciation, in words that are not always the same.

The words depend on the step alone (`tone`), so that the same question asked twice is answered alike and nothing is left
to chance. What did not happen stays, and gets smaller, moves, or finds somebody who comes along.
"""

from __future__ import annotations

from actions import forms, milestones, step_form, step_lines, step_moments
from actions.forms import Form, Slot, Slots
from actions.permissions import May
from actions.registry import answers
from actions.step_library import LIBRARY
from actions.step_meant import which
from actions.step_words import (
    says_later,
    says_partly,
    wants_another,
    wants_company,
    wants_smaller,
)
from actions.steps import own_step, short, typed
from actions.turn import Turn
from nlu.step_parts import helper_in
from storage import goals, nudges, steps
from storage.steps import Step

TONES = 4
"""So many ways there are to say each appreciation."""


def tone(step: Step) -> int:
    """Which of the ways to appreciate is used for a step: 1 to TONES, another one each time it moves."""
    return (step.id.int + step.moved_times) % TONES + 1


@answers("step_done", "step.done", needs=May.HAVE_STEPS, effect=True)
async def step_done(turn: Turn) -> None:
    """A step has been taken: celebrate it; a part of it too."""
    if typed(turn) and says_partly(turn.text):
        await step_partly(turn)
        return
    step = await which(turn, "step.done")
    if step is not None:
        await _end(turn, step, "done")
        turn.say("step-done", what=step.what, tone=tone(step))
        await milestones.notice_tenth(turn)
        turn.offer("button-set-step", "step.next", step=str(step.id))
        if step.goal_id and (goal := await goals.by_id(turn.session, step.goal_id)) and goal.state == "open":
            turn.offer("button-goal-reached", "goal.reached", goal=str(step.goal_id))
        turn.offer("button-enough", "small_talk.fine", answers="no")


@answers("step.partly", needs=May.HAVE_STEPS)
async def step_partly(turn: Turn) -> None:
    """Partly is a step as well; what is left can be the next one."""
    step = await which(turn, "step.partly")
    if step is not None:
        await _end(turn, step, "partly")
        turn.say("step-partly", what=step.what, tone=tone(step))
        await milestones.notice_tenth(turn)
        turn.say("step-partly-more")
        turn.offer("button-what-is-left", "step.left", answers="yes", step=str(step.id))
        turn.offer("button-enough", "small_talk.fine", answers="no")


def _words(turn: Turn) -> str | None:
    return turn.text if typed(turn) else None


async def _end(turn: Turn, step: Step, state: str) -> None:
    await steps.end(turn.session, step, state=state, words=_words(turn), now=turn.now)
    await nudges.cancel_about(turn.session, step.id, now=turn.now, reason=state)


@answers("step.left", needs=May.HAVE_STEPS)
async def left(turn: Turn) -> None:
    """What is left of a step becomes the next one, for the same goal and with who came along."""
    step = await own_step(turn, still_open=False)
    if step is not None:
        await step_form.begin(turn, step_form.LEFT, **_handed_on(step), helper=step.helper)


@answers("step.next", needs=May.HAVE_STEPS)
async def following(turn: Turn) -> None:
    """A new step after one that was taken, for the same goal."""
    step = await own_step(turn, still_open=False)
    if step is not None:
        await step_form.begin(turn, goal=str(step.goal_id) if step.goal_id else None)


def _handed_on(step: Step) -> dict[str, str | None]:
    return {"goal": str(step.goal_id) if step.goal_id else None, "domain": step.life_domain}


# ---------------------------------------------------------------- it went differently


@answers("step_not_done", "step.not_done", needs=May.HAVE_STEPS, effect=True)
async def step_not_done(turn: Turn) -> None:
    """It went differently: no blame, the step stays, and what would make it easier is asked."""
    step = await which(turn, "step.not_done")
    if step is None:
        return
    if typed(turn) and (says_later(turn.text) or step_moments.said_when(turn)):
        await _moves(turn, step)
        return
    await steps.end(turn.session, step, state="not_done", words=_words(turn), now=turn.now)
    await nudges.cancel_about(turn.session, step.id, now=turn.now, reason="not done")
    turn.say("step-not-done", what=step.what, tone=tone(step))
    await forms.start(turn, EASIER, step=str(step.id))
    _offer_easier(turn, step)


def _offer_easier(turn: Turn, step: Step) -> None:
    about = {"step": str(step.id)}
    turn.offer("button-smaller-step", "step.smaller", **about)
    turn.offer("button-other-moment", "step.move", **about)
    if not step.helper:
        turn.offer("button-company", "step.company", **about)
    turn.offer("button-another-step", "step.another", **about)
    turn.offer_human()


def _read_easier(turn: Turn) -> str | None:
    return turn.text.strip() if turn.understood.intent not in step_form.NOTHING_SAID else None


async def _easier(turn: Turn, slots: Slots) -> None:
    """Own words about what would help: kept, and acted on where they say how."""
    turn.arguments = {"step": slots["step"]}
    step = await own_step(turn)
    if step is None:
        return
    step.words_after = slots["words"]
    turn.session.add(step)
    if not await helps(turn, step):
        turn.say("step-easier-heard")
        _offer_easier(turn, step)
        turn.remember("step_easier", step=str(step.id))


async def helps(turn: Turn, step: Step) -> bool:
    """Do what words say would help with a step: smaller, another one, another moment, somebody along; False if none."""
    turn.arguments = {"step": str(step.id)}
    if wants_smaller(turn.text):
        await smaller(turn)
    elif wants_another(turn.text):
        await another(turn)
    elif says_later(turn.text) or step_moments.said_when(turn):
        await _moves(turn, step)
    elif helper_in(turn.text) or wants_company(turn.text):
        await turn.go("step.company", {"step": str(step.id), "who": helper_in(turn.text)})
    else:
        return False
    return True


EASIER = forms.form(
    Form(
        kind="step_easier",
        slots=(Slot(name="words", ask="step-easier", read=_read_easier),),
        finish=_easier,
        stopped="step-stays",
        own_intents=frozenset({"step_set", "step_not_done"}),
        always=(),
    )
)


@answers("step.smaller", needs=May.HAVE_STEPS)
async def smaller(turn: Turn) -> None:
    """A smaller piece in place of the step; the first five minutes of it, or of an idea like it, are suggestions."""
    step = await own_step(turn)
    if step is None:
        return
    likely = [step.first_action, *LIBRARY.firsts_like(step.what, turn.language, step.life_domain)]
    pieces = [[short(piece, 60), piece] for piece in dict.fromkeys(likely) if piece][:2]
    await step_form.begin(
        turn, step_form.SMALLER, **_handed_on(step), pieces=pieces, helper=step.helper, place=step.place,
        instead_of=str(step.id),
    )  # fmt: skip


@answers("step.another", needs=May.HAVE_STEPS)
async def another(turn: Turn) -> None:
    """Another step in place of this one, which stays until the other is there."""
    step = await own_step(turn)
    if step is not None:
        await step_form.begin(turn, goal=_handed_on(step)["goal"], instead_of=str(step.id))


# ---------------------------------------------------------------- another moment


async def _moved(turn: Turn, slots: Slots) -> None:
    turn.arguments = {"step": slots["step"]}
    step = await own_step(turn)
    if step is None:
        return
    when = slots["when"]
    await steps.move(turn.session, step, planned_at=step_moments.moment_of(when), words=when["words"])
    wished = step.remind
    if wished:
        await step_moments.plan(turn.session, step, turn.now)
    goal = await goals.by_id(turn.session, step.goal_id) if step.goal_id else None
    turn.say("step-moved", tone=tone(step))
    turn.paragraphs.append(step_lines.lines(step, goal, turn.language))
    if step.remind:
        turn.say("step-reminder-moves-along")
    elif step_moments.promise(step.planned_at, turn.now).ask_at is not None:
        turn.offer("button-remind", "step.remind", answers="yes", step=str(step.id))
    turn.offer("button-step-ready", "step.ready", answers="no")
    turn.remember("step", step=str(step.id))


MOVE = forms.form(
    Form(
        kind="step_move",
        slots=(
            Slot(
                name="when", ask="step-when-new", again="step-when-again", read=step_moments.read_when, moment=True,
                named=lambda slots: slots["days"],
            ),
        ),
        finish=_moved,
        stopped="step-stays",
        own_intents=frozenset({"step_set", "step_not_done"}),
    )
)  # fmt: skip


@answers("step.move", needs=May.HAVE_STEPS)
async def move(turn: Turn) -> None:
    """The same step at another moment."""
    step = await own_step(turn)
    if step is not None:
        await _moves(turn, step)


async def _moves(turn: Turn, step: Step) -> None:
    """Ask for the new moment, unless it was said."""
    when = step_moments.said_when(turn) if typed(turn) else None
    known = {"step": str(step.id), "days": step_moments.day_choices(turn)}
    await forms.start(turn, MOVE, **known | ({"when": when} if when else {}))


@answers("step.drop", needs=May.HAVE_STEPS)
async def drop(turn: Turn) -> None:
    """Somebody lets a step go; that is a choice as good as any."""
    step = await own_step(turn)
    if step is not None:
        await _end(turn, step, "dropped")
        turn.say("step-dropped", what=step.what)
        turn.offer("button-set-step", "step_set")
        turn.offer_human()
