"""What the NLU layer hands on: from a text to its meaning, as plain frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from nlu.confidence import CRISIS_PERHAPS, CRISIS_SURE
from nlu.door import DoorReport, understand_door

ZONE = ZoneInfo("Europe/Amsterdam")


class Grain(StrEnum):
    """How precise a time expression was."""

    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True)
class TimeSpan:
    """A moment or a stretch of time that somebody wrote, in local time (Europe/Amsterdam).

    `end` is exclusive; an open end is None ("vanaf juni"), an open start is None ("voor vrijdag").
    `alternatives` holds the other readings when the expression was ambiguous ("half drie": night or
    afternoon), the likeliest reading being the span itself.
    """

    text: str
    position: int
    start: datetime | None
    end: datetime | None
    grain: Grain
    alternatives: tuple[TimeSpan, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether the bot should ask which reading was meant."""
        return bool(self.alternatives)


class CrisisKind(StrEnum):
    """What kind of danger was heard; the names are those of the intents in the NLU contract."""

    SELF_HARM = "crisis_self_harm"
    VIOLENCE = "crisis_violence"
    MEDICAL = "crisis_medical"


_CRISES = frozenset(map(str, CrisisKind))


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A value found in the text: `value` is canonical ("Twenterand"), `text` what was written ("vriezenveen")."""

    name: str
    value: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Understanding:
    """All that is known about one message, without any guess about what to do with it.

    `intent` is None when the model could not be asked; `ranking` lists (intent, confidence), best first.
    """

    text: str
    language: str
    intent: str | None
    confidence: float
    ranking: tuple[tuple[str, float], ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    crisis: CrisisKind | None = None

    @property
    def danger(self) -> CrisisKind | None:
        """The danger in the message: what the rules heard, else what the model finds likely; either is enough.

        The model may waver between kinds and still be sure that it is one of them, so their confidences count together.
        """
        if self.crisis is not None:
            return self.crisis
        if self._danger_felt < CRISIS_SURE:
            return None
        return next(CrisisKind(name) for name, _ in self.ranking if name in _CRISES)

    @property
    def perhaps_danger(self) -> bool:
        """Whether the model thinks of danger enough to ask straight out, when nothing else is clear either."""
        return self._danger_felt >= CRISIS_PERHAPS

    @property
    def _danger_felt(self) -> float:
        return sum(sure for name, sure in self.ranking if name in _CRISES)

    def at_the_door(self, facilities: Mapping[str, Iterable[str]] | None = None) -> DoorReport | None:
        """The telegram from a shelter's door that the text surely is, or None; worked out only for who asks.

        `facilities` adds the names of this region's shelters: canonical key → names.
        """
        return understand_door(self.text, facilities)

    def values(self, name: str) -> tuple[str, ...]:
        """The canonical values of all entities called `name`, in the order they were written, each once."""
        return tuple(dict.fromkeys(e.value for e in self.entities if e.name == name))

    def value(self, name: str) -> str | None:
        """The first canonical value of the entity called `name`, or None."""
        return next(iter(self.values(name)), None)


def dump(understood: Understanding) -> dict[str, Any]:
    """An Understanding as JSON values, so that it can wait behind a button."""
    return {
        "text": understood.text,
        "language": understood.language,
        "intent": understood.intent,
        "confidence": understood.confidence,
        "entities": [asdict(e) for e in understood.entities],
        "times": [_dump_span(t) for t in understood.times],
    }


def load(values: dict[str, Any]) -> Understanding:
    """What `dump` wrote, back as an Understanding (without ranking and crisis: those were acted on at once)."""
    return Understanding(
        text=values["text"],
        language=values["language"],
        intent=values["intent"],
        confidence=values["confidence"],
        entities=tuple(Entity(**e) for e in values["entities"]),
        times=tuple(_load_span(t) for t in values["times"]),
    )


def _dump_span(span: TimeSpan) -> dict[str, Any]:
    return {
        "text": span.text,
        "position": span.position,
        "start": span.start.isoformat() if span.start else None,
        "end": span.end.isoformat() if span.end else None,
        "grain": str(span.grain),
        "alternatives": [_dump_span(a) for a in span.alternatives],
    }


def _load_span(values: dict[str, Any]) -> TimeSpan:
    return TimeSpan(
        text=values["text"],
        position=values["position"],
        start=_load_moment(values["start"]),
        end=_load_moment(values["end"]),
        grain=Grain(values["grain"]),
        alternatives=tuple(_load_span(a) for a in values["alternatives"]),
    )


def _load_moment(value: str | None) -> datetime | None:
    """A moment with its zone; an offset alone would forget the clock change, so local times get the zone back."""
    return datetime.fromisoformat(value).astimezone(ZONE) if value else None
