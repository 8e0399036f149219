"""Files that are kept: what colleagues send, and what people send in the web chat (Telegram keeps its own).

Only what bot/files.py has looked at comes in here: photos are drawn anew, so that nothing hides in them.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, delete, text, update
from sqlalchemy.orm import defer
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Row

PHOTO, DOCUMENT = "photo", "document"
"""The kinds of attachments (messages.py) that kept files are, the same as of files from a channel."""
MEDIA_TYPES = ("image/jpeg", "image/png", "image/heic", "application/pdf")
_TYPE_LIST = ", ".join(f"'{name}'" for name in MEDIA_TYPES)


class StoredFile(Row, table=True):
    """A file of a conversation. `staff_id` is the colleague who gave it, None: the client.

    Without a `message_id` it has not been sent yet: a colleague may still be writing. `width` and `height` are in
    pixels, of a photo only; `thumbnail` is a small JPEG of it.
    """

    __tablename__ = "stored_file"
    __table_args__ = (
        CheckConstraint(f"media_type IN ({_TYPE_LIST})", name="type_known"),
        CheckConstraint("octet_length(content) <= 12000000", name="not_too_large"),
        Index(
            "ix_stored_file_unsent", "conversation_id", "staff_id", postgresql_where=text("message_id IS NULL")
        ),
        Index("ix_stored_file_message_id", "message_id", postgresql_where=text("message_id IS NOT NULL")),
    )  # fmt: skip

    conversation_id: uuid.UUID = Field(foreign_key="conversation.id")
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    message_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="message.id")
    name: str
    media_type: str
    content: bytes
    thumbnail: bytes | None = None
    width: int | None = None
    height: int | None = None

    @property
    def attachment(self) -> dict[str, str]:
        """What a message says of it."""
        shown = self.width is not None and self.height is not None
        size = {"width": str(self.width), "height": str(self.height)} if shown else {}
        kind = PHOTO if self.media_type.startswith("image/") else DOCUMENT
        return {"kind": kind, "stored_id": str(self.id), "name": self.name, **size}


async def add(session: AsyncSession, files: Sequence[StoredFile]) -> None:
    """Keep files."""
    session.add_all(files)
    await session.flush()


async def unsent(session: AsyncSession, conversation_id: uuid.UUID, staff_id: uuid.UUID) -> Sequence[StoredFile]:
    """What a colleague has added here and not sent, in order; without the bytes."""
    query = (
        select(StoredFile)
        .where(
            StoredFile.conversation_id == conversation_id, StoredFile.staff_id == staff_id,
            col(StoredFile.message_id).is_(None),
        )
        .options(defer(StoredFile.content), defer(StoredFile.thumbnail))  # type: ignore[arg-type]  # SQLModel's columns
        .order_by(col(StoredFile.created_at), col(StoredFile.id))
    )  # fmt: skip
    return (await session.exec(query)).all()


async def sent_with(session: AsyncSession, ids: Sequence[uuid.UUID], message_id: int) -> None:
    """These went along with a message."""
    if ids:
        await session.exec(update(StoredFile).where(col(StoredFile.id).in_(ids)).values(message_id=message_id))


async def drop(session: AsyncSession, ids: Sequence[uuid.UUID]) -> None:
    """Throw away what was never sent."""
    if ids:
        await session.exec(delete(StoredFile).where(col(StoredFile.id).in_(ids), col(StoredFile.message_id).is_(None)))


async def forget_unsent_before(session: AsyncSession, moment: datetime) -> None:
    """What colleagues added before a moment and never sent goes. A client's file always came with a message."""
    of_staff = col(StoredFile.staff_id).is_not(None) & col(StoredFile.message_id).is_(None)
    await session.exec(delete(StoredFile).where(of_staff, col(StoredFile.created_at) < moment))


async def attached(session: AsyncSession, attachments: Sequence[dict[str, str]]) -> StoredFile | None:
    """The kept file that goes with a message of ours; None when there is none."""
    found = next((one["stored_id"] for one in attachments if "stored_id" in one), None)
    return await session.get(StoredFile, uuid.UUID(found)) if found else None


async def in_conversation(session: AsyncSession, conversation_id: uuid.UUID, file_id: uuid.UUID) -> StoredFile | None:
    """A file that was sent in this conversation; None when it is of any other, or was not sent."""
    query = select(StoredFile).where(
        StoredFile.id == file_id, StoredFile.conversation_id == conversation_id,
        col(StoredFile.message_id).is_not(None) | col(StoredFile.staff_id).is_(None),
    )  # fmt: skip
    return (await session.exec(query)).first()
