"""Editing configuration by form, by two people at once too: what a page showed travels with its form.

A form carries all values as text: those it was made with (`was`) and those that were typed. Who changed something in
between is not overwritten; the second is shown what changed, with their own words still in the form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

import orjson
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.receive import clean
from bot.web.accounts import Visit
from bot.web.pages import Flash
from storage import audit

Values = dict[str, str]
"""The fields of a form by name; "" is nothing."""
Changed = dict[str, list[str]]
"""What differs: field → [before, after]."""
PHONE = re.compile(r"[\d +()/-]{3,20}")
LONGEST_LINE, LONGEST_TEXT = 120, 300


class Refused(Exception):
    """What was typed cannot be kept; `wrong` says why for each field, as a text key."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(", ".join(wrong))
        self.wrong = dict(wrong)


class ChangedMeanwhile(Exception):
    """Somebody else changed this since the page was made; `theirs` is what, `merged` what the form shows now."""

    def __init__(self, theirs: Changed, merged: Values) -> None:
        super().__init__(", ".join(theirs))
        self.theirs, self.merged = theirs, merged


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a form shows: its values, what is wrong with them by field (as text keys), and what is told above it."""

    values: Values
    wrong: Mapping[str, str] = field(default_factory=dict)
    flashes: Sequence[Flash] = ()
    status: HTTPStatus = HTTPStatus.OK


def again(visit: Visit, said: Values, why: Refused | ChangedMeanwhile) -> Shown:
    """The form once more, with what was typed and why that was not kept."""
    if isinstance(why, Refused):
        flashes = [Flash("error", visit.say("edit-look-again"))]
        return Shown(values=said, wrong=why.wrong, flashes=flashes, status=HTTPStatus.BAD_REQUEST)
    flashes = [Flash("warning", visit.say("edit-changed-meanwhile"))]
    wrong = dict.fromkeys(why.theirs, "edit-changed-here")
    return Shown(values=why.merged, wrong=wrong, flashes=flashes, status=HTTPStatus.CONFLICT)


@dataclass(frozen=True, kw_only=True)
class Past:
    """One change in the history under a form: when, by whom, and what; `changed` is empty for a deed without values."""

    at: datetime
    who: str | None
    action: str
    changed: Changed


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Changed:
    """The fields whose values are not the same."""
    return {name: [before.get(name, ""), value] for name, value in after.items() if before.get(name, "") != value}


def packed(values: Mapping[str, str]) -> str:
    """Values as they travel in a form."""
    return orjson.dumps(dict(values)).decode()


def typed(visit: Visit, fields: Sequence[str]) -> Values:
    """What the form says, one line a field, without what a keyboard cannot make."""
    return {name: " ".join(clean(visit.form.get(name, "")).split()) for name in fields}


def was(visit: Visit) -> Values:
    """What the page showed when its form was made; empty when that cannot be read."""
    try:
        known = orjson.loads(visit.form.get("was", ""))
    except orjson.JSONDecodeError:
        return {}
    return {str(name): str(value) for name, value in known.items()} if isinstance(known, dict) else {}


def wanted(visit: Visit, now: Values, *, keep_lines: Sequence[str] = ()) -> Changed:
    """What the form changes of the present values; empty when it is what is there already, such as the same form again.

    The fields in `keep_lines` may have several lines; the caller has made them clean.
    Raises ChangedMeanwhile when somebody else changed a field since the page was made.
    """
    said = typed(visit, list(now)) | {name: visit.form.get(name, "") for name in keep_lines}
    before = was(visit)
    changed, theirs = differences(now, said), differences(before, now)
    if changed and theirs:
        merged = {name: now[name] if said[name] == before.get(name, "") else said[name] for name in now}
        raise ChangedMeanwhile(theirs, merged)
    return changed


async def past(session: AsyncSession, actions: Sequence[str], of: str) -> list[Past]:
    """What was changed before, newest first."""
    return [
        Past(at=entry.at, who=who, action=entry.action, changed=entry.details.get("changed", {}))
        for entry, who in await audit.changes_of(session, actions, of)
    ]


def in_words(
    visit: Visit, history: Sequence[Past], subject: str, word: Callable[[str, str], str | None]
) -> list[dict[str, Any]]:
    """What was changed before, as a colleague reads it; `subject` begins the text keys of its fields.

    `word` says how a value of a field is read, None: as every form says it.
    """

    def read(field: str, value: str) -> str:
        own = word(field, value)
        if own is not None:
            return own
        if field == "active":
            return visit.say("edit-in-use" if value else "edit-out-of-use")
        if field == "last_checked_on" and value:
            return f"{date.fromisoformat(value):%d-%m-%Y}"
        return value or "–"

    return [
        {
            "at": one.at, "who": one.who or "–",
            "lines": [
                (visit.say(f"{subject}-field-{name.replace('_', '-')}"), read(name, before), read(name, after))
                for name, (before, after) in one.changed.items()
            ],
        }
        for one in history
    ]  # fmt: skip


# ---------------------------------------------------------------- what a field may hold


class Checks:
    """Collects what is wrong with the fields of a form, so that all of it is said at once."""

    def __init__(self, values: Mapping[str, str], today: date) -> None:
        self.values, self.today = values, today
        self.wrong: dict[str, str] = {}

    def refuse(self, field: str, key: str) -> None:
        """Say of a field why it cannot be; the first reason stays."""
        self.wrong.setdefault(field, key)

    def done(self) -> None:
        """Raise Refused when anything is wrong."""
        if self.wrong:
            raise Refused(self.wrong)

    def line(self, field: str, *, needed: bool = False, most: int = LONGEST_LINE) -> str | None:
        """A line of text; None when it is empty."""
        value = self.values[field]
        if needed and not value:
            self.refuse(field, "edit-needed")
        if len(value) > most:
            self.refuse(field, "edit-too-long")
        return value or None

    def phone(self, field: str) -> str | None:
        """A telephone number as people write it."""
        value = self.values[field]
        if value and (not PHONE.fullmatch(value) or sum(c.isdigit() for c in value) < 3):
            self.refuse(field, "edit-phone")
        return value or None

    def link(self, field: str) -> str | None:
        """The address of a page."""
        value = self.values[field]
        if value and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value):
            self.refuse(field, "edit-link")
        return self.line(field, most=LONGEST_TEXT)

    def number(self, field: str, least: int, most: int, key: str) -> int | None:
        """A whole number between two; None when it is empty."""
        value = self.values[field]
        if not value:
            return None
        if not re.fullmatch(r"\d{1,4}", value) or not least <= int(value) <= most:
            self.refuse(field, key)
            return None
        return int(value)

    def checked_on(self, field: str) -> date | None:
        """The day on which somebody checked this; never a day to come."""
        value = self.values[field]
        if not value:
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.refuse(field, "edit-day")
            return None
        if day > self.today:
            self.refuse(field, "edit-day-to-come")
        return day
