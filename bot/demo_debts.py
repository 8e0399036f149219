"""Example requests for debt help: one that presses and waits at a desk, one that a colleague took up."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, referrals, terms
from storage import conversations, debts, desks, staff
from storage.debts import DebtReferral
from storage.people import Person
from storage.staff import Role

MORNING, AFTERNOON = time(10, 15), time(14, 0)
AGREED = ("name", "debt_types", "threat", "words", "municipality", "administration")


async def seed(session: AsyncSession, now: datetime) -> None:
    """Add them to the example data (demo.py), in the same transaction."""
    specialist = await staff.first_with_role(session, Role.DEBT_SPECIALIST)
    assert specialist is not None
    today = clock.local(now).date()
    second, third = await _clients(session)
    await _request(
        session, second, terms.before_working_days(terms.after_working_days(today, 2), 3),
        municipality="Almelo", debt_types=["huur", "energie"], administration="none", urgent=True, threat="eviction",
        threat_on=terms.after_working_days(today, 5),
        words="Er ligt een brief van de verhuurder. Ik durf hem bijna niet te lezen.",
    )  # fmt: skip
    asked_on = terms.before_working_days(today, 8)
    taken_up = await _request(
        session, third, asked_on, municipality="Wierden", debt_types=["zorgverzekering"], administration="budget",
        words="Ik betaal elke maand een beetje. Het wordt niet minder.",
    )  # fmt: skip
    await referrals.accept(session, taken_up, specialist, clock.at(terms.after_working_days(asked_on, 2), AFTERNOON))


async def _clients(session: AsyncSession) -> tuple[Person, Person]:
    """The second and third example client; the first is for a newcomer to try with."""
    query = select(Person).where(col(Person.is_example)).order_by(col(Person.display_name)).offset(1).limit(2)
    second, third = (await session.exec(query)).all()
    return second, third


async def _request(session: AsyncSession, person: Person, asked_on: date, **about: Any) -> DebtReferral:
    """A request that goes to the example desk of its municipality (demo_help.py)."""
    conversation = await conversations.of_person(session, person.id)
    desk = await desks.desk_for(session, about["municipality"], urgent=about.get("urgent", False))
    assert conversation is not None and desk is not None
    moment = clock.at(asked_on, MORNING)
    made = DebtReferral(
        person_id=person.id, conversation_id=conversation.id, desk_id=desk.id, requested_on=asked_on,
        due_on=terms.first_talk_by(asked_on, urgent=about.get("urgent", False)), consent_at=moment,
        consent_to=desk.name, consent_what=list(AGREED), created_at=moment, **about,
    )  # fmt: skip
    await debts.add(session, made)
    await referrals.begin(session, made, moment)
    return made
