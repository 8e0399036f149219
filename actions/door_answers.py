"""What people type back when a telegram did not say everything: which shelter, which group, why."""

from __future__ import annotations

from dataclasses import replace

from actions.forms import Slots
from actions.turn import Turn
from storage import facilities


def _named_in(turn: Turn, names: list[list[str]]) -> str | None:
    """The name that an answer gives, in whole or as the beginning of it."""
    said = turn.text.casefold().strip(" .!?")
    fitting = {key for name, key in names if said in (name.casefold(), key) or name.casefold().startswith(said)}
    return fitting.pop() if len(fitting) == 1 and said else None


def facility_read(turn: Turn) -> str | None:
    """The shelter, by its name or what the model found."""
    names = (turn.conversation.form or {})["slots"]["places"]
    known = {key for _, key in names}
    read = turn.understood.value("facility")
    return read if read in known else _named_in(turn, names)


def group_read(turn: Turn) -> str | None:
    """The group, by its word or what the model found."""
    group = turn.understood.value("target_group")
    if group in facilities.GROUPS:
        return group
    said = turn.text.casefold().strip(" .!?").removeprefix("een ").removeprefix("a ")
    for group in facilities.GROUPS:
        one = turn.word("group-some", group=group, count=1).removeprefix("1 ")
        if said in (group, one.casefold(), turn.word("group-many", group=group).casefold()):
            return group
    return None


def refusal_read(turn: Turn) -> str | None:
    """A typed reason is read as in a whole telegram."""
    whole = replace(turn.understood, text=f"iemand geweigerd, {turn.text}").at_the_door()
    return str(whole.refusal) if whole is not None and whole.refusal is not None else None


def places_named(slots: Slots) -> list[list[str]]:
    """The shelters to choose from, as (name, key)."""
    return list(slots["places"])
