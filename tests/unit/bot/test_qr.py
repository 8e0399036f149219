"""A QR code on a page: the squares are those of the link, and nothing in it can run or take the page's colours."""

from __future__ import annotations

import re

import segno

from bot.web import qr

LINK = "https://stapje.example/chat?invite=" + "aB3_-" * 8


def modules(drawn: str) -> list[list[int]]:
    """The dark squares of the drawing, read from its lines: each moves, then draws to the right."""
    side = int(re.findall(r'viewBox="0 0 (\d+) \d+"', drawn)[0])
    found = [[0] * side for _ in range(side)]
    x, y = 0.0, 0.0
    lines = re.findall(r'stroke="#000"[^>]* d="([^"]+)"', drawn)[0]
    for kind, numbers in re.findall(r"([Mmh])([^Mmh]*)", lines):
        values = [float(one) for one in re.findall(r"-?\d*\.?\d+", numbers)]
        if kind == "h":
            for step in range(int(values[0])):
                found[int(y)][int(x) + step] = 1
            x += values[0]
        else:
            x, y = (values[0], values[1]) if kind == "M" else (x + values[0], y + values[1])
    return found


def test_the_squares_are_those_of_the_link() -> None:
    drawn = modules(str(qr.svg(LINK, "code")))
    zone = qr.QUIET_ZONE
    assert [row[zone:-zone] for row in drawn[zone:-zone]] == [list(row) for row in segno.make(LINK, error="m").matrix]
    assert not any(any(row) for row in drawn[:zone] + drawn[-zone:])


def test_nothing_in_it_can_run() -> None:
    drawn = str(qr.svg("https://stapje.example/?x=<script>", "<b>"))
    assert "<b>" not in drawn and "<script" not in drawn
    assert set(re.findall(r" ([\w-]+)=", drawn)) <= {"viewBox", "class", "fill", "stroke", "d"}
