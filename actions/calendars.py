"""Appointments as iCalendar files (RFC 5545): a colleague's feed, and one appointment for the client's telephone.

Calendar programs keep what they read with companies elsewhere, so nothing in it says who a client is or what the talk
is about: the title is neutral, and a link leads to the inbox, where names are shown to whom they are work
(docs/decisions/0020).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vInt, vText

from actions import clock, texts
from storage.appointments import Appointment

KEPT = timedelta(days=60)
"""How long past appointments stay in a feed: calendars that were away for a holiday still hear of a change."""
AHEAD = timedelta(days=730)
STATUS = {"proposed": "TENTATIVE", "cancelled": "CANCELLED"}
"""What is not sure or called off; the rest is CONFIRMED."""


def feed(appointments: Sequence[Appointment], links: dict[uuid.UUID, str], *, language: str, now: datetime) -> bytes:
    """The file for these appointments in local time; `links` lead to each one's thread, by the id of its client."""
    calendar = Calendar()
    calendar.add("prodid", "-//Stapje//Stapje//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", texts.say(language, "calendar-name"))
    calendar.add("refresh-interval", timedelta(minutes=30), parameters={"value": "DURATION"})
    for appointment in appointments:
        calendar.add_component(_event(appointment, links.get(appointment.person_id), language, now))
    today = clock.local(now).date()
    calendar.add_missing_timezones(first_date=today - KEPT, last_date=today + AHEAD)
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, link: str | None, language: str, now: datetime) -> Event:
    event = _bare(appointment, clock.local(appointment.starts_at), language, now)
    if appointment.place:
        event.add("location", appointment.place)
    if link is not None:
        event.add("url", link)
    return event


def _bare(appointment: Appointment, starts: datetime, language: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", _uid(appointment))
    event.add("dtstamp", now)
    event.add("dtstart", starts)
    event.add("duration", timedelta(minutes=appointment.minutes))
    event.add("sequence", appointment.sequence)
    event.add("status", STATUS.get(appointment.state, "CONFIRMED"))
    event.add("last-modified", appointment.changed_at or appointment.created_at)
    title = "calendar-title-proposed" if appointment.state == "proposed" else "calendar-title"
    event.add("summary", texts.say(language, title))
    return event


# ---------------------------------------------------------------- one appointment, for the client's own telephone


def invitation(
    appointment: Appointment, *, replaced: Sequence[Appointment] = (), place: str | None, language: str, now: datetime
) -> bytes:
    """The file of one appointment for the client's own calendar; one that is cancelled is taken out again.

    `replaced` are those that it came in place of, newest first. It keeps the UID of the first of them with a higher
    sequence: so it stays one entry, that moves. `place` is one that may be told to others. Times are in UTC: right
    wherever the telephone is, also over a clock change. It publishes and invites nobody: nothing in it says with whom
    or about what the talk is (docs/decisions/0027).
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Stapje//Stapje//NL")
    calendar.add("version", "2.0")
    over = appointment.state == "cancelled"
    calendar.add("method", "CANCEL" if over else "PUBLISH")
    event = _bare(appointment, appointment.starts_at.astimezone(UTC), language, now)
    if replaced:
        event["uid"] = vText(_uid(replaced[-1]))
        event["sequence"] = vInt(appointment.sequence + sum(old.sequence + 1 for old in replaced))
    if place and not over:
        event.add("location", place)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _uid(appointment: Appointment) -> str:
    return f"{appointment.id}@stapje"
