"""Whatever is told first, skipped, changed or left out: at most six questions, and nothing goes out without a yes."""

from __future__ import annotations

from typing import Any

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from sqlmodel import select

from actions import texts
from storage.audit import AuditEntry
from storage.people import Person
from tests import form_world, talk
from tests.any_order import AnyOrder, empty, in_any_order
from tests.debt_desks import AREAS, open_desk, open_line, referrals, tasks_of
from tests.town import moment

pytest_plugins = ("tests.database",)
MOST_QUESTIONS = 6
FACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "kinds": ("ik heb schuld bij de huur", {"debt_type": "huur"}),
    "threat": ("er dreigt een ontruiming", {}),
    "calm": ("ik heb een aanmaning", {}),
    "when": ("op 10 december moet ik eruit", {}),
    "soon": ("morgen is de ontruiming", {}),
    "where": ("ik woon in wierden", {"municipality": "Wierden"}),
    "minder": ("ik heb een bewindvoerder", {}),
    "post": ("er ligt een stapel ongeopende post", {}),
    "sum": ("het is wel 4000 euro", {"amount": "4000 euro"}),
}
"""What somebody may tell at once, in any order."""
TYPED = (
    "sla over", "weet ik niet", "nee", "ja", "volgende week", "3 november", "de huur", "geen idee", "ook de huur",
    "nee ik bedoel almelo", "ja maar niet alles", "alleen een aanmaning", "pff", "ik durf niet te kijken",
)  # fmt: skip
INTENTS = {"nee": "deny", "ja": "affirm", "pff": "out_of_scope", "nee ik bedoel almelo": "deny"}
YES, STOP = "Ja, geef het door", "Ik stop hiermee"
SAYS_IT = [
    texts.say("nl", key)
    for key in (
        "debt-which-kind", "debt-which-letter", "debt-when", "debt-which-municipality", "debt-which-area",
        "debt-who-minds-money",
    )
]  # fmt: skip
pick = st.integers(0, 99)


class Triage(AnyOrder):
    """One client who wants help with debts, and says it as people do."""

    @initialize(
        told=st.lists(st.sampled_from(sorted(FACTS)), unique=True, max_size=5), knows_where=st.booleans(),
        areas=st.booleans(), night=st.booleans(),
    )  # fmt: skip
    def somebody_begins(self, told: list[str], *, knows_where: bool, areas: bool, night: bool) -> None:
        self.run(self.begin(told, knows_where=knows_where, areas=areas, night=night))
        self.heard(self.opening)

    async def begin(self, told: list[str], *, knows_where: bool, areas: bool, night: bool) -> None:
        await empty(self.db)
        now = moment("2026-11-26 23:30" if night else "2026-11-26 11:00")
        town = await form_world.make(self.db, now)
        await open_line(self.db)
        for area in (None, *(AREAS if areas else ())):
            await open_desk(self.db, town, area=area)
        self.one = await talk.client(self.db, town.contact, now=now)
        if not knows_where:
            async with self.db.begin() as session:
                person = (await session.exec(select(Person))).one()
                person.municipality = None
                session.add(person)
        self.questions: set[str] = set()
        self.agreed = False
        entities = {name: value for fact in told for name, value in FACTS[fact][1].items()}
        said = " en ".join(FACTS[fact][0] for fact in told) or "ik heb schulden"
        note(said)
        self.opening = await self.one.says(said, "debt_help", **entities)

    def heard(self, answer: talk.Answer) -> None:
        """Remember which questions were asked; one may be asked again, for it was not answered."""
        note(answer.text)
        self.questions |= {question for question in SAYS_IT if question in answer.text}
        self.questions |= {"consent"} if YES in answer.buttons else set()
        assert answer.text.count("?") <= 1 or "Wat zeg ik dan?" in answer.text, "one question at a time"

        self.is_open = self.run(self.one.state()).form is not None

    @precondition(lambda self: self.is_open)
    @rule(which=pick)
    def presses_a_button_of_the_question(self, which: int) -> None:
        labels = [*self.one.last.buttons]
        label = labels[which % len(labels)]
        if label not in (STOP, "Er is nog een schuld", "Andere gemeente", "Mens spreken", "Wat zeg ik dan?"):
            self.press(label)

    def press(self, label: str) -> None:
        note(f"[{label}]")
        self.agreed |= label == YES
        self.heard(self.run(self.one.presses_payload(self.one.last.buttons[label])))

    @precondition(lambda self: self.is_open)
    @rule(said=st.sampled_from(TYPED))
    def types(self, said: str) -> None:
        asked_for_a_yes = YES in self.one.last.buttons
        note(said)
        self.heard(self.run(self.one.says(said, INTENTS.get(said))))
        self.agreed |= asked_for_a_yes and said == "ja"

    @precondition(lambda self: self.is_open)
    @rule(fact=st.sampled_from(sorted(FACTS)))
    def tells_more(self, fact: str) -> None:
        said, entities = FACTS[fact]
        note(said)
        self.heard(self.run(self.one.says(said, "debt_help", 0.6, **entities)))

    @rule()
    def waits(self) -> None:
        self.one.passes(minutes=5)

    @precondition(lambda self: self.is_open)
    @rule()
    def stops(self) -> None:
        self.heard(self.run(self.one.says("stop")))

    @invariant()
    def few_questions_and_no_yes_no_request(self) -> None:
        if not hasattr(self, "one"):
            return
        made = self.run(referrals(self.one))
        assert len(self.questions) <= MOST_QUESTIONS
        assert len(made) == int(self.agreed), "nothing without a yes, and a yes is never lost"
        for one in made:
            assert one.consent_to and one.consent_what and one.consent_at <= self.one.now
            assert one.urgent == (one.threat not in (None, "unknown"))
        assert len(self.run(self.consents())) == len(made)

    async def consents(self) -> list[AuditEntry]:
        async with self.db.begin() as session:
            query = select(AuditEntry).where(AuditEntry.action == "referral.consented")
            return [*(await session.exec(query)).all()]

    def teardown(self) -> None:
        if hasattr(self, "one"):
            assert len(self.run(tasks_of(self.one))) <= 1, "one task for one cause"


def test_in_any_order(migrated_url: str) -> None:
    in_any_order(Triage, migrated_url, examples=15, steps=10)
