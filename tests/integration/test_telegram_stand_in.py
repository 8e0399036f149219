"""The Bot API stand-in, tried with the real aiogram client over real HTTP: calls, files, polling, chats, topics."""

import asyncio

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError, TelegramUnauthorizedError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from tests.telegram import GROUP, SAM, Person, TelegramStandIn

pytest_plugins = ("tests.telegram.fixtures",)

PICTURE = bytes(range(256)) * 40 + b" \r\n"


def inline(label: str, data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=data)]])


# 1. The wire


@pytest.mark.parametrize("text", ["12", "true", "null", '{"a": 1}', "één & twee = 3 + 🙂"])
async def test_text_arrives_as_it_was_sent(telegram: TelegramStandIn, bot: Bot, text: str) -> None:
    message = await bot.send_message(SAM, text)
    assert message.text == text
    assert telegram.calls("sendMessage")[0].params["text"] == text


async def test_a_nested_object_is_json_text(telegram: TelegramStandIn, bot: Bot) -> None:
    await bot.send_message(SAM, "Kies", reply_markup=inline("Ja", "y"))
    assert telegram.calls("sendMessage")[0].request.json("reply_markup")["inline_keyboard"][0][0]["text"] == "Ja"


async def test_a_wrong_token_is_unauthorized(telegram: TelegramStandIn, bot_session: AiohttpSession, bot: Bot) -> None:
    with pytest.raises(TelegramUnauthorizedError):
        await Bot("1:other", session=bot_session).get_me()


# 2. Files


async def test_an_upload_can_be_sent_again_by_id_and_downloaded(telegram: TelegramStandIn, bot: Bot) -> None:
    sent = await bot.send_photo(
        SAM, BufferedInputFile(PICTURE, "kaart.jpg"), caption="De <b>kaart</b>", parse_mode="HTML"
    )
    assert sent.photo and sent.caption == "De kaart"
    again = await bot.send_photo(SAM, sent.photo[-1].file_id)
    assert again.photo and again.photo[-1].file_id == sent.photo[-1].file_id
    content = await bot.download(sent.photo[-1].file_id)
    assert content and content.read() == PICTURE


async def test_an_injected_voice_message_can_be_downloaded(telegram: TelegramStandIn, bot: Bot) -> None:
    telegram.inject_file(SAM, "voice", b"OggS\r\n\x00")
    (update,) = await bot.get_updates()
    assert update.message and update.message.voice
    content = await bot.download(update.message.voice)
    assert content and content.read() == b"OggS\r\n\x00"


