"""Who of the colleagues that are there gets what waits in the queue: a sum, without looking anything up."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from storage.queue import Taker, Waiter
from storage.transfers import responsible


def shared_out(
    waiting: Sequence[Waiter], takers: Sequence[Taker], away: Mapping[uuid.UUID, uuid.UUID], now: datetime
) -> dict[uuid.UUID, uuid.UUID]:
    """Who gets which conversation, by conversation; what nobody of the team has room for is left out.

    The client's own contactperson comes first, or who stands in (`away`), then whose turn it is. A visitor without a
    team may go to anybody.
    """
    there = {taker.staff_id: taker for taker in takers}
    given: dict[uuid.UUID, uuid.UUID] = {}
    for waiter in waiting:
        own = responsible(away, waiter.contact_id) if waiter.contact_id else None
        room = [t for t in there.values() if t.has_room and waiter.team_id in (None, t.team_id)]
        if not room:
            continue
        taker = next((t for t in room if t.staff_id == own), None) or min(room, key=_turn)
        there[taker.staff_id] = taker.given(now)
        given[waiter.conversation_id] = taker.staff_id
    return given


def _turn(taker: Taker) -> tuple[float, int]:
    """Who was given something longest ago comes first; of those alike, who has least."""
    return taker.last_given_at.timestamp() if taker.last_given_at else 0.0, taker.load
