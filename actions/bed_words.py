"""Places to sleep in words: how many are free, how old that count is, and what one needs to get there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actions import clock, shelter_info
from actions.bed_fit import Fit
from actions.turn import Turn
from storage.facilities import Facility


def age_words(turn: Turn, counted_at: datetime | None) -> str:
    """How old a count is, in words; "unknown" when nobody ever counted."""
    if counted_at is None:
        return turn.word("beds-age-unknown")
    minutes = max(0, int((turn.now - counted_at).total_seconds() // 60))
    at = clock.clock_words(counted_at)
    if minutes < 2:
        return turn.word("beds-age-now", at=at)
    if minutes < 120:
        return turn.word("beds-age-minutes", at=at, minutes=minutes)
    if minutes < 24 * 60:
        return turn.word("beds-age-hours", at=at, hours=minutes // 60)
    return turn.word("beds-age-days", days=minutes // (24 * 60))


def say_lines(turn: Turn, fits: Sequence[Fit], after: Sequence[str] = ()) -> None:
    """A line for each place; how old the counts are is said once when they are of one minute."""
    ages = [age_words(turn, fit.beds.counted_at) for fit in fits]
    once = len(set(ages)) == 1
    lines = [_line(turn, fit, "" if once else age) for fit, age in zip(fits, ages, strict=True)]
    turn.paragraphs.append("\n".join([*lines, *(ages[:1] if once else []), *after]))


def _line(turn: Turn, fit: Fit, age: str) -> str:
    """Free or full, with what to ask by phone: what nobody knows, or whether an old count is still right."""
    group, phone = turn.word("group-many", group=fit.beds.group), fit.facility.phone or ""
    key = "beds-free" if fit.free else "beds-full"
    parts = [turn.word(key, place=fit.facility.name, free=fit.free, group=group), age]
    if fit.unknown:
        parts.append(ask_first(turn, fit.facility, fit.unknown))
    elif fit.beds.freshness(turn.now) == "stale":
        parts.append(turn.word("beds-stale-call" if phone else "beds-stale", phone=phone))
    return " ".join(part for part in parts if part)


def ask_first(turn: Turn, place: Facility, unknown: Sequence[str]) -> str:
    """What nobody said about a shelter and this person needs to know, and whom to ask."""
    sentences = [turn.word(f"beds-unknown-{need.replace('_', '-')}") for need in unknown]
    whom = turn.word("beds-call-even" if place.phone else "beds-ask-human", phone=place.phone or "")
    return " ".join([*sentences, whom])


def details(turn: Turn, place: Facility) -> list[str]:
    """What one needs to get there, a line each: for when there is one place to go to."""
    lines = shelter_info.way_there(turn, place)
    facts = []
    if place.opens_at:
        facts.append(turn.word("beds-open", opens=f"{place.opens_at:%H:%M}", closes=f"{place.closes_at:%H:%M}"))
    if place.price_cents == 0:
        facts.append(turn.word("beds-costs-nothing"))
    elif place.price_cents is not None:
        facts.append(turn.word("beds-price", euros=shelter_info.euros(place.price_cents)))
    lines += [" ".join(facts)] if facts else []
    if place.referral_needed:
        lines.append(shelter_info.come_first(turn, place))
    if place.last_checked_on is not None:
        lines.append(turn.word("shelter-checked", day=f"{place.last_checked_on:%d-%m-%Y}"))
    return lines
