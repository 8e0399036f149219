"""Trouble on request: what goes wrong, for which method, in which chat, how many times."""

import json
from dataclasses import dataclass

from tests.telegram.wire import Request


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One way to go wrong."""

    status: int | None  # None: the connection is cut without an answer
    body: str = ""
    content_type: str = "application/json"
    takes_effect: bool = False  # whether the call was carried out all the same


def _refusal(status: int, description: str, **parameters: int) -> Fault:
    body = {"ok": False, "error_code": status, "description": description}
    return Fault(status=status, body=json.dumps(body | ({"parameters": parameters} if parameters else {})))


def flood(retry_after: int) -> Fault:
    """429: too many messages; wait so many seconds."""
    return _refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def blocked() -> Fault:
    """403: the person blocked the bot."""
    return _refusal(403, "Forbidden: bot was blocked by the user")


def refused(reason: str) -> Fault:
    """400 with a reason of your choice."""
    return _refusal(400, f"Bad Request: {reason}")


def server_error() -> Fault:
    """500 in the envelope of the Bot API."""
    return _refusal(500, "Internal Server Error")


def bad_gateway() -> Fault:
    """502 with an HTML page, from something in front of the Bot API."""
    page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
    return Fault(status=502, body=page, content_type="text/html")


def migrated(new_chat_id: int) -> Fault:
    """400: the group became a supergroup with another id."""
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    return _refusal(400, reason, migrate_to_chat_id=new_chat_id)


def dropped() -> Fault:
    """The connection is cut before anything happened."""
    return Fault(status=None)


def reply_lost() -> Fault:
    """The call is carried out, but the connection is cut before the answer."""
    return Fault(status=None, takes_effect=True)


@dataclass(kw_only=True)
class _Planned:
    fault: Fault
    method: str
    chat_id: int | None
    left: int

    def fits(self, request: Request) -> bool:
        same_chat = self.chat_id is None or request.text("chat_id") == str(self.chat_id)
        return self.left > 0 and same_chat and request.method.lower() == self.method.lower()


class Faults:
    """The faults still to come; the one planned first is used first."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def plan(self, method: str, fault: Fault, *, chat_id: int | None, count: int) -> None:
        """Let the next `count` calls of a method go wrong, in one chat or (None) in all."""
        self._planned.append(_Planned(fault=fault, method=method, chat_id=chat_id, left=count))

    def take(self, request: Request) -> Fault | None:
        """The fault this call meets, used up by one."""
        for planned in self._planned:
            if planned.fits(request):
                planned.left -= 1
                return planned.fault
        return None

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._planned.clear()
