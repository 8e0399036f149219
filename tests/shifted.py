"""Stapje on a clock that was moved: `python -m tests.shifted SECONDS run`.

At night Stapje is quiet and says that nobody reads. A test that must read the same at any hour moves the clock by so
many seconds; only the `now` that every part is handed is another one.
"""

from __future__ import annotations

import functools
import sys
from datetime import UTC, datetime, timedelta

from bot import cli, house, running


def main() -> None:
    """Run the command that follows the number of seconds."""
    ahead = timedelta(seconds=float(sys.argv.pop(1)))
    setattr(running, "open_house", functools.partial(house.open_house, now=lambda: datetime.now(UTC) + ahead))  # noqa: B010 (mypy refuses to assign to a function)
    cli.main()


if __name__ == "__main__":
    main()
