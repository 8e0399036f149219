"""The tabs of the inbox as SQL: which conversations stand in each, most pressing first.

Every branch reads at most :upto rows by an index, so that the size of the tables does not matter; only open tasks are
read whole, and of those there are never more than people have work. `rank` and `place` order what the branches give.
"""
# ruff: noqa: S608 (what is put together here are our own names and words, never anything from outside)

from __future__ import annotations

from storage.routes import SEEN_BY_ALL

CRISIS, WAITING, READY, QUIET, SILENT = range(5)
"""The ranks: a red task, somebody waits for a human, to be found or newly come, the rest, never heard yet."""

# Whose conversations may be seen: the reader's team (or all), and people who have no team yet.
FOUNDATION = """
    teams AS MATERIALIZED (
        SELECT id FROM team WHERE :everywhere OR id = :team
    ), red AS MATERIALIZED (
        SELECT conversation_id, min(created_at) AS since FROM task
        WHERE done_at IS NULL AND priority = :urgent GROUP BY conversation_id
    ), lost AS MATERIALIZED (  -- whom a human has to find, with until when
        SELECT conversation_id, min(due_at) AS due_at FROM task
        WHERE done_at IS NULL AND kind = ANY(:about_reach) AND priority > :urgent GROUP BY conversation_id
    ), calling AS MATERIALIZED (
        SELECT conversation_id, min(created_at) AS since FROM task WHERE done_at IS NULL GROUP BY conversation_id
    )
"""
_SEEN = f"(c.team_id IS NULL OR c.team_id IN (SELECT id FROM teams) OR {SEEN_BY_ALL})"
_NOT_RED = "c.id NOT IN (SELECT conversation_id FROM red)"
_NOT_LOST = "c.id NOT IN (SELECT conversation_id FROM lost)"
_AT_EASE = f"c.waiting_since IS NULL AND c.came_at IS NULL AND {_NOT_RED} AND {_NOT_LOST}"
# An emptied visitor's conversation (its history moved to a client) has no message and is left out.
_SAID = "EXISTS (SELECT FROM message m WHERE m.conversation_id = c.id)"
_NEWEST = "-extract(epoch FROM c.last_message_at)"


def _crises(whose: str) -> str:
    return f"""
        SELECT c.id, {CRISIS} AS rank, extract(epoch FROM red.since) AS place
        FROM red JOIN conversation c ON c.id = red.conversation_id WHERE {_SEEN} AND {whose}
    """


def _waiting(whose: str) -> str:
    """Pressing ones first, then who waits longest: as the index has them."""
    return f"""
        SELECT c.id, {WAITING}, c.priority * 1e10 + extract(epoch FROM c.waiting_since) FROM conversation c
        WHERE c.waiting_since IS NOT NULL AND {_NOT_RED} AND {_SEEN} AND {whose}
        ORDER BY c.priority, c.waiting_since LIMIT :upto
    """


def _ready(whose: str) -> str:
    """To be found by a human, given by a colleague, woken from a sleep, returned by who is away."""
    return f"""
        (SELECT c.id, {READY}, extract(epoch FROM lost.due_at)
         FROM lost JOIN conversation c ON c.id = lost.conversation_id
         WHERE c.waiting_since IS NULL AND {_NOT_RED} AND {_SEEN} AND {whose}
         ORDER BY lost.due_at, c.id LIMIT :upto)
        UNION ALL
        (SELECT c.id, {READY}, extract(epoch FROM c.came_at) FROM conversation c
         WHERE c.came_at IS NOT NULL AND c.waiting_since IS NULL AND {_NOT_RED} AND {_NOT_LOST} AND {_SEEN} AND {whose}
         ORDER BY c.came_at, c.id LIMIT :upto)
    """


def _newest(status: str = "") -> str:
    """The rest of a team's, newest first; of colleagues' own talks with Stapje only those that ask for something."""
    only = f"AND c.status = '{status}'" if status else ""
    in_order = "c.team_id, c.status, c.last_message_at DESC" if status else "c.team_id, c.last_message_at DESC"
    return f"""
        (SELECT n.id, {QUIET}, n.place FROM teams, LATERAL (
            SELECT c.id, {_NEWEST} AS place FROM conversation c
            WHERE c.team_id = teams.id AND c.last_message_at IS NOT NULL AND {_AT_EASE} {only}
              AND (c.staff_id IS NULL OR c.id IN (SELECT conversation_id FROM calling)) AND {_SAID}
            ORDER BY {in_order} LIMIT :upto) n)
        UNION ALL
        (SELECT c.id, {QUIET}, {_NEWEST} FROM conversation c
         WHERE c.team_id IS NULL AND c.last_message_at IS NOT NULL AND {_AT_EASE} {only} AND {_SAID}
         ORDER BY {in_order} LIMIT :upto)  -- as in the index: IS NULL alone gives no order
    """


