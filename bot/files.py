"""What somebody uploads, looked at before it is kept: what it is by its first bytes, how large, and drawn anew.

A photo is decoded and encoded again: what a camera wrote in it (where it was taken) goes, and so does whatever else
hides in a file. Nobody's name for a file is believed. HEIC and PDF are kept as they are and only ever saved.
"""

from __future__ import annotations

import asyncio
import io
import re
import unicodedata
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PIL import Image, ImageOps

from bot.errors import BotError
from storage.files import StoredFile

LARGEST = 10_000_000
"""Bytes of one file."""
MOST = 5
"""Files with one message."""
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 20_000_000}
"""The largest photo that is decoded: a JPEG as the camera of a telephone makes it, a PNG as large as any screen.

A PNG of one colour is a small file and cannot be decoded smaller than it is: 20 million pixels take 220 MB at most.
"""
LONGEST_SIDE, THUMBNAIL_SIDE = 2560, 320
"""Pixels. A letter that fills the first can be read."""
LONGEST_NAME = 80
JPEG, PNG, HEIC, PDF = "image/jpeg", "image/png", "image/heic", "application/pdf"
ENDINGS = {JPEG: ".jpg", PNG: ".png", HEIC: ".heic", PDF: ".pdf"}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"})
_PLAIN = re.compile(r"[^\w .,()&+'-]+")
_DRAWING = ThreadPoolExecutor(max_workers=2, thread_name_prefix="drawing")
"""How many photos are decoded at the same time: each takes memory."""


class NotKept(BotError):
    """A file was not taken. `key` is the text that says why; `name` is what it was called, made harmless."""

    def __init__(self, key: str, name: str = "") -> None:
        super().__init__(key)
        self.key, self.name = key, name


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file as it came: what it was called, and its bytes."""

    name: str
    content: bytes


def kind_of(content: bytes) -> str | None:
    """What a file is by how it begins; None for what we do not take."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"%PDF-"):
        return PDF
    return HEIC if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS else None


def harmless_name(name: str, media_type: str) -> str:
    """A file's name with nothing in it that could fool anybody: one line of common letters, and its true ending."""
    stem = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    stem = stem.rsplit(".", 1)[0] if "." in stem else stem
    stem = " ".join(_PLAIN.sub(" ", stem).split()).strip(". ")[:LONGEST_NAME]
    return f"{stem or 'bestand'}{ENDINGS[media_type]}"


async def looked_at(upload: Upload, *, conversation_id: uuid.UUID, staff_id: uuid.UUID | None) -> StoredFile:
    """The file as it may be kept. Raises NotKept."""
    media_type = kind_of(upload.content)
    if media_type is None:
        raise NotKept("files-unknown-kind", harmless_name(upload.name, PDF).removesuffix(".pdf"))
    name = harmless_name(upload.name, media_type)
    if len(upload.content) > LARGEST:
        raise NotKept("files-too-large", name)
    kept = StoredFile(
        conversation_id=conversation_id, staff_id=staff_id, name=name, media_type=media_type, content=upload.content
    )
    if media_type in (JPEG, PNG):
        await asyncio.get_running_loop().run_in_executor(_DRAWING, _draw_anew, kept)
    return kept


def _draw_anew(kept: StoredFile) -> None:
    try:
        with Image.open(io.BytesIO(kept.content), formats=["JPEG", "PNG"]) as found:
            if found.width * found.height > MOST_PIXELS[found.format or "PNG"]:
                raise NotKept("files-too-many-pixels", kept.name)
            found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than needed
            mode = "RGBA" if _see_through(found) else "RGB"
            picture = found if found.mode == mode else found.convert(mode)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))  # before anything that copies it
            ImageOps.exif_transpose(picture, in_place=True)
            _encode(kept, picture)
    except NotKept:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotKept("files-broken", kept.name) from error  # Pillow's ways to say that this is no such picture


def _see_through(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA") or "transparency" in picture.info


def _encode(kept: StoredFile, picture: Image.Image) -> None:
    """Write the photo without anything it carried along, and a small one beside it."""
    as_png = kept.media_type == PNG
    kept.content = _bytes(picture, "PNG" if as_png else "JPEG")
    if len(kept.content) > LARGEST:  # a photo that came as PNG
        kept.media_type, kept.name = JPEG, harmless_name(kept.name, JPEG)
        kept.content = _bytes(_on_white(picture), "JPEG")
    kept.width, kept.height = picture.size
    small = _on_white(picture)
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    kept.thumbnail = _bytes(small, "JPEG")


def _bytes(picture: Image.Image, kind: str) -> bytes:
    picture.info = {}
    written = io.BytesIO()
    picture.save(written, kind, optimize=kind == "JPEG", **({"quality": 85} if kind == "JPEG" else {}))
    return written.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white
