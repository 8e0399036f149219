"""A worker in a process of its own that is killed with -9 at random moments; what it was busy with is done again.

The chat and the time stay in this process, because they go on when a worker dies. The child asks for both over a pipe.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from random import Random
from typing import Any

from bot import logs
from bot.enclosures import Enclosure
from bot.errors import BotError, ChannelBusy, ChannelError, Unreachable
from bot.simulate import temperaments
from bot.simulate.channel import BOT, NAME, Chat
from bot.simulate.deeds import Notes
from bot.simulate.dice import dice
from bot.simulate.virtual import VirtualClock
from bot.simulate.work import Agenda, Work
from storage.database import Database

RESTARTED_AFTER = timedelta(seconds=5)
"""So long it takes until whoever watches over the worker has started it again."""
ONE_STEP_IN = 25
LONGEST_LIFE_SECONDS = 0.025
"""A kill comes at a random moment of so much real time after the step began, or while a message is being delivered."""


class WorkerBroke(BotError):
    """A worker ended by an error of its own; the message is its traceback."""


class Mortal:
    """A worker that lives in a child process and does not live long; see bot.simulate.work.Work.step."""

    def __init__(self, url: str, chat: Chat, notes: Notes, throws: tuple[object, ...], now: datetime) -> None:
        self._url, self._chat, self._notes, self._throws = url, chat, notes, throws
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["bot.simulate.nest"])
        self._steps, self._now = 0, now
        self._process: BaseProcess | None = None

    async def step(self, moment: datetime, rounds: Sequence[str] = (), *, written: bool = False) -> Agenda:
        """Have the work of a moment done, however often the worker dies over it."""
        self._steps += 1
        throw = dice(*self._throws, self._steps)
        die = _Death.chosen(throw) if throw.randrange(ONE_STEP_IN) == 0 else None
        self._now = max(self._now, moment)
        while (agenda := await self._try((self._now, tuple(rounds), written), die)) is None:
            self._notes.kills += 1
            self._now, die = self._now + RESTARTED_AFTER, None
        self._now = agenda.now
        return agenda

    async def _try(self, wanted: tuple[datetime, tuple[str, ...], bool], die: _Death | None) -> Agenda | None:
        """One step of a child that lives or is started now; None when it was killed over it."""
        pipe, process = self._alive()
        killing = None
        if die is not None and die.after_seconds is not None:
            killing = asyncio.get_running_loop().call_later(die.after_seconds, process.kill)
        try:
            await asyncio.to_thread(pipe.send, wanted)
            return await self._serve(pipe, process, die)
        except (EOFError, OSError):
            await asyncio.to_thread(process.join)
            self._process = None
            return None
        finally:
            if killing is not None:
                killing.cancel()

    async def _serve(self, pipe: Connection, process: BaseProcess, die: _Death | None) -> Agenda:
        """Be the chat for the child until its step is done."""
        last: int | None = None
        try:
            while True:
                kind, *rest = await asyncio.to_thread(pipe.recv)
                if kind == "done":
                    return Agenda(**rest[0])
                if kind == "broke":
                    raise WorkerBroke(f"A worker broke down of its own accord:\n{rest[0]}")
                address, said, buttons, at = rest
                self._now = max(self._now, at)
                if die is not None and die.over_delivery == "before":
                    process.kill()
                last = None
                answer = _delivered(self._chat, address, said, buttons, at)
                last = int(answer[1]) if answer[0] == "ok" else None
                if die is not None and die.over_delivery == "after":
                    process.kill()
                await asyncio.to_thread(pipe.send, answer)
        except (EOFError, OSError):
            if last is not None:  # it arrived, and the one who sent it can no longer write that down
                self._notes.in_flight.add(last)
            raise

    def _alive(self) -> tuple[Connection, BaseProcess]:
        if self._process is None:
            self._pipe, theirs = self._context.Pipe()
            self._process = self._context.Process(target=_child, args=(theirs, self._url, self._now), daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe, self._process

    async def close(self) -> None:
        """The last one may end in peace."""
        if self._process is not None:
            self._process.terminate()
            await asyncio.to_thread(self._process.join)


@dataclass(frozen=True, kw_only=True)
class _Death:
    """How a worker dies: so many seconds of real time after the step began, or over a delivery."""

    after_seconds: float | None = None
    over_delivery: str | None = None

    @classmethod
    def chosen(cls, throw: Random) -> _Death:
        """One of the ways to die."""
        if throw.random() < 0.5:
            return cls(after_seconds=throw.uniform(0, LONGEST_LIFE_SECONDS))
        return cls(over_delivery=throw.choice(("before", "after")))


def _delivered(chat: Chat, address: str, said: str, buttons: list[dict[str, str]], at: datetime) -> tuple[str, Any]:
    """What the chat says to a delivery, as values that travel."""
    try:
        return "ok", chat.take(address, said, buttons, at)
    except ChannelBusy as busy:
        return "busy", busy.seconds
    except Unreachable as gone:
        return "gone", str(gone)
    except ChannelError as error:
        return "failed", str(error)


# ---------------------------------------------------------------- in the child


@dataclass
class _Far:
    """The chat, over the pipe."""

    pipe: Connection
    now: VirtualClock
    name: str = NAME
    bot: str = BOT

    async def deliver(self, address: str, said: str, buttons: list[dict[str, str]], enclosure: Enclosure | None) -> str:  # noqa: ARG002 (it is the words that count here)
        """Deliver one message; see bot.send.Channel."""
        self.pipe.send(("deliver", address, said, buttons, self.now()))
        kind, value = await asyncio.to_thread(self.pipe.recv)
        if kind == "busy":
            raise ChannelBusy(value)
        if kind == "gone":
            raise Unreachable(value)
        if kind == "failed":
            raise ChannelError(value)
        return str(value)


def _child(pipe: Connection, url: str, now: datetime) -> None:
    """The process of a worker: steps come in over the pipe until it closes."""
    logs.set_up("ERROR")
    asyncio.run(_work(pipe, url, now))


async def _work(pipe: Connection, url: str, now: datetime) -> None:
    clock, database = VirtualClock(now), Database(url)
    async with database.single() as looks:
        await _serve(pipe, Work(database, looks, _Far(pipe, clock), clock, temperaments.read().meanings))
    await database.close()


async def _serve(pipe: Connection, work: Work) -> None:
    while True:
        try:
            moment, rounds, written = await asyncio.to_thread(pipe.recv)
        except EOFError:
            break
        try:
            agenda = await work.step(moment, rounds, written=written)
        except Exception:  # whatever it was, the parent has to hear of it: it is no kill
            pipe.send(("broke", traceback.format_exc()))
            raise
        pipe.send(("done", {name: getattr(agenda, name) for name in ("now", "nudge", "outbound", "waiting")}))
