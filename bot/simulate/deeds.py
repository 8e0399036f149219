"""What people in the simulated town do and remember: plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, order=True, kw_only=True)
class Deed:
    """Something a client is going to do. `about` is the number of the delivery it follows from, None for a wish."""

    at: datetime
    client: int
    number: int
    what: str = field(compare=False)
    words: str = field(default="", compare=False)
    payload: str | None = field(default=None, compare=False)
    about: int | None = field(default=None, compare=False)


@dataclass(kw_only=True)
class Promise:
    """A reminder somebody counts on: at `moment` a message with these words. `dropped_at`: no longer counted on.

    `about` is when the appointment is that it is about.
    """

    client: int
    kind: str
    moment: datetime
    words: str
    made_at: datetime
    about: datetime | None = None
    dropped_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Cry:
    """Words that say danger, and when they were written."""

    client: int
    at: datetime
    words: str


@dataclass(kw_only=True)
class Spell:
    """A stretch of time in the life of a client; open while it lasts."""

    client: int
    begins: datetime
    ends: datetime | None = None

    def meets(self, begins: datetime, ends: datetime) -> bool:
        """Whether any of it lies between two moments."""
        return self.begins < ends and (self.ends is None or self.ends > begins)


@dataclass(kw_only=True)
class Notes:
    """What everybody in town remembers: the findings compare it with what really happened.

    `quiet`: nobody wants to be asked; `blocked`: nothing arrives; `with_human`: a colleague has the chat.
    `said` and `answers` are what clients wrote, and what of it answers how it goes; `contacts` are colleagues' deeds.
    `addresses` tells whose chat it is, `in_flight` are deliveries that a worker was killed over.
    """

    promises: list[Promise] = field(default_factory=list)
    quiet: list[Spell] = field(default_factory=list)
    blocked: list[Spell] = field(default_factory=list)
    with_human: list[Spell] = field(default_factory=list)
    cries: list[Cry] = field(default_factory=list)
    said: list[tuple[int, datetime]] = field(default_factory=list)
    answers: list[tuple[int, datetime]] = field(default_factory=list)
    contacts: list[tuple[int, datetime]] = field(default_factory=list)
    addresses: dict[str, int] = field(default_factory=dict)
    in_flight: set[int] = field(default_factory=set)
    kills: int = 0


def end(spells: list[Spell], client: int, now: datetime) -> None:
    """What lasts for this client is over now."""
    for spell in spells:
        if spell.client == client and (spell.ends is None or spell.ends > now):
            spell.ends = now
