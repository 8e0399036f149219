"""The link with which a client fetches everything that is kept of them: once, within a day."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response, StreamingResponse

from actions import clock, rights, texts
from bot import export
from bot.web.pages import PAGE_HEADERS, page_text, render
from bot.web.parts import UseParts
from storage import audit, conversations
from storage import rights as requests
from storage.people import Person

router = APIRouter(prefix="/my-data", include_in_schema=False)
README = {"nl": "LEESMIJ.txt", "en": "README.txt"}


@router.get("/{token}")
async def show(request: Request, parts: UseParts, token: str) -> Response:
    """What this is, and the button that fetches it: a programme that looks at links beforehand takes nothing away."""
    async with parts.database.begin() as session:
        known = await requests.of_link(session, token, parts.now())
        language = await _language(session, known) if known else "nl"
    return _page(request, language, token if known else None)


def _page(request: Request, language: str, token: str | None) -> Response:
    status = HTTPStatus.OK if token else HTTPStatus.NOT_FOUND
    return render(
        request, "rights/fetch.html", status=status, token=token, lang=language, t=partial(texts.say, language)
    )  # fmt: skip


async def _language(session: AsyncSession, request: requests.RightsRequest) -> str:
    thread = await conversations.of_person(session, request.person_id)
    return thread.language if thread else "nl"


@router.post("/{token}")
async def fetch(request: Request, parts: UseParts, token: str) -> Response:
    """Everything, as a file; the link opens nothing any more after it."""
    now = parts.now()
    async with parts.database.begin() as session:
        used = await requests.use_link(session, token, now)
        if used is None:
            return _page(request, "nl", None)
        person = await session.get_one(Person, used.person_id)
        language = await _language(session, used)
        about = {"person": person, "looked": await audit.lookers(session, person.id), "now": now}
        made = await export.build(session, person.id, partial(_pages, language, about), now)
        await rights.fetched(session, used, now)
    headers = PAGE_HEADERS | {"Content-Disposition": f'attachment; filename="stapje-{now.date().isoformat()}.zip"'}
    return StreamingResponse(export.stream(made), media_type="application/zip", headers=headers)


def _pages(
    language: str, about: dict[str, Any], rows: dict[str, list[dict[str, Any]]], files: list[str]
) -> dict[str, str]:  # fmt: skip
    values = about | {
        "rows": rows, "moment": partial(_moment, language),
        "pictures": [name for name in files if name.endswith(("png", "jpg", "gif"))],
        "others": [name for name in files if not name.endswith(("png", "jpg", "gif"))],
        "counts": [(table, len(found)) for table, found in rows.items() if found],
    }  # fmt: skip
    return {
        "index.html": page_text(language, "rights/export.html", **values),
        README[language]: texts.say(language, "data-readme") + "\n",
    }


def _moment(language: str, said: str | None) -> str:
    """A moment as it stands in the data, in words."""
    if not said:
        return ""
    moment = clock.local(datetime.fromisoformat(said))
    return f"{clock.day_words(moment.date(), language)} {moment.year}, {clock.clock_words(moment)}"
