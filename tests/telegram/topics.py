"""Forum topics: threads in a group, one for each conversation."""

from tests.telegram.chats import Chat, Chats, Topic
from tests.telegram.errors import bad_request
from tests.telegram.wire import Json, Request

NAME_LIMIT = 128
BLUE = 7322096


class Topics:
    """The methods that open and close threads."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def create(self, request: Request) -> Json:
        """The method createForumTopic; the thread carries the id of the message that announces it."""
        chat, name = self._forum(request), request.text("name").strip()
        if not 0 < len(name) <= NAME_LIMIT:
            raise bad_request("topic name must be 1-128 characters")
        topic: Json = {"name": name, "icon_color": request.number("icon_color") or BLUE}
        thread_id = int(self._announce(chat, {"forum_topic_created": topic}, None))
        chat.topics[thread_id] = Topic(name=name)
        return {"message_thread_id": thread_id, **topic}

    def close(self, request: Request) -> bool:
        """The method closeForumTopic; closing twice is refused."""
        return self._turn(request, closed=True)

    def reopen(self, request: Request) -> bool:
        """The method reopenForumTopic; an open topic is refused."""
        return self._turn(request, closed=False)

    def _turn(self, request: Request, *, closed: bool) -> bool:
        chat = self._forum(request)
        thread_id, topic = find_topic(chat, request)
        if topic is None or thread_id is None:
            raise bad_request("message thread not found")
        if topic.closed == closed:
            raise bad_request("TOPIC_NOT_MODIFIED")
        topic.closed = closed
        self._announce(chat, {"forum_topic_closed" if closed else "forum_topic_reopened": {}}, thread_id)
        return True

    def _forum(self, request: Request) -> Chat:
        chat = self._chats.writable(request)
        if not chat.is_forum:
            raise bad_request("the chat is not a forum")
        return chat

    def _announce(self, chat: Chat, content: Json, thread_id: int | None) -> int:
        thread = {"message_thread_id": thread_id} if thread_id else {}
        message = chat.keep({"is_topic_message": True, **thread, **content}, self._chats.bot)
        return int(message["message_id"])


def find_topic(chat: Chat, request: Request) -> tuple[int | None, Topic | None]:
    """The thread a call names, (None, None) when it names none; a 400 when there is no such thread."""
    thread_id = request.number("message_thread_id")
    if thread_id is None:
        return None, None
    if thread_id not in chat.topics:
        raise bad_request("message thread not found")
    return thread_id, chat.topics[thread_id]
