"""What a proactive message says, per kind. None means: it no longer makes sense to say it."""

from __future__ import annotations

from datetime import datetime

from actions import bed_nudges, clock, digest, ladder_words, milestones, recap, rhythm, texts
from actions import transfers as moving
from actions.appointments import stamp
from actions.reply import Choice
from storage.appointments import LIVING
from storage.bed_news import ColdNews, Count, HeldPlace
from storage.checkins import CheckInPlan
from storage.milestones import MilestoneWithName
from storage.nudges import Nudge
from storage.nudging import AppointmentWithName, Recipient
from storage.recap import Week
from storage.silence import Silence
from storage.steps import Step
from storage.transfers import TransferNews

Said = tuple[str, tuple[Choice, ...]]


def words(nudge: Nudge, who: Recipient, subject: object, now: datetime) -> Said | None:
    """Text and buttons for a nudge, or None when what it is about has ended, moved or gone."""
    if nudge.kind == "check_in":
        year_is_over = isinstance(subject, CheckInPlan) and rhythm.asks_on(subject, clock.local(now).date())
        return _after_the_year(who) if year_is_over else ladder_words.question(who)
    if isinstance(subject, Silence):
        return ladder_words.again(nudge, who, subject)
    if isinstance(subject, Step):
        return _step(nudge, who, subject)
    if isinstance(subject, AppointmentWithName):
        return _appointment(nudge, who, subject)
    if isinstance(subject, (HeldPlace, ColdNews, Count)):
        return bed_nudges.words(nudge, who, subject, now)
    return _done(who, subject, now) or _about_colleagues(who, subject)


def _done(who: Recipient, subject: object, now: datetime) -> Said | None:
    """Something was reached, or a week is over."""
    if isinstance(subject, Week):
        return recap.words(who, subject)
    if isinstance(subject, MilestoneWithName):
        return milestones.words(who, subject, clock.local(now).date())
    return None


def _about_colleagues(who: Recipient, subject: object) -> Said | None:
    """A colleague's start of the day, and a client's new contactperson."""
    if isinstance(subject, digest.Morning):
        return digest.words(who.language, subject)
    return moving.words(who.language, who.name, subject) if isinstance(subject, TransferNews) else None


def _choice(who: Recipient, label: str, action: str, **arguments: str) -> Choice:
    return Choice(label=texts.say(who.language, label), action=action, arguments=arguments)


def _after_the_year(who: Recipient) -> Said:
    """Once, when the year is over: being asked on is voluntary, and saying nothing is fine."""
    answers = (
        _choice(who, "button-quarterly", "rhythm.after_year", wish="quarterly"),
        _choice(who, "button-monthly", "rhythm.after_year", wish="monthly"),
        _choice(who, "button-never", "rhythm.after_year", wish="never"),
    )
    return texts.say(who.language, "nudge-after-year"), answers


def _step(nudge: Nudge, who: Recipient, step: Step) -> Said | None:
    if step.state != "open":
        return None
    about = {"step": str(step.id)}
    results = (
        _choice(who, "button-done", "step.done", **about),
        _choice(who, "button-partly", "step.partly", **about),
        _choice(who, "button-not-done", "step.not_done", **about),
        _choice(who, "button-later", "step.move", **about),
    )
    if nudge.kind == "step_after":
        return texts.say(who.language, "nudge-step-after", what=step.what), results
    if step.first_action:
        begin = texts.say(who.language, "nudge-step-begin", what=step.what, first=step.first_action)
        return begin, results
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
