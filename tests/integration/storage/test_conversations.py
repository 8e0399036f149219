"""Tying an address to a person: history moves, somebody else's stays, nobody who waits is forgotten."""

import asyncio
import uuid

from sqlmodel import select

from actions import human
from storage import conversations, holds, inbound, inbox, messages
from storage.conversations import Conversation, ConversationRead
from storage.database import Database
from storage.inbox import View
from storage.people import ChannelAddress, Person
from storage.staff import Role
from tests import talk
from tests.town import Town, add_person, add_staff

pytest_plugins = ("tests.database",)


async def tie(who: talk.Talk, person: Person) -> uuid.UUID:
    """Tie this talk's address to a person; returns the conversation it is in now."""
    async with who.db.begin() as session:
        address = await session.get_one(ChannelAddress, who.address_id)
        await conversations.tie(session, address, person=person, staff=None)
        return address.conversation_id


async def texts_in(db: Database, conversation: uuid.UUID) -> list[str]:
    async with db.begin() as session:
        return [m.text for m in await messages.latest(session, conversation) if m.direction == "in"]


async def row(db: Database, conversation: uuid.UUID) -> Conversation:
    async with db.begin() as session:
        return await session.get_one(Conversation, conversation)


async def test_a_visitor_who_is_introduced_keeps_the_conversation(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("hoi", "greet")
    async with db.begin() as session:
        person = await add_person(session, town.contact)
    assert await tie(anyone, person) == anyone.conversation_id
    found = await row(db, anyone.conversation_id)
    assert (found.person_id, found.team_id) == (person.id, town.team.id)
    assert (await anyone.says("hoi", "greet")).has("greet-known", name="Sam")


async def test_a_second_channel_joins_the_first_and_brings_its_history(db: Database, town: Town) -> None:
    sam, web = await talk.client(db, town.contact), await talk.visitor(db, channel="webchat")
    assert sam.person is not None
    await sam.says("eerste", "greet")
    web.passes(minutes=1)
    await web.says("tweede", "greet")
    await web.says("mens spreken")
    button = web.last.buttons
    assert await tie(web, sam.person) == sam.conversation_id
    assert await texts_in(db, sam.conversation_id) == ["eerste", "tweede", "mens spreken"]
    assert await texts_in(db, web.conversation_id) == []
    assert (await row(db, sam.conversation_id)).last_message_at == web.now
    web.conversation_id = sam.conversation_id
    assert await web.tasks() == {"talk_to_human": 1}
    assert button == {} and (await web.says("en nu?", "greet")).has("greet-known", name="Sam")


async def test_who_was_waiting_for_a_human_goes_on_waiting(db: Database, town: Town) -> None:
    sam, web = await talk.client(db, town.contact), await talk.visitor(db, channel="webchat")
    assert sam.person is not None
    await web.says("mens spreken")
    await tie(web, sam.person)
    assert (await row(db, sam.conversation_id)).waiting_since == web.now
    assert (await row(db, web.conversation_id)).waiting_since is None
    async with db.begin() as session:
        shown = await inbox.rows(session, town.reader, View.TEAM, 9)
    assert [r.id for r in shown] == [sam.conversation_id]


async def test_who_waited_longer_on_the_first_channel_keeps_that_moment(db: Database, town: Town) -> None:
    sam, web = await talk.client(db, town.contact), await talk.visitor(db)
    assert sam.person is not None
    await sam.says("mens spreken")
    web.passes(minutes=5)
    await web.says("mens spreken")
    await tie(web, sam.person)
    assert (await row(db, sam.conversation_id)).waiting_since == sam.now


async def test_a_human_who_has_taken_over_keeps_the_bot_silent(db: Database, town: Town) -> None:
    sam, web = await talk.client(db, town.contact), await talk.visitor(db)
    assert sam.person is not None
    async with db.begin() as session:
        await human.take_over(session, web.conversation_id, town.contact, web.now)
    await tie(web, sam.person)
    found = await row(db, sam.conversation_id)
    assert (found.mode, found.taken_by) == ("human", town.contact.id)
    assert (await sam.says("hoi", "greet")).text == ""


async def test_a_place_that_is_held_stays_in_reach(db: Database, town: Town) -> None:
    sam, web = await talk.client(db, town.contact), await talk.visitor(db)
    assert sam.person is not None
    await web.says("bed voor een man", "reserve_bed", target_group="man")
    await tie(web, sam.person)
    async with db.begin() as session:
        assert await holds.own_hold(session, sam.conversation_id, sam.now) is not None
    assert (await sam.says("ik kom niet", "cancel_bed")).has("beds-released", place="Nachtopvang")


async def test_two_held_places_do_not_keep_somebody_from_being_introduced(db: Database, town: Town) -> None:
    sam, web = await talk.client(db, town.contact), await talk.visitor(db)
    assert sam.person is not None
    for who in (sam, web):
        await who.says("bed voor een man", "reserve_bed", target_group="man")
    assert await tie(web, sam.person) == sam.conversation_id


async def test_a_device_that_was_somebody_elses_starts_afresh_and_leaves_their_history(
    db: Database, town: Town
) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("iets van sam", "greet")
    async with db.begin() as session:
        kim = await add_person(session, town.contact, "Kim")
    fresh = await tie(sam, kim)
    assert fresh != sam.conversation_id
    assert await texts_in(db, fresh) == [] and await texts_in(db, sam.conversation_id) == ["iets van sam"]


async def test_a_device_moves_to_somebody_who_has_a_history_without_bringing_one(db: Database, town: Town) -> None:
    sam, kim = await talk.client(db, town.contact), await talk.client(db, town.contact, name="Kim")
    assert kim.person is not None
    await sam.says("iets van sam", "greet")
    await kim.says("iets van kim", "greet")
    assert await tie(sam, kim.person) == kim.conversation_id
    assert await texts_in(db, kim.conversation_id) == ["iets van kim"]
    assert await texts_in(db, sam.conversation_id) == ["iets van sam"]


async def test_tying_twice_changes_nothing(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert sam.person is not None
    assert await tie(sam, sam.person) == sam.conversation_id


async def test_a_colleague_is_tied_with_the_team(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    async with db.begin() as session:
        staff = await add_staff(session, Role.NIGHT_STAFF, town.team)
        address = await session.get_one(ChannelAddress, anyone.address_id)
        await conversations.tie(session, address, person=None, staff=staff)
    found = await row(db, anyone.conversation_id)
    assert (found.staff_id, found.team_id, found.person_id) == (staff.id, town.team.id, None)
    async with db.begin() as session:
        again = await conversations.of_staff(session, staff.id)
        assert again is not None and again.id == anyone.conversation_id


async def test_reading_only_moves_forward(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    for read_up_to in (5, 9, 7):
        async with db.begin() as session:
            await conversations.mark_read(session, town.contact.id, sam.conversation_id, read_up_to)
    async with db.begin() as session:
        assert (await session.exec(select(ConversationRead))).one().message_id == 9


async def test_being_introduced_while_messages_come_in_disturbs_neither(db: Database, town: Town) -> None:
    """Both need the address and its conversation; as both take them in one order, they never wait in a circle."""
    for number in range(5):
        web = await talk.visitor(db)
        async with db.begin() as session:
            person = await add_person(session, town.contact, f"C{number}")
            if number % 2:
                await conversations.ensure_for_person(session, person)

        async def receive(web: talk.Talk = web, update: int = 0) -> None:
            async with db.begin() as session:
                await inbound.receive(
                    session, channel=web.channel, bot="7", address=web.address, update_id=f"{web.address}:{update}",
                    said="hoi", now=web.now,
                )  # fmt: skip

        *_, home = await asyncio.gather(*(receive(update=n) for n in range(8)), tie(web, person))
        assert isinstance(home, uuid.UUID)
        assert len(await texts_in(db, home)) == 8
