"""The lines for the whole country with which the table of places that help begins; colleagues keep it from then on."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Final

import yaml
from sqlalchemy.dialects.postgresql import insert
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.help_places import HelpPlace

FILE: Final = Path(__file__).with_name("national_lines.yml")
_SPACE = uuid.UUID("6f6f9d9e-8d0a-4f0e-9f7c-6d1b3f1c2a10")
"""From this and its key each line has the same id everywhere, so that it is put in once, whoever starts first."""


async def ensure(session: AsyncSession) -> None:
    """Put in the lines that were never there; one that colleagues changed or put away stays as it is."""
    lines = [
        HelpPlace(id=uuid.uuid5(_SPACE, line.pop("key")), **line)
        for line in yaml.safe_load(FILE.read_text(encoding="utf-8"))
    ]
    statement = insert(HelpPlace).on_conflict_do_nothing(index_elements=["id"])
    await session.execute(statement, [line.model_dump() for line in lines])
