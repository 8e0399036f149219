"""A night in figures, for the colleagues who take over: what happened per shelter, from facts, without names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, texts
from storage import handover_facts
from storage.handover_facts import Broken, ClosedShelter, ExtraBeds, Places, Queue, TurnedAway

WORK_DAY = timedelta(hours=8)
"""In the first hours after a night ends, people write and read about that night, not about the next one."""


def night_to_hand_over(now: datetime) -> date:
    """The night that runs, or by day the one that ended this morning."""
    return clock.night_of(now - WORK_DAY)


@dataclass(frozen=True, kw_only=True)
class ShelterNight:
    """One shelter in one night. `places` counts people and holds; the rest is there only when it happened."""

    places: Places
    turned_away: tuple[TurnedAway, ...] = ()
    broken: tuple[Broken, ...] = ()
    extra: ExtraBeds | None = None
    closed: ClosedShelter | None = None

    @property
    def left(self) -> int:
        """How many came in and are not in any more."""
        return self.places.came_in - self.places.still_in

    @property
    def people_turned_away(self) -> int:
        """How many people did not get in."""
        return sum(row.people for row in self.turned_away)

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell."""
        place = self.places
        counts = (place.came_in, place.held, place.expired, place.no_show, place.cancelled, place.closed)
        return not (any(counts) or self.turned_away or self.broken or self.extra or self.closed)


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A night as it stood at `moment`: now while it lasts, else its end."""

    night: date
    moment: datetime
    shelters: tuple[ShelterNight, ...]
    queues: tuple[Queue, ...]

    @property
    def came_in(self) -> int:
        """How many people came in anywhere."""
        return sum(shelter.places.came_in for shelter in self.shelters)

    @property
    def people_turned_away(self) -> int:
        """How many people did not get in somewhere."""
        return sum(shelter.people_turned_away for shelter in self.shelters)

    @property
    def waiting(self) -> int:
        """How many people waited until the end."""
        return sum(queue.waiting for queue in self.queues)


async def handover_summary(session: AsyncSession, night: date, now: datetime) -> Summary:
    """What happened in a night so far, or until it ended. Reads only: the same facts give the same summary."""
    moment = min(now, clock.at(night + timedelta(days=1), clock.NIGHT_ENDS))
    turned_away = await handover_facts.turned_away(session, night, moment)
    broken = await handover_facts.broken(session, night, moment)
    extra = {row.facility: row for row in await handover_facts.extra_beds(session, night, moment)}
    closed = {row.facility: row for row in await handover_facts.closed(session, night, moment)}
    shelters = tuple(
        ShelterNight(
            places=place,
            turned_away=tuple(row for row in turned_away if row.facility == place.facility),
            broken=tuple(row for row in broken if row.facility == place.facility),
            extra=extra.get(place.facility),
            closed=closed.get(place.facility),
        )
        for place in await handover_facts.places(session, night, moment)
    )
    queues = tuple(await handover_facts.queues(session, night, moment))
    return Summary(night=night, moment=moment, shelters=shelters, queues=queues)


def words(summary: Summary, language: str) -> str:
    """The summary in a few lines, for a chat: a line for each shelter where something happened, then who waited."""
    lines = [texts.say(language, "night-sum-title", day=clock.day_words(summary.night, language))]
    lines += [
        f"• {shelter.places.name}: {', '.join(shelter_words(shelter, language))}"
        for shelter in summary.shelters
        if not shelter.is_quiet
    ]
    if len(lines) == 1:
        lines.append(texts.say(language, "night-sum-quiet"))
    waited = [_group(language, row.group, row.waiting) for row in summary.queues if row.waiting]
    if waited:
        lines.append(texts.say(language, "night-sum-waiting", who=", ".join(waited)))
    return "\n".join(lines)


def shelter_words(shelter: ShelterNight, language: str) -> Iterator[str]:
    """What happened in one shelter, in short parts; counts of nothing are left out, but for who came in."""
    place = shelter.places
    counts = {
        "in": place.came_in, "left": shelter.left, "held": place.held, "expired": place.expired,
        "no-show": place.no_show, "cancelled": place.cancelled, "ended": place.closed,
    }  # fmt: skip
    for name, count in counts.items():
        if count or name == "in":
            yield texts.say(language, f"night-sum-{name}", count=count)
    yield from (turned_away_words(row, language) for row in shelter.turned_away)
    if shelter.broken:
        yield texts.say(language, "night-sum-broken", beds=", ".join(map(broken_words, shelter.broken)))
    if shelter.extra is not None:
        yield texts.say(language, "night-sum-extra", count=shelter.extra.beds, taken=shelter.extra.taken)
    if shelter.closed is not None:
        yield closed_words(shelter.closed, language)


def turned_away_words(row: TurnedAway, language: str) -> str:
    """How many of whom did not get in, and why: "2 mannen niet binnen: vol"."""
    reason = texts.say(language, f"turn-away-{row.reason.replace('_', '-')}").lower()
    return texts.say(language, "night-sum-turned-away", who=_group(language, row.group, row.people), what=reason)


def broken_words(row: Broken) -> str:
    """A bed that is out of order with its reason: "5 (lekkage)"."""
    return f"{row.bed} ({row.reason})" if row.reason else row.bed


def closed_words(row: ClosedShelter, language: str) -> str:
    """That a shelter is closed, until when and why."""
    if row.last_night is None:
        said = texts.say(language, "night-sum-closed")
    else:
        said = texts.say(language, "night-sum-closed-until", day=clock.day_words(row.last_night, language))
    return f"{said} ({row.reason})" if row.reason else said


def _group(language: str, group: str | None, count: int) -> str:
    return texts.say(language, "group-some", group=group or "?", count=count)
