"""Who answers for a client: handing over to a colleague for good, and standing in for one who is away.

A client always has exactly one contactperson, who is active, may answer clients and has a team. While that colleague is
away, whoever stands in is responsible, or whoever stands in for them in turn. What would break this is refused here,
one change at a time (`one_at_a_time`): see docs/decisions/0017.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Uuid, bindparam, func, text, update
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.colleagues import names, who_may_answer
from storage.database import Moment, Row
from storage.errors import NobodyLeft, NotFound
from storage.people import Person
from storage.staff import StaffMember


class Transfer(Row, table=True):
    """A client got another contactperson. `told_at` is when the client was told."""

    __tablename__ = "transfer"

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    from_id: uuid.UUID = Field(foreign_key="staff_member.id")
    to_id: uuid.UUID = Field(foreign_key="staff_member.id")
    by_id: uuid.UUID = Field(foreign_key="staff_member.id")
    note: str = ""
    told_at: datetime | None = Field(default=None, sa_type=Moment)


class Absence(Row, table=True):
    """A colleague is away from the first up to and including the last local day; `cover_id` answers meanwhile."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="in_order"),
        CheckConstraint("cover_id <> staff_id", name="somebody_else"),
    )

    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", index=True)
    first_day: date
    last_day: date
    cover_id: uuid.UUID = Field(foreign_key="staff_member.id")
    note: str = ""
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


async def one_at_a_time(session: AsyncSession) -> None:
    """Wait until nobody else changes who answers for whom; held until the transaction ends.

    Take it before the lock of a conversation, never after. Who makes a client, or gives a colleague another team or
    role, takes it too.
    """
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('who answers for whom', 0))"))


# ---------------------------------------------------------------- who is responsible


def responsible(away: Mapping[uuid.UUID, uuid.UUID], staff_id: uuid.UUID) -> uuid.UUID:
    """Who answers on a day for this colleague's clients; `away` has who is away that day, and who stands in.

    A cover who is away too has a cover. A circle is refused when it is written; if there were one, it ends somewhere
    in it and never with nobody.
    """
    seen, who = {staff_id}, staff_id
    while (cover := away.get(who)) is not None and cover not in seen:
        seen.add(cover)
        who = cover
    return who


def away_on(absences: Iterable[Absence], day: date) -> dict[uuid.UUID, uuid.UUID]:
    """Who is away on a local day, and who stands in."""
    return {
        a.staff_id: a.cover_id for a in absences if a.ended_at is None and a.first_day <= day <= a.last_day
    }  # fmt: skip


async def absences_from(session: AsyncSession, day: date) -> list[Absence]:
    """Absences that run on this local day or come after it, soonest first."""
    query = (
        select(Absence)
        .where(col(Absence.ended_at).is_(None), Absence.last_day >= day)
        .order_by(col(Absence.first_day), col(Absence.created_at))
    )
    return list((await session.exec(query)).all())


async def away(session: AsyncSession, day: date) -> dict[uuid.UUID, uuid.UUID]:
    """Who is away on a local day, and who stands in; one statement for everybody."""
    return away_on(await absences_from(session, day), day)


async def answers_for(session: AsyncSession, staff_id: uuid.UUID, day: date) -> list[uuid.UUID]:
    """For whose clients this colleague answers on a local day: their own, and those of whom they stand in for.

    Empty for somebody who is away.
    """
    gone = await away(session, day)
    return [one for one in (staff_id, *gone) if responsible(gone, one) == staff_id]


# ---------------------------------------------------------------- handing over for good

