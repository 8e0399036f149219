"""What staff switch for a whole night: a shelter is closed or open again, the cold-weather rule is on or off."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import closures, nudges
from storage.closures import Closure, ColdSpell
from storage.nudges import Nudge
from storage.people import Person


async def close(session: AsyncSession, closure: Closure, now: datetime) -> int:
    """Close a shelter: its holds end and whoever held a place is told at once. Returns how many holds ended."""
    ended = await closures.close(session, closure, now)
    told = [
        Nudge(
            kind="hold_closed",
            conversation_id=hold.conversation_id,
            subject_id=hold.id,
            due_at=now,
            dedupe_key=f"hold_closed:{hold.id}",
        )
        for hold in ended
        if hold.conversation_id is not None
    ]
    await nudges.plan(session, told)
    return len(ended)


async def open_again(session: AsyncSession, closure_id: uuid.UUID, now: datetime) -> Closure:
    """A shelter gives out beds again. Raises NotFound."""
    return await closures.lift(session, Closure, closure_id, now)


async def cold_weather_on(
    session: AsyncSession, first_night: date, last_night: date, *, made_by: uuid.UUID | None, now: datetime
) -> ColdSpell:
    """Extra beds are there from one night to another, and who sleeps outside and wanted to hear of it is told.

    DOMAIN.md section 2: a switch of the staff's, because no rule with a threshold is known here.
    """
    spell = ColdSpell(first_night=first_night, last_night=last_night, made_by=made_by, created_at=now)
    session.add(spell)
    await session.flush()
    query = select(Person.id).where(col(Person.cold_notice_at).is_not(None), col(Person.opted_out_at).is_(None))
    told = [
        Nudge(
            kind="cold_weather",
            person_id=person_id,
            subject_id=spell.id,
            due_at=now,
            dedupe_key=f"cold_weather:{spell.id}:{person_id}",
        )
        for person_id in (await session.exec(query)).all()
    ]
    await nudges.plan(session, told)
    return spell


async def cold_weather_off(session: AsyncSession, spell_id: uuid.UUID, now: datetime) -> ColdSpell:
    """The extra beds are put away; what was not said yet is not said. Raises NotFound."""
    spell = await closures.lift(session, ColdSpell, spell_id, now)
    await nudges.cancel_about(session, spell_id, now=now, reason="over")
    return spell
