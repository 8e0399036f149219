"""What is said about an appointment of our own accord, and the same in full after a tap.

A message may light up on a telephone that others see: it never says what the talk is about, and leaves out a place or a
name that would tell. Who has others reading along hears only that there is a message (docs/appointment-reminders.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions import clock, texts
from actions.reminders import BEFOREHAND, PRIVATE_WORDS, reminding, still_means
from actions.reply import Choice
from storage.appointments import STANDING, Appointment
from storage.nudges import Nudge
from storage.nudging import AppointmentWithName

Said = tuple[str, tuple[Choice, ...]]
WITH_THE_WAY = BEFOREHAND | {"appointment_leave"}
"""Messages that say where it is and what to bring."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What may be said of an appointment besides its moment: with whom, where, what to bring, and a link to the way."""

    who: str
    place: str | None
    bring: str | None
    route: str | None


def words(nudge: Nudge, language: str, subject: AppointmentWithName, now: datetime) -> Said | None:
    """Text and buttons for a nudge, or None when the appointment has ended, moved or gone, or all has been said."""
    appointment = subject.appointment
    if not still_means(nudge, appointment) or not _matters(nudge.kind, appointment, now):
        return None
    if reminding(subject.wish, appointment.reminders).discreet:
        return texts.say(language, "remind-discreet"), (_read(nudge.kind, language, appointment, "button-read"),)
    everything, public = _everything(subject, language), _public(subject, language)
    text, choices = _said(nudge.kind, language, appointment, public, now)
    if public == everything or nudge.kind not in WITH_THE_WAY:
        return text, choices
    return text, (*choices, _read(nudge.kind, language, appointment, "button-know-more"))


def in_full(kind: str, language: str, subject: AppointmentWithName, now: datetime) -> Said:
    """What a message of this kind says about an appointment as it is now, with nothing left out: after a tap."""
    return _said(kind, language, subject.appointment, _everything(subject, language), now)


def _matters(kind: str, appointment: Appointment, now: datetime) -> bool:
    if kind == "appointment_missed":
        return appointment.state == "missed"
    if kind == "appointment_after":
        return appointment.state in {*STANDING, "done"} and appointment.went is None
    return appointment.state in STANDING and appointment.starts_at > now


def _said(kind: str, language: str, appointment: Appointment, told: Told, now: datetime) -> Said:
    here = clock.local(appointment.starts_at)
    day = clock.day_words(here.date(), language)
    moment = texts.say(language, "moment", day=day, clock=clock.clock_words(here))
    lines = [
        texts.say(
            language, f"nudge-{kind.replace('_', '-')}", moment=moment, day=day, clock=clock.clock_words(here),
            now=clock.clock_words(now), who=told.who, where=f", {told.place}" if told.place else "",
            today="yes" if here.date() == clock.local(now).date() else "no",
        )
    ]  # fmt: skip
    if kind in WITH_THE_WAY and told.bring:
        lines.append(texts.say(language, "remind-bring", bring=told.bring.rstrip(" .")))
    if kind in WITH_THE_WAY and told.route:
        lines.append(texts.say(language, "remind-route", link=told.route))
    if kind in BEFOREHAND:
        lines.append(texts.say(language, "remind-coming"))
    return "\n".join(lines), _answers(kind, language, appointment)


_COMING = (
    ("button-coming", "appointment.confirm"),
    ("button-other-time", "appointment.move"),
    ("button-cannot-come", "appointment.cancel"),
)
_ANSWERS = {
    "appointment_leave": (("button-leave-now", "leave.now"), *_COMING[1:]),
    "appointment_missed": (("button-new-time", "appointment.again"), ("button-human", "talk_to_human")),
}
_WENT = (("button-went-good", "good"), ("button-went-so-so", "so_so"), ("button-went-bad", "bad"))


def _answers(kind: str, language: str, appointment: Appointment) -> tuple[Choice, ...]:
    about = {"appointment": str(appointment.id)}
    if kind == "appointment_after":
        went = [
            Choice(label=texts.say(language, label), action="appointment.went", arguments=about | {"went": how})
            for label, how in _WENT
        ]
        absent = texts.say(language, "button-was-not-there")
        return *went, Choice(label=absent, action="appointment.absent", arguments=about)
    return tuple(
        Choice(label=texts.say(language, label), action=action, arguments=about)
        for label, action in _ANSWERS.get(kind, _COMING)
    )


def _read(kind: str, language: str, appointment: Appointment, label: str) -> Choice:
    about = {"appointment": str(appointment.id), "kind": kind}
    return Choice(label=texts.say(language, label), action="appointment.read", arguments=about)


def _everything(subject: AppointmentWithName, language: str) -> Told:
    appointment = subject.appointment
    return Told(
        who=subject.staff_name or texts.say(language, "your-contact-person"), place=appointment.place,
        bring=appointment.bring, route=appointment.route_url,
    )  # fmt: skip


def _public(subject: AppointmentWithName, language: str) -> Told:
    """The same without a place, a way, things to bring or a name that tell what it is about."""
    told = _everything(subject, language)
    place = told.place if _harmless(told.place, subject) else None
    return Told(
        who=told.who if _harmless(told.who, subject) else texts.say(language, "remind-somebody"), place=place,
        bring=told.bring if _harmless(told.bring, subject) else None,
        route=told.route if place == told.place and _harmless(told.route, subject) else None,
    )  # fmt: skip


def public_place(subject: AppointmentWithName) -> str | None:
    """Where it is, unless that tells what it is about or others read along."""
    if reminding(subject.wish, subject.appointment.reminders).discreet:
        return None
    place = subject.appointment.place
    return place if _harmless(place, subject) else None


def _harmless(words_of: str | None, subject: AppointmentWithName) -> bool:
    small = (words_of or "").lower()
    return not any(word in small for word in (*PRIVATE_WORDS, *subject.private))
