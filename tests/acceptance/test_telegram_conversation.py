"""As a new user would try it: one Telegram chat through a really started `stapje run` with a real Rasa."""

from __future__ import annotations

import itertools
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from actions import clock, reminders, texts
from actions.nudges import planned_check_in
from bot import demo
from bot.rasa_child import free_port
from storage import appointments, availability, checkins, debts, nudges, people, rooms, tasks
from storage.appointments import Appointment
from storage.conversations import Conversation
from storage.database import Database
from storage.messages import Message
from storage.people import Person
from storage.rooms import Bed
from tests.acceptance.talk import Talk, labels
from tests.processes import started
from tests.telegram import GROUP, TelegramStandIn

if TYPE_CHECKING:  # a fixture's module must not be imported before pytest has rewritten its asserts
    from tests.rasa import TrainedRasa

pytest_plugins = ("tests.acceptance.fixtures_pipeline", "tests.rasa")
TUESDAY = datetime(2027, 3, 16, 12, 0, tzinfo=clock.ZONE)
_chats = itertools.count(3001)


@dataclass(frozen=True, kw_only=True)
class Running:
    """A started Stapje on a Tuesday at noon, and what is around it."""

    telegram: TelegramStandIn
    database: Database
    ahead: timedelta

    def now(self) -> datetime:
        """The moment on its clock."""
        return datetime.now(UTC) + self.ahead

    async def client(self) -> tuple[Person, str]:
        """A new example client and an invite for them."""
        async with self.database.begin() as session:
            person = await demo.new_client(session, self.now())
            return person, await people.invite(session, now=self.now(), person_id=person.id)

    async def linked(self) -> tuple[Talk, Person]:
        """A chat of a client who came in by their link."""
        person, token = await self.client()
        talk = self.talk()
        await talk.say(f"/start {token}")
        return talk, person

    def talk(self) -> Talk:
        """A chat with somebody new."""
        return Talk(telegram=self.telegram, chat=next(_chats))

    async def open_tasks(self, person: Person) -> list[str]:
        """The kinds of work that wait for a human in this client's conversation."""
        async with self.database.begin() as session:
            talk = (await session.exec(select(Conversation).where(Conversation.person_id == person.id))).one()
            return [task.kind for task in await tasks.open_tasks(session, talk.id)]


@pytest.fixture(scope="module")
async def stapje(rasa: TrainedRasa, own_folder: Path) -> AsyncIterator[Running]:
    """`stapje run` with a folder and an embedded database of its own."""
    ahead = TUESDAY - datetime.now(UTC)
    async with TelegramStandIn() as telegram:
        settings = {
            "VAR": str(own_folder), "PORT": str(free_port()), "RASA_URL": rasa.url,
            "TELEGRAM_TOKEN": telegram.token, "TELEGRAM_API": telegram.base_url,
        }  # fmt: skip
        program = ("-m", "tests.shifted", str(ahead.total_seconds()))
        async with started("run", settings=settings, log=own_folder / "run.log", program=program) as process:
            await process.healthy(nlu="ready")
            database = Database(_embedded(own_folder), pool_size=3)
            yield Running(telegram=telegram, database=database, ahead=ahead)
            await database.close()


def _embedded(var: Path) -> str:
    """The address of the database that the process embeds: the folder of its socket is in its pid file."""
    socket_folder = (var / "postgres" / "postmaster.pid").read_text(encoding="utf-8").splitlines()[4]
    return f"postgresql+asyncpg://postgres@/stapje?host={socket_folder}"


async def test_a_link_ties_the_chat_to_a_person_and_works_once(stapje: Running) -> None:
    person, token = await stapje.client()
    talk, stranger = stapje.talk(), stapje.talk()
    assert person.display_name in (await talk.say(f"/start {token}")).text
    assert (await talk.say(f"/start {token}")).text == texts.say("nl", "invite-used")
    assert (await stranger.say(f"/start {token}")).text == texts.say("nl", "invite-used")
    assert texts.say("nl", "help") in (await stranger.say("menu")).text  # a stranger may go on
    talk.check()
    stranger.check()
    async with stapje.database.begin() as session:
        address = await people.find_address(session, "telegram", stapje.telegram.token.split(":")[0], str(talk.chat))
        assert address is not None
        assert (await session.get_one(Conversation, address.conversation_id)).person_id == person.id


async def test_an_expired_and_an_unknown_link_get_a_kind_answer(stapje: Running) -> None:
    person, _ = await stapje.client()
    async with stapje.database.begin() as session:
        old = await people.invite(session, now=stapje.now() - timedelta(days=8), person_id=person.id)
    talk = stapje.talk()
    assert (await talk.say(f"/start {old}")).text == texts.say("nl", "invite-expired")
    assert (await talk.say("/start geen-echte-link")).text == texts.say("nl", "invite-unknown")
    talk.check()


