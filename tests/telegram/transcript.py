"""A chat as a person sees it."""

from dataclasses import dataclass

from tests.telegram.chats import Chat
from tests.telegram.files import FOLDERS
from tests.telegram.wire import Json


@dataclass(frozen=True, kw_only=True)
class Button:
    """An inline button: what it says and what it does."""

    label: str
    data: str | None  # callback data; None for another kind of button
    url: str | None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One message as it stands now: edits show, deleted messages do not."""

    message_id: int
    from_bot: bool
    text: str  # the text or caption, or the kind of file in brackets
    buttons: tuple[tuple[Button, ...], ...]
    thread_id: int | None


def read_chat(chat: Chat) -> list[Line]:
    """Everything people said, oldest first; announcements about topics are left out."""
    lines = (_line(message) for _, message in sorted(chat.messages.items()))
    return [line for line in lines if line.text]


def _line(message: Json) -> Line:
    kind = next((f"[{kind}]" for kind in FOLDERS if kind in message), "")
    return Line(
        message_id=message["message_id"],
        from_bot=message["from"]["is_bot"],
        text=message.get("text") or message.get("caption") or kind,
        buttons=tuple(tuple(_button(one) for one in row) for row in inline_rows(message)),
        thread_id=message.get("message_thread_id"),
    )


def inline_rows(message: Json) -> list[list[Json]]:
    """The rows of buttons under a message."""
    rows: list[list[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _button(button: Json) -> Button:
    return Button(label=button["text"], data=button.get("callback_data"), url=button.get("url"))
