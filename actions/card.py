"""A card of a colleague: one of four drawings, and a line in their own words. Pure, as bridge_drawing.py is."""

from __future__ import annotations

from actions import texts
from actions.bridge_drawing import WIDTH, wrapped, write
from actions.bridge_marks import INK, PAPER
from actions.reply import Drawing

HEIGHT, PICTURE, MARGIN = 1000, 620, 70
LONGEST = 160
"""So many letters fit on a card."""
_SIZE, _LINE = 52, 70
_EDGE = f'stroke="{INK}" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"'
_FLOWER = (
    f'<path d="M0 60V230M0 170q-60 -10 -70 -70q60 0 70 70M0 190q60 -10 70 -60q-60 0 -70 60" fill="#b7d79b" {_EDGE}/>'
    f'<g fill="{{petal}}" {_EDGE}><circle cy="-46" r="36"/><circle cx="44" cy="-14" r="36"/>'
    f'<circle cx="27" cy="38" r="36"/><circle cx="-27" cy="38" r="36"/><circle cx="-44" cy="-14" r="36"/></g>'
    f'<circle r="26" fill="#ffe08a" {_EDGE}/>'
)


def _flower(x: int, y: int, scale: float, petal: str) -> str:
    return f'<g transform="translate({x} {y}) scale({scale})">{_FLOWER.format(petal=petal)}</g>'


_SKY, _LAND = f'<rect width="{WIDTH}" height="{PICTURE}" fill="#e3f0f7"/>', "#cfe3b4"
MOTIFS: dict[str, str] = {
    "sun": (
        f'{_SKY}<circle cx="540" cy="300" r="130" fill="#ffd873" {_EDGE}/>'
        f'<path d="M540 130V70M400 190L350 145M680 190L730 145M370 300H300M710 300H780" fill="none" {_EDGE}/>'
        f'<path d="M0 480Q270 300 560 470T1080 400V620H0Z" fill="#b7d79b" {_EDGE}/>'
        f'<path d="M0 560Q360 440 640 560T1080 520V620H0Z" fill="{_LAND}" {_EDGE}/>'
    ),
    "flowers": (
        f'<rect width="{WIDTH}" height="{PICTURE}" fill="#fbf1dc"/>'
        f"{_flower(250, 300, 1.1, '#f7cdd6')}{_flower(540, 230, 1.4, '#ffffff')}{_flower(830, 310, 1.1, '#d6cff0')}"
        f'<path d="M0 560Q540 500 1080 560V620H0Z" fill="{_LAND}" {_EDGE}/>'
    ),
    "home": (
        f'{_SKY}<path d="M0 520Q540 450 1080 520V620H0Z" fill="{_LAND}" {_EDGE}/>'
        f'<rect x="330" y="280" width="330" height="250" fill="#fbf1dc" {_EDGE}/>'
        f'<path d="M290 300L495 120L700 300Z" fill="#e8a07a" {_EDGE}/>'
        f'<path d="M455 530V400H535V530Z" fill="#8fb3c8" {_EDGE}/>'
        f'<rect x="570" y="350" width="56" height="60" fill="#ffe08a" {_EDGE}/>'
        f'<rect x="364" y="350" width="56" height="60" fill="#ffe08a" {_EDGE}/>'
        f'<path d="M830 530V380" fill="none" {_EDGE}/><circle cx="830" cy="300" r="100" fill="#b7d79b" {_EDGE}/>'
    ),
    "boat": (
        f'{_SKY}<path d="M0 430Q135 400 270 430T540 430T810 430T1080 430V620H0Z" fill="#b3d0e0" {_EDGE}/>'
        f'<path d="M560 120V400" fill="none" {_EDGE}/><path d="M580 140Q770 260 760 370H580Z" fill="#ffffff" {_EDGE}/>'
        f'<path d="M540 190Q420 290 410 370H540Z" fill="#f7cdd6" {_EDGE}/>'
        f'<path d="M340 400H800Q780 500 690 500H450Q360 500 340 400Z" fill="#e8a07a" {_EDGE}/>'
        f'<path d="M120 540q40 -22 80 0t80 0M760 560q40 -22 80 0t80 0" fill="none" {_EDGE}/>'
    ),
}
"""The drawings by name, on a ground of 1080 by 620."""


def drawing(motif: str, line: str, who: str, language: str) -> Drawing:
    """The card with a colleague's line and name; raises KeyError for a drawing there is none of."""
    lines = wrapped(line, _SIZE, WIDTH - 3 * MARGIN)
    height = max(HEIGHT, PICTURE + 210 + len(lines) * _LINE)
    written = "".join(write(said, MARGIN, PICTURE + 100 + n * _LINE, _SIZE) for n, said in enumerate(lines))
    signed = write(who, MARGIN, height - 60, 44, bold=True)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="Atkinson Hyperlegible, Verdana, sans-serif"><rect width="{WIDTH}" height="{height}" '
        f'fill="{PAPER}"/>{MOTIFS[motif]}{written}{signed}</svg>'
    )
    alt = f"{texts.say(language, f'card-alt-{motif}')} {line}"
    return Drawing(svg=svg, width=WIDTH, height=height, name=texts.say(language, "card-file"), alt=alt)
