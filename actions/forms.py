"""Forms: several questions, one at a time. A form is data; how far it is stands in the conversation's row.

A crisis, "mens spreken" and "stop" work in any form. Another clear question in the middle is answered, then the form
goes on. After a button of something else it waits (form_pause.py), and so it does after words of our own accord; but
then a moment and nothing else still answers "when?". One that lay still for two hours is dropped kindly.
A button counts only in the form it was shown in, and a last yes only for what was shown with it. See docs/forms.md.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from actions import form_words
from actions.registry import answers, find, known
from actions.reply import Choice
from actions.turn import LONG, run
from nlu.confidence import CLEAR, LIKELY, SURE
from storage.messages import INTERRUPTED

if TYPE_CHECKING:
    from actions.turn import Turn

LASTS = timedelta(hours=2)
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

    What `read` finds for a `certain` slot is the answer, whatever else the message may look like. A `moment` is asked
    for: a message that names one and nothing else answers it, also when we said something else in between.
    `named` gives more buttons, for things that have a name of their own: (name, value). `choices` gives buttons with
    actions of their own, which do the same when the form is long gone. `also` gives what an answer tells of later
    questions, which are then not asked. A slot that `confirms` is the last word before something happens: its buttons
    count only as long as all other answers are those that were shown with them.
    A question is only asked where it is `needed`. One with a `skip` may be skipped: that is the answer then. One with
    `more` takes several answers, lists that are put together; `more` asks for another. Photos: form_files.py.
    """

    name: str
    ask: str
    read: Callable[[Turn], Any]
    options: tuple[tuple[str, Any], ...] = ()
    named: Callable[[Slots], Sequence[Sequence[Any]]] | None = None
    choices: Callable[[Slots], Sequence[Choice]] | None = None
    facts: Callable[[Turn, Slots], dict[str, Any]] | None = None
    also: Callable[[Turn], Slots] | None = None
    again: str | None = None
    certain: bool = False
    moment: bool = False
    confirms: bool = False
    needed: Callable[[Slots], bool] | None = None
    skip: Any = None
    skip_label: str = "button-skip"
    more: str | None = None
    detours: tuple[Detour, ...] = ()


STOP_BUTTON = (("button-stop-form", "form.stop"),)


@dataclass(frozen=True, kw_only=True)
class Form:
    """A kind of form: its questions in order, what to do at the end, and the text when it is stopped.

    `always` are the buttons under every question after its own options, as (label key, action).
    `hears` gives what a message tells of other questions than the one asked, and what it takes back of earlier answers.
    `between` is called before every question and before the end: it may add to the slots, and to what is said.
    A form with a text for `files` keeps photos and documents that are sent meanwhile, under the slot "files".
    """

    kind: str
    slots: tuple[Slot, ...]
    finish: Callable[[Turn, Slots], Awaitable[None]]
    stopped: str = "form-stopped"
    own_intents: frozenset[str] = frozenset()
    hears: Callable[[Turn, Slots], Slots] | None = None
    between: Callable[[Turn, Slots], Awaitable[None]] | None = None
    files: str | None = None
    always: tuple[tuple[str, str], ...] = STOP_BUTTON


_FORMS: dict[str, Form] = {}


def form(new: Form) -> Form:
    """Make a form known, so that a conversation's row can name it."""
    _FORMS[new.kind] = new
    return new


def kinds() -> frozenset[str]:
    """All kinds of form there are."""
    return frozenset(_FORMS)


def named(kind: str) -> Form:
    """The form of this kind."""
    return _FORMS[kind]


async def start(turn: Turn, new: Form, **slots: Any) -> None:
    """Begin a form with what is known already, and ask the first thing that is not."""
    turn.conversation.form = {"kind": new.kind, "id": secrets.token_hex(4), "slots": slots, "asking": None}
    await _next(turn)


async def renew(turn: Turn, **changed: Any) -> None:
    """Ask the open form's question once more with other slots; the buttons it has shown still count."""
    state = turn.conversation.form
    assert state is not None
    turn.conversation.form = {**state, "slots": {**state["slots"], **changed}}
    await _next(turn)


async def _next(turn: Turn) -> None:
    state = dict(turn.conversation.form or {})
    current, slots = _FORMS[state["kind"]], dict(state["slots"])
    if current.between is not None:
        await current.between(turn, slots)
    asking = next((s for s in current.slots if s.name not in slots and (s.needed is None or s.needed(slots))), None)
    if asking is None:
        turn.conversation.form = None
        await current.finish(turn, slots)
        return
    turn.conversation.form = {**state, "slots": slots, "asking": asking.name, "tries": 0}
    _ask(turn)


