"""What Stapje says back: plain values that know no channel."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A button: `label` as the person reads it, `action` and `arguments` as the registry knows them."""

    label: str
    action: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture to go with a message: an SVG with its size in pixels, a file name, and in words what it shows."""

    svg: str
    width: int
    height: int
    name: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One message to the person. `context` is what the conversation is about after it; None leaves that as it was.

    The text says all that matters without the `picture`: it is what remains where none can be shown. `appointment` is
    one whose calendar file goes along.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    picture: Drawing | None = None
    appointment: uuid.UUID | None = None
    context: dict[str, Any] | None = None
