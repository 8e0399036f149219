"""Signing in with the account of one's organisation. An account that nobody linked to a colleague opens nothing."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from bot.logs import log
from bot.sign_on import Asked, Identity, NotBelieved, ProviderAway, SignOn
from bot.vault import Unreadable, Vault
from bot.web.accounts import cookie_name
from bot.web.login import home, login_page
from bot.web.opening import drop_cookie, failed, open_session, set_cookie
from bot.web.pages import PAGE_HEADERS, PageError, local_path, see_other
from bot.web.parts import Parts, UseParts
from storage import audit, identities, invitations
from storage.identities import StaffIdentity
from storage.staff import StaffMember

router = APIRouter(prefix="/login/organisation", include_in_schema=False)
ASKED = "stapje_sign_on"
LASTS = timedelta(minutes=10)


def _sign_on(parts: Parts) -> SignOn:
    if parts.sign_on is None:
        raise PageError(HTTPStatus.NOT_FOUND)
    return parts.sign_on


def _vault(parts: Parts) -> Vault:
    return Vault(parts.secret_key, "sign on")


@router.get("")
async def begin(request: Request, parts: UseParts, next: str = "", invitation: str = "") -> Response:
    """Send the browser to the provider, with a sealed note of what was asked."""
    try:
        address, asked = await _sign_on(parts).begin(local_path(next) or "", invitation[:100])
    except ProviderAway as error:
        return await _sorry(request, parts, error, "account-provider-away", HTTPStatus.SERVICE_UNAVAILABLE)
    answer = RedirectResponse(address, HTTPStatus.SEE_OTHER, PAGE_HEADERS)
    set_cookie(answer, parts, ASKED, _vault(parts).seal(asked.packed(), parts.now()), LASTS)
    return answer


@router.get("/back")
async def back(request: Request, parts: UseParts, code: str = "", state: str = "", iss: str = "") -> Response:
    """Back from the provider: sign in whoever it says this is, when that is a colleague."""
    sign_on = _sign_on(parts)
    try:
        sealed = request.cookies.get(cookie_name(parts, ASKED), "")
        asked = Asked.unpacked(_vault(parts).open(sealed, parts.now(), LASTS))
        identity = await sign_on.finish(code=code, state=state, issuer=iss, asked=asked)
    except ProviderAway as error:
        return await _sorry(request, parts, error, "account-provider-away", HTTPStatus.SERVICE_UNAVAILABLE)
    except (NotBelieved, Unreadable) as error:
        await failed(parts, request, None, "staff.sign_on_failed")
        return await _sorry(request, parts, error, "account-provider-no", HTTPStatus.UNAUTHORIZED)
    member = await _invited(parts, identity, asked.invitation) or await _known(parts, identity)
    if member is None:
        await failed(parts, request, None, "staff.sign_on_unknown")
        return await _sorry(request, parts, None, "account-provider-unknown", HTTPStatus.FORBIDDEN)
    answer = see_other(asked.wanted or home(member))
    drop_cookie(answer, parts, ASKED)
    await open_session(request, parts, member, answer, how="organisation")
    return answer


async def _known(parts: Parts, identity: Identity) -> StaffMember | None:
    async with parts.database.begin() as session:
        return await identities.by_identity(session, identity.issuer, identity.subject)


async def _invited(parts: Parts, identity: Identity, invitation: str) -> StaffMember | None:
    """Link the account to who was invited with this link, and use the link up; None when that cannot be."""
    if not invitation:
        return None
    now = parts.now()
    async with parts.database.begin() as session:
        found = await invitations.find(session, invitation, now, lock=True)
        if found is None or found[0].kind != "invite":
            return None
        link, member = found
        known = StaffIdentity(
            issuer=identity.issuer, subject=identity.subject, staff_id=member.id, linked_at=now, linked_by=link.made_by
        )  # fmt: skip
        if not await identities.link(session, known):
            return None
        link.used_at, member.active = now, True
        session.add_all((link, member))
        of = str(member.id)
        await audit.record(session, "staff.joined", now=now, staff_id=member.id, of=of, how="organisation")
        return member


async def _sorry(request: Request, parts: Parts, error: Exception | None, key: str, status: HTTPStatus) -> Response:
    """The login page with what went wrong; a password still opens the door."""
    if error is not None:
        log().warning("login.sign_on_failed", error=str(error))
    answer = await login_page(request, parts, None, status=status, error=key)
    drop_cookie(answer, parts, ASKED)
    return answer
