"""Opening and ending the session of a colleague: cookies, devices, and who may try again when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from fastapi import Request
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import login_rules, login_waits
from actions.login_rules import Rule
from bot.web.accounts import COOKIE, cookie_name
from bot.web.parts import Parts
from storage import audit, login_attempts, organisations, second_factors, staff
from storage.login_attempts import From
from storage.staff import StaffMember, hash_token, new_token

HALF, DEVICE = "stapje_step", "stapje_device"
DEVICE_LASTS = timedelta(days=400)
"""As long as a browser keeps any cookie; the server forgets the device sooner when nobody signs in with it."""
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip


# ---------------------------------------------------------------- where somebody comes from


def device_words(request: Request) -> str:
    """What the browser calls itself, as its owner knows it: "Firefox, Windows"; empty when it says nothing known."""
    said = request.headers.get("User-Agent", "")
    found = [next((name for part, name in table if part in said), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(part for part in found if part)


def address_of(request: Request) -> str:
    """The address a request came from, of IPv6 the network: a household has more of those than there are guesses."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    return str(address) if address.version == 4 else ":".join(address.exploded.split(":")[:4]) + "::"


def short_address(request: Request) -> str:
    """The address with its last part left out: enough to know one's own home, too little to find somebody."""
    return re.sub(r"\.\d+$", ".…", address_of(request))


async def where_from(request: Request, parts: Parts, session: AsyncSession, username: str) -> From:
    """Where a login comes from, and whether this browser is known for that name."""
    device = request.cookies.get(cookie_name(parts, DEVICE), "")
    member = await staff.by_username(session, username) if device else None
    known = await second_factors.device(session, device, member.id) if member else None
    name = login_attempts.name_of(username)
    return From(username=name, address=address_of(request), device_hash=hash_token(device) if known else None)


# ---------------------------------------------------------------- guessing


@dataclass(frozen=True, kw_only=True)
class Try:
    """One try to sign in: it counts as failed under `number` until it is taken back. `wait`: it was not looked at."""

    who: From
    number: int = 0
    wait: timedelta = timedelta()


async def begin_try(request: Request, parts: Parts, username: str) -> Try:
    """Count a try before its password or code is seen, so that many at once count too."""
    now = parts.now()
    async with parts.database.begin() as session:
        who = await where_from(request, parts, session, username)
        await login_attempts.one_at_a_time(session, who)
        wait = await _wait(session, who, now)
        return Try(who=who, wait=wait) if wait else Try(who=who, number=await login_attempts.record(session, who, now))


async def _wait(session: AsyncSession, who: From, now: datetime) -> timedelta:
    since = now - login_waits.WITHIN
    of_name = login_waits.wait(await login_attempts.on_name(session, who, since), login_waits.ON_NAME, now)
    if who.device_hash:
        return of_name
    on_address = await login_attempts.on_address(session, who, since)
    return max(of_name, login_waits.wait(on_address, login_waits.ON_ADDRESS, now))


async def failed(parts: Parts, request: Request, member: StaffMember | None, action: str) -> None:
    """Write down that somebody could not sign in.

    What was typed as a name that nobody has may be a password: it is not kept.
    """
    async with parts.database.begin() as session:
        of = str(member.id) if member else ""
        await audit.record(session, action, now=parts.now(), address=short_address(request), of=of)


# ---------------------------------------------------------------- opening


async def rule_of(session: AsyncSession, member: StaffMember) -> Rule:
    """How this colleague signs in."""
    return login_rules.rule_of(member.role, await organisations.rule_for(session, member))


async def open_session(
    request: Request, parts: Parts, member: StaffMember, answer: Response, *, how: str, remember: bool = False
) -> str:
    """Sign somebody in and set their cookies on the answer; returns the new session's secret.

    A session that was there before is closed, not used: somebody may have slipped it into the browser. `how` is said in
    the audit trail; `remember`: this device need not show a code for some days, where that is allowed.
    """
    now = parts.now()
    device = request.cookies.get(cookie_name(parts, DEVICE), "") or new_token()
    async with parts.database.begin() as session:
        if before := request.cookies.get(cookie_name(parts, COOKIE)):
            await staff.close_web_session(session, before, now)
        rule = await rule_of(session, member)
        who = await where_from(request, parts, session, member.username)
        await login_attempts.forget(session, who.username, device_hash=who.device_hash)
        until = now + timedelta(days=rule.remember_days) if remember and rule.remember_days else None
        await second_factors.know_device(session, device, member.id, now, until)
        words = device_words(request)
        await audit.record(session, "staff.logged_in", now=now, staff_id=member.id, how=how, device=words)
        token = await staff.open_web_session(
            session, member, now, login_rules.LASTS, idle_minutes=rule.idle_minutes, device=words,
            address=short_address(request),
        )  # fmt: skip
    set_cookie(answer, parts, COOKIE, token, login_rules.LASTS)
    set_cookie(answer, parts, DEVICE, device, DEVICE_LASTS)
    drop_cookie(answer, parts, HALF)
    return token


def set_cookie(answer: Response, parts: Parts, name: str, value: str, lasts: timedelta) -> None:
    """A cookie that only we read: out of reach of scripts and of other sites."""
    answer.set_cookie(
        cookie_name(parts, name), value, max_age=int(lasts.total_seconds()), httponly=True, samesite="lax",
        secure=parts.secure_cookies,
    )  # fmt: skip


def drop_cookie(answer: Response, parts: Parts, name: str) -> None:
    """Let the browser forget a cookie."""
    answer.delete_cookie(cookie_name(parts, name), httponly=True, samesite="lax", secure=parts.secure_cookies)
