"""Chance that can be repeated: the same words give the same throws, in whatever order they are asked for."""

from __future__ import annotations

from random import Random


def dice(*about: object) -> Random:
    """Dice for one thing that happens."""
    return Random(":".join(map(str, about)))  # noqa: S311 (a game, no secret)
