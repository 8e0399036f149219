"""How it goes lately in a word or three: the newest answer beside the one before."""

from __future__ import annotations

import pytest

from actions import mood_trend


@pytest.mark.parametrize(
    ("moods", "words"),
    [
        ([], ""),
        (["bad"], "niet goed"),
        (["good", "bad"], "beter: nu goed"),
        (["so_so", "bad", "good"], "beter: nu gaat wel"),
        (["bad", "so_so"], "minder: nu niet goed"),
        (["bad", "bad"], "niet goed"),
        (["bad", "bad", "good"], "niet goed"),
        (["bad", "bad", "bad", "good"], "steeds niet goed"),
        (["good", "good", "good"], "steeds goed"),
    ],
)
def test_the_newest_beside_the_one_before(moods: list[str], words: str) -> None:
    assert mood_trend.words(moods, "nl") == words
