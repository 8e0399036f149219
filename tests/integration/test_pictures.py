"""A picture or file on its way: sent once over Telegram with words and buttons, over real HTTP, whatever goes wrong."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from icalendar import Calendar
from sqlmodel import select

from bot import send
from bot.bell import Bell
from bot.channels.telegram import CAPTION_LIMIT, Telegram
from bot.enclosures import calendar_attachment
from bot.send import Sender
from storage import appointments, conversations, messages, pictures
from storage.appointments import Appointment
from storage.database import Database
from storage.outbox import Outbound
from storage.people import Person
from storage.pictures import Picture
from storage.tasks import Task
from tests.telegram import SAM, TelegramStandIn
from tests.telegram.faults import Fault, bad_gateway, blocked, dropped, flood, refused
from tests.town import add_person, moment

pytest_plugins = ("tests.database", "tests.telegram.fixtures")
STARTS = moment("2027-11-30 14:30")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@dataclass(frozen=True, kw_only=True)
class Chat:
    """A client with a Telegram chat that the stand-in knows."""

    db: Database
    person: Person
    conversation_id: UUID
    address_id: UUID

    async def picture(self, said: str) -> int:
        """Something said with a picture; returns the message's id."""
        async with self.db.begin() as session:
            kept = await pictures.add(session, Picture(person_id=self.person.id, png=PNG, alt="Een brug"))
            return await self.say_with(session, said, [kept.attachment(name="brug.png", width=1080, height=704)])

    async def text(self, said: str) -> int:
        """Something said without a picture."""
        async with self.db.begin() as session:
            return await self.say_with(session, said, [])

    async def say_with(self, session: Any, said: str, attachments: list[dict[str, str]]) -> int:
        """Something said with what goes along; returns the message's id."""
        button = {"token": uuid4().hex, "label": "Ja", "action": "small_talk.fine", "arguments": {}}
        return await messages.say(
            session, conversation_id=self.conversation_id, address_id=self.address_id, said=said,
            now=datetime.now(UTC), attachments=attachments, buttons=[button],
        )  # fmt: skip

    async def delivery(self, message_id: int) -> Outbound:
        """What became of a message."""
        async with self.db.begin() as session:
            return await session.get_one(Outbound, message_id)

    async def delivered(self, message_id: int, state: str = "sent") -> Outbound:
        """Wait until a message is sent, or has failed."""
        async with asyncio.timeout(60):
            while (found := await self.delivery(message_id)).state != state:
                await asyncio.sleep(0.05)
        return found


@pytest.fixture
async def chat(db: Database, telegram: TelegramStandIn) -> Chat:
    """A client at the other end."""
    async with db.begin() as session:
        person = await add_person(session)
        bot = telegram.token.partition(":")[0]
        address = await conversations.open_for_address(session, channel="telegram", bot=bot, address=str(SAM))
        await conversations.tie(session, address, person=person, staff=None)
        return Chat(db=db, person=person, conversation_id=address.conversation_id, address_id=address.id)


