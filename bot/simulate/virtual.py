"""Time that only moves when somebody moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

SHORTEST = 0.0001
"""No sleep is shorter, in seconds: one that is rounded away would never end."""


class VirtualClock:
    """A clock that never goes back; sleeping moves it, so nobody ever waits."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)

    def __call__(self) -> datetime:
        """The time now, aware, in UTC."""
        return self._moment

    def go_to(self, moment: datetime) -> None:
        """Let it be this moment, or stay later when it is already."""
        self._moment = max(self._moment, moment.astimezone(UTC))

    def seconds(self) -> float:
        """The same time as a count of seconds, for who measures gaps."""
        return self._moment.timestamp()

    async def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self._moment += timedelta(seconds=max(seconds, SHORTEST))
