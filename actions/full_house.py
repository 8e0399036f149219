"""Nothing is free, or nothing fits: what one can still do tonight, in order. Full is never the end of a conversation.

Another place that fits, the waiting list, whom to call, a human – at once for who sleeps outside, in cold weather, for
a child or an unborn one (DOMAIN.md section 6, S5) – and 112 when somebody is in danger of the cold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions import bed_fit, clock
from actions.bed_fit import Fit, Found
from actions.bed_question import Question
from actions.bed_words import say_lines
from actions.permissions import May, may
from actions.turn import Turn
from storage import closures, holds, tasks, waiting
from storage.facilities import GROUPS

MOST_ELSEWHERE = 2


async def tell(turn: Turn, asked: Question, found: Found) -> None:
    """What fits is full, or nothing fits."""
    if found.fits:
        _say_full(turn, found.fits)
    elif not found.closed:
        _say_why(turn, found)
    if may(turn.role, May.SEE_BEDS):
        turn.offer_human()
        return
    elsewhere = await _elsewhere(turn, asked)
    if elsewhere:
        await _tell_elsewhere(turn, asked, elsewhere)
        return
    await _waiting_list(turn, asked, found)
    _whom_to_call(turn, found)
    await _human(turn, asked)
    offer_cold_notice(turn, asked)
    turn.offer_human()


def _say_full(turn: Turn, fits: Sequence[Fit]) -> None:
    groups = {fit.beds.group for fit in fits}
    if len(fits) == 1:
        say_lines(turn, fits)
    elif len(groups) == 1:
        turn.say("beds-none-to-hold", group=turn.word("group-many", group=groups.pop()))
    else:
        turn.say("beds-total", free=0)


def _say_why(turn: Turn, found: Found) -> None:
    """Which need made that nothing fits; never that there is no right to a place."""
    for need in found.shut_out_by:
        turn.say(f"beds-no-fit-{need.replace('_', '-')}")
    if not found.shut_out_by:
        turn.say("beds-no-such-place")


async def _elsewhere(turn: Turn, asked: Question) -> list[Fit]:
    """Places in other shelters and towns, when one of those was asked for."""
    if not asked.beds or (asked.facility is None and asked.municipality is None):
        return []
    wider = await bed_fit.find(turn.session, replace(asked, facility=None, municipality=None), turn.now)
    return wider.free[:MOST_ELSEWHERE]


async def _tell_elsewhere(turn: Turn, asked: Question, elsewhere: Sequence[Fit]) -> None:
    from actions import bed_holds  # noqa: PLC0415 (it shows this answer)

    turn.say("beds-elsewhere")
    say_lines(turn, elsewhere)
    await bed_holds.offer(turn, asked, elsewhere[0])
    turn.offer("button-know-more", "shelter.all", facility=elsewhere[0].facility.key)
    offer_cold_notice(turn, asked)
    turn.offer_human()


async def _waiting_list(turn: Turn, asked: Question, found: Found) -> None:
    """A list with a turn for everybody is kinder than asking again and again."""
    if await waiting.of_conversation(turn.session, turn.conversation.id, asked.night) is not None:
        turn.say("beds-you-wait")
    elif found.fits and asked.beds:
        turn.say("beds-can-wait")
        turn.offer(
            "button-waiting-join", "waiting.join", answers="yes", night=asked.night.isoformat(), group=asked.beds[0],
            facility=asked.facility,
        )  # fmt: skip
    elif found.fits:
        turn.say("beds-all-full")
        for group in dict.fromkeys(fit.beds.group for fit in found.fits):
            if group in GROUPS:
                turn.offer(f"group-one-{group}", "ask_bed_availability", asked=replace(asked, groups=(group,)).kept())


def _whom_to_call(turn: Turn, found: Found) -> None:
    places = [fit.facility for fit in found.fits] or found.nearly or found.closed
    place = next((place for place in places if place.phone), None)
    if place is not None:
        turn.say("beds-call", place=place.name, phone=place.phone)


async def _human(turn: Turn, asked: Question) -> None:
    """Who has nowhere to go need not press a button: a human is warned, and when one reads is said truthfully."""
    cold = await closures.cold_in(turn.session, asked.night) is not None
    if (asked.pressing or cold) and not await _has_a_place(turn, asked):
        await turn.call_human("need_basics", priority=tasks.URGENT)
        _who_reads(turn)
    if cold:
        turn.say("beds-cold-danger")
    elif asked.outside:
        turn.say("beds-danger")


async def _has_a_place(turn: Turn, asked: Question) -> bool:
    return await holds.own_hold(turn.session, turn.conversation.id, turn.now, night=asked.night) is not None


def _who_reads(turn: Turn) -> None:
    if clock.someone_reads(turn.now):
        turn.say("beds-human-today")
        return
    again = clock.local(clock.next_reading(turn.now))
    turn.say("beds-human-later", day=clock.day_words(again.date(), turn.language), clock=clock.clock_words(again))


def offer_cold_notice(turn: Turn, asked: Question) -> None:
    """Who sleeps outside can hear of extra beds; only who is known can be found again."""
    if asked.outside and turn.person is not None and turn.person.cold_notice_at is None:
        turn.offer("button-cold-notice", "beds.cold_notice")
