"""The Bot API stand-in delivering to a webhook, a plain one and that of aiogram."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendDice, SendMessage, SendPhoto
from aiogram.methods.base import TelegramMethod
from aiogram.types import BufferedInputFile, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from tests.telegram import SAM, TelegramStandIn

pytest_plugins = ("tests.telegram.fixtures",)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[str]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    runners: list[web.AppRunner] = []

    async def start(handler: Handler) -> str:
        app = web.Application()
        app.router.add_post("/telegram/webhook", handler)
        runners.append(web.AppRunner(app, shutdown_timeout=0.1))
        await runners[-1].setup()
        await web.TCPSite(runners[-1], "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runners[-1].addresses[0][1]}/telegram/webhook"

    yield start
    for runner in runners:
        await runner.cleanup()


class Receiver:
    """Answers with the statuses it was given, then 200, and remembers what came."""

    def __init__(self, *statuses: int, delay: float = 0) -> None:
        self._statuses = list(statuses)
        self._delay = delay
        self.texts: list[str] = []
        self.secrets: list[str | None] = []

    async def handle(self, http: web.Request) -> web.Response:
        self.texts.append((await http.json())["message"]["text"])
        self.secrets.append(http.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        delay, self._delay = self._delay, 0
        await asyncio.sleep(delay)
        return web.Response(status=self._statuses.pop(0) if self._statuses else 200)


async def delivered(telegram: TelegramStandIn) -> None:
    assert await telegram.bell.wait_until(lambda: not telegram.pending(), 10)


async def test_updates_come_in_order_with_the_secret(telegram: TelegramStandIn, bot: Bot, serve: Serve) -> None:
    receiver = Receiver()
    await bot.set_webhook(await serve(receiver.handle), secret_token="own_secret-1")
    for text in ("een", "twee", "drie"):
        telegram.inject_message(SAM, text)
    await delivered(telegram)
    assert receiver.texts == ["een", "twee", "drie"]
    assert set(receiver.secrets) == {"own_secret-1"}


async def test_an_update_comes_again_until_it_is_accepted(telegram: TelegramStandIn, bot: Bot, serve: Serve) -> None:
    receiver = Receiver(500, 302, 404)
    await bot.set_webhook(await serve(receiver.handle))
    first = telegram.inject_message(SAM, "een")
    telegram.inject_message(SAM, "twee")
    await delivered(telegram)
    assert receiver.texts == ["een"] * 4 + ["twee"]
    tries = [one.status for one in telegram.webhook.deliveries if one.update_id == first]
    assert tries == [500, 302, 404, 200]
    info = await bot.get_webhook_info()
    assert info.last_error_message and "404" in info.last_error_message


async def test_a_slow_answer_counts_as_none(telegram: TelegramStandIn, bot: Bot, serve: Serve) -> None:
    receiver = Receiver(delay=0.5)
    telegram.webhook.patience = 0.1
    await bot.set_webhook(await serve(receiver.handle))
    telegram.inject_message(SAM, "een")
    await delivered(telegram)
    assert receiver.texts == ["een", "een"]
    assert [one.status for one in telegram.webhook.deliveries] == [None, 200]


async def test_what_waited_while_the_bot_was_away_comes_later(
    telegram: TelegramStandIn, bot: Bot, serve: Serve
) -> None:
    await bot.set_webhook("http://127.0.0.1:9/nobody-listens")
    telegram.inject_message(SAM, "een")
    await telegram.bell.wait_until(lambda: bool(telegram.webhook.deliveries), 10)
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, bool(info.last_error_date)) == (1, True)
    receiver = Receiver()
    await bot.set_webhook(await serve(receiver.handle))
    await delivered(telegram)
    assert receiver.texts == ["een"]


async def test_waiting_updates_can_be_dropped(telegram: TelegramStandIn, bot: Bot, serve: Serve) -> None:
    receiver = Receiver()
    telegram.inject_message(SAM, "oud")
    await bot.set_webhook(await serve(receiver.handle), drop_pending_updates=True)
    telegram.inject_message(SAM, "nieuw")
    await delivered(telegram)
    assert receiver.texts == ["nieuw"]


async def test_a_redelivered_update_is_the_same(telegram: TelegramStandIn, bot: Bot, serve: Serve) -> None:
    receiver = Receiver()
    await bot.set_webhook(await serve(receiver.handle))
    number = telegram.inject_message(SAM, "een")
    await delivered(telegram)
    telegram.redeliver(number)
    await delivered(telegram)
    assert [one.update_id for one in telegram.webhook.deliveries] == [number, number]
    assert receiver.texts == ["een", "een"]


@pytest.mark.parametrize(
    ("url", "secret", "reason"),
    [("http://stapje.example/", None, "HTTPS"), ("https://stapje.example/", "a b", "unallowed characters")],
)
async def test_a_bad_registration_is_refused(
    telegram: TelegramStandIn, bot: Bot, url: str, secret: str | None, reason: str
) -> None:
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.set_webhook(url, secret_token=secret)
    assert (await bot.get_webhook_info()).url == ""


async def answer(bot: Bot, serve: Serve, method: TelegramMethod[Message], secret: str = "s") -> None:
    """Let aiogram's own webhook handler answer every message with a method call in the response body."""
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def reply(message: Message) -> TelegramMethod[Message]:
        return method

    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token="s")
    await bot.set_webhook(await serve(handler.handle), secret_token=secret)


async def test_a_call_in_the_response_is_carried_out(telegram: TelegramStandIn, bot: Bot, serve: Serve) -> None:
    await answer(bot, serve, SendMessage(chat_id=SAM, text="12"))
    telegram.inject_message(SAM, "hoi")
    await telegram.wait_for_calls("sendMessage")
    assert [line.text for line in telegram.transcript(SAM)] == ["hoi", "12"]


async def test_a_file_in_the_response_is_kept(telegram: TelegramStandIn, bot: Bot, serve: Serve) -> None:
    await answer(bot, serve, SendPhoto(chat_id=SAM, photo=BufferedInputFile(b"\x00\r\n1", "own.jpg")))
    telegram.inject_message(SAM, "hoi")
    (call,) = await telegram.wait_for_calls("sendPhoto")
    content = await bot.download(call.result["photo"][0]["file_id"])
    assert content and content.read() == b"\x00\r\n1"


async def test_an_unknown_method_in_the_response_fails_the_test(
    telegram: TelegramStandIn, bot: Bot, serve: Serve
) -> None:
    await answer(bot, serve, SendDice(chat_id=SAM))
    telegram.inject_message(SAM, "hoi")
    await telegram.wait_for_calls("sendDice")
    with pytest.raises(AssertionError, match="sendDice"):
        telegram.check()


async def test_aiogram_turns_a_wrong_secret_away(telegram: TelegramStandIn, bot: Bot, serve: Serve) -> None:
    await answer(bot, serve, SendMessage(chat_id=SAM, text="x"), secret="other")
    telegram.inject_message(SAM, "hoi")
    await telegram.bell.wait_until(lambda: bool(telegram.webhook.deliveries), 10)
    assert telegram.webhook.deliveries[0].status == 401
    assert telegram.calls("sendMessage") == []
