"""The simulated world: from event to event, whatever comes first – a deed, a planned message, a nightly round."""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Protocol

from actions import clock
from bot.bell import Bell
from bot.receive import Incoming, Receiver
from bot.simulate.channel import BOT, NAME, Chat
from bot.simulate.client import Client
from bot.simulate.colleagues import Colleagues
from bot.simulate.deeds import Cry, Deed, Notes, Spell, end
from bot.simulate.talks import Answer
from bot.simulate.town import person_id
from bot.simulate.virtual import VirtualClock
from bot.simulate.work import LOOK_AGAIN, Agenda
from storage import people
from storage.database import Database

OFFICE = "office"
TIMETABLE: tuple[tuple[time, str], ...] = (
    (time(3, 10), "plan_check_ins"),
    (time(3, 40), "forget"),
    *((time(hour, 20), OFFICE) for hour in range(9, 17)),
)
"""What happens every day at which local time: the nightly rounds of bot.schedule.Clockwork, and colleagues who look."""
STORED_AT_ONCE = 8

Progress = Callable[[datetime], None]


class Worker(Protocol):
    """Whoever does the work of a moment, in this process or in another one."""

    async def step(self, moment: datetime, rounds: Sequence[str] = (), *, written: bool = False) -> Agenda:
        """Do all that is to be done; see bot.simulate.work.Work."""


class World:
    """Everybody who is not the program: clients, colleagues, the chat and the clock on the wall."""

    def __init__(
        self, *, database: Database, chat: Chat, notes: Notes, clients: Sequence[Client], seed: int, worker: Worker,
        now: VirtualClock,
    ) -> None:  # fmt: skip
        self._database, self._chat, self._notes, self._worker, self._now = database, chat, notes, worker, now
        self._clients = {client.number: client for client in clients}
        self._seed = seed
        self._receiver = Receiver(database, Bell(), now)
        self._colleagues = Colleagues(database, self._clients, notes, seed)
        self._deeds: list[Deed] = []
        self._heard = 0
        self.steps = 0

    async def live(self, begins: datetime, ends: datetime, progress: Progress) -> None:
        """Let the time between two moments pass."""
        self._deeds = [deed for client in self._clients.values() for deed in client.wishes(begins, ends)]
        heapq.heapify(self._deeds)
        timetable = deque(_timetable(begins, ends))
        agenda = await self._worker.step(begins, ["plan_check_ins"])
        while (moment := self._next(agenda, timetable)) is not None and moment < ends:
            self._now.go_to(moment)
            rounds = []
            while timetable and timetable[0][0] <= self._now():
                rounds.append(timetable.popleft()[1])
            if OFFICE in rounds:
                await self._colleagues.look(self._now())
            written = await self._do_deeds()
            rounds = [name for name in rounds if name != OFFICE]
            agenda = await self._worker.step(self._now(), rounds, written=written)
            self._now.go_to(agenda.now)
            self._hear()
            self.steps += 1
            progress(self._now())

    def _next(self, agenda: Agenda, timetable: deque[tuple[datetime, str]]) -> datetime | None:
        moments = [timetable[0][0]] if timetable else []
        if agenda.next is not None:  # what could not be done just now is looked at again a little later
            moments.append(agenda.next if agenda.next > agenda.now else agenda.now + LOOK_AGAIN)
        if self._deeds:
            moments.append(self._deeds[0].at)
        return min(moments, default=None)

    # ------------------------------------------------------------ doing

    async def _do_deeds(self) -> bool:
        """All deeds of this moment, those of one client one after the other; returns whether there were any."""
        due: list[Deed] = []
        while self._deeds and self._deeds[0].at <= self._now():
            due.append(heapq.heappop(self._deeds))
        by_client: dict[int, list[Deed]] = {}
        for deed in due:
            by_client.setdefault(deed.client, []).append(deed)
        several = asyncio.Semaphore(STORED_AT_ONCE)

        async def in_order(deeds: Iterable[Deed]) -> None:
            async with several:
                for deed in deeds:
                    await self._do(deed)

        await asyncio.gather(*(in_order(deeds) for deeds in by_client.values()))
        return bool(due)

    async def _do(self, deed: Deed) -> None:
        client, now = self._clients[deed.client], self._now()
        if deed.what == "block":
            self._chat.blocked.add(client.address)
            self._notes.blocked.append(Spell(client=client.number, begins=now))
            heapq.heappush(self._deeds, client.comes_back("block", now))
            return
        if deed.what == "end_block":
            self._chat.blocked.discard(client.address)
            end(self._notes.blocked, client.number, now)
            await self._say(client, deed, Answer(text="hoi"))
            return
        if client.address in self._chat.blocked:  # who blocked the bot does not write to it either
            return
        if deed.what == "move":
            await self._move(client, deed)
        elif deed.what == "end_opt_out":
            end(self._notes.quiet, client.number, now)
            await self._say(client, deed, Answer(text="/berichten"))
        elif (said := client.does(deed, now)) is not None:
            if deed.what == "opt_out":
                heapq.heappush(self._deeds, client.comes_back("opt_out", now))
            await self._say(client, deed, said)

    async def _say(self, client: Client, deed: Deed, said: Answer, invite: str | None = None) -> None:
        if deed.what == "crisis":
            self._notes.cries.append(Cry(client=client.number, at=self._now(), words=said.text))
        self._notes.said.append((client.number, self._now()))
        await self._receiver.store(
            Incoming(
                channel=NAME, bot=BOT, address=client.address,
                update_id=f"{client.number}-{deed.number}", text=said.text, payload=said.payload, invite=invite,
            )
        )  # fmt: skip

    async def _move(self, client: Client, deed: Deed) -> None:
        """A new phone: the contactperson gives a link, and the first message from there uses it."""
        async with self._database.begin() as session:
            token = await people.invite(
                session, now=self._now(), person_id=person_id(self._seed, client.number), lasts=timedelta(days=1)
            )
        client.new_address()
        await self._say(client, deed, Answer(text=f"/start {token}"), token)

    # ------------------------------------------------------------ hearing

    def _hear(self) -> None:
        """Everybody hears what arrived since, and decides what to do."""
        arrived = self._chat.deliveries[self._heard :]
        self._heard = len(self._chat.deliveries)
        for delivery in arrived:
            client = self._clients[self._notes.addresses[delivery.address]]
            if client.address == delivery.address and (deed := client.hears(delivery)) is not None:
                heapq.heappush(self._deeds, deed)


def _timetable(begins: datetime, ends: datetime) -> list[tuple[datetime, str]]:
    """All rounds between two moments, at their local times: clock changes included."""
    days = (clock.local(ends).date() - clock.local(begins).date()).days
    first = clock.local(begins).date()
    every = [(clock.at(first + timedelta(days=day), at), name) for day in range(days + 1) for at, name in TIMETABLE]
    return sorted(entry for entry in every if begins < entry[0] < ends)
