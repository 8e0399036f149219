"""Virtual days for tests about check-ins: the clock rings, the night plans, and what stands in the database is read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from bot.bell import Bell
from bot.schedule import Clockwork
from storage import messages, nudges
from storage.checkins import CheckIn, CheckInPlan
from storage.database import Database
from storage.nudges import Nudge
from storage.tasks import Task
from tests import talk
from tests.town import Town, moment

MONDAY = moment("2026-11-23 10:30")


async def ring(db: Database, now: datetime) -> None:
    """What the clock does every few seconds."""
    await Clockwork(db, Bell(), lambda: now).compose_due()


async def ring_at(db: Database, *moments: str) -> None:
    """The same at several moments in Amsterdam."""
    for text in moments:
        await ring(db, moment(text))


async def sweep(db: Database, now: datetime) -> None:
    """What the clock does each night."""
    await Clockwork(db, Bell(), lambda: now).plan_check_ins()


async def asked(db: Database, town: Town, name: str = "Sam", at: datetime = MONDAY, **plan: Any) -> talk.Talk:
    """A client who is asked how it goes at this moment, by default on a Monday morning and then every two weeks."""
    sam = await talk.client(db, town.contact, name=name, now=at)
    assert sam.person is not None
    values = {"every_days": 14, "began_on": date(2026, 11, 2), **plan}
    async with db.begin() as session:
        rhythm = CheckInPlan(person_id=sam.person.id, **values)
        session.add(rhythm)
        await session.flush()
        await nudges.plan_check_ins(session, [(rhythm, at, f"check_in:{sam.person.id}:first")], at)
    await ring(db, at)
    await sam.hears()
    return sam


async def heard(sam: talk.Talk) -> list[str]:
    """Everything that was said to them."""
    async with sam.db.begin() as session:
        return [m.text for m in await messages.latest(session, sam.conversation_id) if m.direction == "out"]


async def check_ins(sam: talk.Talk) -> list[CheckIn]:
    """The check-ins of a client, oldest first."""
    assert sam.person is not None
    async with sam.db.begin() as session:
        query = select(CheckIn).where(CheckIn.person_id == sam.person.id).order_by(col(CheckIn.created_at))
        return list((await session.exec(query)).all())


async def planned(sam: talk.Talk, *kinds: str) -> list[Nudge]:
    """What is planned about a client, soonest first; of these kinds, or of all."""
    assert sam.person is not None
    async with sam.db.begin() as session:
        query = select(Nudge).where(
            (Nudge.person_id == sam.person.id) | (Nudge.conversation_id == sam.conversation_id),
            Nudge.state == "planned",
        )
        rows = (await session.exec(query.order_by(col(Nudge.due_at)))).all()
    return [n for n in rows if not kinds or n.kind in kinds]


async def every_task(sam: talk.Talk) -> list[Task]:
    """The tasks about a client, done or not, oldest first."""
    async with sam.db.begin() as session:
        query = select(Task).where(Task.conversation_id == sam.conversation_id).order_by(col(Task.created_at))
        return list((await session.exec(query)).all())
