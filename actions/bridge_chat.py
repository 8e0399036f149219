"""Looking at what one did: "mijn brug", "wat heb ik al gedaan"; and a look back each week for who wants it.

Rules, no model: a whole short message and nothing else, politeness left out. A longer one goes to the model.
"""

from __future__ import annotations

import re
from datetime import datetime

from actions import bridge, clock, forms, recap, rhythm_words
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import audit, checkins
from storage.checkins import CheckInPlan

LONGEST = 80
_POLITE = re.compile(
    r"\b(?:alsjeblieft|alstublieft|aub|please|graag|eens|even|maar|hoor|nou|nu|dan|toch|ook|hoi|hey|hallo|stapje|hi"
    r"|hello|kun je|kan je|kunt u|wil je|zou je|mag ik|kan ik|ik wil|ik zou|i want(?: to)?|i would like(?: to)?"
    r"|i'd like(?: to)?|can you|could you|can i|may i|een|the|a|now|van mij)\b"
)
_THING = r"(?:voortgang|vooruitgang|brug|bruggetje|progress|bridge)"
_SHOW = re.compile(
    rf"(?:(?:laat|toon|show|see|zie|open|stuur|geef|send|give)(?: me| mij)? )?(?:mijn|m'n|mn|my) {_THING}"
    r"(?: (?:zien|bekijken|laten zien|op))?"
    r"|(?:laat|toon)(?: me| mij)? (?:zien )?wat ik (?:allemaal |al )*(?:deed|heb gedaan|gedaan heb)(?: zien)?"
    r"|wat heb ik(?: (?:allemaal|al|tot|toe|hiertoe|zo|ver|eigenlijk))*"
    r" (?:gedaan|bereikt|gehaald)(?: tot| toe| hiertoe)*"
    r"|what (?:have i|did i)(?: already)? (?:done|do|achieve|achieved|reached)(?: so far| already)?"
    r"|show(?: me)? what i(?: have|'ve)? (?:did|done)(?: so far)?"
)
_LOOK = r"(?:overzicht(?:je)?|terugblik|samenvatting|recap|overview|summary)"
_WEEKLY = rf"(?:week ?overzicht(?:je)?|(?:wekelijkse?|weekly) {_LOOK})"
_EACH = r"(?:(?:elke|iedere|per) week|every week|each week)"
_ON = re.compile(
    r"(?:stuur |send )?(?:me |mij )?(?:wel |weer |again )*(?:kort |short )*"
    rf"(?:{_WEEKLY}|{_EACH} (?:kort |short )?{_LOOK}|{_LOOK} {_EACH})"
    r"(?: (?:sturen|krijgen|aan|on|lezen|weer|again|wel))*"
)
_OFF = re.compile(
    rf"(?:geen|niet meer|stop(?: met)?(?: het| mijn)?|zonder|no|no more|stop(?: my)?) (?:{_WEEKLY}|{_EACH} {_LOOK}"
    rf"|{_LOOK} {_EACH})(?: (?:meer|niet meer|any ?more|sturen))*"
    rf"|(?:het |my |mijn )?{_WEEKLY} (?:uit|off|stoppen|niet meer|hoeft niet(?: meer)?)"
)


def wish_in(text: str) -> str | None:
    """The action that a message asks for and nothing else: `bridge.show`, `recap.on` or `recap.off`."""
    said = " ".join(re.sub(r"[^\w\s']", " ", text.lower().replace("’", "'")).split())
    if not said or len(said) > LONGEST:
        return None
    plain = " ".join(_POLITE.sub(" ", said).split())
    for pattern, action in ((_SHOW, "bridge.show"), (_OFF, "recap.off"), (_ON, "recap.on")):
        if pattern.fullmatch(plain):
            return action
    return None


async def hear(turn: Turn) -> bool:
    """Show what a client did, or change their look back, when a message asks for it and for nothing else.

    It comes after danger, a human in the chat and buttons. No answer to any form reads like this, so an open one waits
    and asks its question again below.
    """
    if turn.person is None or turn.understood.perhaps_danger:
        return False
    action = wish_in(turn.text)
    if action is None:
        return False
    turn.conversation.stumbles = 0
    await turn.go(action)
    if _in_a_form(turn):
        turn.choices.clear()
        turn.say("form-resume")
        forms.ask_again(turn)
    return True


def _in_a_form(turn: Turn) -> bool:
    state = turn.conversation.form
    return state is not None and turn.now - datetime.fromisoformat(state["at"]) <= forms.LASTS


@answers("bridge.show", needs=May.HAVE_STEPS)
async def show(turn: Turn) -> None:
    """What this person did, in words and as a picture; the first time it is asked whether they want that each week."""
    assert turn.person is not None
    done = await bridge.done_by(turn.session, turn.person.id, clock.local(turn.now).date())
    turn.picture = bridge.drawing(done, turn.language)
    if not done.parts():
        turn.say("bridge-none-yet")
        if not _in_a_form(turn):
            turn.say("bridge-first-step")
            turn.offer("button-set-step", "step_set", answers="yes")
        return
    turn.say("bridge-done", steps=bridge.in_words(done, turn.language))
    plan = await _plan(turn)
    if _may_be_asked(turn, plan):
        turn.next_context["recap"] = "asked"
        turn.say("recap-question")
        turn.offer("button-recap-on", "recap.on", answers="yes")
        turn.offer("button-recap-no", "small_talk.fine", answers="no")
    else:
        turn.offer("button-set-step", "step_set")


def _may_be_asked(turn: Turn, plan: CheckInPlan | None) -> bool:
    """Whether to ask about the look back: once, and never in the middle of something else."""
    asked = turn.conversation.context.get("recap")
    return plan is not None and not plan.recap and not asked and not _in_a_form(turn)


@answers("recap.on", needs=May.HAVE_STEPS)
async def recap_on(turn: Turn) -> None:
    """A look back each week from now on; who wants no messages hears that they get none."""
    plan = await _plan(turn)
    if plan is None or turn.person is None:
        turn.say("recap-no-plan")
        turn.offer_human()
        return
    if turn.person.opted_out_at is not None:
        turn.say("rhythm-opted-out")
        turn.offer("button-opt-in", "opt_in")
        return
    moment = await recap.switch(turn.session, plan, on=True, now=turn.now)
    await _record(turn, plan)
    assert moment is not None
    turn.say("recap-on", day=rhythm_words.day_of(moment, turn.language))
    turn.offer("button-recap-off", "recap.off")


@answers("recap.off", needs=May.HAVE_STEPS)
async def recap_off(turn: Turn) -> None:
    """No look back any more; asking for the bridge stays possible."""
    plan = await _plan(turn)
    if plan is not None:
        await recap.switch(turn.session, plan, on=False, now=turn.now)
        await _record(turn, plan)
    turn.say("recap-off")
    turn.offer("button-recap-on-again", "recap.on")


async def _plan(turn: Turn) -> CheckInPlan | None:
    return await checkins.plan_of(turn.session, turn.person.id) if turn.person is not None else None


async def _record(turn: Turn, plan: CheckInPlan) -> None:
    await audit.record(
        turn.session, "recap.changed", now=turn.now, person_id=plan.person_id, by="client", recap=plan.recap
    )
