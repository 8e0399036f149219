"""Charts of the dashboard as values: the template draws them. Whatever one shows, a table beside it says in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.web.sheets import Sheet


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A line of a chart that lies down. `value` None: kept back. `before` is where it stood in the period before."""

    label: str
    value: float | None
    shown: str
    before: float | None = None


@dataclass(frozen=True, kw_only=True)
class Bars:
    """A chart with a bar for each thing that is compared; `about` says the same in a sentence."""

    title: str
    about: str
    bars: Sequence[Bar]

    @property
    def most(self) -> float:
        """What the longest bar stands for; never nought."""
        return max([value for bar in self.bars for value in (bar.value, bar.before) if value is not None] + [0]) or 1

    @property
    def compared(self) -> bool:
        """Whether there is a period before to see."""
        return any(bar.before is not None for bar in self.bars)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A part of the period: how much of each series, from the ground up."""

    label: str
    values: Sequence[float]
    shown: str


@dataclass(frozen=True, kw_only=True)
class Columns:
    """A chart over time. `series` names what the parts of a column are; at most three can be told apart."""

    title: str
    about: str
    series: Sequence[str]
    columns: Sequence[Column]

    @property
    def most(self) -> float:
        """What the highest column stands for; never nought."""
        return max((sum(column.values) for column in self.columns), default=0) or 1


@dataclass(frozen=True, kw_only=True)
class Board:
    """One subject of the dashboard: its `key`, what it comes to, charts and tables, and how it was counted."""

    key: str
    sums: Sequence[str]
    charts: Sequence[Bars | Columns]
    sheets: Sequence[Sheet]
