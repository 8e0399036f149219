"""The lock of a night: whoever changes which beds are given out in a night does so one after the other."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

FARTHEST = timedelta(days=60)
"""How far ahead a bed can be held, so how many nights a change of what can be given out has to wait for."""
_PAST = timedelta(days=2)
"""A bed may still be given out for the night before; one more, because `now` may stand on either side of midnight."""

_LOCK = text(
    "SELECT count(pg_advisory_xact_lock(7301, day)) FROM generate_series(CAST(:first AS int), CAST(:last AS int)) day"
)


async def lock_nights(session: AsyncSession, first: date, last: date) -> None:
    """Wait for everybody who changes one of these nights, and keep them waiting until the transaction ends.

    Nights are always locked from the first to the last, so that two who want several never wait for each other.
    """
    await session.execute(_LOCK, {"first": first.toordinal(), "last": last.toordinal()})


async def lock_living_nights(
    session: AsyncSession, now: datetime, first: date = date.min, last: date = date.max
) -> None:
    """The same for the nights from `first` to `last` in which a bed may be given out just now."""
    lowest, highest = max(first, now.date() - _PAST), min(last, now.date() + FARTHEST + _PAST)
    if lowest <= highest:
        await lock_nights(session, lowest, highest)
