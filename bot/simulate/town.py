"""A town that nobody lives in: a throw-away database with teams, contactpersons and synthetic clients.

It never touches the data of whoever runs it: the server lives in a folder of its own and is thrown away with it.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

from sqlalchemy import text

from actions import clock
from bot.simulate.channel import BOT, NAME
from bot.simulate.client import Client
from bot.simulate.deeds import Notes
from bot.simulate.dice import dice
from bot.simulate.temperaments import TownData
from storage import embedded, retention, schema
from storage.checkins import CheckInPlan
from storage.conversations import Conversation
from storage.database import Database
from storage.people import ChannelAddress, Person
from storage.staff import Role, StaffMember, Team

CASELOAD, TEAM_SIZE = 25, 8
ARRIVE_WITHIN = timedelta(days=56)
"""Clients leave the shelter one after the other, in the first eight weeks."""
HOURS = (time(9), time(10, 30), time(10, 30), time(10, 30), time(13), time(16), time(19), time(20, 30))
QUICK = (
    "fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum_naptime = '10s'",
    "update_process_title = off",
)  # fmt: skip
"""What a server that is thrown away may do without."""


@asynccontextmanager
async def empty_database() -> AsyncIterator[str]:
    """The address of a migrated database on a server of its own, thrown away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="stapje-simulate-"))
    folder.chmod(0o755)  # the embedded server may run as a user of its own, who has to come through
    server = await asyncio.to_thread(embedded.start, folder / "postgres")
    try:
        url = await embedded.url_of(server)
        database = Database(url, pool_size=1)
        try:
            await _hurry(database)
            await schema.upgrade(database)
        finally:
            await database.close()
        yield url
    finally:
        await asyncio.to_thread(server.cleanup)
        shutil.rmtree(folder, ignore_errors=True)


async def _hurry(database: Database) -> None:
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for setting in QUICK:
            await connection.exec_driver_sql(f"ALTER SYSTEM SET {setting}")
        await connection.exec_driver_sql("SELECT pg_reload_conf()")


def people_of(data: TownData, numbers: Iterable[int], seed: int, notes: Notes) -> list[Client]:
    """The clients with these numbers, in the mix of temperaments that the data says."""
    wheel = [t for t in data.temperaments for _ in range(t.share)]
    dice(seed, "wheel").shuffle(wheel)
    return [Client(number, wheel[number % len(wheel)], data, seed, notes) for number in numbers]


def person_id(seed: int, client: int) -> uuid.UUID:
    """The id of a client's row: the same in every run, because some choices of Stapje hang on it."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"simulate:{seed}:person:{client}")


async def settle(database: Database, clients: list[Client], seed: int, begins: datetime) -> None:
    """Write the town into the database: everybody has a contactperson, a chat and a plan to be asked."""
    colleagues = _colleagues(clients)
    async with database.begin() as session:
        session.add_all({staff.team_id: team for team, staff in colleagues.values()}.values())
        await session.flush()
        session.add_all(staff for _, staff in colleagues.values())
        await session.flush()
        for client in clients:
            session.add(_person(client, seed, colleagues[client.number // CASELOAD][1]))
        await session.flush()
        for client in clients:
            session.add(_conversation(client, seed, colleagues[client.number // CASELOAD][1], begins))
        await session.flush()
        for client in clients:
            session.add(_address(client, seed, begins))
            session.add(_plan(client, seed, begins))
        for kind in retention.KINDS:  # what was said is read back at the end, however long the town lives
            await retention.choose(session, kind.key, retention.LONGEST)
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("ANALYZE"))


def _colleagues(clients: Sequence[Client]) -> dict[int, tuple[Team, StaffMember]]:
    """The team and the contactperson of each caseload, by its number."""
    made: dict[int, tuple[Team, StaffMember]] = {}
    for number in sorted({client.number // CASELOAD for client in clients}):
        if len(made) % TEAM_SIZE == 0:
            team = Team(name=f"Team {number // TEAM_SIZE + 1}", organisation="Voorbeeldopvang", municipality="Almelo")
        staff = StaffMember(
            username=f"contact-{number}", display_name=f"Contactpersoon {number}", role=Role.CONTACT_PERSON,
            team_id=team.id,
        )  # fmt: skip
        made[number] = (team, staff)
    return made


def _person(client: Client, seed: int, contact: StaffMember) -> Person:
    assert contact.team_id is not None
    return Person(
        id=person_id(seed, client.number), display_name=f"Voorbeeldcliënt {client.number}", municipality="Almelo",
        team_id=contact.team_id, contact_person_id=contact.id,
    )  # fmt: skip


def conversation_id(seed: int, client: int) -> uuid.UUID:
    """The id of a client's conversation, the same in every run."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"simulate:{seed}:conversation:{client}")


def _conversation(client: Client, seed: int, contact: StaffMember, begins: datetime) -> Conversation:
    return Conversation(
        id=conversation_id(seed, client.number), created_at=begins, person_id=person_id(seed, client.number),
        team_id=contact.team_id,
    )  # fmt: skip


def _address(client: Client, seed: int, begins: datetime) -> ChannelAddress:
    return ChannelAddress(
        channel=NAME, bot=BOT, address=client.address, conversation_id=conversation_id(seed, client.number),
        created_at=begins, last_used_at=begins,
    )  # fmt: skip


def _plan(client: Client, seed: int, begins: datetime) -> CheckInPlan:
    throw = client.dice("plan")
    return CheckInPlan(
        person_id=person_id(seed, client.number), created_at=begins, at=throw.choice(HOURS),
        began_on=clock.local(begins).date() + timedelta(days=throw.randrange(ARRIVE_WITHIN.days)),
        recap=throw.random() < 0.2,
    )  # fmt: skip
