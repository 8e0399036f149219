"""How the dashboard puts it in the language of who looks: names of parts, lengths of time, charts in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from actions.dashboard import DAYS_APART
from bot.web.dashboard_charts import Bar, Bars, Column, Columns
from bot.web.sheets import Cell, Sheet

Say = Callable[..., str]


@dataclass(frozen=True, kw_only=True)
class Words:
    """`say` a text, `span` for a length of time; `parts` are the first days of the parts of the period."""

    say: Say
    language: str
    span: Callable[[timedelta], str]
    parts: Sequence[date]

    def part(self, number: int) -> str:
        """The name of a part of the period (from 1): a day, or the day from which a week or month runs."""
        by_day = (self.parts[-1] - self.parts[0]).days < DAYS_APART
        return format_date(self.parts[number - 1], "EEE d MMM" if by_day else "d MMM y", locale=self.language)

    def seconds(self, seconds: float | None) -> str:
        """A length of time, or a dash where there is none."""
        return "–" if seconds is None else self.span(timedelta(seconds=seconds))

    def cell(self, cell: Cell) -> str:
        """A number as a chart shows it."""
        return self.say("dashboard-hidden") if cell is None else str(cell)

    def sheet(self, key: str, columns: str, rows: Sequence[Sequence[Cell]], *, heads: int = 1) -> Sheet:
        """A table; `columns` are the names of its heads with spaces between them."""
        said = [self.say(f"dashboard-column-{name}") for name in columns.split()]
        return Sheet(key=key, columns=said, rows=rows, heads=heads)

    def bars(self, key: str, bars: Sequence[Bar]) -> Bars:
        """A chart that compares; its sentence names each bar with its number."""
        listed = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
        title = self.say(f"dashboard-chart-{key}")
        return Bars(title=title, about=self.say("dashboard-bars-about", list=listed), bars=bars)

    def over_time(self, key: str, series: Sequence[str], columns: Sequence[Column]) -> Columns:
        """A chart over time; its sentence names the highest and the lowest."""
        ordered = sorted(columns, key=lambda column: sum(column.values))
        top, low = ordered[-1], ordered[0]
        about = self.say("dashboard-columns-about", top=top.label, most=top.shown, low=low.label, least=low.shown)
        return Columns(title=self.say(f"dashboard-chart-{key}"), about=about, series=series, columns=columns)


def number(cell: Cell) -> float | None:
    """How long the bar of a number is; None for one that is kept back."""
    return float(cell) if isinstance(cell, int) else None
