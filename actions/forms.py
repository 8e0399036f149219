"""Forms: several questions, one at a time. A form is data; how far it is stands in the conversation's row.

A crisis, "mens spreken" and "stop" work in any form. Another clear question in the middle is answered, then the form
goes on. A form that lay still for two hours is dropped kindly.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from actions.registry import answers, find, known
from actions.turn import run
from nlu.confidence import CLEAR, SURE

if TYPE_CHECKING:
    from actions.turn import Turn

LASTS = timedelta(hours=2)
ALWAYS_SERVED = frozenset({"talk_to_human", "opt_out", "complaint"})
INTERRUPTING = frozenset(
    {
        "ask_bed_availability",
        "ask_shelter_info",
        "ask_appointment",
        "ask_steps",
        "ask_help",
        "bot_challenge",
        "privacy_request",
        "need_basics",
        "ask_housing",
        "debt_urgent",
        "cancel_appointment",
        "reserve_bed",
        "cancel_bed",
    }
)
Slots = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Detour:
    """Another way from a question: a button that lets `action` answer, and what one may type instead of pressing it.

    Without a label there is no button, only what may be typed.
    """

    label: str | None
    action: str
    asked: Callable[[Turn], bool]


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One question. `read` gives the value in an answer, or None; `options` are buttons: (label key, value).

    What `read` finds for a `certain` slot is the answer, whatever else the message may look like.
    `named` gives more buttons, for things that have a name of their own: (name, value). `also` gives what an answer
    tells of later questions, which are then not asked.
    """

    name: str
    ask: str
    read: Callable[[Turn], Any]
    options: tuple[tuple[str, Any], ...] = ()
    named: Callable[[Slots], Sequence[Sequence[Any]]] | None = None
    facts: Callable[[Turn, Slots], dict[str, Any]] | None = None
    also: Callable[[Turn], Slots] | None = None
    again: str | None = None
    certain: bool = False
    detours: tuple[Detour, ...] = ()


STOP_BUTTON = (("button-stop-form", "form.stop"),)


@dataclass(frozen=True, kw_only=True)
class Form:
    """A kind of form: its questions in order, what to do at the end, and the text when it is stopped.

    `always` are the buttons under every question after its own options, as (label key, action).
    """

    kind: str
    slots: tuple[Slot, ...]
    finish: Callable[[Turn, Slots], Awaitable[None]]
    stopped: str = "form-stopped"
    own_intents: frozenset[str] = frozenset()
    always: tuple[tuple[str, str], ...] = STOP_BUTTON


_FORMS: dict[str, Form] = {}


def form(new: Form) -> Form:
    """Make a form known, so that a conversation's row can name it."""
    _FORMS[new.kind] = new
    return new


async def start(turn: Turn, new: Form, **slots: Any) -> None:
    """Begin a form with what is known already, and ask the first thing that is not."""
    turn.conversation.form = {"kind": new.kind, "slots": slots, "asking": None, "tries": 0, "at": turn.now.isoformat()}
    await _next(turn)


async def _next(turn: Turn) -> None:
    state = dict(turn.conversation.form or {})
    current, slots = _FORMS[state["kind"]], state["slots"]
    asking = next((s for s in current.slots if s.name not in slots), None)
    if asking is None:
        turn.conversation.form = None
        await current.finish(turn, slots)
        return
    turn.conversation.form = {**state, "asking": asking.name, "tries": 0, "at": turn.now.isoformat()}
    _ask(turn, asking, current, slots)


def _ask(turn: Turn, slot: Slot, current: Form, slots: Slots, key: str | None = None) -> None:
    turn.say(key or slot.ask, **(slot.facts(turn, slots) if slot.facts else {}))
    for label, value in slot.options:
        turn.offer(label, "form.answer", slot=slot.name, value=value)
    for name, value in slot.named(slots) if slot.named else ():
        turn.offer("button-named-step", "form.answer", name=name, slot=slot.name, value=value)
    for detour in slot.detours:
        if detour.label is not None:
            turn.offer(detour.label, detour.action)
    for label, action in current.always:
        turn.offer(label, action)


async def go_on(turn: Turn) -> bool:
    """Take a message as an answer to the open form, if there is one and the message is meant for it."""
    state = turn.conversation.form
    if state is None:
        return False
    if turn.now - datetime.fromisoformat(state["at"]) > LASTS:
        turn.conversation.form = None
        turn.say("form-expired")
        return False
    if not await _leave(turn):
        await _answer_or_serve(turn, state)
    return True


