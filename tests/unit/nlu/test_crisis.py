"""The rule layer hears danger in every collected message, and none in everyday trouble."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nlu.crisis import find_crisis, fold
from nlu.understanding import CrisisKind

SENTENCES = Path(__file__).parents[2] / "sentences"
AROUND = ["😭😭", "hallo", "eh", "luister", "💔", "...", "sorry hoor", "hey", "\n", "🙏"]


def collected(pattern: str) -> list[tuple[str, str]]:
    """All (heading, message) pairs of the sentence files that match `pattern`."""
    pairs: list[tuple[str, str]] = []
    for file in sorted(SENTENCES.glob(pattern)):
        for heading, lines in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            pairs += [(heading, line) for line in lines.splitlines() if line.strip()]
    return pairs


# The scenarios of the domain facts: the first half is answered here, the second has an ordinary path of its own.
SCENARIOS: dict[str, tuple[CrisisKind | None, list[str]]] = {
    "S1 suicide": (
        CrisisKind.SELF_HARM,
        ["ik wil er niet meer zijn", "ik maak er een einde aan", "ik heb mijn spullen weggegeven, vaarwel allemaal"],
    ),
    "S2 violence": (
        CrisisKind.VIOLENCE,
        ["hij slaat me", "ik durf niet naar huis", "ik ben bang voor mijn ex", "mijn pooier zoekt mij"],
    ),
    "S3 child at risk": (
        CrisisKind.VIOLENCE,
        ["mijn vriend slaat de kleine", "mijn dochter is niet veilig bij haar oom"],
    ),
    "S4 medical": (
        CrisisKind.MEDICAL,
        ["pijn op mijn borst", "hij wordt niet wakker", "gestopt met drank en nu een insult", "ze is onderkoeld"],
    ),
    "S5 roof tonight": (
        None,
        ["ik sta op straat vannacht", "ik word vandaag uit huis gezet", "het vriest en ik heb geen bed"],
    ),
    "S6 supply": (None, ["ze sluiten morgen het gas af", "mijn zorgverzekering is gestopt", "de stroom is afgesloten"]),
    "S7 threat to staff": (
        CrisisKind.VIOLENCE,
        ["ik kom met een mes naar kantoor", "gast bedreigt collega", "ik sla die begeleider op zijn bek"],
    ),
    "S8 basics": (None, ["ik heb honger", "ik heb geen id meer", "mijn medicijnen zijn op", "ik heb niks te eten"]),
}

HEARD = collected("crisis_heard*.yml")
NOT_HEARD = collected("crisis_not_heard*.yml")


def test_the_collections_are_large_enough_to_mean_something() -> None:
    assert len(HEARD) >= 300
    assert len(NOT_HEARD) >= 1000


@pytest.mark.parametrize(("kind", "text"), HEARD)
def test_danger_is_heard(kind: str, text: str) -> None:
    assert find_crisis(text) == CrisisKind(kind)


@pytest.mark.parametrize("text", [text for _, text in NOT_HEARD])
def test_everyday_trouble_is_no_crisis(text: str) -> None:
    assert find_crisis(text) is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(kind, text, id=f"{scenario}: {text}")
        for scenario, (kind, texts) in SCENARIOS.items()
        for text in texts
    ],
)
def test_scenarios_of_the_domain(kind: CrisisKind | None, text: str) -> None:
    assert find_crisis(text) is kind


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    assert find_crisis(text) in (None, *CrisisKind)


@given(
    message=st.sampled_from([text for _, text in HEARD]),
    before=st.sampled_from(AROUND),
    after=st.sampled_from(AROUND),
)
def test_harmless_words_around_it_do_not_hide_danger(message: str, before: str, after: str) -> None:
    assert find_crisis(f"{before} {message} {after}") is not None


@given(message=st.sampled_from([text for _, text in HEARD]))
def test_shouting_does_not_hide_danger(message: str) -> None:
    assert find_crisis(f"{message.upper()}!!!") == find_crisis(message)


def test_a_long_message_is_read_to_its_end() -> None:
    assert find_crisis("de wasmachine op zaal twee lekt. " * 150 + "ik wil dood") is CrisisKind.SELF_HARM


@pytest.mark.parametrize(
    ("spoken", "kind"),
    [
        ("ksnij mijn pols open", CrisisKind.SELF_HARM),
        ("ik wou da'k dood was", CrisisKind.SELF_HARM),
        ("hee wil mie sloag'n", CrisisKind.VIOLENCE),
        ("ik kan niet goed ademe", CrisisKind.MEDICAL),
    ],
)
def test_words_run_together_or_clipped_in_speech_are_understood(spoken: str, kind: CrisisKind) -> None:
    assert find_crisis(spoken) is kind


@pytest.mark.parametrize(
    "text",
    [
        "bed 3 hoeft niet meer, ik wil dood",
        "de verhuurder reageert niet en hij slaat me",
        "ik heb alle pillen van de apotheek ingenomen",
    ],
)
def test_a_harmless_idiom_hides_only_itself(text: str) -> None:
    assert find_crisis(text) is not None


@pytest.mark.parametrize("text", ["ik wil niet dood", "nee ik heb geen zelfmoordgedachten"])
def test_a_denial_is_no_crisis(text: str) -> None:
    assert find_crisis(text) is None


def test_self_harm_comes_before_the_overdose_it_is_done_with() -> None:
    assert find_crisis("ik wil dood en heb een overdosis genomen") is CrisisKind.SELF_HARM


def test_a_medical_emergency_comes_before_the_violence_that_caused_it() -> None:
    assert find_crisis("hij heeft me geslagen en ze ademt niet meer") is CrisisKind.MEDICAL


@pytest.mark.parametrize(
    ("written", "same"), [("D00D".lower(), "dood"), ("zelfmoort", "zelfmoord"), ("doooood", "dood")]
)
def test_spellings_that_sound_alike_are_one_word(written: str, same: str) -> None:
    assert fold(written) == fold(same)
