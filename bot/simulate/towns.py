"""Several towns side by side, each with its own database and in its own process: a core each, so half a year is short.

A town never hears of another, so what happens in it is the same however many live beside it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import fields
from datetime import UTC, datetime
from itertools import chain
from multiprocessing.sharedctypes import Synchronized

import uvloop

from bot import logs, memory
from bot.simulate.deeds import Notes
from bot.simulate.record import Record
from bot.simulate.run import Plan, live
from bot.simulate.world import Progress

LOOK_SECONDS = 0.5
"""So often it is looked how far the towns are."""


async def simulate(plan: Plan, progress: Progress = lambda _: None) -> Record:
    """Let everybody live, and put together what happened in all towns."""
    if len(plan.towns) == 1:
        return await live(plan, 0, progress)
    context = multiprocessing.get_context("spawn")
    reached = [context.Value("d", plan.begins.timestamp()) for _ in plan.towns]
    at_once = min(len(plan.towns), os.cpu_count() or 1)
    with ProcessPoolExecutor(at_once, context, initializer=_begin, initargs=(reached,)) as pool:
        lives = [pool.submit(_live, plan, number) for number in range(len(plan.towns))]
        await _watch(lives, reached, progress)
        return together([town.result() for town in lives])


async def _watch(lives: list[Future[Record]], reached: list[Synchronized[float]], progress: Progress) -> None:
    """Wait for all towns; the first that breaks ends it."""
    waiting = {asyncio.wrap_future(town) for town in lives}
    while waiting:
        done, waiting = await asyncio.wait(waiting, timeout=LOOK_SECONDS)
        for town in done:
            town.result()
        progress(datetime.fromtimestamp(min(value.value for value in reached), UTC))


def together(towns: list[Record]) -> Record:
    """What happened in all towns as if they were one: nobody's number and no delivery's is used twice."""
    first = towns[0]
    return Record(
        begins=first.begins, ends=first.ends, troubles=first.troubles,
        arrived=[*chain.from_iterable(town.arrived for town in towns)],
        deliveries=[*chain.from_iterable(town.deliveries for town in towns)],
        known=frozenset(chain.from_iterable(town.known for town in towns)),
        tasks=[*chain.from_iterable(town.tasks for town in towns)],
        inbound=[*chain.from_iterable(town.inbound for town in towns)],
        notes=_remembered([town.notes for town in towns]),
    )  # fmt: skip


def _remembered(notes: list[Notes]) -> Notes:
    all_of_it = Notes()
    for one in notes:
        for field in fields(Notes):
            kept, more = getattr(all_of_it, field.name), getattr(one, field.name)
            if isinstance(kept, list):
                kept.extend(more)
            elif isinstance(kept, int):
                setattr(all_of_it, field.name, kept + more)
            else:
                kept.update(more)
    return all_of_it


# ---------------------------------------------------------------- in the process of a town


_reached: list[Synchronized[float]] = []


def _begin(reached: list[Synchronized[float]]) -> None:
    logs.set_up("ERROR")
    memory.settle()
    _reached[:] = reached


def _live(plan: Plan, town: int) -> Record:
    def passed(now: datetime) -> None:
        _reached[town].value = now.timestamp()

    return uvloop.run(live(plan, town, passed))
