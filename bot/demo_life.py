"""Example lives: some weeks of a few dozen example clients with colleagues in three teams, the same ones every time.

Nobody of this exists. It is there so that a newcomer sees an inbox, "Vandaag", a team and a dashboard with something in
them. Example clients 1 to 3 (demo.py, demo_debts.py) stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from sqlmodel import SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from actions.terms import before_working_days, is_working_day
from bot import demo_lines
from storage import waits
from storage.appointments import Appointment
from storage.checkins import CheckIn, CheckInPlan
from storage.conversations import Conversation
from storage.messages import Message
from storage.milestones import Milestone
from storage.people import ChannelAddress, Person
from storage.slots import SlotPattern
from storage.staff import Role, StaffMember, Team
from storage.steps import Step
from storage.tasks import SOON, URGENT, Task
from storage.transfers import Absence, Transfer
from storage.waits import Wait

FIRST, LAST = 4, 39
"""The numbers of these example clients."""
DAYS = 84
HOURS = ((0, time(13), time(16)), (2, time(9, 30), time(12)), (3, time(13, 30), time(16, 30)))
"""When two of them are free for a talk: weekday, from, until."""
COLLEAGUES = (
    ("Collega Voorbeeld A", "Almelo", 8), ("Collega Voorbeeld B", "Almelo", 10),
    ("Collega Voorbeeld C", "Twenterand", 8), ("Collega Voorbeeld D", "Twenterand", None),
    ("Collega Voorbeeld E", "Wierden", 6),
)  # fmt: skip
"""Name, municipality of the team, and how many conversations they take at most."""


@dataclass
class Life:
    """One example client, and what has been written down of them so far."""

    person: Person
    talk: Conversation
    address: ChannelAddress
    contact: StaffMember
    dice: Random
    now: datetime
    waits_since: datetime | None = None
    rows: list[SQLModel] = field(default_factory=list)
    said: list[Message] = field(default_factory=list)

    def write(self, sender: str, words: str, at: datetime) -> None:
        """Something said by the person, the bot or their contactperson, when that was in the past."""
        if at > self.now:
            return
        self.said.append(
            Message(
                conversation_id=self.talk.id, address_id=self.address.id, created_at=at, sender=sender, text=words,
                direction="in" if sender == "person" else "out",
                staff_id=self.contact.id if sender == "human" else None,
            )
        )  # fmt: skip

    def wait(self, began: datetime, ended: datetime | None) -> None:
        """They waited for a human."""
        self.rows.append(
            Wait(
                conversation_id=self.talk.id, team_id=self.talk.team_id, created_at=began, began_at=began,
                ended_at=ended,
            )
        )  # fmt: skip

    def task(self, kind: str, at: datetime, words: str, **more: Any) -> None:
        """Work that came of it; with `done_at` it is done by the contactperson, unless `done_by` is said."""
        if "done_at" in more:
            more.setdefault("done_by", self.contact.id)
        key = f"{kind}:{self.talk.id}:{len(self.rows)}"
        self.rows.append(
            Task(kind=kind, conversation_id=self.talk.id, created_at=at, words=words, dedupe_key=key, **more)
        )


async def seed(session: AsyncSession, now: datetime) -> None:
    """Add them to the example data (demo.py, demo_debts.py), in the same transaction."""
    colleagues = await _colleagues(session, now)
    dice = Random(20)  # noqa: S311 (examples, no secrets)
    lives = [_begin(number, colleagues, dice, now) for number in range(FIRST, LAST + 1)]
    for table in ("person", "talk", "address"):
        session.add_all(getattr(life, table) for life in lives)
        await session.flush()
    for number, life in enumerate(lives):
        _live(life, number)
    _meetings(lives, dice, now)
    _news(lives, colleagues, now)
    for life in lives:
        life.talk.last_message_at = max((one.created_at for one in life.said), default=None)
        session.add(life.talk)
    said: list[Message] = [one for life in lives for one in life.said]
    said.sort(key=lambda one: one.created_at)
    session.add_all(said)
    session.add_all(row for life in lives for row in life.rows)
    await session.flush()
    for life in lives:
        if life.waits_since is not None:
            await waits.begin(session, life.talk, life.waits_since)


# ---------------------------------------------------------------- who they are


async def _colleagues(session: AsyncSession, now: datetime) -> list[StaffMember]:
    """The contactperson with a login first, then the colleagues; the last of the first team is away."""
    own = (await session.exec(select(StaffMember).where(StaffMember.username == "contactpersoon"))).one()
    own.takes_at_most = 12
    teams = {"Almelo": await session.get_one(Team, own.team_id)}
    for place in ("Twenterand", "Wierden"):
        teams[place] = Team(name=f"Team {place} (voorbeeld)", organisation="Voorbeeldopvang", municipality=place)
        session.add(teams[place])
    await session.flush()
    others = [
        StaffMember(
            username=f"voorbeeld{n}", display_name=name, role=Role.CONTACT_PERSON, team_id=teams[place].id,
            takes_at_most=most,
        )
        for n, (name, place, most) in enumerate(COLLEAGUES, 1)
    ]  # fmt: skip
    session.add_all([own, *others])
    await session.flush()
    today = clock.local(now).date()
    session.add(
        Absence(
            staff_id=others[1].id, cover_id=own.id, first_day=today - timedelta(days=1),
            last_day=today + timedelta(days=3), note="Voorbeeldcliënt 17 belt misschien over de sleutel.",
        )
    )  # fmt: skip
    session.add_all(
        SlotPattern(
            staff_id=member.id, weekday=weekday, starts=starts, ends=ends, minutes=45, place="Inloop, Voorbeeldplein 1",
            first_day=today - timedelta(days=DAYS),
        )
        for member in (own, others[0])
        for weekday, starts, ends in HOURS
    )  # fmt: skip
    return [own, *others]


SHARES = (12, 8, 6, 4, 3, 3)
"""How many of these clients each colleague has."""


def _begin(number: int, colleagues: Sequence[StaffMember], dice: Random, now: datetime) -> Life:
    owners = [member for member, share in zip(colleagues, SHARES, strict=True) for _ in range(share)]
    contact = owners[number - FIRST]
    assert contact.team_id is not None
    since = now - timedelta(days=dice.randint(20, 2 * DAYS))
    person = Person(
        display_name=f"Voorbeeldcliënt {number}", team_id=contact.team_id, contact_person_id=contact.id,
        municipality=dice.choices(demo_lines.MUNICIPALITIES, (9, 4, 4, 3, 2, 2))[0], is_example=True, created_at=since,
    )  # fmt: skip
    talk = Conversation(person_id=person.id, team_id=contact.team_id, created_at=since)
    address = ChannelAddress(
        channel="webchat", address=f"voorbeeld-{number}", conversation_id=talk.id, last_used_at=now,
        unreachable_since=now - timedelta(days=6) if number in (22, 31) else None,
    )  # fmt: skip
    return Life(person=person, talk=talk, address=address, contact=contact, dice=dice, now=now)


# ---------------------------------------------------------------- how they live


def _live(life: Life, number: int) -> None:
    _ask_how_it_goes(life, number)
    _walk(life, number)
    _want_a_human(life, number)
    if number % 7 == 3:
        _be_in_danger(life, number)
    if number % 9 == 4:
        life.task("post", life.now - timedelta(days=2), "Een stapel brieven, samen openen.", due_at=_today(life, 15))
    if number % 11 == 6:
        life.task("housing", life.now - timedelta(days=5), "Vraag over de huur.", due_at=_today(life, 11))


def _today(life: Life, hour: int) -> datetime:
    return clock.at(clock.local(life.now).date(), time(hour, 0))


def _ask_how_it_goes(life: Life, number: int) -> None:
    """Once a week, in the client's own rhythm; some do not answer, and some of those are silent now."""
    dice, today = life.dice, clock.local(life.now).date()
    began = clock.local(life.person.created_at).date()
    life.rows.append(CheckInPlan(person_id=life.person.id, template="light", began_on=began, weekday=number % 5))
    first = today - timedelta(days=(today.weekday() - number % 5) % 7 or 7)
    for week in reversed(range(DAYS // 7)):
        day = first - timedelta(days=7 * week)
        if day < began:
            continue
        asked = clock.at(day, time(10, 30))
        life.write("bot", demo_lines.ASKED, asked)
        if week == 0 and number % 6 == 2:
            _stay_silent(life, asked, tries=3 if number % 12 == 2 else 2)
            continue
        tries = dice.choices((1, 2, 3), (70, 20, 10))[0]
        if dice.random() < 0.12:
            _not_answered(life, asked)
            continue
        answered = asked + timedelta(days=2 * (tries - 1), minutes=dice.randint(3, 400))
        if answered > life.now:
            _stay_silent(life, asked, tries=1)
            continue
        mood = dice.choices(("good", "so_so", "bad"), (50, 35, 15))[0]
        words = dice.choice(demo_lines.MOODS[mood])
        life.write("person", words, answered)
        life.write("bot", demo_lines.HEARD, answered + timedelta(seconds=2))
        life.rows.append(
            CheckIn(
                person_id=life.person.id, created_at=asked, asked_at=asked, last_asked_at=asked, answered_at=answered,
                mood=mood, words=words, tries=tries, closed_at=answered, closed_as="answered",
            )
        )  # fmt: skip


def _stay_silent(life: Life, asked: datetime, *, tries: int) -> None:
    """Asked and not answered so far; after the third time a human has the task."""
    given_up = asked + timedelta(days=5) if tries == 3 and asked + timedelta(days=5) < life.now else None
    tries = tries if given_up else min(tries, 2, 1 + (life.now - asked).days // 2)
    row = CheckIn(
        person_id=life.person.id, created_at=asked, asked_at=asked, last_asked_at=asked + timedelta(days=2 * tries - 2),
        tries=tries, given_up_at=given_up,
    )  # fmt: skip
    life.rows.append(row)
    if given_up is not None:
        life.task(
            "silence",
            given_up,
            demo_lines.SILENT,
            subject_id=row.id,
            priority=SOON,
            due_at=given_up + timedelta(days=1),
        )


def _not_answered(life: Life, asked: datetime) -> None:
    """A question that came to nothing; mostly a human found them, sometimes they wrote again."""
    given_up = asked + timedelta(days=5)
    how = life.dice.choices(("contact", "heard"), (2, 1))[0]
    over = given_up + timedelta(hours=life.dice.randint(1, 30))
    if over >= life.now:
        return
    row = CheckIn(
        person_id=life.person.id, created_at=asked, asked_at=asked, last_asked_at=asked + timedelta(days=4), tries=3,
        given_up_at=given_up, closed_at=over, closed_as=how,
    )  # fmt: skip
    life.rows.append(row)
    by = life.contact.id if how == "contact" else None
    life.task("silence", given_up, demo_lines.SILENT, subject_id=row.id, done_at=over, done_by=by)


def _walk(life: Life, number: int) -> None:
    """Small steps: some taken, some partly, one or two open."""
    dice = life.dice
    for n, what in enumerate(dice.sample(demo_lines.STEPS, 5)):
        made = life.now - timedelta(days=dice.randint(1, DAYS))
        taken = n < 3 + number % 2
        state = dice.choices(("done", "partly", "not_done"), (6, 2, 1))[0] if taken else "open"
        ended = min(life.now - timedelta(hours=dice.randint(1, 30)), made + timedelta(days=dice.randint(1, 6)))
        life.rows.append(
            Step(
                person_id=life.person.id, what=what, created_at=made, state=state, ended_at=ended if taken else None,
                planned_at=None if taken or n < 4 or number % 5 else _today(life, 14),
            )
        )  # fmt: skip


def _want_a_human(life: Life, number: int) -> None:
    """Now and then somebody asks for a human and gets an answer; a few wait at this moment."""
    dice, today = life.dice, clock.local(life.now).date()
    for _ in range(dice.randint(2, 6)):
        day = today - timedelta(days=dice.randint(2, DAYS))
        began = clock.at(day, time(dice.randint(8, 20), dice.randint(0, 59)))
        answered = clock.next_reading(began) + timedelta(minutes=int(dice.expovariate(1 / 75)) + 2)
        if began < life.person.created_at or answered > life.now - timedelta(hours=2):
            continue
        life.write("person", dice.choice(demo_lines.QUESTIONS), began)
        life.write("human", dice.choice(demo_lines.ANSWERS), answered)
        life.write("person", dice.choice(demo_lines.THANKS), answered + timedelta(minutes=dice.randint(2, 90)))
        life.rows.append(
            Wait(
                conversation_id=life.talk.id,
                team_id=life.talk.team_id,
                created_at=began,
                began_at=began,
                ended_at=answered,
            )
        )
    if number % 5 == 1:
        began = life.now - timedelta(minutes=25 + 190 * (number // 5))
        question = demo_lines.QUESTIONS[number % len(demo_lines.QUESTIONS)]
        life.write("person", question, began)
        life.waits_since = began
        life.talk.assigned_to = life.contact.id if number % 10 == 1 else None
        life.task("talk_to_human", began, question, priority=SOON)


def _be_in_danger(life: Life, number: int) -> None:
    """Once, some weeks ago, and a human was there soon."""
    day = clock.local(life.now).date() - timedelta(days=3 + 5 * (number // 7))
    rang = clock.at(day, time((11, 23, 15, 2, 16)[number // 7 % 5], 12))
    came = rang + timedelta(minutes=(4, 11, 6, 24, 9)[number // 7 % 5])
    life.write("person", demo_lines.DANGER, rang)
    life.write("human", demo_lines.THERE, came)
    life.task("crisis", rang, demo_lines.DANGER, priority=URGENT, done_at=came + timedelta(minutes=30))


def _news(lives: Sequence[Life], colleagues: Sequence[StaffMember], now: datetime) -> None:
    """A home of their own, and somebody who came from a colleague."""
    home, new = lives[1], lives[2]
    day = clock.local(now).date()
    home.rows.append(Milestone(person_id=home.person.id, kind="own_home", reached_on=day, created_at=now))
    giver = colleagues[1].id
    new.rows.append(
        Transfer(
            person_id=new.person.id, from_id=giver, to_id=new.contact.id, by_id=giver, told_at=now,
            note="Houdt van korte berichten.", created_at=now - timedelta(hours=3),
        )
    )  # fmt: skip


# ---------------------------------------------------------------- appointments


def _meetings(lives: Sequence[Life], dice: Random, now: datetime) -> None:
    """Two a day with each colleague, at hours that never meet; today's are still to come or not noted yet."""
    today = clock.local(now).date()
    by_contact: dict[object, list[Life]] = {}
    for life in lives:
        by_contact.setdefault(life.contact.id, []).append(life)
    days = [today + timedelta(days=n) for n in range(-DAYS // 2, 10)]
    for some in by_contact.values():
        for day in (one for one in days if is_working_day(one)):
            for hour in (10, 15):
                if dice.random() < 0.45:
                    _meet(dice.choice(some), clock.at(day, time(hour, 30)), dice, now)


def _meet(life: Life, at: datetime, dice: Random, now: datetime) -> None:
    if at < life.person.created_at:
        return
    soon = before_working_days(clock.local(now).date(), 2)
    state = "planned"
    if at < now and clock.local(at).date() <= soon:
        state = dice.choices(("done", "missed", "cancelled", "planned"), (74, 12, 12, 2))[0]
    made = at - timedelta(days=dice.randint(2, 9))
    met = Appointment(
        person_id=life.person.id, staff_id=life.contact.id, starts_at=at, state=state, created_at=made,
        place=dice.choice(demo_lines.PLACES), changed_at=at - timedelta(hours=20) if state == "cancelled" else None,
    )  # fmt: skip
    life.rows.append(met)
    if state == "cancelled" and dice.random() < 0.6:
        later = Appointment(
            person_id=life.person.id, staff_id=life.contact.id, starts_at=at + timedelta(hours=1), state="done",
            created_at=at - timedelta(hours=20), place=met.place, follows_id=met.id,
        )  # fmt: skip
        life.rows.append(later)
