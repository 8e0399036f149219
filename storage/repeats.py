"""A change that is asked for with a key happens once, however often the request arrives."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.errors import AlreadyTaken


class Repeat(SQLModel, table=True):
    """What was asked with a key, and what was answered. The key holds who asked, so that nobody meets another's."""

    __tablename__ = "repeat"

    key: str = Field(primary_key=True)
    request: str
    answer: dict[str, Any] | None = Field(default=None, sa_type=JSONB)
    created_at: datetime = Field(sa_type=Moment, index=True)


def fingerprint(*asked: object) -> str:
    """What was asked, to compare with only: names that were sent are not kept with a key."""
    return hashlib.sha256(json.dumps(asked, default=str, sort_keys=True).encode()).hexdigest()


_BEGIN = text(
    """
    INSERT INTO repeat (key, request, created_at) VALUES (:key, :request, :now)
    ON CONFLICT (key) DO NOTHING RETURNING key
    """
).bindparams(bindparam("now", type_=Moment))
_KNOWN = text("SELECT request, answer FROM repeat WHERE key = :key")
_ANSWER = text("UPDATE repeat SET answer = :answer WHERE key = :key").bindparams(bindparam("answer", type_=JSONB))
_FORGET = text("DELETE FROM repeat WHERE created_at < :moment").bindparams(bindparam("moment", type_=Moment))


async def begin(session: AsyncSession, key: str, request: str, now: datetime) -> dict[str, Any] | None:
    """Claim a key in this transaction: None when the change is ours to make, else what was answered before.

    Somebody who asks with the same key at the same moment waits here until the first has ended; when the first came to
    nothing, the second may try. Raises AlreadyTaken when the key was used to ask for something else.
    """
    if (await session.execute(_BEGIN, {"key": key, "request": request, "now": now})).first() is not None:
        return None
    known = (await session.execute(_KNOWN, {"key": key})).one()
    if known.request != request:
        raise AlreadyTaken("this Idempotency-Key was used for something else; use a new key")
    return dict(known.answer or {})


_ANSWERED = text("SELECT answer FROM repeat WHERE key = :key AND created_at >= :since").bindparams(
    bindparam("since", type_=Moment)
)


async def answer_to(session: AsyncSession, key: str, since: datetime) -> dict[str, Any] | None:
    """What was answered to this key since then, if anything."""
    found = (await session.execute(_ANSWERED, {"key": key, "since": since})).scalar()
    return dict(found) if found else None


async def answered(session: AsyncSession, key: str, answer: dict[str, Any]) -> None:
    """Keep what was answered, for whoever asks with the same key again."""
    await session.execute(_ANSWER, {"key": key, "answer": answer})


async def forget_before(session: AsyncSession, moment: datetime) -> None:
    """Keys from before `moment` are not needed any more: nothing is replayed after so long."""
    await session.execute(_FORGET, {"moment": moment})
