"""The second step of signing in: a secret in somebody's app, codes for when that is lost, and devices that are known.

Secrets and codes arrive here sealed (bot/vault.py): a stolen copy of the database opens nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BigInteger, delete, func, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.staff import StaffMember, hash_token


class SecondFactor(SQLModel, table=True):
    """The sealed secret of somebody's app (RFC 6238); it counts from `confirmed_at`.

    `last_step` is the time step of the last code that was taken, so that no code is taken twice.
    """

    __tablename__ = "second_factor"

    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", primary_key=True)
    sealed: str
    created_at: datetime = Field(sa_type=Moment)
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)
    last_step: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})


class RecoveryCode(SQLModel, table=True):
    """One code for when the app is lost; only its mark under our key is kept, and each works once."""

    __tablename__ = "recovery_code"

    mark: str = Field(primary_key=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", index=True)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class KnownDevice(SQLModel, table=True):
    """A browser in which a colleague signed in fully before; several may share it.

    Until `remembered_until` it need not show a code. Known alone means: guesses from elsewhere do not slow it down.
    """

    __tablename__ = "known_device"

    token_hash: str = Field(primary_key=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", primary_key=True, index=True)
    last_login_at: datetime = Field(sa_type=Moment)
    remembered_until: datetime | None = Field(default=None, sa_type=Moment)


# ---------------------------------------------------------------- the app


async def of(session: AsyncSession, staff_id: uuid.UUID) -> SecondFactor | None:
    """The second factor of a colleague, confirmed or only begun."""
    return await session.get(SecondFactor, staff_id, populate_existing=True)


async def begin(session: AsyncSession, staff_id: uuid.UUID, sealed: str, now: datetime) -> None:
    """Keep a secret that still has to be confirmed; one that was confirmed is never overwritten by this."""
    row = {"staff_id": staff_id, "sealed": sealed, "created_at": now}
    kept = insert(SecondFactor).values(row)
    await session.execute(
        kept.on_conflict_do_update(
            index_elements=["staff_id"],
            set_={"sealed": kept.excluded.sealed, "created_at": kept.excluded.created_at, "last_step": 0},
            where=col(SecondFactor.confirmed_at).is_(None),
        )
    )


async def take_step(session: AsyncSession, staff_id: uuid.UUID, step: int, now: datetime) -> bool:
    """Take the code of this time step, and confirm the app with it; False when it or a later one was taken before."""
    taking = (
        update(SecondFactor)
        .where(col(SecondFactor.staff_id) == staff_id, col(SecondFactor.last_step) < step)
        .values(last_step=step, confirmed_at=func.coalesce(col(SecondFactor.confirmed_at), now))
        .returning(col(SecondFactor.staff_id))
    )
    return (await session.exec(taking)).scalar_one_or_none() is not None


async def remove(session: AsyncSession, staff_id: uuid.UUID) -> None:
    """Forget the app, its recovery codes, and every device that was remembered instead of it."""
    await session.exec(delete(SecondFactor).where(col(SecondFactor.staff_id) == staff_id))
    await session.exec(delete(RecoveryCode).where(col(RecoveryCode.staff_id) == staff_id))
    await forget_remembered(session, staff_id)


# ---------------------------------------------------------------- recovery codes


async def keep_codes(session: AsyncSession, staff_id: uuid.UUID, marks: Iterable[str]) -> None:
    """These are the recovery codes from now on; older ones work no more."""
    await session.exec(delete(RecoveryCode).where(col(RecoveryCode.staff_id) == staff_id))
    session.add_all(RecoveryCode(mark=mark, staff_id=staff_id) for mark in marks)
    await session.flush()


async def use_code(session: AsyncSession, staff_id: uuid.UUID, mark: str, now: datetime) -> bool:
    """Use up a recovery code; two at once: one wins."""
    using = (
        update(RecoveryCode)
        .where(
            col(RecoveryCode.mark) == mark,
            col(RecoveryCode.staff_id) == staff_id,
            col(RecoveryCode.used_at).is_(None),
        )
        .values(used_at=now)
        .returning(col(RecoveryCode.mark))
    )
    return (await session.exec(using)).scalar_one_or_none() is not None


async def codes_left(session: AsyncSession, staff_id: uuid.UUID) -> int:
    """How many recovery codes still work."""
    query = select(func.count()).select_from(RecoveryCode)
    return (
        await session.exec(query.where(RecoveryCode.staff_id == staff_id, col(RecoveryCode.used_at).is_(None)))
    ).one()


# ---------------------------------------------------------------- devices


async def device(session: AsyncSession, token: str, staff_id: uuid.UUID) -> KnownDevice | None:
    """This browser, when the colleague signed in with it before."""
    return await session.get(KnownDevice, (hash_token(token), staff_id), populate_existing=True) if token else None


async def know_device(
    session: AsyncSession, token: str, staff_id: uuid.UUID, now: datetime, remembered_until: datetime | None
) -> None:
    """This colleague signed in fully with this browser; until when it is remembered stays unless it is said anew."""
    row = KnownDevice(
        token_hash=hash_token(token), staff_id=staff_id, last_login_at=now, remembered_until=remembered_until
    )
    kept = insert(KnownDevice).values(row.model_dump())
    fresh = {"last_login_at": now} | ({"remembered_until": remembered_until} if remembered_until else {})
    await session.execute(kept.on_conflict_do_update(index_elements=["token_hash", "staff_id"], set_=fresh))


async def colleagues_on(session: AsyncSession, token: str, since: datetime) -> list[StaffMember]:
    """Who signed in with this browser since that moment, the latest first."""
    query = (
        select(StaffMember)
        .join(KnownDevice, col(KnownDevice.staff_id) == StaffMember.id)
        .where(KnownDevice.token_hash == hash_token(token), KnownDevice.last_login_at > since)
        .where(col(StaffMember.active))
        .order_by(col(KnownDevice.last_login_at).desc())
    )
    return list((await session.exec(query)).all())


async def forget_remembered(session: AsyncSession, staff_id: uuid.UUID) -> None:
    """Every device has to show a code again; it stays known."""
    forgetting = update(KnownDevice).where(col(KnownDevice.staff_id) == staff_id).values(remembered_until=None)
    await session.exec(forgetting)


async def forget_devices_before(session: AsyncSession, moment: datetime) -> None:
    """Throw away devices that nobody signed in with since a moment."""
    await session.exec(delete(KnownDevice).where(col(KnownDevice.last_login_at) < moment))
