"""How fast a human was there, as subjects of the dashboard: for who waited, and in a crisis."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from actions.dashboard import FEWEST, Facts, together, told
from actions.figures import percent
from bot.web.dashboard_charts import Bar, Board, Column, Columns
from bot.web.dashboard_words import Words
from bot.web.sheets import Cell
from storage.response_times import Crises, Waits

HOUR = 3600
NOTHING: tuple[Cell, Cell, Cell] = ("–", "–", "–")
Teams = Mapping[uuid.UUID | None, Waits]


def waits(now: Facts, before: Facts, words: Words) -> Board:
    """How long people waited for a human, together, by team and over time."""
    whole = now.waited
    if whole is None:
        return Board(key="waits", sums=[words.say("dashboard-waits-few")], charts=[], sheets=[])
    apart = [one for one in now.waits if one.of == "team"]
    known: Teams = {one.team_id: one for one in before.waits if one.of == "team"}
    parts = {one.part: one for one in now.waits if one.of == "part"}
    each = [parts.get(number) for number in range(1, len(words.parts) + 1)]
    rows = [_row(words.say("dashboard-all"), whole, before.waited, words)]
    rows += [_row(_team(one, words), one, known.get(one.team_id), words) for one in apart]
    by_part = [[words.part(n), one.over if one else 0, *_speed(one, words)] for n, one in enumerate(each, 1)]
    columns = [
        Column(label=words.part(n), values=[(_median(one) or 0) / HOUR], shown=words.cell(_speed(one, words)[0]))
        for n, one in enumerate(each, 1)
    ]
    return Board(
        key="waits", sums=[_said(whole, words)],
        charts=[words.bars("waits-team", _bars(apart, known, words)), *_over_time(columns, words)],
        sheets=[
            words.sheet("waits", "team over running median p90 aim median-before", rows),
            words.sheet("waits-by-day", "part over median p90 aim", by_part),
        ],
    )  # fmt: skip


def _over_time(columns: Sequence[Column], words: Words) -> list[Columns]:
    """The chart over time, unless too few waited in each part to tell of any."""
    if not any(sum(column.values) for column in columns):
        return []
    return [words.over_time("waits-part", [words.say("dashboard-column-median")], columns)]


def _team(one: Waits, words: Words) -> str:
    return one.team or words.say("dashboard-no-team")


def _row(name: str, one: Waits, was: Waits | None, words: Words) -> list[Cell]:
    return [name, one.over, one.running, *_speed(one, words), _speed(was, words)[0]]


def _speed(one: Waits | None, words: Words) -> tuple[Cell, Cell, Cell]:
    """The median, the ninth of ten and the share within the aim; of few waits none, for they would be of one person."""
    if one is None or one.over < FEWEST:
        return NOTHING
    return words.seconds(one.median), words.seconds(one.p90), percent(one.within, one.judged)


def _median(one: Waits | None) -> float | None:
    return one.median if one is not None and one.over >= FEWEST else None


def _said(one: Waits, words: Words) -> str:
    if one.over < FEWEST:
        return words.say("dashboard-waits-few")
    median, long, share = _speed(one, words)
    return words.say("dashboard-waits-sum", span=median, long=long, share=share)


def _bars(apart: Sequence[Waits], known: Teams, words: Words) -> list[Bar]:
    return [
        Bar(
            label=_team(one, words), value=_median(one), before=_median(known.get(one.team_id)),
            shown=words.cell(_speed(one, words)[0]),
        )
        for one in apart
    ]  # fmt: skip


# ---------------------------------------------------------------- in a crisis


def crises(now: Facts, before: Facts, words: Words) -> Board:
    """How often somebody was in danger and how soon a human was there, in office hours and out of them."""
    known = {one.in_office: one for one in before.crises}
    apart = [one for one in now.crises if one.in_office is not None]
    whole = next((one for one in now.crises if one.in_office is None), None)
    if whole is None or not whole.number:
        return Board(key="crises", sums=[words.say("dashboard-crises-none")], charts=[], sheets=[])
    counts: list[Cell] = [together(whole.number), *told([one.number for one in apart])]
    rows: list[list[Cell]] = [
        [_when(one, words), count, *_soon(one, words), _soon(known.get(one.in_office), words)[0]]
        for one, count in zip([whole, *apart], counts, strict=True)
    ]
    bars = [
        Bar(
            label=_when(one, words), value=_half(one), before=_half(known.get(one.in_office)),
            shown=words.cell(_soon(one, words)[0]),
        )
        for one in [whole, *apart]
    ]  # fmt: skip
    sums = [words.say("dashboard-crises-sum", count=words.cell(counts[0]), span=_soon(whole, words)[0])]
    return Board(
        key="crises", sums=[*sums, *([words.say("dashboard-crises-alone")] if whole.alone else [])],
        charts=[words.bars("crises", bars)],
        sheets=[words.sheet("crises", "when number median p90 aim median-before", rows)],
    )  # fmt: skip


def _when(one: Crises, words: Words) -> str:
    if one.in_office is None:
        return words.say("dashboard-all")
    return words.say("dashboard-in-office" if one.in_office else "dashboard-out-of-office")


def _soon(one: Crises | None, words: Words) -> tuple[Cell, Cell, Cell]:
    if one is None or one.number < FEWEST:
        return NOTHING
    return words.seconds(one.median), words.seconds(one.p90), percent(one.within, one.number)


def _half(one: Crises | None) -> float | None:
    return one.median if one is not None and one.number >= FEWEST else None
