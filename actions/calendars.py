"""A colleague's appointments as an iCalendar file (RFC 5545).

Calendar programs keep what they read with companies elsewhere, so nothing in it says who a client is or what the talk
is about: the title is neutral, and a link leads to the inbox, where names are shown to whom they are work
(docs/decisions/0020).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

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
    event = Event()
    event.add("uid", f"{appointment.id}@stapje")
    event.add("dtstamp", now)
    event.add("dtstart", clock.local(appointment.starts_at))
    event.add("duration", timedelta(minutes=appointment.minutes))
    event.add("sequence", appointment.sequence)
    event.add("status", STATUS.get(appointment.state, "CONFIRMED"))
    event.add("last-modified", appointment.changed_at or appointment.created_at)
    title = "calendar-title-proposed" if appointment.state == "proposed" else "calendar-title"
    event.add("summary", texts.say(language, title))
    if appointment.place:
        event.add("location", appointment.place)
    if link is not None:
        event.add("url", link)
    return event
