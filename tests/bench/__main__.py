"""`python -m tests.bench`: how quick Stapje is on this machine. Nothing here fails because something is slow."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict

import uvloop

from bot import logs, settings
from bot.rasa_child import RasaChild, free_port
from nlu.errors import TrainingFailed
from nlu.training import rasa_command
from tests.bench import turns, work
from tests.bench.figures import Figure, show
from tests.bench.place import PEOPLE, fresh_house

WITHOUT_RASA = (work.two_commits, turns.without_rasa)
AT_THE_END = (work.nudges_due, work.inbox_list, work.bed_holds)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--no-rasa", action="store_true", help="leave out what needs a trained model (half a minute)")
    chosen = parser.parse_args()
    logs.set_up("ERROR")
    figures = uvloop.run(measure(use_rasa=not chosen.no_rasa))
    notes = [_machine(), f"{PEOPLE:,} made-up people in an embedded PostgreSQL; every text is said once."]
    if chosen.json:
        print(json.dumps({"figures": [asdict(f) for f in figures], "notes": notes}, indent=1))  # noqa: T201
    else:
        show(figures, notes)


async def measure(*, use_rasa: bool) -> list[Figure]:
    """All figures, one scenario after the other, so that none disturbs another."""
    figures: list[Figure] = []
    async with fresh_house() as house:
        for scenario in WITHOUT_RASA:
            _tell(scenario.__doc__)
            figures += await scenario(house)
        if use_rasa:
            _tell("Rasa is starting.")
            async with _rasa() as url:
                _tell(turns.with_rasa.__doc__)
                figures += await turns.with_rasa(house, url)
        for scenario in AT_THE_END:
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


def _machine() -> str:
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, load {load:.1f} at the end, Python {platform.python_version()}, {sys.platform}."


def _tell(sentence: str | None) -> None:
    print(f"… {sentence}", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
