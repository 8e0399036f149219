"""A body that says it is too large is refused as a problem; FastAPI stops one that grows too large in silence."""

from __future__ import annotations

from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.problems import answer

LARGEST_BODY = 200_000
"""Bytes. The longest text is 20,000 characters, each at most 4 bytes, plus room."""


class BodyLimit:
    """ASGI middleware around FastAPI's own limit, whose refusal would be plain text."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on unless it says itself that it is too large."""
        announced = dict(scope.get("headers", ())).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > LARGEST_BODY:
            refusal = answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"Send at most {LARGEST_BODY} bytes.")
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)
