"""The Bot API stand-in when things go wrong: limits, faults, redelivery, and what a test can ask of it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from tests.telegram import GROUP, SAM, TelegramStandIn, faults
from tests.telegram.faults import Fault

pytest_plugins = ("tests.telegram.fixtures",)


def inline(label: str, data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=data)]])


# 6. Limits


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a" * 4097, "message is too long"),
        ("🙂" * 2049, "message is too long"),
        (" \n", "message text is empty"),
        ("<b></b>", "message text is empty"),
        ("<b>dik", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<p>alinea</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é < 3", 'Unsupported start tag "" at byte offset 3'),
        ("ik <3 je", 'Unsupported start tag "3" at byte offset 3'),
        ("ik <3", "Unclosed start tag at byte offset 3"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ],
)
async def test_a_text_telegram_would_not_take_is_refused(
    telegram: TelegramStandIn, bot: Bot, text: str, reason: str
) -> None:
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.send_message(SAM, text, parse_mode="HTML")
    assert telegram.transcript(SAM) == []


async def test_the_limit_is_that_of_the_text_without_markup(telegram: TelegramStandIn, bot: Bot) -> None:
    sent = await bot.send_message(SAM, "🙂<b>" + "a" * 4093 + "</b>&lt;", parse_mode="HTML")
    assert sent.text and sent.text.endswith("a<") and sent.entities
    assert (sent.entities[0].type, sent.entities[0].offset, sent.entities[0].length) == ("bold", 2, 4093)


async def test_a_caption_has_its_own_limit(telegram: TelegramStandIn, bot: Bot) -> None:
    picture = BufferedInputFile(b"picture", "own.jpg")
    assert (await bot.send_photo(SAM, picture, caption="a" * 1024)).caption
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(SAM, picture, caption="a" * 1025)


@pytest.mark.parametrize(("data", "fits"), [("a" * 64, True), ("a" * 65, False), ("é" * 33, False), ("", False)])
async def test_button_data_is_at_most_64_bytes(telegram: TelegramStandIn, bot: Bot, data: str, fits: bool) -> None:
    if fits:
        assert await bot.send_message(SAM, "Kies", reply_markup=inline("Ja", data))
    else:
        with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
            await bot.send_message(SAM, "Kies", reply_markup=inline("Ja", data))


async def test_an_unknown_method_is_not_found_and_fails_the_test(telegram: TelegramStandIn, bot: Bot) -> None:
    with pytest.raises(TelegramNotFound, match="method not found"):
        await bot.send_dice(SAM)
    with pytest.raises(AssertionError, match="unknown method sendDice"):
        telegram.check()
    with pytest.raises(AssertionError, match="unknown method"):
        async with TelegramStandIn() as other:
            other.problems.append("unknown method x")


# 8. Faults


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.flood(3), TelegramRetryAfter),
        (faults.blocked(), TelegramForbiddenError),
        (faults.refused("something"), TelegramBadRequest),
        (faults.server_error(), TelegramServerError),
        (faults.bad_gateway(), ClientDecodeError),
        (faults.migrated(-100999), TelegramMigrateToChat),
        (faults.dropped(), TelegramNetworkError),
    ],
)
async def test_a_fault_reaches_aiogram_and_nothing_is_sent(
    telegram: TelegramStandIn, bot: Bot, fault: Fault, error: type[Exception]
) -> None:
    telegram.fail("sendMessage", fault)
    with pytest.raises(error):
        await bot.send_message(SAM, "hoi")
    assert telegram.transcript(SAM) == []
    assert [call.status for call in telegram.calls("sendMessage")] == [fault.status]
    assert await bot.send_message(SAM, "hoi")


async def test_faults_carry_their_parameters(telegram: TelegramStandIn, bot: Bot) -> None:
    telegram.fail("sendMessage", faults.flood(7))
    telegram.fail("sendMessage", faults.migrated(-100999))
    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.send_message(GROUP, "hoi")
    with pytest.raises(TelegramMigrateToChat) as migrated:
        await bot.send_message(GROUP, "hoi")
    assert (flood.value.retry_after, migrated.value.migrate_to_chat_id) == (7, -100999)


async def test_a_lost_reply_leaves_the_message_in_the_chat(telegram: TelegramStandIn, bot: Bot) -> None:
    telegram.fail("sendMessage", faults.reply_lost())
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(SAM, "aangekomen")
    assert [line.text for line in telegram.transcript(SAM)] == ["aangekomen"]
    assert [call.status for call in telegram.calls("sendMessage")] == [None]


async def test_a_fault_holds_for_its_method_its_chat_and_its_count(telegram: TelegramStandIn, bot: Bot) -> None:
    telegram.fail("sendMessage", faults.server_error(), chat_id=SAM, count=2)
    assert await bot.send_message(GROUP, "andere chat")
    assert await bot.send_chat_action(SAM, "typing")
    for _ in range(2):
        with pytest.raises(TelegramServerError):
            await bot.send_message(SAM, "hoi")
    assert await bot.send_message(SAM, "hoi")


async def test_who_blocks_the_bot_is_out_of_reach_until_back(telegram: TelegramStandIn, bot: Bot) -> None:
    telegram.inject_membership(SAM, "kicked")
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(SAM, "hoi")
    telegram.inject_membership(SAM, "member")
    assert await bot.send_message(SAM, "welkom terug")
    changes = [update.my_chat_member for update in await bot.get_updates()]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]


async def test_a_lost_poll_loses_no_update(telegram: TelegramStandIn, bot: Bot) -> None:
    number = telegram.inject_message(SAM, "hoi")
    telegram.fail("getUpdates", faults.reply_lost())
    with pytest.raises(TelegramAPIError):
        await bot.get_updates()
    assert [one.update_id for one in await bot.get_updates()] == [number]


# 9. Redelivery


async def test_the_same_update_comes_again_whatever_was_confirmed(telegram: TelegramStandIn, bot: Bot) -> None:
    number = telegram.inject_message(SAM, "hoi", update_id=5000)
    (first,) = await bot.get_updates()
    assert await bot.get_updates(offset=number + 1) == []
    telegram.redeliver(number)
    (again,) = await bot.get_updates(offset=number + 1)
    assert again.model_dump() == first.model_dump()
    assert await bot.get_updates(offset=number + 1) == []


async def test_an_older_id_comes_after_a_newer_one(telegram: TelegramStandIn, bot: Bot) -> None:
    telegram.inject_message(SAM, "nieuw", update_id=5000)
    await bot.get_updates(offset=5001)
    telegram.inject_message(SAM, "oud", update_id=4000)
    assert [one.update_id for one in await bot.get_updates(offset=5001)] == [4000]
    assert telegram.inject_message(SAM, "nieuwer") == 5001
    with pytest.raises(ValueError, match="exists"):
        telegram.inject_message(SAM, "dubbel", update_id=4000)


async def test_a_poll_whose_client_died_takes_nothing(telegram: TelegramStandIn, bot: Bot) -> None:
    number = telegram.inject_message(SAM, "hoi")
    await bot.get_updates(offset=number + 1)
    poll = asyncio.create_task(bot.get_updates(offset=number + 1, timeout=30))
    await telegram.bell.wait_until(lambda: telegram.updates.polls == 2, 10)
    poll.cancel()
    await asyncio.sleep(0.05)
    telegram.redeliver(number)
    await asyncio.sleep(0.05)
    assert [one.update_id for one in await bot.get_updates(offset=number + 1)] == [number]


# 10. The test's side


async def test_every_kind_of_update_is_understood(telegram: TelegramStandIn, bot: Bot) -> None:
    sent_at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)
    telegram.inject_message(SAM, "/start abc", sent_at=sent_at)
    telegram.inject_edit(SAM, 1, "/start abd")
    telegram.inject_file(SAM, "photo", b"1", caption="brief")
    telegram.inject_file(SAM, "sticker", b"2")
    telegram.inject_callback(SAM, "old", message_id=99)
    telegram.inject_message(GROUP, "in de groep")
    updates = await bot.get_updates()
    assert [update.event_type for update in updates] == [
        "message", "edited_message", "message", "message", "callback_query", "message",
    ]  # fmt: skip
    assert updates[0].message and updates[0].message.date == sent_at
    assert updates[5].message and updates[5].message.chat.type == "supergroup"


async def test_waiting_for_calls_ends_when_they_came(telegram: TelegramStandIn, bot: Bot) -> None:
    waiting = asyncio.create_task(telegram.wait_for_calls("sendMessage", 2, chat_id=SAM))
    for chat_id in (SAM, GROUP, SAM):
        await bot.send_message(chat_id, "hoi")
    calls = await waiting
    assert [call.chat_id for call in calls] == [SAM, SAM]
    assert calls[0].at <= calls[1].at
    with pytest.raises(AssertionError, match="2 of 3 calls"):
        await telegram.wait_for_calls("sendMessage", 3, chat_id=SAM, timeout=0.05)


async def test_a_transcript_shows_the_chat_as_the_person_sees_it(telegram: TelegramStandIn, bot: Bot) -> None:
    telegram.inject_message(SAM, "hoi")
    await bot.send_message(SAM, "Gelukt?", reply_markup=inline("Ja", "y"))
    telegram.inject_file(SAM, "sticker", b"2")
    lines = telegram.transcript(SAM)
    assert [(line.from_bot, line.text) for line in lines] == [(False, "hoi"), (True, "Gelukt?"), (False, "[sticker]")]
    assert [(button.label, button.data) for row in lines[1].buttons for button in row] == [("Ja", "y")]


async def test_a_reset_forgets_but_ids_keep_rising(telegram: TelegramStandIn, bot: Bot) -> None:
    before = telegram.inject_message(SAM, "hoi")
    await bot.send_message(SAM, "dag")
    telegram.fail("sendMessage", faults.server_error())
    telegram.reset()
    assert (telegram.pending(), telegram.log, telegram.transcript(SAM)) == ([], [], [])
    assert telegram.inject_message(SAM, "hoi") == before + 1
    assert await bot.send_message(SAM, "dag")
