"""What parts of life look like in a drawing: for each a small picture, the grain of its wood, and a colour beside it.

The pictures are drawn on a square of 48, in one dark ink, so that they stay clear in grey and small.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

INK, PAPER = "#1d2b38", "#fffdf7"
"""All lines and letters, and the ground. On the paper, the water and every wood the ink has a contrast above 9."""
OTHER = "other"
"""The part for steps that belong to no part of life in particular."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A small picture (shapes on a square of 48), the colour of the wood, and its grain (lines on a square of 30)."""

    shapes: str
    wood: str
    grain: str


_LINE = f'fill="none" stroke="{INK}" stroke-width="4" stroke-linejoin="round" stroke-linecap="round"'
_FULL = f'fill="{INK}"'
MARKS: dict[str, Mark] = {
    "wonen": Mark(
        shapes=(
            f'<path d="M4 25L24 6L44 25M10 21V43H38V21" {_LINE}/><rect x="20" y="29" width="9" height="14" {_FULL}/>'
        ),
        wood="#f5c98b",
        grain="M-4 34L34 -4M-19 19L19 -19M11 49L49 11",
    ),
    "familie": Mark(
        shapes=(
            f'<circle cx="14" cy="13" r="7" {_FULL}/><circle cx="34" cy="13" r="7" {_FULL}/>'
            f'<circle cx="24" cy="29" r="5" {_FULL}/><path d="M4 43V30q0 -7 10 -7M44 43V30q0 -7 -10 -7" {_LINE}/>'
            f'<path d="M17 43q0 -7 7 -7t7 7" {_LINE}/>'
        ),
        wood="#f7cdd6",
        grain="M8 8h.1M23 23h.1",
    ),
    "gezondheid": Mark(
        shapes=f'<path d="M24 43C-8 22 8 -1 24 13C40 -1 56 22 24 43Z" {_FULL}/>',
        wood="#c3e3c5",
        grain="M15 8V22M8 15H22",
    ),
    "mensen": Mark(
        shapes=(
            f'<path d="M4 6H32V25H16L9 32V25H4Z" {_LINE}/>'
            f'<path d="M38 17H44V36H39V43L32 36H20" {_LINE}/>'
        ),
        wood="#d6cff0",
        grain="M15 9a6 6 0 1 0 .1 0",
    ),
    "geld": Mark(
        shapes=(
            f'<circle cx="24" cy="24" r="19" {_LINE}/>'
            f'<path d="M32 16a10 10 0 1 0 0 16M13 22H26M13 27H26" {_LINE}/>'
        ),
        wood="#f8e79a",
        grain="M0 7H30M0 22H30",
    ),
    "schulden": Mark(
        shapes=f'<rect x="4" y="10" width="40" height="29" rx="3" {_LINE}/><path d="M5 13L24 28L43 13" {_LINE}/>',
        wood="#e6d3bd",
        grain="M0 0L30 30M30 0L0 30",
    ),
    "leren": Mark(
        shapes=f'<path d="M24 13V42M24 13Q14 6 4 9V38Q14 35 24 42Q34 35 44 38V9Q34 6 24 13Z" {_LINE}/>',
        wood="#b9e0de",
        grain="M7 0V30M22 0V30",
    ),
    "werk": Mark(
        shapes=(
            f'<rect x="4" y="15" width="40" height="27" rx="4" {_LINE}/>'
            f'<path d="M16 15V7H32V15M4 27H44" {_LINE}/><rect x="20" y="23" width="8" height="9" {_FULL}/>'
        ),
        wood="#dcdcdc",
        grain="M0 22L7.5 8L15 22L22.5 8L30 22",
    ),
    OTHER: Mark(
        shapes=f'<path d="M24 4V44M4 24H44M10 10L38 38M38 10L10 38" {_LINE}/>',
        wood="#ffffff",
        grain="M4 9H17M14 22H27",
    ),
    "star": Mark(
        shapes=f'<path d="M24 3L30 18L46 19L34 29L38 45L24 36L10 45L14 29L2 19L18 18Z" {_FULL}/>', wood=PAPER, grain=""
    ),
    "flag": Mark(
        shapes=f'<path d="M9 45V4" {_LINE}/><path d="M11 6H42L33 16L42 26H11Z" {_FULL}/>', wood=PAPER, grain=""
    ),
}  # fmt: skip
"""By life domain (storage/steps.py), and two marks for moments: a star and a flag."""


def mark(key: str, x: float, y: float, size: float) -> str:
    """The small picture of a part with its upper left corner at a place."""
    return f'<g transform="translate({x:g} {y:g}) scale({size / 48:.3f})">{MARKS[key].shapes}</g>'


def grain(key: str) -> str:
    """The fill that draws the grain of a part's wood; the drawing has to have the `grains` among its definitions."""
    return f"url(#grain-{key})"


def grains() -> Iterator[str]:
    """The definitions of all grains."""
    for key, one in MARKS.items():
        if one.grain:
            yield (
                f'<pattern id="grain-{key}" width="30" height="30" patternUnits="userSpaceOnUse">'
                f'<path d="{one.grain}" fill="none" stroke="{INK}" stroke-width="{7 if key == "familie" else 3}" '
                f'stroke-linecap="round"/></pattern>'
            )
