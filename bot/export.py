"""Everything that is kept of a client, as a zip: data.json for programs, index.html to read, and the files.

It is made when it is fetched, so nothing of it lies about; a large one goes through a file on disk, not through memory.
"""

from __future__ import annotations

import asyncio
import tempfile
import uuid
import zipfile
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import IO, Any

import orjson
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import holdings
from storage.holdings import HOLDINGS

FORMAT = 1
"""Of data.json; a change of its shape gets another number."""
IN_MEMORY = 8_000_000
CHUNK = 256_000
BEGINNINGS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"%PDF": "pdf", b"GIF8": "gif"}
"""How files begin that open by themselves; the rest is called .bin."""
Pages = Callable[[dict[str, list[dict[str, Any]]], list[str]], dict[str, str]]
"""Makes the pages to read (name → text) from the rows of each table and the names of the files."""


async def collect(session: AsyncSession, person_id: uuid.UUID) -> dict[str, list[dict[str, Any]]]:
    """All rows that are about a client, by table."""
    talks = await holdings.talks_of(session, person_id)
    return {holding.table: await holdings.rows(session, holding, person_id, talks) for holding in HOLDINGS}


async def build(session: AsyncSession, person_id: uuid.UUID, pages: Pages, now: datetime) -> IO[bytes]:
    """The zip, from its beginning; whoever reads it closes it."""
    made: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed by whoever streams it)
    rows = await collect(session, person_id)
    talks = await holdings.talks_of(session, person_id)
    names: list[str] = []
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for holding in HOLDINGS:
            async for name, content in holdings.files(session, holding, person_id, talks):
                names.append(f"files/{holding.table}/{name}.{_ending(content)}")
                await asyncio.to_thread(packed.writestr, names[-1], content)
        data = {"format": FORMAT, "madeAt": now.isoformat(), "personId": str(person_id), "tables": rows, "files": names}
        await asyncio.to_thread(packed.writestr, "data.json", orjson.dumps(data, option=orjson.OPT_INDENT_2))
        for name, page in pages(rows, names).items():
            packed.writestr(name, page)
    made.seek(0)
    return made


def _ending(content: bytes) -> str:
    return next((ending for start, ending in BEGINNINGS.items() if content.startswith(start)), "bin")


async def stream(made: IO[bytes]) -> AsyncIterator[bytes]:
    """The bytes, a piece at a time."""
    with made:
        while piece := await asyncio.to_thread(made.read, CHUNK):
            yield piece
