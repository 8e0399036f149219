"""The second step of signing in: a code of one's app, a code on paper, or putting Stapje into an app first.

Whoever is here gave the right password and has a half-open session, with a cookie of its own that opens nothing else.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

import segno
from fastapi import APIRouter, Depends, Request
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import second_factor, texts
from bot.second_factors import ISSUER, SecondFactors
from bot.web.accounts import Form, cookie_name, csrf_token, strangers_form
from bot.web.login import home, login_page
from bot.web.opening import HALF, begin_try, drop_cookie, failed, open_session, rule_of
from bot.web.pages import SignInFirst, local_path, render, see_other
from bot.web.parts import Parts, UseParts
from storage import audit, half_sessions, login_attempts
from storage.staff import StaffMember

router = APIRouter(prefix="/login", include_in_schema=False)
OLD_FORM = "account-form-old"


@dataclass(frozen=True, kw_only=True)
class HalfVisit:
    """A request by somebody whose password was right. `form` is empty for a page that is only looked at."""

    request: Request
    parts: Parts
    staff: StaffMember
    token: str
    wanted: str | None
    form: Form

    def render(self, template: str, **values: Any) -> Response:
        """A page in their language, without the pages that only open when they are in."""
        language = self.staff.language if self.staff.language in texts.LANGUAGES else "nl"
        page: dict[str, Any] = {
            "t": partial(texts.say, language),
            "lang": language,
            "csrf_token": csrf_token(self.parts, self.token),
        }
        return render(self.request, template, **page | values)

    def say(self, key: str, **facts: object) -> str:
        """A text in their language."""
        return texts.say(self.staff.language, key, **facts)


async def half_in(request: Request, parts: UseParts) -> HalfVisit:
    """A dependency: the visit of somebody whose password was right; raises SignInFirst."""
    token = request.cookies.get(cookie_name(parts, HALF), "")
    async with parts.database.begin() as session:
        found = await half_sessions.find(session, token, parts.now())
    if found is None:
        raise SignInFirst
    form = {} if request.method == "GET" else await strangers_form(request)
    if request.method != "GET" and form.get("csrf_token") != csrf_token(parts, token):
        raise SignInFirst
    half, member = found
    return HalfVisit(
        request=request, parts=parts, staff=member, token=token, wanted=local_path(half.wanted), form=form
    )  # fmt: skip


UseHalf = Annotated[HalfVisit, Depends(half_in)]


# ---------------------------------------------------------------- a code


@router.get("/code")
async def ask_code(visit: UseHalf) -> Response:
    """The page that asks for a code."""
    return await _code_page(visit)


@router.post("/code")
async def take_code(visit: UseHalf) -> Response:
    """Sign in with the code of an app."""
    return await _take(visit, SecondFactors(visit.parts.secret_key).takes, "code")


@router.post("/recovery")
async def take_recovery(visit: UseHalf) -> Response:
    """Sign in with a code on paper."""
    return await _take(visit, SecondFactors(visit.parts.secret_key).takes_recovery, "recovery code")


Takes = Callable[[AsyncSession, StaffMember, str, Any], Awaitable[bool]]


async def _take(visit: HalfVisit, takes: Takes, how: str) -> Response:
    parts, typed = visit.parts, visit.form.get("code", "")
    attempt = await begin_try(visit.request, parts, visit.staff.username)
    if attempt.wait:  # guessing codes costs as much as guessing passwords, and the way back is the login page
        return await login_page(visit.request, parts, visit.wanted, username=visit.staff.username, wait=attempt.wait)
    async with parts.database.begin() as session:
        right = await takes(session, visit.staff, typed, parts.now())
        if right:
            await login_attempts.take_back(session, attempt.number)
            await half_sessions.close(session, visit.token)
    if not right:
        await failed(parts, visit.request, visit.staff, "staff.code_failed")
        return await _code_page(visit, wrong=how)
    answer = see_other("/account?done=recovery" if how == "recovery code" else visit.wanted or home(visit.staff))
    remember = visit.form.get("remember") == "1"
    await open_session(visit.request, parts, visit.staff, answer, how=how, remember=remember)
    return answer


async def _code_page(visit: HalfVisit, wrong: str = "") -> Response:
    async with visit.parts.database.begin() as session:
        rule = await rule_of(session, visit.staff)
    status = HTTPStatus.UNAUTHORIZED if wrong else HTTPStatus.OK
    return visit.render("account/code.html", status=status, wrong=wrong, remember_days=rule.remember_days)


@router.post("/back")
async def go_back(visit: UseHalf) -> Response:
    """Begin again, as somebody else perhaps."""
    async with visit.parts.database.begin() as session:
        await half_sessions.close(session, visit.token)
    answer = see_other("/login")
    drop_cookie(answer, visit.parts, HALF)
    return answer


# ---------------------------------------------------------------- a first app


@router.get("/setup")
async def ask_app(visit: UseHalf) -> Response:
    """The page that shows what to put into an app."""
    return await _app_page(visit)


@router.post("/setup")
async def take_app(visit: UseHalf) -> Response:
    """Confirm the app with its first code, show the codes for paper once, and sign in."""
    parts, now = visit.parts, visit.parts.now()
    factors = SecondFactors(parts.secret_key)
    async with parts.database.begin() as session:
        new = await factors.secret_to_confirm(session, visit.staff, now) is not None
        right = new and await factors.takes(session, visit.staff, visit.form.get("code", ""), now)
        if right:
            codes = await factors.new_codes(session, visit.staff)
            await half_sessions.close(session, visit.token)
            await audit.record(
                session, "staff.second_factor_set", now=now, staff_id=visit.staff.id, of=str(visit.staff.id)
            )
    if not right:
        return await _app_page(visit, wrong=True)
    answer = visit.render("account/codes.html", codes=codes, on=visit.wanted or home(visit.staff))
    await open_session(visit.request, parts, visit.staff, answer, how="code")
    return answer


async def _app_page(visit: HalfVisit, *, wrong: bool = False) -> Response:
    parts = visit.parts
    async with parts.database.begin() as session:
        secret = await SecondFactors(parts.secret_key).secret_to_confirm(session, visit.staff, parts.now())
    if secret is None:
        return see_other("/login/code")
    status = HTTPStatus.UNAUTHORIZED if wrong else HTTPStatus.OK
    return visit.render("account/setup.html", status=status, wrong=wrong, app=app_of(secret, visit.staff.username))


def app_of(secret: str, username: str) -> dict[str, str]:
    """A secret as a page shows it: a picture to scan, a link for who reads on the telephone itself, and the letters."""
    address = second_factor.address(secret, username, ISSUER)
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return {"picture": qr_code(address), "link": address, "secret": grouped}


def qr_code(text: str) -> str:
    """A QR code as SVG to stand in a page, black on white whatever the page's colours."""
    made = segno.make(text, error="m")
    return made.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)
