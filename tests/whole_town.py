"""The example town with something to see on every page, and the ids that its pages take in their addresses."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, terms
from bot import demo_debts, demo_life
from bot.web.parts import Parts
from storage import (
    conversations,
    emergencies,
    invitations,
    labels,
    notes,
    organisations,
    rights,
    staff,
    stays,
    views,
)
from storage.beds import Sleeper
from storage.closures import Closure, ColdSpell
from storage.contact_cards import ContactCard
from storage.conversations import Conversation
from storage.debts import DebtReferral
from storage.desks import DebtDesk
from storage.facilities import Facility
from storage.goals import Goal
from storage.guests import Guest
from storage.handovers import HandoverNote
from storage.help_places import HelpPlace
from storage.inbound import Inbound
from storage.inbox import Reader
from storage.labels import Label
from storage.later import LaterMessage
from storage.messages import Message
from storage.people import Person
from storage.replies import ReadyReply
from storage.rooms import Bed
from storage.staff import Role, StaffMember
from storage.waiting import Waiter
from tests import desk, night_history

SHELTER = "nachtopvang"
SPEAKER = "Voorbeeldcliënt 11"
"""Whose conversation and page are looked at: somebody who waits, of the contactperson with a login."""
DEBTS = (
    ("Voorbeeldcliënt 5", 12, ["huur"], "De huur is twee maanden niet betaald."),
    ("Voorbeeldcliënt 8", 20, ["energie", "telefoon"], "Ik krijg elke week een brief."),
    ("Voorbeeldcliënt 9", 3, ["belasting"], "Ik snap de brief niet."),
    ("Voorbeeldcliënt 14", 1, ["zorgverzekering", "huur"], "Ik durf de post niet open te maken."),
)
"""Who asked for help with debts, how many days ago, which debts, and in which words."""


_DATED_BY_ITSELF = ("check_in_plan", "channel_address", "turn_away")
"""Tables whose rows the real clock dated: in pictures their dates would change each day."""


@dataclass(frozen=True, kw_only=True)
class Filled:
    """The town: `ids` by their names in addresses, and colleagues by their role."""

    ids: Mapping[str, object]
    colleagues: Mapping[Role, StaffMember]


async def fill(parts: Parts) -> Filled:
    """Fill the example data; everything happened before this moment."""
    now = parts.now()
    dates = {"now": now - timedelta(days=30), "began": datetime.now(UTC) - timedelta(hours=1)}
    async with parts.database.begin() as session:
        await demo_debts.seed(session, now)
        await demo_life.seed(session, now)
        members = (await session.exec(select(StaffMember).order_by(col(StaffMember.username).desc()))).all()
        colleagues = {Role(member.role): member for member in members}
        colleagues[Role.CONTACT_PERSON] = next(one for one in members if one.username == "contactpersoon")
        person = (await session.exec(select(Person).where(Person.display_name == SPEAKER))).one()
        talk = await conversations.ensure_for_person(session, person)
        ids = await _conversation(session, person, talk, colleagues[Role.CONTACT_PERSON], now)
        await _debts(session, now)
    async with parts.database.begin() as session:
        ids |= await _night(session, colleagues, now)
        ids |= await _desk_work(session, person, colleagues, now)
        for table in _DATED_BY_ITSELF:
            await session.execute(text(f"UPDATE {table} SET created_at = :now WHERE created_at > :began"), dates)
    return Filled(ids=ids, colleagues=colleagues)


async def _conversation(
    session: AsyncSession, person: Person, talk: Conversation, own: StaffMember, now: datetime
) -> dict[str, object]:
    """What colleagues wrote and planned with one client, and a visitor who might be the same person."""
    cover = (await session.exec(select(StaffMember).where(StaffMember.username == "voorbeeld1"))).one()
    await notes.add(
        session, note_id=uuid.uuid4(), conversation_id=talk.id, staff_id=cover.id, now=now - timedelta(hours=3),
        said="Wil liever gebeld worden na twaalven. @Contactpersoon Voorbeeld, neem jij het over?", mentioned=[own.id],
    )  # fmt: skip
    session.add(
        LaterMessage(
            text="Succes vandaag. Tot straks bij de inloop!",
            due_at=now + timedelta(days=1),
            changed_at=now,
            conversation_id=talk.id,
            staff_id=own.id,
        )
    )
    session.add(
        ContactCard(
            person_id=person.id, name="Voorbeeldzus", role="zus", phone="+31546000042", may_call=True,
            may_call_at=now - timedelta(days=9), made_by=own.id, note="Werkt overdag, belt graag terug.",
        )
    )  # fmt: skip
    session.add(Goal(person_id=person.id, words="mijn eigen plek houden", life_domain="wonen"))
    made = [Label(name=name, team_id=own.team_id) for name in ("brief mee", "belt liever", "sleutel")]
    session.add_all(made)
    visitor = Conversation(created_at=now - timedelta(minutes=50))
    session.add(visitor)
    await session.flush()
    session.add(
        Message(
            conversation_id=visitor.id, direction="in", sender="person", text="hoi ik ben het, met een nieuwe telefoon",
            created_at=now - timedelta(minutes=50),
        )
    )  # fmt: skip
    await session.flush()
    for label in made[:2]:
        await labels.put_on(session, talk.id, label.id, own.id, now)
    reader = Reader(staff_id=own.id, team_id=own.team_id, everywhere=False)
    await views.keep(session, reader, name="Brieven", choice={"label": str(made[0].id)}, for_team=True)
    said = select(Message.id).where(Message.conversation_id == talk.id, Message.direction == "in")
    reply = (await session.exec(select(ReadyReply).order_by(col(ReadyReply.shortcut)))).first()
    assert reply is not None
    message_id = (await session.exec(said.order_by(col(Message.id).desc()))).first()
    assert message_id is not None
    session.add(
        Inbound(
            message_id=message_id, conversation_id=talk.id, bot="web", update_id="one", received_at=now, handled_at=now,
            intent="checkin_negative", confidence=0.91,
        )
    )  # fmt: skip
    return {
        "conversation_id": talk.id, "person_id": person.id, "other_id": visitor.id, "reply_id": reply.id,
        "message_id": message_id,
    }  # fmt: skip


async def _debts(session: AsyncSession, now: datetime) -> None:
    """More requests in the queue of the specialist."""
    desks = (await session.exec(select(DebtDesk).order_by(col(DebtDesk.name)))).all()
    for number, (name, days, kinds, words) in enumerate(DEBTS):
        person = (await session.exec(select(Person).where(Person.display_name == name))).one()
        asked = now - timedelta(days=days)
        await desk.ask(
            session, person, desks[number % len(desks)], debt_types=kinds, words=words, created_at=asked,
            consent_at=asked, requested_on=asked.date(), due_on=terms.first_talk_by(asked.date(), urgent=False),
        )  # fmt: skip


# ---------------------------------------------------------------- the night


async def _night(session: AsyncSession, colleagues: Mapping[Role, StaffMember], now: datetime) -> dict[str, object]:
    """Two months of nights, and one that is going on: people in bed, a closed shelter, a list, a word to the day."""
    night, on_duty = clock.night_of(now), colleagues[Role.NIGHT_STAFF]
    await night_history.add(session)
    await session.execute(text("UPDATE guest SET name = 'Gast 1' WHERE name = '=Sam'"))
    guests = (await session.exec(select(Guest).order_by(col(Guest.name)))).all()
    for number in range(9):
        await stays.check_in(
            session, night=night, group="man", facility=SHELTER, now=now - timedelta(minutes=9 * number),
            bed=str(number + 1), whose=Sleeper(guest_id=guests[number].id),
        )  # fmt: skip
    for number in (15, 16):
        await stays.check_in(session, night=night, group="vrouw", facility=SHELTER, now=now, bed=str(number))
    session.add_all(
        Waiter(night=night, target_group=group, name=name, created_at=now - timedelta(minutes=minutes))
        for name, group, minutes in (("Gast 61", "man", 40), ("Gast 62", "vrouw", 25), ("Gast 63", "man", 8))
    )
    shelters = {one.key: one for one in (await session.exec(select(Facility))).all()}
    closure = Closure(
        facility_id=shelters["gezinskamer"].id, first_night=night, last_night=night + timedelta(days=4),
        reason="Verbouwing", made_by=on_duty.id, created_at=now,
    )  # fmt: skip
    spell = ColdSpell(first_night=night, last_night=night + timedelta(days=2), made_by=on_duty.id, created_at=now)
    session.add_all([closure, spell])
    await session.flush()
    session.add_all(
        HandoverNote(night=day, facility_id=None, words=words, made_by=on_duty.id, created_at=now - timedelta(hours=3))
        for day, words in (
            (night - timedelta(days=1), "Rustige nacht. De wasmachine lekt, er staat een emmer onder."),
            (night, "Bed 12 heeft een nieuw matras."),
        )
    )
    bed = (
        select(Bed.id).join(Facility, col(Facility.id) == Bed.facility_id)
        .where(Facility.key == SHELTER, Bed.label == "12")
    )  # fmt: skip
    return {
        "bed_id": (await session.exec(bed)).one(), "closure_id": closure.id, "spell_id": spell.id,
        "facility_id": shelters[SHELTER].id, "view": "people",
    }  # fmt: skip


# ---------------------------------------------------------------- who keeps things in order


async def _desk_work(
    session: AsyncSession, person: Person, colleagues: Mapping[Role, StaffMember], now: datetime
) -> dict[str, object]:
    """Somebody invited, wishes about data, an emergency, and one of each thing that is kept in a table."""
    own, boss = colleagues[Role.CONTACT_PERSON], colleagues[Role.COORDINATOR]
    invited = (await session.exec(select(StaffMember).where(StaffMember.username == "voorbeeld5"))).one()
    today = clock.local(now).date()
    wishes = {}
    for name, kind in (("Voorbeeldcliënt 4", rights.DELETION), ("Voorbeeldcliënt 7", rights.EXPORT)):
        whose = (await session.exec(select(Person).where(Person.display_name == name))).one()
        wishes[kind], _ = await rights.ask(
            session, person_id=whose.id, kind=kind, asked_by="client", today=today, now=now - timedelta(days=2)
        )
    wishes[rights.DELETION].identified_how, wishes[rights.DELETION].identified_by = "aan tafel", boss.id
    access = await emergencies.begin(
        session, staff_id=colleagues[Role.NIGHT_STAFF].id, person_id=person.id, now=now,
        reason="Ligt ziek bij de deur",
    )  # fmt: skip
    place = await organisations.of_team(session, own.team_id)
    assert place is not None
    return {
        "staff_id": own.id, "team_id": own.team_id, "organisation_id": place.id, "access_id": access.id,
        "request_id": wishes[rights.DELETION].id,
        "invitation": await invitations.invite(session, invited.id, "invite", now),
        "data_link": await rights.make_link(session, wishes[rights.EXPORT], now),
        "referral_id": (await session.exec(select(DebtReferral.id).order_by(col(DebtReferral.due_on)))).first(),
        "desk_id": (await session.exec(select(DebtDesk.id).order_by(col(DebtDesk.name)))).first(),
        "place_id": (await session.exec(select(HelpPlace.id).order_by(col(HelpPlace.name)))).first(),
    }  # fmt: skip


async def sign_in(parts: Parts, member: StaffMember) -> str:
    """The cookie of a browser in which this colleague is signed in."""
    async with parts.database.begin() as session:
        return await staff.open_web_session(session, member, parts.now(), timedelta(hours=8))
