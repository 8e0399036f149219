"""The picture of what somebody did: well made whatever the words, and never a score."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions import bridge, card
from actions.bridge import Done
from actions.bridge_drawing import GRASS, MOST_PLANKS, SMALL, WATER, WIDTH, fitting
from actions.bridge_marks import INK, MARKS, OTHER, PAPER
from storage.milestones import KINDS
from storage.steps import LIFE_DOMAINS

SVG = "{http://www.w3.org/2000/svg}"
PARTS = (*LIFE_DOMAINS, OTHER)
HOME = ("wonen", "de sleutel ophalen")
words = st.text(max_size=400)
said = st.tuples(st.sampled_from([*LIFE_DOMAINS, None]), words)
what_was_done = st.builds(
    Done, steps=st.lists(said, max_size=60).map(tuple), goals=st.lists(said, max_size=5).map(tuple),
    milestones=st.sets(st.sampled_from(KINDS)).map(tuple),
)  # fmt: skip


def letters(svg: str) -> list[str]:
    return [found.text or "" for found in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def planks(svg: str, part: str) -> int:
    return len([r for r in ElementTree.fromstring(svg).iter(f"{SVG}rect") if r.get("fill") == f"url(#grain-{part})"])


@settings(max_examples=60, deadline=None)
@given(done=what_was_done, language=st.sampled_from(("nl", "en", "pl")))
def test_any_words_and_any_number_make_a_picture_in_which_nothing_runs(done: Done, language: str) -> None:
    drawn = bridge.drawing(done, language)
    root = ElementTree.fromstring(drawn.svg)
    assert (root.get("width"), root.get("height")) == (str(drawn.width), str(drawn.height))
    assert drawn.width == WIDTH and 500 < drawn.height < 8000
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds <= {"svg", "defs", "pattern", "g", "rect", "path", "circle", "text"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]
    assert drawn.alt and len(drawn.alt) < 600


@settings(max_examples=60, deadline=None)
@given(done=what_was_done)
def test_what_is_said_with_it_fits_under_a_picture_and_is_never_empty(done: Done) -> None:
    assert len(bridge.in_words(done, "nl")) < 900
    assert bool(bridge.in_words(done, "nl")) == bool(done.parts())


@given(text=words)
def test_words_are_cut_to_what_fits(text: str) -> None:
    shown = fitting(text, SMALL, 400)
    assert len(shown) <= 40 and "\n" not in shown


def test_a_text_without_spaces_and_without_end_is_cut_too() -> None:
    drawn = bridge.drawing(Done(steps=(("geld", "a" * 20_000),)), "nl")
    assert max(len(said) for said in letters(drawn.svg)) < 60


def test_words_of_a_client_are_words_and_nothing_else() -> None:
    drawn = bridge.drawing(Done(steps=(("geld", '<script>alert("1")</script> & "meer"'),)), "nl")
    assert '<script>alert("1")</script> & "meer"' in letters(drawn.svg)
    assert "<script" not in drawn.svg


def test_what_the_letters_cannot_show_is_left_out() -> None:
    drawn = bridge.drawing(Done(steps=(("geld", "bellen 🎉 met de bank"), ("leren", "مرحبا"))), "nl")
    assert "bellen met de bank" in letters(drawn.svg)
    assert "Leren" in letters(drawn.svg) and not [said for said in letters(drawn.svg) if "م" in said]


@pytest.mark.parametrize("count", [1, 7, 20, 21, 40, 200])
def test_each_step_is_a_plank(count: int) -> None:
    drawn = bridge.drawing(Done(steps=(HOME,) * count), "nl")
    assert planks(drawn.svg, "wonen") == count


def test_very_many_steps_are_a_whole_bridge_of_a_bounded_size() -> None:
    drawn = bridge.drawing(Done(steps=(HOME,) * 3000), "nl")
    assert planks(drawn.svg, "wonen") == MOST_PLANKS
    assert drawn.height < 1200


def test_a_bridge_reaches_from_bank_to_bank_however_few_planks_it_has() -> None:
    for count in (1, 3, 12, 20, 33):
        root = ElementTree.fromstring(bridge.drawing(Done(steps=(HOME,) * count), "nl").svg)
        laid = [r for r in root.iter(f"{SVG}rect") if r.get("fill") == "url(#grain-wonen)"]
        ends = max(float(r.get("x", 0)) + float(r.get("width", 0)) for r in laid)
        assert (min(float(r.get("x", 0)) for r in laid), round(ends)) == (40, WIDTH - 40)


def test_nothing_done_yet_is_a_friendly_beginning() -> None:
    drawn = bridge.drawing(Done(), "nl")
    assert letters(drawn.svg) == ["Hier begint jouw brug", "Elke stap wordt een plank."]
    assert drawn.alt == "Een tekening van een rivier. Op de oever liggen planken klaar."


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_number_stands_anywhere(language: str) -> None:
    done = Done(
        steps=tuple((domain, "iets") for domain in (*LIFE_DOMAINS, None) for _ in range(23)),
        goals=(("geld", "iets overhouden"),), milestones=KINDS,
    )  # fmt: skip
    drawn = bridge.drawing(done, language)
    said = [*letters(drawn.svg), drawn.alt, bridge.in_words(done, language)]
    assert not [words for words in said if re.search(r"\d", words)]


def test_parts_stand_in_their_own_order_and_not_by_how_much_was_done() -> None:
    done = Done(steps=((None, "a b"), ("werk", "c d"), ("werk", "e f"), ("wonen", "g h")))
    assert done.parts() == ["wonen", "werk", OTHER]
    assert bridge.alt(done, "nl").endswith("bij: wonen, werk en dagbesteding, en verder.")


def test_the_newest_steps_are_named_and_a_reached_goal_comes_first() -> None:
    done = Done(steps=(("geld", "nieuw"), ("geld", "ouder"), ("geld", "oudst")), goals=(("geld", "rust"),))
    assert bridge.in_words(done, "nl") == "• Geld: rust, nieuw en meer"


def test_every_part_of_life_has_a_mark_a_grain_and_a_name_of_its_own() -> None:
    assert set(PARTS) <= set(MARKS)
    assert len({MARKS[part].grain for part in PARTS}) == len(PARTS)
    assert len({MARKS[part].shapes for part in PARTS}) == len(PARTS)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 has it."""
    parts = [int(colour[1 + 2 * n : 3 + 2 * n], 16) / 255 for n in range(3)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", [PAPER, WATER, GRASS, *(MARKS[part].wood for part in PARTS)])
def test_ink_is_clear_on_everything_it_lies_on(ground: str) -> None:
    light, dark = sorted((luminance(ground), luminance(INK)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) > 9


@pytest.mark.parametrize("motif", card.MOTIFS)
def test_a_card_carries_the_line_and_the_name(motif: str) -> None:
    line = "Wat fijn dat je <nu> een eigen plek hebt. " * 3
    drawn = card.drawing(motif, line.strip(), "Noor & co", "nl")
    written = letters(drawn.svg)
    assert written[-1] == "Noor & co" and " ".join(written[:-1]) == line.strip()
    assert line.strip() in drawn.alt


def test_cards_differ() -> None:
    assert all(a != b for a, b in itertools.combinations(card.MOTIFS.values(), 2))
