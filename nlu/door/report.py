"""What a door telegram says, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DoorKind(StrEnum):
    """What happened at the door, or what is asked."""

    ARRIVED = "arrived"
    LEFT = "left"
    OUT_OF_ORDER = "out_of_order"
    IN_ORDER = "in_order"
    COUNT = "count"
    FULL = "full"
    TURNED_AWAY = "turned_away"
    QUESTION = "question"
    NO_SHOW = "no_show"
    HANDOVER = "handover"
    COLD_WEATHER = "cold_weather"
    CLOSED = "closed"
    OPENED = "opened"
    UNDO = "undo"


class Refusal(StrEnum):
    """Why somebody was turned away."""

    FULL = "full"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    NO_FIT = "no_fit"
    PET = "pet"
    BEHAVIOUR = "behaviour"
    OWN_CHOICE = "own_choice"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class People:
    """So many of one group: man, vrouw, gezin, jongere, kind, or None when no group was said.

    `count` counts families as one each; it is None where a whole group is meant ("geen plek meer voor vrouwen").
    `persons` is the size of one family when it was said ("gezin van 4").
    """

    count: int | None
    group: str | None
    persons: int | None = None


@dataclass(frozen=True, kw_only=True)
class DoorReport:
    """One telegram. A field that does not belong to its kind, or was not said, has its default.

    Beds and rooms are labels as on the door, in small letters, ranges written out. `reason` (out of order, in order,
    closed), `referred_to`, `guest` and `rest` (handover, cold weather) are the writer's own words, untouched.
    """

    kind: DoorKind
    people: tuple[
        People, ...
    ] = ()  # who came, left, did not come, was turned away; inside (count); meant (question, full)
    total: int | None = None  # all who are inside (count)
    free: tuple[People, ...] = ()  # places left, by group (count)
    beds: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    facility: str | None = None  # canonical key
    guest: str | None = None
    refusal: Refusal | None = None
    referred_to: str | None = None
    reason: str | None = None
    on: bool | None = None  # cold weather: switched on or off
    rest: str | None = None
    everywhere: bool = False  # question: about all facilities
    now_full: bool = False  # said beside an arrival or a count: there is no place left
    or_kind: DoorKind | None = None  # the other thing the telegram may mean

    @property
    def ambiguous(self) -> bool:
        """Whether the bot should ask which reading was meant."""
        return self.or_kind is not None
