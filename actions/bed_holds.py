"""Keeping a place for somebody: kept at once, then – only when they like – a name and when they come.

The bed is kept before anything is asked, so that nobody loses it while typing. One place a night for oneself.
"""

from __future__ import annotations

from datetime import date, datetime

from actions import arrivals, bed_fit, clock, forms, holding, kept_place
from actions.bed_fit import Fit
from actions.bed_question import Question, heard, night_meant, recall
from actions.bed_words import ask_first
from actions.forms import Form, Slot, Slots
from actions.registry import answers
from actions.turn import Turn
from nlu.needs import find_needs
from storage import facilities, holds, waiting
from storage.beds import Place, Sleeper
from storage.errors import AlreadyTaken, NoneFree
from storage.facilities import Facility


async def offer(turn: Turn, asked: Question, best: Fit) -> None:
    """Ask whether to keep the best place; who has one hears what can be done with that."""
    if turn.staff is not None:
        return
    held = await holds.own_hold(turn.session, turn.conversation.id, turn.now, night=asked.night)
    if held is not None:
        kept_place.offer_changes(turn, held)
    elif asked.night != clock.night_of(turn.now):
        turn.say("beds-hold-on-the-day")
    else:
        turn.say("beds-shall-i-hold", place=best.facility.name)
        turn.offer(
            "button-hold", "beds.hold", answers="yes", group=best.beds.group, facility=best.facility.key,
            night=asked.night.isoformat(),
        )  # fmt: skip
        turn.offer("button-not-now", "small_talk.fine", answers="no")


# ---------------------------------------------------------------- keeping a place


@answers("reserve_bed", "beds.hold", effect=True)
async def reserve_bed(turn: Turn) -> None:
    """Keep a place for tonight: one for each person, straight away, and easy to let go."""
    night = date.fromisoformat(turn.arguments["night"]) if "night" in turn.arguments else night_meant(turn)
    if night < clock.night_of(turn.now):  # a button of an earlier night
        await turn.go(
            "ask_bed_availability", {"groups": [turn.arguments["group"]] if "group" in turn.arguments else []}
        )
        return
    if turn.staff is None:
        held = await holds.own_hold(turn.session, turn.conversation.id, turn.now, night=night)
        if held is not None:
            kept_place.ask_no_more(turn)
            turn.say("beds-held-already", place=held.facility_name, until=kept_place.until(held))
            await kept_place.tell_way(turn, held)
            kept_place.end(turn, held)
            return
        if night != clock.night_of(turn.now):
            turn.say("beds-hold-on-the-day")
            turn.offer("button-bed", "ask_bed_availability")
            turn.offer_human()
            return
    await forms.start(turn, HOLD, **await _known(turn, night))


async def _known(turn: Turn, night: date) -> Slots:
    """What the message, its button and the question before it say about the place that is wanted."""
    before = turn.recalled("beds")
    asked = await heard(turn, recall(before) if before else Question(night=night))
    group = turn.arguments.get("group") or next(iter(asked.beds), None)
    slots: Slots = {"asked": asked.kept() | {"night": night.isoformat()}}
    typed = turn.understood.intent is not None  # a button says itself which shelter is meant, or any
    slots["facility"] = turn.arguments.get("facility") or (asked.facility if typed else None)
    if turn.staff is not None:
        coming = arrivals.expected(turn.understood.times, night, turn.now)
        slots |= {"name": arrivals.guest_named(turn.text), "expected": coming.isoformat() if coming else None}
    return slots | ({"group": group} if group else {})


def _read_group(turn: Turn) -> str | None:
    groups = find_needs(turn.text).groups
    return "gezin" if "gezin" in groups else next(iter(groups), None) or turn.understood.value("target_group")


_GROUPS = tuple((f"group-one-{group}", group) for group in ("man", "vrouw", "gezin", "jongere"))
_STOP_OR_HUMAN_OPTIONS = (("button-stop-form", "form.stop"), ("button-human", "talk_to_human"))


