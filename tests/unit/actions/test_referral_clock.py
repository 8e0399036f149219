"""The warnings of a request for debt help: which come, on which morning, and whose turn it is then."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import clock, terms
from actions.referral_clock import RUNGS, running, timeline
from storage import tasks
from storage.debts import STAGES, DebtReferral
from tests.town import moment

DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2029, 12, 31))


def request(requested_on: date, *, urgent: bool = False, **more: Any) -> DebtReferral:
    return DebtReferral(
        id=uuid.uuid4(), conversation_id=uuid.uuid4(), consent_at=clock.day_start(requested_on), consent_to="desk",
        requested_on=requested_on, urgent=urgent, due_on=terms.first_talk_by(requested_on, urgent=urgent), **more,
    )  # fmt: skip


def lines(referral: DebtReferral) -> list[tuple[str, datetime]]:
    return [(rung.name, at) for at, rung in timeline(referral, referral.requested_on)]


def test_a_calm_request_is_warned_of_from_two_working_days_on() -> None:
    assert lines(request(date(2026, 11, 26))) == [
        ("unaccepted", moment("2026-11-30 09:00")),
        ("week", moment("2026-12-17 09:00")),
        ("two_days", moment("2026-12-22 09:00")),
        ("today", moment("2026-12-24 09:00")),
        ("breach", moment("2026-12-28 09:00")),  # after Christmas
        ("coordinator", moment("2026-12-29 09:00")),
    ]


def test_an_urgent_one_on_its_last_day_and_after_it() -> None:
    assert lines(request(date(2026, 12, 31), urgent=True)) == [
        ("today", moment("2027-01-06 09:00")),
        ("breach", moment("2027-01-07 09:00")),
        ("coordinator", moment("2027-01-08 09:00")),
    ]


def test_once_taken_up_nobody_is_asked_to_take_it_up() -> None:
    taken = request(date(2026, 11, 26), accepted_at=moment("2026-11-27 10:00"))
    assert [name for name, _ in lines(taken)][:2] == ["week", "two_days"]


def test_the_decision_has_its_own_clock_when_its_term_is_known() -> None:
    talked = request(date(2026, 11, 26), stage="intake", decision_due_on=date(2027, 2, 1))
    assert running(talked) is not None and lines(talked)[0] == ("week", moment("2027-01-25 09:00"))
    talked.decision_due_on = None
    assert running(talked) is None and lines(talked) == []


@pytest.mark.parametrize("stage", [s for s in STAGES if s not in ("registration", "crisis", "intake")])
def test_after_the_decision_nothing_is_due(stage: str) -> None:
    assert running(request(date(2026, 11, 26), stage=stage, decision_due_on=date(2027, 2, 1))) is None


def test_a_closed_one_has_no_clock() -> None:
    assert running(request(date(2026, 11, 26), closed_at=moment("2026-11-27 10:00"))) is None


@given(requested=DAYS, urgent=st.booleans())
def test_warnings_come_in_office_hours_and_press_ever_more(requested: date, urgent: bool) -> None:
    referral = request(requested, urgent=urgent)
    found = timeline(referral, requested)
    assert all(clock.someone_reads(at) for at, _ in found)
    on_the_clock = [rung.turn for _, rung in found if not rung.unless_accepted]
    assert [t.level for t in on_the_clock] == sorted(t.level for t in on_the_clock)
    assert [t.priority for t in on_the_clock] == sorted((t.priority for t in on_the_clock), reverse=True)
    assert found[-1][1].turn.level == tasks.COORDINATOR
    breach = next(at for at, rung in found if rung.breach)
    assert clock.local(breach).date() > referral.due_on


def test_every_warning_has_a_name_of_its_own() -> None:
    assert len({rung.name for rung in RUNGS}) == len(RUNGS)
