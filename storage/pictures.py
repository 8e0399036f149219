"""Pictures that Stapje drew for a person, kept as they were sent."""

from __future__ import annotations

import uuid

from sqlmodel import Field

from storage.database import Row


class Picture(Row, table=True):
    """A PNG and what it shows in words (`alt`), for who cannot see it."""

    __tablename__ = "picture"

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    png: bytes
    alt: str
