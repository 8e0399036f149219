"""Labels on conversations: words of a team, or of everybody, to find them by."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, delete, func, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row, now_utc


class Label(Row, table=True):
    """A label; of one team, or (without `team_id`) of all. `ended_at`: no longer to choose, kept where it stands."""

    __tablename__ = "label"

    name: str
    team_id: uuid.UUID | None = Field(default=None, foreign_key="team.id")
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


Index(
    "uq_label_name", func.lower(col(Label.name)), col(Label.team_id), unique=True,
    postgresql_where=text("ended_at IS NULL"), postgresql_nulls_not_distinct=True,
)  # fmt: skip


class ConversationLabel(SQLModel, table=True):
    """A label on a conversation, and who put it there."""

    __tablename__ = "conversation_label"

    conversation_id: uuid.UUID = Field(foreign_key="conversation.id", primary_key=True)
    label_id: uuid.UUID = Field(foreign_key="label.id", primary_key=True, index=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id")
    created_at: datetime = Field(default_factory=now_utc, sa_type=Moment, nullable=False)


async def to_choose(session: AsyncSession, team_id: uuid.UUID | None) -> list[Label]:
    """The labels a conversation of this team may get: the team's own and those of all, by name."""
    query = (
        select(Label)
        .where(col(Label.ended_at).is_(None), (col(Label.team_id) == team_id) | col(Label.team_id).is_(None))
        .order_by(func.lower(col(Label.name)))
    )
    return list((await session.exec(query)).all())


async def of_conversation(session: AsyncSession, conversation_id: uuid.UUID) -> list[Label]:
    """The labels on a conversation, by name; ended ones too."""
    query = (
        select(Label)
        .join(ConversationLabel, col(ConversationLabel.label_id) == Label.id)
        .where(ConversationLabel.conversation_id == conversation_id)
        .order_by(func.lower(col(Label.name)))
    )
    return list((await session.exec(query)).all())


async def names_of(session: AsyncSession, conversations: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """The names of the labels on each of these conversations; one without labels is left out."""
    query = (
        select(ConversationLabel.conversation_id, Label.name)
        .join(Label, col(Label.id) == ConversationLabel.label_id)
        .where(col(ConversationLabel.conversation_id).in_(conversations))
        .order_by(func.lower(col(Label.name)))
    )
    found: dict[uuid.UUID, list[str]] = {}
    for conversation_id, name in (await session.exec(query)).all():
        found.setdefault(conversation_id, []).append(name)
    return found


async def make(session: AsyncSession, name: str, team_id: uuid.UUID | None, now: datetime) -> Label:
    """The label with this name, of a team or of all; made when it is not there yet. Two at once make one."""
    known = select(Label).where(
        func.lower(col(Label.name)) == name.lower(),
        col(Label.team_id).is_not_distinct_from(team_id),
        col(Label.ended_at).is_(None),
    )
    made = insert(Label).values(Label(name=name, team_id=team_id, created_at=now).model_dump())
    await session.execute(made.on_conflict_do_nothing())
    return (await session.exec(known)).one()


async def put_on(
    session: AsyncSession, conversation_id: uuid.UUID, label_id: uuid.UUID, staff_id: uuid.UUID, now: datetime
) -> None:
    """Put a label on a conversation; twice is fine."""
    row = ConversationLabel(conversation_id=conversation_id, label_id=label_id, staff_id=staff_id, created_at=now)
    await session.execute(insert(ConversationLabel).values(row.model_dump()).on_conflict_do_nothing())


async def take_off(session: AsyncSession, conversation_id: uuid.UUID, label_id: uuid.UUID) -> None:
    """Take a label off a conversation; fine when it is off already."""
    here = col(ConversationLabel.conversation_id) == conversation_id
    await session.exec(delete(ConversationLabel).where(here, col(ConversationLabel.label_id) == label_id))


async def in_use(session: AsyncSession, team_id: uuid.UUID | None) -> list[tuple[Label, int]]:
    """The labels that may be chosen in this team, and on how many conversations each stands."""
    query = (
        select(Label, func.count(col(ConversationLabel.conversation_id)))
        .join(ConversationLabel, col(ConversationLabel.label_id) == Label.id, isouter=True)
        .where(col(Label.ended_at).is_(None), (col(Label.team_id) == team_id) | col(Label.team_id).is_(None))
        .group_by(col(Label.id))
        .order_by(func.lower(col(Label.name)))
    )
    return list((await session.exec(query)).all())
