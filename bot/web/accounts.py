"""Who is signed in: the session behind a cookie, and forms that prove they come from our own pages.

How one signs in: login.py, second_step.py, single_sign_on.py and joining.py.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, Request
from starlette.responses import Response

from actions import texts
from actions.permissions import May
from bot.web.pages import Account, PageError, SignInFirst, render
from bot.web.parts import Parts, UseParts
from storage import staff, web_sessions
from storage.staff import StaffMember

COOKIE = "stapje_session"

BY_ITSELF = ("/live", "/presence", "/alerts")
"""What an open page asks and says on its own, every few seconds, also when nobody sits before it."""

Form = dict[str, str]
"""The fields of a form; of a field that came twice, the last."""


# ---------------------------------------------------------------- who is signed in


def cookie_name(parts: Parts, name: str) -> str:
    """What a cookie of ours is called; over https in the form that no other site or path can set."""
    return f"__Host-{name}" if parts.secure_cookies else name


def session_token(request: Request, parts: Parts) -> str:
    """The secret of the session that a request shows; empty when it shows none."""
    return request.cookies.get(cookie_name(parts, COOKIE), "")


def somebody_is_there(request: Request) -> bool:
    """Whether a person did this, and not a page that keeps itself up to date."""
    if request.scope["path"].startswith(BY_ITSELF):
        return False
    return request.method != "GET" or request.headers.get("HX-Request") is None


async def signed_in(request: Request, parts: UseParts) -> Account:
    """Who is signed in with this request; raises SignInFirst."""
    token, now = session_token(request, parts), parts.now()
    async with parts.database.begin() as session:
        member = await staff.by_web_session(session, token, now) if token else None
        if member is not None and somebody_is_there(request):
            await web_sessions.seen(session, token, now)
    if member is None:
        raise SignInFirst
    return Account(staff=member, csrf_token=csrf_token(parts, token))


UseAccount = Annotated[Account, Depends(signed_in)]


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One request to a page by somebody who is signed in. `form` is empty for a page that is only looked at."""

    request: Request
    parts: Parts
    account: Account
    form: Form

    @property
    def staff(self) -> StaffMember:
        """Who is signed in."""
        return self.account.staff

    def say(self, key: str, **facts: object) -> str:
        """A text in the language of who looks."""
        return texts.say(self.account.language, key, **facts)

    def render(self, template: str, **values: Any) -> Response:
        """A page for who looks; see pages.render."""
        return render(self.request, template, account=self.account, **values)

    def refuse(self, status: HTTPStatus, key: str | None = None) -> PageError:
        """The error to raise when this cannot be."""
        return PageError(status, self.say(key) if key else None, self.account)


async def _visit(request: Request, parts: UseParts, account: UseAccount) -> Visit:
    """Every form is checked here, so that no page can forget to."""
    form = {} if request.method == "GET" else await _checked_form(request, account)
    return Visit(request=request, parts=parts, account=account, form=form)


UseVisit = Annotated[Visit, Depends(_visit)]


def who_may(what: May) -> Callable[..., Awaitable[Visit]]:
    """A dependency: a visit by a staff member who is allowed `what`."""

    async def allowed(visit: UseVisit) -> Visit:
        if not visit.account.may(what):
            raise visit.refuse(HTTPStatus.FORBIDDEN)
        return visit

    allowed.needs = what  # type: ignore[attr-defined]  # a test reads from it what every route asks for
    return allowed


def csrf_token(parts: Parts, session_token: str) -> str:
    """What only a page that we made for this session can know."""
    return hmac.digest(parts.secret_key.encode(), f"csrf:{session_token}".encode(), "sha256").hex()


async def _fields(request: Request) -> Form:
    body = (await request.body()).decode("utf-8", "replace")
    return {name: value.replace("\x00", "") for name, value in parse_qsl(body, keep_blank_values=True)}


async def _checked_form(request: Request, account: Account) -> Form:
    fields = await _fields(request)
    sent = request.headers.get("X-CSRF-Token") or fields.get("csrf_token", "")
    if not hmac.compare_digest(sent.encode("utf-8", "replace"), account.csrf_token.encode()):
        raise PageError(HTTPStatus.FORBIDDEN, texts.say(account.language, "account-form-old"), account)
    return fields


def from_our_page(request: Request) -> bool:
    """Whether a browser says that the form was on a page of ours; a program that is no browser says nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.headers.get("Host")
    except ValueError:  # not an address at all
        return False


async def strangers_form(request: Request) -> Form:
    """The fields of a form that is sent before anybody is signed in; refuses one that was on a page of another site."""
    if not from_our_page(request):
        raise PageError(HTTPStatus.FORBIDDEN, texts.say("nl", "account-form-old"))
    return await _fields(request)
