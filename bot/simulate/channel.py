"""A chat in which nobody is: it takes messages as Telegram does, refuses some, and remembers all of them.

What it remembers is the truth that the findings are checked against: what was delivered, to whom and when.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.enclosures import Enclosure
from bot.errors import ChannelBusy, ChannelError, Unreachable

NAME, BOT = "telegram", "1"
BUSY_SECONDS = 20.0


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One message that arrived; `number` is the chat's own id of it. `buttons` are (label, payload)."""

    number: int
    address: str
    at: datetime
    text: str
    buttons: tuple[tuple[str, str], ...]

    @property
    def labels(self) -> dict[str, str]:
        """The payload of each button by its label."""
        return dict(self.buttons)


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """A time in which the chat takes nothing: it is `away`, or it is `busy` and asks everybody to wait."""

    begins: datetime
    lasts: timedelta
    what: str

    @property
    def ends(self) -> datetime:
        """The first moment at which messages are taken again."""
        return self.begins + self.lasts


@dataclass
class Chat:
    """All chats of one bot. Deliveries are numbered on from `first_number`."""

    troubles: Sequence[Trouble] = ()
    first_number: int = 0
    deliveries: list[Delivery] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)
    refused: int = 0

    def take(self, address: str, said: str, buttons: Sequence[dict[str, str]], at: datetime) -> str:
        """Deliver one message; returns the chat's id for it. Raises ChannelError."""
        if address in self.blocked:
            self.refused += 1
            raise Unreachable("the bot was blocked by the user")
        if (trouble := self._trouble(at)) is not None:
            self.refused += 1
            raise ChannelBusy(BUSY_SECONDS) if trouble.what == "busy" else ChannelError("no connection")
        shown = tuple((button["label"], button["payload"]) for button in buttons)
        self.deliveries.append(
            Delivery(number=self.first_number + len(self.deliveries), address=address, at=at, text=said, buttons=shown)
        )  # fmt: skip
        return str(self.deliveries[-1].number)

    def _trouble(self, at: datetime) -> Trouble | None:
        return next((t for t in self.troubles if t.begins <= at < t.ends), None)


@dataclass
class Here:
    """The chat as a channel for a sender in this process."""

    chat: Chat
    now: Callable[[], datetime]
    name: str = NAME
    bot: str = BOT

    async def deliver(self, address: str, said: str, buttons: list[dict[str, str]], enclosure: Enclosure | None) -> str:  # noqa: ARG002 (it is the words that count here)
        """Deliver one message; see bot.send.Channel."""
        return self.chat.take(address, said, buttons, self.now())
