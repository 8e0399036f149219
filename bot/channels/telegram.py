"""Telegram: updates in our own words, messages out with inline buttons, and the files people send.

aiogram's own polling confirms an update while it is still being handled, so a crash loses it (TELEGRAM, observed with
3.31). Here the loop is our own: store, and only then ask for what comes after.
"""

from __future__ import annotations

import asyncio
import contextlib

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)

from bot.enclosures import Enclosure
from bot.errors import ChannelBusy, ChannelError, Unreachable
from bot.logs import log
from bot.receive import Incoming, Receiver

LONG_POLL_SECONDS = 20
TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
LABEL_LIMIT = 60
WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]


class Telegram:
    """One bot on Telegram. `bot` is the bot's id, which is public; the token is not."""

    name = "telegram"

    def __init__(self, token: str, api: str) -> None:
        self.bot = token.partition(":")[0]
        self.client = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))

    async def deliver(
        self, address: str, said: str, buttons: list[dict[str, str]], enclosure: Enclosure | None = None
    ) -> str:
        """Send one message; returns Telegram's message id. Raises ChannelBusy, Unreachable or ChannelError."""
        try:
            sent = await self._send(int(address), said, _keyboard(buttons), enclosure)
        except TelegramRetryAfter as error:
            raise ChannelBusy(float(error.retry_after)) from error
        except TelegramForbiddenError as error:
            raise Unreachable(str(error)) from error
        except (TelegramBadRequest, TelegramMigrateToChat, TelegramUnauthorizedError) as error:
            raise ChannelError(str(error), retry=False) from error
        except (AiogramError, TimeoutError, OSError) as error:
            raise ChannelError(f"Telegram did not take the message: {error!r}") from error
        return str(sent.message_id)

    async def _send(
        self, chat: int, said: str, keyboard: InlineKeyboardMarkup | None, enclosure: Enclosure | None
    ) -> Message:
        """One call, so that nothing can be sent by half: a text too long to stand under a file goes without it."""
        if enclosure is None or _units(said) > CAPTION_LIMIT:
            return await self.client.send_message(
                chat, said[:TEXT_LIMIT], parse_mode=None, reply_markup=keyboard, request_timeout=30
            )
        file = BufferedInputFile(enclosure.content, enclosure.name)
        if enclosure.is_picture:
            return await self.client.send_photo(
                chat, file, caption=said, parse_mode=None, reply_markup=keyboard, request_timeout=30
            )
        return await self.client.send_document(
            chat, file, caption=said, parse_mode=None, reply_markup=keyboard, request_timeout=30
        )

    async def poll(self, receiver: Receiver) -> None:
        """Fetch updates until cancelled; the offset moves on only past what is stored."""
        offset: int | None = None
        await self._forget_webhook()
        while True:
            try:
                updates = await self.client.get_updates(
                    offset=offset,
                    timeout=LONG_POLL_SECONDS,
                    allowed_updates=WANTED,
                    request_timeout=LONG_POLL_SECONDS + 10,
                )
                for update in updates:
                    await self.take(update, receiver)
                    offset = max(offset or 0, update.update_id + 1)
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
            except TelegramUnauthorizedError:
                log().error("telegram.token_refused", hint="check STAPJE_TELEGRAM_TOKEN")
                await asyncio.sleep(60)
            except Exception as error:  # whatever went wrong, the update is not confirmed and comes again
                log().warning("telegram.poll_failed", error=repr(error))
                await asyncio.sleep(1)

    async def _forget_webhook(self) -> None:
        with contextlib.suppress(AiogramError, TimeoutError, OSError):
            await self.client.delete_webhook()

    async def use_webhook(self, url: str, secret: str) -> None:
        """Ask Telegram to bring updates to `url`/telegram/webhook. Raises ChannelError."""
        try:
            await self.client.set_webhook(
                f"{url.rstrip('/')}/telegram/webhook", secret_token=secret, allowed_updates=WANTED
            )
        except (AiogramError, TimeoutError, OSError) as error:
            raise ChannelError(f"Telegram did not accept the webhook: {error!r}") from error

    async def take(self, update: Update, receiver: Receiver) -> None:
        """Store one update; what nobody can use (a sticker in a group, a vote) is let go."""
        incoming = read(update, self.bot)
        if incoming is not None:
            await receiver.store(incoming)
        if update.callback_query is not None:
            await self._stop_the_spinner(update.callback_query)

    async def _stop_the_spinner(self, press: CallbackQuery) -> None:
        """Tell Telegram that the press arrived; if that fails the button spins a little longer, nothing more."""
        with contextlib.suppress(AiogramError, TimeoutError, OSError):
            await self.client.answer_callback_query(press.id, request_timeout=5)

    async def fetch(self, file_id: str) -> bytes:
        """The bytes of a file somebody sent. Raises ChannelError."""
        try:
            file = await self.client.get_file(file_id)
            assert file.file_path is not None
            got = await self.client.download_file(file.file_path)
        except (AiogramError, TimeoutError, OSError) as error:
            raise ChannelError(f"Telegram did not give the file: {error!r}") from error
        return got.read() if got is not None else b""

    async def close(self) -> None:
        """Give the connection back."""
        await self.client.session.close()


def _units(said: str) -> int:
    """How long a text is as Telegram counts: in UTF-16."""
    return len(said.encode("utf-16-le")) // 2


def _keyboard(buttons: list[dict[str, str]]) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=b["label"][:LABEL_LIMIT], callback_data=b["payload"])] for b in buttons
        ]
    )


def read(update: Update, bot: str) -> Incoming | None:
    """An update in our own words; None when there is nothing a person wants from us in it."""
    if update.callback_query is not None:
        return _press(update.update_id, update.callback_query, bot)
    message = update.message or update.edited_message
    if message is None or message.chat.type != "private":
        return None
    said = message.text or message.caption or ""
    invite = said.removeprefix("/start").strip() if said.startswith("/start ") else None
    return Incoming(
        channel="telegram",
        bot=bot,
        address=str(message.chat.id),
        update_id=str(update.update_id),
        text=said,
        attachments=_attachments(message),
        invite=invite or None,
    )


def _press(update_id: int, press: CallbackQuery, bot: str) -> Incoming | None:
    if press.message is None or press.message.chat.type != "private":
        return None
    return Incoming(
        channel="telegram",
        bot=bot,
        address=str(press.message.chat.id),
        update_id=str(update_id),
        payload=press.data or "",
    )


def _attachments(message: Message) -> tuple[dict[str, str], ...]:
    """What came with a message, as staff will see it. The file itself stays with Telegram until somebody looks."""
    if message.photo:
        return ({"kind": "photo", "file_id": message.photo[-1].file_id, "name": "foto.jpg"},)
    if message.voice:
        return ({"kind": "voice", "file_id": message.voice.file_id, "name": "spraakbericht.ogg"},)
    if message.document:
        name = message.document.file_name or "document"
        return ({"kind": "document", "file_id": message.document.file_id, "name": name},)
    if message.sticker:
        return ({"kind": "sticker", "file_id": message.sticker.file_id, "name": message.sticker.emoji or "sticker"},)
    if message.video or message.video_note or message.audio or message.location or message.contact:
        return ({"kind": "other", "name": str(message.content_type)},)
    return ()
