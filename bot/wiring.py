"""The one place where parts are chosen and put together. Everything else is handed what it needs."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from urllib.parse import urlsplit

from aiogram.types import Update

from bot import demo
from bot.channels.telegram import Telegram
from bot.converse import Converser
from bot.errors import BadSetting
from bot.house import House
from bot.logs import log
from bot.rasa_child import RasaChild, RasaElsewhere, free_port
from bot.receive import Receiver
from bot.schedule import Clockwork
from bot.send import Sender
from bot.settings import Settings
from bot.sign_on import SignOn
from bot.web.parts import Parts
from nlu.rasa import Rasa
from nlu.reader import RasaReader, Reader, warm_up

LOCAL = ("127.0.0.1", "localhost", "::1")


class TelegramUpdates:
    """Updates that Telegram brings by webhook."""

    def __init__(self, telegram: Telegram, receiver: Receiver) -> None:
        self._telegram, self._receiver = telegram, receiver

    async def take_json(self, body: bytes) -> None:
        """Store the update in this body; raises ValueError when it is none."""
        update = Update.model_validate_json(body, context={"bot": self._telegram.client})
        await self._telegram.take(update, self._receiver)


def telegram_of(settings: Settings) -> Telegram | None:
    """The Telegram bot that is set, if any."""
    if settings.telegram_token is None:
        return None
    if settings.telegram_webhook_url and not settings.telegram_webhook_secret:
        raise BadSetting("The setting STAPJE_TELEGRAM_WEBHOOK_SECRET is missing: a webhook needs a secret.")
    return Telegram(settings.telegram_token, settings.telegram_api)


def secret_key(settings: Settings) -> str:
    """The key that is set, or one that is made once and kept under VAR."""
    if settings.secret_key is not None:
        return settings.secret_key
    file = settings.var / "secret-key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(32), encoding="utf-8")
    return file.read_text(encoding="utf-8")


def web_parts(house: House, telegram: Telegram | None, nlu_state: Callable[[], str]) -> Parts:
    """What the web pages and the API are handed."""
    settings = house.settings
    return Parts(
        database=house.database,
        bell=house.bell,
        receiver=house.receiver,
        now=house.now,
        base_url=settings.base_url,
        secret_key=secret_key(settings),
        nlu_state=nlu_state,
        files=telegram,
        updates=TelegramUpdates(telegram, house.receiver) if telegram else None,
        webhook_secret=settings.telegram_webhook_secret,
        demo_logins=demo.logins(house.logins_file),
        secure_cookies=settings.host not in LOCAL or settings.base_url.startswith("https://"),
        sign_on=sign_on_of(settings, house.now),
    )


def sign_on_of(settings: Settings, now: Callable[[], datetime]) -> SignOn | None:
    """The provider of an organisation's own accounts that is set, if any; raises BadSetting when it is set by half."""
    if settings.oidc_issuer is None:
        return None
    for name in ("client_id", "client_secret"):
        if getattr(settings, f"oidc_{name}") is None:
            raise BadSetting(f"The setting STAPJE_OIDC_{name.upper()} is missing: a provider knows Stapje by it.")
    at = urlsplit(settings.oidc_issuer)
    if at.scheme != "https" and at.hostname not in LOCAL:
        raise BadSetting("The setting STAPJE_OIDC_ISSUER is wrong: a provider elsewhere needs https.")
    assert settings.oidc_client_id and settings.oidc_client_secret
    return SignOn(
        issuer=settings.oidc_issuer, client_id=settings.oidc_client_id, client_secret=settings.oidc_client_secret,
        label=settings.oidc_label, back_to=f"{settings.base_url}/login/organisation/back", now=now,
    )  # fmt: skip


def rasa_of(house: House) -> RasaChild | RasaElsewhere:
    """The Rasa server that is set, or a child of our own."""
    if house.settings.rasa_url is not None:
        return RasaElsewhere(house.settings.rasa_url)
    return RasaChild(house.models, free_port())


@asynccontextmanager
async def working(
    house: House, telegram: Telegram | None, rasa_url: str, reader: Reader | None = None
) -> AsyncIterator[None]:
    """Everything that works in the background: answering, sending, polling, the clock."""
    async with AsyncExitStack() as stack:
        rasa = Rasa(rasa_url)
        stack.push_async_callback(rasa.close)
        converser = Converser(house.database, reader or RasaReader(rasa), house.bell, house.now)
        house.receiver.answering = converser
        clockwork = Clockwork(house.database, house.bell, house.now)
        jobs = [converser.run()]
        if telegram is not None:
            jobs.append(Sender(house.database, telegram, house.bell, house.now).run())
            if house.settings.telegram_webhook_url is None:
                jobs.append(telegram.poll(house.receiver))
        tasks = [asyncio.create_task(job) for job in jobs]
        for task in tasks:
            task.add_done_callback(_noticed)
        stack.push_async_callback(_end, tasks)
        await asyncio.to_thread(warm_up)
        clockwork.start()
        stack.callback(clockwork.stop)
        yield


def _noticed(task: asyncio.Task[None]) -> None:
    """A part that works for ever has ended by itself: nobody may overlook that."""
    if not task.cancelled():
        log().critical("worker.part_ended", part=str(task.get_coro()), error=repr(task.exception()))


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
