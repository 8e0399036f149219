"""From where a request comes, for the audit trail: the page or API path, and the beginning of its session's hash."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.accounts import COOKIE, cookie_name
from storage import audit
from storage.audit import Whence
from storage.staff import hash_token

SHOWN = 16
"""How much of a hash tells sessions apart; with it nobody gets in."""


class FromWhere:
    """ASGI middleware: what a request records says from where it came."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and let what is recorded meanwhile know this request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with audit.acting(_whence(scope)):
            await self._app(scope, receive, send)


def _whence(scope: Scope) -> Whence:
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    bearer = headers.get(b"authorization", "").removeprefix("Bearer ").strip()
    token = bearer or _cookie(headers.get(b"cookie", ""), cookie_name(scope["app"].state.parts, COOKIE))
    return Whence(
        actor=audit.TOKEN if bearer else audit.STAFF,
        channel="api" if scope["path"].startswith("/api/") else "page",
        place=lambda: _place(scope),
        session=hash_token(token)[:SHOWN] if token else None,
    )


def _place(scope: Scope) -> str:
    """The page as the program knows it, never what was filled in: an address may hold a secret."""
    return f"{scope['method']} {getattr(scope.get('route'), 'path', '')}".strip()


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
