"""Nothing that is kept of a client is unknown to export and deletion: the schema itself is asked."""

from __future__ import annotations

from sqlalchemy import Table
from sqlmodel import select

from storage import conversations, forgetting, holdings, messages, schema
from storage.audit import AuditEntry
from storage.checkins import CheckIn
from storage.database import Database
from storage.holdings import BY_TABLE, HOLDINGS
from storage.notes import Mention, Note
from storage.people import Person
from storage.pictures import Picture
from storage.steps import Step
from tests import talk
from tests.town import Town, add_person, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 20:00")
ABOUT_NOBODY = {"audit_link", "retention_run", "retention_term"}
OWNED = {"person", "conversation", "message", "note", "debt_referral", "guest", "appointment", "goal", "step", "nudge"}
"""Tables whose rows are a client's; whatever points at one is the client's as well."""


def points_at_a_client(table: Table) -> bool:
    """Whether a row of this table can be about one client."""
    names = {"person_id", "conversation_id"} & {column.name for column in table.columns}
    keys = {key.column.table.name for key in table.foreign_keys} & OWNED
    return table.name not in ABOUT_NOBODY and bool(names or keys)


def test_every_table_that_points_at_a_client_is_known_to_export_and_deletion() -> None:
    tables = {name for name, table in schema.metadata.tables.items() if points_at_a_client(table)}
    assert sorted((tables | {"person"}) - set(BY_TABLE)) == []
    assert sorted(set(BY_TABLE) - set(schema.metadata.tables)) == []


def test_what_is_written_over_names_columns_that_exist() -> None:
    for holding in HOLDINGS:
        columns = {column.name for column in schema.metadata.tables[holding.table].columns}
        assert {name.strip('"') for name in holding.nameless} | holding.hidden <= columns, holding.table


async def test_a_client_is_forgotten_and_the_neighbour_is_not(db: Database, town: Town) -> None:
    robin, sam = await talk.client(db, town.contact, name="Robin"), await talk.client(db, town.contact, name="Sam")
    for one in (robin, sam):
        await one.says("hoi", "greet")
        await one.says("mens spreken")
        async with db.begin() as session:
            await _furnish(session, one, town)
    assert robin.person and sam.person
    async with db.begin() as session:
        before = await forgetting.preview(session, robin.person.id)
        done = await forgetting.forget(session, robin.person.id)
    assert done == before.counts and done["gone"]["message"] == 5 and done["gone"]["picture"] == 1
    async with db.begin() as session:
        assert await session.get(Person, robin.person.id) is None
        again = await forgetting.forget(session, robin.person.id)
        assert again["gone"] == {} and again["nameless"] == {}
        left = await holdings.talks_of(session, sam.person.id)
        for table in ("message", "step", "check_in", "picture", "note", "mention"):
            assert await holdings.count(session, BY_TABLE[table], sam.person.id, left) > 0, table
        rows = (await session.exec(select(AuditEntry).where(AuditEntry.person_id == robin.person.id))).all()
        assert rows, "the trail keeps an id that leads nowhere"


async def _furnish(session, one, town) -> None:  # type: ignore[no-untyped-def]
    from storage import audit  # noqa: PLC0415

    assert one.person is not None
    step = Step(person_id=one.person.id, what="bellen")
    note = Note(conversation_id=one.conversation_id, staff_id=town.contact.id, text="Let op", created_at=NOW)
    session.add_all(
        [
            step, CheckIn(person_id=one.person.id, mood="good", created_at=NOW), note,
            Picture(person_id=one.person.id, png=b"\x89PNG1", alt="een brug"),
        ]
    )  # fmt: skip
    await session.flush()
    session.add(Mention(note_id=note.id, staff_id=town.contact.id))
    await messages.say(session, conversation_id=one.conversation_id, address_id=None, said="Dag", now=NOW)
    await audit.record(session, "conversation.read", now=NOW, staff_id=town.contact.id, person_id=one.person.id)


async def test_what_is_handed_out_holds_no_secret_and_no_other_person(db: Database, town: Town) -> None:
    async with db.begin() as session:
        robin, sam = await add_person(session, town.contact, "Robin"), await add_person(session, town.contact, "Sam")
        for person in (robin, sam):
            thread = await conversations.ensure_for_person(session, person)
            await messages.say(
                session, conversation_id=thread.id, address_id=None, said=f"Dag {person.display_name}", now=NOW,
                buttons=[{"token": f"t{person.display_name}", "label": "Ja", "action": "x", "arguments": {}}],
            )  # fmt: skip
        talks = await holdings.talks_of(session, robin.id)
        rows = {h.table: await holdings.rows(session, h, robin.id, talks) for h in HOLDINGS}
    assert [row["text"] for row in rows["message"]] == ["Dag Robin"]
    assert "token" not in rows["button"][0] and "Sam" not in str(rows)
