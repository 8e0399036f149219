"""What colleagues ask about their clients: facts from the record with since when, and short enough for a telephone.

A client's own words, what a step is and where an appointment is stay in the inbox: a colleague's chat may be a Telegram
on a table, so it carries names and numbers at most, and those only when asked for (docs/decisions/0017).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from actions.caseload_words import Words
from actions.permissions import May, may
from actions.registry import answers
from actions.terms import is_working_day
from actions.turn import Turn
from nlu.caseload import find_follow_up, find_question
from storage import caseload, colleagues, transfers
from storage.caseload import Fact, Window
from storage.staff import Role, StaffMember

LATELY = timedelta(days=7)
"""So long a bad mood, a step that was taken and a new client are news."""
NOTED_WITHIN = timedelta(days=1)
"""So long after an appointment began it is known whether somebody came; later it is a line, never a task."""
TERM_NEAR, UNSPOKEN = 7, 14
"""Days: a term that ends within, and no contact for so long; unless somebody writes another number."""
DAY = (
    "crisis", "waiting", "silent", "bad_mood", "appointments", "steps_today", "terms", "due", "unreachable",
    "unrecorded", "new", "celebrate",
)  # fmt: skip
"""What belongs to the overview of a day, in the order in which it is told."""
RANK = ("crisis", "waiting", "silent", "bad_mood", "terms")
"""Whom to call first: danger, then who asked, who went quiet, who is not well, and whose term ends."""


def window(now: datetime, *, days: int | None = None, since: datetime | None = None) -> Window:
    """The time that questions asked at `now` are about; `days` is what somebody wrote instead of the usual."""
    today = clock.local(now).date()
    return Window(
        now=now,
        today=today,
        starts=clock.day_start(today),
        ends=clock.day_start(today + timedelta(days=1)),
        since=since or now - LATELY,
        bad_since=now - LATELY,
        before=now - timedelta(days=days or UNSPOKEN),
        horizon=today + timedelta(days=min(days or TERM_NEAR, 366)),
        noted_by=now - NOTED_WITHIN,
    )


def since_last_morning(now: datetime) -> datetime:
    """The beginning of the last working day before today: what happened since then is news this morning."""
    day = clock.local(now).date() - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return clock.day_start(day)


def questions_for(role: Role, wanted: Sequence[str] = DAY) -> list[str]:
    """Which of these a role may ask: terms of debt help are for who sees referrals."""
    return [one for one in wanted if one != "terms" or may(role, May.SEE_REFERRALS)]


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Whose clients a question is about: one's own with those one stands in for, or those of the `team`."""

    contacts: list[uuid.UUID]
    team: bool


async def scope_of(session: AsyncSession, staff: StaffMember, now: datetime, *, team: bool) -> Scope:
    """The clients somebody may ask for; the team's are for who may see all teams (one without a team: of all)."""
    if team and may(Role(staff.role), May.SEE_ALL_TEAMS):
        return Scope(contacts=await caseload.team(session, staff.team_id), team=True)
    today = clock.local(now).date()
    return Scope(contacts=await transfers.answers_for(session, staff.id, today), team=False)


async def day_facts(
    session: AsyncSession, contacts: Sequence[uuid.UUID], role: Role, when: Window
) -> dict[str, list[Fact]]:
    """The overview of a day, by question. Who never had a chat is no news; a chat that stopped working is."""
    found = {question: await caseload.ask(session, question, contacts, when) for question in questions_for(role)}
    found["unreachable"] = [fact for fact in found["unreachable"] if fact.kind != "never"]
    return found


async def ranked(
    session: AsyncSession, contacts: Sequence[uuid.UUID], role: Role, when: Window
) -> list[tuple[str, Fact]]:
    """Whom to call, first things first: each client once, with the most pressing reason."""
    found: dict[uuid.UUID, tuple[str, Fact]] = {}
    for question in questions_for(role, RANK):
        for fact in await caseload.ask(session, question, contacts, when):
            found.setdefault(fact.person_id, (question, fact))
    return list(found.values())


