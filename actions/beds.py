"""Where is a place to sleep for me: what fits, how many are free, how old that count is, and what one can do next.

A message narrows the question of the last twenty minutes: "is er plek?", "ik ben 19", "en met hond?".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from actions import arrivals, bed_fit, bed_holds, clock, full_house
from actions.bed_fit import Fit, Found
from actions.bed_question import Question, heard, night_meant, night_said, recall
from actions.bed_words import age_words, details, say_lines
from actions.permissions import May, may
from actions.registry import answers
from actions.turn import Turn
from nlu.confidence import CLEAR
from nlu.needs import Needs, find_needs
from storage import closures, facilities, holds
from storage.facilities import GROUPS

FOLLOW_UP_INTENTS = frozenset({"ask_bed_availability", "out_of_scope", "reserve_bed", "ask_shelter_info", None})
FOLLOW_UP_WORDS, FOLLOW_UP_WORDS_WITH_NEEDS = 6, 14
MOST_PLACES = 3
_AGAIN = ("en", "and", "nu", "now")
_ALL = ("totaal", "alles", "allemaal", "total")


# ---------------------------------------------------------------- what is asked


@answers("ask_bed_availability")
async def ask_bed_availability(turn: Turn) -> None:
    """Where a place is free for this person; a button begins a new question, words go on from what was said before."""
    if "asked" in turn.arguments:
        asked = recall(turn.arguments["asked"])
        await tell(turn, replace(asked, night=_not_past(turn, asked.night)))
        return
    asked = Question(
        night=_night(turn), groups=tuple(turn.arguments.get("groups", ())), facility=turn.arguments.get("facility")
    )
    before = turn.recalled("beds")
    if before is not None and turn.understood.intent is not None:
        asked = replace(recall(before), night=asked.night, facility=None, municipality=None)
    await tell(turn, await heard(turn, asked))


def _night(turn: Turn) -> date:
    if "night" in turn.arguments:
        return _not_past(turn, date.fromisoformat(turn.arguments["night"]))
    return night_meant(turn)


def _not_past(turn: Turn, night: date) -> date:
    """A button of an earlier night is about tonight by now."""
    return max(night, clock.night_of(turn.now))


async def follow_up(turn: Turn) -> bool:
    """ "en voor een man?", "en met hond?", "ik ben 19" right after a bed answer mean the same question again."""
    before = turn.recalled("beds")
    if before is None or turn.understood.intent is None:
        return False
    if await arrivals.hears_when(turn, before):
        return True
    needs = find_needs(turn.text)
    if not _goes_on(turn, before, needs):
        return False
    asked = replace(recall(before), night=night_said(turn) or date.fromisoformat(before["night"]))
    if any(word in turn.text.lower() for word in _ALL):
        asked = Question(night=asked.night, facility=asked.facility, municipality=asked.municipality)
    await tell(turn, await heard(turn, asked))
    return True


def _goes_on(turn: Turn, before: dict[str, Any], needs: Needs) -> bool:
    """Whether a message narrows the question that was just answered: short, and about a bed or nothing else."""
    understood, words = turn.understood, turn.text.lower().split()
    about_shelter = understood.intent == "ask_shelter_info"
    if about_shelter and (before.get("hold") or understood.value("facility")):
        return False  # "mag mijn hond mee?" about one shelter is a question about that one
    unclear = understood.intent in FOLLOW_UP_INTENTS or understood.confidence < CLEAR
    told_more = needs != Needs() and len(words) <= FOLLOW_UP_WORDS_WITH_NEEDS
    if told_more and unclear and understood.intent != "reserve_bed":
        return True
    if understood.intent not in FOLLOW_UP_INTENTS or about_shelter or len(words) > FOLLOW_UP_WORDS:
        return False
    again = words[:1] != [] and words[0] in _AGAIN
    if understood.intent == "reserve_bed":
        return again
    named = any(understood.values(name) for name in ("target_group", "facility", "municipality"))
    whole = any(word in turn.text.lower() for word in _ALL)
    return named or whole or again or understood.intent == "ask_bed_availability"


# ---------------------------------------------------------------- what is told


async def tell(turn: Turn, asked: Question) -> None:
    """The places that fit, and what one can do next; never an end without a human."""
    asked = await _known_town(turn, asked)
    found = await bed_fit.find(turn.session, asked, turn.now)
    turn.remember("beds", **asked.kept(), best=found.fits[0].facility.key if found.fits else None)
    await _first(turn, asked)
    if may(turn.role, May.SEE_BEDS) and found.fits:
        say_lines(turn, found.fits)
        await _closed_and_cold(turn, asked, found)
        turn.offer_human()
    elif found.free:
        await _tell_free(turn, asked, found)
    else:
        _say_closed(turn, asked, found)
        await full_house.tell(turn, asked, found)


async def _known_town(turn: Turn, asked: Question) -> Question:
    """Without a shelter in the town that is named, the region is looked at: another town's door is open to all."""
    every = await facilities.all_facilities(turn.session)
    if asked.municipality is None or any(f.municipality == asked.municipality for f in every):
        return asked
    turn.say("beds-none-in-town", municipality=asked.municipality)
    return replace(asked, municipality=None)