async def _hold(turn: Turn, slots: Slots) -> None:
    asked = _asked(slots)
    try:
        place = await _first_free(turn, asked, slots)
    except AlreadyTaken:
        held = await holds.own_hold(turn.session, turn.conversation.id, turn.now, night=asked.night)
        if held is None:
            raise
        await _tell_held(turn, held, asked)
        return
    except NoneFree:
        from actions import beds  # noqa: PLC0415 (it offers holding)

        if "facility" in turn.arguments:
            turn.say("beds-just-gone")
        await beds.tell(turn, asked)
        return
    if turn.staff is not None:
        _tell_colleague(turn, place, slots)
        return
    await holding.plan_reminder(turn.session, place, turn.conversation.id)
    await _no_longer_waiting(turn, asked.night)
    await _tell_held(turn, place, asked)


def _asked(slots: Slots) -> Question:
    """The question that the place answers, for the group and shelter that were chosen in the end."""
    kept = slots["asked"] | {"facility": slots.get("facility")}
    asked = recall(kept)
    if slots["group"] not in asked.beds:
        kept |= {"groups": (slots["group"],), "children": None}
    return recall(kept)


async def _first_free(turn: Turn, asked: Question, slots: Slots) -> Place:
    """A bed in the best shelter that still has one. Raises NoneFree or AlreadyTaken."""
    for fit in (await bed_fit.find(turn.session, asked, turn.now)).free:
        try:
            return await holds.hold(
                turn.session, night=asked.night, group=fit.beds.group, facilities=(fit.facility.key,), now=turn.now,
                minutes=minutes(fit.facility, asked.night, turn.now), whose=_whose(turn, slots),
            )  # fmt: skip
        except NoneFree:  # somebody was quicker there
            continue
    raise NoneFree(f"no bed is free for {slots['group']} in the night of {asked.night}")


def minutes(place: Facility, night: date, now: datetime) -> int:
    """How long a place is kept: as long as the shelter says, from when one can come in."""
    opens = clock.at(night, place.opens_at) if place.opens_at else now
    return int((max(opens, now) - now).total_seconds() // 60) + place.hold_minutes


def _whose(turn: Turn, slots: Slots) -> Sleeper:
    if turn.staff is None:
        return Sleeper(conversation_id=turn.conversation.id, person_id=turn.person.id if turn.person else None)
    coming = slots.get("expected")
    return Sleeper(
        made_by=turn.staff.id,
        guest_name=slots.get("name"),
        expected_at=datetime.fromisoformat(coming) if coming else None,
    )


HOLD = forms.form(
    Form(
        kind="bed_hold",
        slots=(Slot(name="group", ask="beds-for-whom", read=_read_group, options=_GROUPS),),
        finish=_hold,
        own_intents=frozenset({"reserve_bed", "ask_bed_availability"}),
        always=_STOP_OR_HUMAN_OPTIONS,
    )
)


async def _no_longer_waiting(turn: Turn, night: date) -> None:
    waiter = await waiting.of_conversation(turn.session, turn.conversation.id, night)
    if waiter is not None:
        await waiting.end(turn.session, waiter.id, "placed", turn.now)


async def _tell_held(turn: Turn, held: Place, asked: Question) -> None:
    """Until when and where; then what the shelter would like to know, unless another form is waiting."""
    turn.say("beds-held", place=held.facility_name, until=kept_place.until(held))
    await kept_place.tell_way(turn, held)
    await _ask_first(turn, held, asked)
    if turn.conversation.form is None:
        known: Slots = {"name": ""} if turn.person is not None else {}
        coming = arrivals.expected(turn.understood.times, held.night, turn.now)
        known |= {"expected": coming.isoformat()} if coming else {}
        await forms.start(turn, arrivals.ARRIVAL, hold=str(held.id), **known)
    else:
        kept_place.offer_changes(turn, held)
    kept_place.end(turn, held, buttons=False)


async def _ask_first(turn: Turn, held: Place, asked: Question) -> None:
    place = await facilities.by_key(turn.session, held.facility)
    if place is not None and (unknown := bed_fit.unknown(place, asked)):
        turn.paragraphs.append(ask_first(turn, place, unknown))


def _tell_colleague(turn: Turn, place: Place, slots: Slots) -> None:
    who = slots.get("name") or turn.word("group-some", group=place.group, count=1)
    turn.say("beds-held-for", who=who, place=place.facility_name, bed=place.bed, until=kept_place.until(place))
    turn.offer("button-let-go", "beds.release", hold=str(place.id))
    turn.offer_human()
