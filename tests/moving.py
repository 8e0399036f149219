"""Stapje on a clock that is moved while it runs: `python -m tests.moving FILE run`.

FILE holds how many seconds its clock is ahead; whoever writes another number there lets time pass. The rounds of the
clock over the beds come every second, so that nobody has to wait half a minute to see what an hour did.
"""

from __future__ import annotations

import functools
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import cli, house, running, schedule


def ahead(file: Path) -> timedelta:
    """How far the clock is ahead now."""
    return timedelta(seconds=float(file.read_text(encoding="ascii")))


def main() -> None:
    """Run the command that follows the file."""
    file = Path(sys.argv.pop(1))
    schedule.BEDS_EVERY = timedelta(seconds=1)
    setattr(running, "open_house", functools.partial(house.open_house, now=lambda: datetime.now(UTC) + ahead(file)))  # noqa: B010 (mypy refuses to assign to a function)
    cli.main()


if __name__ == "__main__":
    main()
