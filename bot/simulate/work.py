"""The working part of Stapje – composing, answering, sending, the nightly rounds – driven step by step.

Everything here is the real code: `bot.schedule.Clockwork`, `bot.converse.Converser` and `bot.send.Sender`. Only their
clock is moved by hand, the chat is one in which nobody is, and Rasa is a list of sentences with their meaning.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.bell import Bell
from bot.converse import AT_ONCE, Converser
from bot.errors import BotError
from bot.schedule import Clockwork
from bot.send import Channel, Sender
from bot.simulate.virtual import VirtualClock
from nlu.errors import RasaUnreachable
from nlu.rasa import Parse, Rasa
from nlu.reader import RasaReader
from storage import inbound
from storage.database import Database
from storage.inbound import Waiting

BELL = timedelta(seconds=1)
"""What is due is looked at every two seconds (bot.schedule.COMPOSE_EVERY), so it waits for one on average."""
LOOK_AGAIN = timedelta(seconds=30)
MOST_ROUNDS = 500
MOST_WAITING = 400


class Stuck(BotError):
    """Something stays due however often it is worked on; the message says what."""


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """When there is work again: a planned nudge, something to send. `now` is what the clock says after the step."""

    now: datetime
    nudge: datetime | None
    outbound: datetime | None
    waiting: bool

    @property
    def next(self) -> datetime | None:
        """The first moment at which there is something to do."""
        return min((moment for moment in (self.nudge, self.outbound) if moment is not None), default=None)


class KnownSentences(Rasa):
    """Rasa as it would be for the sentences of the town; for any other it is away. Nothing goes over a network."""

    def __init__(self, meanings: dict[str, str]) -> None:
        super().__init__("http://127.0.0.1:9")
        self._meanings = meanings

    def begin(self, text: str) -> asyncio.Task[Parse]:
        """Nothing needs to be begun."""
        return asyncio.ensure_future(self.parse(text))

    async def parse(self, text: str) -> Parse:
        """The meaning that was written down for this sentence; see Rasa."""
        intent = self._meanings.get(text)
        if intent is None:
            raise RasaUnreachable("nobody wrote down what this means")
        return Parse(ranking=((intent, 0.97),), entities=())


_AGENDA = text(
    """
    SELECT (SELECT min(due_at) FROM nudge WHERE state = 'planned') AS nudge,
           (SELECT min(greatest(o.due_at, coalesce(o.claimed_until, o.due_at))) FROM outbound o
            WHERE o.state = 'due' AND NOT EXISTS (SELECT 1 FROM outbound e WHERE e.address_id = o.address_id
                AND e.state = 'due' AND e.message_id < o.message_id)) AS outbound,
           EXISTS (SELECT 1 FROM inbound WHERE handled_at IS NULL) AS waiting
    """
)


class Work:
    """One worker. `looks` is a session of its own that stays open: it asks at every step what there is to do."""

    def __init__(
        self, database: Database, looks: AsyncSession, channel: Channel, clock: VirtualClock, meanings: dict[str, str]
    ) -> None:
        bell, self._begun = Bell(), False
        self._looks, self._clock = looks, clock
        self._clockwork = Clockwork(database, bell, clock)
        self._converser = Converser(database, RasaReader(KnownSentences(meanings)), bell, clock)
        self._known = Agenda(now=clock(), nudge=None, outbound=None, waiting=False)
        self._sender = Sender(database, channel, bell, clock, seconds=clock.seconds, sleep=clock.sleep)

    async def step(self, moment: datetime, rounds: Sequence[str] = (), *, written: bool = False) -> Agenda:
        """Do all that is to be done at a moment, and the nightly rounds of these names (see Clockwork).

        `written`: somebody wrote something at this moment. What the last step left is done first, without looking.
        Raises Stuck.
        """
        self._clock.go_to(moment)
        if not self._begun:
            await self._sender.take_over()
            self._begun = True
        for name in rounds:
            await getattr(self._clockwork, name)()
        await self._work_on(replace(self._known, waiting=written))
        for _ in range(MOST_ROUNDS):
            self._known = await self._agenda()
            if not await self._work_on(self._known):
                return self._known
        raise Stuck(f"at {self._clock()} there is always more to do: {await self._agenda()}")

    async def _work_on(self, agenda: Agenda) -> bool:
        """Answer what waits, compose what is due, and send; False when there was nothing to do."""
        now = self._clock()
        due = agenda.nudge is not None and agenda.nudge <= now
        if agenda.waiting:
            await self._answer()
        if due:
            await self._clockwork.compose_due()
        worked = agenda.waiting or due
        if worked or (agenda.outbound is not None and agenda.outbound <= now):
            return await self._sender.send_some() > 0 or worked
        return False

    async def _agenda(self) -> Agenda:
        row = (await self._looks.execute(_AGENDA)).one()
        now = self._clock()
        nudge = row.nudge + BELL if row.nudge is not None else None
        return Agenda(now=now, nudge=nudge, outbound=row.outbound, waiting=row.waiting)

    async def _answer(self) -> None:
        found = await inbound.waiting(self._looks, busy=[], most=MOST_WAITING)
        several = asyncio.Semaphore(AT_ONCE)

        async def answer(waiting: Waiting) -> None:
            async with several:
                await self._converser.answer(waiting)

        await asyncio.gather(*(answer(waiting) for waiting in found))
