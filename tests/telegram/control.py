"""The test's side: what people do, what goes wrong, and what the bot did."""

import time
from datetime import datetime
from typing import Literal, TypedDict, Unpack

from tests.telegram.account import Account
from tests.telegram.bell import Bell
from tests.telegram.buttons import Presses
from tests.telegram.chats import Chat, Chats, Person, member
from tests.telegram.faults import Fault, Faults
from tests.telegram.files import Files
from tests.telegram.transcript import Line, inline_rows, read_chat
from tests.telegram.updates import Updates
from tests.telegram.wire import Call, Json, Upload

BOT_ID = 700_100
SAM = 501  # the person and the group with topics that the fixtures make known
GROUP = -100777
STAFF = Person(id=9, first_name="Robin")  # who speaks in a group when nobody is named
CONTENT_TYPES = {"photo": "image/jpeg", "voice": "audio/ogg", "sticker": "image/webp", "document": "application/pdf"}
FileKind = Literal["photo", "voice", "sticker", "document"]


class Origin(TypedDict, total=False):
    """Who, where and when of an injected message; all may be left out."""

    sender: Person
    thread_id: int
    reply_to: int  # message id
    sent_at: datetime  # default: now
    update_id: int  # default: the next one


class Control:
    """Everything a test may do. Each inject method returns the update_id it used."""

    def __init__(self) -> None:
        self.bot: Json = {"id": BOT_ID, "is_bot": True, "first_name": "Stapje", "username": "stapje_test_bot"}
        self.bell = Bell()
        self.chats = Chats(self.bot)
        self.files = Files()
        self.presses = Presses()
        self.updates = Updates(self.bell)
        self.account = Account(self.bot)
        self.faults = Faults()
        self.log: list[Call] = []
        self.problems: list[str] = []

    def add_chat(self, chat_id: int, *, name: str = "Sam", forum: bool = False) -> Chat:
        """Make a chat known to the bot: positive a person, -100… a supergroup, else a group."""
        return self.chats.add(chat_id, name=name, forum=forum)

    def inject_message(self, chat_id: int, text: str, **origin: Unpack[Origin]) -> int:
        """A person writes; in a group (negative chat id) as well as in private."""
        content: Json = {"text": text}
        if text.startswith("/"):
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        return self._say(chat_id, content, origin)

    def inject_file(
        self, chat_id: int, kind: FileKind, content: bytes, *, caption: str = "", **origin: Unpack[Origin]
    ) -> int:
        """A person sends a photo, a voice message, a sticker or a document."""
        upload = Upload(filename=f"own.{kind}", content=content, content_type=CONTENT_TYPES[kind])
        message: Json = {kind: self.files.keep(kind, upload).in_message()}
        return self._say(chat_id, message | ({"caption": caption} if caption else {}), origin)

    def _say(self, chat_id: int, content: Json, origin: Origin) -> int:
        chat = self.add_chat(chat_id)
        sender = self._meet(chat, origin.get("sender"))
        if thread_id := origin.get("thread_id"):
            content |= {"message_thread_id": thread_id, "is_topic_message": True}
        if reply_to := origin.get("reply_to"):
            content |= {"reply_to_message": chat.messages[reply_to]}
        sent_at = origin.get("sent_at")
        message = chat.keep(content, sender.as_json(), int(sent_at.timestamp()) if sent_at else None)
        return self.updates.add("message", dict(message), origin.get("update_id"))

    def _meet(self, chat: Chat, sender: Person | None) -> Person:
        own = Person(id=chat.id, first_name=chat.name) if chat.kind == "private" else STAFF
        person = sender or own
        chat.people[person.id] = person
        return person

    def inject_edit(self, chat_id: int, message_id: int, text: str, *, update_id: int | None = None) -> int:
        """A person changes what they wrote."""
        chat = self.add_chat(chat_id)
        edited = chat.messages[message_id] | {"text": text, "edit_date": int(time.time())}
        chat.messages[message_id] = edited
        return self.updates.add("edited_message", dict(edited), update_id)

    def inject_callback(
        self, chat_id: int, data: str, *, message_id: int, sender: Person | None = None, update_id: int | None = None
    ) -> int:
        """A button is pressed, also one that is gone or never was; a deleted message arrives as inaccessible."""
        chat = self.add_chat(chat_id)
        gone = {"chat": chat.as_json(), "message_id": message_id, "date": 0}
        query: Json = {
            "id": self.presses.open(),
            "from": self._meet(chat, sender).as_json(),
            "chat_instance": str(chat_id),
            "message": dict(chat.messages.get(message_id, gone)),
            "data": data,
        }
        return self.updates.add("callback_query", query, update_id)

    def press(self, chat_id: int, label: str) -> int:
        """Press the newest button that reads so, under a message or on the reply keyboard; LookupError without one."""
        chat = self.add_chat(chat_id)
        for message_id, message in sorted(chat.messages.items(), reverse=True):
            for button in (button for row in inline_rows(message) for button in row):
                if button["text"] == label and "callback_data" in button:
                    return self.inject_callback(chat_id, button["callback_data"], message_id=message_id)
        rows = (chat.keyboard or {}).get("keyboard", [])
        if label in {button["text"] for row in rows for button in row}:
            return self.inject_message(chat_id, label)
        raise LookupError(f"no button {label!r} in chat {chat_id}")

    def inject_membership(self, chat_id: int, status: str, *, update_id: int | None = None) -> int:
        """The bot's place changes: `kicked` when a person blocks it, `member` when they are back."""
        chat = self.add_chat(chat_id)
        change: Json = {
            "chat": chat.as_json(),
            "from": self._meet(chat, None).as_json(),
            "date": int(time.time()),
            "old_chat_member": member(self.bot, chat.bot_status),
            "new_chat_member": member(self.bot, status),
        }
        chat.bot_status = status
        return self.updates.add("my_chat_member", change, update_id)

    def inject_update(self, kind: str, payload: Json, *, update_id: int | None = None) -> int:
        """Any other update, as the Bot API writes it."""
        return self.updates.add(kind, payload, update_id)

    def redeliver(self, update_id: int) -> None:
        """Deliver an earlier update once more, whatever was confirmed; KeyError if it never was."""
        self.updates.redeliver(update_id)

    def pending(self) -> list[int]:
        """The update ids that the bot did not confirm yet, in order of delivery."""
        return [one.update_id for one in self.updates.waiting]

    def fail(self, method: str, fault: Fault, *, chat_id: int | None = None, count: int = 1) -> None:
        """Let the next calls of a method go wrong, in one chat or in all; see tests.telegram.faults."""
        self.faults.plan(method, fault, chat_id=chat_id, count=count)

    def calls(self, method: str, *, chat_id: int | None = None) -> list[Call]:
        """The calls of a method that were answered or cut off, in the order in which that happened."""
        wanted = (call for call in self.log if call.method.lower() == method.lower())
        return [call for call in wanted if chat_id is None or call.params.get("chat_id") == str(chat_id)]

    async def wait_for_calls(
        self, method: str, count: int = 1, *, chat_id: int | None = None, timeout: float = 10
    ) -> list[Call]:
        """All calls of a method once there are `count`; an AssertionError after `timeout` seconds without."""
        await self.bell.wait_until(lambda: len(self.calls(method, chat_id=chat_id)) >= count, timeout)
        found = self.calls(method, chat_id=chat_id)
        seen = ", ".join(f"{call.method} {call.status}" for call in self.log[-20:])
        assert len(found) >= count, (
            f"{len(found)} of {count} calls of {method} after {timeout} s; the last were: {seen}"
        )
        return found

    def transcript(self, chat_id: int) -> list[Line]:
        """The chat as the person sees it now."""
        return read_chat(self.add_chat(chat_id))

    def check(self) -> None:
        """An AssertionError when the bot called something the stand-in does not know."""
        problems, self.problems = self.problems, []
        assert not problems, f"the stand-in could not serve: {'; '.join(problems)}"

    def reset(self) -> None:
        """Forget chats, waiting updates, faults and the log, then check.

        The bot's registration (webhook, commands) stays and update ids keep rising, so that a running bot goes on;
        message ids begin at 1 again: use other chat ids after a reset.
        """
        for part in (self.chats, self.presses, self.updates, self.faults, self.log):
            part.clear()
        self.check()
