"""A worker that kills itself with -9 at one point of the pipeline: `python -m tests.killing POINT TIMES [SECONDS]`.

The points are in `POINTS`; the process dies at the TIMES-th passage. Its clock is SECONDS ahead. Everything else is the
real worker: one function is wrapped, nothing of the product knows about it.
"""

from __future__ import annotations

import asyncio
import functools
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import bot.converse
import bot.schedule
from bot import house, logs, running, settings
from bot.channels.telegram import Telegram
from bot.converse import Converser
from bot.receive import Receiver
from bot.schedule import Clockwork
from bot.send import Sender
from nlu.reader import RasaReader

Wrapped = Callable[..., Awaitable[Any]]
POINTS: dict[str, tuple[object, str, bool]] = {
    "stored": (Receiver, "store", True),  # stored, but the offset has not moved: Telegram will bring it again
    "understanding": (RasaReader, "read", False),
    "acting": (bot.converse, "take_turn", True),  # inside the transaction, before its commit
    "committed": (Converser, "answer", True),  # the answer stands, nothing was sent
    "composing": (bot.schedule, "_write", True),  # what is due is being said, before the commit
    "composed": (Clockwork, "_compose_batch", True),  # it is said, nothing was sent
    "delivered": (Telegram, "deliver", True),  # Telegram has it, the row does not say so yet
}
"""Point → (whose function, its name, whether death comes after it instead of before)."""


def kill_at(point: str, times: int) -> None:
    """Let the process die at the `times`-th passage of a point."""
    owner, name, after = POINTS[point]
    original: Wrapped = getattr(owner, name)
    passed = 0

    async def deadly(*args: Any, **kwargs: Any) -> Any:
        nonlocal passed
        result = await original(*args, **kwargs) if after else None
        passed += 1
        if passed >= times:
            os.kill(os.getpid(), signal.SIGKILL)
        return result if after else await original(*args, **kwargs)

    setattr(owner, name, deadly)


def send_one_at_a_time() -> None:
    """At most one send is in flight at any moment, so that a test can say exactly what may repeat."""
    original: Wrapped = Sender._send
    turn = asyncio.Lock()

    async def alone(*args: Any) -> None:
        async with turn:
            await original(*args)

    setattr(Sender, "_send", alone)  # noqa: B010 (mypy refuses to assign to a method)


def main() -> None:
    """Run a worker that will not live long."""
    kill_at(sys.argv[1], int(sys.argv[2]))
    send_one_at_a_time()
    ahead = timedelta(seconds=float(sys.argv[3])) if len(sys.argv) > 3 else timedelta(0)
    setattr(running, "open_house", functools.partial(house.open_house, now=lambda: datetime.now(UTC) + ahead))  # noqa: B010 (mypy refuses to assign to a function)
    found = settings.read()
    logs.set_up(found.log_level)
    asyncio.run(running.worker(found))


if __name__ == "__main__":
    main()
