"""Hearing of extra beds in cold weather: wished for, and not any more. Never a question why (DOMAIN.md section 2)."""

from __future__ import annotations

from actions import clock
from actions.registry import answers
from actions.turn import Turn
from storage import audit, closures


@answers("beds.cold_notice", effect=True)
async def cold_notice(turn: Turn) -> None:
    """Somebody who sleeps outside wants to hear when there are extra beds."""
    if turn.staff is not None:
        await turn.go("not_for_you")
        return
    if turn.person is None:
        turn.say("cold-notice-visitor")
        turn.offer("button-bed", "ask_bed_availability")
        turn.offer_human()
        return
    turn.person.cold_notice_at = turn.person.cold_notice_at or turn.now
    turn.session.add(turn.person)
    await audit.record(turn.session, "person.cold_notice", now=turn.now, person_id=turn.person.id)
    await _promise(turn, opted_out=turn.person.opted_out_at is not None)


async def _promise(turn: Turn, *, opted_out: bool) -> None:
    if opted_out:  # who wants no messages gets none; say so, and how to turn it around
        turn.say("cold-notice-opted-out")
        turn.offer("button-opt-in", "opt_in")
    else:
        turn.say("cold-notice-on")
    if await closures.cold_in(turn.session, clock.night_of(turn.now)) is not None:
        turn.say("cold-notice-now")
        turn.offer("button-bed", "ask_bed_availability")
    turn.offer("button-no-cold-notice", "beds.no_cold_notice")
    turn.offer_human()


@answers("beds.no_cold_notice", effect=True)
async def no_cold_notice(turn: Turn) -> None:
    """No news of extra beds any more; what is planned already finds that out by itself."""
    if turn.staff is not None:
        await turn.go("not_for_you")
        return
    if turn.person is not None and turn.person.cold_notice_at is not None:
        turn.person.cold_notice_at = None
        turn.session.add(turn.person)
        await audit.record(turn.session, "person.no_cold_notice", now=turn.now, person_id=turn.person.id)
    turn.say("cold-notice-off")
    if turn.person is not None:
        turn.offer("button-cold-notice", "beds.cold_notice")
    turn.offer("button-bed", "ask_bed_availability")
    turn.offer_human()