_MOVE = text(
    """
    WITH before AS (
        SELECT id, contact_person_id FROM person WHERE id = ANY(:people) AND contact_person_id <> :to
        ORDER BY id FOR UPDATE
    )
    UPDATE person SET contact_person_id = :to, team_id = :team FROM before
    WHERE person.id = before.id RETURNING person.id, before.contact_person_id
    """
)
# What was the work of a colleague in the conversation is the new contactperson's now, who hears that it came.
_MOVE_TALKS = text(
    """
    UPDATE conversation c SET team_id = :team, assigned_to = CASE WHEN c.assigned_to IS NULL THEN NULL ELSE :to END,
           came_at = CASE WHEN c.assigned_to <> :to AND c.status = 'open' THEN :now ELSE c.came_at END,
           came_how = CASE WHEN c.assigned_to <> :to AND c.status = 'open' THEN 'given' ELSE c.came_how END
    WHERE person_id = ANY(:people)
    """
).bindparams(bindparam("now", type_=Moment), bindparam("to", type_=Uuid))
# What a client proposed to their contactperson waits for the new one; what was agreed stays with whom it was agreed.
_MOVE_PROPOSALS = text(
    """
    UPDATE appointment a SET staff_id = :to FROM transfer t
    WHERE t.id = ANY(:transfers) AND a.person_id = t.person_id AND a.staff_id = t.from_id AND a.state = 'proposed'
      AND a.starts_at > :now
    """
).bindparams(bindparam("now", type_=Moment))


async def hand_over(
    session: AsyncSession, people: Sequence[uuid.UUID], *, to_id: uuid.UUID, by_id: uuid.UUID, note: str, now: datetime
) -> list[Transfer]:
    """Give clients another contactperson, with the team and the conversation; who has that one already is left out.

    Call it with `one_at_a_time` and then the conversations locked. Raises NobodyLeft ("cannot_answer") and NotFound.
    """
    to, team_id = await who_may_answer(session, to_id)
    values = {"people": list(people), "to": to.id, "team": team_id}
    moved = (await session.execute(_MOVE, values)).all()
    await session.execute(_MOVE_TALKS, values | {"people": [person for person, _ in moved], "now": now})
    made = [
        Transfer(person_id=person, from_id=before, to_id=to.id, by_id=by_id, note=note, created_at=now)
        for person, before in moved
    ]
    session.add_all(made)
    await session.flush()
    await session.execute(_MOVE_PROPOSALS, {"transfers": [one.id for one in made], "to": to.id, "now": now})
    return made


async def last_of(session: AsyncSession, person_id: uuid.UUID) -> Transfer | None:
    """How a client came to the present contactperson; None for who never had another."""
    query = select(Transfer).where(Transfer.person_id == person_id).order_by(col(Transfer.created_at).desc()).limit(1)
    return (await session.exec(query)).first()


async def told(session: AsyncSession, ids: Sequence[uuid.UUID], now: datetime) -> None:
    """These clients have heard who their contactperson is now."""
    if not ids:
        return
    await session.exec(update(Transfer).where(col(Transfer.id).in_(ids)).values(told_at=now))


@dataclass(frozen=True, kw_only=True)
class TransferNews:
    """A transfer to tell a client of. `still` is off when they have got yet another contactperson since."""

    transfer: Transfer
    from_name: str
    to_name: str
    still: bool


async def news(session: AsyncSession, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, object]:
    """What to tell about these transfers, by id."""
    query = (
        select(Transfer, Person.contact_person_id)
        .join(Person, col(Person.id) == Transfer.person_id)
        .where(col(Transfer.id).in_(ids))
    )
    found = (await session.exec(query)).all()
    called = await names(session, [one for t, _ in found for one in (t.from_id, t.to_id)])
    return {
        t.id: TransferNews(transfer=t, from_name=called[t.from_id], to_name=called[t.to_id], still=t.to_id == contact)
        for t, contact in found
    }


# ---------------------------------------------------------------- being away for a while


