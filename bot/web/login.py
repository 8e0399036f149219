"""Signing in with a password, signing out, and changing places at a computer that colleagues share."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from actions import login_rules, passwords, texts
from actions.permissions import May
from bot.second_factors import SecondFactors
from bot.web.accounts import COOKIE, UseVisit, Visit, cookie_name, session_token, signed_in, strangers_form
from bot.web.opening import (
    DEVICE,
    HALF,
    Try,
    begin_try,
    drop_cookie,
    failed,
    open_session,
    rule_of,
    set_cookie,
)
from bot.web.pages import Account, SignInFirst, local_path, render, see_other
from bot.web.parts import Parts, UseParts
from storage import audit, half_sessions, login_attempts, second_factors, staff
from storage.staff import StaffMember

router = APIRouter(include_in_schema=False)


@router.get("/login")
async def show_login(request: Request, parts: UseParts) -> Response:
    """The login page; whoever is signed in goes on to where they wanted to be."""
    wanted = local_path(request.query_params.get("next"))
    try:
        account = await signed_in(request, parts)
    except SignInFirst:
        name = login_attempts.name_of(request.query_params.get("name", ""))
        return await login_page(request, parts, wanted, username=name)
    return see_other(wanted or home(account.staff))


@router.post("/login")
async def log_in(request: Request, parts: UseParts) -> Response:
    """The first step: name and password. Failures slow down the next try; see docs/accounts.md."""
    form = await strangers_form(request)
    username, wanted = login_attempts.name_of(form.get("username", "")), local_path(form.get("next"))
    attempt = await begin_try(request, parts, username)
    if attempt.wait:
        return await login_page(request, parts, wanted, username=username, wait=attempt.wait)
    member = await _with_password(parts, username, form.get("password", ""))
    if member is None:
        async with parts.database.begin() as session:
            known = await staff.by_username(session, username)
        await failed(parts, request, known, "staff.login_failed")
        return await login_page(
            request, parts, wanted, username=username, status=HTTPStatus.UNAUTHORIZED, error="web-login-wrong"
        )
    return await go_on(request, parts, member, wanted, attempt)


async def go_on(
    request: Request, parts: Parts, member: StaffMember, wanted: str | None, attempt: Try | None = None
) -> Response:
    """After the right password: sign in, or ask for the second step first.

    `attempt` is the login that counted as failed until now.
    """
    now, device = parts.now(), request.cookies.get(cookie_name(parts, DEVICE), "")
    async with parts.database.begin() as session:
        if attempt is not None:
            await login_attempts.take_back(session, attempt.number)
        rule = await rule_of(session, member)
        has_one = await SecondFactors(parts.secret_key).has_one(session, member)
        known = await second_factors.device(session, device, member.id)
        remembered = bool(rule.remember_days and known and known.remembered_until and known.remembered_until > now)
        if (has_one and not remembered) or (rule.second_factor and not has_one):
            half = await half_sessions.open_half(session, member.id, wanted or "", now)
            answer: Response = see_other("/login/code" if has_one else "/login/setup")
            set_cookie(answer, parts, HALF, half, half_sessions.LASTS)
            return answer
    answer = see_other(wanted or home(member))
    await open_session(request, parts, member, answer, how="remembered device" if remembered else "password")
    return answer


@router.post("/logout")
async def log_out(visit: UseVisit) -> Response:
    """Sign out; the cookie opens nothing any more."""
    return await _leave(visit, "/login")


@router.post("/switch")
async def switch(visit: UseVisit) -> Response:
    """Make room for a colleague at this computer; their name then stands on the login page."""
    return await _leave(visit, f"/login?next={home(visit.staff)}")


async def _leave(visit: Visit, to: str) -> Response:
    now, parts = visit.parts.now(), visit.parts
    async with parts.database.begin() as session:
        await staff.close_web_session(session, session_token(visit.request, parts), now)
        await audit.record(session, "staff.logged_out", now=now, staff_id=visit.staff.id)
    answer = see_other(to)
    drop_cookie(answer, parts, COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


async def login_page(
    request: Request,
    parts: Parts,
    wanted: str | None,
    *,
    username: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    error: str | None = None,
    wait: timedelta = timedelta(),
) -> Response:
    """The login page; `error` is a text key, `wait` how long guessing has to wait."""
    said = texts.say("nl", error) if error else None
    if wait:
        status, said = HTTPStatus.TOO_MANY_REQUESTS, texts.say("nl", "account-wait", minutes=_minutes(wait))
    logins = [
        login | {"role": texts.say("nl", f"role-{login['role'].replace('_', '-')}")} for login in parts.demo_logins
    ]
    page: dict[str, Any] = {"error": said, "next": wanted or "", "username": username, "demo_logins": logins}
    sign_on = parts.sign_on.label if parts.sign_on else ""
    return render(
        request, "login.html", status=status, here=await _colleagues_here(request, parts), sign_on=sign_on, **page
    )


def _minutes(wait: timedelta) -> int:
    """Whole minutes, rounded up: who waits so long may try again."""
    return -int(-wait.total_seconds() // 60)


async def _colleagues_here(request: Request, parts: Parts) -> list[StaffMember]:
    """Who signed in with this computer during this shift, where a role shares computers."""
    device = request.cookies.get(cookie_name(parts, DEVICE), "")
    if not device:
        return []
    async with parts.database.begin() as session:
        some = await second_factors.colleagues_on(session, device, parts.now() - login_rules.LASTS)
        return [one for one in some if (await rule_of(session, one)).quick_switch]


def home(member: StaffMember) -> str:
    """The page where somebody's work is."""
    return "/inbox" if Account(staff=member, csrf_token="").may(May.SEE_CONVERSATIONS) else "/beds"


async def _with_password(parts: Parts, username: str, password: str) -> StaffMember | None:
    async with parts.database.begin() as session:
        member = await staff.by_username(session, username)
    right = await asyncio.to_thread(passwords.matches, member.password_hash if member else None, password)
    return member if right else None
