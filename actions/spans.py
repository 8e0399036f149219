"""How long something lasts or has lasted, in a word or two."""

from __future__ import annotations

from datetime import timedelta

from actions import texts


def span_words(language: str, span: timedelta) -> str:
    """A length of time: "12 min", "3 uur", "2 dagen"; less than a minute is 0 min."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return texts.say(language, "inbox-span-minutes", count=minutes)
    if minutes < 48 * 60:
        return texts.say(language, "inbox-span-hours", count=minutes // 60)
    return texts.say(language, "inbox-span-days", count=minutes // (24 * 60))
