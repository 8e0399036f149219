"""The life of a request for debt help: taken up, handed back, from stage to stage, closed, withdrawn by the client.

Each change locks the conversation, is done once however often it is asked for, leaves an event and an audit row, moves
the clock (referral_clock.py) and, where the client does not know of it yet, plans news for them.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, referral_clock, referral_news, rungs, terms, texts
from actions.errors import ReferralRefused
from actions.permissions import May, require
from storage import audit, debts, desks, referral_events, tasks, waits
from storage.conversations import Conversation
from storage.debts import DebtReferral
from storage.referral_events import ReferralEvent
from storage.staff import Role, StaffMember

STAFF_READ = "nl"
"""The language of words that are stored for staff."""
LONGEST_WORDS = 1000
"""Of what a client adds so many characters are kept beside the request; the message itself stays whole."""
FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "registration": ("crisis", "intake"),
    "crisis": ("intake",),
    "intake": ("decision",),
    "decision": ("plan",),
    "plan": ("stabilisation", "solution"),
    "stabilisation": ("solution",),
    "solution": ("aftercare",),
    "aftercare": (),
}
"""Which stage usually comes after which. Another one, or the same on another day, needs a reason."""


async def begin(session: AsyncSession, referral: DebtReferral, now: datetime) -> None:
    """A new request: its first event, a task at once, and its clock. Call it with the conversation locked."""
    if await referral_events.of_referral(session, referral.id):
        return
    await _happened(session, referral, "stage", now, stage="registration", on=referral.requested_on, by_role="client")
    await _ask_staff(session, referral, referral.words, now, due_at=clock.at(referral.due_on, clock.OFFICE_UNTIL))
    await referral_clock.plan_for(session, referral, now)
    await _wait(session, referral, now)


async def accept(session: AsyncSession, referral: DebtReferral, staff: StaffMember, now: datetime) -> None:
    """A specialist takes the request up; of two at once the second hears that a colleague has it.

    Raises ReferralRefused ('closed', 'taken').
    """
    await _lock(session, referral, staff)
    if referral.staff_id == staff.id:
        return
    if referral.staff_id is not None:
        raise ReferralRefused("taken")
    referral.staff_id, referral.accepted_at = staff.id, now
    referral.desk_id = referral.desk_id or await desks.of_colleague(session, staff)
    await _changed(session, referral, "accepted", staff, now)


async def hand_back(
    session: AsyncSession, referral: DebtReferral, staff: StaffMember, reason: str, now: datetime
) -> None:
    """The request goes back to the client's contactperson, with the reason as a task. The clock runs on.

    Raises ReferralRefused ('closed', 'reason').
    """
    await _lock(session, referral, staff)
    if referral.staff_id is None and referral.desk_id is None:
        return
    if not reason.strip():
        raise ReferralRefused("reason")
    referral.staff_id = referral.desk_id = referral.accepted_at = None
    await _changed(session, referral, "returned", staff, now, words=reason)
    words = texts.say(STAFF_READ, "referral-task-returned", name=staff.display_name, reason=reason.strip())
    await _ask_staff(session, referral, words, now, due_at=rungs.due_after(now))


async def enter(  # noqa: PLR0917 (a form's fields in its order)
    session: AsyncSession,
    referral: DebtReferral,
    stage: str,
    on: date,
    staff: StaffMember,
    now: datetime,
    words: str = "",
) -> None:
    """The request is in a stage since the local day `on`; a skip, a way back and another day need `words`.

    A day may not lie in the future nor before the request, for a stage is a fact. It may not lie before the stage the
    request is in either, as help goes on and not back, unless the words say why. Only a coordinator opens a closed
    request again, never a withdrawn one: for that the client must agree anew.
    Raises ReferralRefused ('closed', 'reason', 'date', 'stage', 'running').
    """
    if stage not in FOLLOWS:
        raise ReferralRefused("stage")
    await _lock(session, referral, staff, closed_too=True)
    since = await referral_events.in_stage_since(session, referral.id) or referral.requested_on
    if (stage, on) == (referral.stage, since):
        return
    if referral.closed_at is not None:
        await _may_reopen(session, referral, staff)
    if on > clock.local(now).date():
        raise ReferralRefused("date")
    _check_step(referral, stage, on, since, words)
    await referral_clock.stop(session, referral, on, now)
    referral.stage, referral.closed_at, referral.closed_as = stage, None, None
    referral.decision_due_on = await _decision_due(session, referral, on)
    await _changed(session, referral, "stage", staff, now, stage=stage, on=on, words=words)
    if stage == "intake" and referral.decision_due_on is None:
        await _ask_staff(session, referral, texts.say(STAFF_READ, "referral-task-no-term"), now)


async def _may_reopen(session: AsyncSession, referral: DebtReferral, staff: StaffMember) -> None:
    if referral.closed_as == "withdrawn" or Role(staff.role) not in (Role.COORDINATOR, Role.ADMIN):
        raise ReferralRefused("closed")
    if await debts.open_one(session, referral.conversation_id) is not None:
        raise ReferralRefused("running")


def _check_step(referral: DebtReferral, stage: str, on: date, since: date, words: str) -> None:
    """Whether the request, in its stage since a day, may be in this one on a day. Raises ReferralRefused."""
    if on < referral.requested_on:
        raise ReferralRefused("date")
    follows = stage in FOLLOWS.get(referral.stage, ())
    if not words.strip() and not (follows and on >= since):
        raise ReferralRefused("date" if follows else "reason")


async def _decision_due(session: AsyncSession, referral: DebtReferral, held_on: date) -> date | None:
    """By when the decision is due after a first talk; None where the desk told no term, for none is made up."""
    if referral.stage != "intake":
        return referral.decision_due_on if referral.stage not in referral_clock.BEFORE_THE_TALK else None
    desk = await session.get(desks.DebtDesk, referral.desk_id) if referral.desk_id else None
    return terms.decision_by(held_on, desk.decision_weeks) if desk and desk.decision_weeks else None


async def close(  # noqa: PLR0917 (as enter)
    session: AsyncSession, referral: DebtReferral, exit: str, staff: StaffMember, now: datetime, words: str = ""
) -> None:
    """The help is over, for one of the reasons in storage.debts.EXITS. Raises ReferralRefused ('closed', 'stage')."""
    if exit not in debts.EXITS:
        raise ReferralRefused("stage")
    await _lock(session, referral, staff, closed_too=True)
    if referral.closed_at is not None:
        if referral.closed_as != exit:
            raise ReferralRefused("closed")
        return
    await _end(session, referral, exit, now)
    await _changed(session, referral, "stage", staff, now, stage="closed", words=words)


async def withdraw(session: AsyncSession, referral: DebtReferral, now: datetime) -> None:
    """The client takes the consent back: the request ends, and staff hear what they may not use any more."""
    await debts.lock(session, referral)
    if referral.closed_at is not None:
        return
    await _end(session, referral, "withdrawn", now)
    await referral_news.drop_for(session, referral, now)
    await _happened(session, referral, "withdrawn", now, by_role="client")
    await _happened(session, referral, "stage", now, stage="closed", by_role="client")
    await tasks.finish_about(session, "debt_referral", referral.id, None, now)
    await _ask_staff(session, referral, texts.say(STAFF_READ, "referral-task-withdrawn"), now)
    await _record(session, referral, "referral.withdrawn", now)


async def add_words(
    session: AsyncSession, referral: DebtReferral, words: str, threat: str | None, now: datetime
) -> None:
    """The client tells more about a running request; a threat in it that was not known makes it urgent.

    The request counts as made today then: the law's few days begin when the threat is known. Call it with the
    conversation locked, in a turn.
    """
    await _happened(session, referral, "told", now, by_role="client", words=words)
    if threat is not None and not referral.urgent and referral.stage in referral_clock.BEFORE_THE_TALK:
        referral.threat, referral.urgent = threat, True
        referral.due_on = min(referral.due_on, terms.first_talk_by(clock.local(now).date(), urgent=True))
        session.add(referral)
        await referral_clock.plan_for(session, referral, now)
    await _ask_staff(session, referral, words, now, urgent=threat is not None)
    await _wait(session, referral, now)
    await _record(session, referral, "referral.added_to", now)


async def _end(session: AsyncSession, referral: DebtReferral, exit: str, now: datetime) -> None:
    await referral_clock.stop(session, referral, clock.local(now).date(), now)
    referral.stage, referral.closed_at, referral.closed_as = "closed", now, exit
    session.add(referral)


async def _lock(session: AsyncSession, referral: DebtReferral, staff: StaffMember, *, closed_too: bool = False) -> None:
    require(Role(staff.role), May.HANDLE_REFERRALS)
    await debts.lock(session, referral)
    if referral.closed_at is not None and not closed_too:
        raise ReferralRefused("closed")


async def _changed(
    session: AsyncSession,
    referral: DebtReferral,
    kind: str,
    staff: StaffMember,
    now: datetime,
    *,
    stage: str | None = None,
    on: date | None = None,
    words: str = "",
) -> None:
    """What every change by a colleague leaves behind: an event, no open task, a clock, news and an audit row."""
    session.add(referral)
    event = await _happened(
        session, referral, kind, now, stage=stage, on=on, by_role="staff", staff_id=staff.id, words=words.strip()
    )
    await tasks.finish_about(session, "debt_referral", referral.id, staff.id, now)
    await referral_clock.plan_for(session, referral, now)
    await referral_news.plan_for(session, referral, event, now)
    await _record(session, referral, f"referral.{stage or kind}", now, staff.id)


async def _happened(
    session: AsyncSession,
    referral: DebtReferral,
    kind: str,
    now: datetime,
    *,
    by_role: str,
    stage: str | None = None,
    on: date | None = None,
    staff_id: uuid.UUID | None = None,
    words: str = "",
) -> ReferralEvent:
    event = ReferralEvent(
        created_at=now, referral_id=referral.id, kind=kind, stage=stage, happened_on=on or clock.local(now).date(),
        by_role=by_role, staff_id=staff_id, words=words,
    )  # fmt: skip
    session.add(event)
    await session.flush()
    return event


async def _ask_staff(
    session: AsyncSession,
    referral: DebtReferral,
    words: str,
    now: datetime,
    *,
    due_at: datetime | None = None,
    urgent: bool = False,
) -> None:
    await tasks.raise_task(
        session, kind="debt_referral", conversation_id=referral.conversation_id, now=now, words=words,
        priority=tasks.URGENT if urgent or referral.threat else tasks.SOON, subject_id=referral.id, due_at=due_at,
    )  # fmt: skip


async def _wait(session: AsyncSession, referral: DebtReferral, now: datetime) -> None:
    """The client waits for a human from now on."""
    conversation = await session.get_one(Conversation, referral.conversation_id)
    await waits.begin(session, conversation, now)


async def _record(
    session: AsyncSession, referral: DebtReferral, action: str, now: datetime, staff_id: uuid.UUID | None = None
) -> None:
    await audit.record(
        session, action, now=now, staff_id=staff_id, person_id=referral.person_id,
        conversation_id=referral.conversation_id, referral=str(referral.id),
    )  # fmt: skip