async def be_away(session: AsyncSession, absence: Absence, today: date) -> Absence:
    """A colleague is away and another of the same team stands in; call it with `one_at_a_time`.

    Raises NobodyLeft: "past", "in_order", "cannot_answer", "other_team" (who stands in must be able to read the
    conversations, and reading goes by team), "overlaps", or "circle" (in the end nobody would be there).
    """
    if absence.last_day < absence.first_day or absence.cover_id == absence.staff_id:
        raise NobodyLeft("in_order")
    if absence.last_day < today:
        raise NobodyLeft("past")
    member, team_id = await who_may_answer(session, absence.staff_id)
    _, team_of_cover = await who_may_answer(session, absence.cover_id)
    if team_id != team_of_cover:
        raise NobodyLeft("other_team")
    known = [
        a for a in await absences_from(session, absence.first_day) if a.first_day <= absence.last_day
    ]  # fmt: skip
    if any(a.staff_id == member.id for a in known):
        raise NobodyLeft("overlaps")
    for day in {max(absence.first_day, a.first_day) for a in (absence, *known)}:
        gone = away_on(known, day)
        if responsible(gone, absence.cover_id) == member.id:
            raise NobodyLeft("circle")
    session.add(absence)
    await session.flush()
    return absence


async def be_back(session: AsyncSession, absence_id: uuid.UUID, now: datetime) -> Absence:
    """An absence ends now, or does not come; twice is fine. Raises NotFound."""
    absence = await session.get(Absence, absence_id, with_for_update=True)
    if absence is None:
        raise NotFound("There is no such absence (any more).")
    if absence.ended_at is None:
        absence.ended_at = now
        session.add(absence)
        await session.flush()
    return absence


@dataclass(frozen=True, kw_only=True)
class Meanwhile:
    """An appointment with a colleague who is away then."""

    absence_id: uuid.UUID
    conversation_id: uuid.UUID
    name: str
    starts_at: datetime


_MEANWHILE = text(
    """
    SELECT b.id AS absence_id, c.id AS conversation_id, p.display_name AS name, a.starts_at
    FROM absence b JOIN appointment a ON a.staff_id = b.staff_id AND a.state IN ('proposed', 'planned', 'confirmed')
        AND (a.starts_at AT TIME ZONE 'Europe/Amsterdam')::date BETWEEN b.first_day AND b.last_day
    JOIN person p ON p.id = a.person_id JOIN conversation c ON c.person_id = p.id
    WHERE b.id = ANY(:absences) AND a.starts_at >= :since ORDER BY a.starts_at
    """
).bindparams(bindparam("since", type_=Moment))


async def meanwhile(
    session: AsyncSession, absences: Sequence[uuid.UUID], since: datetime
) -> dict[uuid.UUID, list[Meanwhile]]:
    """The appointments that fall in these absences, by absence: somebody has to move them or take them over."""
    found: dict[uuid.UUID, list[Meanwhile]] = {}
    for row in (await session.execute(_MEANWHILE, {"absences": list(absences), "since": since})).mappings():
        found.setdefault(row["absence_id"], []).append(Meanwhile(**row))
    return found


# ---------------------------------------------------------------- leaving


async def may_leave(session: AsyncSession, staff_id: uuid.UUID, today: date) -> None:
    """Whether a colleague may be closed off, or get another team or role; call it with `one_at_a_time`.

    Raises NobodyLeft: "has_clients", or "stands_in" for an absence that runs or is to come.
    """
    clients = (
        select(func.count())
        .select_from(Person)
        .where(Person.contact_person_id == staff_id, col(Person.merged_into).is_(None))
    )
    if (await session.exec(clients)).one():
        raise NobodyLeft("has_clients")
    if any(a.cover_id == staff_id for a in await absences_from(session, today)):
        raise NobodyLeft("stands_in")


_LET_GO = text(
    """
    UPDATE conversation SET assigned_to = NULL, came_at = NULL, came_how = NULL WHERE id IN (
        SELECT id FROM conversation WHERE assigned_to = :staff ORDER BY id FOR NO KEY UPDATE)
    """
)


async def deactivate(session: AsyncSession, staff_id: uuid.UUID, today: date) -> StaffMember:
    """Close a colleague's account; the history stays. Raises NobodyLeft as `may_leave`, and NotFound."""
    await one_at_a_time(session)
    member = await session.get(StaffMember, staff_id, with_for_update=True, populate_existing=True)
    if member is None:
        raise NotFound("There is no such colleague (any more); look at the list again.")
    await may_leave(session, staff_id, today)
    member.active = False
    session.add(member)
    await session.flush()
    await session.execute(_LET_GO, {"staff": staff_id})
    return member
