"""Values that are longer than Fluent fills in: a list of many, a person's own words."""

import pytest

from actions import texts


@pytest.mark.parametrize("length", [1, 900, 901, 20_000])
def test_a_value_of_any_length_is_filled_in_whole(length: int) -> None:
    assert "x" * length in texts.say("nl", "step-done", what="x" * length, tone=1)


def test_two_long_values_do_not_mix() -> None:
    said = texts.say("nl", "steps-open", count=2, steps="a" * 5000 + "\n" + "b" * 5000)
    assert said.endswith("b" * 5000) and "a" * 5000 in said
