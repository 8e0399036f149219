"""The picture of how it went: each answer at its day and mood, and nothing from before the half year."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from bot.web.moods import DAYS, LEFT, WIDTH, draw
from storage.checkins import CheckIn
from tests.town import moment

TODAY = date(2026, 11, 26)


def told(day: str, mood: str | None, words: str = "") -> CheckIn:
    at = moment(f"{day} 10:30")
    return CheckIn(person_id=uuid.uuid4(), mood=mood, words=words, answered_at=at, closed_at=at, closed_as="answered")


def test_each_mood_has_its_day_and_height() -> None:
    moods = draw([told("2026-06-01", "bad"), told("2026-09-01", None, "tja"), told("2026-11-26", "good")], TODAY, "nl")
    first, last = moods.marks
    assert first.y > last.y and LEFT < first.x < last.x <= LEFT + WIDTH
    assert [one.words for one in moods.told] == ["", "tja", ""] and moods.told[0].mood == "good"
    assert moods.counts == {"good": 1, "so_so": 0, "bad": 1}


def test_what_is_older_is_left_out_and_months_have_names() -> None:
    before = TODAY - timedelta(days=DAYS + 1)
    moods = draw([told(before.isoformat(), "bad")], TODAY, "nl")
    assert moods.marks == [] and [name for _, name in moods.months][-1] == "nov" and len(moods.months) == 6
