"""Pages that show themselves anew while they are open: what the audit trail says of it."""

from __future__ import annotations

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.web.accounts import Visit
from bot.web.inbox import READ_AGAIN_AFTER
from storage import audit


async def opened(session: AsyncSession, visit: Visit, action: str, **details: Any) -> None:
    """Every opening of a page is an audit row; its own refreshes only when the last row of the same is a while ago."""
    now, staff_id = visit.parts.now(), visit.staff.id
    if visit.request.headers.get("HX-Request") is not None:
        last = await audit.last(session, staff_id, action)
        if last is not None and last.details == details and last.at > now - READ_AGAIN_AFTER:
            return
    await audit.record(session, action, now=now, staff_id=staff_id, **details)
