"""How a request for debt help is put into words for colleagues: its reference, its terms, what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions import clock, terms, texts
from actions.referral_queue import agreed, reference, working_days_left
from storage.debts import DebtReferral
from storage.desks import DebtDesk
from storage.referral_events import ReferralEvent
from storage.referral_queue import BEFORE_TALK, Queued


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term as a page tells it: what has to happen, by which day, how long that is, by which rule and source.

    `state` is coming, today, late, done (nothing is due any more), later (it has not begun) or unknown.
    """

    key: str
    day: date | None
    left: str
    rule: str
    source: str
    state: str


class Words:
    """The words of one language on one local day."""

    def __init__(self, language: str, today: date) -> None:
        self.language, self.today = language, today

    def say(self, key: str, **facts: object) -> str:
        """A text in this language."""
        return texts.say(self.language, key, **facts)

    def left(self, due_on: date) -> str:
        """How long there is until the end of a day: "nog 2 werkdagen", "vandaag", "1 dag te laat"."""
        if due_on < self.today:
            return self.say("queue-late", days=(self.today - due_on).days)
        if due_on == self.today:
            return self.say("queue-today")
        return self.say("queue-left", days=working_days_left(self.today, due_on))

    def state(self, due_on: date) -> str:
        """Whether a day is still coming, is today, or is past."""
        return "late" if due_on < self.today else "today" if due_on == self.today else "coming"

    def day(self, day: date) -> str:
        """A day in words; the year when it is not this one."""
        said = clock.day_words(day, self.language)
        return said if day.year == self.today.year else f"{said} {day.year}"

    def name(self, row: Queued) -> str:
        """What a request is called in the list: by the client, or by its reference when the name is not to be shown."""
        if row.name is not None and "name" in agreed(row.referral):
            return row.name
        return self.say("queue-request", reference=reference(row.referral.id))

    def types(self, referral: DebtReferral) -> str:
        """The kinds of debts in a row; one that has no words yet is called by its own name."""
        if "debt_types" not in agreed(referral):
            return ""
        return ", ".join(self._type(one) for one in referral.debt_types)

    def _type(self, kind: str) -> str:
        try:
            return self.say(f"debt-type-{kind}").lower()
        except texts.MissingText:
            return kind

    def threat(self, referral: DebtReferral) -> str:
        """What threatens and when; empty when nothing does."""
        if referral.threat is None or "threat" not in agreed(referral):
            return ""
        what = self.say(f"queue-threat-{referral.threat.replace('_', '-')}")
        if referral.threat_on is not None:
            return self.say("queue-threat-on", what=what, day=self.day(referral.threat_on))
        return what if referral.threat == "unknown" else self.say("queue-threat-when-unknown", what=what)

    def area(self, referral: DebtReferral) -> str:
        """The municipality and, if it was told, the part of it."""
        if "municipality" not in agreed(referral):
            return ""
        known = [one for one in (referral.municipality, referral.neighbourhood) if one]
        return ", ".join(known) or self.say("queue-area-unknown")

    def parts(self, referral: DebtReferral) -> list[tuple[str, str]]:
        """What the client agreed to pass on, by name; without parts about which nothing was told."""
        found = {
            "threat": self.threat(referral),
            "debt_types": self.types(referral),
            "municipality": self.area(referral),
            "administration": self.administration(referral),
            "words": referral.words,
            "letters": self.say("queue-letters-count", count=len(referral.letters)) if referral.letters else "",
        }
        may = agreed(referral)
        return [(part, said) for part, said in found.items() if part in may and said]

    def administration(self, referral: DebtReferral) -> str:
        """Who looks after the client's money already; empty when that was not asked."""
        return self.say(f"queue-administration-{referral.administration}") if referral.administration else ""

    def who_has(self, row: Queued) -> str:
        """Who took it up, else which desk it waits at, else that nobody's desk has it."""
        if row.taken_by is not None:
            return row.taken_by
        if row.referral.closed_at is not None:
            return ""
        return self.say("queue-waits-at", desk=row.desk.name) if row.desk else self.say("queue-waits-nowhere")

    def stage(self, referral: DebtReferral) -> str:
        """How far it is; why it ended, when it did."""
        if referral.closed_at is not None:
            return self.say(f"queue-exit-{(referral.closed_as or 'done').replace('_', '-')}")
        if referral.stage in BEFORE_TALK and referral.staff_id is None:
            return self.say("queue-new")
        return self.say(f"queue-stage-{referral.stage}")

    def words_of(self, event: ReferralEvent, referral: DebtReferral) -> str:
        """The words that go with an event; a client's own only as long as they may be shown."""
        if event.kind == "breach" or (event.by_role == "client" and "words" not in agreed(referral)):
            return ""
        return event.words

    def happened(self, event: ReferralEvent) -> str:
        """What an event was."""
        if event.kind == "stage":
            return self.say("queue-happened-stage", stage=self.say(f"queue-stage-{event.stage}"))
        if event.kind == "told":
            return self.say(f"queue-happened-told-{'client' if event.by_role == 'client' else 'stapje'}")
        if event.kind == "breach":
            return self.say(f"queue-happened-breach-{event.words.replace('_', '-')}")
        return self.say(f"queue-happened-{event.kind.replace('_', '-')}")

    def terms(self, row: Queued) -> Sequence[Term]:
        """The term of the first talk and that of the decision, each with the rule it follows from."""
        return [self._first_talk(row), self._decision(row)]

    def _first_talk(self, row: Queued) -> Term:
        name = "first_talk_urgent" if row.referral.urgent else "first_talk"
        rule = terms.rules()[name]
        said = self.say(f"queue-rule-{name.replace('_', '-')}", count=rule.length)
        if rule.assumption:
            said = f"{said} {self.say('queue-rule-assumption')}"
        return self._term("first-talk", row.referral.due_on, said, rule.source, runs=row.clock == "first_talk")

    def _decision(self, row: Queued) -> Term:
        rule, source = self._rule_of(row.desk)
        if row.referral.decision_due_on is not None:
            return self._term("decision", row.referral.decision_due_on, rule, source, runs=row.clock == "decision")
        state = "later" if row.clock == "first_talk" and source else "unknown"
        return Term(key="decision", day=None, left="", rule=rule, source=source, state=state)

    def _rule_of(self, desk: DebtDesk | None) -> tuple[str, str]:
        """The term that a desk told for its decisions, and where that is from; no source when it told none."""
        if desk is None or desk.decision_weeks is None:
            return self.say("queue-rule-no-weeks"), ""
        said = self.say("queue-rule-decision", count=desk.decision_weeks)
        if desk.last_checked_on is None:
            return said, self.say("queue-rule-decision-source")
        return said, self.say("queue-rule-decision-checked", day=self.day(desk.last_checked_on))

    def _term(self, key: str, due_on: date, rule: str, source: str, *, runs: bool) -> Term:
        left, state = (self.left(due_on), self.state(due_on)) if runs else ("", "done")
        return Term(key=key, day=due_on, left=left, rule=rule, source=source, state=state)
