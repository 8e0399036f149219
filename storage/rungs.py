"""Rungs of ladders, planned many at a time: the next try of a check-in, the next warning of a referral's clock."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment

_PLAN = text(
    """
    INSERT INTO nudge (id, created_at, kind, person_id, conversation_id, subject_id, due_at, dedupe_key, state, details)
    SELECT gen_random_uuid(), :now, p.kind, p.person_id, p.conversation_id, p.subject_id, p.due_at, p.dedupe_key,
           'planned', p.details
    FROM jsonb_to_recordset(:rows) AS p(
        kind text, person_id uuid, conversation_id uuid, subject_id uuid, due_at timestamptz, dedupe_key text,
        details jsonb)
    ON CONFLICT (dedupe_key) DO UPDATE SET state = 'planned', due_at = excluded.due_at, ended_at = NULL, reason = NULL
    WHERE nudge.state IN ('cancelled', 'missed')
    """
).bindparams(bindparam("rows", type_=JSONB), bindparam("now", type_=Moment))


@dataclass(frozen=True, kw_only=True, slots=True)
class Rung:
    """A nudge of a ladder that is to be planned. A plain value: thousands are made at once, and a row costs tenfold."""

    kind: str
    person_id: uuid.UUID | None
    subject_id: uuid.UUID
    due_at: datetime
    dedupe_key: str
    details: dict[str, int | str]
    conversation_id: uuid.UUID | None = None


async def plan_rungs(session: AsyncSession, rungs: Sequence[Rung], now: datetime) -> None:
    """Plan rungs, many in one statement; one that is planned or was composed already stays as it is."""
    if not rungs:
        return
    rows = [
        {
            "kind": rung.kind,
            "person_id": str(rung.person_id) if rung.person_id else None,
            "conversation_id": str(rung.conversation_id) if rung.conversation_id else None,
            "subject_id": str(rung.subject_id),
            "due_at": rung.due_at,
            "dedupe_key": rung.dedupe_key,
            "details": rung.details,
        }
        for rung in rungs
    ]
    await session.execute(_PLAN, {"rows": rows, "now": now})
