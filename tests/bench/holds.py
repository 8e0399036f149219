"""`python -m tests.bench.holds --rounds 100`: the last beds over HTTP, again and again, and how quick holding is."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot import logs
from bot.house import open_house
from bot.settings import Settings
from storage import embedded
from storage.database import Database
from tests.doors import Doors, Round, furnish, open_doors

LAST_BEDS, MANY_BEDS = 3, 400
AT_ONCE = 16
"""How many ask at the same moment where speed is measured: a very busy evening."""


def main() -> int:
    """Measure and print; 1 when a bed was given out twice or not at all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.holds", description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--asking", type=int, default=200, help="how many want one of the last beds")
    chosen = parser.parse_args()
    logs.set_up("ERROR")
    return asyncio.run(measure(chosen.rounds, chosen.asking))


async def measure(rounds: int, asking: int) -> int:
    """All of it; the exit code."""
    async with _database() as (database, token, folder):
        speeds = {}
        for doors in (1, 2):
            async with open_doors(database, token, folder, settings={}, doors=doors) as open_:
                await open_.queue(AT_ONCE * doors, "vrouw", AT_ONCE)  # the first answers of a process are slow
                await open_.give_back()
                speeds[doors] = await open_.queue(MANY_BEDS // 2, "vrouw", AT_ONCE)
                await open_.give_back()
                if doors == 2:
                    told = [await _round(open_, asking) for _ in range(rounds)]
    _show(told, asking, speeds)
    return 0 if all(_right(one, asking) for one in told) else 1


async def _round(doors: Doors, asking: int) -> Round:
    told = await doors.rush(asking, "man")
    held = await doors.held()
    await doors.give_back()
    return told if held == LAST_BEDS else Round(statuses=told.statuses, seconds=told.seconds, holds=held)


def _right(told: Round, asking: int) -> bool:
    return told.statuses == {201: LAST_BEDS, 409: asking - LAST_BEDS} and told.holds == LAST_BEDS


def _show(told: list[Round], asking: int, speeds: dict[int, Round]) -> None:
    table = Table(title=f"The last {LAST_BEDS} beds, {asking} ask at once at two doors", title_justify="left")
    table.add_column("what")
    table.add_column("measured", justify="right")
    statuses: Counter[int] = sum((one.statuses for one in told), Counter())
    seconds = sorted(one.seconds for one in told)
    table.add_row("rounds", str(len(told)))
    table.add_row(f"rounds with exactly {LAST_BEDS} holds", str(sum(_right(one, asking) for one in told)))
    for status, count in sorted(statuses.items()):
        table.add_row(f"answers {status}", f"{count:,}")
    table.add_row("a round, median", f"{statistics.median(seconds):.2f} s")
    table.add_row("a round, slowest", f"{seconds[-1]:.2f} s")
    table.add_row("all rounds", f"{sum(seconds):.0f} s")
    for doors, speed in speeds.items():
        rate = sum(speed.statuses.values()) / speed.seconds
        table.add_row(f"holds a second, {AT_ONCE} at once, {doors} process{'es' * (doors > 1)}", f"{rate:.0f}")
    out = Console(highlight=False)
    out.print(table)
    out.print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end.")


@asynccontextmanager
async def _database() -> AsyncIterator[tuple[Database, str, Path]]:
    """An embedded PostgreSQL with one shelter, thrown away at the end; a token; a folder."""
    folder = Path(tempfile.mkdtemp(prefix="stapje-bench-"))
    folder.chmod(0o755)  # the embedded server may run as a user of its own, who has to come through
    try:
        async with open_house(Settings(var=folder, database_url=None)) as house:
            token = await furnish(house.database, {"man": LAST_BEDS, "vrouw": MANY_BEDS})
            yield house.database, token, folder
    finally:
        embedded.start((folder / "postgres").resolve()).cleanup()
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
