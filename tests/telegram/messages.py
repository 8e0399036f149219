"""What the bot writes: sending, editing and deleting messages."""

import time
from collections.abc import Callable
from functools import partial

from tests.telegram.buttons import read_markup
from tests.telegram.chats import Chat, Chats
from tests.telegram.errors import bad_request
from tests.telegram.files import FOLDERS, Files
from tests.telegram.formatting import read_caption, read_text
from tests.telegram.topics import find_topic
from tests.telegram.wire import Json, Request

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
Change = Callable[[Request, Json], tuple[set[str], Json]]  # the keys an edit takes away, and what it puts there


class Messages:
    """The methods that change what stands in a chat."""

    def __init__(self, chats: Chats, files: Files) -> None:
        self._chats = chats
        self._files = files

    def handlers(self) -> dict[str, Callable[[Request], object]]:
        """The methods by name in lower case."""
        media = {f"send{kind}": partial(self._send_media, kind) for kind in FOLDERS}
        return media | {
            "sendmessage": self._send_message,
            "editmessagetext": partial(self._edit, _new_text),
            "editmessagecaption": partial(self._edit, _new_caption),
            "editmessagereplymarkup": partial(self._edit, lambda request, message: (set(), {})),
            "deletemessage": self._delete,
        }

    def _send_message(self, request: Request) -> Json:
        chat = self._chats.writable(request)
        return self._send(chat, request, read_text(request))

    def _send_media(self, kind: str, request: Request) -> Json:
        chat, caption = self._chats.writable(request), read_caption(request)
        stored = self._files.from_request(kind, request)
        return self._send(chat, request, {kind: stored.in_message(), **caption})

    def _send(self, chat: Chat, request: Request, content: Json) -> Json:
        markup = read_markup(request)
        inline = {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}
        extra = {**_thread(chat, request), **_reply(chat, request), **inline}
        message = chat.keep({**content, **extra}, self._chats.bot)
        _show_keyboard(chat, markup)
        return message

    def _edit(self, change: Change, request: Request) -> Json:
        chat = self._chats.writable(request)
        message = chat.messages.get(request.number("message_id") or 0)
        if message is None:
            raise bad_request("message to edit not found")
        if message["from"]["id"] != self._chats.bot["id"]:
            raise bad_request("message can't be edited")
        dropped, new = change(request, message)
        if markup := read_markup(request):
            new["reply_markup"] = markup
        dropped.add("reply_markup")  # an edit without a keyboard takes the old one away
        edited = {key: value for key, value in message.items() if key not in dropped} | new
        if edited == message:
            raise bad_request(NOT_MODIFIED)
        chat.messages[message["message_id"]] = edited | {"edit_date": int(time.time())}
        return chat.messages[message["message_id"]]

    def _delete(self, request: Request) -> bool:
        chat = self._chats.writable(request)
        if chat.messages.pop(request.number("message_id") or 0, None) is None:
            raise bad_request("message to delete not found")
        return True


def _new_text(request: Request, message: Json) -> tuple[set[str], Json]:
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return {"text", "entities"}, read_text(request)


def _new_caption(request: Request, message: Json) -> tuple[set[str], Json]:
    if not message.keys() & FOLDERS.keys():
        raise bad_request("there is no caption in the message to edit")
    return {"caption", "caption_entities"}, read_caption(request)


def _thread(chat: Chat, request: Request) -> Json:
    thread_id, _ = find_topic(chat, request)
    return {} if thread_id is None else {"message_thread_id": thread_id, "is_topic_message": True}


def _reply(chat: Chat, request: Request) -> Json:
    wanted = request.json("reply_parameters") or {"message_id": request.number("reply_to_message_id")}
    if wanted["message_id"] is None:
        return {}
    target = chat.messages.get(wanted["message_id"])
    if target is None:
        if wanted.get("allow_sending_without_reply") or request.flag("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": {key: value for key, value in target.items() if key != "reply_to_message"}}


def _show_keyboard(chat: Chat, markup: Json | None) -> None:
    if markup and "keyboard" in markup:
        chat.keyboard = markup
    elif markup and markup.get("remove_keyboard"):
        chat.keyboard = None
