"""Who comes along when a step is taken: one short question with buttons, or in own words."""

from __future__ import annotations

from actions import forms, handover
from actions.forms import Form, Slot, Slots
from actions.permissions import May
from actions.registry import answers
from actions.step_form import LONGEST, NOTHING_SAID
from actions.steps import own_step
from actions.turn import Turn
from nlu.step_parts import helper_in
from storage.steps import Step

CONTACT, FAMILY, SOMEBODY = "contact", "family", "somebody"
"""What the buttons stand for; anything else is a person in the client's own words."""


def _read_who(turn: Turn) -> str | None:
    if turn.understood.intent in NOTHING_SAID:
        return None
    return helper_in(turn.text) or turn.text.strip(" .")[:LONGEST]


async def _known(turn: Turn, slots: Slots) -> None:
    turn.arguments = {"step": slots["step"]}
    step = await own_step(turn)
    if step is None:
        return
    if slots["who"] == SOMEBODY:
        await forms.start(turn, WHO_ELSE, step=slots["step"])
        return
    await comes_along(turn, step, slots["who"])


_WHO_OPTIONS = (("button-contact-person", CONTACT), ("button-family", FAMILY), ("button-somebody-else", SOMEBODY))
WHO = forms.form(
    Form(
        kind="step_company",
        slots=(Slot(name="who", ask="step-who", read=_read_who, options=_WHO_OPTIONS),),
        finish=_known,
        stopped="step-stays",
        own_intents=frozenset({"step_set", "step_not_done"}),
    )
)
WHO_ELSE = forms.form(
    Form(
        kind="step_company_else",
        slots=(Slot(name="who", ask="step-who-else", read=_read_who),),
        finish=_known,
        stopped="step-stays",
        own_intents=frozenset({"step_set", "step_not_done"}),
    )
)


@answers("step.company", needs=May.HAVE_STEPS)
async def company(turn: Turn) -> None:
    """Ask who comes along, unless that was said."""
    who = turn.arguments.get("who")
    step = await own_step(turn)
    if step is None:
        return
    if who:
        await comes_along(turn, step, who)
    else:
        await forms.start(turn, WHO, step=str(step.id))


async def comes_along(turn: Turn, step: Step, who: str) -> None:
    """Write down who comes along; a contactperson hears that they are asked for."""
    step.helper = turn.word(f"step-helper-{who}") if who in (CONTACT, FAMILY) else who
    turn.session.add(step)
    turn.say("step-comes-along", helper=step.helper)
    if who == CONTACT:
        await turn.call_human("request", words=turn.word("step-company-words", what=step.what))
        handover.who_reads(turn)
    if not step.remind and step.planned_at is not None and step.planned_at > turn.now:
        turn.offer("button-remind", "step.remind", answers="yes", step=str(step.id))
    turn.offer("button-step-ready", "step.ready", answers="no")
    turn.remember("step", step=str(step.id))
