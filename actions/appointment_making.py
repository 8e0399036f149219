"""Making an appointment by chat, and moving one: a wish in words, and what is free then. The questions themselves:
appointment_questions.py; a time is taken or proposed: appointment_taking.py.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from actions import booking, clock, free_times
from actions.appointment_questions import Known, ask, offer, otherwise, staff_of, taking, wish_of, wishing
from actions.appointment_wishes import Wish
from actions.appointment_words import moment_words, where_words, who_words
from actions.free_times import FreeSlot
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import appointments
from storage.appointments import Appointment

FAR = timedelta(days=92)
"""A day further away is asked back: a slip of the pen, or a wish for much later."""
WEEK = timedelta(days=7)
MOST_DAYS = 3


# ---------------------------------------------------------------- a wish, and what to answer


async def begin(turn: Turn, known: Known) -> None:
    """Answer the wish in this message, or ask for one."""
    await consider(turn, wish_of(turn, known) or Wish(), known)


async def consider(turn: Turn, said: Wish, known: Known) -> None:
    """One answer to a wish: an echo to say yes to, free times to choose from, or the next question."""
    wish = said.with_known(known)
    known = known | wish.kept()
    if wish.begins is not None and wish.first is None:
        known["day"] = wish.begins.isoformat()
    if await _asked_back(turn, wish, known):
        return
    if wish.night:
        turn.say("appointment-night")
    free = await booking.soon(turn.session, staff_of(turn, known), turn.now, wish.begins)
    free = [slot for slot in free if clock.local(slot.starts_at).weekday() not in wish.not_on]
    if not free:
        await _unpublished(turn, wish, known)
    elif wish.moments:
        await _at_a_moment(turn, wish, free, known)
    else:
        await _in_a_stretch(turn, wish, free, known)


async def _asked_back(turn: Turn, wish: Wish, known: Known) -> bool:
    """Ask about what cannot be meant as it was said: a moment that has passed, two days, a day far away."""
    if wish.is_over(turn.now):
        if wish.moments or wish.days:
            await _ask_passed(turn, wish, known)
        else:
            await ask(turn, "day", known, again=True)
    elif len(wish.days) > 1:
        days = [day for day in wish.days if day >= clock.local(turn.now).date()][:MOST_DAYS]
        choices = [wishing(clock.day_words(day, turn.language), "appointment.wish", known, day=day) for day in days]
        await ask(turn, "which_day", known, choices)
    elif wish.begins is not None and not known.get("far") and wish.begins > clock.local(turn.now).date() + FAR:
        words = turn.word("day-with-year", day=clock.day_words(wish.begins, turn.language), year=str(wish.begins.year))
        sure = wishing(turn.word("button-yes-right"), "appointment.wish", known | {"far": True}, **_said(wish))
        await ask(turn, "far", known, [sure, otherwise(turn, known)], day=words)
    else:
        return False
    return True


async def _ask_passed(turn: Turn, wish: Wish, known: Known) -> None:
    """ "Dat is al geweest": the same a week on is what is mostly meant, or the next day for an hour of today."""
    passed = max(wish.moments or [clock.day_start(day) for day in wish.days])
    step = timedelta(days=1) if clock.local(passed).date() == clock.local(turn.now).date() else WEEK
    day, at = clock.local(passed).date(), clock.local(passed).time()
    while day < clock.local(turn.now).date() or (wish.moments and clock.at(day, at) <= turn.now):
        day += step
    words = moment_words(clock.at(day, at), turn.language) if wish.moments else clock.day_words(day, turn.language)
    said = {"at": clock.at(day, at)} if wish.moments else {"day": day}
    yes = wishing(turn.word("button-yes-right"), "appointment.wish", known, **said)
    await ask(turn, "passed", known, [yes, otherwise(turn, known)], moment=words)


def _said(wish: Wish) -> dict[str, Any]:
    if len(wish.moments) == 1:
        return {"at": wish.moments[0]}
    return {"day": wish.begins}


async def _at_a_moment(turn: Turn, wish: Wish, free: Sequence[FreeSlot], known: Known) -> None:
    fitting = [slot for slot in free if slot.starts_at in wish.moments]
    if len(fitting) == 1:
        await _ask_sure(turn, fitting[0], known)
    elif fitting:
        await _ask_part(turn, [slot.starts_at for slot in fitting], known)
    elif known.get("own"):  # they know what is published, and it does not suit them
        await _unpublished(turn, wish, known)
    else:
        await offer(turn, "appointment-not-then", free_times.nearest(free, wish.moments[0], booking.OFFERED), known)


async def _in_a_stretch(turn: Turn, wish: Wish, free: Sequence[FreeSlot], known: Known) -> None:
    fitting = [slot for slot in free if wish.fits(slot)]
    if fitting:
        await offer(turn, "appointment-free-times", free_times.spread(fitting, booking.OFFERED), known)
    elif known.get("own") and len(wish.days) == 1:
        await _unpublished(turn, wish, known)
    else:
        near = clock.at(wish.begins, wish.earliest or time()) if wish.begins else turn.now
        await offer(turn, "appointment-none-then", free_times.nearest(free, near, booking.OFFERED), known)


async def _unpublished(turn: Turn, wish: Wish, known: Known) -> None:
    """Nothing is published, or none of it suits: a proposal, which needs a day and a time."""
    if len(wish.moments) > 1:
        await _ask_part(turn, wish.moments, known)
    elif wish.moments:
        moment = wish.moments[0]
        yes = wishing(turn.word("button-yes-right"), "appointment.propose", known, at=moment)
        await ask(turn, "sure", known, [yes, otherwise(turn, known)], moment=moment_words(moment, turn.language))
    elif len(wish.days) == 1:
        await ask(turn, "clock", known, day=clock.day_words(wish.days[0], turn.language))
    else:
        await ask(turn, "day", known)


async def _ask_sure(turn: Turn, slot: FreeSlot, known: Known) -> None:
    """The echo: weekday, date, digits, with whom and where; and what else the person has at that time."""
    assert turn.person is not None
    staff = staff_of(turn, known)
    await say_overlaps(turn, appointment_at(turn, slot, staff, known.get("moving")))
    yes = taking(turn, turn.word("button-yes-right"), slot, known)
    place = turn.word("appointment-by-phone") if known.get("by_phone") else slot.place
    await ask(
        turn, "published", known, [yes, otherwise(turn, known)], moment=moment_words(slot.starts_at, turn.language),
        who=await who_words(turn.session, staff, turn.language), where=where_words(place),
    )  # fmt: skip


def appointment_at(turn: Turn, slot: FreeSlot, staff_id: uuid.UUID, moving: str | None = None) -> Appointment:
    """An appointment of this client in a slot, not kept yet."""
    assert turn.person is not None
    return Appointment(
        person_id=turn.person.id, staff_id=staff_id, starts_at=slot.starts_at, minutes=slot.minutes, state="planned",
        made_by_role="client", follows_id=uuid.UUID(moving) if moving else None, created_at=turn.now,
    )  # fmt: skip


async def say_overlaps(turn: Turn, made: Appointment) -> None:
    """Warn of what the person has in the same hours; to refuse would leave them without, and they know best."""
    for other in await appointments.at_the_same_time(turn.session, made):
        who = await who_words(turn.session, other.staff_id, turn.language)
        turn.say("appointment-also-then", moment=moment_words(other.starts_at, turn.language), who=who)


async def _ask_part(turn: Turn, moments: Sequence[datetime], known: Known) -> None:
    """ "Om 8 uur": in the morning or in the evening?"""
    labels = {moment: f"button-part-{_part(moment)}" for moment in sorted(moments)}
    choices = [
        wishing(turn.word(label, clock=clock.clock_words(moment)), "appointment.wish", known, at=moment)
        for moment, label in labels.items()
    ]
    await ask(turn, "part", known, choices)


def _part(moment: datetime) -> str:
    hour = clock.local(moment).hour
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


# ---------------------------------------------------------------- buttons


@answers("appointment.said", needs=May.HAVE_APPOINTMENTS)
async def typed_wish(turn: Turn) -> None:
    """A wish in words, as the answer to a question."""
    await begin(turn, turn.arguments["known"])


@answers("appointment.wish", needs=May.HAVE_APPOINTMENTS)
async def chosen_wish(turn: Turn) -> None:
    """One of two days, one of two hours, or yes to what was asked back."""
    given = turn.arguments
    at, day = given.get("at"), given.get("day")
    wish = Wish(
        moments=(clock.local(datetime.fromisoformat(at)),) if at else (),
        days=(date.fromisoformat(day),) if day else (),
    )
    await consider(turn, wish, given["known"])


@answers("appointment.else", needs=May.HAVE_APPOINTMENTS)
async def somethingotherwise(turn: Turn) -> None:
    """None of it suits: what would? From now on a time that is not published becomes a proposal."""
    known = {k: v for k, v in turn.arguments["known"].items() if k not in ("earliest", "latest", "day")}
    turn.say("appointment-own-time")
    await ask(turn, "day", known | {"own": True})
    turn.offer_human()
