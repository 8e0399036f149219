"""What somebody uploads: what it is by its bytes, bombs, broken pictures, and names that want to fool us."""

from __future__ import annotations

import io
import struct
import uuid
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.files import ENDINGS, JPEG, LARGEST, LONGEST_SIDE, PDF, PNG, NotKept, Upload, harmless_name, kind_of, looked_at
from storage.files import StoredFile

GPS = 0x8825


def photo(size: tuple[int, int] = (40, 30), kind: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    """A photo of one colour."""
    written = io.BytesIO()
    Image.new(mode, size, "red").save(written, kind, **options)
    return written.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, data: bytes, *extra: bytes) -> bytes:
    """A PNG that says to be so large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), *extra, chunk(b"IDAT", data), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


async def look(content: bytes, name: str = "foto.jpg") -> StoredFile:
    """The file as it would be kept."""
    return await looked_at(Upload(name=name, content=content), conversation_id=uuid.uuid4(), staff_id=None)


async def refused(content: bytes, name: str = "foto.jpg") -> str:
    """Why it is not taken."""
    with pytest.raises(NotKept) as error:
        await look(content, name)
    return error.value.key


async def test_where_a_photo_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "a secret"
    exif.get_ifd(GPS)[1] = "N"
    kept = await look(photo(exif=exif) + b"<script>alert(1)</script>")
    assert b"secret" not in kept.content and b"script" not in kept.content
    with Image.open(io.BytesIO(kept.content)) as again:
        assert not again.getexif() and again.size == (40, 30)
    assert (kept.width, kept.height, kept.media_type) == (40, 30, JPEG) and kept.thumbnail is not None


async def test_a_photo_on_its_side_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = await look(photo(exif=exif))
    assert (kept.width, kept.height) == (30, 40)


async def test_a_large_photo_becomes_smaller_and_stays_readable() -> None:
    kept = await look(photo((4000, 3000)))
    assert (kept.width, kept.height) == (LONGEST_SIDE, 1920)


async def test_what_can_be_seen_through_stays_so() -> None:
    kept = await look(photo(kind="PNG", mode="RGBA"))
    assert kept.media_type == PNG and kept.content.startswith(b"\x89PNG")


async def test_a_picture_of_a_thousand_million_pixels_is_never_decoded() -> None:
    bomb = png(40_000, 25_000, zlib.compress(bytes(10_000)))
    assert await refused(bomb) in ("files-too-many-pixels", "files-broken")
    assert await refused(png(8_000, 8_000, zlib.compress(bytes(10_000)))) == "files-too-many-pixels"


async def test_a_small_file_that_cannot_be_decoded_smaller_is_held_to_fewer_pixels() -> None:
    assert await refused(png(5_000, 4_001, zlib.compress(bytes(10_000)))) == "files-too-many-pixels"
    kept = await look(photo((5_000, 4_001)))
    assert kept.width == LONGEST_SIDE


async def test_a_zip_bomb_in_the_words_of_a_picture_is_refused() -> None:
    words = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(70_000_000), 9))
    assert await refused(png(1, 1, zlib.compress(b"\x00\x00\x00\x00"), words)) == "files-broken"


async def test_more_rows_than_it_says_do_no_harm() -> None:
    kept = await look(png(2, 2, zlib.compress(bytes(50_000_000), 9)))
    assert (kept.width, kept.height) == (2, 2)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg onload=alert(1)>", b"PK\x03\x04", b"%PD", b"ftyp"])
async def test_what_we_do_not_know_is_not_taken_whatever_it_is_called(content: bytes) -> None:
    assert await refused(content, "foto.jpg") == "files-unknown-kind"


async def test_broken_and_too_large_files_are_not_taken() -> None:
    assert await refused(photo()[:200]) == "files-broken"
    assert await refused(b"\xff\xd8\xff" + b"x" * 100) == "files-broken"
    assert await refused(b"%PDF-1.7" + bytes(LARGEST)) == "files-too-large"


async def test_a_pdf_is_kept_as_it_is() -> None:
    content = b"%PDF-1.7 anything"
    kept = await look(content, "brief.exe")
    assert (kept.content, kept.name, kept.media_type, kept.width) == (content, "brief.pdf", PDF, None)
    assert kind_of(b"\x00\x00\x00\x18ftypheic....") == "image/heic"


@given(st.text(max_size=200), st.sampled_from(sorted(ENDINGS)))
def test_whatever_a_file_is_called_its_name_is_harmless(name: str, media_type: str) -> None:
    made = harmless_name(name, media_type)
    assert made.endswith(ENDINGS[media_type]) and len(made) <= 86 and made.isprintable()
    assert not set(made) & set('/\\<>"\r\n\x00:*?|\u202e\u2066') and not made.startswith(".")
