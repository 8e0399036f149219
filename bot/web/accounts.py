"""Signing in and out, the session behind a cookie, and forms that prove they come from our own pages."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from actions import texts
from actions.permissions import May
from bot.web.pages import Account, PageError, SignInFirst, local_path, render, see_other
from bot.web.parts import Parts, UseParts
from storage import audit, staff
from storage.staff import StaffMember

router = APIRouter(include_in_schema=False)
COOKIE = "stapje_session"
LASTS = timedelta(hours=12)
MOST_FAILURES, FAILURES_WITHIN = 5, timedelta(minutes=10)
LONGEST_PASSWORD = 1000

Form = dict[str, str]
"""The fields of a form; of a field that came twice, the last."""


# ---------------------------------------------------------------- who is signed in


async def _signed_in(request: Request, parts: UseParts) -> Account:
    token = request.cookies.get(COOKIE, "")
    async with parts.database.begin() as session:
        member = await staff.by_web_session(session, token, parts.now()) if token else None
    if member is None:
        raise SignInFirst
    return Account(staff=member, csrf_token=csrf_token(parts, token))


UseAccount = Annotated[Account, Depends(_signed_in)]


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


# ---------------------------------------------------------------- in and out


@router.get("/login")
async def show_login(request: Request, parts: UseParts) -> Response:
    """The login page; whoever is signed in goes on to where they wanted to be."""
    wanted = local_path(request.query_params.get("next"))
    try:
        account = await _signed_in(request, parts)
    except SignInFirst:
        return _login_page(request, parts, wanted)
    return see_other(wanted or _home(account.staff))


@router.post("/login")
async def log_in(request: Request, parts: UseParts) -> Response:
    """Sign in. Each name has a few tries in ten minutes, whichever process counts them."""
    if not _from_our_page(request):
        raise PageError(HTTPStatus.FORBIDDEN, texts.say("nl", "account-form-old"))
    form = await _fields(request)
    username, wanted = form.get("username", "").strip().lower()[:200], local_path(form.get("next"))
    if not await _may_try(parts, username):
        status, error = HTTPStatus.TOO_MANY_REQUESTS, "account-too-many"
        return _login_page(request, parts, wanted, username=username, status=status, error=error)
    member = await _with_password(parts, username, form.get("password", ""))
    if member is None:
        status, error = HTTPStatus.UNAUTHORIZED, "web-login-wrong"
        return _login_page(request, parts, wanted, username=username, status=status, error=error)
    answer = see_other(wanted or _home(member))
    answer.set_cookie(
        COOKIE, await _open_session(request, parts, member), max_age=int(LASTS.total_seconds()), httponly=True,
        samesite="lax", secure=parts.secure_cookies,
    )  # fmt: skip
    return answer


@router.post("/logout")
async def log_out(visit: UseVisit) -> Response:
    """Sign out; the cookie opens nothing any more."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        await staff.close_web_session(session, visit.request.cookies[COOKIE], now)
        await audit.record(session, "staff.logged_out", now=now, staff_id=visit.staff.id)
    answer = see_other("/login")
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=visit.parts.secure_cookies)
    return answer


def _login_page(
    request: Request,
    parts: Parts,
    wanted: str | None,
    *,
    username: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    error: str | None = None,
) -> Response:
    logins = [
        login | {"role": texts.say("nl", f"role-{login['role'].replace('_', '-')}")} for login in parts.demo_logins
    ]
    said = texts.say("nl", error) if error else None
    return render(
        request, "login.html", status=status, error=said, next=wanted or "", username=username, demo_logins=logins
    )


def _home(member: StaffMember) -> str:
    return "/inbox" if Account(staff=member, csrf_token="").may(May.SEE_CONVERSATIONS) else "/beds"


def _from_our_page(request: Request) -> bool:
    """Whether a browser says that the form was on a page of ours; a program that is no browser says nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("Host")


async def _may_try(parts: Parts, username: str) -> bool:
    """Whether this name has a try left; it counts as failed before the password is seen, so many at once count too."""
    now = parts.now()
    async with parts.database.begin() as session:
        await staff.one_login_at_a_time(session, username)
        if await staff.failed_logins_since(session, username, now - FAILURES_WITHIN) >= MOST_FAILURES:
            return False
        await staff.record_failed_login(session, username, now)
    return True


async def _with_password(parts: Parts, username: str, password: str) -> StaffMember | None:
    async with parts.database.begin() as session:
        member = await staff.by_username(session, username)
    known = member.password_hash if member else None
    right = await asyncio.to_thread(_matches, known or _nobody(), password[:LONGEST_PASSWORD])
    return member if right and known else None


@cache
def _nobody() -> str:
    """A hash for names that do not exist, so that the time it takes tells nothing."""
    return PasswordHasher().hash("nobody's password")


def _matches(password_hash: str, password: str) -> bool:
    try:
        return PasswordHasher().verify(password_hash, password)
    except (Argon2Error, InvalidHashError):
        return False


async def _open_session(request: Request, parts: Parts, member: StaffMember) -> str:
    """A new session, always: one that somebody slipped into the browser beforehand is closed, not used."""
    now = parts.now()
    async with parts.database.begin() as session:
        if before := request.cookies.get(COOKIE):
            await staff.close_web_session(session, before, now)
        await staff.forget_failed_logins(session, member.username)
        await audit.record(session, "staff.logged_in", now=now, staff_id=member.id)
        return await staff.open_web_session(session, member, now, LASTS)
