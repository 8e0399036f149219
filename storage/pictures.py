"""Pictures that Stapje drew for a person, kept as they were sent."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlmodel import Field, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.conversations import Conversation
from storage.database import Row

KIND = "picture"
"""The kind of attachment (storage/messages.py) that such a picture is."""


class Picture(Row, table=True):
    """A PNG and what it shows in words (`alt`), for who cannot see it."""

    __tablename__ = "picture"

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    png: bytes
    alt: str

    def attachment(self, *, name: str, width: int, height: int) -> dict[str, str]:
        """What a message says of it; `width` and `height` in pixels."""
        return {
            "kind": KIND, "picture_id": str(self.id), "name": name, "alt": self.alt,
            "width": str(width), "height": str(height),
        }  # fmt: skip


async def add(session: AsyncSession, picture: Picture) -> Picture:
    """Keep a picture."""
    session.add(picture)
    await session.flush()
    return picture


async def attached(session: AsyncSession, attachments: Sequence[dict[str, str]]) -> bytes | None:
    """The PNG that goes with a message of ours; None when there is none."""
    found = next((one["picture_id"] for one in attachments if one["kind"] == KIND), None)
    if found is None:
        return None
    return (await session.exec(select(Picture.png).where(Picture.id == uuid.UUID(found)))).first()


async def in_conversation(session: AsyncSession, conversation_id: uuid.UUID, picture_id: uuid.UUID) -> Picture | None:
    """A picture of the client whose conversation this is; None when it is anybody else's."""
    query = (
        select(Picture)
        .join(Conversation, Conversation.person_id == Picture.person_id)  # type: ignore[arg-type]
        .where(Picture.id == picture_id, Conversation.id == conversation_id)
    )
    return (await session.exec(query)).first()
