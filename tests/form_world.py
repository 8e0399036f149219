"""What a conversation has brought about so far: all that a form may make, and what the conversation itself keeps."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from actions import clock, referrals
from storage import debts, steps
from storage.appointments import Appointment
from storage.beds import BedNight
from storage.conversations import Button, Conversation
from storage.database import Database
from storage.debts import DebtReferral
from storage.goals import Goal
from storage.inbound import Inbound
from storage.messages import Message
from storage.nudges import Nudge
from storage.people import Person
from storage.steps import Step
from storage.tasks import Task
from tests import talk
from tests.town import Town, make_town

MADE: tuple[Any, ...] = (DebtReferral, Appointment, BedNight, Step, Goal)
"""What forms make."""


@dataclass(frozen=True, kw_only=True)
class World:
    """One moment of it. `made` are the rows by table and id; `said` counts what Stapje said, by conversation."""

    conversation: Conversation
    made: dict[tuple[str, uuid.UUID], Any]
    opted_out: bool
    tasks: dict[str, int]
    said: int
    unhandled: int
    nudges: Counter[str] = field(default_factory=Counter)

    @property
    def form(self) -> dict[str, Any] | None:
        """The open form."""
        return self.conversation.form

    def new_since(self, before: World) -> list[Any]:
        """What was made since then."""
        return [row for key, row in self.made.items() if key not in before.made]

    def as_it_stands(self) -> dict[Any, str]:
        """What was made, with the state it is in."""
        return {key: str(getattr(row, "state", getattr(row, "ended_at", ""))) for key, row in self.made.items()}


async def look(db: Database, one: talk.Talk) -> World:
    """The world as it is now."""
    async with db.begin() as session:
        conversation = await session.get_one(Conversation, one.conversation_id)
        made: dict[tuple[str, uuid.UUID], Any] = {}
        for table in MADE:
            made |= {(table.__tablename__, row.id): row for row in (await session.exec(select(table))).all()}
        person = await session.get(Person, conversation.person_id) if conversation.person_id else None
        open_tasks = select(Task.kind, Task.priority).where(
            Task.conversation_id == conversation.id, col(Task.done_at).is_(None)
        )
        said = select(func.count()).where(Message.conversation_id == conversation.id, Message.direction == "out")
        unhandled = select(func.count()).select_from(Inbound).where(col(Inbound.handled_at).is_(None))
        return World(
            conversation=conversation, made=made, opted_out=bool(person and person.opted_out_at),
            tasks=dict((await session.exec(open_tasks)).all()), said=(await session.exec(said)).one(),
            unhandled=(await session.exec(unhandled)).one(),
            nudges=Counter((await session.exec(select(Nudge.state))).all()),
        )  # fmt: skip


async def make(db: Database, now: datetime) -> Town:
    """The small town."""
    async with db.begin() as session:
        return await make_town(session, now)


async def give(db: Database, one: talk.Talk, *, request: bool = False) -> dict[str, dict[str, str]]:
    """A client's open step and done step, and perhaps a running request; what a button about the steps carries."""
    if one.person is None:
        return {}
    async with db.begin() as session:
        mine: dict[str, Any] = {"person_id": one.person.id, "created_at": one.now}
        step = await steps.add(session, Step(what="de huisarts bellen", **mine))
        done = await steps.add(session, Step(what="een brief openen", state="partly", ended_at=one.now, **mine))
        if request:
            await referrals.begin(session, await debts.add(session, _request(one)), one.now)
    return {"step": {"step": str(step.id)}, "done step": {"step": str(done.id)}}


def _request(one: talk.Talk) -> DebtReferral:
    today = clock.local(one.now).date()
    return DebtReferral(
        person_id=one.person.id if one.person else None, conversation_id=one.conversation_id, municipality="Almelo",
        debt_types=["huur"], consent_at=one.now, consent_to="Schuldhulp", requested_on=today, due_on=today,
        created_at=one.now,
    )  # fmt: skip


async def show_button(db: Database, one: talk.Talk, action: str, arguments: dict[str, str]) -> str:
    """A button of an earlier message; what travels when it is pressed."""
    async with db.begin() as session:
        message = Message(
            conversation_id=one.conversation_id, direction="out", sender="bot", text="Eerder.", created_at=one.now
        )
        session.add(message)
        await session.flush()
        assert message.id is not None
        token = uuid.uuid4().hex[:16]
        session.add(
            Button(
                token=token, conversation_id=one.conversation_id, message_id=message.id, label="Eerder", action=action,
                arguments=arguments,
            )
        )  # fmt: skip
    return token
