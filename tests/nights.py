"""A model of beds and nights in plain Python, as simple as it can be told, to hold the database against."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

BEDS = {"1": "man", "2": "man", "3": "vrouw", "X": "man"}
"""The beds of the night shelter and for whom they are."""
EXTRA = "X"
"""The bed that is there in cold weather only."""


@dataclass
class Spot:
    """Somebody's place: held `until` a moment, or (None) slept in. `ended` says why it is over."""

    id: uuid.UUID
    bed: str
    night: date
    until: datetime | None
    guest: uuid.UUID | None = None
    talk: uuid.UUID | None = None
    extensions: int = 0
    ended: str | None = None


@dataclass
class Nights:
    """What was given out, and what can be."""

    now: datetime
    spots: dict[uuid.UUID, Spot] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    closed: dict[uuid.UUID, tuple[date, date | None]] = field(default_factory=dict)
    cold: dict[uuid.UUID, tuple[date, date]] = field(default_factory=dict)
    keys: dict[str, tuple[str, uuid.UUID]] = field(default_factory=dict)

    def pass_to(self, moment: datetime) -> None:
        """Time passes; who was not there in time has no place any more."""
        self.now = moment
        for spot in self.living():
            if spot.until is not None and spot.until <= moment:
                spot.ended = "expired"

    def living(self, night: date | None = None) -> Iterator[Spot]:
        """The places that have not ended."""
        return (s for s in self.spots.values() if s.ended is None and night in (None, s.night))

    def is_closed(self, night: date) -> bool:
        """Whether the shelter gives out nothing in this night."""
        return any(first <= night and (last is None or night <= last) for first, last in self.closed.values())

    def is_cold(self, night: date) -> bool:
        """Whether the extra bed is there."""
        return any(first <= night <= last for first, last in self.cold.values())

    def usable(self, night: date, group: str | None = None) -> set[str]:
        """The beds that can be given out, whether somebody has them or not."""
        if self.is_closed(night):
            return set()
        there = {bed for bed, whose in BEDS.items() if group in (None, whose) and bed not in self.broken}
        return there if self.is_cold(night) else there - {EXTRA}

    def free(self, night: date, group: str | None = None) -> set[str]:
        """The beds that can be given out and that nobody has."""
        return self.usable(night, group) - {spot.bed for spot in self.living(night)}

    def has_a_bed(self, guest: uuid.UUID | None, night: date) -> bool:
        """Whether this guest has a place in the night; somebody without a name never has."""
        return guest is not None and any(spot.guest == guest for spot in self.living(night))

    def holds(self, talk: uuid.UUID | None, night: date) -> bool:
        """Whether a place is being held for this conversation."""
        return talk is not None and any(s.talk == talk and s.until is not None for s in self.living(night))

    def counts(self, night: date) -> dict[str, tuple[int, int, int]]:
        """Per group: total, free and held."""
        held = {spot.bed for spot in self.living(night) if spot.until is not None}
        found = {group: self.usable(night, group) for group in BEDS.values()}
        return {g: (len(beds), len(self.free(night, g)), len(beds & held)) for g, beds in found.items() if beds}
