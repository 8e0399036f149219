"""Legal terms in days: which days count, and where a term that ends on a day off goes.

Source: Algemene termijnenwet (DOMAIN.md section 8): a term that ends on a Saturday, Sunday or general holiday moves to
the next day that is none of these; Good Friday counts as one. How long each term of debt help is (Wgs, DOMAIN.md
section 5), where that is written and whether somebody checked it: terms.yml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import holidays
import yaml

FILE = Path(__file__).with_name("terms.yml")


@dataclass(frozen=True, kw_only=True)
class Term:
    """A rule of terms.yml. `length` in `unit` ("weeks" or "working_days"); None: there is no general one.

    `assumption` is what we read into the source, to be shown wherever the term is explained.
    """

    what: str
    length: int | None
    unit: str
    source: str
    verified: bool
    assumption: str = ""

    def ends(self, start: date, length: int | None = None) -> date:
        """The last day of the term that begins on `start`; `length` for a desk's own. ValueError without a length."""
        length = length or self.length
        if length is None:
            raise ValueError(f"terms.yml has no length for: {self.what}; pass the desk's own")
        if self.unit == "working_days":
            return after_working_days(start, length)
        return on_working_day(start + timedelta(weeks=length))


_OWN: dict[str, dict[str, Any]] = {}
"""What the region wrote down otherwise, by the name of the term; see `use`."""


def use(own: Mapping[str, Mapping[str, Any]]) -> None:
    """From now on these fields of terms count instead of those in terms.yml."""
    _OWN.clear()
    _OWN.update({name: dict(fields) for name, fields in own.items()})
    rules.cache_clear()


@cache
def brought_along() -> dict[str, Term]:
    """The terms of terms.yml."""
    written: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: Term(**row) for name, row in written.items()}


@cache
def rules() -> dict[str, Term]:
    """The terms of debt help by their name in terms.yml, as they count in this region."""
    return {name: replace(term, **_OWN.get(name, {})) for name, term in brought_along().items()}


@cache
def _days_off(year: int) -> frozenset[date]:
    every = holidays.country_holidays("NL", years=year, categories=("public", "optional"))
    return frozenset(day for day in every if day.year == year)


def is_holiday(day: date) -> bool:
    """A general holiday, Good Friday among them."""
    return day in _days_off(day.year)


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no general holiday."""
    return day.weekday() < 5 and not is_holiday(day)


def on_working_day(day: date) -> date:
    """The day itself or, when it is a day off, the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def after_working_days(start: date, days: int) -> date:
    """The working day that lies `days` working days after `start`; `start` itself does not count."""
    day = start
    for _ in range(days):
        day = on_working_day(day + timedelta(days=1))
    return day


def before_working_days(end: date, days: int) -> date:
    """The working day that lies `days` working days before `end`; `end` itself does not count."""
    day = end
    while days > 0:
        day -= timedelta(days=1)
        days -= is_working_day(day)
    return day


def first_talk_by(requested: date, *, urgent: bool) -> date:
    """The last day on which the first talk about debts may be, for a request made on this local day."""
    return rules()["first_talk_urgent" if urgent else "first_talk"].ends(requested)


def decision_by(held_on: date, weeks: int) -> date:
    """The last day for the decision after a first talk on `held_on`, with the desk's own term of so many weeks."""
    return rules()["decision"].ends(held_on, weeks)