# ---------------------------------------------------------------- in the chat


async def hear(turn: Turn) -> bool:
    """A few words after an answer ("en het team?", "en van mij?") repeat the question for those clients."""
    last = turn.recalled("caseload")
    if turn.staff is None or last is None or turn.understood.perhaps_danger:
        return False
    team = find_follow_up(turn.text)
    if team is None:
        return False
    turn.conversation.stumbles = 0
    await turn.go("caseload.show", {"question": last["question"], "team": team, "days": last["days"]})
    return True


@answers("ask_caseload", needs=May.ASK_CASELOAD)
async def ask_caseload(turn: Turn) -> None:
    """A question in words; what is asked is in them, and else it is the overview of the day."""
    asked = find_question(turn.text)
    await turn.go("caseload.show", {"question": asked.ask, "team": asked.team, "days": asked.days})


@answers("caseload.show", needs=May.ASK_CASELOAD)
async def show(turn: Turn) -> None:
    """The answer to a question about clients; `arguments` say which, for whom, and how many days if somebody did."""
    assert turn.staff is not None
    given = turn.arguments
    question, days = str(given.get("question", "day")), given.get("days")
    scope = await scope_of(turn.session, turn.staff, turn.now, team=bool(given.get("team")))
    if not scope.contacts:
        await _somebody_else(turn)
        return
    await _answer(turn, question, scope, window(turn.now, days=days))
    if given.get("team") and not scope.team:
        turn.say("caseload-own-only")
    _more(turn, question, scope)
    turn.remember("caseload", question=question, days=days)


async def _somebody_else(turn: Turn) -> None:
    """Who is away has no clients meanwhile: somebody stands in."""
    assert turn.staff is not None
    today = clock.local(turn.now).date()
    gone = await transfers.away(turn.session, today)
    stands_in = transfers.responsible(gone, turn.staff.id)
    name = (await colleagues.names(turn.session, [stands_in]))[stands_in]
    turn.say("caseload-you-are-away", name=name)


async def _answer(turn: Turn, question: str, scope: Scope, when: Window) -> None:
    if question == "sizes":
        sizes = await caseload.sizes(turn.session, scope.contacts)
        turn.paragraphs.append((await _words(turn, [])).sizes(sizes))
    elif question == "day":
        found = await day_facts(turn.session, scope.contacts, turn.role, when)
        words = await _words(turn, [fact for facts in found.values() for fact in facts])
        turn.paragraphs.append(words.day(found))
    elif question == "call":
        first = await ranked(turn.session, scope.contacts, turn.role, when)
        turn.paragraphs.append((await _words(turn, [fact for _, fact in first])).call(first))
    elif question in questions_for(turn.role, list(caseload.QUESTIONS)):
        facts = await caseload.ask(turn.session, question, scope.contacts, when)
        turn.paragraphs.append((await _words(turn, facts)).listed(question, facts))
    else:
        turn.say("not-for-you")


async def _words(turn: Turn, facts: Sequence[Fact]) -> Words:
    assert turn.staff is not None
    names = await colleagues.names(turn.session, about(facts))
    return Words(language=turn.language, now=turn.now, staff_id=turn.staff.id, names=names)


def about(facts: Sequence[Fact]) -> set[uuid.UUID]:
    """The colleagues whom these facts are about."""
    return {one for fact in facts for one in (fact.contact_id, fact.with_id) if one is not None}


def _more(turn: Turn, question: str, scope: Scope) -> None:
    if question != "call":
        turn.offer("button-call-first", "caseload.show", question="call", team=scope.team)
    if question != "day":
        turn.offer("button-day", "caseload.show", question="day", team=scope.team)
    if not scope.team and may(turn.role, May.SEE_ALL_TEAMS):
        turn.offer("button-team", "caseload.show", question=question, team=True)
