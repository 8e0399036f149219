"""A step that a contactperson wrote down together with the client: the client says whether it is right."""

from __future__ import annotations

from actions import forms, handover, step_form
from actions.forms import Form, Slot, Slots
from actions.permissions import May
from actions.registry import answers
from actions.steps import own_step
from actions.turn import Turn


def _read_words(turn: Turn) -> str | None:
    return turn.text.strip() if turn.understood.intent not in step_form.NOTHING_SAID else None


async def _heard(turn: Turn, slots: Slots) -> None:
    turn.arguments = {"step": slots["step"]}
    step = await own_step(turn)
    if step is not None:
        words = turn.word("step-wrong-words", what=step.what, said=slots["words"])
        await turn.call_human("request", words=words, subject_id=step.id)
        turn.say("step-wrong-heard")
        handover.who_reads(turn)


WRONG = forms.form(
    Form(
        kind="step_wrong",
        slots=(Slot(name="words", ask="step-wrong-what", read=_read_words),),
        finish=_heard,
        stopped="step-stays",
        own_intents=frozenset({"step_set", "step_not_done"}),
        always=(),
    )
)


@answers("step.right", needs=May.HAVE_STEPS)
async def right(turn: Turn) -> None:
    """It is as they agreed."""
    step = await own_step(turn)
    if step is not None:
        await step_form.said_back(turn, step)


@answers("step.wrong", needs=May.HAVE_STEPS)
async def wrong(turn: Turn) -> None:
    """Something is not right: change the moment, let it go, or tell the contactperson what it is."""
    step = await own_step(turn)
    if step is not None:
        await forms.start(turn, WRONG, step=str(step.id))
        turn.offer("button-other-moment", "step.move", step=str(step.id))
        turn.offer("button-step-drop", "step.drop", step=str(step.id))
        turn.offer_human()
