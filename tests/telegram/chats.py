"""Chats with their people, messages and topics, remembered as Telegram would."""

import time
from dataclasses import dataclass, field

from tests.telegram.errors import ApiError, bad_request
from tests.telegram.wire import Json, Request

GONE = {"left", "kicked"}
ADMINISTRATOR = {
    "is_anonymous": False,
    "can_be_edited": False,
    "can_promote_members": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": True,
    "can_edit_stories": True,
    "can_delete_stories": True,
    "can_send_welcome_messages": True,
    "can_manage_topics": True,
}


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone who writes to the bot."""

    id: int
    first_name: str = "Sam"
    language_code: str = "nl"

    def as_json(self) -> Json:
        """The User object of the Bot API."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }


@dataclass(kw_only=True)
class Topic:
    """A thread in a forum group."""

    name: str
    closed: bool = False


@dataclass(kw_only=True)
class Chat:
    """One chat. Message ids count from 1 in each chat."""

    id: int
    kind: str  # private, group or supergroup
    name: str
    is_forum: bool = False
    bot_status: str = "member"  # what the bot is here: member, administrator, left or kicked
    keyboard: Json | None = None  # the reply keyboard that shows now
    messages: dict[int, Json] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)  # chat actions such as typing, in order
    _last_id: int = 0

    def as_json(self) -> Json:
        """The Chat object of the Bot API."""
        named = {"first_name": self.name} if self.kind == "private" else {"title": self.name}
        return {"id": self.id, "type": self.kind, **named, **({"is_forum": True} if self.is_forum else {})}

    def keep(self, content: Json, sender: Json, sent_at: int | None = None) -> Json:
        """Store a message with the next id; `sent_at` in Unix seconds, default now.

        A stored message is replaced by an edit, never changed: updates and the call log hold on to it.
        """
        self._last_id += 1
        head = {"message_id": self._last_id, "date": sent_at or int(time.time()), "chat": self.as_json()}
        message = {**head, "from": sender, **content}
        self.messages[message["message_id"]] = message
        return message


class Chats:
    """The chats the bot can reach: those a person opened."""

    def __init__(self, bot: Json) -> None:
        self.bot = bot
        self._by_id: dict[int, Chat] = {}

    def add(self, chat_id: int, *, name: str = "Sam", forum: bool = False) -> Chat:
        """Open a chat: a positive id is a person, -100… a supergroup, another negative id a group.

        An existing chat is returned as it is.
        """
        group = "supergroup" if str(chat_id).startswith("-100") else "group"
        kind = "private" if chat_id > 0 else group
        return self._by_id.setdefault(chat_id, Chat(id=chat_id, kind=kind, name=name, is_forum=forum))

    def get(self, request: Request) -> Chat:
        """The chat a call names; a 400 when the bot does not know it."""
        value = request.text("chat_id")
        chat = self._by_id.get(int(value)) if value.lstrip("-").isdigit() else None
        if chat is None:
            raise bad_request("chat not found" if value else "chat_id is empty")
        return chat

    def writable(self, request: Request) -> Chat:
        """The chat a call wants to write in; a 403 when the bot was blocked or put out."""
        chat = self.get(request)
        if chat.bot_status in GONE:
            place = "blocked by the user" if chat.kind == "private" else f"kicked from the {chat.kind} chat"
            raise ApiError(403, f"Forbidden: bot was {place}")
        return chat

    def clear(self) -> None:
        """Forget every chat."""
        self._by_id.clear()

    def get_chat(self, request: Request) -> Json:
        """The method getChat."""
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        extra = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
        return {**self.get(request).as_json(), **extra}

    def get_chat_member(self, request: Request) -> Json:
        """The method getChatMember, for the bot and for whoever wrote in the chat."""
        chat, user_id = self.get(request), request.number("user_id")
        if user_id == self.bot["id"]:
            return member(self.bot, chat.bot_status)
        if user_id not in chat.people:
            raise bad_request("member not found" if chat.kind != "private" else "user not found")
        return member(chat.people[user_id].as_json(), "member")

    def send_chat_action(self, request: Request) -> bool:
        """The method sendChatAction."""
        if not request.text("action"):
            raise bad_request("wrong parameter action in request")
        self.writable(request).actions.append(request.text("action"))
        return True


def member(user: Json, status: str) -> Json:
    """A ChatMember object."""
    extra: Json = {"until_date": 0} if status == "kicked" else {}
    return {"user": user, "status": status, **(ADMINISTRATOR if status == "administrator" else extra)}
