"""`stapje simulate`: run it with a progress bar, and print the report."""

from __future__ import annotations

import json
import time
from datetime import datetime

import uvloop
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from actions import clock
from bot import memory
from bot.simulate import report
from bot.simulate.run import Plan
from bot.simulate.towns import simulate


def run(*, clients: int, days: int, seed: int, kill: bool, as_json: bool, out: Console) -> report.Report:
    """Simulate, print what was found, and return it. Progress goes to standard error."""
    plan = Plan(clients=clients, days=days, seed=seed, kill=kill)
    began = time.monotonic()
    memory.settle()
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(), console=Console(stderr=True),
        transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("the town wakes up", total=(plan.ends - plan.begins).total_seconds())

        def passed(now: datetime) -> None:
            done = (now - plan.begins).total_seconds()
            bar.update(task, completed=done, description=f"{clock.local(now):%d-%m-%Y %H:%M}")

        made = report.make(plan, uvloop.run(simulate(plan, passed)))
    if as_json:
        print(json.dumps(made.values(), indent=1))  # noqa: T201 (JSON for another program)
    else:
        report.show(made, time.monotonic() - began, out)
    return made
