"""Somebody was turned away at the door: counted by group and reason, without a name."""

from __future__ import annotations

from collections.abc import Sequence

from actions import clock, undo
from actions.door_said import Said, first_time, people_words, record
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import facilities
from storage.turn_aways import MOST_PEOPLE, TurnAway


async def turned_away(turn: Turn, said: Said) -> None:
    """Write down who was turned away, why, and where they were sent."""
    people = [(one.group, one.count or 1) for one in said.report.people]
    refusal = said.report.refusal or said.slots.get("refusal") or "other"
    await _write(turn, said, people, str(refusal))


@answers("turn_aways.write", needs=May.CHANGE_BEDS)
async def write(turn: Turn) -> None:
    """The button under "no room for …": they were turned away."""
    from actions import door  # noqa: PLC0415 (it imports this module)

    given = turn.arguments
    facility = await facilities.by_key(turn.session, given["facility"])
    if facility is None or given["night"] != clock.night_of(turn.now).isoformat():
        turn.say("button-is-old")
        return
    if not await first_time(turn, given["token"]):
        return
    said = door.bare(turn, facility)
    await _write(turn, said, [(group, count) for group, count in given["people"]], given["refusal"])


async def _write(turn: Turn, said: Said, people: Sequence[tuple[str | None, int]], refusal: str) -> None:
    assert turn.staff is not None
    facility, referred_to, made_by = said.facility, said.report.referred_to, turn.staff.id
    known = {group.key for group in await facilities.target_groups(turn.session)}
    rows = [
        TurnAway(
            facility_id=facility.id, night=said.night, target_group=group if group in known else None,
            people=min(count, MOST_PEOPLE), reason=refusal, referred_to=referred_to, made_by=made_by,
            created_at=turn.now,
        )
        for group, count in people
    ]  # fmt: skip
    turn.session.add_all(rows)
    await turn.session.flush()
    for row in rows:
        await record(turn, "turn_away.noted", turn_away=str(row.id), reason=refusal)
    who, why = people_words(turn, people), turn.word(f"turn-away-{refusal.replace('_', '-')}")
    turn.say("door-refused", noun=who, place=facility.name, why=why.lower())
    if referred_to:
        turn.say("door-referred", to=referred_to)
    steps = [{"do": "refused", "id": str(row.id)} for row in rows]
    undo.offer(turn, steps, what=turn.word("door-refused-short", noun=who))
