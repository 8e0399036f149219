"""From the clock to the chat: quiet hours, wished reminders, people who want no messages, and the two nights of the
clock change. Moments are local time in Amsterdam."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, texts
from actions.nudges import planned_check_in
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import conversations, nudges, people
from storage.checkins import CheckInPlan
from storage.database import Database
from storage.messages import Message
from storage.nudges import Nudge
from storage.people import Person
from storage.steps import Step
from tests.acceptance.certain_words import heard
from tests.acceptance.place import Place
from tests.processes import started, until
from tests.town import add_person

pytest_plugins = ("tests.acceptance.fixtures_pipeline", "tests.database")

CHAT = 5001


def local(said: str) -> datetime:
    """A moment on the clocks of Amsterdam, such as "2027-03-16 23:00"."""
    return datetime.fromisoformat(said).replace(tzinfo=clock.ZONE)


@dataclass(frozen=True, kw_only=True)
class Client:
    """A client who can be reached on Telegram, with a weekly check-in at half past ten."""

    person: Person
    plan: CheckInPlan

    def check_in(self, due_at: datetime) -> Nudge:
        """A check-in at a moment."""
        return planned_check_in(self.plan, due_at)


async def make_client(session: AsyncSession, bot: str = "1") -> Client:
    """A client with a Telegram chat."""
    person = await add_person(session, name="Noor")
    plan = CheckInPlan(person_id=person.id, every_days=7)
    session.add(plan)
    address = await conversations.open_for_address(session, channel="telegram", bot=bot, address=str(CHAT))
    await conversations.tie(session, address, person=person, staff=None)
    await session.flush()
    return Client(person=person, plan=plan)


async def step_reminder(session: AsyncSession, client: Client, due_at: datetime) -> Nudge:
    """A reminder the client asked for."""
    step = Step(person_id=client.person.id, what="de huisarts bellen", remind=True)
    session.add(step)
    await session.flush()
    return Nudge(
        kind="step_reminder", person_id=client.person.id, subject_id=step.id, due_at=due_at, dedupe_key=str(step.id)
    )


async def compose_at(database: Database, moment: datetime) -> list[str]:
    """Let the clock say that it is `moment`; returns what was said so far, oldest first."""
    await Clockwork(database, Bell(), lambda: moment).compose_due()
    async with database.begin() as session:
        return [m.text for m in (await session.exec(select(Message).order_by(Message.id))).all()]  # type: ignore[arg-type]


async def planned(database: Database, kind: str = "check_in") -> list[datetime]:
    """When what is planned is due."""
    async with database.begin() as session:
        found = await session.exec(select(Nudge).where(Nudge.kind == kind, Nudge.state == "planned"))
        return sorted(nudge.due_at for nudge in found.all())


HELLO = texts.say("nl", "nudge-check-in", name="Noor")


async def test_at_night_a_check_in_waits_for_the_morning_and_a_wished_reminder_comes(place: Place) -> None:
    night = local("2027-03-16 22:59:58")
    async with place.database.begin() as session:
        client = await make_client(session, place.telegram.token.partition(":")[0])
        wished = await step_reminder(session, client, night)
        await nudges.plan(session, [client.check_in(night), wished])
    place.telegram.add_chat(CHAT)
    async with started("worker", settings=place.settings, log=place.folder / "night.log", program=_at(night)):
        await place.telegram.wait_for_calls("sendMessage", 1, chat_id=CHAT, timeout=90)

        async def moved() -> bool:
            return await planned(place.database) == [local("2027-03-17 08:00")]

        await until(moved, "the check-in is moved to 08:00")
    assert heard(place.telegram, CHAT) == [texts.say("nl", "nudge-step-reminder", what="de huisarts bellen")]

    morning = local("2027-03-17 07:59:40")
    async with started("worker", settings=place.settings, log=place.folder / "day.log", program=_at(morning)):
        await place.telegram.wait_for_calls("sendMessage", 2, chat_id=CHAT, timeout=90)
    assert heard(place.telegram, CHAT)[1:] == [HELLO]


def _at(moment: datetime) -> tuple[str, ...]:
    """The program that begins at this moment on its clock."""
    return ("-m", "tests.shifted", str((moment - datetime.now(UTC)).total_seconds()))


@pytest.mark.parametrize(
    ("due", "moved_to"),
    [
        ("2027-03-16 23:00", "2027-03-17 08:00"),
        ("2027-03-16 21:00", "2027-03-17 08:00"),
        ("2027-03-17 07:59", "2027-03-17 08:00"),
        ("2027-03-27 23:00", "2027-03-28 08:00"),  # the night that is an hour short
        ("2027-03-28 03:30", "2027-03-28 08:00"),
        ("2027-10-30 23:00", "2027-10-31 08:00"),  # the night that is an hour long
        ("2027-10-31 02:30", "2027-10-31 08:00"),
    ],
)
async def test_an_unasked_message_waits_until_eight(db: Database, due: str, moved_to: str) -> None:
    async with db.begin() as session:
        client = await make_client(session)
        await nudges.plan(session, [client.check_in(local(due))])
    assert await compose_at(db, local(due)) == []
    assert await planned(db) == [local(moved_to)]
    assert await compose_at(db, local(moved_to) - timedelta(seconds=1)) == []
    assert await compose_at(db, local(moved_to)) == [HELLO]


async def test_the_hour_that_comes_twice_says_nothing_twice(db: Database) -> None:
    first, second = local("2027-10-31 02:30"), local("2027-10-31 02:30").replace(fold=1)
    async with db.begin() as session:
        client = await make_client(session)
        await nudges.plan(session, [await step_reminder(session, client, first)])
    assert len(await compose_at(db, first)) == 1
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    assert len(await compose_at(db, second)) == 1


@pytest.mark.parametrize(
    ("sent", "next_one"),
    [("2027-03-25 10:30", "2027-04-01 10:30"), ("2027-10-28 10:30", "2027-11-04 10:30")],
)
async def test_the_next_check_in_is_at_the_same_hour_whatever_the_clock_did(
    db: Database, sent: str, next_one: str
) -> None:
    async with db.begin() as session:
        client = await make_client(session)
        await nudges.plan(session, [client.check_in(local(sent))])
    assert await compose_at(db, local(sent)) == [HELLO]
    assert await planned(db) == [local(next_one)]


async def test_a_wished_reminder_comes_at_ten_in_the_evening(db: Database) -> None:
    moment = local("2027-03-16 22:00")
    async with db.begin() as session:
        client = await make_client(session)
        await nudges.plan(session, [await step_reminder(session, client, moment)])
    assert await compose_at(db, moment) == [texts.say("nl", "nudge-step-reminder", what="de huisarts bellen")]


async def test_who_opted_out_is_left_in_peace_and_still_gets_what_they_asked_for(db: Database) -> None:
    moment = local("2027-03-16 10:30")
    async with db.begin() as session:
        client = await make_client(session)
        await nudges.plan(session, [client.check_in(moment), await step_reminder(session, client, moment)])
        await people.opt_out(session, client.person, moment)
    assert await compose_at(db, moment) == [texts.say("nl", "nudge-step-reminder", what="de huisarts bellen")]
    assert await planned(db) == []


async def test_opting_in_again_brings_the_check_ins_back(db: Database) -> None:
    moment = local("2027-03-16 10:30")
    async with db.begin() as session:
        client = await make_client(session)
        await nudges.plan(session, [client.check_in(moment)])
        await people.opt_out(session, client.person, moment)
    await compose_at(db, moment)
    async with db.begin() as session:
        await people.opt_in(session, await session.get_one(Person, client.person.id))
    await Clockwork(db, Bell(), lambda: local("2027-03-17 03:10")).plan_check_ins()
    assert await planned(db) == [local("2027-03-18 10:30")]


async def test_two_clocks_at_once_say_it_once(db: Database) -> None:
    moment = local("2027-03-16 10:30")
    async with db.begin() as session:
        client = await make_client(session)
        await nudges.plan(session, [client.check_in(moment)])
    await asyncio.gather(*(Clockwork(db, Bell(), lambda: moment).compose_due() for _ in range(2)))
    assert await compose_at(db, moment) == [HELLO]
    assert len(await planned(db)) == 1
