"""Words that Stapje understands without its language model, and the answer that each must get.

Because every word has an answer of its own, the answers in a chat tell which messages were answered, how often and in
which order.
"""

from __future__ import annotations

from actions import texts
from tests.telegram import TelegramStandIn

ANSWERS = {
    "menu": "help",
    "taal": "language-which",
    "stop": "opted-out",
    "start": "greet",
    "nee": "fine",
    "/berichten": "opted-in",
}
WORDS = tuple(ANSWERS)


def word(number: int) -> str:
    """The word of the n-th message; neighbours differ."""
    return WORDS[number % len(WORDS)]


def expected(said: list[str]) -> list[str]:
    """The answers to these words, in their order."""
    return [texts.say("nl", ANSWERS[one]) for one in said]


def heard(telegram: TelegramStandIn, chat: int) -> list[str]:
    """What the bot said in a chat, in order, repeats included."""
    return [line.text for line in telegram.transcript(chat) if line.from_bot]


def without_repeats(answers: list[str]) -> list[str]:
    """The answers with a repeat right behind the first one taken out."""
    return [one for number, one in enumerate(answers) if number == 0 or one != answers[number - 1]]