async def ask_for(turn: Turn, slot: str) -> None:
    """Ask a question of the open form that has its answer already, for another one or for more."""
    state = open_state(turn)
    if state is None:
        await turn.go("old_button")
        return
    turn.conversation.form = {**state, "asking": slot, "tries": 0}
    _ask(turn)


async def answered(turn: Turn, slot: str, value: Any, **also: Any) -> None:
    """Take an answer to a question of the open form, and go on; several answers to one question are put together."""
    state = turn.conversation.form
    assert state is not None
    slots = {**also, **state["slots"]}
    if any(s.name == slot and s.more for s in _FORMS[state["kind"]].slots):
        value = list(dict.fromkeys([*slots.get(slot, ()), *value]))
    turn.conversation.form = {**state, "slots": {**slots, slot: value}}
    await _next(turn)


def _ask(turn: Turn, key: str | None = None) -> None:
    """Ask what the open form waits for; what is typed from now on answers that."""
    assert turn.conversation.form is not None
    state = {**turn.conversation.form, "at": turn.now.isoformat(), "aside": False}
    turn.conversation.form = state
    current, slot, slots = _FORMS[state["kind"]], _asked(state), state["slots"]
    more = slot.more if slot.name in slots else None
    turn.say(key or more or slot.ask, **(slot.facts(turn, slots) if slot.facts else {}))
    before, turn.choices = turn.choices, []  # what was said before the question comes after its own buttons
    mine: dict[str, Any] = {"form": state.get("id"), "slot": slot.name}
    if slot.confirms:
        mine["shown"] = _shown(slot, slots)
    for label, value in slot.options:
        if more is None or not set(value) <= set(slots[slot.name]):
            turn.offer(label, "form.answer", value=value, **mine)
    for name, value in slot.named(slots) if slot.named else ():
        turn.offer("button-named-step", "form.answer", name=name, value=value, **mine)
    turn.choices += slot.choices(slots) if slot.choices else ()
    for detour in slot.detours:
        if detour.label is not None:
            turn.offer(detour.label, detour.action)
    if slot.skip is not None and all(value != slot.skip for _, value in slot.options):
        turn.offer("button-that-is-all" if more else slot.skip_label, "form.answer", value=slot.skip, **mine)
    for label, action in current.always:
        turn.offer(label, action)
    turn.choices += before


def _shown(slot: Slot, slots: Slots) -> str:
    """A mark of all other answers, so that a yes given to others can be told from a yes to these."""
    others = {name: value for name, value in slots.items() if name != slot.name}
    return hashlib.blake2s(json.dumps(others, sort_keys=True).encode(), digest_size=8).hexdigest()


def open_state(turn: Turn) -> dict[str, Any] | None:
    """The state of the form that is open; None for none, for one that lay still too long or is not known any more."""
    state = turn.conversation.form
    if state is None or turn.now - datetime.fromisoformat(state["at"]) > LASTS:
        return None
    known = _FORMS.get(state["kind"])
    return state if known is not None and state["asking"] in {s.name for s in known.slots} else None


async def go_on(turn: Turn) -> bool:
    """Take a message as an answer to the open form, if there is one and the message is meant for it."""
    if turn.conversation.form is None:
        return False
    state = open_state(turn)
    if state is None:
        turn.conversation.form = None
        turn.say("form-expired")
        return False
    if await _leave(turn):
        return True
    if state.get("aside") and not _answers_all_the_same(turn, state):
        return False
    await _answer_or_serve(turn, state)
    return True


def _answers_all_the_same(turn: Turn, state: dict[str, Any]) -> bool:
    """Whether what is typed answers the question that we ourselves came in between of."""
    return state["aside"] == INTERRUPTED and _asked(state).moment and form_words.only_a_moment(turn)


async def _leave(turn: Turn) -> bool:
    """A bare "stop" or "laat maar" is never an answer, and a human or a complaint never waits for a form."""
    said = turn.text.strip(" .!").lower()
    if said in form_words.STOP_WORDS or said == "/stop":
        await stop(turn)
        if "stop" in said:  # it may have been meant for all messages
            turn.offer("button-opt-out", "opt_out")
        return True
    if turn.understood.intent not in form_words.ALWAYS_SERVED or turn.understood.confidence < SURE:
        return False
    turn.conversation.form = None
    await run(turn, find(str(turn.understood.intent)))
    return True


