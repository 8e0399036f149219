"""Machines that do things in any order, with a database that is emptied for each run.

`pytest --hypothesis-profile=long` runs twenty times as many (see tests/conftest.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import uvloop
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from storage.database import Database
from tests.emptying import empty

__all__ = ["AnyOrder", "empty", "in_any_order"]

T = TypeVar("T")
USUAL = 100
"""Hypothesis's own number of examples: a profile that asks for more gets as many times more here."""


class AnyOrder(RuleBasedStateMachine):
    """A machine with a database and an event loop of its own."""

    db: Database
    loop: asyncio.AbstractEventLoop

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        """Do it now."""
        return self.loop.run_until_complete(doing)


def in_any_order(machine: type[AnyOrder], url: str, *, examples: int, steps: int) -> None:
    """Let the machine run so many times, so many steps each, on the database with this address."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        machine.db, machine.loop = Database(url, pool_size=4), runner.get_loop()
        try:
            run_state_machine_as_test(
                machine,
                settings=settings(
                    max_examples=examples * settings().max_examples // USUAL, stateful_step_count=steps,
                    deadline=None, database=None, suppress_health_check=list(HealthCheck),
                ),
            )  # fmt: skip
        finally:
            runner.run(machine.db.close())
