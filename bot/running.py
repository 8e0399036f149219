"""Running: everything in one process, or pages and worker apart."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator, Callable

import uvicorn
from rich.console import Console

from bot import demo, memory
from bot.channels.telegram import Telegram
from bot.doors import seed_when_empty
from bot.errors import BadSetting
from bot.house import House, open_house
from bot.logs import log
from bot.settings import Settings
from bot.web.app import create_app
from bot.wiring import rasa_of, telegram_of, web_parts, working
from storage import people

out = Console(highlight=False, soft_wrap=True)


async def everything(settings: Settings) -> None:
    """Pages first, then the rest; Rasa may still be loading, and the pages say so."""
    async with open_house(settings) as house, _telegram(settings) as telegram:
        await seed_when_empty(house)
        await _webhook(settings, telegram)
        rasa = rasa_of(house)
        watching = asyncio.create_task(rasa.run())
        try:
            async with working(house, telegram, rasa.url):
                server = _server(house, telegram, lambda: rasa.state)
                await _serve(server, house)
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)


async def web(settings: Settings) -> None:
    """The pages and the API."""
    async with open_house(settings) as house, _telegram(settings) as telegram:
        await _webhook(settings, telegram)
        rasa = rasa_of(house) if settings.rasa_url else None
        watching = asyncio.create_task(rasa.run()) if rasa else None
        server = _server(house, telegram, lambda: rasa.state if rasa else "ready")
        await _serve(server, None)
        if watching:
            watching.cancel()


async def worker(settings: Settings) -> None:
    """Answering, sending, polling and the clock, until told to stop."""
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with open_house(settings) as house, _telegram(settings) as telegram:
        rasa = rasa_of(house)
        watching = asyncio.create_task(rasa.run())
        try:
            async with working(house, telegram, rasa.url):
                memory.settle()
                log().info("worker.ready")
                await stop.wait()
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)


@contextlib.asynccontextmanager
async def _telegram(settings: Settings) -> AsyncIterator[Telegram | None]:
    telegram = telegram_of(settings)
    try:
        yield telegram
    finally:
        if telegram is not None:
            await telegram.close()


async def _webhook(settings: Settings, telegram: Telegram | None) -> None:
    """Ask Telegram to bring updates to us, when an address for that is set."""
    if telegram is not None and settings.telegram_webhook_url:
        assert settings.telegram_webhook_secret is not None
        await telegram.use_webhook(settings.telegram_webhook_url, settings.telegram_webhook_secret)


def _server(house: House, telegram: Telegram | None, nlu_state: Callable[[], str]) -> uvicorn.Server:
    parts = web_parts(house, telegram, nlu_state)
    config = uvicorn.Config(
        create_app(parts), host=house.settings.host, port=house.settings.port, log_level="warning",
        access_log=False, timeout_graceful_shutdown=2, server_header=False,
    )  # fmt: skip
    return uvicorn.Server(config)


def _listen(host: str, port: int) -> socket.socket:
    """The socket to serve on. Raises BadSetting in one sentence when the host or port cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except (socket.gaierror, UnicodeError) as error:
        raise BadSetting(f"The setting STAPJE_HOST is wrong: there is no address {host!r}.") from error
    except OSError as error:
        raise BadSetting(
            f"Nothing can listen on {host}:{port} ({error.strerror}); set STAPJE_HOST and STAPJE_PORT to free ones."
        ) from error
    return listening


async def _serve(server: uvicorn.Server, house: House | None) -> None:
    """Serve until told to stop."""
    with _listen(server.config.host, server.config.port) as listening:
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.05)
        memory.settle()
        if house is not None and not serving.done():
            await _show_doors(house)
        await serving


async def _show_doors(house: House) -> None:
    """Tell a newcomer where to begin."""
    base = house.settings.base_url
    logins = demo.logins(house.logins_file)
    out.print(f"\n[bold]Stapje is up.[/bold]\n\n  Client  {base}/chat{await _example_invite(house)}")
    out.print(f"  Inbox   {base}/inbox\n  Beds    {base}/beds\n")
    for login in logins:
        out.print(f"  {login['role']:16} {login['username']:16} {login['password']}")
    out.print("\n  The language model is loading; buttons work at once. Stop with Ctrl+C.\n")


async def _example_invite(house: House) -> str:
    """A link that makes the newcomer the first example client, whose check-in comes in a minute."""
    async with house.database.begin() as session:
        first = await demo.first_client(session)
        if first is None:
            return ""
        token = await people.invite(session, now=house.now(), person_id=first.id)
    return f"?invite={token}"
