"""Buttons under messages, and the presses that wait for an answer."""

from tests.telegram.errors import bad_request
from tests.telegram.wire import Json, Request

DATA_LIMIT = 64  # bytes
ACTIONS = {"url", "callback_data", "web_app", "login_url", "switch_inline_query", "copy_text"}
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def read_markup(request: Request) -> Json | None:
    """The reply_markup of a call; a 400 for a keyboard that Telegram refuses."""
    markup = request.json("reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    for button in (button for row in markup.get("inline_keyboard", []) for button in row):
        _check_inline(button)
    for button in (button for row in markup.get("keyboard", []) for button in row):
        if not (button if isinstance(button, str) else button.get("text")):
            raise bad_request("can't parse keyboard button: text must be non-empty")
    return markup


def _check_inline(button: Json) -> None:
    if not button.get("text"):
        raise bad_request("can't parse inline keyboard button: text must be non-empty")
    if len(ACTIONS & button.keys()) != 1:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 0 < len(data.encode()) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")


class Presses:
    """Callback queries: each can be answered once."""

    def __init__(self) -> None:
        self._issued = 0
        self._open: set[str] = set()
        self.answers: dict[str, Request] = {}  # by callback query id, for a test to look at

    def open(self) -> str:
        """A fresh callback query id that waits for its answer."""
        self._issued += 1
        query_id = str(4_000_000 + self._issued)
        self._open.add(query_id)
        return query_id

    def answer(self, request: Request) -> bool:
        """The method answerCallbackQuery; unknown and second answers are refused."""
        query_id = request.text("callback_query_id")
        if query_id not in self._open:
            raise bad_request(TOO_OLD)
        self._open.remove(query_id)
        self.answers[query_id] = request
        return True

    def clear(self) -> None:
        """Let every press expire."""
        self._open.clear()
        self.answers.clear()
