"""Facts about clients as a colleague reads them in the chat: short as a telegram, five names at most."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from actions import clock, texts
from actions.spans import span_words
from storage.caseload import Fact

MOST = 5
TODAY_PAGE = "/inbox/today"


@dataclass(frozen=True, kw_only=True)
class Words:
    """How to put it for one reader (`staff_id`) at one moment; `names` of the colleagues whom the facts are about."""

    language: str
    now: datetime
    staff_id: uuid.UUID
    names: Mapping[uuid.UUID, str]

    def listed(self, question: str, facts: Sequence[Fact]) -> str:
        """The answer to one question: a head with the number, and a line for each of the first names."""
        if not facts:
            return self._say(f"caseload-none-{_key(question)}")
        head = self._say(f"caseload-head-{_key(question)}", count=len(facts))
        return self._cut([head, *(self._line(question, fact) for fact in facts)])

    def call(self, ranked: Sequence[tuple[str, Fact]]) -> str:
        """Whom to call first, each with the reason."""
        if not ranked:
            return self._say("caseload-none-call")
        lines = [
            self._say("caseload-call", place=place, name=fact.name, why=self._why(question, fact), who=self.who(fact))
            for place, (question, fact) in enumerate(ranked, 1)
        ]
        return self._cut([self._say("caseload-head-call", count=len(ranked)), *lines])

    def day(self, found: Mapping[str, Sequence[Fact]]) -> str:
        """The overview of the day: of each question with an answer the first names."""
        lines = [
            f"{self._say(f'caseload-head-{_key(question)}', count=len(facts))} {self._few(facts)}"
            for question, facts in found.items() if facts
        ]  # fmt: skip
        day = clock.day_words(clock.local(self.now).date(), self.language)
        head = self._say("caseload-day", day=day)
        foot = self._say("caseload-page", page=TODAY_PAGE)
        return "\n".join([head, *(lines or [self._say("caseload-none-day")]), foot])

    def sizes(self, sizes: Sequence[tuple[str, int]]) -> str:
        """How many clients there are, and with whom when there are several."""
        head = self._say("caseload-sizes", count=sum(many for _, many in sizes))
        return "\n".join([head, *(f"• {name}: {many}" for name, many in sizes if len(sizes) > 1)])

    def about(self, question: str, fact: Fact) -> str:
        """What there is about one client, without the name: since when, at what time, by which day."""
        return self._say(f"caseload-about-{_key(question)}", **self._facts(question, fact))

    def who(self, fact: Fact) -> str:
        """Whose client it is, in brackets, when it is not the reader's own."""
        return "" if fact.contact_id == self.staff_id else f" ({self.names[fact.contact_id]})"

    def _line(self, question: str, fact: Fact) -> str:
        return self._say("caseload-line", name=fact.name, who=self.who(fact), about=self.about(question, fact))

    def _why(self, question: str, fact: Fact) -> str:
        return self._say(f"caseload-why-{_key(question)}", **self._facts(question, fact))

    def _facts(self, question: str, fact: Fact) -> dict[str, object]:
        return {
            "since": span_words(self.language, self.now - fact.at) if fact.at else "–",
            "clock": clock.clock_words(fact.at) if fact.at else "–",
            "day": self._day(fact),
            "kind": fact.kind or "other",
            "number": fact.number,
            "colleague": self._colleague(question, fact),
        }

    def _day(self, fact: Fact) -> str:
        """The day of a fact, or else of its moment."""
        day = fact.day or (clock.local(fact.at).date() if fact.at else None)
        return clock.day_words(day, self.language) if day else "–"

    def _colleague(self, question: str, fact: Fact) -> str:
        """Another colleague whom it is about: with whom the appointment is, or from whom a client came."""
        if fact.with_id is None or fact.with_id == self.staff_id:
            return ""
        key = "caseload-from" if question == "new" else "caseload-with"
        return self._say(key, name=self.names[fact.with_id])

    def _few(self, facts: Sequence[Fact]) -> str:
        names = list(dict.fromkeys(f"{fact.name}{self.who(fact)}" for fact in facts))
        more = [self._say("caseload-more", count=len(names) - MOST)] if len(names) > MOST else []
        return ", ".join([*names[:MOST], *more])

    def _cut(self, lines: Sequence[str]) -> str:
        """The head and the first lines, and how many more there are."""
        more = len(lines) - 1 - MOST
        kept = list(lines[: MOST + 1])
        return "\n".join([*kept, self._say("caseload-more-page", count=more, page=TODAY_PAGE)] if more > 0 else kept)

    def _say(self, key: str, **facts: object) -> str:
        return texts.say(self.language, key, **facts)


def _key(question: str) -> str:
    return question.replace("_", "-")
