"""From a text to an Understanding: words that always work, crisis rules, Dutch time, language, and Rasa."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from nlu.commands import command_in
from nlu.crisis import find_crisis
from nlu.dutch_time import find_times
from nlu.errors import RasaUnreachable
from nlu.language import detect_language
from nlu.rasa import Parse, Rasa
from nlu.understanding import Understanding


class Reader(Protocol):
    """Whoever can say what a text means."""

    def foresee(self, text: str) -> None:
        """This text will have to be read soon; who can begin already, may."""

    async def read(self, text: str, *, language: str, now: datetime) -> Understanding:
        """What the text means; never raises. `language` is that of the conversation, `now` is aware."""


def pressed(label: str, language: str) -> Understanding:
    """A button's label as a message: its meaning is known, so nothing is guessed and no alarm is heard in it."""
    return Understanding(text=label, language=language, intent=None, confidence=0.0)


def warm_up() -> None:
    """Load what is slow the first time (rules and language models: two seconds), before anybody waits for it."""
    find_crisis("warm up")
    detect_language("dit is een zin om mee te beginnen", "nl")


@dataclass(frozen=True)
class RasaReader:
    """The real one. When Rasa is away the intent is None: no guess, but rules and times are there."""

    rasa: Rasa

    def foresee(self, text: str) -> None:
        """Let Rasa begin; see Reader."""
        if _for_rasa(text):
            self.rasa.begin(text)

    async def read(self, text: str, *, language: str, now: datetime) -> Understanding:
        """What the text means; see Reader."""
        asking = asyncio.create_task(self._parse(text))
        await asyncio.sleep(0)  # the question is on its way; our own rules work while Rasa does
        spoken, times, crisis = detect_language(text, language), find_times(text, now), find_crisis(text)
        parse = await asking
        intent, confidence = parse.ranking[0] if parse.ranking else (None, 0.0)
        return Understanding(
            text=text,
            language=spoken,
            intent=intent,
            confidence=confidence,
            ranking=parse.ranking,
            entities=parse.entities,
            times=times,
            crisis=crisis,
        )

    async def _parse(self, text: str) -> Parse:
        command = command_in(text)
        if command is not None:
            return Parse(ranking=((command, 1.0),), entities=())
        try:
            return await self.rasa.parse(text) if _for_rasa(text) else _NOTHING
        except RasaUnreachable:
            return _NOTHING


def _for_rasa(text: str) -> bool:
    return bool(text.strip()) and command_in(text) is None


_NOTHING = Parse(ranking=(), entities=())
