"""What was measured, as values, and how to show it."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured value. `aim` says what it should be, where there is something to reach."""

    subject: str
    name: str
    value: float
    unit: str
    aim: str = ""


def latencies(subject: str, name: str, seconds: Sequence[float], *, aim: str = "", tail: int = 99) -> list[Figure]:
    """The median and a high percentile of many durations, in milliseconds."""
    ordered = statistics.quantiles(seconds, n=100, method="inclusive")
    return [
        Figure(subject=subject, name=f"{name}, p50", value=ordered[49] * 1000, unit="ms", aim=aim),
        Figure(subject=subject, name=f"{name}, p{tail}", value=ordered[tail - 1] * 1000, unit="ms"),
    ]


def show(figures: Sequence[Figure], notes: Sequence[str]) -> None:
    """Print everything as one table for people."""
    table = Table(title="Stapje, measured", title_justify="left")
    for column, side in (("", "left"), ("what", "left"), ("measured", "right"), ("", "left"), ("aim", "left")):
        table.add_column(column, justify=side)  # type: ignore[arg-type]  # rich names its own literal type
    subject = None
    for figure in figures:
        if subject not in (None, figure.subject):
            table.add_section()
        first = figure.subject if figure.subject != subject else ""
        table.add_row(first, figure.name, _rounded(figure.value), figure.unit, figure.aim)
        subject = figure.subject
    out = Console(highlight=False)
    out.print(table)
    for note in notes:
        out.print(note)


def _rounded(value: float) -> str:
    return f"{value:,.2f}" if value < 100 else f"{value:,.0f}"