async def _first(turn: Turn, asked: Question) -> None:
    """What has to be known before the numbers: which night it is about, and that a place is kept already."""
    if asked.night != clock.night_of(turn.now):
        turn.say("beds-night", day=clock.day_words(asked.night, turn.language))
    if turn.staff is None:
        held = await holds.own_hold(turn.session, turn.conversation.id, turn.now, night=asked.night)
        if held is not None and held.held_until is not None:
            turn.say("beds-held-already", place=held.facility_name, until=clock.clock_words(held.held_until))


async def _tell_free(turn: Turn, asked: Question, found: Found) -> None:
    if not asked.beds:
        _say_totals(turn, found.fits)
        await _closed_and_cold(turn, asked, found)
        _ask_for_whom(turn, asked, found.fits)
        return
    free = found.free[:MOST_PLACES]
    one_place = len({fit.facility.key for fit in found.free}) == 1
    say_lines(turn, free, after=details(turn, free[0].facility) if one_place else ())
    if asked.together:
        turn.say("beds-together")
    await _closed_and_cold(turn, asked, found)
    await bed_holds.offer(turn, asked, free[0])
    if not one_place:
        turn.offer("button-know-more", "shelter.all", facility=free[0].facility.key)
    full_house.offer_cold_notice(turn, asked)
    turn.offer_human()


def _say_totals(turn: Turn, fits: Sequence[Fit]) -> None:
    groups = list(dict.fromkeys(fit.beds.group for fit in fits))
    lines = [turn.word("beds-total", free=sum(fit.free for fit in fits))]
    for group in groups:
        free = sum(fit.free for fit in fits if fit.beds.group == group)
        lines.append(turn.word("beds-group-total", group=turn.word("group-many", group=group), free=free))
    counted = [fit.beds.counted_at for fit in fits if fit.beds.counted_at is not None]
    oldest = min(counted) if len(counted) == len(fits) else None
    turn.paragraphs.append("\n".join([*lines, age_words(turn, oldest)]))


def _ask_for_whom(turn: Turn, asked: Question, fits: Sequence[Fit]) -> None:
    """Also groups that are full can be chosen: behind those is the waiting list."""
    turn.say("beds-for-whom")
    known = {fit.beds.group for fit in fits}
    for group in GROUPS:
        if group in known:
            turn.offer(f"group-one-{group}", "ask_bed_availability", asked=replace(asked, groups=(group,)).kept())
    turn.next_context["yes"] = {"action": "beds.hold", "arguments": {"night": asked.night.isoformat()}}
    turn.offer_human()


def _say_closed(turn: Turn, asked: Question, found: Found) -> None:
    """Which shelters would fit and give out no beds in this night."""
    key = "beds-closed-tonight" if asked.night == clock.night_of(turn.now) else "beds-closed"
    if found.closed:
        turn.paragraphs.append("\n".join(turn.word(key, place=place.name) for place in found.closed))


async def _closed_and_cold(turn: Turn, asked: Question, found: Found) -> None:
    """What is different in this night: closed shelters, and extra beds because of the cold."""
    _say_closed(turn, asked, found)
    if await closures.cold_in(turn.session, asked.night) is not None:
        turn.say("beds-cold")
