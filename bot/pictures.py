"""From a drawing to a picture that every phone shows: an SVG becomes a PNG of few colours and few bytes.

The letters come along (bot/web/assets.py fetches them), so that a picture looks the same on every machine.
"""

from __future__ import annotations

import asyncio
import io
import uuid
from pathlib import Path

import resvg_py
from PIL import Image
from sqlmodel.ext.asyncio.session import AsyncSession

from actions.reply import Drawing
from bot.errors import BotError
from bot.logs import log
from storage import pictures
from storage.pictures import Picture

LETTERS = tuple(Path(__file__).parent / "web" / "static" / "vendor" / f"letters-{w}.ttf" for w in ("regular", "bold"))
COLOURS = 64
"""A drawing has some twenty; the rest is for the edges between them."""


class NotDrawn(BotError):
    """A drawing could not be made into a picture; the message says what to do."""


def render(svg: str) -> bytes:
    """The PNG of an SVG, at its own size. Raises NotDrawn. It takes a tenth of a second or more: use a thread."""
    if not all(file.exists() for file in LETTERS):
        raise NotDrawn("The letters of pictures are missing; run `python -m bot.web.assets`.")
    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=True, font_files=[str(file) for file in LETTERS]
        )
    except ValueError as error:
        raise NotDrawn(f"This drawing cannot be read: {error}") from error
    small = io.BytesIO()
    with Image.open(io.BytesIO(drawn)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


async def keep(session: AsyncSession, person_id: uuid.UUID, drawing: Drawing) -> list[dict[str, str]]:
    """Draw a picture, keep it, and return the attachment for its message.

    Without a picture the message still says what matters, so a drawing that fails is logged and left out.
    """
    try:
        png = await asyncio.to_thread(render, drawing.svg)
    except NotDrawn as error:
        log().error("pictures.not_drawn", error=str(error))
        return []
    kept = await pictures.add(session, Picture(person_id=person_id, png=png, alt=drawing.alt))
    return [kept.attachment(name=drawing.name, width=drawing.width, height=drawing.height)]
