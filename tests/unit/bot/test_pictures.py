"""From a drawing to a PNG: sharp, small, with our own letters, and told apart without colour."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from actions import bridge, card
from actions.bridge import Done
from actions.bridge_marks import MARKS, OTHER
from bot import pictures
from storage.milestones import KINDS
from storage.steps import LIFE_DOMAINS

PARTS = (*LIFE_DOMAINS, OTHER)
MOST_BYTES = 150_000
SEEN_BY = {
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
    "black and white": ((0.299, 0.587, 0.114),) * 3,
}
"""How the three kinds of cones see, as matrices of Machado, Oliveira and Fernandes (2009), complete."""


def some(count: int) -> Done:
    steps = tuple((domain, "de huisarts bellen") for domain, _ in zip(itertools.cycle(PARTS), range(count)))
    return Done(steps=steps, milestones=KINDS if count else ())


@pytest.mark.parametrize("count", [0, 1, 7, 40, 200])
def test_a_picture_is_as_wide_as_drawn_and_small(count: int) -> None:
    drawn = bridge.drawing(some(count), "nl")
    png = pictures.render(drawn.svg)
    with Image.open(io.BytesIO(png)) as picture:
        assert (picture.format, picture.size) == ("PNG", (drawn.width, drawn.height))
    assert len(png) <= MOST_BYTES


def test_the_same_drawing_gives_the_same_bytes() -> None:
    svg = card.drawing("boat", "Goed bezig", "Noor", "nl").svg
    assert pictures.render(svg) == pictures.render(svg)


def test_letters_are_drawn() -> None:
    with_words, without = (
        Image.open(io.BytesIO(pictures.render(card.drawing("sun", line, "", "nl").svg))).convert("L")
        for line in ("Goed bezig", "")
    )
    assert ImageChops.difference(with_words, without).getbbox() is not None


def test_without_its_letters_nothing_is_drawn_and_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LETTERS", (Path("nowhere.ttf"),))
    with pytest.raises(pictures.NotDrawn, match=r"bot\.web\.assets"):
        pictures.render("<svg/>")


def test_what_is_no_drawing_is_said() -> None:
    with pytest.raises(pictures.NotDrawn):
        pictures.render("<p>")


def wood(part: str) -> Image.Image:
    """The planks of one part of life, cut out of the picture."""
    done = Done(steps=((part if part != OTHER else None, "x"),))
    with Image.open(io.BytesIO(pictures.render(bridge.drawing(done, "nl").svg))) as picture:
        return picture.convert("RGB").crop((100, 330, 700, 386))


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_parts_of_life_are_told_apart_by_whatever_eyes(eyes: str) -> None:
    matrix = tuple(value for row in SEEN_BY[eyes] for value in (*row, 0.0))
    seen = {part: wood(part).convert("RGB", matrix) for part in PARTS}
    assert set(MARKS) >= set(seen)
    for one, other in itertools.combinations(PARTS, 2):
        difference = ImageStat.Stat(ImageChops.difference(seen[one], seen[other]).convert("L")).mean[0]
        assert difference > 8, (one, other)