async def _leave(turn: Turn) -> bool:
    """A bare "stop" or "laat maar" is never an answer, and a human or a complaint never waits for a form."""
    said = turn.text.strip(" .!").lower()
    if said in STOP_WORDS or said == "/stop":
        await stop(turn)
        if "stop" in said:  # it may have been meant for all messages
            turn.offer("button-opt-out", "opt_out")
        return True
    if turn.understood.intent not in ALWAYS_SERVED or turn.understood.confidence < SURE:
        return False
    turn.conversation.form = None
    await run(turn, find(str(turn.understood.intent)))
    return True


async def _answer_or_serve(turn: Turn, state: dict[str, Any]) -> None:
    current = _FORMS[state["kind"]]
    slot = _asked(state)
    understood = turn.understood
    if (detour := next((d for d in slot.detours if d.asked(turn)), None)) is not None:
        await turn.go(detour.action)
        return
    answered = slot.certain and slot.read(turn) is not None
    interrupts = understood.intent in INTERRUPTING - current.own_intents and understood.confidence >= CLEAR
    if interrupts and not answered:
        await _serve_then_resume(turn, slot, state)
    else:
        await _fill(turn, slot, state)


def _asked(state: dict[str, Any]) -> Slot:
    return next(s for s in _FORMS[state["kind"]].slots if s.name == state["asking"])


def ask_again(turn: Turn) -> bool:
    """Repeat the open form's question after something in between; False when no form is open."""
    state = turn.conversation.form
    if state is None:
        return False
    _ask(turn, _asked(state), _FORMS[state["kind"]], state["slots"])
    return True


async def _serve_then_resume(turn: Turn, slot: Slot, state: dict[str, Any]) -> None:
    await run(turn, find(str(turn.understood.intent)))
    if turn.conversation.form == state:  # what was served may have begun a form of its own
        human = any(choice.action == "talk_to_human" for choice in turn.choices)
        turn.choices.clear()
        turn.say("form-resume")
        _ask(turn, slot, _FORMS[state["kind"]], state["slots"])
        if human:
            turn.offer_human()


async def _fill(turn: Turn, slot: Slot, state: dict[str, Any]) -> None:
    value, current = slot.read(turn), _FORMS[state["kind"]]
    if value is None and _about_something_else(turn, current):
        await _serve_then_resume(turn, slot, state)
    elif value is not None:
        more = slot.also(turn) if slot.also else {}
        turn.conversation.form = {**state, "slots": {**more, **state["slots"], slot.name: value}}
        await _next(turn)
    elif wants_to_stop(turn):
        await stop(turn)
    elif state["tries"] >= 1:
        await turn.call_human("not_understood")
        turn.say("form-human")
        _ask(turn, slot, current, state["slots"])
        turn.offer_human()
    else:
        turn.conversation.form = {**state, "tries": state["tries"] + 1}
        _ask(turn, slot, current, state["slots"], slot.again or slot.ask)
        turn.offer_human()


SMALL_TALK = frozenset({"affirm", "deny", "greet", "goodbye", "thank", "out_of_scope", "checkin_neutral"})


def _about_something_else(turn: Turn, current: Form) -> bool:
    """Whether a message that does not answer the question surely asks for something else."""
    intent = turn.understood.intent
    if intent is None or intent in current.own_intents | SMALL_TALK or turn.understood.confidence < SURE:
        return False
    return intent in known()


STOP_WORDS = (
    "laat maar", "laat maar zitten", "stop", "/stop", "annuleer", "hou maar op", "nu niet", "never mind", "cancel",
    "forget it",
)  # fmt: skip


def wants_to_stop(turn: Turn) -> bool:
    """Whether the person wants out of the form."""
    said = turn.text.lower()
    return turn.understood.intent in ("deny", "goodbye", "opt_out") or any(w in said for w in STOP_WORDS)


@answers("form.answer")
async def pressed(turn: Turn) -> None:
    """A button of a form: fill its slot, also when the person goes back to an earlier question."""
    state = turn.conversation.form
    slot = str(turn.arguments["slot"])
    if state is None or slot not in {s.name for s in _FORMS[state["kind"]].slots}:
        await turn.go("old_button")
        return
    turn.conversation.form = {**state, "slots": {**state["slots"], slot: turn.arguments["value"]}}
    await _next(turn)


@answers("form.stop")
async def stop(turn: Turn) -> None:
    """The person stops a form; nothing of it is kept."""
    state = turn.conversation.form
    turn.conversation.form = None
    turn.say(_FORMS[state["kind"]].stopped if state else "form-stopped")
    turn.offer("button-menu", "ask_help")
    turn.offer_human()
