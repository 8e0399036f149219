"""Who may do what: the rules that must never slip."""

import pytest

from actions.errors import NotAllowed
from actions.permissions import TABLE, May, may, require
from storage.colleagues import ANSWERING
from storage.staff import STAFF_ROLES, Role

OF_CLIENTS = {May.HAVE_STEPS, May.HAVE_REFERRALS, May.HAVE_APPOINTMENTS}


def test_every_role_stands_in_the_table() -> None:
    assert set(TABLE) == set(Role)


def test_a_visitor_may_nothing_personal() -> None:
    assert not any(may(Role.VISITOR, what) for what in May)


def test_a_client_has_their_own_things_and_sees_nothing_of_others() -> None:
    assert {what for what in May if may(Role.CLIENT, what)} == OF_CLIENTS


def test_night_staff_see_beds_and_never_conversations() -> None:
    assert {what for what in May if may(Role.NIGHT_STAFF, what)} == {May.SEE_BEDS, May.CHANGE_BEDS}


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_staff_have_no_steps_of_their_own(role: Role) -> None:
    assert not OF_CLIENTS & TABLE[role]


def test_only_a_coordinator_and_an_admin_see_all_teams() -> None:
    assert {role for role in Role if may(role, May.SEE_ALL_TEAMS)} == {Role.COORDINATOR, Role.ADMIN}


def test_a_housing_officer_sees_no_debts() -> None:
    assert not may(Role.HOUSING_OFFICER, May.SEE_REFERRALS)


def test_a_contactperson_may_answer_and_whoever_may_answer_can_be_one() -> None:
    assert set(ANSWERING) == {role for role in STAFF_ROLES if may(role, May.ANSWER_CLIENTS)}


def test_require_raises_what_the_table_refuses() -> None:
    require(Role.NIGHT_STAFF, May.CHANGE_BEDS)
    with pytest.raises(NotAllowed, match="night_staff may not see_conversations"):
        require(Role.NIGHT_STAFF, May.SEE_CONVERSATIONS)
