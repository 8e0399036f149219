"""Who calls: a chat token opens one chat, a staff token acts as that staff member. Everything else is 401 or 403."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from actions.permissions import May, require
from bot.web.parts import UseParts
from bot.web.problems import Problem
from storage import people, staff
from storage.people import ChannelAddress
from storage.staff import Role, StaffMember

_bearer = HTTPBearer(auto_error=False, description="a chat token or a staff token (`stapje token create`)")
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
WHO = "Send a valid token: Authorization: Bearer …"


async def chat(parts: UseParts, credentials: Credentials) -> ChannelAddress:
    """A dependency: the chat behind the token."""
    token = _token(credentials)
    async with parts.database.single() as session:
        address = await people.address_by_secret(session, token)
        if address is not None:
            return address
        known = await staff.by_api_token(session, token)
    raise Problem(HTTPStatus.FORBIDDEN if known else HTTPStatus.UNAUTHORIZED, WHO)


async def _staff(parts: UseParts, credentials: Credentials) -> StaffMember:
    token = _token(credentials)
    async with parts.database.single() as session:
        member = await staff.by_api_token(session, token)
        if member is not None:
            return member
        known = await people.address_by_secret(session, token)
    raise Problem(HTTPStatus.FORBIDDEN if known else HTTPStatus.UNAUTHORIZED, WHO)


def _token(credentials: HTTPAuthorizationCredentials | None) -> str:
    if credentials is None or not credentials.credentials:
        raise Problem(HTTPStatus.UNAUTHORIZED, WHO)
    return credentials.credentials


def staff_who(what: May) -> Callable[..., Awaitable[StaffMember]]:
    """A dependency: the staff member behind the token, who must be allowed `what`."""

    async def allowed(member: Annotated[StaffMember, Depends(_staff)]) -> StaffMember:
        require(Role(member.role), what)
        return member

    allowed.needs = what  # type: ignore[attr-defined]  # a test reads from it what every route asks for
    return allowed


UseChat = Annotated[ChannelAddress, Depends(chat)]
