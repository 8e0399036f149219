"""The start of the day for a colleague: on working mornings what waits, without names; names come when asked for.

Nobody gets it who does not want it, who is away, or for whom there is nothing to say (docs/decisions/0017).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import caseload as questions
from actions import clock, texts, today
from actions.permissions import May, may
from actions.registry import answers
from actions.reply import Choice
from actions.terms import is_working_day
from actions.today import Aside, Line
from actions.turn import Turn
from nlu.caseload import find_digest_wish
from storage import caseload, colleagues, put_aside, transfers
from storage.caseload import Fact
from storage.nudges import Nudge
from storage.staff import Role, StaffMember

AT = time(8, 30)
_FIRST_NAME = re.compile(r"\S+")


@dataclass(frozen=True, kw_only=True)
class Morning:
    """What there is for one colleague this morning: how many clients for each question that has an answer."""

    name: str
    counts: Mapping[str, int]


async def plan_digests(session: AsyncSession, now: datetime) -> int:
    """Plan this morning's digest for who wants it; none on days off or after 08:30. Returns how many are new."""
    day = clock.local(now).date()
    due_at = clock.at(day, AT)
    if not is_working_day(day) or now >= due_at:
        return 0
    roles = [role for role in colleagues.ANSWERING if may(role, May.ASK_CASELOAD)]
    return await caseload.plan_digests(session, roles=roles, day=day, due_at=due_at, now=now)


async def mornings(session: AsyncSession, due: Sequence[Nudge], now: datetime) -> dict[uuid.UUID, object]:
    """What these digests are about, by colleague; as many statements for a hundred colleagues as for one."""
    ids = [n.subject_id for n in due if n.kind == "digest" and n.subject_id is not None]
    if not ids:
        return {}
    query = select(StaffMember).where(col(StaffMember.id).in_(ids), col(StaffMember.active), col(StaffMember.digest))
    wanted = (await session.exec(query)).all()
    everybody = await caseload.team(session, None)
    found = await questions.day_facts(session, everybody, Role.ADMIN, today.window(now))
    day = clock.local(now).date()
    away = await transfers.away(session, day)
    aside = await put_aside.of_staff(session, [member.id for member in wanted])
    return {member.id: _morning(member, _mine(member, found, away), aside[member.id], day) for member in wanted}


def _mine(
    member: StaffMember, found: Mapping[str, Sequence[Fact]], away: Mapping[uuid.UUID, uuid.UUID]
) -> dict[str, list[Line]]:
    return {
        question: [Line(question=question, fact=f) for f in found[question] if member.id in _whose(question, f, away)]
        for question in questions.questions_for(Role(member.role))
    }


def _morning(member: StaffMember, lines: Mapping[str, Sequence[Line]], aside: Aside, day: date) -> Morning:
    mine = today.split(lines, aside, day).lines
    counts = {question: len({line.fact.person_id for line in some}) for question, some in mine.items() if some}
    first = _FIRST_NAME.match(member.display_name)
    return Morning(name=first[0] if first else member.display_name, counts=counts)


def _whose(question: str, fact: Fact, away: Mapping[uuid.UUID, uuid.UUID]) -> set[uuid.UUID]:
    """Whom a fact is for: who answers for the client, and who has the appointment."""
    about = {fact.contact_id, fact.with_id} if question in ("appointments", "unrecorded") else {fact.contact_id}
    return {transfers.responsible(away, one) for one in about if one is not None}


def words(language: str, morning: Morning) -> tuple[str, tuple[Choice, ...]] | None:
    """The message: numbers only, for it may light up on a screen on a table; None when there is nothing to say."""
    if not morning.counts:
        return None
    lines = [
        texts.say(language, f"digest-{question.replace('_', '-')}", count=count)
        for question, count in morning.counts.items()
    ]
    said = "\n".join([texts.say(language, "digest-morning", name=morning.name), *lines])
    choices = (
        Choice(label=texts.say(language, "button-show"), action="caseload.show", arguments={"question": "day"}),
        Choice(label=texts.say(language, "button-call-first"), action="caseload.show", arguments={"question": "call"}),
        Choice(label=texts.say(language, "button-no-digest"), action="digest.off"),
    )
    return said, choices


# ---------------------------------------------------------------- wanting it or not


async def hear(turn: Turn) -> bool:
    """ "geen dagstart meer" and "weer een dagstart" of a colleague; False when the message is about something else."""
    if turn.staff is None or turn.understood.perhaps_danger or not may(turn.role, May.ASK_CASELOAD):
        return False
    wish = find_digest_wish(turn.text)
    if wish is None:
        return False
    turn.conversation.stumbles = 0
    await turn.go("digest.on" if wish else "digest.off")
    return True


@answers("digest.off", needs=May.ASK_CASELOAD)
async def off(turn: Turn) -> None:
    """No message in the morning any more; the page stays."""
    _want(turn, wanted=False)
    turn.say("digest-is-off")
    turn.offer("button-digest-again", "digest.on")


@answers("digest.on", needs=May.ASK_CASELOAD)
async def on(turn: Turn) -> None:
    """A message in the morning again."""
    _want(turn, wanted=True)
    turn.say("digest-is-on")
    turn.offer("button-day", "caseload.show", question="day", team=False)


def _want(turn: Turn, *, wanted: bool) -> None:
    assert turn.staff is not None
    turn.staff.digest = wanted
    turn.session.add(turn.staff)
