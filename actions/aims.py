"""How soon a human wants to answer who waits (aims.yml), and how far a wait is with that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actions import office_hours

FILE = Path(__file__).with_name("aims.yml")


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A rule of aims.yml: an answer within so many minutes, of office time or (`by_the_clock`) of any."""

    what: str
    minutes: int
    by_the_clock: bool
    near: float

    @property
    def span(self) -> timedelta:
        """The time there is."""
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a wait is at a moment. `waited` is counted as the aim counts; `state` is "well", "near" or "past"."""

    waited: timedelta
    due_at: datetime
    state: str


@cache
def rules() -> dict[str, Aim]:
    """The aims by their name in aims.yml."""
    written: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: Aim(**row) for name, row in written.items()}


def progress(since: datetime, now: datetime, *, crisis: bool) -> Progress:
    """How far the wait that began at `since` is."""
    aim = rules()["crisis" if crisis else "first_answer"]
    if aim.by_the_clock:
        waited, due_at = max(timedelta(), now - since), since + aim.span
    else:
        waited, due_at = office_hours.passed(since, now), office_hours.after(since, aim.span)
    state = "past" if waited > aim.span else "near" if waited >= aim.span * aim.near else "well"
    return Progress(waited=waited, due_at=due_at, state=state)
