"""What is said is found from the same commit on, by who may see it, and follows its conversation."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import select

from storage import conversations, finding, messages, names
from storage.conversations import Conversation
from storage.database import Database
from storage.finding import Findable, Found, Search, marked, split
from storage.inbox import Reader
from storage.messages import Message
from storage.names import FindablePerson
from storage.notes import Note
from storage.people import Person
from storage.staff import Role, StaffMember
from tests.town import Town, add_person, add_staff, add_team, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 10:00")


def reader_of(staff: StaffMember, *, everywhere: bool = False) -> Reader:
    return Reader(staff_id=staff.id, team_id=staff.team_id, everywhere=everywhere)


async def hear(db: Database, person: Person | None, *words: str, sender: str = "person") -> uuid.UUID:
    """Let somebody say this; the id of their conversation."""
    async with db.begin() as session:
        talk = await conversations.ensure_for_person(session, person) if person else Conversation()
        session.add(talk)
        await session.flush()
        for number, said in enumerate(words):
            session.add(
                Message(
                    conversation_id=talk.id, direction="in" if sender == "person" else "out", sender=sender, text=said,
                    created_at=NOW + timedelta(minutes=number),
                )
            )  # fmt: skip
            await session.flush()
    return talk.id


async def find(db: Database, reader: Reader, words: str, **more: object) -> Found:
    async with db.begin() as session:
        return await finding.search(session, reader, Search(words=words, **more), most=25)  # type: ignore[arg-type]


async def texts(db: Database, reader: Reader, words: str, **more: object) -> list[str]:
    return ["".join(piece for piece, _ in hit.parts) for hit in (await find(db, reader, words, **more)).hits]


@pytest.fixture
async def sam(db: Database, town: Town) -> Person:
    async with db.begin() as session:
        return await add_person(session, town.contact, "Sam de Wit")


async def test_words_are_found_in_any_form_and_half(db: Database, town: Town, sam: Person) -> None:
    await hear(db, sam, "Ik ga verhuizen naar een kamer", "De huur is betaald", "De verhuizing was zwaar")
    noor = reader_of(town.contact)
    assert await texts(db, noor, "verhuizing") == ["De verhuizing was zwaar", "Ik ga verhuizen naar een kamer"]
    assert await texts(db, noor, "verhuizin") == await texts(db, noor, "verhuizing")
    assert await texts(db, noor, '"naar een kamer"') == ["Ik ga verhuizen naar een kamer"]
    assert await texts(db, noor, "verhuizing -zwaar") == ["Ik ga verhuizen naar een kamer"]


async def test_a_typing_error_is_forgiven_and_told(db: Database, town: Town, sam: Person) -> None:
    await hear(db, sam, "Er kwam een deurwaarder")
    found = await find(db, reader_of(town.contact), "deurwarder")
    assert len(found.hits) == 1 and found.instead == ("deurwaarder",)
    assert (await find(db, reader_of(town.contact), "qqqqqq")).hits == []


async def test_what_stapje_says_by_itself_is_left_out(db: Database, town: Town, sam: Person) -> None:
    await hear(db, sam, "Wat fijn, een sleutel", sender="bot")
    await hear(db, sam, "Haal je de sleutel vandaag", sender="human")
    hits = (await find(db, reader_of(town.contact), "sleutel")).hits
    assert [hit.kind for hit in hits] == ["human"]


async def test_another_team_finds_nothing_and_a_visitor_is_found_by_all(db: Database, town: Town, sam: Person) -> None:
    await hear(db, sam, "mijn paspoort is weg")
    await hear(db, None, "is er een paspoort nodig")
    async with db.begin() as session:
        other = await add_staff(session, Role.CONTACT_PERSON, await add_team(session))
        chief = await add_staff(session, Role.COORDINATOR, await add_team(session))
    assert len(await texts(db, reader_of(town.contact), "paspoort")) == 2
    assert await texts(db, reader_of(other), "paspoort") == ["is er een paspoort nodig"]
    assert len(await texts(db, reader_of(chief, everywhere=True), "paspoort")) == 2
    async with db.begin() as session:
        assert await names.people(session, reader_of(other), "Sam", most=5) == []


async def test_a_conversation_takes_its_words_along_to_another_team(db: Database, town: Town, sam: Person) -> None:
    talk_id = await hear(db, sam, "mijn paspoort is weg")
    async with db.begin() as session:
        session.add(Note(conversation_id=talk_id, staff_id=town.contact.id, text="paspoort besteld"))
        other = await add_staff(session, Role.CONTACT_PERSON, await add_team(session))
        (await session.get_one(Conversation, talk_id)).team_id = other.team_id
    assert await texts(db, reader_of(town.contact), "paspoort") == []
    assert len(await texts(db, reader_of(other), "paspoort")) == 2


async def test_words_move_with_a_message_and_go_with_it(db: Database, town: Town, sam: Person) -> None:
    visitor = await hear(db, None, "mijn paspoort is weg")
    async with db.begin() as session:
        talk = await conversations.ensure_for_person(session, sam)
        move = text("UPDATE message SET conversation_id = :to WHERE conversation_id = :source")
        await session.execute(move, {"to": talk.id, "source": visitor})
    hit = (await find(db, reader_of(town.contact), "paspoort")).hits[0]
    assert (hit.conversation_id, hit.name) == (talk.id, "Sam de Wit")
    async with db.begin() as session:
        heard = await session.execute(text("SELECT conversation_id FROM last_heard"))
        assert heard.scalars().all() == [talk.id]
        await session.execute(text("DELETE FROM message"))
    async with db.begin() as session:
        assert (await session.exec(select(Findable))).all() == []


async def test_a_note_is_found_until_it_is_taken_back(db: Database, town: Town, sam: Person) -> None:
    talk_id = await hear(db, sam, "hallo")
    async with db.begin() as session:
        note = Note(conversation_id=talk_id, staff_id=town.contact.id, text="belt liever niet", created_at=NOW)
        session.add(note)
    hit = (await find(db, reader_of(town.contact), "belt")).hits[0]
    assert (hit.kind, hit.by, hit.at is not None) == ("note", "Noor", True)
    async with db.begin() as session:
        kept = await session.get_one(Note, note.id)
        kept.text = "belt graag"
        await session.flush()
        kept.text, kept.removed_at = "", NOW
    assert (await find(db, reader_of(town.contact), "belt")).hits == []


async def test_filters_pages_and_the_best_first(db: Database, town: Town, sam: Person) -> None:
    await hear(db, sam, *(f"huur nummer {n}" for n in range(60)), "huur huur huur")
    noor = reader_of(town.contact)
    first = await find(db, noor, "huur")
    assert first.more and len(first.hits) == 25
    second = await find(db, noor, "huur", before=first.hits[-1].id)
    assert second.hits[0].id < first.hits[-1].id
    early = await texts(db, noor, "huur", until=NOW + timedelta(minutes=2))
    assert early == ["huur nummer 1", "huur nummer 0"]
    assert await texts(db, noor, "huur", kind="note") == []
    assert (await texts(db, noor, "huur", best=True))[0] == "huur huur huur"


async def test_a_rare_word_is_found_behind_many_newer_rows(
    db: Database, town: Town, sam: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "NEWEST_READ", {True: 5, False: 5})
    await hear(db, sam, "een zeldzame bromfiets", *("huur" for _ in range(20)))
    async with db.begin() as session:
        chief = await add_staff(session, Role.COORDINATOR, town.team)
    for reader in (reader_of(town.contact), reader_of(chief, everywhere=True)):
        assert await texts(db, reader, "bromfiets") == ["een zeldzame bromfiets"]
        assert len(await texts(db, reader, "huur")) == 20


async def test_people_are_found_by_half_a_name_and_without_signs(db: Database, town: Town) -> None:
    async with db.begin() as session:
        await add_person(session, town.contact, "Zoë van Dijk")
        await add_person(session, town.contact, "Willem Jansen")
    async with db.begin() as session:
        noor = reader_of(town.contact)
        for typed in ("zoe", "Zoë v", "dijk almelo", "Zoe van Dijck"):
            assert [known.name for known in await names.people(session, noor, typed, most=5)] == ["Zoë van Dijk"], typed
        assert [known.name for known in await names.people(session, noor, "Wilem", most=5)] == ["Willem Jansen"]
        assert await names.people(session, noor, "z", most=5) == []
        person = (await session.exec(select(Person).where(Person.display_name == "Willem Jansen"))).one()
        person.display_name = "Piet Jansen"
    async with db.begin() as session:
        assert await names.people(session, noor, "willem", most=5) == []
        assert len((await session.exec(select(FindablePerson))).all()) == 2


async def test_the_longest_message_with_strange_words_is_kept(db: Database, sam: Person) -> None:
    """To be found must never stand in the way of being heard."""
    await hear(
        db, sam, "🦊" * 9000 + "é" * 11_000, "x" * messages.TEXT_LIMIT, " ".join(chr(n) for n in range(32, 9000))
    )
    async with db.begin() as session:
        assert len((await session.exec(select(Findable))).all()) == 3


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60))
async def test_whatever_is_typed_is_an_answer(migrated_url: str, typed: str) -> None:
    database = Database(migrated_url, pool_size=1)
    reader = Reader(staff_id=uuid.uuid4(), team_id=uuid.uuid4(), everywhere=False)
    try:
        async with database.begin() as session:
            said = typed.encode("utf-8", "replace").decode().replace("\x00", "")
            await finding.search(session, reader, Search(words=said), most=5)
            await names.people(session, reader, said, most=5)
    finally:
        await database.close()


def test_the_last_word_is_a_beginning() -> None:
    assert split("brief van verhuizin") == ("brief van", "verhuizin", "verhuizin:* | verhuizi | verhuiz")
    assert split("brief ab") == ("brief ab", "", "")
    assert split('"brief van') == ('"brief van', "", "")
    assert split("-boete") == ("-boete", "", "")


def test_a_snippet_in_pieces() -> None:
    assert marked(f"een {finding.MARK}brief{finding.UNMARK} van") == [("een ", False), ("brief", True), (" van", False)]
