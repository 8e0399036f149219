"""When somebody leaves for an appointment: asked after "ik kom", kept as a plan, and said again at that moment.

Who plans when to leave comes more often than who only says that they will come (docs/appointment-reminders.md).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from actions import clock, reminders
from actions.minutes_said import minutes_in, says_before
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from nlu.confidence import SURE
from nlu.understanding import Grain, TimeSpan
from storage import appointments
from storage.appointments import STANDING, Appointment

LONGEST = timedelta(hours=6)
"""Nobody leaves longer before an appointment than this; a time that would be is misread."""
SOON = timedelta(minutes=2)
"""A suggestion is offered when it is at least so far ahead."""
STILL_ASKED = timedelta(hours=20)
"""So long a time that is said may be the answer, when nothing else was talked about since."""
UNSURE = re.compile(r"\bweet\b.*\bniet\b|geen idee|zie wel|op tijd\b|not sure|don'?t know|no idea|in time\b")
NOW = re.compile(
    r"^(ik ga |ga |ik vertrek )?(nu|meteen|direct|zo)( weg)?\W*$|^(i'?m leaving |leaving )?(now|right away)\W*$"
)


async def ask(turn: Turn, appointment: Appointment) -> None:
    """Ask when they leave, with suggestions; nothing when they have told or there is no time left to plan."""
    if appointment.leaves_at is not None and appointment.leaves_at > turn.now:
        turn.say("leave-known", clock=clock.clock_words(appointment.leaves_at))
        _offer_after(turn, appointment)
        return
    if _ahead(turn, appointment):
        turn.say("leave-when")
        _offer_moments(turn, appointment)


def _ahead(turn: Turn, appointment: Appointment) -> list[datetime]:
    moments = [appointment.starts_at - before for before in reminders.LEAVE]
    return [moment for moment in moments if moment - turn.now > SOON]


def _offer_moments(turn: Turn, appointment: Appointment) -> None:
    about = str(appointment.id)
    for moment in _ahead(turn, appointment):
        name = turn.word("leave-at", clock=clock.clock_words(moment))
        turn.offer("button-named-step", "leave.at", name=name, appointment=about, at=moment.isoformat())
    turn.offer("button-dont-know", "leave.unsure", answers="no", appointment=about)
    turn.remember("leaving", appointment=about)


def _offer_after(turn: Turn, appointment: Appointment) -> None:
    about = str(appointment.id)
    turn.offer("button-to-calendar", "appointment.calendar", appointment=about)
    turn.offer("button-leave-otherwise", "leave.ask", appointment=about)
    turn.remember("leaving", appointment=about)


# ---------------------------------------------------------------- what they answer


async def hear(turn: Turn) -> bool:
    """A time, "kwartier ervoor" or "weet ik nog niet" after the question; False when it is about something else."""
    found = await _asked_about(turn)
    if found is None:
        return False
    small = turn.text.strip().lower()
    turn_to = "leave.unsure" if UNSURE.search(small) else "leave.now" if NOW.match(small) else None
    if turn_to is not None:
        await turn.go(turn_to, {"appointment": str(found.id)})
        return True
    moment = moment_said(turn.text, turn.understood.times, found.starts_at)
    if moment is None:
        return _ask_again(turn, found)
    turn.conversation.stumbles = 0
    await _keep(turn, found, moment)
    return True


def _ask_again(turn: Turn, appointment: Appointment) -> bool:
    """A time that makes no sense is asked back, unless the message surely asks for something else."""
    exact = any(span.grain in (Grain.MINUTE, Grain.HOUR) for span in turn.understood.times)
    names_time = exact or bool(minutes_in(turn.text))
    something_else = turn.understood.intent != "out_of_scope" and turn.understood.confidence >= SURE
    if not names_time or something_else:
        return False
    turn.say("leave-again", clock=clock.clock_words(appointment.starts_at))
    _offer_moments(turn, appointment)
    return True


async def _asked_about(turn: Turn) -> Appointment | None:
    """The appointment for which it was asked when they leave, if that was the last thing talked about."""
    context = turn.conversation.context
    if context.get("topic") != "leaving" or turn.now - datetime.fromisoformat(context["at"]) > STILL_ASKED:
        return None
    return await _living(turn, context["appointment"])


def moment_said(text: str, times: Sequence[TimeSpan], starts_at: datetime) -> datetime | None:
    """When somebody leaves for an appointment, as they wrote it; None when no time makes sense.

    Of the readings of "half twee" the last one before the appointment is meant, six hours before it at most.
    """
    lengths = minutes_in(text)
    exact = [s for s in times if s.start is not None and s.grain in (Grain.MINUTE, Grain.HOUR)]
    if lengths and (says_before(text) or not exact):
        moment = starts_at - timedelta(minutes=lengths[-1])
        return moment if timedelta(0) < starts_at - moment <= LONGEST else None
    day = clock.local(starts_at).date()
    readings = [reading.start for span in exact for reading in (span, *span.alternatives) if reading.start]
    meant = [clock.at(day, clock.local(reading).time()) for reading in readings]
    return max((m for m in meant if timedelta(0) < starts_at - m <= LONGEST), default=None)


@answers("leave.at", needs=May.HAVE_APPOINTMENTS)
async def chosen(turn: Turn) -> None:
    """A suggestion was pressed."""
    found = await _living(turn, turn.arguments["appointment"])
    if found is None:
        await turn.go("ask_appointment")
        return
    await _keep(turn, found, datetime.fromisoformat(turn.arguments["at"]))


async def _keep(turn: Turn, appointment: Appointment, moment: datetime) -> None:
    """Keep the plan and promise to say so; a moment that has passed or makes no sense any more is asked again."""
    if not turn.now < moment < appointment.starts_at:
        turn.say("leave-past", clock=clock.clock_words(moment))
        turn.offer("button-leave-now", "leave.now", answers="yes", appointment=str(appointment.id))
        turn.offer("button-leave-otherwise", "leave.ask", appointment=str(appointment.id))
        turn.remember("leaving", appointment=str(appointment.id))
        return
    appointment.leaves_at = moment
    turn.session.add(appointment)
    await turn.session.flush()
    await reminders.plan_for(turn.session, appointment, turn.now)
    turn.say("leave-kept", clock=clock.clock_words(moment), day=_day(turn, moment))
    _offer_after(turn, appointment)


def _day(turn: Turn, moment: datetime) -> str:
    return clock.day_words(clock.local(moment).date(), turn.language)


@answers("leave.ask", needs=May.HAVE_APPOINTMENTS)
async def otherwise(turn: Turn) -> None:
    """Another moment to leave than the one that was planned."""
    found = await _living(turn, turn.arguments["appointment"])
    if found is None:
        await turn.go("ask_appointment")
        return
    turn.say("leave-when")
    _offer_moments(turn, found)


@answers("leave.unsure", needs=May.HAVE_APPOINTMENTS)
async def unsure(turn: Turn) -> None:
    """Not known yet: the reminder on the day itself asks again."""
    turn.say("leave-unsure")
    turn.offer("button-my-appointments", "ask_appointment")
    turn.offer_human()


@answers("leave.now", needs=May.HAVE_APPOINTMENTS)
async def on_the_way(turn: Turn) -> None:
    """Going: a good journey, and where it is once more."""
    found = await _living(turn, turn.arguments["appointment"])
    if found is None:
        await turn.go("ask_appointment")
        return
    if found.state == "planned":
        await appointments.change(turn.session, found, state="confirmed", now=turn.now)
    turn.say("leave-going", clock=clock.clock_words(found.starts_at))
    turn.offer("button-cannot-come", "appointment.cancel", appointment=str(found.id))
    turn.offer_human()


async def _living(turn: Turn, appointment_id: str) -> Appointment | None:
    assert turn.person is not None
    found = await appointments.by_id(turn.session, uuid.UUID(appointment_id))
    if found is None or found.person_id != turn.person.id or found.state not in STANDING:
        return None
    return found if found.starts_at > turn.now else None
