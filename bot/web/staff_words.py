"""How colleagues, their roles and what was changed about them read on pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.web.accounts import Visit
from bot.web.editing import Past
from storage.staff import STAFF_ROLES

DEEDS = {
    "staff.invited": "staff-history-invited",
    "staff.joined": "staff-history-joined",
    "staff.reset": "staff-history-reset",
    "staff.closed": "staff-history-closed",
    "staff.lifted": "staff-history-lifted",
    "staff.changed": "staff-history-changed",
    "team.changed": "staff-history-changed",
    "login_rule.changed": "staff-history-changed",
}
"""What happened, as the text that says so."""


FIELDS = {
    "username": "staff-field-username",
    "display_name": "staff-field-display-name",
    "role": "staff-field-role",
    "team_id": "staff-field-team-id",
    "teams": "staff-field-teams",
    "identity": "staff-field-identity",
    "name": "staff-field-name",
    "organisation": "staff-field-organisation",
    "municipality": "staff-field-municipality",
    "active": "staff-field-active",
}
"""What a change can be about, as its label."""


def role_words(visit: Visit) -> dict[str, str]:
    """Each role, as it is called."""
    return {str(role): visit.say(f"role-{role.replace('_', '-')}") for role in STAFF_ROLES}


def history_words(
    visit: Visit, history: Sequence[Past], choices: Mapping[str, Mapping[str, str]]
) -> list[dict[str, Any]]:
    """What happened, as a colleague reads it; `choices` are what its form offers. A role's name stands for its rule."""
    roles, in_use = role_words(visit), {"1": visit.say("edit-in-use"), "": visit.say("edit-out-of-use")}
    words = {"role": roles, "team_id": choices.get("teams", {}), "active": in_use}

    def label(field: str) -> str:
        return roles[field] if field in roles else visit.say(FIELDS[field])

    def read(field: str, value: str) -> str:
        if field in roles:
            return _rule_words(visit, value)
        return (words[field].get(value) if field in words else value) or "–"

    return [
        {
            "at": one.at, "who": one.who or "–", "what": visit.say(DEEDS[one.action]),
            "lines": [(label(name), read(name, old), read(name, new)) for name, (old, new) in one.changed.items()],
        }
        for one in history
    ]  # fmt: skip


def _rule_words(visit: Visit, told: str) -> str:
    """A rule of signing in, from how the audit trail keeps it."""
    factor, days, minutes, switch = told.split()
    words = visit.say("staff-rule-told", factor=int(factor), days=int(days), minutes=int(minutes))
    return f"{words}, {visit.say('staff-rule-switch')}" if switch == "1" else words
