"""What somebody who looks for a bed asks: the night, where, and what they said about themselves until now."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from actions import clock
from actions.turn import Turn
from nlu.needs import Needs, find_needs
from nlu.understanding import Grain
from storage import facilities

_WITHOUT_PET = re.compile(r"\b(zonder|without)( mijn| m'n| de| my| the)? (hond|huisdier|kat|dog|pet|cat)\b")


@dataclass(frozen=True, kw_only=True)
class Question:
    """A place to sleep that somebody looks for: the night, where, and what they said about themselves until now.

    `children` is how many come along, `together` how many adults want to sleep in the same place; None: not said.
    """

    night: date
    groups: tuple[str, ...] = ()
    facility: str | None = None
    municipality: str | None = None
    age: int | None = None
    children: int | None = None
    together: int | None = None
    pet: bool = False
    step_free: bool = False
    pregnant: bool = False
    outside: bool = False

    @property
    def beds(self) -> tuple[str, ...]:
        """The groups whose beds are meant: with children those for families, whoever else was named; none is any."""
        return ("gezin",) if self.children or "gezin" in self.groups else self.groups

    @property
    def pressing(self) -> bool:
        """Whether a human has to know at once when there is no place (DOMAIN.md section 6, S5)."""
        return self.outside or self.pregnant or bool(self.children)

    def with_needs(self, needs: Needs, named: tuple[str, ...] = ()) -> Question:
        """The same question, narrowed by what a message adds; another group is another person of another age.

        `named` are the groups the model heard; what somebody says of themselves goes before those.
        """
        said = needs.groups or named
        groups = said or self.groups
        other = bool(said and self.groups) and said != self.groups and not needs.with_children
        before = replace(self, age=None, children=None, pregnant=False) if other else self
        return replace(
            before,
            groups=groups,
            age=needs.age if needs.age is not None else before.age,
            children=needs.with_children if needs.with_children is not None else before.children,
            together=needs.together or before.together,
            pet=needs.pet or before.pet,
            step_free=needs.step_free or before.step_free,
            pregnant=needs.pregnant or before.pregnant,
            outside=needs.sleeps_outside or before.outside,
        )

    def kept(self) -> dict[str, Any]:
        """The question as JSON values, to be remembered in the conversation or behind a button."""
        return asdict(self) | {"night": self.night.isoformat(), "groups": list(self.groups)}


def recall(kept: dict[str, Any]) -> Question:
    """What `kept` wrote, back as a question; facts beside it are left alone."""
    known = {name: kept[name] for name in Question.__dataclass_fields__ if name in kept}
    return Question(**known | {"night": date.fromisoformat(kept["night"]), "groups": tuple(kept.get("groups", ()))})


def night_said(turn: Turn) -> date | None:
    """The night that a message names, if any."""
    for span in turn.understood.times:
        if span.start is not None and span.grain in (Grain.DAY, Grain.DAYPART):
            # A whole day begins at midnight, which is still the night before; the night that begins on it is meant.
            whole_day = span.grain is Grain.DAY
            night = clock.local(span.start).date() if whole_day else clock.night_of(span.start)
            return max(night, clock.night_of(turn.now))
    return None


def night_meant(turn: Turn) -> date:
    """The night the message is about; the one that runs (or comes) when it names none."""
    return night_said(turn) or clock.night_of(turn.now)


async def heard(turn: Turn, before: Question) -> Question:
    """The question with what this message adds: needs, group, shelter or town."""
    asked = before.with_needs(find_needs(turn.text), turn.understood.values("target_group"))
    if _WITHOUT_PET.search(turn.text.lower()):
        asked = replace(asked, pet=False)
    facility, town = turn.understood.value("facility"), await _town_said(turn)
    if facility is not None:
        return replace(asked, facility=facility, municipality=None)
    return replace(asked, facility=None, municipality=town) if town is not None else asked


async def _town_said(turn: Turn) -> str | None:
    """The town that a message names, also one that only a shelter is in."""
    said = turn.text.lower()
    towns = {f.municipality for f in await facilities.all_facilities(turn.session)}
    return turn.understood.value("municipality") or next((t for t in sorted(towns) if t.lower() in said), None)
