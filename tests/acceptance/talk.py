"""A person in one Telegram chat with a started Stapje: says things, presses buttons, waits for the answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.telegram import TelegramStandIn
from tests.telegram.control import FileKind
from tests.telegram.transcript import Line

ANSWER_SECONDS = 45.0  # generous: answers take a second, a loaded machine needs more


@dataclass(kw_only=True)
class Talk:
    """One private chat. Every message must get exactly one answer; `check` sees that none came too many."""

    telegram: TelegramStandIn
    chat: int
    answers: int = field(default=0)

    async def say(self, said: str) -> Line:
        """Write a message; returns its answer."""
        self.telegram.inject_message(self.chat, said)
        return await self.hear()

    async def press(self, label: str) -> Line:
        """Press the newest button that reads so; returns the answer."""
        self.telegram.press(self.chat, label)
        return await self.hear()

    async def send(self, kind: FileKind, caption: str = "") -> Line:
        """Send a file; returns the answer."""
        self.telegram.inject_file(self.chat, kind, b"bytes of a file", caption=caption)
        return await self.hear()

    async def hear(self) -> Line:
        """Wait for one more message from Stapje, asked for or not."""
        self.answers += 1
        said = f"answer {self.answers} in chat {self.chat}"
        true = await self.telegram.bell.wait_until(lambda: len(self.lines()) >= self.answers, ANSWER_SECONDS)
        assert true, f"{said} did not come; so far: {[line.text for line in self.telegram.transcript(self.chat)]}"
        return self.lines()[self.answers - 1]

    def lines(self) -> list[Line]:
        """What Stapje said in this chat."""
        return [line for line in self.telegram.transcript(self.chat) if line.from_bot]

    def check(self) -> None:
        """An AssertionError when Stapje said more than was waited for."""
        assert len(self.lines()) == self.answers, [line.text for line in self.lines()]


def labels(line: Line) -> list[str]:
    """What the buttons under a message say."""
    return [button.label for row in line.buttons for button in row]