@pytest.fixture
async def sender(db: Database, telegram: TelegramStandIn, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The real sender, which tries again sooner than in earnest."""
    monkeypatch.setattr(send, "RETRY_AFTER", (timedelta(seconds=0.1),) * 3)
    channel = Telegram(telegram.token, telegram.base_url)
    task = asyncio.create_task(Sender(db, channel, Bell(), lambda: datetime.now(UTC)).run())
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    await channel.close()


async def test_a_picture_goes_with_its_words_and_buttons_in_one_call(
    chat: Chat, telegram: TelegramStandIn, sender: None
) -> None:
    sent = await chat.delivered(await chat.picture("Kijk, dit heb je gedaan"))
    [call] = telegram.calls("sendPhoto")
    assert call.params["caption"] == "Kijk, dit heb je gedaan"
    assert "parse_mode" not in call.params
    [line] = telegram.transcript(SAM)
    assert (line.text, str(line.message_id)) == ("Kijk, dit heb je gedaan", sent.channel_message_id)
    assert line.buttons[0][0].label == "Ja"
    [upload] = call.request.files.values()
    assert upload.content == PNG
    assert telegram.calls("sendMessage") == []


async def test_words_too_long_for_a_picture_arrive_whole_and_alone(
    chat: Chat, telegram: TelegramStandIn, sender: None
) -> None:
    fits, too_long = "🙂" * (CAPTION_LIMIT // 2), "🙂" * (CAPTION_LIMIT // 2) + "a"
    await chat.picture(fits)
    await chat.delivered(await chat.picture(too_long))
    assert [line.text for line in telegram.transcript(SAM)] == [fits, too_long]
    assert len(telegram.calls("sendPhoto")) == len(telegram.calls("sendMessage")) == 1


@pytest.mark.parametrize("fault", [flood(1), dropped(), bad_gateway()])
async def test_trouble_that_passes_delays_a_picture_and_doubles_nothing(
    chat: Chat, telegram: TelegramStandIn, sender: None, fault: Fault
) -> None:
    telegram.fail("sendPhoto", fault)
    first = await chat.picture("Eerst")
    await chat.delivered(await chat.text("Daarna"))
    assert (await chat.delivery(first)).state == "sent"
    assert [line.text for line in telegram.transcript(SAM)] == ["Eerst", "Daarna"]
    assert len(telegram.calls("sendPhoto")) == 2


@pytest.mark.parametrize("fault", [refused("PHOTO_INVALID_DIMENSIONS"), blocked()])
async def test_a_picture_that_is_refused_fails_in_sight_of_a_colleague(
    chat: Chat, telegram: TelegramStandIn, sender: None, fault: Fault
) -> None:
    telegram.fail("sendPhoto", fault)
    await chat.delivered(await chat.picture("Kijk"), "failed")
    async with chat.db.begin() as session:
        assert (await session.exec(select(Task.kind))).all() == ["unreachable"]


async def test_who_blocked_us_here_gets_the_picture_where_they_are_reachable(
    chat: Chat, telegram: TelegramStandIn, sender: None
) -> None:
    async with chat.db.begin() as session:
        web = await conversations.open_for_address(session, channel="webchat", bot="", address=uuid4().hex)
        await conversations.tie(session, web, person=chat.person, staff=None)
    telegram.fail("sendPhoto", blocked())
    await chat.delivered(await chat.picture("Kijk"), "failed")
    async with chat.db.begin() as session:
        first, second = await messages.latest(session, chat.conversation_id)
    assert (second.address_id, second.text, second.attachments) == (web.id, "Kijk", first.attachments)


# ---------------------------------------------------------------- an appointment as a file


async def appointment(chat: Chat, **more: Any) -> Appointment:
    values = {"person_id": chat.person.id, "starts_at": STARTS, "place": "Inloop", **more}
    async with chat.db.begin() as session:
        return await appointments.add(session, Appointment(**values))


async def test_the_file_goes_as_a_document_with_its_words_in_one_call(
    chat: Chat,
    telegram: TelegramStandIn,
    sender: None,
) -> None:
    made = await appointment(chat)
    async with chat.db.begin() as session:
        said = await chat.say_with(session, "Tik erop", [calendar_attachment(made.id, "nl")])
    await chat.delivered(said)
    [call] = telegram.calls("sendDocument")
    [upload] = call.request.files.values()
    assert (upload.filename, call.params["caption"]) == ("afspraak.ics", "Tik erop")
    event: Any = Calendar.from_ical(upload.content).walk("VEVENT")[0]
    assert (event["DTSTART"].dt, event["SUMMARY"], event["LOCATION"]) == (STARTS, "Afspraak", "Inloop")
    assert telegram.calls("sendMessage") == [] and len(telegram.transcript(SAM)) == 1


async def test_a_file_that_is_sent_late_tells_how_it_is_by_then(
    chat: Chat,
    telegram: TelegramStandIn,
    sender: None,
) -> None:
    made = await appointment(chat, place="Nachtopvang, Dorpsstraat 1")
    async with chat.db.begin() as session:
        found = await session.get_one(Appointment, made.id)
        await appointments.change(session, found, state="cancelled", now=datetime.now(UTC))
        said = await chat.say_with(session, "Tik erop", [calendar_attachment(made.id, "nl")])
    await chat.delivered(said)
    [upload] = telegram.calls("sendDocument")[0].request.files.values()
    calendar: Any = Calendar.from_ical(upload.content)
    assert calendar["METHOD"] == "CANCEL" and b"opvang" not in upload.content
