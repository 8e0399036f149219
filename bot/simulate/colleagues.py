"""Contactpersons of the simulated town: they look at their tasks in office hours, answer, plan, and let some lie."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, human, ladder
from actions.terms import is_working_day
from bot.simulate.client import Client
from bot.simulate.deeds import Notes, Spell, end
from bot.simulate.talks import drop, promise_appointment
from bot.simulate.town import conversation_id
from bot.web import appointments, reminders
from bot.web.appointments import NotPlannable
from storage import conversations, tasks
from storage.appointments import Appointment
from storage.database import Database, Moment
from storage.errors import DoubleBooked
from storage.staff import StaffMember

LIES = 0.12
"""The share of tasks that nobody picks up, unless they go to somebody else."""
SPOKEN = 0.7
"""The share of silences that end in a talk; the others are ticked off."""
SLOWEST = timedelta(hours=30)
PLANS_EVERY_DAYS = 75.0
"""Once in so many days a contactperson plans an appointment with a client."""
NOTED, CAME = 0.8, 0.8
"""Of so many appointments it is noted whether the client came, and of so many of those they did."""
NOTED_WITHIN = timedelta(days=3)
PRESSING_FIRST = {tasks.URGENT: 0.05, tasks.SOON: 0.5, tasks.NORMAL: 1.0}
"""How much of the slowest time somebody takes, by how pressing it is."""


@dataclass(frozen=True, kw_only=True)
class _Open:
    """A task that is open, whose it is, and of whom."""

    id: uuid.UUID
    kind: str
    priority: int
    level: int
    created_at: datetime
    subject_id: uuid.UUID | None
    conversation_id: uuid.UUID
    mode: str
    contact_person_id: uuid.UUID


_OPEN = text(
    """
    SELECT t.id, t.kind, t.priority, t.level, t.created_at, t.subject_id, t.conversation_id, c.mode, p.contact_person_id
    FROM task t JOIN conversation c ON c.id = t.conversation_id JOIN person p ON p.id = c.person_id
    WHERE t.done_at IS NULL ORDER BY t.conversation_id, t.kind, t.created_at
    """
)


_BEGUN = text(
    """
    SELECT c.id, a.id, a.starts_at FROM appointment a JOIN conversation c ON c.person_id = a.person_id
    WHERE a.state IN ('planned', 'confirmed') AND a.starts_at <= :now AND a.starts_at > :since
    ORDER BY a.starts_at, a.id
    """
).bindparams(bindparam("now", type_=Moment), bindparam("since", type_=Moment))


class Colleagues:
    """All contactpersons together; who does what comes from the dice, by client and task."""

    def __init__(self, database: Database, clients: dict[int, Client], notes: Notes, seed: int) -> None:
        self._database, self._clients, self._notes, self._seed = database, clients, notes, seed
        self._of = {conversation_id(seed, number): client for number, client in clients.items()}
        self._hand_back: dict[uuid.UUID, datetime] = {}

    async def look(self, now: datetime) -> None:
        """One look at the inbox, on a working day."""
        if not is_working_day(clock.local(now).date()):
            return
        async with self._database.single() as session:
            found = [_Open(**row) for row in (await session.execute(_OPEN)).mappings()]
        for task in found:
            if self._gets_to(task, now):
                await self._do(task, now)
        for talk in [talk for talk, at in self._hand_back.items() if at <= now]:
            await self._hand_back_to_the_bot(talk, now)
        await self._note_some(now)
        await self._plan_some(now)

    def _gets_to(self, task: _Open, now: datetime) -> bool:
        throw = self._dice(task)
        lies = throw.random() < LIES and task.priority != tasks.URGENT
        if lies and task.level == tasks.CONTACT_PERSON:
            return False
        return now - task.created_at >= throw.random() * SLOWEST * PRESSING_FIRST[task.priority]

    def _dice(self, task: _Open) -> Random:
        return self._of[task.conversation_id].dice("task", task.kind, clock.local(task.created_at).date())

    async def _do(self, task: _Open, now: datetime) -> None:
        if task.kind == "appointment" and task.subject_id is not None:
            if await self._accept(task, now):
                return
        elif task.kind in ("talk_to_human", "crisis", "complaint", "check_in_bad", "not_understood"):
            await self._answer(task, now)
        async with self._database.begin() as session:
            conversation = await conversations.lock(session, task.conversation_id)
            if task.kind in tasks.ABOUT_REACH and self._dice(task).random() < SPOKEN:
                staff = await session.get_one(StaffMember, task.contact_person_id)
                await ladder.had_contact(session, conversation, staff, now)
            else:
                await tasks.finish(session, task.id, task.contact_person_id, now)
        self._notes.contacts.append((self._of[task.conversation_id].number, now))

    async def _answer(self, task: _Open, now: datetime) -> None:
        """A human writes, and gives the chat back to the bot hours later."""
        client = self._of[task.conversation_id]
        async with self._database.begin() as session:
            staff = await session.get_one(StaffMember, task.contact_person_id)
            await human.answer(session, task.conversation_id, staff, "Ik las je bericht. Ik bel je straks even.", now)
        if task.conversation_id not in self._hand_back:
            self._notes.with_human.append(Spell(client=client.number, begins=now))
        hours = client.dice("hand back", now.timestamp()).randint(1, 30)
        self._hand_back[task.conversation_id] = now + timedelta(hours=hours)

    async def _hand_back_to_the_bot(self, talk: uuid.UUID, now: datetime) -> None:
        async with self._database.begin() as session:
            conversation = await conversations.lock(session, talk)
            assert conversation.taken_by is not None
            staff = await session.get_one(StaffMember, conversation.taken_by)
            await human.hand_back(session, talk, staff, now)
        del self._hand_back[talk]
        end(self._notes.with_human, self._of[talk].number, now)

    # ------------------------------------------------------------ appointments

    async def _accept(self, task: _Open, now: datetime) -> bool:
        """Say yes to a proposal; False when there is nothing to say yes to."""
        client = self._of[task.conversation_id]
        try:
            async with self._database.begin() as session:
                conversation = await conversations.lock(session, task.conversation_id)
                staff = await session.get_one(StaffMember, task.contact_person_id)
                assert task.subject_id is not None
                found = await session.get_one(Appointment, task.subject_id)
                if found.state != "proposed":
                    return False
                await appointments.accept(session, conversation, staff, found.id, now)
        except (NotPlannable, DoubleBooked):  # its moment has passed, or somebody else comes then
            return False
        if found.follows_id is not None:
            old = await self._moment_of(found.follows_id)
            drop(self._notes, client.number, now, about=old)
        self._stands(client, found.starts_at, now)
        return True

    async def _moment_of(self, appointment: uuid.UUID) -> datetime:
        async with self._database.begin() as session:
            return (await session.get_one(Appointment, appointment)).starts_at

    async def _plan_some(self, now: datetime) -> None:
        """Contactpersons plan appointments with some of their clients, on the morning's look."""
        today = clock.local(now).date()
        if clock.local(now).time() >= time(10):
            return
        for talk, client in self._of.items():
            throw = client.dice("planned", today)
            if throw.random() < 1 / PLANS_EVERY_DAYS:
                await self._plan(talk, client, throw, now)

    async def _plan(self, talk: uuid.UUID, client: Client, throw: Random, now: datetime) -> None:
        day = clock.local(now).date() + timedelta(days=throw.randint(2, 9))
        while not is_working_day(day):
            day += timedelta(days=1)
        at = time(throw.randint(9, 16), throw.choice((0, 15, 30, 45)))
        form = {"date": day.isoformat(), "time": at.isoformat(), "place": "het wijkteam", "topic": ""}
        try:
            async with self._database.begin() as session:
                conversation = await conversations.lock(session, talk)
                staff = await self._contact(session, conversation.person_id)
                await appointments.plan(session, conversation, staff, form, now)
        except (NotPlannable, DoubleBooked):
            return
        self._stands(client, clock.at(day, at), now)

    async def _note_some(self, now: datetime) -> None:
        """Of most appointments of the last days it is noted whether somebody came."""
        async with self._database.single() as session:
            found = (await session.execute(_BEGUN, {"now": now, "since": now - NOTED_WITHIN})).all()
        for talk, appointment, starts_at in found:
            throw = self._of[talk].dice("noted", starts_at.timestamp())
            if throw.random() >= NOTED:
                continue
            async with self._database.begin() as session:
                conversation = await conversations.lock(session, talk)
                staff = await self._contact(session, conversation.person_id)
                came = throw.random() < CAME
                await reminders.note(session, conversation, staff, appointment, now, came=came)

    async def _contact(self, session: AsyncSession, person: uuid.UUID | None) -> StaffMember:
        found = await session.execute(
            text("SELECT contact_person_id FROM person WHERE id = :person"), {"person": person}
        )
        return await session.get_one(StaffMember, found.scalar_one())

    def _stands(self, client: Client, starts_at: datetime, now: datetime) -> None:
        client.appointments.append(starts_at)
        promise_appointment(self._notes, client.number, starts_at, now)
