"""Ready replies: texts that colleagues send often, of one team or of all, in Dutch and English.

Which gaps a text may have, and what fills them: actions/replies.py.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, bindparam, func, text, update
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row

_ONE_EDITOR = 7310


class ReadyReply(Row, table=True):
    """A text to send often. `shortcut` is what is typed after "/"; `team_id` None: of all teams.

    Not `active`: no longer to choose. `used` counts how often it was sent.
    """

    __tablename__ = "ready_reply"

    shortcut: str
    name: str
    team_id: uuid.UUID | None = Field(default=None, foreign_key="team.id")
    nl: str
    en: str = ""
    active: bool = True
    used: int = 0
    used_at: datetime | None = Field(default=None, sa_type=Moment)

    def said(self, language: str) -> str:
        """The text in a language; the Dutch one where there is no other."""
        return self.en if language == "en" and self.en else self.nl


Index(
    "uq_ready_reply_shortcut", func.lower(col(ReadyReply.shortcut)), col(ReadyReply.team_id), unique=True,
    postgresql_where=text("active"), postgresql_nulls_not_distinct=True,
)  # fmt: skip


async def one_editor_at_a_time(session: AsyncSession) -> None:
    """Let changes wait for each other until this transaction ends, so that what is taken is seen."""
    await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_EDITOR})


async def of_team(session: AsyncSession, team_id: uuid.UUID | None) -> Sequence[ReadyReply]:
    """What a colleague of this team may choose from: their team's and everybody's, what is used most first."""
    query = (
        select(ReadyReply)
        .where(col(ReadyReply.active), col(ReadyReply.team_id).is_(None) | (col(ReadyReply.team_id) == team_id))
        .order_by(col(ReadyReply.used).desc(), col(ReadyReply.name))
    )
    return (await session.exec(query)).all()


async def all_of(session: AsyncSession, team_id: uuid.UUID | None, *, everywhere: bool) -> Sequence[ReadyReply]:
    """All that a colleague may change, also what is not used any more; `everywhere`: of all teams."""
    query = select(ReadyReply).order_by(col(ReadyReply.name))
    if not everywhere:
        query = query.where(col(ReadyReply.team_id).is_(None) | (col(ReadyReply.team_id) == team_id))
    return (await session.exec(query)).all()


async def was_used(session: AsyncSession, ids: Sequence[uuid.UUID], now: datetime) -> None:
    """These were sent once more."""
    if ids:
        counted = update(ReadyReply).where(col(ReadyReply.id).in_(ids))
        await session.exec(counted.values(used=col(ReadyReply.used) + 1, used_at=now))


@dataclass(frozen=True, kw_only=True)
class Known:
    """What can stand in the gaps of a text to somebody; None where nobody knows it."""

    name: str | None
    contact_person: str | None
    municipality: str | None
    appointment: datetime | None
    shelter: str | None
    me: str
    team: str | None


# The shelter is where they slept or have a place since yesterday at the latest: an older stay says nothing about now.
_KNOWN = text(
    """
    SELECT p.display_name AS name, contact.display_name AS contact_person, p.municipality,
           (SELECT min(a.starts_at) FROM appointment a WHERE a.person_id = p.id
            AND a.state IN ('planned', 'confirmed') AND a.starts_at > :now) AS appointment,
           (SELECT f.name FROM bed_night n JOIN bed b ON b.id = n.bed_id JOIN facility f ON f.id = b.facility_id
            WHERE (n.conversation_id = c.id OR n.person_id = p.id) AND n.ended_at IS NULL
              AND n.night >= CAST(:now AS date) - 1
              AND (n.held_until IS NULL OR n.held_until > :now) ORDER BY n.night LIMIT 1) AS shelter,
           me.display_name AS me, team.name AS team
    FROM conversation c JOIN staff_member me ON me.id = :staff
    LEFT JOIN team ON team.id = me.team_id
    LEFT JOIN person p ON p.id = c.person_id LEFT JOIN staff_member contact ON contact.id = p.contact_person_id
    WHERE c.id = :conversation
    """
).bindparams(bindparam("now", type_=Moment)).columns(appointment=Moment)  # fmt: skip


async def known(session: AsyncSession, conversation_id: uuid.UUID, staff_id: uuid.UUID, now: datetime) -> Known:
    """What can stand in the gaps of a text that this colleague sends here."""
    values = {"conversation": conversation_id, "staff": staff_id, "now": now}
    return Known(**(await session.execute(_KNOWN, values)).mappings().one())
