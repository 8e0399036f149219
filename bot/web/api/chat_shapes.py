"""What the parts of the web chat's API have in common: a message that was taken, and a file that goes with one."""

from __future__ import annotations

from typing import Any

from bot import enclosures
from bot.web.api.shapes import Shape


class Accepted(Shape):
    """The message is stored; its answer comes."""

    id: int


AGAIN: dict[int | str, dict[str, Any]] = {
    200: {"model": Accepted, "description": "The same clientMessageId again: the same answer, and no second message"}
}
"""For the OpenAPI document: what a retry gets."""


class Attachment(Shape):
    """A file that came with a message. What Stapje keeps has an address, which wants the chat token as well; a picture
    or photo also has words that say what it shows, and its size in pixels."""

    kind: str
    name: str
    url: str | None = None
    alt: str | None = None
    width: int | None = None
    height: int | None = None


def attachment(kept: dict[str, str]) -> Attachment:
    """A file as the web chat hears of it: what stays with another channel has no address."""
    if kept["kind"] == enclosures.CALENDAR:
        url = f"/api/v1/chat/calendars/{kept['appointment_id']}"
        return Attachment(kind=kept["kind"], name=kept["name"], url=url)
    if "stored_id" in kept:
        size = {"width": int(kept["width"]), "height": int(kept["height"])} if "width" in kept else {}
        url = f"/api/v1/chat/files/{kept['stored_id']}"
        return Attachment(kind=kept["kind"], name=kept["name"], url=url, alt=kept["name"], **size)
    if "picture_id" not in kept:
        return Attachment(kind=kept["kind"], name=kept["name"])
    return Attachment(
        kind=kept["kind"], name=kept["name"], url=f"/api/v1/chat/pictures/{kept['picture_id']}", alt=kept["alt"],
        width=int(kept["width"]), height=int(kept["height"]),
    )  # fmt: skip
