"""Places that help, as a person reads them: only what colleagues filled in, with how long ago somebody checked it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from actions import texts
from actions.shelter_info import map_link
from storage.help_places import HelpPlace

CHECK_AGAIN_AFTER = timedelta(days=180)
"""Facts that were last looked at longer ago may have changed: the person hears so, colleagues see it on their page."""
ALWAYS = re.compile(r"dag en nacht|24 uur|24/7|day and night", re.IGNORECASE)
"""Hours that say that somebody is there at night as well; all others are taken for office hours."""


def is_old(checked: date | None, today: date) -> bool:
    """Whether facts were never looked at, or so long ago that they may have changed."""
    return checked is None or today - checked > CHECK_AGAIN_AFTER


def always_open(place: HelpPlace) -> bool:
    """Whether somebody is there at any hour."""
    return bool(place.hours and ALWAYS.search(place.hours))


def call_line(language: str, place: HelpPlace, today: date) -> str:
    """One line about a place to call: name, number, whether that is free, hours as told, whether it may be old."""
    parts = [texts.say(language, "help-place-call", place=place.name, phone=place.phone)]
    if place.free_call:
        parts.append(texts.say(language, "help-place-free"))
    if place.hours:
        parts.append(texts.say(language, "help-place-hours", opens=_bare(place.hours)))
    return " ".join(["•", *parts, *doubt(language, place, today)])


def card(language: str, place: HelpPlace, today: date) -> str:
    """Everything that is known about a place to go to, a line each, and nothing that nobody told."""
    return "\n".join([_name(language, place), *_facts(language, place), _checked(language, place, today)])


def _name(language: str, place: HelpPlace) -> str:
    if not place.address:
        return place.name
    where = place.address
    if place.municipality and place.municipality not in where:
        where = f"{where}, {place.municipality}"
    return texts.say(language, "help-place-at", place=place.name, address=where)


def _facts(language: str, place: HelpPlace) -> list[str]:
    lines = [_bare(place.note) + "."] if place.note else []
    if place.hours:
        lines.append(texts.say(language, "help-place-hours", opens=_bare(place.hours)))
    if place.bring:
        lines.append(texts.say(language, "help-place-bring", what=_bare(place.bring)))
    if place.phone:
        said = texts.say(language, "help-place-phone", phone=place.phone)
        lines.append(f"{said} {texts.say(language, 'help-place-free')}" if place.free_call else said)
    if place.address:
        lines.append(texts.say(language, "help-place-route", link=map_link(place.address, place.municipality)))
    if place.url:
        lines.append(texts.say(language, "help-place-site", link=place.url))
    return lines


def _checked(language: str, place: HelpPlace, today: date) -> str:
    """When somebody last checked this; what to do first when that is long ago."""
    if said := doubt(language, place, today):
        said.append(texts.say(language, "help-place-call-first" if place.phone else "help-place-ask-first"))
        return " ".join(said)
    return texts.say(language, "help-place-checked", day=f"{place.last_checked_on:%d-%m-%Y}")


def doubt(language: str, place: HelpPlace, today: date) -> list[str]:
    """What to say of facts that may be old; nothing of others."""
    if not is_old(place.last_checked_on, today):
        return []
    return [texts.say(language, "help-place-old" if place.last_checked_on else "help-place-unchecked")]


def _bare(words: str) -> str:
    return words.strip().rstrip(".")
