"""What a proactive message says, per kind. None means: it no longer makes sense to say it."""

from __future__ import annotations

from datetime import datetime

from actions import (
    bed_nudges,
    clock,
    digest,
    ladder_words,
    milestones,
    money_asking,
    recap,
    referral_news,
    reminder_words,
    rhythm,
    texts,
)
from actions import transfers as moving
from actions.reply import Choice
from storage.bed_news import ColdNews, Count, HeldPlace
from storage.checkins import CheckInPlan
from storage.milestones import MilestoneWithName
from storage.money import Asking
from storage.nudges import Nudge
from storage.nudging import AppointmentWithName, Recipient
from storage.recap import Week
from storage.referral_events import News
from storage.silence import Silence
from storage.steps import Step
from storage.transfers import TransferNews

Said = tuple[str, tuple[Choice, ...]]


def words(nudge: Nudge, who: Recipient, subject: object, now: datetime) -> Said | None:
    """Text and buttons for a nudge, or None when what it is about has ended, moved or gone."""
    if nudge.kind == "check_in":
        year_is_over = isinstance(subject, CheckInPlan) and rhythm.asks_on(subject, clock.local(now).date())
        return _after_the_year(who) if year_is_over else ladder_words.question(who)
    if isinstance(subject, (Silence, Asking)):
        return _question(nudge, who, subject, now)
    if isinstance(subject, Step):
        return _step(nudge, who, subject)
    if isinstance(subject, AppointmentWithName):
        return reminder_words.words(nudge, who.language, subject, now)
    if isinstance(subject, (HeldPlace, ColdNews, Count)):
        return bed_nudges.words(nudge, who, subject, now)
    return _done(who, subject, now) or _about_colleagues(who, subject)


def _question(nudge: Nudge, who: Recipient, subject: Silence | Asking, now: datetime) -> Said | None:
    """How it goes, once more; or whether there is enough for the week."""
    if isinstance(subject, Asking):
        return money_asking.words(nudge, who, subject, now)
    return ladder_words.again(nudge, who, subject)


def _done(who: Recipient, subject: object, now: datetime) -> Said | None:
    """Something was reached, or a week is over."""
    if isinstance(subject, Week):
        return recap.words(who, subject)
    if isinstance(subject, MilestoneWithName):
        return milestones.words(who, subject, clock.local(now).date())
    return None


def _about_colleagues(who: Recipient, subject: object) -> Said | None:
    """A colleague's start of the day, news about a request, and a client's new contactperson."""
    if isinstance(subject, News):
        return referral_news.words(who)
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
