"""What really happened, read back from the database and put beside what arrived in the chats."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from bot.simulate.channel import Delivery, Trouble
from bot.simulate.deeds import Notes
from storage.database import Database

ANSWER = "answer"
UNKNOWN = "of its own accord, without a nudge"
IN_FLIGHT = "once more, after a worker was killed over it"
ASKED_FOR = frozenset(
    {
        "step_reminder", "step_after", "appointment_day_before", "appointment_two_hours", "appointment_leave",
        "appointment_after", "appointment_missed", "hold_reminder", "hold_closed", "place_free",
    }
)  # fmt: skip
"""What people asked for or agreed to. Written down again on purpose: the program must not decide alone what it was."""
BY_DAY = frozenset({"step_after", "appointment_after", "appointment_missed"})
"""Asked for as well, and all the same not said in quiet hours."""
BY_BUTTON = (
    ("checkin_positive", ("check_in", "check_in_again")),
    ("rhythm.after_year", ("check_in",)),
    ("step.done", ("step_reminder", "step_after")),
    ("appointment.confirm", ("appointment_day_before", "appointment_two_hours")),
    ("leave.now", ("appointment_leave",)),
    ("appointment.went", ("appointment_after",)),
    ("appointment.again", ("appointment_missed",)),
)


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """A message as it arrived. `kind` is "answer", that of the nudge it was, or one of the constants above.

    `asked_for`: a reminder that people wished for.
    """

    client: int
    at: datetime
    kind: str
    asked_for: bool
    text: str
    number: int


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    """A task for a human, and how long it was open."""

    client: int
    kind: str
    priority: int
    level: int
    created_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Inbound:
    """What a client wrote: when it was taken up (None: not yet) and whether something was said about it."""

    client: int
    received_at: datetime
    handled_at: datetime | None
    answered: bool


@dataclass(frozen=True, kw_only=True)
class Record:
    """All of it. `known` are the deliveries that the database knows of."""

    begins: datetime
    ends: datetime
    arrived: Sequence[Arrived]
    deliveries: Sequence[Delivery]
    known: frozenset[int]
    tasks: Sequence[TaskRow]
    inbound: Sequence[Inbound]
    troubles: Sequence[Trouble]
    notes: Notes


_SENT = text(
    """
    SELECT m.id, m.conversation_id, m.created_at, m.text, o.priority, o.channel_message_id, pressed.actions
    FROM message m JOIN outbound o ON o.message_id = m.id
    LEFT JOIN (SELECT message_id, array_agg(action) AS actions FROM button GROUP BY message_id) AS pressed
         ON pressed.message_id = m.id
    WHERE m.direction = 'out' ORDER BY m.id
    """
)
_NUDGES = text(
    """
    SELECT c.id AS conversation_id, n.ended_at, n.kind, coalesce((n.details->>'wished')::boolean, false) AS wished
    FROM nudge n JOIN conversation c ON c.person_id = n.person_id WHERE n.state = 'sent'
    """
)
_TASKS = text("SELECT conversation_id, kind, priority, level, created_at, done_at FROM task ORDER BY created_at, kind")
_INBOUND = text(
    """
    SELECT i.conversation_id, i.received_at, i.handled_at, EXISTS (
        SELECT 1 FROM message m WHERE m.conversation_id = i.conversation_id AND m.direction = 'out'
        AND m.created_at = i.handled_at AND m.id > i.message_id) AS answered
    FROM inbound i
    """
)


async def read(
    database: Database, *, begins: datetime, ends: datetime, deliveries: Sequence[Delivery],
    troubles: Sequence[Trouble], notes: Notes, clients: dict[uuid.UUID, int],
) -> Record:  # fmt: skip
    """Everything that happened between two moments; `clients` tells whose conversation it is."""
    async with database.single() as session:
        sent = (await session.execute(_SENT)).mappings().all()
        nudges = (await session.execute(_NUDGES)).mappings().all()
        tasks = (await session.execute(_TASKS)).mappings().all()
        inbound = (await session.execute(_INBOUND)).mappings().all()
    kinds = _kinds(sent, nudges)
    by_number = {int(row["channel_message_id"]): row for row in sent if row["channel_message_id"] is not None}
    return Record(
        begins=begins,
        ends=ends,
        arrived=[_arrived(d, by_number.get(d.number), kinds, notes) for d in deliveries],
        deliveries=deliveries,
        known=frozenset(by_number),
        tasks=[TaskRow(client=clients[row.pop("conversation_id")], **row) for row in map(dict, tasks)],
        inbound=[Inbound(client=clients[row.pop("conversation_id")], **row) for row in map(dict, inbound)],
        troubles=troubles,
        notes=notes,
    )


def _kinds(sent: Sequence[Any], nudges: Sequence[Any]) -> dict[int, tuple[str, bool]]:
    """The kind of each message, and whether it was wished: a nudge ends at the moment its message is written."""
    ended: defaultdict[tuple[uuid.UUID, datetime], list[tuple[str, bool]]] = defaultdict(list)
    for nudge in nudges:
        kind = str(nudge["kind"])
        ended[nudge["conversation_id"], nudge["ended_at"]].append((kind, bool(nudge["wished"]) or kind in ASKED_FOR))
    found: dict[int, tuple[str, bool]] = {}
    for message in sent:
        if message["priority"] == 0:
            found[message["id"]] = (ANSWER, True)
            continue
        candidates = ended[message["conversation_id"], message["created_at"]]
        fitting = _fitting(candidates, message["actions"] or ())
        if fitting is None:
            found[message["id"]] = (UNKNOWN, False)
        else:
            candidates.remove(fitting)
            found[message["id"]] = fitting
    return found


def _fitting(candidates: list[tuple[str, bool]], actions: Sequence[str]) -> tuple[str, bool] | None:
    """Of the nudges that ended at this moment the one that such buttons belong to."""
    wanted = next((kinds for action, kinds in BY_BUTTON if action in actions), None)
    if wanted is not None:
        return next((c for c in candidates if c[0] in wanted), None)
    told = {kind for _, kinds in BY_BUTTON for kind in kinds}
    return next((c for c in candidates if c[0] not in told), next(iter(candidates), None))


def _arrived(delivery: Delivery, row: Any, kinds: dict[int, tuple[str, bool]], notes: Notes) -> Arrived:
    lost = (IN_FLIGHT, True) if delivery.number in notes.in_flight else (UNKNOWN, False)
    kind, asked_for = kinds[row["id"]] if row is not None else lost
    return Arrived(
        client=notes.addresses[delivery.address], at=delivery.at, kind=kind, asked_for=asked_for, text=delivery.text,
        number=delivery.number,
    )  # fmt: skip
