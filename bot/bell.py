"""Bells that wake sleepers: in this process at once, in other processes by PostgreSQL's LISTEN/NOTIFY.

A bell carries no facts, only a topic; whoever wakes looks in the database. Rings are sent in batches after commit, so
that no transaction pays for them; a lost ring costs one slow poll, never a message.
"""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections import defaultdict
from collections.abc import Iterator
from types import TracebackType

import asyncpg

from bot.logs import log

CHANNEL = "stapje_bell"
BATCH_SECONDS = 0.01
LONGEST_PAYLOAD = 7000

INBOUND, OUTBOUND, INBOX, BEDS, PRESENCE = "inbound", "outbound", "inbox", "beds", "presence"


def conversation(conversation_id: uuid.UUID) -> str:
    """The topic of one conversation: something was said in it."""
    return f"conversation:{conversation_id}"


class Bell:
    """Use as an async context manager. Without a `dsn` it rings in this process only."""

    def __init__(self, dsn: str | None = None) -> None:
        self._dsn = dsn
        self._me = uuid.uuid4().hex[:8]
        self._sleepers: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._pending: set[str] = set()
        self._something_pending = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Bell:
        if self._dsn is not None:
            self._task = asyncio.create_task(self._carry(self._dsn), name="bell")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def ring(self, *topics: str) -> None:
        """Wake everybody who sleeps on one of these topics. Call it after the commit."""
        self._wake(topics)
        if self._dsn is not None:
            self._pending.update(topics)
            self._something_pending.set()

    @contextlib.contextmanager
    def listen(self, topic: str) -> Iterator[asyncio.Event]:
        """An event that a ring sets. Begin to listen before looking in the database, so that no ring is missed."""
        event = asyncio.Event()
        self._sleepers[topic].add(event)
        try:
            yield event
        finally:
            self._sleepers[topic].discard(event)
            if not self._sleepers[topic]:
                del self._sleepers[topic]

    def _wake(self, topics: tuple[str, ...] | list[str]) -> None:
        for topic in topics:
            for event in self._sleepers.get(topic, ()):
                event.set()

    async def _carry(self, dsn: str) -> None:
        """Carry rings to and from other processes; reconnects when the database was away."""
        while True:
            try:
                connection = await asyncpg.connect(dsn)
                try:
                    await connection.add_listener(CHANNEL, self._heard)
                    self._wake(list(self._sleepers))  # what rang elsewhere while nobody listened, nobody told us
                    await self._send_batches(connection)
                finally:
                    await connection.close(timeout=1)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log().warning("bell.reconnect", error=repr(error))
                await asyncio.sleep(1)

    async def _send_batches(self, connection: asyncpg.Connection) -> None:
        while True:
            await self._something_pending.wait()
            await asyncio.sleep(BATCH_SECONDS)
            topics, self._pending = sorted(self._pending), set()
            self._something_pending.clear()
            try:
                await self._send(connection, topics)
            except BaseException:  # told when the database is there again
                self._pending.update(topics)
                self._something_pending.set()
                raise

    async def _send(self, connection: asyncpg.Connection, topics: list[str]) -> None:
        payload = self._me
        for topic in topics:
            if len(payload) + len(topic) > LONGEST_PAYLOAD:
                await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, payload)
                payload = self._me
            payload += "," + topic
        await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, payload)

    def _heard(self, connection: object, pid: int, channel: str, payload: str) -> None:  # noqa: ARG002 (asyncpg's signature)
        sender, *topics = payload.split(",")
        if sender != self._me:
            self._wake(topics)


async def wait(event: asyncio.Event, seconds: float) -> bool:
    """Sleep until the event is set, at most so many seconds; True when it was. Clears it for the next round."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    event.clear()
    return True
