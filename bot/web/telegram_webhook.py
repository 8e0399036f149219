"""Updates that Telegram brings: stored first, and only then acknowledged."""

from __future__ import annotations

import hmac
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Request

from bot.web.parts import UseParts
from bot.web.problems import Problem

router = APIRouter(include_in_schema=False)


@router.post("/telegram/webhook")
async def webhook(
    request: Request,
    parts: UseParts,
    secret: Annotated[str, Header(alias="X-Telegram-Bot-Api-Secret-Token")] = "",
) -> dict[str, bool]:
    """Take an update. Without a 200 Telegram brings it again, so an update that was not stored is not lost."""
    if parts.updates is None or not parts.webhook_secret:
        raise Problem(HTTPStatus.NOT_FOUND, "Telegram is not set up here.")
    if not hmac.compare_digest(secret.encode(), parts.webhook_secret.encode()):
        raise Problem(HTTPStatus.UNAUTHORIZED, "The secret token is missing or wrong.")
    try:
        await parts.updates.take_json(await request.body())
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "This is not an update from Telegram.") from error
    return {"ok": True}
