"""No message twice, none out of order: redelivery, many chats, several processes, a Telegram that makes trouble."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta

from bot.bell import Bell
from bot.receive import Incoming, Receiver
from storage import conversations, inbound, messages, people
from tests.acceptance.certain_words import expected, heard, without_repeats, word
from tests.acceptance.place import Place
from tests.processes import Stapje, started, until
from tests.telegram import faults
from tests.town import add_person

pytest_plugins = ("tests.acceptance.fixtures_pipeline",)


@contextlib.asynccontextmanager
async def worker(place: Place, name: str = "worker") -> AsyncIterator[Stapje]:
    """A started worker that is ready."""
    async with started("worker", settings=place.settings, log=place.folder / f"{name}.log") as process:
        await process.logged("worker.ready")
        yield process


async def all_said(place: Place, count: int, *, seconds: float = 60) -> None:
    """Wait until so many messages came in and nothing waits any more."""

    async def quiet() -> bool:
        came_in = await place.value("SELECT count(*) FROM inbound")
        return bool(came_in >= count and await place.waiting() == 0)

    await until(quiet, f"{count} messages answered and sent", seconds=seconds)


async def test_the_same_update_five_times_gives_one_answer(place: Place) -> None:
    async with worker(place):
        update = place.telegram.inject_message(901, "menu")
        await all_said(place, 1)
        for _ in range(4):
            place.telegram.redeliver(update)
        place.telegram.inject_message(901, "taal")
        await all_said(place, 2)
    assert heard(place.telegram, 901) == expected(["menu", "taal"])


async def test_a_button_pressed_five_times_by_one_update_acts_once(place: Place) -> None:
    async with worker(place):
        place.telegram.inject_message(902, "menu")
        await all_said(place, 1)
        press = place.telegram.press(902, "Mens spreken")
        await all_said(place, 2)
        for _ in range(4):
            place.telegram.redeliver(press)
        place.telegram.inject_message(902, "nee")
        await all_said(place, 3)
    assert len(heard(place.telegram, 902)) == 3
    assert await place.value("SELECT count(*) FROM task WHERE kind = 'talk_to_human'") == 1


async def test_an_older_update_that_comes_late_is_answered_too(place: Place) -> None:
    async with worker(place):
        place.telegram.inject_message(903, "menu", update_id=5000)
        await all_said(place, 1)
        place.telegram.inject_message(903, "taal", update_id=4000)
        await all_said(place, 2)
    assert heard(place.telegram, 903) == expected(["menu", "taal"])


async def test_twenty_chats_at_once_each_in_order(place: Place) -> None:
    said = {chat: [word(chat + number) for number in range(4)] for chat in range(1001, 1021)}
    async with worker(place):
        for number in range(4):
            for chat, words in said.items():
                place.telegram.inject_message(chat, words[number])
        await all_said(place, 80)
    assert {chat: heard(place.telegram, chat) for chat in said} == {chat: expected(said[chat]) for chat in said}


async def test_two_workers_and_a_web_process_double_nothing_and_one_sends(place: Place) -> None:
    said = {chat: [word(chat + number) for number in range(4)] for chat in range(1101, 1111)}
    senders: list[int] = []

    async def watch_the_lock() -> None:
        query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7302 AND granted " \
                "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"  # fmt: skip
        while True:
            senders.append(await place.value(query))
            await asyncio.sleep(0.1)

    async with (
        worker(place, "one"),
        worker(place, "two"),
        started("web", settings=place.settings, log=place.folder / "web.log") as web,
    ):
        await web.healthy()
        watching = asyncio.create_task(watch_the_lock())
        for number in range(4):
            for chat, words in said.items():
                place.telegram.inject_message(chat, words[number])
        await all_said(place, 40, seconds=90)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
    assert {chat: heard(place.telegram, chat) for chat in said} == {chat: expected(said[chat]) for chat in said}
    assert Counter(senders).keys() == {1}


async def test_a_worker_that_is_stopped_finishes_what_it_sends(place: Place) -> None:
    chats = range(1201, 1221)
    async with worker(place) as process:
        for chat in chats:
            place.telegram.inject_message(chat, "menu")
        await place.telegram.wait_for_calls("sendMessage", 1, timeout=60)
        assert await process.stop() == 0
    async with worker(place, "again"):
        await all_said(place, len(chats), seconds=100)
    assert [heard(place.telegram, chat) for chat in chats] == [expected(["menu"])] * len(chats)


async def test_the_database_cuts_every_connection_and_all_is_answered_afterwards(place: Place) -> None:
    said = {chat: [word(chat + number) for number in range(3)] for chat in range(1301, 1311)}
    async with worker(place):
        for number in range(3):
            for chat, words in said.items():
                place.telegram.inject_message(chat, words[number])
            await asyncio.sleep(0.2)  # let it be in the middle of things; nothing depends on where
            await place.change(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        await all_said(place, 30, seconds=100)
    answers = {chat: without_repeats(heard(place.telegram, chat)) for chat in said}  # a send may have been in flight
    assert answers == {chat: expected(words) for chat, words in said.items()}


async def test_an_invite_right_behind_another_message_is_answered_once(place: Place) -> None:
    async with place.database.begin() as session:
        person = await add_person(session, name="Noor")
        token = await people.invite(session, now=datetime.now(UTC), person_id=person.id)
    place.telegram.inject_message(1401, "menu")  # both wait when the worker starts, so both come in one batch
    place.telegram.inject_message(1401, f"/start {token}")
    async with worker(place):
        await all_said(place, 2)
    answers = heard(place.telegram, 1401)
    assert len(answers) == 2
    assert sum("Noor" in answer for answer in answers) == 1


async def test_who_waits_longest_is_answered_first(place: Place) -> None:
    now = datetime.now(UTC)
    receiver = Receiver(place.database, Bell(), lambda: now)
    received = [(await receiver.store(_update(number))).message_id for number in range(20)]
    async with place.database.begin() as session:
        found = await inbound.waiting(session, busy=[], most=5)
    assert sorted(one.message_id for one in found) == received[:5]


def _update(number: int) -> Incoming:
    return Incoming(channel="telegram", bot="1", address=str(2000 + number), update_id=str(number), text="menu")


async def test_too_many_requests_pauses_the_whole_bot(place: Place) -> None:
    place.telegram.fail("sendMessage", faults.flood(4), chat_id=1501)
    async with worker(place):
        place.telegram.inject_message(1501, "menu")
        (flooded,) = await place.telegram.wait_for_calls("sendMessage", 1, timeout=60)
        for chat in range(1502, 1508):
            place.telegram.inject_message(chat, "menu")
        await all_said(place, 7)
    later = [call.at - flooded.at for call in place.telegram.calls("sendMessage")[1:]]
    assert len(later) == 7
    assert min(later) >= 4
    assert heard(place.telegram, 1501) == expected(["menu"])


async def test_a_server_error_is_tried_again_five_minutes_later(place: Place) -> None:
    place.telegram.fail("sendMessage", faults.server_error(), chat_id=1601, count=2)
    async with worker(place):
        place.telegram.inject_message(1601, "menu")
        await place.telegram.wait_for_calls("sendMessage", 2, chat_id=1601, timeout=60)  # soon, and then not so soon
        place.telegram.inject_message(1602, "menu")
        await place.telegram.wait_for_calls("sendMessage", 1, chat_id=1602, timeout=60)

        async def put_off() -> bool:
            return bool(await place.value("SELECT count(*) FROM outbound WHERE failure IS NOT NULL AND attempts = 2"))

        await until(put_off, "the failed row is put off")
        wait = await place.value("SELECT due_at - now() FROM outbound WHERE failure IS NOT NULL AND state = 'due'")
        assert timedelta(minutes=4) < wait <= timedelta(minutes=5)
        assert heard(place.telegram, 1601) == []
        await place.change("UPDATE outbound SET due_at = now() WHERE state = 'due'")
        await all_said(place, 2)
    assert heard(place.telegram, 1601) == expected(["menu"])


async def test_who_blocked_the_bot_is_unreachable_and_a_human_gets_a_task(place: Place) -> None:
    place.telegram.fail("sendMessage", faults.blocked(), chat_id=1701)
    async with worker(place):
        place.telegram.inject_message(1701, "menu")
        place.telegram.inject_message(1702, "menu")
        await all_said(place, 2)
    assert await place.value("SELECT address FROM channel_address WHERE unreachable_since IS NOT NULL") == "1701"
    assert await place.value("SELECT count(*) FROM task WHERE kind = 'unreachable'") == 1
    assert await place.value("SELECT count(*) FROM outbound WHERE state = 'failed'") == 1
    assert heard(place.telegram, 1702) == expected(["menu"])


async def queue(place: Place, chats: Sequence[int], each: int) -> None:
    """Put messages in the queue, so that all are due at the same moment."""
    bot, now = place.telegram.token.partition(":")[0], datetime.now(UTC)
    async with place.database.begin() as session:
        for chat in chats:
            place.telegram.add_chat(chat)
            address = await conversations.open_for_address(session, channel="telegram", bot=bot, address=str(chat))
            for number in range(each):
                await messages.say(
                    session, conversation_id=address.conversation_id, address_id=address.id, now=now,
                    said=f"bericht {number}", priority=1,
                )  # fmt: skip


async def test_one_message_a_second_in_a_chat(place: Place) -> None:
    await queue(place, [1801], 6)
    async with worker(place):
        calls = await place.telegram.wait_for_calls("sendMessage", 6, timeout=60)
    gaps = [later.at - earlier.at for earlier, later in itertools.pairwise(calls)]
    assert min(gaps) > 0.9, gaps  # a call may be some milliseconds on its way
    assert [call.params["text"] for call in calls] == [f"bericht {number}" for number in range(6)]


async def test_at_most_thirty_messages_a_second_over_all_chats(place: Place) -> None:
    await queue(place, range(1901, 2021), 1)
    async with worker(place):
        calls = await place.telegram.wait_for_calls("sendMessage", 120, timeout=90)
    times = sorted(call.at for call in calls)
    assert times[-1] - times[0] > 119 / 30 - 0.3
    in_a_second = [sum(start <= at < start + 1 for at in times) for start in times]
    assert max(in_a_second) <= 40, in_a_second  # a busy machine may hold up some of them on their way
