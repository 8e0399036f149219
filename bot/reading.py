"""Understanding texts from the command line, with a Rasa server that is set or one started for the occasion."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from bot.rasa_child import RasaChild, free_port
from bot.settings import Settings
from nlu.evaluate import Report, evaluate
from nlu.rasa import Rasa
from nlu.reader import RasaReader
from nlu.understanding import Understanding
from storage.database import now_utc


@contextlib.asynccontextmanager
async def _reader(settings: Settings) -> AsyncIterator[RasaReader]:
    if settings.rasa_url is not None:
        rasa = Rasa(settings.rasa_url)
        yield RasaReader(rasa)
        await rasa.close()
        return
    child = RasaChild(settings.var / "models", free_port())
    watching = asyncio.create_task(child.run())
    rasa = Rasa(child.url)
    try:
        while child.state != "ready" and not watching.done():
            await asyncio.sleep(0.2)
        yield RasaReader(rasa)
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        await rasa.close()


async def understand(settings: Settings, text: str) -> Understanding:
    """What Stapje understands of a text."""
    async with _reader(settings) as reader:
        return await reader.read(text, language="nl", now=now_utc())


async def measure(settings: Settings, files: Sequence[Path]) -> Report:
    """How well the examples in some files are understood. Raises NluError for a file that is none."""
    async with _reader(settings) as reader:
        return await evaluate(files, reader, now_utc())
