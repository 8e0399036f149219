"""What all pages share: templates, words, who looks at them, and errors that a person can read."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.responses import Response

from actions import clock, phones, step_moments, texts
from actions.errors import NotAllowed
from actions.permissions import May, may
from actions.spans import span_words
from bot.web import navigation
from bot.web.problems import Problem
from storage.errors import StorageError
from storage.staff import Role, StaffMember

Handler = Callable[[Request, Exception], Awaitable[Response]]
PAGE_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
BED_PAGES = ("guests", "turn-aways", "waiting", "handover", "switches", "print", "figures")
"""The pages about beds beside the board: the last part of their address, and of their label's key."""
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals |= {
    "local": clock.local, "clock_words": clock.clock_words, "bed_pages": BED_PAGES, "phone_words": phones.shown,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Account:
    """Who looks at a page, and the token that proves that a form was made for this session."""

    staff: StaffMember
    csrf_token: str

    def may(self, what: May) -> bool:
        """Whether this person's role allows it."""
        return may(Role(self.staff.role), what)

    @property
    def language(self) -> str:
        """The language of the pages for this person."""
        return self.staff.language if self.staff.language in texts.LANGUAGES else "nl"


class SignInFirst(Exception):
    """Nobody is signed in; the answer is the login page, which leads back."""


class PageError(Exception):
    """An answer as a page with a status of 400 or above; `detail` is a kind sentence, or None for the usual one."""

    def __init__(self, status: HTTPStatus, detail: str | None = None, account: Account | None = None) -> None:
        super().__init__(status)
        self.status, self.detail, self.account = status, detail, account


@dataclass(frozen=True)
class Flash:
    """A line at the top of the page; `kind` is info, ok, warning or error."""

    kind: str
    text: str


def render(
    request: Request,
    template: str,
    *,
    account: Account | None = None,
    status: int = HTTPStatus.OK,
    flashes: Sequence[Flash] = (),
    **values: Any,
) -> HTMLResponse:
    """A page from a template, in the language of who looks at it; never kept by a browser or a proxy."""
    language = account.language if account else "nl"
    context = {
        "t": _sayer(language),
        "lang": language,
        "day_words": partial(clock.day_words, language=language),
        "span_words": partial(span_words, language),
        "moment_words": partial(_moment_words, language),
        "step_moment": partial(step_moments.words, language=language),
        "name_of": partial(_name_of, language),
        "csrf_token": account.csrf_token if account else "",
        "staff": account.staff if account else None,
        "may_alert": account.may(May.SEE_CONVERSATIONS) if account else False,
        "may": lambda what: account is not None and account.may(May(what)),
        "nav": navigation.places(account.may) if account else [],
        "nav_here": navigation.place_of(request.scope["path"]),
        "may_find": account is not None and account.may(May.SEE_CONVERSATIONS),
        "flashes": [dataclasses.astuple(flash) for flash in flashes],
        "status": status,
    }
    body = _ENVIRONMENT.get_template(template).render(context | values)
    return HTMLResponse(body, status, PAGE_HEADERS)


def _sayer(language: str) -> Callable[..., str]:
    """Says texts on one page. What stands in every row of a list ("wacht 2 uur") is filled in once for that page."""
    said: dict[tuple[Any, ...], str] = {}

    def say(key: str, **facts: Any) -> str:
        if not facts:
            return texts.say(language, key)
        name = (key, *facts.items())
        try:
            if name not in said:
                said[name] = texts.say(language, key, **facts)
        except TypeError:  # a fact that cannot be looked up by
            return texts.say(language, key, **facts)
        return said[name]

    return say


def page_text(language: str, template: str, **values: Any) -> str:
    """A template as text, for a page that leaves the house as a file."""
    return _ENVIRONMENT.get_template(template).render({"t": partial(texts.say, language), "lang": language} | values)


def _moment_words(language: str, moment: datetime) -> str:
    return f"{clock.day_words(clock.local(moment).date(), language)}, {clock.clock_words(moment)}"


def _name_of(language: str, known: str | None, conversation_id: uuid.UUID) -> str:
    """The name of somebody in the inbox; a visitor has four characters to be told apart by."""
    return known or texts.say(language, "inbox-visitor", number=str(conversation_id)[-4:])


def local_path(wanted: str | None) -> str | None:
    """The path when it leads to a page of our own, else None: a login must never lead to another site."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return None
    return wanted if wanted.isprintable() and "\\" not in wanted else None


def see_other(path: str) -> RedirectResponse:
    """After a form: look at this page."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER, PAGE_HEADERS)


# ---------------------------------------------------------------- errors


def install(app: FastAPI) -> None:
    """Let errors on pages be pages; whatever was installed before stays the answer for programs."""
    app.add_exception_handler(PageError, _page_error)
    app.add_exception_handler(SignInFirst, _sign_in)
    for kind in (Problem, StorageError, NotAllowed, RequestValidationError, HTTPException, Exception):
        for_programs = cast(Handler, app.exception_handlers[kind])
        app.add_exception_handler(kind, partial(_for_people_too, for_programs))


async def _page_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, PageError)
    return render(request, "error.html", account=error.account, status=error.status, detail=error.detail)


async def _sign_in(request: Request, error: Exception) -> Response:  # noqa: ARG001 (FastAPI's signature)
    if request.headers.get("HX-Request"):  # a part of a page cannot show the login: the whole page goes there
        here = _page_around(request.headers.get("HX-Current-URL", "")) or "/"
        return Response(status_code=HTTPStatus.UNAUTHORIZED, headers={"HX-Redirect": f"/login?next={quote(here)}"})
    here = (local_path(request.scope["path"]) or "/") if request.method == "GET" else "/"
    return see_other(f"/login?next={quote(here)}")


def _page_around(address: str) -> str | None:
    """The page on which a part was asked for, as a path of ours; None when its address cannot be read."""
    try:
        at = urlsplit(address)
    except ValueError:
        return None
    return local_path(f"{at.path}?{at.query}" if at.query else at.path)


async def _for_people_too(for_programs: Handler, request: Request, error: Exception) -> Response:
    answer = await for_programs(request, error)
    if request.scope["path"].startswith("/api/") or "text/html" not in request.headers.get("Accept", ""):
        return answer
    status = HTTPStatus.NOT_FOUND if answer.status_code == HTTPStatus.BAD_REQUEST else answer.status_code
    return await _page_error(request, PageError(HTTPStatus(status)))
