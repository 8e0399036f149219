"""The question who looked at somebody's data is read by rule; what somebody might see is another question."""

import pytest

from nlu.privacy import asks_who_looked


@pytest.mark.parametrize(
    "said",
    [
        "wie heeft mijn gegevens bekeken", "Wie hebben er allemaal in mijn dossier gekeken?",
        "welke collega's hebben mijn gesprek gelezen", "wie heeft er in mijn gegevens zitten neuzen",
        "who has looked at my data", "Which staff have opened my file?", "who has been snooping in my records",
    ],
)  # fmt: skip
def test_who_looked_is_heard(said: str) -> None:
    assert asks_who_looked(said)


@pytest.mark.parametrize(
    "said",
    [
        "wie kan mijn berichten lezen", "who can see my messages", "wat weet je van me", "wie heeft de kat gezien",
        "mag ik mijn dossier zien", "ik heb je bericht gelezen", "wie heeft mijn gegevens gelezen " + "x" * 200,
    ],
)  # fmt: skip
def test_what_is_another_question_is_left_to_the_model(said: str) -> None:
    assert not asks_who_looked(said)
