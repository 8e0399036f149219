"""One telegram as chunks, with what every reading asks of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from nlu.door.chunks import Chunk, Crowd

ALWAYS = frozenset(
    {"filler", "sign", "facility", "we", "be", "at", "for", "and", "hour", "around", "set", "number_sign"}
)
"""Kinds of chunk that say nothing by themselves and may stand in any telegram."""

PLACED = frozenset({"beds", "rooms"})
BEFORE_REASON = frozenset({",", ";", ":", "-", ".", "("})
"""Signs after which free words may give a reason."""

WHO = frozenset({"people", "number", "guest", "with", "new", "there"}) | PLACED


class Scene:
    """One text as chunks, with what every reading asks of it."""

    def __init__(self, text: str, row: Sequence[Chunk]) -> None:
        self.text = text
        self.row = row
        self.kinds = frozenset(chunk.kind for chunk in row)

    def part(self, row: Sequence[Chunk]) -> Scene:
        """Some of its chunks as a scene of their own."""
        return Scene(self.text, row)

    def __bool__(self) -> bool:
        return bool(self.row)

    def begins_with(self, kind: str) -> bool:
        """Whether the first chunk is of a kind."""
        return self.row[0].kind == kind

    def only(self, *allowed: str | frozenset[str]) -> bool:
        """Whether all of the text is of these kinds or says nothing by itself."""
        kinds = ALWAYS.union(*(one if isinstance(one, frozenset) else {one} for one in allowed))
        return self.kinds <= kinds

    def has(self, *kinds: str) -> bool:
        """Whether any of the kinds is there."""
        return not self.kinds.isdisjoint(kinds)

    def of(self, kind: str) -> list[Chunk]:
        """The chunks of a kind."""
        return [chunk for chunk in self.row if chunk.kind == kind]

    def values(self, kind: str) -> list[object]:
        """The values of the chunks of a kind."""
        return [chunk.value for chunk in self.of(kind)]

    def labels(self, kind: str) -> tuple[str, ...]:
        """The labels of the beds or the rooms."""
        found = [label for value in self.values(kind) if isinstance(value, tuple) for label in value]
        return tuple(dict.fromkeys(found))

    def tells_more(self) -> bool:
        """Whether free words say something about people or beds that a reason would hide: "kapot, 2 mannen binnen"."""
        moved = self.has("came", "inside", "check_in", "taken", "left", "free", "freed", "refused", "referred")
        return moved and self.has("people", "number", *PLACED)

    @cached_property
    def beds(self) -> tuple[str, ...]:
        """Labels of beds."""
        return self.labels("beds")

    @cached_property
    def rooms(self) -> tuple[str, ...]:
        """Labels of rooms."""
        return self.labels("rooms")

    @cached_property
    def facilities(self) -> list[str]:
        """Canonical keys of the facilities that are named, each once."""
        return list(dict.fromkeys(str(value) for value in self.values("facility")))

    @cached_property
    def facility(self) -> str | None:
        """The facility, when one is named."""
        return self.facilities[0] if len(self.facilities) == 1 else None

    @cached_property
    def guest(self) -> str | None:
        """The name of a guest."""
        return next((str(value) for value in self.values("guest")), None)

    @cached_property
    def crowds(self) -> list[Crowd]:
        """The people as written; "iemand geweigerd, vrouw" is about one person."""
        return _told_once([value for value in self.values("people") if isinstance(value, Crowd)])

    @cached_property
    def ends_in(self) -> bool:
        """Whether "in" stands at the end: "18 in tonight"."""
        return next((c.value for c in reversed(self.row) if c.kind not in ("filler", "sign")), None) == "in"

    @cached_property
    def numbers(self) -> list[int]:
        """Numbers without a noun."""
        return [value for value in self.values("number") if isinstance(value, int)]

    def rest(self, start: int) -> str:
        """The writer's words from a place on, without the signs before them."""
        return self.text[start:].lstrip(" \t\n,.;:!-–").rstrip()


def _told_once(crowds: list[Crowd]) -> list[Crowd]:
    """Without those who are said a second time: "stel erbij, 2 personen"; "2 gasten binnen, man en vrouw"."""
    named = sum(one.count or 1 for one in crowds if one.group.name)
    if not named:
        return list({one.count or 1: one for one in crowds}.values())
    return [one for one in crowds if one.group.name or (one.count or 1) != named]
