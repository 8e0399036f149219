"""Waiting for something to become true, without polling."""

import asyncio
from collections.abc import Callable


class Bell:
    """Rung at every change; whoever waits looks again."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Tell everyone who waits that something changed."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait_until(self, true: Callable[[], bool], timeout: float | None) -> bool:
        """Whether it became true within the time (seconds, None for as long as it takes)."""
        try:
            async with asyncio.timeout(timeout):
                while not true():
                    await self._event.wait()
        except TimeoutError:
            return true()
        return True
