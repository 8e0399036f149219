"""The chat page for clients; what it says comes from the API."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from bot.web.pages import PAGE_HEADERS, render

router = APIRouter(include_in_schema=False)


@router.get("/")
async def front_door() -> Response:
    """Who just comes here looks for help: the chat."""
    return RedirectResponse("/chat", HTTPStatus.TEMPORARY_REDIRECT, PAGE_HEADERS)


@router.get("/chat")
async def chat(request: Request) -> Response:
    """The chat."""
    return render(request, "chat.html")
