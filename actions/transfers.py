"""Handing clients over to a colleague, and being away: what changes, who is told, and what is written down.

The rules about who may answer for whom are in storage/transfers.py, which raises NobodyLeft; why: docs/decisions/0017.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, texts
from actions.reply import Choice
from actions.turn import Turn
from storage import audit, colleagues, messages, nudges, people, transfers
from storage.conversations import Conversation
from storage.nudges import Nudge
from storage.staff import StaffMember
from storage.transfers import Absence, Transfer, TransferNews


async def hand_over(
    session: AsyncSession, clients: Sequence[uuid.UUID], *, to_id: uuid.UUID, by: StaffMember, note: str, now: datetime
) -> list[Transfer]:
    """Give clients another contactperson, all in this transaction; open tasks stay, and each client will be told.

    A colleague who was in the chat lets go of it: the bot answers again and the client hears that; who waits for a
    human goes on waiting. Raises NobodyLeft and NotFound.
    """
    await transfers.one_at_a_time(session)
    talks = await locked(session, clients)
    made = await transfers.hand_over(session, clients, to_id=to_id, by_id=by.id, note=note, now=now)
    await nudges.plan(session, [_told(one, now) for one in made])
    for one in made:
        talk = talks.get(one.person_id)
        if talk is not None and talk.mode == "human" and talk.taken_by != to_id:
            await _let_go(session, talk, now)
        await audit.record(
            session, "person.handed_over", now=now, staff_id=by.id, person_id=one.person_id,
            from_=str(one.from_id), to=str(one.to_id),
        )  # fmt: skip
    return made


async def locked(session: AsyncSession, clients: Sequence[uuid.UUID]) -> dict[uuid.UUID | None, Conversation]:
    """The conversations of these clients, locked in one order; whoever hands over in several goes locks all first."""
    query = (
        select(Conversation)
        .where(col(Conversation.person_id).in_(clients))
        .order_by(col(Conversation.id))
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return {talk.person_id: talk for talk in (await session.exec(query)).all()}


def _told(transfer: Transfer, now: datetime) -> Nudge:
    return Nudge(
        kind="new_contact_person",
        person_id=transfer.person_id,
        subject_id=transfer.id,
        due_at=clock.after_quiet(now),
        dedupe_key=f"new_contact_person:{transfer.id}",
        created_at=now,
    )


async def _let_go(session: AsyncSession, talk: Conversation, now: datetime) -> None:
    talk.mode, talk.taken_by, talk.stumbles = "bot", None, 0
    session.add(talk)
    await session.flush()
    address = await people.reachable_address(session, talk.id)
    await messages.say(
        session, conversation_id=talk.id, address_id=address.id if address else None,
        said=texts.say(talk.language, "human-handed-back"), now=now,
    )  # fmt: skip


def words(language: str, name: str, news: TransferNews) -> tuple[str, tuple[Choice, ...]] | None:
    """What a client hears; None when somebody else has become their contactperson since.

    That the new one was filled in is only said when the old one wrote the note.
    """
    if not news.still:
        return None
    transfer = news.transfer
    told = bool(transfer.note.strip()) and transfer.by_id == transfer.from_id
    key = "nudge-new-contact-person-told" if told else "nudge-new-contact-person"
    facts = {"from": news.from_name} if told else {}
    said = texts.say(language, key, name=name, to=news.to_name, **facts)
    return said, (Choice(label=texts.say(language, "button-human"), action="talk_to_human"),)


# ---------------------------------------------------------------- being away


async def be_away(session: AsyncSession, absence: Absence, *, by: StaffMember, now: datetime) -> Absence:
    """A colleague is away for some days and another stands in. Raises NobodyLeft as storage says."""
    await transfers.one_at_a_time(session)
    kept = await transfers.be_away(session, absence, clock.local(now).date())
    await _record(session, "absence.planned", kept, by, now)
    return kept


async def be_back(session: AsyncSession, absence_id: uuid.UUID, *, by: StaffMember, now: datetime) -> Absence:
    """A colleague is back, or does not go after all. Raises NotFound."""
    await transfers.one_at_a_time(session)
    ended = await transfers.be_back(session, absence_id, now)
    await _record(session, "absence.ended", ended, by, now)
    return ended


async def _record(session: AsyncSession, action: str, absence: Absence, by: StaffMember, now: datetime) -> None:
    await audit.record(
        session, action, now=now, staff_id=by.id, absence=str(absence.id), away=str(absence.staff_id),
        cover=str(absence.cover_id),
    )  # fmt: skip


async def say_who_stands_in(turn: Turn) -> None:
    """Who asks for a human while their contactperson is away hears who reads instead; nobody else is bothered."""
    if turn.person is None:
        return
    contact = turn.person.contact_person_id
    away = await transfers.away(turn.session, clock.local(turn.now).date())
    stands_in = transfers.responsible(away, contact)
    if stands_in != contact:
        called = await colleagues.names(turn.session, [contact, stands_in])
        turn.say("human-stands-in", away=called[contact], name=called[stands_in])
