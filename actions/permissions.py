"""Who may do what: the one table that chat, web pages and API ask."""

from __future__ import annotations

from enum import StrEnum

from actions.errors import NotAllowed
from storage.staff import Role


class May(StrEnum):
    """Something a role may or may not do."""

    SEE_BEDS = "see_beds"
    CHANGE_BEDS = "change_beds"
    SEE_CONVERSATIONS = "see_conversations"
    ANSWER_CLIENTS = "answer_clients"
    SEE_ALL_TEAMS = "see_all_teams"
    SEE_CLIENTS = "see_clients"
    MAKE_CLIENTS = "make_clients"
    SEE_REFERRALS = "see_referrals"
    HANDLE_REFERRALS = "handle_referrals"
    EDIT_DESKS = "edit_desks"
    EDIT_RULES = "edit_rules"
    EDIT_ROUTES = "edit_routes"
    HANDLE_MONEY = "handle_money"
    SEE_APPOINTMENTS = "see_appointments"
    MAKE_APPOINTMENTS = "make_appointments"
    SEE_NUDGES = "see_nudges"
    MERGE_PEOPLE = "merge_people"
    BLOCK_PEOPLE = "block_people"
    EDIT_REPLIES = "edit_replies"
    SEE_DASHBOARD = "see_dashboard"
    SEE_AUDIT = "see_audit"
    HANDLE_RIGHTS = "handle_rights"
    MANAGE_STAFF = "manage_staff"
    INVITE_STAFF = "invite_staff"
    ASK_CASELOAD = "ask_caseload"
    HAVE_STEPS = "have_steps"
    HAVE_REFERRALS = "have_referrals"
    HAVE_APPOINTMENTS = "have_appointments"


_CLIENT = frozenset({May.HAVE_STEPS, May.HAVE_REFERRALS, May.HAVE_APPOINTMENTS})
_INBOX = frozenset(
    {
        May.SEE_BEDS,
        May.SEE_CONVERSATIONS,
        May.ANSWER_CLIENTS,
        May.SEE_CLIENTS,
        May.SEE_APPOINTMENTS,
        May.MAKE_APPOINTMENTS,
        May.SEE_NUDGES,
        May.ASK_CASELOAD,
        May.MERGE_PEOPLE,
        May.BLOCK_PEOPLE,
        May.EDIT_REPLIES,
    }
)
_COORDINATES = frozenset(
    {
        May.EDIT_DESKS,
        May.SEE_ALL_TEAMS,
        May.CHANGE_BEDS,
        May.SEE_DASHBOARD,
        May.SEE_AUDIT,
        May.HANDLE_RIGHTS,
        May.INVITE_STAFF,
        May.EDIT_RULES,
        May.MAKE_CLIENTS,
    }
)
INVITED_BY_COORDINATOR = (Role.CONTACT_PERSON, Role.NIGHT_STAFF, Role.DEBT_SPECIALIST, Role.HOUSING_OFFICER)
"""Whom a coordinator may invite, into teams of their own organisation: nobody who may do more than they themselves.

Letting in is daily work of who plans the work; resetting, closing and changing roles stay with MANAGE_STAFF
(docs/decisions/0036).
"""
TABLE: dict[Role, frozenset[May]] = {
    Role.VISITOR: frozenset(),
    Role.CLIENT: _CLIENT,
    Role.NIGHT_STAFF: frozenset({May.SEE_BEDS, May.CHANGE_BEDS}),
    Role.CONTACT_PERSON: _INBOX | {May.SEE_REFERRALS, May.HANDLE_MONEY, May.MAKE_CLIENTS},
    Role.DEBT_SPECIALIST: _INBOX | {May.SEE_REFERRALS, May.HANDLE_REFERRALS, May.HANDLE_MONEY},
    Role.HOUSING_OFFICER: _INBOX,
    Role.COORDINATOR: _INBOX | _COORDINATES | {May.SEE_REFERRALS, May.HANDLE_REFERRALS, May.HANDLE_MONEY},
    Role.ADMIN: frozenset(May) - _CLIENT,
}


def may(role: Role, what: May) -> bool:
    """Whether a role may do something."""
    return what in TABLE[role]


def require(role: Role, what: May) -> None:
    """Raise NotAllowed unless the role may do it."""
    if not may(role, what):
        raise NotAllowed(f"{role} may not {what}")
