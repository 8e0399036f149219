"""The bridge as an SVG: a river seen from above, and across it a bridge of planks for each part of life.

Pure drawing from words to text. Every plank is a step that was laid; the planks of a part of life reach from bank to
bank however many they are, so that one step is a bridge and nothing looks unfinished. Parts are told apart by their
name, a small picture and the grain of the wood, never by colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from actions.bridge_marks import INK, MARKS, PAPER, grain, grains, mark

WIDTH = 1080
"""Pixels; a phone shows it at less than a third of that, so letters are never smaller than 42."""
MARGIN, BANK = 64, 84
SMALL, NAME, LARGE = 42, 52, 68
PLANKS_A_LINE, MOST_LINES, MOST_PLANKS = 20, 6, 240
"""So many planks side by side while there are few; and what a part has at most, however much was done."""
MOST_LETTERS = 400
WATER, WAVES, GRASS, BLADES, SHADOW = "#dcebf3", "#b3d0e0", "#cfe3b4", "#7fa35a", "#8fb3c8"
_UNDRAWABLE = re.compile(r"[^\u0020-\u007e\u00a0-\u024f\u2010-\u2026\u20ac]")
"""What the letters of the pictures (Latin) have no shape for; left out rather than drawn as an empty box."""
_NARROW, _WIDE = frozenset("iljtfr.,;:'|!()[] "), frozenset("mwMWQOGDCNHUA@%€&")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of life: its `key` among the marks, its name, how many planks, the newest steps in words, the goals."""

    key: str
    name: str
    planks: int
    words: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Everything that stands in the picture: two lines of words, pennants (milestones), and the parts in order."""

    title: str
    below: str
    pennants: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Svg:
    """A drawing with its size in pixels."""

    text: str
    width: int
    height: int


def draw(scene: Scene) -> Svg:
    """The picture of a scene; as high as it needs to be."""
    head, top = _head(scene)
    parts, end = _river(scene.parts, top) if scene.parts else _beginning(top)
    height = end + 110
    body = [*head, *_water(top, end), *parts, *_far_side(end, height)]
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="Atkinson Hyperlegible, Verdana, sans-serif">'
        f"<defs>{''.join(grains())}</defs>"
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>{"".join(body)}</svg>'
    )
    return Svg(text=text, width=WIDTH, height=height)


# ---------------------------------------------------------------- words


def drawable(words: str) -> str:
    """Words on one line, with only what the letters have a shape for; not more than any picture has room for."""
    return " ".join(_UNDRAWABLE.sub(" ", words[:MOST_LETTERS]).split())


def wrapped(words: str, size: int, room: float) -> list[str]:
    """Words over as many lines as they need, each fitting in `room` pixels."""
    lines = [""]
    for word in drawable(words).split():
        longer = f"{lines[-1]} {word}".strip()
        if _wide(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(fitting(word, size, room))
    return [line for line in lines if line]


def fitting(words: str, size: int, room: float) -> str:
    """Words as the letters can show them, cut at the end of a word to what fits in `room` pixels."""
    shown = drawable(words)
    if _wide(shown, size) <= room:
        return shown
    while shown and _wide(f"{shown}…", size) > room:
        shown = shown.rpartition(" ")[0] if " " in shown else shown[:-1]
    return f"{shown}…" if shown else ""


def _wide(words: str, size: int) -> float:
    """About how wide, in pixels; words in capitals or bold letters may be a tenth wider, and there is room for that."""
    return size * sum(0.3 if c in _NARROW else 0.8 if c in _WIDE else 0.52 for c in words)


def write(words: str, x: float, y: float, size: int, *, bold: bool = False, over: str = "none") -> str:
    """Letters on one line. `over` is the colour of what lies below them; an edge of it keeps waves away."""
    look = f'font-size="{size}" fill="{INK}" stroke="{over}" stroke-width="14" stroke-linejoin="round"'
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" {look} paint-order="stroke"{weight}>{escape(words)}</text>'


# ---------------------------------------------------------------- the scene


def _head(scene: Scene) -> tuple[list[str], int]:
    """Title, the line below it, the sun, and the pennants; and where the river begins."""
    room = WIDTH - 2 * MARGIN - 170
    made = [
        *_sun(WIDTH - 150, 120),
        write(fitting(scene.title, LARGE, room), MARGIN, 118, LARGE, bold=True),
        write(fitting(scene.below, SMALL, room), MARGIN, 188, SMALL),
    ]
    y = 236
    for number, name in enumerate(scene.pennants):
        made += _pennant(MARGIN + number % 2 * 476, y + number // 2 * 86, fitting(name, SMALL, 320))
    lines = (len(scene.pennants) + 1) // 2
    return made, y + (86 * lines + 30 if lines else 6)


def _sun(x: int, y: int) -> Iterator[str]:
    yield f'<g transform="translate({x} {y})" stroke="{INK}" stroke-width="4" stroke-linecap="round">'
    yield '<circle r="44" fill="#ffd873"/>'
    yield '<path d="M0 -62V-80M0 62V80M-62 0H-80M62 0H80M-44 -44L-57 -57M44 44L57 57M-44 44L-57 57M44 -44L57 -57"/></g>'


def _pennant(x: int, y: int, name: str) -> Iterator[str]:
    wide = min(456, 1.1 * _wide(name, SMALL) + 104)
    yield f'<g transform="translate({x} {y})"><rect width="{wide:g}" height="70" rx="35" fill="#fff" '
    yield f'stroke="{INK}" stroke-width="3"/>{mark("star", 20, 14, 42)}{write(name, 74, 49, SMALL, bold=True)}</g>'


def _water(top: int, end: int) -> Iterator[str]:
    yield f'<g><rect y="{top}" width="{WIDTH}" height="{end - top}" fill="{WATER}"/>'
    for number, y in enumerate(range(top + 38, end - 8, 58)):
        for x in range(150 + number % 3 * 90, WIDTH - 190, 300):
            yield f'<path d="M{x} {y}q14 -11 28 0t28 0" fill="none" stroke="{WAVES}" stroke-width="4"/>'
    yield "</g>"


def _banks(top: int, end: int) -> Iterator[str]:
    """The land on both sides, with an edge that is not quite straight, and some grass."""
    steps = range(top, end, 60)
    left = "".join(f"q{8 if n % 2 else -8} 30 0 60" for n, _ in enumerate(steps))
    for x, turn in ((0, 1), (WIDTH, -1)):
        yield (
            f'<g transform="translate({x} 0) scale({turn} 1)"><path d="M0 {top}H{BANK - 14}{left}V{end}H0Z" '
            f'fill="{GRASS}"/>'
        )
        for number, y in enumerate(range(top + 44, end - 20, 92)):
            yield (
                f'<path d="M{20 + number % 2 * 18} {y}l-6 -16m6 16v-20m0 20l6 -16" fill="none" stroke="{BLADES}" '
                f'stroke-width="4" stroke-linecap="round"/>'
            )
        yield "</g>"


def _river(parts: Sequence[Part], top: int) -> tuple[list[str], int]:
    """All bridges, one below the other; and where the river ends."""
    made, y = [], top + 34
    for part in parts:
        drawn, y = _bridge(part, y, words=2 if len(parts) <= 4 else 1)
        made += drawn
    return [*_banks(top, y), *made], y


def _bridge(part: Part, y: int, *, words: int) -> tuple[list[str], int]:
    room = WIDTH - 2 * BANK - 60
    made = [
        mark(part.key, BANK + 26, y, 56),
        write(fitting(part.name, NAME, room - 120), BANK + 100, y + 47, NAME, bold=True, over=WATER),
    ]
    y += 76
    high = 84 if part.planks <= 2 * PLANKS_A_LINE else 52
    for line in _lines(part.planks):
        made += _planks(part.key, line, y, high)
        y += high + 8
    y += 52
    for goal in part.goals[:words]:
        made.append(mark("flag", BANK + 26, y - 38, 44))
        made.append(write(fitting(goal, SMALL, room - 120), BANK + 84, y, SMALL, bold=True, over=WATER))
        y += 56
    for said in [found for found in (fitting(step, SMALL, room) for step in part.words) if found][:words]:
        made.append(write(said, BANK + 26, y, SMALL, over=WATER))
        y += 56
    return made, y + 12


def _lines(planks: int) -> list[int]:
    """So many planks over as few lines as fit, as evenly as can be."""
    planks = min(planks, MOST_PLANKS)
    lines = min(MOST_LINES, -(-planks // PLANKS_A_LINE))
    return [planks // lines + (number < planks % lines) for number in range(lines)]


def _planks(key: str, count: int, y: int, high: int) -> Iterator[str]:
    start, room, gap = 40, WIDTH - 80, 7 if count <= PLANKS_A_LINE else 4
    wide = (room - gap * (count - 1)) / count
    yield f'<rect x="{start}" y="{y + 10}" width="{room}" height="{high}" rx="6" fill="{SHADOW}"/>'
    for beam in (0.2, 0.7):
        yield f'<rect x="{start}" y="{y + high * beam:g}" width="{room}" height="{high * 0.12:g}" fill="{INK}"/>'
    fill, pattern = MARKS[key].wood, grain(key)
    for number in range(count):
        box = f'x="{start + number * (wide + gap):.1f}" y="{y}" width="{wide:.1f}" height="{high}" rx="6"'
        yield f'<rect {box} fill="{fill}"/><rect {box} fill="{pattern}" stroke="{INK}" stroke-width="3"/>'


def _beginning(top: int) -> tuple[list[str], int]:
    """No step yet: a quiet river, and planks that lie ready on the bank."""
    end = top + 430
    made = [*_banks(top, end)]
    made.append(f'<path d="M0 {top}H300q40 110 -30 215q-50 90 20 215H0Z" fill="{GRASS}"/>')
    made.append(f'<path d="M{WIDTH} {top}h-190q-30 120 20 225q40 90 -10 205H{WIDTH}Z" fill="{GRASS}"/>')
    for number, (x, y) in enumerate(((60, 300), (84, 252), (66, 204))):
        made.append(
            f'<g transform="translate({x} {top + y}) rotate({(number - 1) * 2})"><rect width="170" height="44" rx="6" '
            f'fill="{MARKS["wonen"].wood}" stroke="{INK}" stroke-width="4"/>'
            f'<path d="M22 15H120M52 30H150" stroke="{INK}" stroke-width="3" stroke-linecap="round"/></g>'
        )
    made.append(mark("flag", 190, top + 104, 92))
    made.append(mark("wonen", WIDTH - 140, top + 150, 100))
    return made, end


def _far_side(top: int, height: int) -> Iterator[str]:
    """Land below the river, with a path that goes on and a few flowers."""
    yield f'<rect y="{top}" width="{WIDTH}" height="{height - top}" fill="{GRASS}"/>'
    for x, y in ((150, 48), (330, 74), (520, 42), (700, 70), (900, 50)):
        yield (
            f'<g transform="translate({x} {top + y})" stroke="{INK}" stroke-width="3"><path d="M0 0V26"/>'
            f'<circle r="11" fill="#fff"/><circle r="4" fill="{INK}"/></g>'
        )
