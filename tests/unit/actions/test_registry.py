"""Every intent has somebody who answers it, and every button goes somewhere."""

from pathlib import Path

import pytest
import yaml

from actions.errors import UnknownAction
from actions.registry import answers, find, known

DOMAIN = Path(__file__).parents[3] / "nlu" / "project" / "domain.yml"


@pytest.mark.parametrize("intent", yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["intents"])
def test_every_intent_is_answered(intent: str) -> None:
    assert find(intent).name == intent


def test_an_unknown_name_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(UnknownAction, match="import its module"):
        find("dance")


def test_two_handlers_for_one_name_are_refused() -> None:
    with pytest.raises(AssertionError, match="two handlers for greet"):
        answers("greet")(find("greet").handler)


def test_what_changes_something_is_marked_so() -> None:
    risky = {"opt_out", "cancel_bed", "reserve_bed", "cancel_appointment", "step_done", "update_bed_occupancy"}
    assert risky <= {name for name in known() if find(name).effect}