async def test_a_bed_question_gets_the_true_number_and_its_age(stapje: Running) -> None:
    async with stapje.database.begin() as session:
        broken = (await session.exec(select(Bed).where(Bed.target_group == "man").order_by(col(Bed.position)))).first()
        assert broken is not None
        await rooms.put_out_of_order(session, [broken], reason="lek", now=stapje.now())
    async with stapje.database.begin() as session:
        night = clock.night_of(stapje.now())
        rows = await availability.availability(session, night=night, now=stapje.now(), group="man")
    talk = stapje.talk()
    answer = (await talk.say("is er vannacht nog een slaapplek voor een man?")).text
    for row in rows:
        assert re.search(rf"{re.escape(row.name)}: {row.free} plek", answer), answer
        assert row.counted_at is not None
        assert f"om {clock.clock_words(row.counted_at)}" in answer
    assert sum(row.free for row in rows) == 14 + 3 + 6 - 1
    talk.check()


async def test_the_debt_form_ends_in_a_referral_and_a_task(stapje: Running) -> None:
    talk, person = await stapje.linked()
    first = await talk.say("ik heb schulden en ik weet niet meer wat ik moet doen")
    assert texts.say("nl", "debt-which-kind") in first.text
    assert texts.say("nl", "debt-which-letter") in (await talk.press("Huur")).text
    assert texts.say("nl", "debt-when") in (await talk.say("ja een brief van de deurwaarder")).text
    assert texts.say("nl", "debt-which-municipality") in (await talk.say("over drie weken")).text
    assert texts.say("nl", "debt-who-minds-money") in (await talk.say("Almelo")).text
    consent = await talk.press("Niemand")
    assert "Almelo" in consent.text
    assert "Ja, geef het door" in labels(consent)
    done = await talk.press("Ja, geef het door")
    assert "met spoed" in done.text
    talk.check()
    async with stapje.database.begin() as session:
        talked = (await session.exec(select(Conversation).where(Conversation.person_id == person.id))).one()
        referral = await debts.open_one(session, talked.id)
    assert referral is not None
    assert (referral.debt_types, referral.municipality, referral.urgent) == (["huur"], "Almelo", True)
    assert "debt_referral" in await stapje.open_tasks(person)


async def test_a_check_in_comes_by_itself_and_its_answer_is_understood(stapje: Running) -> None:
    talk, person = await stapje.linked()
    async with stapje.database.begin() as session:
        plan = await checkins.plan_of(session, person.id)
        assert plan is not None
        await nudges.plan(session, [planned_check_in(plan, stapje.now())])
    asked = await talk.hear()
    assert asked.text == texts.say("nl", "nudge-check-in", name=person.display_name)
    assert labels(asked)[:3] == ["Goed", "Gaat wel", "Niet goed"]
    answer = await talk.say("het gaat slecht met me, ik slaap niet en ik maak me zorgen")
    assert texts.say("nl", "checkin-bad") in answer.text
    talk.check()
    async with stapje.database.begin() as session:
        told = await checkins.recent(session, person.id)
    assert [(one.mood, one.asked_at is not None) for one in told] == [("bad", True)]
    assert "check_in_bad" in await stapje.open_tasks(person)


async def test_an_appointment_is_called_to_mind_two_hours_before(stapje: Running) -> None:
    talk, person = await stapje.linked()
    starts_at = stapje.now() + timedelta(hours=2, seconds=2)
    async with stapje.database.begin() as session:
        visit = await appointments.add(
            session,
            Appointment(
                person_id=person.id, staff_id=person.contact_person_id, starts_at=starts_at, place="Inloop Voorbeeld"
            ),
        )
        await reminders.plan_for(session, visit, stapje.now())
    reminder = await talk.hear()
    assert clock.clock_words(starts_at) in reminder.text
    assert "Inloop Voorbeeld" in reminder.text
    coming = await talk.press("Ik kom")
    assert clock.clock_words(starts_at) in coming.text
    talk.check()
    async with stapje.database.begin() as session:
        assert (await session.get_one(Appointment, visit.id)).state == "confirmed"


async def test_a_human_at_any_moment_and_stop_means_stop(stapje: Running) -> None:
    talk, person = await stapje.linked()
    await talk.say("ik wil hulp met mijn schulden")
    human = await talk.say("ik wil een mens spreken")  # in the middle of a form
    assert texts.say("nl", "human-reads-today") in human.text
    assert texts.say("nl", "opted-out") in (await talk.say("stop")).text
    talk.check()
    assert "talk_to_human" in await stapje.open_tasks(person)
    async with stapje.database.begin() as session:
        assert (await session.get_one(Person, person.id)).opted_out_at is not None


