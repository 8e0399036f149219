"""What is said of our own accord about beds: a place that is held, that is over, that came free; cold; a count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from actions import clock, texts
from actions.holding import REMIND_BEFORE_END, TELL_AFTER_END
from actions.reply import Choice
from storage.availability import STALE, Availability
from storage.bed_news import ColdNews, Count, HeldPlace
from storage.beds import BedNight
from storage.facilities import Facility
from storage.holds import MOST_EXTENSIONS
from storage.nudges import Nudge
from storage.nudging import Recipient

Said = tuple[str, tuple[Choice, ...]]
LATE = timedelta(hours=1)
"""A hold that ended longer ago is not spoken of any more."""


def words(nudge: Nudge, who: Recipient, subject: HeldPlace | ColdNews | Count, now: datetime) -> Said | None:
    """Text and buttons, or None when there is nothing (more) to say."""
    if isinstance(subject, HeldPlace):
        return _held(nudge, who, subject, now)
    if isinstance(subject, ColdNews):
        return _cold(who, subject, now)
    return _count(who, subject, now)


def _held(nudge: Nudge, who: Recipient, place: HeldPlace, now: datetime) -> Said | None:
    """About a place that is or was held, as its row is now; None when there is nothing (more) to say."""
    if nudge.kind == "hold_reminder":
        return _reminder(nudge, who, place.held, now)
    if nudge.kind == "place_free":
        return _free(who, place, now)
    if place.elsewhere or place.held.night < clock.night_of(now):
        return None
    return _over(nudge, who, place, now) if nudge.details.get("because") == "over" else _closed(who, place)


def _reminder(nudge: Nudge, who: Recipient, hold: BedNight, now: datetime) -> Said | None:
    until = _still_held(hold, now)
    if until is None or nudge.due_at != until - REMIND_BEFORE_END or nudge.due_at <= hold.created_at:
        return None  # ended, made longer, or so short that they have only just heard it
    return texts.say(who.language, "nudge-hold-reminder", until=clock.clock_words(until)), _coming(who, hold)


def _still_held(hold: BedNight, now: datetime) -> datetime | None:
    if hold.ended_at is None and hold.held_until is not None and hold.held_until > now:
        return hold.held_until
    return None


def _coming(who: Recipient, hold: BedNight) -> tuple[Choice, ...]:
    about = {"hold": str(hold.id)}
    longer = [_choice(who, "button-hold-still", "beds.extend", **about)] if hold.extensions < MOST_EXTENSIONS else []
    return (
        _choice(who, "button-coming", "beds.coming", **about),
        *longer,
        _choice(who, "button-not-coming", "beds.release", **about),
    )


def _free(who: Recipient, place: HeldPlace, now: datetime) -> Said | None:
    until = _still_held(place.held, now)
    if until is None:
        return None
    lines = [_word(who, "nudge-place-free", place=place.facility.name, until=clock.clock_words(until))]
    return _joined([*_night(who, place.held.night, now), *lines, *_address(who, place.facility)]), _coming(
        who, place.held
    )


def _over(nudge: Nudge, who: Recipient, place: HeldPlace, now: datetime) -> Said | None:
    """Nobody came. Not a word of blame: the place went on, and another is looked for when they still come."""
    hold = place.held
    expired = hold.end_reason == "expired" or (hold.ended_at is None and _still_held(hold, now) is None)
    if not expired or hold.held_until is None or nudge.due_at != hold.held_until + TELL_AFTER_END:
        return None
    if now - nudge.due_at > LATE:
        return None
    lines = [_word(who, "nudge-hold-over", place=place.facility.name)]
    if place.waits:
        lines.insert(0, _word(who, "nudge-hold-over-waits"))
    again = {"group": place.group, "night": hold.night.isoformat()}
    return _joined(lines), (_choice(who, "button-take-back", "beds.hold", **again), _human(who))


def _closed(who: Recipient, place: HeldPlace) -> Said | None:
    if place.held.end_reason != "closed":
        return None
    day = clock.day_words(place.held.night, who.language)
    other = {"groups": [place.group], "night": place.held.night.isoformat()}
    return (
        _word(who, "nudge-hold-closed", place=place.facility.name, day=day),
        (_choice(who, "button-bed", "ask_bed_availability", **other), _human(who)),
    )


def _cold(who: Recipient, news: ColdNews, now: datetime) -> Said | None:
    """Extra beds are there: where, from when, and what is free just now. What nobody told is left out."""
    if news.spell.lifted_at is not None or news.night > news.spell.last_night:
        return None
    place = news.facility
    lines = [_word(who, "nudge-cold"), *_night(who, news.night, now)]
    if place is not None:
        lines.append(_word(who, "nudge-cold-place", place=place.name))
        if place.opens_at is not None:
            lines.append(_word(who, "nudge-cold-opens", opens=f"{place.opens_at:%H:%M}"))
        lines += _address(who, place)
        lines.append(_word(who, "nudge-cold-free", free=news.free))
        lines.append(_counted(who, place.counted_at))
    return _joined(lines), (
        _choice(who, "button-bed", "ask_bed_availability", night=news.night.isoformat()),
        _choice(who, "button-no-cold-notice", "beds.no_cold_notice"),
        _human(who),
    )


def _counted(who: Recipient, counted_at: datetime | None) -> str:
    """When a count was made; as a moment, because a message may be read much later."""
    if counted_at is None:
        return _word(who, "beds-age-unknown")
    day = clock.day_words(clock.local(counted_at).date(), who.language)
    return _word(who, "nudge-counted", moment=_word(who, "moment", day=day, clock=clock.clock_words(counted_at)))


def _count(who: Recipient, counted: Count, now: datetime) -> Said | None:
    """At opening time to the night shift: is the count right? None when somebody touched the beds meanwhile."""
    facility = counted.facility
    if not is_stale(facility, now) or not counted.rows:
        return None
    lines = [_count_line(who, row) for row in counted.rows]
    asked = _word(who, "nudge-count-ask", place=facility.name)
    text = _joined([asked, *lines, _word(who, "nudge-count-else", place=facility.name.lower())])
    return text, (_choice(who, "button-count-right", "occupancy.recount", facilities=[facility.key]),)


def _count_line(who: Recipient, row: Availability) -> str:
    group, taken = _word(who, "group-many", group=row.group), row.total - row.free - row.on_hold
    return _word(who, "nudge-count-line", group=group, taken=taken, free=row.free, held=row.on_hold)


def is_stale(facility: Facility, now: datetime) -> bool:
    """Whether nobody touched or checked the beds of a shelter for long, or ever."""
    return facility.counted_at is None or now - facility.counted_at >= STALE


def _night(who: Recipient, night: date, now: datetime) -> list[str]:
    """Which night it is about, when it is not the one that runs or comes."""
    if night == clock.night_of(now):
        return []
    return [_word(who, "beds-night", day=clock.day_words(night, who.language))]


def _address(who: Recipient, facility: Facility) -> list[str]:
    return [_word(who, "nudge-address", address=facility.address)] if facility.address else []


def _word(who: Recipient, key: str, **facts: Any) -> str:
    return texts.say(who.language, key, **facts)


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines)


def _human(who: Recipient) -> Choice:
    return _choice(who, "button-human", "talk_to_human")


def _choice(who: Recipient, label: str, action: str, **arguments: Any) -> Choice:
    return Choice(label=_word(who, label), action=action, arguments=arguments)
