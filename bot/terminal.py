"""Talking to a running Stapje from a terminal, through the same API as everybody else."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import httpx
from rich.console import Console

from bot.doors import invite
from bot.errors import BotError
from bot.settings import Settings

out = Console(highlight=False, soft_wrap=True)


async def talk(settings: Settings) -> None:
    """Read lines, send them, print what is said; a number presses that button. An empty line ends it."""
    token, _ = await invite(settings, "client")
    base = f"http://{settings.host}:{settings.port}/api/v1/chat"
    async with httpx.AsyncClient(timeout=40) as client:
        try:
            opened = await client.post(f"{base}/sessions", json={"inviteToken": token})
        except httpx.HTTPError as error:
            raise BotError(f"Nothing answers at {base}; start it with `stapje run`.") from error
        client.headers["Authorization"] = f"Bearer {opened.json()['token']}"
        last, buttons = await _listen(client, base, 0)
        while line := (await asyncio.to_thread(input, "> ")).strip():
            body: dict[str, Any] = {"clientMessageId": str(uuid.uuid4())}
            pressed = buttons[int(line) - 1] if line.isdigit() and 0 < int(line) <= len(buttons) else None
            body |= {"payload": pressed["payload"]} if pressed else {"text": line}
            await client.post(f"{base}/messages", json=body)
            last, buttons = await _listen(client, base, last)


async def _listen(client: httpx.AsyncClient, base: str, last: int) -> tuple[int, list[dict[str, str]]]:
    """Print what Stapje says next; returns the last id and the buttons under it."""
    buttons: list[dict[str, str]] = []
    while True:
        answer = await client.get(f"{base}/messages", params={"after": str(last), "wait": "1" if buttons else "10"})
        heard = answer.json()["messages"]
        if not heard:
            return last, buttons
        for message in heard:
            last = message["id"]
            if message["direction"] == "out":
                out.print(f"[bold]{message['text']}[/bold]")
                for attachment in message["attachments"]:
                    out.print(f"  ({attachment['alt'] or attachment['name']})")
                buttons = message["buttons"] or buttons
        for number, button in enumerate(buttons, 1):
            out.print(f"  {number}. {button['label']}")
        if heard[-1]["direction"] == "out":
            return last, buttons
