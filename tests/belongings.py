"""One of each thing that belongs to a client or to their contactperson: what others must not reach."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.web.parts import Parts
from storage import conversations, emergencies, milestones, staff
from storage.appointments import Appointment
from storage.checkins import CheckIn
from storage.closures import Closure, ColdSpell
from storage.contact_cards import ContactCard
from storage.conversations import Conversation
from storage.emergencies import EmergencyAccess
from storage.facilities import Facility
from storage.files import StoredFile
from storage.goals import Goal
from storage.guests import Guest
from storage.handovers import HandoverNote
from storage.labels import Label
from storage.later import LaterMessage
from storage.merges import Merge
from storage.messages import Message
from storage.milestones import Milestone
from storage.money import MoneyCheckIn, MoneyPlan, PostItem
from storage.notes import Note
from storage.nudges import Nudge
from storage.people import ChannelAddress, Invite, Person
from storage.person_changes import PersonChange
from storage.pictures import Picture
from storage.replies import ReadyReply
from storage.rights import LegalHold, RightsRequest
from storage.slots import SlotException, SlotPattern
from storage.staff import Role, StaffMember
from storage.steps import Step
from storage.tasks import Task
from storage.transfers import Absence, Transfer
from storage.turn_aways import TurnAway
from storage.views import SavedView
from storage.waiting import Waiter
from tests.desk import ask as asks_for_help
from tests.town import add_person, add_staff

REASON = "Sam ligt bewusteloos op straat."
"""Why somebody of another team was looked at."""


async def everything_of(session: AsyncSession, contact: StaffMember, parts: Parts) -> dict[str, Any]:
    """One of each thing that belongs to a client of this colleague, or to the colleague; by its name in addresses."""
    now, day = parts.now(), date(2026, 12, 1)
    person: Person = await add_person(session, contact)
    conversation = await conversations.ensure_for_person(session, person)
    await session.flush()
    other = await add_staff(session, Role.CONTACT_PERSON)
    file = StoredFile(
        conversation_id=conversation.id, name="foto.jpg", media_type="image/jpeg", content=b"\xff\xd8\xff",
        thumbnail=b"\xff\xd8\xff", width=1, height=1,
    )  # fmt: skip
    rows: dict[str, Any] = {
        "file_id": file,
        "message_id": Message(
            conversation_id=conversation.id, direction="in", sender="person", text="hoi", created_at=now,
            attachments=[file.attachment],
        ),
        "task_id": Task(kind="talk_to_human", conversation_id=conversation.id, dedupe_key=uuid.uuid4().hex),
        "appointment_id": Appointment(person_id=person.id, staff_id=contact.id, starts_at=now + timedelta(days=2)),
        "nudge_id": Nudge(kind="check_in", person_id=person.id, due_at=now, dedupe_key=uuid.uuid4().hex),
        "step_id": Step(person_id=person.id, what="bellen"),
        "goal_id": Goal(person_id=person.id, words="een huis"),
        "milestone_id": Milestone(person_id=person.id, kind=milestones.KINDS[0], reached_on=day),
        "picture_id": Picture(person_id=person.id, png=b"png", alt="brug"),
        "pattern_id": SlotPattern(
            staff_id=contact.id, weekday=1, starts=time(9), ends=time(12), minutes=30, first_day=day
        ),
        "exception_id": SlotException(
            staff_id=contact.id, day=day, kind="off", starts=time(9), ends=time(12), minutes=30
        ),
        "absence_id": Absence(staff_id=contact.id, first_day=day, last_day=day, cover_id=other.id),
    }  # fmt: skip
    rows |= await writing_of(session, contact, conversation, now) | reaching_of(contact, conversation, now)
    session.add_all(rows.values())
    referral = await asks_for_help(session, person, None)
    cookie = await staff.open_web_session(session, contact, now, timedelta(hours=1))
    await session.flush()
    web = await session.get(staff.WebSession, staff.hash_token(cookie))
    assert web is not None
    found = {name: row.id for name, row in rows.items()}
    return found | {
        "conversation_id": conversation.id, "person_id": person.id, "referral_id": referral.id, "session_id": web.id,
        "staff_id": contact.id,
    }  # fmt: skip


async def writing_of(
    session: AsyncSession, contact: StaffMember, conversation: Conversation, now: datetime
) -> dict[str, Any]:
    """What colleagues write in this conversation, and how they keep order in it."""
    twin = await conversations.ensure_for_person(session, await add_person(session, contact))
    await session.flush()
    here: dict[str, Any] = {"conversation_id": conversation.id, "staff_id": contact.id}
    return {
        "note_id": Note(text="belt liever niet", **here),
        "later_id": LaterMessage(text="tot morgen", due_at=now + timedelta(days=1), changed_at=now, **here),
        "label_id": Label(name=uuid.uuid4().hex, team_id=contact.team_id),
        "view_id": SavedView(name="van mij", staff_id=contact.id, choice={"view": "mine"}),
        "reply_id": ReadyReply(shortcut="hoi", name="Groet", team_id=contact.team_id, nl="Hoi!"),
        "merge_id": Merge(kept_id=conversation.id, gone_id=twin.id, by_id=contact.id),
        "other_id": twin,
    }


def reaching_of(contact: StaffMember, conversation: Conversation, now: datetime) -> dict[str, Any]:
    """How this client is reached, and who reached them in an emergency."""
    assert conversation.person_id is not None
    person_id, token = conversation.person_id, uuid.uuid4().hex
    return {
        "card_id": ContactCard(
            person_id=person_id, name="Pa", may_call=True, may_call_at=now, made_by=contact.id
        ),
        "address_id": ChannelAddress(
            channel="webchat", address=token, conversation_id=conversation.id, secret_hash=staff.hash_token(token)
        ),
        "invite_id": Invite(
            token_hash=staff.hash_token(token), person_id=person_id, expires_at=now + timedelta(days=1)
        ),
        "access_id": EmergencyAccess(
            staff_id=contact.id, person_id=person_id, reason=REASON, created_at=now, ends_at=now + emergencies.LASTS
        ),
    }  # fmt: skip


async def more_of(session: AsyncSession, ids: Mapping[str, Any], now: datetime) -> list[Any]:
    """What the example data lack: the night, the rights, money, and what somebody said of it."""
    night = date(2026, 11, 26)
    facility = (await session.exec(select(Facility.id))).first()
    group = (await session.exec(text("SELECT key FROM target_group"))).scalar()  # type: ignore[call-overload]
    assert facility is not None
    person, who = {"person_id": ids["person_id"]}, ids["staff_id"]
    pressed = [{"label": "Ja", "payload": "ja"}]
    return [
        Message(
            conversation_id=ids["conversation_id"],
            direction="out",
            sender="bot",
            text="?",
            buttons=pressed,
            created_at=now,
        ),
        Guest(name="Sam", **person),
        Waiter(night=night, target_group=group, facility_id=facility, name="Sam"),
        HandoverNote(night=night, words="rustig", facility_id=facility, made_by=who),
        TurnAway(facility_id=facility, night=night, referred_to="TOV"),
        Closure(facility_id=facility, first_night=date(2026, 12, 24), reason="feest"),
        ColdSpell(first_night=night, last_night=date(2026, 11, 30)),
        RightsRequest(kind="export", asked_by="client", due_on=date(2026, 12, 24), **person),
        LegalHold(reason="de rechter vroeg het", staff_id=who, **person),
        MoneyPlan(weekday=1, began_on=night, administrator="Bewind", agreement="10 euro", agreed_on=night, **person),
        MoneyCheckIn(asked_at=now, answered_at=now, answer="tight", words="krap", **person),
        PostItem(words="brief", **person),
        CheckIn(asked_at=now, answered_at=now, words="gaat wel", mood="so_so", **person),
        PersonChange(staff_id=who, field="name", before="Sam", after="Sem", **person),
        Transfer(from_id=who, to_id=who, by_id=who, note="goed gesprek", **person),
    ]
