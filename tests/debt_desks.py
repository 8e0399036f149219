"""Desks of debt help and numbers to call, for tests of requests for debt help."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import select

from storage import debts
from storage.database import Database
from storage.debts import DebtReferral
from storage.desks import DebtDesk, DebtRoute
from storage.help_places import HelpPlace
from storage.tasks import Task
from tests import talk
from tests.town import Town

ALMELO, AREAS = "Schuldhulp Almelo", ("De Riet", "Kerkelanden")


async def open_desk(
    db: Database, town: Town, *, municipality: str = "Almelo", area: str | None = None, inside: bool = True,
    urgent: bool | None = None,
) -> DebtDesk:  # fmt: skip
    """A desk that serves a municipality or a part of it: a team in Stapje, or an office outside."""
    async with db.begin() as session:
        name = f"Schuldhulp {area or municipality}{' spoed' if urgent else ''}"
        desk = DebtDesk(name=name, team_id=town.team.id if inside else None)
        session.add(desk)
        await session.flush()
        session.add(DebtRoute(municipality=municipality, neighbourhood=area, urgent=urgent, desk_id=desk.id))
    return desk


async def open_line(db: Database) -> None:
    """A free line to call, so that first aid knows one."""
    async with db.begin() as session:
        session.add(HelpPlace(kind="money_advice", name="Geldlijn", phone="0800 0000", free_call=True))


async def referrals(one: talk.Talk) -> Sequence[DebtReferral]:
    """The requests that somebody made, newest first."""
    async with one.db.begin() as session:
        return await debts.of_conversation(session, one.conversation_id)


async def tasks_of(one: talk.Talk) -> list[Task]:
    """The open tasks about debts in a conversation."""
    async with one.db.begin() as session:
        query = select(Task).where(Task.conversation_id == one.conversation_id, Task.kind == "debt_referral")
        return [task for task in (await session.exec(query)).all() if task.done_at is None]


async def answer_all(one: talk.Talk, *answers: str) -> talk.Answer:
    """Press these buttons one after the other."""
    for key in answers:
        await one.presses(key)
    return one.last
