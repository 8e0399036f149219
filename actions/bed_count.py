"""The count of the house against what the beds say: equal, more inside, fewer, or more than there are beds.

More inside is filled in without names; fewer is asked, because a wrong guess about a guest is worse than a question.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from actions import departures, occupancy, undo
from actions.door_said import BOARD, Said, at_words, first_time, people_words, record, say_free, tonight
from actions.occupancy import Done, Party
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from nlu.door.report import DoorReport
from storage import beds as bed_nights
from storage import closures


@dataclass(frozen=True, kw_only=True)
class House:
    """What the beds say tonight, per group: who is in, what is free, what is held."""

    inside: Counter[str]
    free: Counter[str]
    held: Counter[str]

    @property
    def groups(self) -> list[str]:
        """The groups that have a bed here tonight."""
        return [g for g in self.inside.keys() | self.free.keys() | self.held.keys() if self.room(g)]

    def room(self, group: str) -> int:
        """How many of a group can be in."""
        return self.inside[group] + self.free[group] + self.held[group]


async def house(turn: Turn, said: Said) -> House:
    """The shelter as the beds say it."""
    board = (await tonight(turn, said)).values()
    by_state = {state: Counter(b.group for b in board if b.state == state) for state in ("taken", "free", "held")}
    return House(inside=by_state["taken"], free=by_state["free"], held=by_state["held"])


# ---------------------------------------------------------------- the count


async def count(turn: Turn, said: Said) -> None:
    """Compare what was counted with the beds, group by group where groups were said."""
    now = await house(turn, said)
    said_groups, total = wanted(said.report, now)
    over = [(g, n - now.room(g)) for g, n in said_groups.items() if n > now.room(g)]
    if total is not None and total > (all_of := sum(map(now.room, now.groups))):
        over = [("", total - all_of)]
    if over:
        await _too_many(turn, said, over, sum(map(now.room, now.groups)))
    elif total is not None:
        await _by_total(turn, said, now, total - now.inside.total())
    else:
        await _by_group(turn, said, {g: n - now.inside[g] for g, n in said_groups.items()})


def wanted(report: DoorReport, now: House) -> tuple[dict[str, int], int | None]:
    """How many are inside by what was said: per group, or else in total."""
    said = {one.group: one.count for one in report.people if one.group and one.count is not None}
    total = report.total
    for one in report.free:
        held, free = (now.held[one.group], now.free[one.group]) if one.group else (now.held.total(), now.free.total())
        inside = now.inside[one.group] if one.group else now.inside.total()
        left = one.count or 0
        # Places on hold are empty but not to give out: either way of counting them agrees with the beds.
        counted = inside if left in (free, free + held) else inside + free - left
        if one.group:
            said.setdefault(one.group, counted)
        elif total is None and not said:
            total = counted
    rest = [g for g in now.groups if g not in said]
    if said and total is not None and len(rest) == 1:
        said[rest[0]] = total - sum(said.values())
    return (said, None) if said else ({}, total)


async def _by_total(turn: Turn, said: Said, now: House, more: int) -> None:
    if more == 0:
        await agreed(turn, said)
        return
    groups = [g for g in now.groups if (now.free[g] if more > 0 else now.inside[g]) >= abs(more)]
    if more > 0 and not now.held.total() and (len(now.groups) == 1 or more == now.free.total()):
        await _by_group(turn, said, {g: more if len(now.groups) == 1 else now.free[g] for g in now.groups})
        return
    inside = now.inside.total()
    turn.say("door-count-more" if more > 0 else "door-count-fewer", recorded=inside, count=abs(more))
    for group in groups:
        _offer(turn, said, [(group, more)])
    if more > 0 and now.held.total():  # it may be them who came
        turn.say("door-count-held", held=now.held.total(), board=BOARD)
    elif more > 0:
        turn.say("door-count-mixed")
    else:
        turn.offer("door-label-dont-know", "bed_count.unknown")


async def _by_group(turn: Turn, said: Said, differences: dict[str, int]) -> None:
    """Fill in who is more; ask about who is fewer."""
    if not any(differences.values()):
        await agreed(turn, said)
        return
    done = Done()
    for group, more in differences.items():
        if more > 0:
            await occupancy.fill(turn, said, done, group, more)
    if done.places:
        await occupancy.tell_in(turn, said, Done(places=done.places, steps=done.steps))
    if done.unfit:
        turn.say("door-count-not-all", noun=people_words(turn, done.unfit), board=BOARD)
    gone = [(group, more) for group, more in differences.items() if more < 0]
    if gone:
        turn.say("door-count-gone", noun=people_words(turn, [(g, -n) for g, n in gone]))
        _offer(turn, said, gone)
        turn.offer("door-label-dont-know", "bed_count.unknown")


def _offer(turn: Turn, said: Said, people: Sequence[Party]) -> None:
    noun = people_words(turn, [(g, abs(n)) for g, n in people])
    key = "door-label-in" if people[0][1] > 0 else "door-label-gone"
    turn.offer(
        "button-named-step", "bed_count.change",
        name=turn.word(key, noun=noun), token=uuid.uuid4().hex, people=list(people), slots=said.slots,
    )  # fmt: skip


@answers("bed_count.change", needs=May.CHANGE_BEDS)
async def change(turn: Turn) -> None:
    """Staff say which group the difference is: more of them are filled in, fewer of them leave – the nameless only."""
    from actions import door  # noqa: PLC0415 (it imports this module)

    given = turn.arguments
    said = await door.said_of(turn, given["slots"])
    if said is None or not await first_time(turn, given["token"]):
        return
    done = Done()
    for group, more in given["people"]:
        if more > 0:
            await occupancy.fill(turn, said, done, group, more)
        else:
            await departures.leave_unnamed(turn, said, done, group, -more)
    came = any(more > 0 for _, more in given["people"])
    await (occupancy.tell_in if came else departures.tell_out)(turn, said, done)


@answers("bed_count.unknown", needs=May.CHANGE_BEDS)
async def unknown(turn: Turn) -> None:
    """Nobody knows who left: nothing is changed, the board shows bed by bed who should be there."""
    turn.say("door-count-unchanged", board=BOARD)


async def agreed(turn: Turn, said: Said) -> None:
    """What was counted is what the beds say: the count is fresh."""
    before = said.facility.counted_at
    await bed_nights.recount(turn.session, [said.facility.key], turn.now)
    await record(turn, "bed.counted", facility=said.facility.key)
    turn.say("door-count-agreed", place=said.facility.name, at=at_words(turn.now))
    step = {
        "do": "counted", "facility": said.facility.key, "counted": turn.now.isoformat(),
        "before": before.isoformat() if before else None,
    }  # fmt: skip
    undo.offer(turn, [step], what=turn.word("door-count-short"))
    await say_free(turn, said)


async def _too_many(turn: Turn, said: Said, over: list[Party], room: int) -> None:
    """More people than beds: nothing is written down; what can be done is offered."""
    turn.say("door-count-too-many", place=said.facility.name, room=room, noun=people_words(turn, over))
    people = [(group or None, count) for group, count in over]
    turn.offer(
        "button-named-step", "turn_aways.write", name=turn.word("door-note-refusal"),
        token=uuid.uuid4().hex, night=said.night.isoformat(), facility=said.facility.key, people=people, refusal="full",
    )  # fmt: skip
    if await closures.cold_in(turn.session, said.night) is None:
        turn.offer("door-label-extra-beds", "house.cold_ask")
