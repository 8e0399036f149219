"""Failed logins, kept so that guessing is slowed down for every process alike (actions/login_waits.py says how much).

A colleague's own browser has a budget of its own: who guesses from elsewhere does not keep them out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, delete, func, text
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment

LONGEST_NAME = 200


class LoginAttempt(SQLModel, table=True):
    """A login that failed, or that is going on and counts as failed until it is not.

    `device_hash` is the browser's when the colleague of that name signed in with it before, else None.
    """

    __tablename__ = "login_attempt"
    __table_args__ = (Index("ix_login_attempt_address", "address", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(index=True)
    at: datetime = Field(sa_type=Moment)
    address: str = Field(default="", sa_column_kwargs={"server_default": ""})
    device_hash: str | None = None


@dataclass(frozen=True, kw_only=True)
class From:
    """Where a login comes from. `device_hash`: a browser that is known for this name, else None."""

    username: str
    address: str
    device_hash: str | None = None


@dataclass(frozen=True, kw_only=True)
class Failures:
    """How many logins failed on one budget, and when the last did."""

    count: int
    last: datetime | None


def name_of(typed: str) -> str:
    """A user name as it is compared: small letters, not endlessly long."""
    return typed.strip().lower()[:LONGEST_NAME]


async def one_at_a_time(session: AsyncSession, who: From) -> None:
    """Let logins on the same budgets wait for each other until this transaction ends, so that many at once count."""
    for key in sorted({f"login:{who.username}", f"login from:{who.address}"}):
        await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": key})


async def on_name(session: AsyncSession, who: From, since: datetime) -> Failures:
    """What failed on the budget of this name: on this very device when it is known, else on all unknown ones."""
    same = (
        col(LoginAttempt.device_hash) == who.device_hash if who.device_hash else col(LoginAttempt.device_hash).is_(None)
    )
    return await _count(session, [LoginAttempt.username == who.username, same, LoginAttempt.at > since])


async def on_address(session: AsyncSession, who: From, since: datetime) -> Failures:
    """What failed from this address on devices that are not known, whatever the name."""
    unknown = col(LoginAttempt.device_hash).is_(None)
    return await _count(session, [LoginAttempt.address == who.address, unknown, LoginAttempt.at > since])


async def _count(session: AsyncSession, which: Sequence[object]) -> Failures:
    query = select(func.count(), func.max(col(LoginAttempt.at))).select_from(LoginAttempt).where(*which)  # type: ignore[arg-type]
    count, last = (await session.exec(query)).one()
    return Failures(count=count, last=last)


async def record(session: AsyncSession, who: From, now: datetime) -> int:
    """Count a login as failed; returns the number under which it can be taken back."""
    attempt = LoginAttempt(username=who.username, address=who.address, device_hash=who.device_hash, at=now)
    session.add(attempt)
    await session.flush()
    assert attempt.id is not None
    return attempt.id


async def take_back(session: AsyncSession, attempt: int) -> None:
    """This login did not fail after all."""
    await session.exec(delete(LoginAttempt).where(col(LoginAttempt.id) == attempt))


async def forget(session: AsyncSession, username: str, *, device_hash: str | None = None, every: bool = False) -> None:
    """The budget of a name begins again: that of one device, or that of unknown ones, or `every` one of them."""
    which = [col(LoginAttempt.username) == username]
    if not every:
        of_device = col(LoginAttempt.device_hash)
        which.append(of_device == device_hash if device_hash else of_device.is_(None))
    await session.exec(delete(LoginAttempt).where(*which))


async def recent(session: AsyncSession, since: datetime) -> dict[str, Failures]:
    """What failed since a moment on devices that are not known, by name."""
    query = (
        select(LoginAttempt.username, func.count(), func.max(col(LoginAttempt.at)))
        .where(LoginAttempt.at > since, col(LoginAttempt.device_hash).is_(None))
        .group_by(LoginAttempt.username)
    )
    return {name: Failures(count=count, last=last) for name, count, last in (await session.exec(query)).all()}


async def forget_before(session: AsyncSession, moment: datetime) -> None:
    """Throw away what failed before a moment."""
    await session.exec(delete(LoginAttempt).where(col(LoginAttempt.at) < moment))