def _silent(status: str = "") -> str:
    """Clients with whom nothing was said yet."""
    only = f"AND c.status = '{status}'" if status else ""
    return f"""
        SELECT n.id, {SILENT}, n.place FROM teams, LATERAL (
            SELECT c.id, -extract(epoch FROM c.created_at) AS place FROM conversation c
            WHERE c.team_id = teams.id AND c.last_message_at IS NULL AND c.person_id IS NOT NULL AND {_AT_EASE} {only}
            LIMIT :upto) n
    """


def _with_status(status: str) -> str:
    """All with a status, newest first; a crisis before the others, since it may be answered and not over.

    What went into another conversation is resolved and empty, and stands nowhere.
    """
    chosen = f"c.status = '{status}' AND c.merged_into IS NULL AND {_NOT_RED}"
    return f"""
        (SELECT c.id, {CRISIS} AS rank, extract(epoch FROM red.since) AS place
         FROM red JOIN conversation c ON c.id = red.conversation_id WHERE c.status = '{status}' AND {_SEEN})
        UNION ALL
        (SELECT n.id, {QUIET}, n.place FROM teams, LATERAL (
            SELECT c.id, {_NEWEST} AS place FROM conversation c WHERE c.team_id = teams.id AND {chosen}
            ORDER BY c.team_id, c.status, c.last_message_at DESC LIMIT :upto) n)
        UNION ALL
        (SELECT c.id, {QUIET}, {_NEWEST} FROM conversation c WHERE c.team_id IS NULL AND {chosen}
         ORDER BY c.team_id, c.status, c.last_message_at DESC LIMIT :upto)
    """


def _all_of(*branches: str) -> str:
    return " UNION ALL ".join(f"({branch})" for branch in branches)


_ANY, _MINE, _NOBODYS = "true", "c.assigned_to = :staff", "c.assigned_to IS NULL"
_OPEN_MINE = f"{_MINE} AND c.status = 'open'"
RANKED = {
    # One's own open work, and every crisis that no colleague has taken on.
    "mine": _all_of(
        _crises(f"({_MINE} OR {_NOBODYS})"),
        _waiting(_MINE),
        _ready(_OPEN_MINE),
        f"""
        SELECT c.id, {QUIET}, {_NEWEST} FROM conversation c WHERE {_OPEN_MINE} AND {_AT_EASE} AND {_SEEN}
        ORDER BY c.last_message_at DESC LIMIT :upto
        """,
    ),
    "team": _all_of(_crises(_ANY), _waiting(_ANY), _ready("c.status = 'open'"), _newest("open"), _silent("open")),
    # The queue: what asks for a human and has none. Who only talks with Stapje needs no colleague.
    "unassigned": _all_of(
        _crises(_NOBODYS),
        _waiting(_NOBODYS),
        _ready(f"{_NOBODYS} AND c.status = 'open'"),
        f"""
        SELECT n.id, {QUIET}, extract(epoch FROM calling.since) FROM calling, LATERAL (  -- from the tasks: they are few
            SELECT c.id FROM conversation c WHERE c.id = calling.conversation_id
              AND {_NOBODYS} AND c.status = 'open' AND {_AT_EASE} AND {_SEEN} OFFSET 0) n
        ORDER BY calling.since LIMIT :upto
        """,
    ),
    "waiting": _with_status("waiting"),
    "snoozed": f"""
        SELECT c.id, {QUIET} AS rank, extract(epoch FROM c.snoozed_until) AS place FROM conversation c
        WHERE c.snoozed_until IS NOT NULL AND {_SEEN} ORDER BY c.snoozed_until LIMIT :upto
    """,
    "resolved": _with_status("resolved"),
    "all": _all_of(_crises(_ANY), _waiting(_ANY), _ready(_ANY), _newest(), _silent()),
    # Where a colleague called the reader by name: not seen yet before seen, newest first.
    "mentions": f"""
        SELECT c.id, CASE WHEN bool_or(called.seen_at IS NULL) THEN {WAITING} ELSE {QUIET} END AS rank,
               -extract(epoch FROM max(note.created_at)) AS place
        FROM mention called JOIN note ON note.id = called.note_id JOIN conversation c ON c.id = note.conversation_id
        WHERE called.staff_id = :staff AND note.removed_at IS NULL AND {_SEEN} GROUP BY c.id
    """,
}
"""By tab, a query for (id, rank, place) after FOUNDATION, with :staff and :upto."""
COUNTED = ("mine", "team", "unassigned", "waiting", "snoozed")
"""The tabs whose number says something; of mentions those not seen yet are counted."""
