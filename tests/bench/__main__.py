"""`python -m tests.bench`: how quick Stapje is on this machine. Nothing here fails because something is slow."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict

import uvloop

from bot import logs, memory, settings
from bot.house import House
from bot.rasa_child import RasaChild, free_port
from tests.bench import beds, dashboard, finding, nudges, streams, turns, work
from tests.bench.figures import Figure, show
from tests.bench.place import PEOPLE, fresh_house

WITHOUT_RASA = (work.two_commits, turns.without_rasa)
AT_THE_END = (work.inbox_list, work.bed_holds)
NUDGES = (nudges.nudges_due, nudges.a_job_each)
Scenario = Callable[[House], Awaitable[list[Figure]]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--no-rasa", action="store_true", help="leave out what needs a trained model (half a minute)")
    parts = ["beds", "dashboard", "inbox", "nudges", "streams"]
    parser.add_argument("--only", choices=parts, help="leave out all but this")
    parser.add_argument("--beds", type=int, default=4_000, help="beds of the country; 20000 takes some minutes more")
    chosen = parser.parse_args()
    logs.set_up("ERROR")
    load = os.getloadavg()[0]
    figures = uvloop.run(measure(use_rasa=not chosen.no_rasa, only=chosen.only, size=chosen.beds))
    notes = [_machine(load), f"{PEOPLE:,} made-up people in an embedded PostgreSQL; every text is said once."]
    if chosen.json:
        print(json.dumps({"figures": [asdict(f) for f in figures], "notes": notes}, indent=1))
    else:
        show(figures, notes)


async def measure(*, use_rasa: bool, only: str | None, size: int) -> list[Figure]:
    """All figures, one scenario after the other, so that none disturbs another."""
    figures: list[Figure] = []
    async with fresh_house() as house:
        memory.settle()  # as the product does when it has started
        if only is None:
            figures += await _all_but_beds(house, use_rasa=use_rasa)
        if only in (None, "dashboard"):
            _tell(dashboard.a_year.__doc__)
            figures += await dashboard.a_year(house)
        if only in (None, "inbox"):
            figures += await _each(house, (finding.inboxes,))
        if only == "nudges":
            figures += await _each(house, NUDGES)
        if only == "streams":
            figures += await _each(house, (streams.streams,))
        if only in (None, "beds"):
            _tell(beds.country.__doc__)
            figures += await beds.country(house, size)
    return figures


async def _all_but_beds(house: House, *, use_rasa: bool) -> list[Figure]:
    figures = await _each(house, WITHOUT_RASA)
    if use_rasa:
        _tell("Rasa is starting.")
        async with _rasa() as url:
            _tell(turns.with_rasa.__doc__)
            figures += await turns.with_rasa(house, url)
    return figures + await _each(house, (*AT_THE_END, streams.streams, *NUDGES))


async def _each(house: House, scenarios: Sequence[Scenario]) -> list[Figure]:
    figures: list[Figure] = []
    for scenario in scenarios:
        _tell(scenario.__doc__)
        figures += await scenario(house)
    return figures


@asynccontextmanager
async def _rasa() -> AsyncIterator[str]:
    """A Rasa server with the model of the present data, trained when there is none; or the one that is set."""
    chosen = settings.read()
    if chosen.rasa_url is not None:
        yield chosen.rasa_url
        return
    child = RasaChild(chosen.var / "models", free_port())
    watching = asyncio.create_task(child.run())
    try:
        while child.state != "ready":
            await asyncio.sleep(0.2)
        yield child.url
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


def _machine(before: float) -> str:
    """What the figures depend on; a load before the first of them means that others used the machine as well."""
    loads = f"load {before:.1f} before and {os.getloadavg()[0]:.1f} after"
    return f"{os.cpu_count()} cores, {loads}, Python {platform.python_version()}, {sys.platform}."


def _tell(sentence: str | None) -> None:
    print(f"… {sentence}", file=sys.stderr)


if __name__ == "__main__":
    main()
