"""How long guessing has to wait. Longer with every failure, but never so long that guessing shuts a colleague out."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.login_attempts import Failures

WITHIN = timedelta(hours=24)
"""Failures older than this count no more."""
ON_NAME = (5, timedelta(minutes=1), timedelta(minutes=15))
ON_ADDRESS = (30, timedelta(minutes=1), timedelta(hours=1))
"""Free failures, the first wait, the longest wait. Many colleagues share the address of a shelter."""


def wait(failures: Failures, budget: tuple[int, timedelta, timedelta], now: datetime) -> timedelta:
    """How long it still takes before the next try is looked at; zero when it may be now.

    After the free failures each one doubles the wait, up to the longest.
    """
    free, first, longest = budget
    if failures.count < free or failures.last is None:
        return timedelta()
    doublings: int = min(failures.count - free, 20)
    whole = min(first * (1 << doublings), longest)
    return max(failures.last + whole - now, timedelta())
