"""The life of a request for debt help: who has it, in which stage it is, and how it ends; each thing happens once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import referrals
from actions.errors import NotAllowed, ReferralRefused
from storage import debts, referral_events, tasks
from storage.audit import AuditEntry
from storage.database import Database
from storage.debts import DebtReferral
from storage.staff import StaffMember
from tests import referrals as world
from tests import talk
from tests.referrals import Desk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 10:00")
TODAY = date(2026, 11, 26)
Change = Callable[[AsyncSession, DebtReferral], Awaitable[None]]


@pytest.fixture
async def sam(db: Database, town: Town) -> talk.Talk:
    return await talk.client(db, town.contact, now=NOW)


@pytest.fixture
async def desk(db: Database, town: Town) -> Desk:
    async with db.begin() as session:
        return await world.add_desk(session)


@pytest.fixture
async def made(db: Database, sam: talk.Talk, desk: Desk) -> DebtReferral:
    async with db.begin() as session:
        return await world.asked(session, sam, desk)


async def change(db: Database, made: DebtReferral, change: Change) -> DebtReferral:
    """The request after a change in a transaction of its own."""
    async with db.begin() as session:
        referral = await session.get_one(DebtReferral, made.id)
        await change(session, referral)
    async with db.begin() as session:
        return await session.get_one(DebtReferral, made.id)


async def refused(db: Database, made: DebtReferral, changing: Change) -> str:
    """Why a change is refused."""
    with pytest.raises(ReferralRefused) as error:
        await change(db, made, changing)
    return error.value.why


async def story(db: Database, made: DebtReferral) -> list[tuple[str, str | None, str]]:
    """What happened: (kind, stage, by whom)."""
    async with db.begin() as session:
        return [(e.kind, e.stage, e.by_role) for e in await referral_events.of_referral(session, made.id)]


def accept(staff: StaffMember, after: int = 1) -> Change:
    return lambda session, r: referrals.accept(session, r, staff, NOW + timedelta(hours=after))


def enter(staff: StaffMember, stage: str, on: date = TODAY, words: str = "", days: int = 0) -> Change:
    return lambda session, r: referrals.enter(session, r, stage, on, staff, NOW + timedelta(hours=2, days=days), words)


def close(staff: StaffMember, exit: str, after: int = 3) -> Change:
    return lambda session, r: referrals.close(session, r, exit, staff, NOW + timedelta(hours=after))


def withdraw(after: int = 4) -> Change:
    return lambda session, r: referrals.withdraw(session, r, NOW + timedelta(hours=after))


# ---------------------------------------------------------------- taken up and handed back


async def test_a_new_request_has_its_first_event_a_task_and_a_warning(
    db: Database, sam: talk.Talk, made: DebtReferral
) -> None:
    assert await story(db, made) == [("stage", "registration", "client")]
    assert await sam.tasks() == {"debt_referral": tasks.SOON}
    assert (await sam.state()).waiting_since == NOW
    async with db.begin() as session:
        [nudge] = await world.planned(session, "referral_deadline")
        await referrals.begin(session, await session.get_one(DebtReferral, made.id), NOW)
        assert len(await world.planned(session, "referral_deadline")) == 1, "twice is harmless"
    assert nudge.due_at == moment("2026-11-30 09:00") and nudge.details["rung"] == "unaccepted"
    assert len(await story(db, made)) == 1


async def test_a_specialist_takes_it_up_once(db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral) -> None:
    for _ in range(2):
        taken = await change(db, made, accept(desk.first))
    assert (taken.staff_id, taken.accepted_at) == (desk.first.id, NOW + timedelta(hours=1))
    assert (await story(db, made))[1:] == [("accepted", None, "staff")]
    assert await sam.tasks() == {}, "the specialist has it now"
    assert await refused(db, made, accept(desk.second)) == "taken"


async def test_of_two_at_once_one_gets_it(db: Database, desk: Desk, made: DebtReferral) -> None:
    read = asyncio.Barrier(2)

    def take(staff: StaffMember) -> Change:
        async def act(session: AsyncSession, referral: DebtReferral) -> None:
            await read.wait()  # both saw it free
            await referrals.accept(session, referral, staff, NOW + timedelta(hours=1))

        return act

    both = (change(db, made, take(one)) for one in (desk.first, desk.second))
    ended = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(one).__name__ for one in ended) == ["DebtReferral", "ReferralRefused"]
    assert [kind for kind, _, _ in await story(db, made)] == ["stage", "accepted"]


async def test_what_lay_with_the_contactperson_goes_to_the_specialists_desk(
    db: Database, sam: talk.Talk, desk: Desk
) -> None:
    async with db.begin() as session:
        made = await world.asked(session, sam, None)
    assert (await change(db, made, accept(desk.first))).desk_id == desk.row.id


async def test_handing_back_gives_the_contactperson_a_task_with_the_reason(
    db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral
) -> None:
    def back(reason: str) -> Change:
        return lambda s, r: referrals.hand_back(s, r, desk.first, reason, NOW + timedelta(hours=2))

    await change(db, made, accept(desk.first))
    assert await refused(db, made, back("  ")) == "reason"
    returned = await change(db, made, back("woont in Enschede"))
    assert (returned.staff_id, returned.desk_id, returned.accepted_at) == (None, None, None)
    await change(db, made, back("nog eens"))
    assert (await story(db, made))[2:] == [("returned", None, "staff")]
    async with db.begin() as session:
        [task] = await tasks.open_tasks(session, sam.conversation_id)
        [nudge] = await world.planned(session, "referral_deadline")
    assert task.words == "Schuldhulp: teruggegeven door Ilse. Reden: woont in Enschede" and task.due_at is not None
    assert nudge.details["rung"] == "unaccepted", "the clock runs on"


async def test_a_contactperson_may_not_handle_requests(db: Database, town: Town, made: DebtReferral) -> None:
    with pytest.raises(NotAllowed):
        await change(db, made, accept(town.contact))


# ---------------------------------------------------------------- stages


async def test_the_first_talk_ends_one_clock_and_starts_the_other(db: Database, desk: Desk, made: DebtReferral) -> None:
    await change(db, made, accept(desk.first))
    for _ in range(2):
        talked = await change(db, made, enter(desk.first, "intake"))
    assert (talked.stage, talked.decision_due_on) == ("intake", date(2027, 1, 21))
    async with db.begin() as session:
        [nudge] = await world.planned(session, "referral_deadline")
    assert (nudge.details["clock"], nudge.details["rung"]) == ("decision", "week")
    assert (await story(db, made))[2:] == [("stage", "intake", "staff")]
    decided = await change(db, made, enter(desk.first, "decision", TODAY + timedelta(days=9), days=9))
    assert decided.stage == "decision"
    async with db.begin() as session:
        assert await world.planned(session, "referral_deadline") == []


async def test_no_term_for_the_decision_is_said_and_none_is_made_up(db: Database, town: Town, sam: talk.Talk) -> None:
    async with db.begin() as session:
        desk = await world.add_desk(session, decision_weeks=None)
        made = await world.asked(session, sam, desk)
    talked = await change(db, made, enter(desk.first, "intake"))
    assert talked.decision_due_on is None
    async with db.begin() as session:
        assert await world.planned(session, "referral_deadline") == []
        [task] = await tasks.open_tasks(session, sam.conversation_id)
    assert task.words == "Schuldhulp: termijn van het besluit onbekend. Vul hem in bij het bureau."


@pytest.mark.parametrize(
    ("stage", "on", "words", "why"),
    [
        ("intake", date(2026, 11, 27), "", "date"),  # tomorrow
        ("intake", date(2026, 11, 25), "", "date"),  # before the request
        ("intake", date(2026, 11, 25), "echt waar", "date"),
        ("plan", TODAY, "", "reason"),
        ("closed", TODAY, "klaar", "stage"),
        ("elsewhere", TODAY, "", "stage"),
    ],
)
async def test_what_cannot_be_is_refused(
    db: Database, desk: Desk, made: DebtReferral, stage: str, on: date, words: str, why: str
) -> None:
    assert await refused(db, made, enter(desk.first, stage, on, words)) == why
    assert await story(db, made) == [("stage", "registration", "client")]


async def test_a_human_may_skip_go_back_and_put_a_day_right_with_a_reason(
    db: Database, desk: Desk, made: DebtReferral
) -> None:
    later = TODAY + timedelta(days=5)
    await change(db, made, enter(desk.first, "intake", later, days=5))
    assert await refused(db, made, enter(desk.first, "intake", TODAY, days=6)) == "reason"
    put_right = await change(db, made, enter(desk.first, "intake", TODAY, "verkeerde dag", days=6))
    assert put_right.decision_due_on == date(2027, 1, 21)
    back = await change(db, made, enter(desk.first, "registration", later, "gesprek ging niet door", days=7))
    assert back.decision_due_on is None
    async with db.begin() as session:
        [nudge] = await world.planned(session, "referral_deadline")
    assert nudge.details["clock"] == "first_talk"
    skipped = await change(db, made, enter(desk.first, "plan", later, "stond al bij de bank", days=8))
    assert (skipped.stage, skipped.decision_due_on) == ("plan", None)


async def test_a_stage_before_the_one_it_is_in_needs_a_reason(db: Database, desk: Desk, made: DebtReferral) -> None:
    later = TODAY + timedelta(days=5)
    await change(db, made, enter(desk.first, "intake", later, days=5))
    assert await refused(db, made, enter(desk.first, "decision", TODAY, days=6)) == "date"


# ---------------------------------------------------------------- the end


async def test_closing_stops_the_clock_and_stays(db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral) -> None:
    for _ in range(2):
        closed = await change(db, made, close(desk.first, "not_appeared"))
    assert (closed.stage, closed.closed_as) == ("closed", "not_appeared")
    assert await sam.tasks() == {}
    async with db.begin() as session:
        assert await world.planned(session, "referral_deadline") == []
    assert (await story(db, made))[1:] == [("stage", "closed", "staff")]
    assert await refused(db, made, close(desk.first, "done")) == "closed"
    assert await refused(db, made, accept(desk.first)) == "closed"
    assert await refused(db, made, enter(desk.first, "intake", words="toch")) == "closed"


async def test_a_coordinator_opens_it_again_with_a_reason(db: Database, desk: Desk, made: DebtReferral) -> None:
    await change(db, made, close(desk.first, "moved"))
    assert await refused(db, made, enter(desk.coordinator, "registration", days=1)) == "reason"
    again = await change(db, made, enter(desk.coordinator, "registration", words="woont er nog", days=1))
    assert (again.closed_at, again.closed_as) == (None, None)
    async with db.begin() as session:
        assert len(await world.planned(session, "referral_deadline")) == 1


async def test_beside_a_newer_request_the_old_one_stays_closed(
    db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral
) -> None:
    await change(db, made, close(desk.first, "moved"))
    async with db.begin() as session:
        await world.asked(session, sam, desk, now=NOW + timedelta(hours=5))
    assert await refused(db, made, enter(desk.coordinator, "registration", words="toch", days=1)) == "running"


async def test_who_takes_the_consent_back_is_obeyed_at_once(
    db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral
) -> None:
    await change(db, made, accept(desk.first))
    for _ in range(2):
        gone = await change(db, made, withdraw())
    assert (gone.stage, gone.closed_as) == ("closed", "withdrawn")
    assert (await story(db, made))[2:] == [("withdrawn", None, "client"), ("stage", "closed", "client")]
    async with db.begin() as session:
        [task] = await tasks.open_tasks(session, sam.conversation_id)
        assert await world.planned(session, "referral_deadline") == []
        assert await world.planned(session, "referral_news") == [], "who stopped knows it"
        audited = {entry.action for entry in (await session.exec(select(AuditEntry))).all()}
    assert task.words == "Schuldhulp: aanvraag ingetrokken door deelnemer. Gegevens niet meer gebruiken."
    assert {"referral.accepted", "referral.withdrawn"} <= audited
    assert await refused(db, made, enter(desk.coordinator, "intake", words="toch", days=1)) == "closed"


async def test_a_withdrawal_and_a_stage_at_once_never_wait_for_each_other(
    db: Database, desk: Desk, made: DebtReferral
) -> None:
    changes = [accept(desk.first), withdraw(), enter(desk.second, "intake"), close(desk.first, "done")]
    ended = await asyncio.gather(
        *(change(db, made, one) for one in changes), world.ring(db, moment("2026-11-30 09:00")), return_exceptions=True
    )
    assert not [one for one in ended if isinstance(one, BaseException) and not isinstance(one, ReferralRefused)]
    async with db.begin() as session:
        assert (await debts.standing(session, made.conversation_id)) is not None
        assert await world.planned(session, "referral_deadline") == []
