"""What Stapje knows of a person, as far as the reader's role may see it: at a glance beside a thread, or all of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from actions.mood_trend import LATELY
from actions.permissions import May
from actions.referral_queue import reader_of
from bot.web import bridge, milestones
from bot.web.accounts import Visit
from bot.web.bridge import BridgeFacts
from bot.web.milestones import MilestoneFacts
from bot.web.money import MoneyFacts
from bot.web.money import gather as gather_money
from bot.web.moods import Moods
from bot.web.moods import gather as gather_moods
from bot.web.reminders import SHOWN, ReminderFacts
from bot.web.reminders import gather as gather_reminders
from bot.web.rhythm import RhythmFacts
from bot.web.rhythm import gather as gather_rhythm
from storage import appointments, checkins, colleagues, debts, goals, nudges, referral_queue, steps, transfers
from storage.appointments import STANDING, Appointment
from storage.checkins import CheckIn
from storage.conversations import Conversation
from storage.debts import DebtReferral
from storage.goals import Goal
from storage.nudges import Nudge
from storage.people import Person
from storage.staff import StaffMember
from storage.steps import LIFE_DOMAINS, Step
from storage.transfers import Transfer

MOST_STEPS_DONE = 5
NEWS_LASTS = timedelta(days=28)
"""So long the note of who handed a client over stands above the conversation."""


@dataclass(frozen=True, kw_only=True)
class CameFrom:
    """A client who was handed over not long ago, and by whom."""

    transfer: Transfer
    name: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What we know of somebody. A visitor has referrals at most; `requests` are those with a page for who looks."""

    person: Person | None = None
    contact_person: str | None = None
    stands_in: str | None = None
    came_from: CameFrom | None = None
    moods: Moods | None = None
    goals: list[Goal] = field(default_factory=list)
    life_domains: tuple[str, ...] = LIFE_DOMAINS
    steps: list[Step] = field(default_factory=list)
    steps_done: list[Step] = field(default_factory=list)
    referrals: list[DebtReferral] = field(default_factory=list)
    requests: frozenset[uuid.UUID] = frozenset()
    appointments: list[Appointment] = field(default_factory=list)
    nudges: list[Nudge] = field(default_factory=list)
    rhythm: RhythmFacts | None = None
    reminders: ReminderFacts | None = None
    bridge: BridgeFacts | None = None
    milestones: MilestoneFacts | None = None
    money: MoneyFacts | None = None
    last_mood: CheckIn | None = None
    unnoted: int = 0


async def glance(session: AsyncSession, visit: Visit, conversation: Conversation) -> Facts:
    """What matters in the middle of a conversation: what is next, what is open, how it went last, which terms run.

    `unnoted` appointments have begun, and nobody wrote down whether the client came. The rest: gather.
    """
    referrals, requests = await _referrals(session, visit, conversation)
    person = await session.get(Person, conversation.person_id) if conversation.person_id else None
    if person is None or not visit.account.may(May.SEE_CLIENTS):
        return Facts(referrals=referrals, requests=requests)
    now, may_appointments = visit.parts.now(), visit.account.may(May.SEE_APPOINTMENTS)
    contact = await session.get(StaffMember, person.contact_person_id)
    stands_in, came_from = await _who_answers(session, visit, person)
    begun = await appointments.begun(session, person.id, now, since=now - SHOWN) if may_appointments else []
    told = await checkins.told_since(session, person.id, now - LATELY)
    return Facts(
        person=person,
        contact_person=contact.display_name if contact else None,
        stands_in=stands_in,
        came_from=came_from,
        appointments=await appointments.upcoming(session, person.id, now) if may_appointments else [],
        unnoted=sum(one.state in STANDING for one in begun),
        goals=await goals.open_goals(session, person.id),
        steps=await steps.open_steps(session, person.id),
        last_mood=told[-1] if told else None,
        referrals=referrals,
        requests=requests,
    )


async def _referrals(
    session: AsyncSession, visit: Visit, conversation: Conversation
) -> tuple[list[DebtReferral], frozenset[uuid.UUID]]:
    """The requests for debt help that were made here, and which of them have a page for who looks."""
    if not visit.account.may(May.SEE_REFERRALS):
        return [], frozenset()
    found = await debts.of_conversation(session, conversation.id)
    own = await referral_queue.in_conversation(session, reader_of(visit.staff), conversation.id) if found else ()
    return found, frozenset(own)


async def gather(session: AsyncSession, visit: Visit, conversation: Conversation) -> Facts:
    """Everything we know: for the page of a person, and the summary before a conversation."""
    account = visit.account
    referrals, requests = await _referrals(session, visit, conversation)
    person = await session.get(Person, conversation.person_id) if conversation.person_id else None
    if person is None or not account.may(May.SEE_CLIENTS):
        return Facts(referrals=referrals, requests=requests)
    contact = await session.get(StaffMember, person.contact_person_id) if person.contact_person_id else None
    stands_in, came_from = await _who_answers(session, visit, person)
    may_appointments, may_nudges = account.may(May.SEE_APPOINTMENTS), account.may(May.SEE_NUDGES)
    planned = await nudges.planned_for(session, person.id) if may_nudges else []
    ahead = await appointments.upcoming(session, person.id, visit.parts.now()) if may_appointments else []
    return Facts(
        person=person,
        contact_person=contact.display_name if contact else None,
        stands_in=stands_in,
        came_from=came_from,
        moods=await gather_moods(session, visit, person.id),
        goals=await goals.open_goals(session, person.id),
        steps=await steps.open_steps(session, person.id),
        steps_done=(await steps.done_steps(session, person.id))[:MOST_STEPS_DONE],
        referrals=referrals,
        requests=requests,
        appointments=ahead,
        reminders=await gather_reminders(session, visit, person, ahead) if may_appointments else None,
        nudges=planned,
        rhythm=await gather_rhythm(session, visit, person, planned) if may_nudges else None,
        bridge=await bridge.gather(session, visit, person.id),
        milestones=await milestones.gather(session, person, planned),
        money=await gather_money(session, visit, person, planned) if account.may(May.HANDLE_MONEY) else None,
    )


async def _who_answers(session: AsyncSession, visit: Visit, person: Person) -> tuple[str | None, CameFrom | None]:
    """Who stands in for the contactperson now, if anybody, and the handing over that is still news."""
    away = await transfers.away(session, clock.local(visit.parts.now()).date())
    stands_in = transfers.responsible(away, person.contact_person_id)
    last = await transfers.last_of(session, person.id)
    fresh = last is not None and visit.parts.now() - last.created_at < NEWS_LASTS
    called = await colleagues.names(session, [stands_in, *([last.by_id] if last else [])])
    return (
        called[stands_in] if stands_in != person.contact_person_id else None,
        CameFrom(transfer=last, name=called[last.by_id]) if last is not None and fresh else None,
    )
