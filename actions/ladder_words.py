"""What a check-in says, the first time and when it is tried again: each try in other words, none with a reproach."""

from __future__ import annotations

from actions import texts
from actions.reply import Choice
from storage.nudges import Nudge
from storage.nudging import Recipient
from storage.silence import Silence


def question(who: Recipient) -> tuple[str, tuple[Choice, ...]]:
    """How it goes, asked for the first time."""
    return texts.say(who.language, "nudge-check-in", name=who.name), _answers(who)


def again(nudge: Nudge, who: Recipient, subject: Silence) -> tuple[str, tuple[Choice, ...]] | None:
    """The second or third try; None when the silence is over."""
    if not subject.lasts:
        return None
    second = nudge.details["try"] == 2
    said = texts.say(who.language, "ladder-second-try" if second else "ladder-third-try", name=who.name)
    return said, _answers(who)


def _answers(who: Recipient) -> tuple[Choice, ...]:
    return (
        _choice(who, "button-mood-good", "checkin_positive"),
        _choice(who, "button-mood-so-so", "checkin_neutral"),
        _choice(who, "button-mood-bad", "checkin_negative"),
        _choice(who, "button-something-else", "checkin.tell"),
        _choice(who, "button-not-now", "small_talk.fine"),
    )


def _choice(who: Recipient, label: str, action: str) -> Choice:
    return Choice(label=texts.say(who.language, label), action=action)
