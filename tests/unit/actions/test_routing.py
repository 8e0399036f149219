"""Whatever rules there are, everybody gets exactly one team, and it is one that works."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from actions.municipalities import MUNICIPALITIES
from actions.routing import SUBJECTS, WHOSE, Facts, Plan, Rule, choose, gone, never_used

TEAMS = [uuid.UUID(int=number) for number in range(1, 6)]
names = st.sampled_from([*map(str, TEAMS), "no team at all", ""])
places, subjects = st.sampled_from(["", *MUNICIPALITIES]), st.sampled_from(["", *SUBJECTS])
languages = st.sampled_from(["", "nl", "en"])
rules = st.builds(
    Rule, team=names, whose=st.sampled_from(WHOSE), municipality=places, language=languages, subject=subjects
)
plans = st.builds(Plan, default=names, rules=st.lists(rules, max_size=6).map(tuple))
facts = st.builds(
    Facts, whose=st.sampled_from(("visitor", "client")), municipality=places, language=languages, subject=subjects
)
working = st.lists(st.sampled_from(TEAMS), unique=True, min_size=1)
A, B, C = TEAMS[:3]
EXAMPLE = Plan(
    default=str(A),
    rules=(
        Rule(team=str(B), subject="debts"),
        Rule(team=str(C), whose="visitor", municipality="Hellendoorn", language="nl"),
    ),
)


@given(plans, facts, working)
def test_everybody_gets_exactly_one_team_that_works(plan: Plan, known: Facts, teams: list[uuid.UUID]) -> None:
    choice = choose(plan, known, teams)
    assert choice is not None and teams.count(choice.team) == 1
    if not choice.ended and choice.rule is not None:
        rule = plan.rules[choice.rule - 1]
        assert rule.team == str(choice.team) and rule.fits(known)
        assert not any(before.fits(known) for before in plan.rules[: choice.rule - 1])
    if choice.ended:
        assert gone(plan, [str(team) for team in teams])


@given(plans, facts, working)
def test_a_rule_that_never_gets_its_turn_never_does(plan: Plan, known: Facts, teams: list[uuid.UUID]) -> None:
    choice = choose(plan, known, teams)
    assert choice is not None and choice.rule not in never_used(plan)


def test_without_any_team_nobody_gets_one() -> None:
    assert choose(EXAMPLE, Facts(whose="visitor"), []) is None


def test_the_first_rule_that_fits_counts_and_else_the_default() -> None:
    def team_of(**known: str) -> tuple[uuid.UUID, int | None, bool]:
        choice = choose(EXAMPLE, Facts(**({"whose": "visitor", "language": "nl"} | known)), TEAMS)
        assert choice is not None
        return choice.team, choice.rule, choice.ended

    assert team_of(municipality="Hellendoorn") == (C, 2, False)
    assert team_of(municipality="Hellendoorn", subject="debts") == (B, 1, False)
    assert team_of(municipality="Hellendoorn", language="en") == (A, None, False)
    assert team_of(municipality="Hellendoorn", whose="client") == (A, None, False)
    assert team_of() == (A, None, False)


def test_a_rule_whose_team_ended_falls_back_to_the_default_and_that_to_the_oldest() -> None:
    known = Facts(whose="visitor", subject="debts")
    choice = choose(EXAMPLE, known, [A, C])
    assert choice is not None and (choice.team, choice.rule, choice.ended) == (A, 1, True)
    choice = choose(EXAMPLE, known, [C])
    assert choice is not None and (choice.team, choice.ended) == (C, True)
    assert gone(EXAMPLE, [str(C)]) == [0, 1]


def test_a_rule_behind_a_wider_one_is_pointed_out() -> None:
    plan = Plan(default=str(A), rules=(*EXAMPLE.rules, Rule(team=str(A), subject="debts", language="en")))
    assert never_used(plan) == {3: 1}
