"""Dutch time: hand-written expressions as data, and what must hold for any text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from nlu.dutch_time import find_times
from nlu.understanding import Grain, TimeSpan

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SENTENCES = Path(__file__).parents[2] / "sentences"
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=AMSTERDAM)


def _load(name: str) -> Any:
    return yaml.safe_load((SENTENCES / f"dutch_time_{name}.yml").read_text(encoding="utf-8"))


def _local(written: str | date) -> datetime:
    return datetime.fromisoformat(str(written)).replace(tzinfo=AMSTERDAM)


def _cases() -> Iterator[Any]:
    for name in ("clock", "day", "span"):
        for group in _load(name):
            for text, *expected in group["cases"]:
                yield pytest.param(text, _local(group["now"]), expected, id=f"{group['title']}: {text}")


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None


@pytest.mark.parametrize(("text", "now", "expected"), list(_cases()))
def test_expression(text: str, now: datetime, expected: list[Any]) -> None:
    (span,) = find_times(text, now)
    start, end, grain, *ambiguous = expected
    assert (span.start, span.end) == (start and _local(start), end and _local(end))
    assert (span.grain, span.ambiguous) == (Grain(grain), bool(ambiguous))


@pytest.mark.parametrize("text", _load("nothing"))
def test_no_time(text: str) -> None:
    assert find_times(text, NOW) == ()


def _one(text: str, now: datetime = NOW) -> TimeSpan:
    (span,) = find_times(text, now)
    return span


def test_other_reading_of_half_past_is_the_night() -> None:
    (other,) = _one("donderdag half drie").alternatives
    assert other.start == _local("2026-11-19 02:30")


def test_other_reading_of_nine_is_the_evening() -> None:
    (other,) = _one("morgen om 9 uur").alternatives
    assert other.start == _local("2026-11-19 21:00")


def test_second_pass_of_the_hour_that_comes_twice() -> None:
    span = _one("morgen om 02:30", _local("2027-10-30 12:00"))
    (other,) = span.alternatives
    assert _utc(span.start) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert _utc(other.start) == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_hours_are_real_time_in_the_hour_that_comes_twice() -> None:
    span = _one("over 5 uur", _local("2027-10-30 22:00"))
    assert _utc(span.start) == datetime(2027, 10, 31, 1, 0, tzinfo=UTC)
    assert span.start is not None and span.start.fold == 1


def test_night_of_the_change_is_an_hour_shorter() -> None:
    span = _one("vannacht", _local("2027-03-27 20:00"))
    assert span.start and span.end
    assert span.end.astimezone(UTC) - span.start.astimezone(UTC) == timedelta(hours=10)


def test_now_in_another_zone_is_read_as_local_time() -> None:
    assert _one("vandaag", datetime(2026, 11, 18, 23, 30, tzinfo=UTC)).start == _local("2026-11-19")


def test_several_times_in_a_sentence() -> None:
    found = find_times("Kan ik morgen om 3 uur komen, of anders vrijdag om 10:00?", NOW)
    assert [s.text for s in found] == ["morgen om 3 uur", "vrijdag om 10:00"]
    assert [s.position for s in found] == [7, 40]


def test_day_and_clock_time_apart_are_one_moment() -> None:
    span = _one("kan ik donderdag langskomen om half drie?")
    assert span.start == _local("2026-11-19 14:30")


def test_alternatives_of_a_choice_stay_apart() -> None:
    assert [s.text for s in find_times("zaterdag of zondag", NOW)] == ["zaterdag", "zondag"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("is er vannacht nog plek voor 2 mannen?", "vannacht"),
        ("Is er een bed voor vannacht?", "voor vannacht"),
        ("ik kom overmorge ff langs", "overmorge"),
        (
            "herinner me vrijdag 5 februari 's middags tegen drieën aan de huur",
            "vrijdag 5 februari 's middags tegen drieën",
        ),
        ("3 bedden vrij vanavond", "vanavond"),
        ("ik krijg volgendeweek 50 euro", "volgendeweek"),
        ("hoi kan ik tomorrow at 3 pm komen", "tomorrow at 3 pm"),
    ],
)
def test_only_the_time_is_cut_out(text: str, found: str) -> None:
    span = _one(text)
    assert span.text == found
    assert text[span.position :].startswith(found)


WORDS = sorted(
    {w for name in ("clock", "day", "span") for g in _load(name) for c in g["cases"] for w in str(c[0]).split()}
)
anytime = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(AMSTERDAM))  # noqa: DTZ001
timelike = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


def _check(span: TimeSpan, text: str) -> None:
    assert text[span.position : span.position + len(span.text)] == span.text != ""
    start, end = _utc(span.start), _utc(span.end)
    assert start or end
    assert not (start and end) or start < end
    assert all(m is None or m.tzinfo == AMSTERDAM for m in (span.start, span.end))


@given(st.one_of(st.text(), timelike), anytime)
@example("vroeg maandgmore", NOW)  # halves of a joined spelling in two times
@example("\u0338", NOW)  # nothing is left of it without accents
def test_any_text(text: str, now: datetime) -> None:
    found = find_times(text, now)
    for span in found:
        _check(span, text)
        for other in span.alternatives:
            _check(other, text)
    ends = [s.position + len(s.text) for s in found]
    assert all(end <= following.position for end, following in zip(ends, found[1:], strict=False))