async def _answer_or_serve(turn: Turn, state: dict[str, Any]) -> None:
    current, slot, understood = _FORMS[state["kind"]], _asked(state), turn.understood
    if len(turn.text) > LONG:
        await _serve_then_resume(turn, "too_long")
        return
    if (detour := next((d for d in slot.detours if d.asked(turn)), None)) is not None:
        await turn.go(detour.action)
        return
    certainly = slot.certain and slot.read(turn) is not None
    interrupts = understood.intent in form_words.INTERRUPTING - current.own_intents and understood.confidence >= CLEAR
    if interrupts and not certainly:
        await _serve_then_resume(turn, str(understood.intent))
    elif understood.perhaps_danger and understood.confidence < LIKELY and not certainly:
        turn.conversation.form = {**state, "aside": True}
        await turn.go("crisis.perhaps")
    else:
        await _fill(turn, slot, state)


def _asked(state: dict[str, Any]) -> Slot:
    return next(s for s in _FORMS[state["kind"]].slots if s.name == state["asking"])


def ask_again(turn: Turn) -> bool:
    """Repeat the open form's question after something in between; False when no form is open."""
    if open_state(turn) is None:
        return False
    _ask_well(turn)
    return True


def _ask_well(turn: Turn) -> None:
    """Ask, and never without a button: what a form's first question offered beside it may be gone by now."""
    _ask(turn)
    if not turn.choices:
        turn.offer_human()


async def _serve_then_resume(turn: Turn, action: str) -> None:
    state = turn.conversation.form
    await run(turn, find(action))
    if turn.conversation.form == state:  # what was served may have begun a form of its own
        human = any(choice.action == "talk_to_human" for choice in turn.choices)
        turn.choices.clear()
        for answer in ("yes", "no"):  # they went with those buttons: a yes is for the form's question now
            turn.next_context.pop(answer, None)
        turn.say("form-resume")
        _ask_well(turn)
        if human:
            turn.offer_human()


async def _fill(turn: Turn, slot: Slot, state: dict[str, Any]) -> None:
    current = _FORMS[state["kind"]]
    heard = current.hears(turn, state["slots"]) if current.hears else {}
    value = slot.skip if form_words.wants_to_skip(turn) else slot.read(turn) if turn.text.strip() else None
    if heard:
        turn.conversation.form = state = {**state, "slots": {**state["slots"], **heard}}
    if value is None and heard:
        await _next(turn)
    elif value is None and _about_something_else(turn, current):
        await _serve_then_resume(turn, str(turn.understood.intent))
    elif value is not None:
        await answered(turn, slot.name, value, **(slot.also(turn) if slot.also else {}))
    elif form_words.wants_to_stop(turn):
        await stop(turn)
    elif state["tries"] >= 1 and slot.skip is not None:
        turn.say("form-skipped")
        await answered(turn, slot.name, slot.skip)
    elif state["tries"] >= 1:
        await turn.call_human("not_understood")
        turn.say("form-human")
        _ask(turn)
        turn.offer_human()
    else:
        turn.conversation.form = {**state, "tries": state["tries"] + 1}
        _ask(turn, slot.again)
        turn.offer_human()


def _about_something_else(turn: Turn, current: Form) -> bool:
    """Whether a message that does not answer the question surely asks for something else."""
    intent = turn.understood.intent
    if intent is None or intent in current.own_intents | form_words.SMALL_TALK or turn.understood.confidence < SURE:
        return False
    return intent in known()


@answers("form.answer")
async def pressed(turn: Turn) -> None:
    """A button of the open form: fill its slot, also when the person goes back to an earlier question."""
    state, given = open_state(turn), turn.arguments
    if state is None or given.get("form") != state.get("id"):
        await turn.go("old_button")
        return
    slot = next((s for s in _FORMS[state["kind"]].slots if s.name == given["slot"]), None)
    if slot is None or slot.name not in {*state["slots"], state["asking"]}:
        await turn.go("old_button")
    elif slot.confirms and given.get("shown") != _shown(slot, state["slots"]):
        ask_again(turn)  # something was changed since: the yes was to something else
    else:
        await answered(turn, slot.name, given["value"])


@answers("form.stop")
async def stop(turn: Turn) -> None:
    """The person stops a form; nothing of it is kept."""
    state = turn.conversation.form
    turn.conversation.form = None
    turn.say(_FORMS[state["kind"]].stopped if state else "form-stopped")
    turn.offer("button-menu", "ask_help")
    turn.offer_human()
