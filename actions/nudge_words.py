"""What a proactive message says, per kind. None means: it no longer makes sense to say it."""

from __future__ import annotations

from datetime import datetime

from actions import bed_nudges, clock, rhythm, texts
from actions.appointments import stamp
from actions.reply import Choice
from storage.appointments import LIVING
from storage.bed_news import ColdNews, Count, HeldPlace
from storage.checkins import CheckInPlan
from storage.nudges import Nudge
from storage.nudging import AppointmentWithName, Recipient
from storage.steps import Step

Said = tuple[str, tuple[Choice, ...]]


def words(nudge: Nudge, who: Recipient, subject: object, now: datetime) -> Said | None:
    """Text and buttons for a nudge, or None when what it is about has ended, moved or gone."""
    if nudge.kind == "check_in":
        if isinstance(subject, CheckInPlan) and rhythm.asks_on(subject, clock.local(now).date()):
            return _after_the_year(who)
        return _check_in(who)
    if isinstance(subject, Step):
        return _step(who, subject)
    if isinstance(subject, AppointmentWithName):
        return _appointment(nudge, who, subject)
    if isinstance(subject, (HeldPlace, ColdNews, Count)):
        return bed_nudges.words(nudge, who, subject, now)
    return None


def _choice(who: Recipient, label: str, action: str, **arguments: str) -> Choice:
    return Choice(label=texts.say(who.language, label), action=action, arguments=arguments)


def _check_in(who: Recipient) -> Said:
    moods = (
        _choice(who, "button-mood-good", "checkin_positive"),
        _choice(who, "button-mood-so-so", "checkin_neutral"),
        _choice(who, "button-mood-bad", "checkin_negative"),
        _choice(who, "button-not-now", "small_talk.fine"),
    )
    return texts.say(who.language, "nudge-check-in", name=who.name), moods


def _after_the_year(who: Recipient) -> Said:
    """Once, when the year is over: being asked on is voluntary, and saying nothing is fine."""
    answers = (
        _choice(who, "button-quarterly", "rhythm.after_year", wish="quarterly"),
        _choice(who, "button-monthly", "rhythm.after_year", wish="monthly"),
        _choice(who, "button-never", "rhythm.after_year", wish="never"),
    )
    return texts.say(who.language, "nudge-after-year"), answers


def _step(who: Recipient, step: Step) -> Said | None:
    if step.state != "open":
        return None
    results = (
        _choice(who, "button-done", "step.done", step=str(step.id)),
        _choice(who, "button-partly", "step.partly", step=str(step.id)),
        _choice(who, "button-not-done", "step.not_done", step=str(step.id)),
    )
    return texts.say(who.language, "nudge-step-reminder", what=step.what), results


def _appointment(nudge: Nudge, who: Recipient, subject: AppointmentWithName) -> Said | None:
    appointment = subject.appointment
    moved = not nudge.dedupe_key.endswith(stamp(appointment.starts_at))
    if appointment.state not in LIVING or moved:
        return None
    here = clock.local(appointment.starts_at)
    day, time = clock.day_words(here.date(), who.language), clock.clock_words(here)
    text = texts.say(
        who.language,
        nudge.kind.replace("appointment", "nudge-appointment").replace("_", "-"),
        moment=texts.say(who.language, "moment", day=day, clock=time),
        clock=time,
        who=subject.staff_name or texts.say(who.language, "your-contact-person"),
        where=f", {appointment.place}" if appointment.place else "",
    )
    about = {"appointment": str(appointment.id)}
    return text, (
        _choice(who, "button-coming", "appointment.confirm", **about),
        _choice(who, "button-other-time", "appointment.move", **about),
        _choice(who, "button-cannot-come", "appointment.cancel", **about),
    )
