"""The page behind an invitation or a reset: a colleague chooses a password, and goes on to the second step."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from actions import passwords, texts
from bot.web.accounts import strangers_form
from bot.web.login import go_on
from bot.web.pages import PageError, render
from bot.web.parts import Parts, UseParts
from storage import audit, invitations, login_attempts, web_sessions
from storage.invitations import StaffInvitation
from storage.staff import StaffMember

router = APIRouter(prefix="/join", include_in_schema=False)
WHY_NOT = {
    "short": "account-password-short",
    "long": "account-password-long",
    "common": "account-password-common",
    "name": "account-password-name",
    "differs": "account-password-differs",
}
"""Why a password cannot be, as the text that says so."""


def why_not(password: str, again: str, member: StaffMember) -> str | None:
    """The text that says why somebody cannot have this password; None when they can."""
    reason = passwords.why_not(password, (member.username, member.display_name))
    reason = reason or ("differs" if password != again else None)
    return WHY_NOT[reason] if reason else None


async def _open(parts: Parts, token: str) -> tuple[StaffInvitation, StaffMember]:
    """Who a link is for; a link that is used or old says so kindly."""
    async with parts.database.begin() as session:
        found = await invitations.find(session, token, parts.now())
    if found is None:
        raise PageError(HTTPStatus.NOT_FOUND, texts.say("nl", "account-link-old"))
    return found


@router.get("/{token}")
async def show(request: Request, parts: UseParts, token: str) -> Response:
    """The form. Looking uses nothing up: programs that check mail look too."""
    invitation, member = await _open(parts, token)
    return _page(request, parts, token, invitation, member)


@router.post("/{token}")
async def join(request: Request, parts: UseParts, token: str) -> Response:
    """Take the password, use up the link, and go on as after any right password."""
    form = await strangers_form(request)
    invitation, member = await _open(parts, token)
    password = form.get("password", "")
    wrong = await asyncio.to_thread(why_not, password, form.get("again", ""), member)
    if wrong:
        return _page(request, parts, token, invitation, member, wrong=wrong, status=HTTPStatus.BAD_REQUEST)
    kept, now = await asyncio.to_thread(passwords.keep, password), parts.now()
    async with parts.database.begin() as session:
        found = await invitations.find(session, token, now, lock=True)
        if found is None:  # somebody was quicker with the same link
            raise PageError(HTTPStatus.NOT_FOUND, texts.say("nl", "account-link-old"))
        invitation, member = found
        invitation.used_at, member.password_hash = now, kept
        member.active = member.active or invitation.kind == "invite"
        session.add_all((invitation, member))
        await web_sessions.end_all(session, member.id, now)
        await login_attempts.forget(session, member.username, every=True)
        await audit.record(
            session, "staff.joined" if invitation.kind == "invite" else "staff.password_changed",
            now=now, staff_id=member.id, of=str(member.id), how="link",
        )  # fmt: skip
    return await go_on(request, parts, member, None)


def _page(
    request: Request,
    parts: Parts,
    token: str,
    invitation: StaffInvitation,
    member: StaffMember,
    *,
    wrong: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    page: dict[str, Any] = {"member": member, "token": token, "wrong": wrong, "least": passwords.LEAST}
    sign_on = parts.sign_on.label if parts.sign_on and invitation.kind == "invite" else ""
    return render(request, "account/join.html", status=status, kind=invitation.kind, sign_on=sign_on, **page)
