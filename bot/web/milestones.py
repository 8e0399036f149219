"""What stands beside a thread about milestones; what a colleague does with them: celebrating.py."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import card
from storage import checkins, milestones
from storage.milestones import Milestone
from storage.nudges import Nudge
from storage.people import Person


@dataclass(frozen=True, kw_only=True)
class MilestoneFacts:
    """What their page shows: each milestone, which of them are still going to be congratulated, what may be chosen, and
    whether they get a look back (None: cannot). `card_key` makes the card that is written here different from others.
    """

    reached: list[Milestone]
    coming: frozenset[uuid.UUID | None]
    may_register_home: bool
    motifs: tuple[str, ...]
    card_key: str
    recap: bool | None


async def gather(session: AsyncSession, person: Person, planned: list[Nudge]) -> MilestoneFacts:
    """What their page shows of this client's milestones; `planned` is what is going to be sent to them."""
    reached = await milestones.of_person(session, person.id)
    plan = await checkins.plan_of(session, person.id)
    return MilestoneFacts(
        reached=reached,
        coming=frozenset(nudge.subject_id for nudge in planned if nudge.kind == "milestone"),
        may_register_home=all(one.kind != "own_home" for one in reached),
        motifs=tuple(card.MOTIFS),
        card_key=uuid.uuid4().hex,
        recap=plan.recap if plan is not None else None,
    )
