"""The nightly round that keeps the terms: in small batches, each a transaction of its own, with a report at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.logs import log
from storage import audit, retention
from storage.database import Database
from storage.retention import KINDS, Kind

BREATH = 0.02
"""Seconds between two batches, in which whoever answers a client goes first."""


async def keep_terms(database: Database, now: Callable[[], datetime]) -> None:
    """Delete what is over its term; does nothing when another process began tonight's round."""
    async with database.begin() as session:
        run = await retention.begin(session, now())
        days = await retention.terms(session)
    if run is None:
        return
    gone: dict[str, int] = {}
    for kind in KINDS:
        if number := await _sweep(database, kind, run.created_at - timedelta(days=days[kind.key])):
            gone[kind.key] = number
    async with database.begin() as session:
        kept = {
            kind.key: needed
            for kind in KINDS
            if (needed := (await retention.over(session, kind, run.created_at - timedelta(days=days[kind.key])))[1])
        }
        await retention.end(session, run.id, gone=gone, kept=kept, now=now())
        await audit.record(session, "retention.ran", now=now(), run=str(run.id), gone=gone, kept=kept)
    log().info("retention.ran", gone=gone, kept=kept)


async def _sweep(database: Database, kind: Kind, before: datetime) -> int:
    number, more = 0, True
    after = None
    while more:
        async with database.begin() as session:
            batch, after = await retention.sweep(session, kind, before, after)
        number += batch
        more = after is not None
        if more:
            await asyncio.sleep(BREATH)
    return number
