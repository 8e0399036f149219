"""A morning with something to tell of three example clients, a colleague who comes, and pictures of pages."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import select

from bot.web.parts import Parts
from storage import conversations
from storage.appointments import Appointment
from storage.checkins import CheckIn
from storage.conversations import Conversation
from storage.goals import Goal
from storage.milestones import Milestone
from storage.people import Person
from storage.staff import Role, StaffMember, Team
from storage.steps import Step
from storage.tasks import Task


async def busy_morning(parts: Parts) -> dict[str, Conversation]:
    """Three example clients of whom there is something to tell; their conversations by name."""
    now = parts.now()
    async with parts.database.begin() as session:
        people = (await session.exec(select(Person).order_by(Person.display_name))).all()
        talks = {p.display_name: await conversations.ensure_for_person(session, p) for p in people}
        one, two, three = people
        first, second = talks[one.display_name], talks[two.display_name]
        first.waiting_since = now - timedelta(hours=2)
        session.add(
            Task(
                kind="crisis", conversation_id=second.id, priority=0, words="ik durf niet naar huis", dedupe_key="c",
                created_at=now - timedelta(minutes=20),
            )
        )  # fmt: skip
        asked = now - timedelta(days=3)
        session.add(CheckIn(person_id=three.id, asked_at=asked, last_asked_at=asked, created_at=asked, tries=2))
        session.add(
            CheckIn(
                person_id=one.id, mood="bad", words="slecht geslapen, veel post", answered_at=now - timedelta(days=1),
                topic="geld", created_at=now - timedelta(days=1), closed_at=now, closed_as="answered",
            )
        )  # fmt: skip
        session.add(Goal(person_id=one.id, words="mijn eigen plek houden", life_domain="wonen"))
        session.add(
            Step(person_id=one.id, what="de gemeente bellen", state="done", ended_at=now - timedelta(days=1),
                 words_after="viel mee")
        )  # fmt: skip
        session.add(Milestone(person_id=three.id, kind="own_home", reached_on=now.date(), created_at=now))
        session.add(
            Appointment(
                person_id=two.id, staff_id=two.contact_person_id, starts_at=now + timedelta(hours=4), place="Inloop"
            )
        )  # fmt: skip
    return talks


async def colleague(parts: Parts, name: str = "Kim de Vries", *, other_team: bool = False) -> StaffMember:
    async with parts.database.begin() as session:
        team = (await session.exec(select(Team))).first()
        if other_team:
            team = Team(name="Team West", organisation="Voorbeeldopvang", municipality="Wierden")
            session.add(team)
            await session.flush()
        assert team is not None
        member = StaffMember(
            username=name.partition(" ")[0].lower(), display_name=name, role=Role.CONTACT_PERSON, team_id=team.id
        )
        session.add(member)
    return member