async def test_danger_gets_the_numbers_also_in_the_middle_of_a_form(stapje: Running) -> None:
    talk, person = await stapje.linked()
    await talk.say("ik heb een betalingsachterstand")
    answer = await talk.say("ik wil er een einde aan maken")
    assert "113" in answer.text and "112" in answer.text
    talk.check()
    assert "crisis" in await stapje.open_tasks(person)


@pytest.mark.parametrize("kind", ["photo", "voice", "document"])
async def test_a_file_is_kept_and_a_human_hears_of_it(stapje: Running, kind: str) -> None:
    talk, person = await stapje.linked()
    answer = await talk.send(kind)  # type: ignore[arg-type]  # the parameters are kinds of files
    assert answer.text == texts.say("nl", "attachment-received", kind=kind)
    talk.check()
    assert await stapje.open_tasks(person) == ["attachment"]
    assert [(a["kind"], bool(a["file_id"])) for a in await _attachments(stapje, person)] == [(kind, True)]


async def _attachments(stapje: Running, person: Person) -> list[dict[str, str]]:
    async with stapje.database.begin() as session:
        said = await session.exec(
            select(Message)
            .join(Conversation, col(Conversation.id) == Message.conversation_id)
            .where(Conversation.person_id == person.id)
        )
        return [attachment for message in said.all() for attachment in message.attachments]


async def test_a_photo_of_a_letter_with_a_few_words_reaches_a_human(stapje: Running) -> None:
    talk, person = await stapje.linked()
    await talk.send("photo", "kijk, deze brief kreeg ik")
    assert "attachment" in await stapje.open_tasks(person)


async def test_a_photo_in_the_middle_of_a_form_reaches_a_human(stapje: Running) -> None:
    talk, person = await stapje.linked()
    await talk.say("ik heb schulden")
    await talk.send("photo")
    assert "attachment" in await stapje.open_tasks(person)


async def test_a_sticker_gets_a_kind_answer(stapje: Running) -> None:
    talk = stapje.talk()
    assert (await talk.send("sticker")).text == texts.say("nl", "attachment-received", kind="sticker")
    talk.check()


async def test_a_changed_message_is_read_again(stapje: Running) -> None:
    talk = stapje.talk()
    await talk.say("tal")
    written = next(line for line in stapje.telegram.transcript(talk.chat) if not line.from_bot)
    stapje.telegram.inject_edit(talk.chat, written.message_id, "taal")
    assert (await talk.hear()).text == texts.say("nl", "language-which")
    talk.check()


async def test_a_group_is_left_alone(stapje: Running) -> None:
    before = len(stapje.telegram.calls("sendMessage", chat_id=GROUP))
    stapje.telegram.inject_message(GROUP, "wie heeft er vanavond dienst?")
    talk = stapje.talk()
    await talk.say("menu")  # was answered after the message in the group came in
    assert len(stapje.telegram.calls("sendMessage", chat_id=GROUP)) == before


async def test_an_unknown_button_gets_a_kind_answer(stapje: Running) -> None:
    talk = stapje.talk()
    line = await talk.say("menu")
    for data in ("nooit-geweest", "'; DROP TABLE message; --", "x" * 64):
        stapje.telegram.inject_callback(talk.chat, data, message_id=line.message_id)
        assert (await talk.hear()).text == texts.say("nl", "button-is-old")
    talk.check()


@pytest.mark.parametrize("said", ["👍", "💔", "🦆🦆", "…", "?", "\u200b", "x" * 4096, "help " * 819])
async def test_strange_messages_get_a_kind_answer(stapje: Running, said: str) -> None:
    talk = stapje.talk()
    answer = await talk.say(said)
    assert answer.text
    assert "Traceback" not in answer.text
    talk.check()


@pytest.mark.parametrize("said", ["nul \x00 erin", "half \ud83d teken", "/start \ud83d", "/start \x00"])
async def test_letters_a_database_cannot_keep_hold_nothing_up(stapje: Running, said: str) -> None:
    talk = stapje.talk()
    assert (await talk.say(said)).text
    talk.check()


async def test_a_button_with_letters_a_database_cannot_keep_holds_nothing_up(stapje: Running) -> None:
    talk = stapje.talk()
    line = await talk.say("menu")
    stapje.telegram.inject_callback(talk.chat, "a\x00b", message_id=line.message_id)
    assert (await talk.hear()).text == texts.say("nl", "button-is-old")
    other = stapje.talk()
    assert (await other.say("menu")).text
