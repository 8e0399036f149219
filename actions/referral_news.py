"""News about a request for debt help: one neutral line of our own accord, and all the rest after a tap.

Several changes give one message, for what the tap shows is how things are by then.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, texts
from actions.reply import Choice

if TYPE_CHECKING:
    from actions.nudges import Outcome
from storage import nudges, referral_events
from storage.debts import DebtReferral
from storage.nudges import Nudge
from storage.nudging import Recipient
from storage.referral_events import News, ReferralEvent


async def plan_for(session: AsyncSession, referral: DebtReferral, event: ReferralEvent, now: datetime) -> None:
    """Let the client hear of a change, unless a message about an earlier one is still to come and covers it.

    Call it with the conversation locked.
    """
    if referral.person_id is None or await nudges.is_planned(session, "referral_news", referral.person_id):
        return
    planned = Nudge(
        created_at=now, kind="referral_news", person_id=referral.person_id, subject_id=event.id, due_at=now,
        dedupe_key=f"referral_news:{event.id}",
    )  # fmt: skip
    await nudges.plan(session, [planned])


async def drop_for(session: AsyncSession, referral: DebtReferral, now: datetime) -> None:
    """The client knows already how things are: no message is needed."""
    if referral.person_id is not None:
        await nudges.cancel_kind(session, "referral_news", referral.person_id, now=now, reason="known")


def words(who: Recipient) -> tuple[str, tuple[Choice, ...]]:
    """The neutral line: it says nothing about what the request is for."""
    show = Choice(label=texts.say(who.language, "button-referral-news"), action="referral.status")
    return texts.say(who.language, "referral-news"), (show,)


async def told(
    session: AsyncSession,
    outcomes: Sequence[tuple[Nudge, Outcome]],
    subject: Mapping[uuid.UUID, object],
    now: datetime,
) -> None:
    """After a round: note whose clients heard that there is news; for many at once."""
    heard = [
        about.referral.id
        for nudge, outcome in outcomes
        if outcome.saying is not None and isinstance(about := subject[nudge.id], News)
    ]
    await referral_events.by_stapje(session, "told", heard, today=clock.local(now).date(), now=now)
