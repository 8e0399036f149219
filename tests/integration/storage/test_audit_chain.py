"""The audit trail can only be added to, and whatever is done behind its back shows in its chain."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import audit, audit_chain, schema
from storage.audit import AuditEntry, Whence
from storage.audit_chain import Seal, Verdict
from storage.database import Database
from storage.staff import Role
from tests.any_order import empty
from tests.town import Town, add_person, add_staff, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 20:00")


async def write(db: Database, number: int = 5, **more: Any) -> None:
    async with db.begin() as session:
        for each in range(number):
            await audit.record(session, "conversation.read", now=NOW, each=each, **more)


async def chained(db: Database) -> int:
    async with db.begin() as session:
        return await audit_chain.chain(session, NOW + timedelta(seconds=30))


async def verdict(db: Database, against: Seal | None = None) -> Verdict:
    async with db.begin() as session:
        return await audit_chain.verify(session, against)


async def behind_its_back(db: Database, *statements: str) -> None:
    """What somebody with all rights in the database can do."""
    async with db.engine.begin() as connection:
        await connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for statement in statements:
            await connection.exec_driver_sql(statement)


# ---------------------------------------------------------------- only added


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry",
        "UPDATE audit_link SET hash = 'x'", "DELETE FROM audit_link", "TRUNCATE audit_link",
    ],
)  # fmt: skip
async def test_the_database_refuses_to_change_or_delete(db: Database, statement: str) -> None:
    await write(db)
    await chained(db)
    with pytest.raises(DBAPIError, match="is only added to"):
        async with db.begin() as session:
            await session.execute(text(statement))


async def test_even_the_retention_job_deletes_nothing_younger_than_five_years(db: Database) -> None:
    await write(db)
    with pytest.raises(DBAPIError, match="younger than five years"):
        async with db.begin() as session:
            await session.execute(text("SET LOCAL stapje.audit_term_over = 'on'"))
            await session.execute(text("DELETE FROM audit_entry"))


# ---------------------------------------------------------------- who, for whom, from where


async def test_an_entry_knows_who_somebody_was_at_that_moment(db: Database, town: Town) -> None:
    async with db.begin() as session:
        person = await add_person(session, town.contact)
        with audit.acting(Whence(channel="page", place=lambda: "GET /inbox", session="ab12")):
            await audit.record(session, "conversation.read", now=NOW, staff_id=town.contact.id, person_id=person.id)
        await session.execute(text("UPDATE staff_member SET role = 'admin'"))
        await session.execute(text("UPDATE team SET organisation = 'Another'"))
    async with db.begin() as session:
        found = (await session.exec(select(AuditEntry))).one()
    assert (found.actor, found.role, found.organisation) == ("staff", "contact_person", "Opvang Oost")
    assert (found.channel, found.place, found.session, found.on_behalf_of) == ("page", "GET /inbox", "ab12", None)


async def test_who_stands_in_acts_on_behalf_of_the_absent_colleague(db: Database, town: Town) -> None:
    async with db.begin() as session:
        person = await add_person(session, town.contact)
        first, second = [await add_staff(session, Role.CONTACT_PERSON, town.team) for _ in range(2)]
        for away, cover in ((town.contact, first), (first, second)):
            await session.execute(
                text(
                    "INSERT INTO absence (id, created_at, staff_id, first_day, last_day, cover_id, note) VALUES "
                    "(gen_random_uuid(), now(), :away, '2026-11-26', '2026-11-26', :cover, '')"
                ),
                {"away": away.id, "cover": cover.id},
            )
        for days in (0, 1):
            await audit.record(
                session, "conversation.read", now=NOW + timedelta(days=days), staff_id=second.id, person_id=person.id
            )
    async with db.begin() as session:
        found = (await session.exec(select(AuditEntry.on_behalf_of).order_by(AuditEntry.id))).all()  # type: ignore[arg-type]
    assert found == [town.contact.id, None]


# ---------------------------------------------------------------- the chain


async def test_a_chain_that_nobody_touched_is_whole(db: Database) -> None:
    await write(db)
    assert await chained(db) == 5 and await chained(db) == 0
    await write(db, 2)
    found = await verdict(db)
    assert (found.broken, found.links, found.waiting, found.late) == (None, 5, 2, 0)
    await chained(db)
    assert (await verdict(db)).links == 7


async def test_what_was_undone_leaves_a_gap_in_the_ids_and_none_in_the_chain(db: Database) -> None:
    await write(db, 2)
    with pytest.raises(RuntimeError):
        async with db.begin() as session:
            await audit.record(session, "x.y", now=NOW)
            raise RuntimeError
    await write(db, 2)
    await chained(db)
    async with db.begin() as session:
        rows = (await session.execute(text("SELECT number, entry_id FROM audit_link ORDER BY number"))).all()
    assert [tuple(row) for row in rows] == [(1, 1), (2, 2), (3, 4), (4, 5)]
    assert (await verdict(db)).broken is None


async def test_who_writes_long_holds_nobody_up_and_is_chained_later(db: Database) -> None:
    async with db.begin() as slow:
        await audit.record(slow, "slow.one", now=NOW)
        await write(db, 3)
        assert await asyncio.wait_for(chained(db), 20) == 3
    assert await chained(db) == 1
    assert (await verdict(db)).broken is None


async def test_many_who_chain_at_once_make_one_chain(db: Database) -> None:
    await write(db, 40)
    await asyncio.gather(*(chained(db) for _ in range(6)))
    await chained(db)
    found = await verdict(db)
    assert (found.broken, found.links, found.waiting) == (None, 40, 0)


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["DELETE FROM audit_entry WHERE id = 3"], "its entry is missing"),
        (["DELETE FROM audit_link WHERE number = 3"], "link 3 is missing"),
        (["DELETE FROM audit_entry WHERE id = 3", "DELETE FROM audit_link WHERE number = 3"], "link 3 is missing"),
        (["DELETE FROM audit_entry WHERE id < 3", "DELETE FROM audit_link WHERE number < 3"], "the links up to 2"),
        (
            [
                "UPDATE audit_link SET entry_id = CASE entry_id WHEN 2 THEN -3 ELSE -2 END WHERE entry_id IN (2, 3)",
                "UPDATE audit_link SET entry_id = -entry_id WHERE entry_id < 0",
            ],
            "was changed",
        ),
        (
            [
                "INSERT INTO audit_entry (id, at, action, details) VALUES (99, now(), 'x.y', '{}')",
                "UPDATE audit_link SET number = number + 1 WHERE number = 5",
                "INSERT INTO audit_link SELECT 5, 99, chained_at, hash FROM audit_link WHERE number = 4",
            ],
            "was changed",
        ),
    ],
)  # fmt: skip
async def test_what_is_removed_slipped_in_or_moved_shows(db: Database, statements: list[str], said: str) -> None:
    await write(db)
    await chained(db)
    await behind_its_back(db, *statements)
    assert said in str((await verdict(db)).broken)


async def test_the_end_of_the_chain_is_guarded_by_a_seal_that_is_kept_elsewhere(db: Database) -> None:
    await write(db)
    await chained(db)
    async with db.begin() as session:
        seal = await audit_chain.newest(session)
    await write(db)
    await chained(db)
    assert (await verdict(db, seal)).broken is None
    await behind_its_back(
        db, "DELETE FROM audit_entry WHERE id >= 5", "DELETE FROM audit_link WHERE number >= 5"
    )  # fmt: skip
    assert (await verdict(db)).broken is None
    assert "seal" in str((await verdict(db, seal)).broken)


async def test_an_entry_that_is_slipped_in_long_after_its_moment_is_told(db: Database) -> None:
    await write(db)
    await chained(db)
    await behind_its_back(db, "INSERT INTO audit_entry (at, action, details) VALUES ('2026-11-20', 'x.y', '{}')")
    await chained(db)
    assert (await verdict(db)).late == 1


COLUMNS = {
    "audit_entry": {
        "id": "bigint", "at": "timestamptz", "action": "text", "actor": "text", "staff_id": "uuid", "role": "text",
        "organisation": "text", "on_behalf_of": "uuid", "person_id": "uuid", "conversation_id": "uuid",
        "channel": "text", "place": "text", "session": "text", "reason": "text", "details": "jsonb",
    },
    "audit_link": {"number": "bigint", "entry_id": "bigint", "chained_at": "timestamptz", "hash": "text"},
}  # fmt: skip
"""Every column; a test compares this with the tables."""
letters = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)
json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(-1e9, 1e9) | letters,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(letters, inside, max_size=3), max_leaves=6,
)  # fmt: skip
VALUES: dict[str, Any] = {
    "bigint": st.integers(-(2**40), 2**40), "text": st.none() | letters, "uuid": st.none() | st.uuids(),
    "timestamptz": st.datetimes().map(lambda at: at.isoformat()), "jsonb": st.dictionaries(letters, json, max_size=3),
}  # fmt: skip


async def test_the_list_of_columns_is_complete(db: Database) -> None:
    for table, columns in COLUMNS.items():
        assert {column.name for column in schema.metadata.tables[table].columns} == set(columns)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_any_single_change_of_any_column_of_any_row_is_found(migrated_url: str, data: st.DataObject) -> None:
    asyncio.run(_change_one(migrated_url, data))


async def _change_one(url: str, data: st.DataObject) -> None:
    db = Database(url, pool_size=2)
    try:
        await empty(db)
        async with db.begin() as session:
            for each in range(4):
                details = data.draw(VALUES["jsonb"])
                await audit.record(
                    session, "x.y", now=NOW, person_id=uuid.UUID(int=each) if each % 2 else None, each=details
                )
        await chained(db)
        table = data.draw(st.sampled_from(sorted(COLUMNS)))
        column = data.draw(st.sampled_from(sorted(COLUMNS[table])))
        value = data.draw(VALUES[COLUMNS[table][column]])
        changed = await _changed(db, table, column, data.draw(st.integers(0, 3)), value)
        assert ((await verdict(db)).broken is not None) == changed
    finally:
        await db.close()


async def _changed(db: Database, table: str, column: str, row: int, value: Any) -> bool:
    """Write a value over another behind the trail's back; whether that changed anything the database could hold."""
    kind = COLUMNS[table][column]
    said = None if value is None else orjson.dumps(value).decode() if kind == "jsonb" else str(value)
    key = "id" if table == "audit_entry" else "number"
    async with db.begin() as session:
        return await _write(session, table, column, key, row + 1, kind, said)


async def _write(
    session: AsyncSession, table: str, column: str, key: str, row: int, kind: str, said: str | None
) -> bool:
    await session.execute(text("SET LOCAL session_replication_role = replica"))
    before = f"SELECT {column}::text FROM {table} WHERE {key} = :row"
    old = (await session.execute(text(before), {"row": row})).scalar_one()
    try:
        async with session.begin_nested():
            change = f"UPDATE {table} SET {column} = CAST(CAST(:said AS text) AS {kind}) WHERE {key} = :row"
            done = await session.execute(
                text(f"{change} RETURNING {column}::text"), {"said": said, "row": row}
            )  # fmt: skip
            new = done.scalar_one()
    except DBAPIError:  # two rows with one number, a column that may not be empty
        return False
    return bool(new != old)
