"""kill -9 anywhere in the pipeline: after a restart every message is answered, in order, and none twice.

A send that was in flight at the moment of the crash may repeat, once: nobody can ask Telegram whether it has a message.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.acceptance.certain_words import expected, heard, without_repeats, word
from tests.acceptance.place import Place
from tests.processes import started, until

pytest_plugins = ("tests.acceptance.fixtures_pipeline",)

CHATS = range(801, 811)
EACH = 3  # ten chats with three messages: thirty in flight
KILLER = ("-m", "tests.killing")


def say_everything(place: Place) -> dict[int, list[str]]:
    """Thirty messages, turn by turn over the chats; returns what was said in each."""
    said: dict[int, list[str]] = {chat: [] for chat in CHATS}
    for number in range(EACH):
        for chat in CHATS:
            said[chat].append(word(chat + number))
            place.telegram.inject_message(chat, said[chat][-1])
    return said


async def let_claims_expire(place: Place) -> None:
    """Put the dead sender's claims in the past: a minute goes by without anybody waiting for it."""
    await place.change(
        "UPDATE outbound SET claimed_until = :past WHERE claimed_until IS NOT NULL AND state = 'due'",
        past=datetime.now(UTC) - timedelta(seconds=1),
    )


async def all_answered(place: Place) -> bool:
    """Whether all thirty came in, are answered, and nothing waits to be sent."""
    came_in = await place.value("SELECT count(*) FROM inbound")
    return bool(came_in == EACH * len(CHATS) and await place.waiting() == 0)


@pytest.mark.parametrize(
    ("point", "times"), [("stored", 12), ("understanding", 9), ("acting", 9), ("committed", 9), ("delivered", 9)]
)
async def test_after_kill_and_restart_each_message_is_answered_once_and_in_order(
    place: Place, point: str, times: int
) -> None:
    said = say_everything(place)
    log = place.folder / "killed.log"
    async with started(point, str(times), settings=place.settings, log=log, program=KILLER) as doomed:
        await doomed.wait_killed()
    assert not await all_answered(place), "it died too late to show anything"
    if point != "delivered":  # there the minute is really waited out
        await let_claims_expire(place)
    async with started("worker", settings=place.settings, log=place.folder / "again.log"):
        await until(lambda: all_answered(place), "every message answered", seconds=130)

    answers = {chat: heard(place.telegram, chat) for chat in CHATS}
    assert {chat: without_repeats(found) for chat, found in answers.items()} == {
        chat: expected(words) for chat, words in said.items()
    }
    repeats = sum(len(found) for found in answers.values()) - EACH * len(CHATS)
    assert repeats <= 1  # the one send that was in flight
    assert repeats == 1 or point != "delivered"
    assert place.telegram.pending() == []
