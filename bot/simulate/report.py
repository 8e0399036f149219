"""What a simulation showed, as values for a program and as text for people."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from actions import clock
from bot.simulate import findings
from bot.simulate.findings import Finding
from bot.simulate.record import IN_FLIGHT, Record
from bot.simulate.run import Plan

SHOWN = 5
"""So many examples of each finding are shown."""
NAMES = {
    "quiet_hours": ("quietHourMessages", "messages in quiet hours that nobody asked for"),
    "duplicates": ("duplicates", "messages that came twice"),
    "two_a_day": ("twoProactiveDays", "days with two unasked messages"),
    "silences": ("unnoticedSilences", "silences that nobody noticed"),
    "late_reminders": ("lateReminders", "promised reminders over a minute late"),
    "not_wanted": ("notWanted", "messages to who did not want them"),
    "crises": ("crisesMissed", "cries for help without an answer and an urgent task"),
    "unanswered": ("unanswered", "messages of clients without an answer"),
}


@dataclass(frozen=True, kw_only=True)
class Report:
    """The findings by check, and the figures beside them."""

    plan: Plan
    found: dict[str, list[Finding]]
    figures: dict[str, Any]

    @property
    def broken(self) -> bool:
        """Whether anything happened that should not."""
        return any(self.found.values())

    def values(self) -> dict[str, Any]:
        """Everything as JSON values."""
        counts = {NAMES[name][0]: len(found) for name, found in self.found.items()}
        return {
            "clients": self.plan.clients, "days": self.plan.days, "seed": self.plan.seed, "kill": self.plan.kill,
            **counts, **self.figures,
        }  # fmt: skip


def make(plan: Plan, record: Record) -> Report:
    """Check everything that happened and count the rest."""
    kept = [k.late.total_seconds() for k in findings.promises(record) if k.late is not None and not k.excused]
    shares = findings.answered_by_try(record)
    return Report(
        plan=plan,
        found=findings.all_of(record),
        figures={
            "latenessP50": _percentile(kept, 50),
            "latenessP99": _percentile(kept, 99),
            "promisedReminders": len(kept),
            "answeredShareByTry": {str(number): round(share, 3) for number, share in shares.items()},
            "messagesByKind": _counted([a.kind for a in record.arrived if a.kind != IN_FLIGHT]),
            "messagesIn": len(record.inbound),
            "tasksByKind": _counted([t.kind for t in record.tasks]),
            "tasksEscalated": sum(t.level > 0 for t in record.tasks),
            "crises": len(record.notes.cries),
            "kills": record.notes.kills,
            "repeatedAfterKill": sum(n not in record.known for n in record.notes.in_flight),
        },
    )


def _percentile(seconds: Sequence[float], which: int) -> float | None:
    """A percentile in seconds, to a hundredth; None when there is nothing to take it of."""
    if len(seconds) < 2:
        return None
    return round(statistics.quantiles(seconds, n=100, method="inclusive")[which - 1], 2)


def _counted(kinds: Sequence[str]) -> dict[str, int]:
    return dict(sorted(Counter(kinds).items()))


def show(report: Report, seconds: float, out: Console) -> None:
    """Print it for people; `seconds` is how long it took."""
    plan, figures = report.plan, report.figures
    killed = f", workers killed {figures['kills']} times" if plan.kill else ""
    out.print(f"{plan.clients:,} clients, {plan.days} days, seed {plan.seed}{killed}: {seconds:,.0f} s")
    promises = Table("What must never happen", "found", title_justify="left")
    for name, found in report.found.items():
        promises.add_row(NAMES[name][1], f"[red]{len(found)}[/red]" if found else "[green]0[/green]")
    out.print(promises)
    for found in report.found.values():
        for one in found[:SHOWN]:
            out.print(f"  {one.what}: client {one.client}, {clock.local(one.at):%Y-%m-%d %H:%M:%S}, {one.words}")
    rest = Table("What happened", "", title_justify="left")
    for name, figure in figures.items():
        rest.add_row(
            name, ", ".join(f"{k} {v}" for k, v in figure.items()) if isinstance(figure, dict) else str(figure)
        )
    out.print(rest)
