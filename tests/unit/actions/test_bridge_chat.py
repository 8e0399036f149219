"""Which messages ask to see what was done, or for a look back each week; and which only seem to."""

from __future__ import annotations

import pytest

from actions.bridge_chat import wish_in

SHOW = """
laat mijn voortgang zien
Laat mijn voortgang eens zien, alsjeblieft
wat heb ik al gedaan
Wat heb ik al gedaan?
wat heb ik allemaal gedaan
wat heb ik tot nu toe bereikt?
mijn brug
Mijn brug graag
kan ik mijn brug zien
mag ik mijn voortgang bekijken
laat zien wat ik deed
show my progress
show me my progress please
my bridge
what have I done so far?
what did I do
"""
ON = """
elke week een overzicht graag
ik wil graag een weekoverzicht
weekoverzicht
stuur me elke week een kort overzicht
wekelijks overzicht aan
een overzicht per week
a weekly overview please
send me a recap every week
"""
OFF = """
geen weekoverzicht meer
stop met het weekoverzicht
Geen overzicht elke week meer
weekoverzicht uit
no more weekly recap
stop my weekly overview
"""
NEITHER = """
ik heb mijn brug niet gehaald
wat heb ik verkeerd gedaan
wat heb ik gedaan dat ze boos zijn
ik sta op de brug
ik sta bij de brug en wil springen
wat heb ik eraan
ik wil geen berichten meer
stop
elke week een afspraak
hoe vaak vraag je het
mijn huis
wat doe jij
een overzicht van de schulden
"""


def lines(block: str) -> list[str]:
    return block.strip().splitlines()


@pytest.mark.parametrize("said", lines(SHOW))
def test_what_was_done_is_asked_for(said: str) -> None:
    assert wish_in(said) == "bridge.show"


@pytest.mark.parametrize("said", lines(ON))
def test_a_look_back_each_week_is_asked_for(said: str) -> None:
    assert wish_in(said) == "recap.on"


@pytest.mark.parametrize("said", lines(OFF))
def test_no_look_back_any_more(said: str) -> None:
    assert wish_in(said) == "recap.off"


@pytest.mark.parametrize("said", lines(NEITHER))
def test_anything_else_is_left_alone(said: str) -> None:
    assert wish_in(said) is None
