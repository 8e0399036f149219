"""What stands beside a thread: what Stapje knows of this person, as far as the reader's role may see it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlmodel.ext.asyncio.session import AsyncSession

from actions.permissions import May
from bot.web.accounts import Visit
from bot.web.rhythm import RhythmFacts
from bot.web.rhythm import gather as gather_rhythm
from storage import appointments, checkins, debts, nudges, steps
from storage.appointments import Appointment
from storage.checkins import CheckIn
from storage.conversations import Conversation
from storage.debts import DebtReferral
from storage.nudges import Nudge
from storage.people import Person
from storage.staff import StaffMember
from storage.steps import Step

MOST_MOODS, MOST_STEPS_DONE = 5, 5


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The side panel. A visitor has referrals at most."""

    person: Person | None = None
    contact_person: str | None = None
    moods: list[CheckIn] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    steps_done: list[Step] = field(default_factory=list)
    referrals: list[DebtReferral] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    nudges: list[Nudge] = field(default_factory=list)
    rhythm: RhythmFacts | None = None


async def gather(session: AsyncSession, visit: Visit, conversation: Conversation) -> Facts:
    """Collect the side panel of a conversation."""
    account = visit.account
    referrals = await debts.of_conversation(session, conversation.id) if account.may(May.SEE_REFERRALS) else []
    person = await session.get(Person, conversation.person_id) if conversation.person_id else None
    if person is None or not account.may(May.SEE_CLIENTS):
        return Facts(referrals=referrals)
    contact = await session.get(StaffMember, person.contact_person_id) if person.contact_person_id else None
    may_appointments, may_nudges = account.may(May.SEE_APPOINTMENTS), account.may(May.SEE_NUDGES)
    planned = await nudges.planned_for(session, person.id) if may_nudges else []
    return Facts(
        person=person,
        contact_person=contact.display_name if contact else None,
        moods=[m for m in await checkins.recent(session, person.id) if m.mood][:MOST_MOODS],
        steps=await steps.open_steps(session, person.id),
        steps_done=(await steps.done_steps(session, person.id))[:MOST_STEPS_DONE],
        referrals=referrals,
        appointments=await appointments.upcoming(session, person.id, visit.parts.now()) if may_appointments else [],
        nudges=planned,
        rhythm=await gather_rhythm(session, visit, person, planned) if may_nudges else None,
    )