async def test_an_unknown_file_is_refused(telegram: TelegramStandIn, bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_photo(SAM, "nonsense")
    telegram.inject_file(SAM, "voice", b"OggS")
    (update,) = await bot.get_updates()
    assert update.message and update.message.voice
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_photo(SAM, update.message.voice.file_id)
    with pytest.raises(TelegramBadRequest, match="invalid file_id"):
        await bot.get_file("nonsense")


# 3. getUpdates


async def test_updates_stay_until_an_offset_confirms_them(telegram: TelegramStandIn, bot: Bot) -> None:
    ids = [telegram.inject_message(SAM, text) for text in ("een", "twee", "drie")]
    assert [one.update_id for one in await bot.get_updates(limit=2)] == ids[:2]
    assert [one.update_id for one in await bot.get_updates()] == ids
    assert [one.update_id for one in await bot.get_updates(offset=ids[1] + 1)] == ids[2:]
    assert telegram.pending() == ids[2:]


async def test_an_offset_too_far_loses_what_was_never_seen(telegram: TelegramStandIn, bot: Bot) -> None:
    newest = [telegram.inject_message(SAM, str(number)) for number in range(3)][-1]
    assert await bot.get_updates(offset=newest + 1) == []
    assert telegram.pending() == []


async def test_a_negative_offset_keeps_the_last(telegram: TelegramStandIn, bot: Bot) -> None:
    newest = [telegram.inject_message(SAM, str(number)) for number in range(3)][-1]
    assert [one.update_id for one in await bot.get_updates(offset=-1)] == [newest]


async def test_a_long_poll_waits_for_an_update(telegram: TelegramStandIn, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await telegram.bell.wait_until(lambda: telegram.updates.polls == 1, 10)
    assert not poll.done()
    telegram.inject_message(SAM, "daar ben ik")
    updates = await asyncio.wait_for(poll, 20)
    assert [one.message.text for one in updates if one.message] == ["daar ben ik"]
    assert await bot.get_updates(offset=telegram.pending()[0] + 1, timeout=0) == []


async def test_an_idle_poll_ends_empty_after_its_time(telegram: TelegramStandIn, bot: Bot) -> None:
    assert await bot.get_updates(timeout=1) == []
    assert len(telegram.calls("getUpdates")) == 1


async def test_kinds_that_were_not_asked_for_do_not_come(telegram: TelegramStandIn, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    telegram.inject_message(SAM, "hoi")
    assert await bot.get_updates() == []
    await bot.get_updates(allowed_updates=[])
    telegram.inject_message(SAM, "hoi")
    assert len(await bot.get_updates()) == 1


async def test_polling_conflicts_with_a_webhook_and_with_a_second_poll(telegram: TelegramStandIn, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.bell.wait_until(lambda: telegram.updates.polls == 1, 10)
    second = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates"):
        await first
    await bot.set_webhook("https://stapje.example/telegram/webhook")
    with pytest.raises(TelegramConflictError, match="terminated by setWebhook"):
        await second
    with pytest.raises(TelegramConflictError, match="while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == []


async def test_aiogram_polling_answers_and_confirms(telegram: TelegramStandIn, bot: Bot) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(f"Je zei: {message.text}")

    polling = asyncio.create_task(
        dispatcher.start_polling(bot, polling_timeout=5, handle_signals=False, close_bot_session=False)
    )
    telegram.inject_message(SAM, "hoi")
    telegram.inject_message(SAM, "dag")
    await telegram.wait_for_calls("sendMessage", 2)
    assert await telegram.bell.wait_until(lambda: telegram.pending() == [], 5)
    await dispatcher.stop_polling()
    await polling
    assert {line.text for line in telegram.transcript(SAM) if line.from_bot} == {"Je zei: hoi", "Je zei: dag"}


# 4. Chats with a memory


async def test_message_ids_count_in_each_chat(telegram: TelegramStandIn, bot: Bot) -> None:
    telegram.inject_message(SAM, "hoi")
    assert [(await bot.send_message(SAM, "dag")).message_id for _ in range(2)] == [2, 3]
    assert (await bot.send_message(GROUP, "dag")).message_id == 1
    assert [line.from_bot for line in telegram.transcript(SAM)] == [False, True, True]


async def test_a_reply_keyboard_stays_until_it_is_removed(telegram: TelegramStandIn, bot: Bot) -> None:
    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Mens spreken")]])
    await bot.send_message(SAM, "Kies", reply_markup=keyboard)
    await bot.send_message(SAM, "Of typ iets")
    telegram.press(SAM, "Mens spreken")
    assert telegram.transcript(SAM)[-1].text == "Mens spreken"
    await bot.send_message(SAM, "Klaar", reply_markup=ReplyKeyboardRemove())
    with pytest.raises(LookupError):
        telegram.press(SAM, "Mens spreken")


async def test_an_edit_shows_and_takes_the_buttons_away(telegram: TelegramStandIn, bot: Bot) -> None:
    sent = await bot.send_message(SAM, "Gelukt?", reply_markup=inline("Ja", "y"))
    edited = await bot.edit_message_text("Fijn!", chat_id=SAM, message_id=sent.message_id)
    assert isinstance(edited, Message) and edited.text == "Fijn!" and edited.edit_date
    assert [(line.text, line.buttons) for line in telegram.transcript(SAM)] == [("Fijn!", ())]
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("Fijn!", chat_id=SAM, message_id=sent.message_id)


async def test_only_own_messages_that_exist_can_be_edited(telegram: TelegramStandIn, bot: Bot) -> None:
    telegram.inject_message(SAM, "van mij")
    for message_id, reason in ((99, "message to edit not found"), (1, "message can't be edited")):
        with pytest.raises(TelegramBadRequest, match=reason):
            await bot.edit_message_text("x", chat_id=SAM, message_id=message_id)


async def test_a_press_is_answered_once(telegram: TelegramStandIn, bot: Bot) -> None:
    await bot.send_message(SAM, "Gelukt?", reply_markup=inline("Ja", "step:1"))
    telegram.press(SAM, "Ja")
    (update,) = await bot.get_updates()
    assert update.callback_query and update.callback_query.data == "step:1"
    assert await bot.answer_callback_query(update.callback_query.id, text="Mooi")
    for query_id in (update.callback_query.id, "123"):
        with pytest.raises(TelegramBadRequest, match="query is too old"):
            await bot.answer_callback_query(query_id)


async def test_a_reply_names_a_message_that_exists(telegram: TelegramStandIn, bot: Bot) -> None:
    telegram.inject_message(SAM, "vraag")
    answer = await bot.send_message(SAM, "antwoord", reply_parameters=ReplyParameters(message_id=1))
    assert answer.reply_to_message and answer.reply_to_message.text == "vraag"
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(SAM, "antwoord", reply_parameters=ReplyParameters(message_id=99))


# 5. The account, groups and topics


async def test_the_bot_knows_itself_and_its_commands(telegram: TelegramStandIn, bot: Bot) -> None:
    me = await bot.get_me()
    assert me.is_bot and me.id == bot.id
    await bot.set_my_commands([BotCommand(command="stop", description="Stop berichten")])
    assert [one.command for one in await bot.get_my_commands()] == ["stop"]
    assert await bot.get_my_commands(scope=BotCommandScopeAllGroupChats()) == []


async def test_chats_and_members_can_be_asked_for(telegram: TelegramStandIn, bot: Bot) -> None:
    telegram.inject_message(GROUP, "hallo allemaal", sender=Person(id=77, first_name="Robin"))
    assert (await bot.get_chat(GROUP)).title == "Team"
    assert (await bot.get_chat_member(GROUP, 77)).user.first_name == "Robin"
    telegram.inject_membership(GROUP, "administrator")
    assert (await bot.get_chat_member(GROUP, bot.id)).status == "administrator"
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.get_chat(12345)


async def test_actions_show_and_deleted_messages_are_gone(telegram: TelegramStandIn, bot: Bot) -> None:
    await bot.send_chat_action(SAM, "typing")
    assert telegram.add_chat(SAM).actions == ["typing"]
    sent = await bot.send_message(SAM, "weg")
    assert await bot.delete_message(SAM, sent.message_id)
    assert telegram.transcript(SAM) == []
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(SAM, sent.message_id)


async def test_a_topic_is_opened_written_in_and_closed(telegram: TelegramStandIn, bot: Bot) -> None:
    thread = (await bot.create_forum_topic(GROUP, "Sam")).message_thread_id
    assert (await bot.send_message(GROUP, "Nieuw bericht", message_thread_id=thread)).message_thread_id == thread
    telegram.inject_message(GROUP, "Ik bel", thread_id=thread)
    assert [(line.text, line.thread_id) for line in telegram.transcript(GROUP)][-1] == ("Ik bel", thread)
    assert await bot.close_forum_topic(GROUP, thread)
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.close_forum_topic(GROUP, thread)
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(GROUP, "x", message_thread_id=999)
    with pytest.raises(TelegramBadRequest, match="not a forum"):
        await bot.create_forum_topic(SAM, "x")
