"""What the web pages and the API are handed: the parts of this process, in one value on the app's state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Protocol

from fastapi import Depends, Request

from bot.bell import Bell
from bot.receive import Receiver
from bot.sign_on import SignOn
from storage.database import Database


class Files(Protocol):
    """Whoever can give the bytes of a file that somebody sent."""

    async def fetch(self, file_id: str) -> bytes:
        """The bytes; raises ChannelError."""


class Updates(Protocol):
    """Whoever takes updates that arrive by webhook."""

    async def take_json(self, body: bytes) -> None:
        """Store the update in this body; raises ValueError when it is none."""


@dataclass(kw_only=True)
class Parts:
    """The wired parts. `nlu_state` is loading, ready or down; `demo_logins` are shown only on example data.

    `base_url` is where people reach the pages, without a slash at the end. `sign_on` is the provider of an
    organisation's own accounts, None: passwords only.
    """

    database: Database
    bell: Bell
    receiver: Receiver
    now: Callable[[], datetime]
    base_url: str
    secret_key: str
    nlu_state: Callable[[], str]
    files: Files | None = None
    updates: Updates | None = None
    webhook_secret: str | None = None
    demo_logins: list[dict[str, str]] = field(default_factory=list)
    secure_cookies: bool = False
    sign_on: SignOn | None = None


def _parts(request: Request) -> Parts:
    parts = request.app.state.parts
    assert isinstance(parts, Parts)
    return parts


UseParts = Annotated[Parts, Depends(_parts)]
