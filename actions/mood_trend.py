"""How it goes with somebody lately, as a word or three for a list. It compares answers; it never counts them up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from actions import texts

LATELY = timedelta(days=60)
"""An older answer says nothing about now."""
_ORDER = ("bad", "so_so", "good")


def words(moods: Sequence[str], language: str) -> str:
    """The latest answers, newest first, in words: "beter: nu goed". Empty without any."""
    if not moods:
        return ""
    now = texts.say(language, f"inbox-mood-{moods[0].replace('_', '-')}")
    return texts.say(language, f"mood-trend-{_way(moods)}", mood=now)


def _way(moods: Sequence[str]) -> str:
    """Whether the newest answer is better or worse than the one before, or has been the same for three times."""
    newest, *before = [_ORDER.index(mood) for mood in moods]
    if before and newest != before[0]:
        return "better" if newest > before[0] else "worse"
    return "same" if len(before) >= 2 and before[1] == newest else "now"
