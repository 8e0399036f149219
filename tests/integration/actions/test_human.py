"""A human answers, takes over and hands back."""

from sqlmodel import select

from actions import human
from storage import conversations, messages
from storage.audit import AuditEntry
from storage.database import Database
from storage.messages import Message
from storage.outbox import Outbound
from tests import talk
from tests.town import Town, add_person

pytest_plugins = ("tests.database",)


async def said(sam: talk.Talk) -> list[Message]:
    async with sam.db.begin() as session:
        return [m for m in await messages.latest(session, sam.conversation_id) if m.direction == "out"]


async def audit(db: Database) -> list[str]:
    async with db.begin() as session:
        return [e.action for e in (await session.exec(select(AuditEntry).order_by(AuditEntry.id))).all()]  # type: ignore[arg-type]


async def test_an_answer_takes_over_ends_the_waiting_and_is_sent(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("mens spreken")
    async with db.begin() as session:
        answered = await human.answer(session, sam.conversation_id, town.contact, "Hoi Sam", sam.now)
    state, last = await sam.state(), (await said(sam))[-1]
    assert (state.mode, state.taken_by, state.waiting_since) == ("human", town.contact.id, None)
    assert (last.id, last.text, last.sender, last.staff_id) == (answered, "Hoi Sam", "human", town.contact.id)
    async with db.begin() as session:
        assert (await session.get_one(Outbound, answered)).state == "due"
    async with db.begin() as session:
        await human.answer(session, sam.conversation_id, town.contact, "Hoe is het?", sam.now)
    answer = ["conversation.answered", "conversation.assigned", "conversation.status_set"]
    assert await audit(db) == [*answer, "conversation.answered"]


async def test_taking_over_says_who_reads_and_twice_says_nothing_new(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    for _ in range(2):
        async with db.begin() as session:
            await human.take_over(session, sam.conversation_id, town.contact, sam.now)
    [only] = await said(sam)
    assert "Noor" in only.text and await audit(db) == ["conversation.taken_over", "conversation.assigned"]


async def test_handing_back_lets_the_bot_speak_and_twice_says_nothing_new(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    async with db.begin() as session:
        await human.take_over(session, sam.conversation_id, town.contact, sam.now)
    assert (await sam.state()).form is None
    assert (await sam.says("hoi", "greet")).text == ""
    for _ in range(2):
        async with db.begin() as session:
            await human.hand_back(session, sam.conversation_id, town.contact, sam.now)
    assert [m.sender for m in await said(sam)] == ["bot", "human", "bot"]
    state = await sam.state()
    assert (state.mode, state.taken_by, state.waiting_since) == ("bot", None, None)
    assert (await sam.says("hoi", "greet")).has("greet-known", name="Sam")


async def test_somebody_without_a_channel_still_has_the_answer_in_the_thread(db: Database, town: Town) -> None:
    async with db.begin() as session:
        person = await add_person(session, town.contact)
        conversation = await conversations.ensure_for_person(session, person)
        assert (await conversations.ensure_for_person(session, person)).id == conversation.id
        await human.answer(session, conversation.id, town.contact, "Ben je er?", talk.EVENING)
    async with db.begin() as session:
        [message] = await messages.latest(session, conversation.id)
        assert message.address_id is None and (await session.exec(select(Outbound))).all() == []
