"""Which team gets a conversation that has none: rules that an administrator keeps, the first that fits, else a default.

It is about visitors, and about clients whose team ended; those follow a contactperson who works elsewhere now. Until
there is a default no rule counts, and a conversation without a team is seen by all of them. A team that a human chose
is never changed.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from actions.municipalities import MUNICIPALITIES
from actions.own_data import ROUTE
from actions.turn import Turn
from storage import audit, own_data, routes
from storage.routes import Unplaced
from storage.staff import StaffMember, Team

KEY = "inbox"
"""Under this name the rules stand among what a region decides (storage/own_data.py)."""
WHOSE = ("all", "visitor", "client")
SUBJECTS: Mapping[str, frozenset[str]] = {
    "debts": frozenset({"debt_help", "debt_urgent"}),
    "shelter": frozenset({"ask_bed_availability", "reserve_bed", "cancel_bed", "ask_shelter_info"}),
    "housing": frozenset({"ask_housing", "report_housing_problem"}),
}
"""What somebody comes for, and what they are then understood to say."""
FACTS = ("municipality", "language", "subject")
ROUTED = "conversation.routed"
AT_ONCE = 200


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of somebody when a team is chosen; "" is not known yet."""

    whose: str
    municipality: str = ""
    language: str = ""
    subject: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Who fits gets this team; "" (and "all") fits everybody."""

    team: str
    whose: str = "all"
    municipality: str = ""
    language: str = ""
    subject: str = ""

    def fits(self, facts: Facts) -> bool:
        """Whether everything that the rule asks is known to be so."""
        asked = all(getattr(self, name) in ("", getattr(facts, name)) for name in FACTS)
        return asked and self.whose in ("all", facts.whose)

    def covers(self, other: Rule) -> bool:
        """Whether whoever fits the other rule fits this one too."""
        asked = all(getattr(self, name) in ("", getattr(other, name)) for name in FACTS)
        return asked and self.whose in ("all", other.whose)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The rules in their order, and the team that gets everybody else; teams are ids."""

    default: str
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A team, and why: `rule` is the number of the rule that fits, from 1 (None: none does).

    `ended`: the team of that rule, or the default, ended, and so another has it.
    """

    team: uuid.UUID
    rule: int | None
    ended: bool


def choose(plan: Plan, facts: Facts, teams: Sequence[uuid.UUID]) -> Choice | None:
    """The team for these facts, always one of `teams` (those that work, the oldest first); None only without any.

    A rule or a default whose team ended falls back: to the default, and else to the oldest team.
    """
    if not teams:
        return None
    known = {str(team): team for team in teams}
    number, rule = next(((n, r) for n, r in enumerate(plan.rules, start=1) if r.fits(facts)), (None, None))
    if rule is not None and rule.team in known:
        return Choice(team=known[rule.team], rule=number, ended=False)
    default = known.get(plan.default)
    return Choice(team=default or teams[0], rule=number, ended=rule is not None or default is None)


def never_used(plan: Plan) -> dict[int, int]:
    """Rules that never get their turn, each with the earlier one that takes everybody; numbers from 1."""
    return {
        later: earlier
        for later, rule in enumerate(plan.rules, start=1)
        for earlier, before in reversed(list(enumerate(plan.rules[: later - 1], start=1)))
        if before.covers(rule)
    }


# ---------------------------------------------------------------- how they are kept


def plan_from(value: Mapping[str, Any]) -> Plan:
    """The rules as the table has them."""
    return Plan(default=value["default"], rules=tuple(Rule(**rule) for rule in value["rules"]))


async def plan_of(session: AsyncSession) -> Plan | None:
    """The rules that count now; None while nobody chose a default."""
    own = await own_data.find(session, ROUTE, KEY)
    return plan_from(own.value) if own else None


# ---------------------------------------------------------------- giving a conversation its team


async def settle(turn: Turn) -> None:
    """After a message of a visitor: the team that fits what is known of them now.

    Somebody who is in the hands of a human stays where they are.
    """
    talk = turn.conversation
    if turn.person is not None or turn.staff is not None:
        return
    before = talk.route or {}
    told = _told(before) | _heard(turn) | {"language": talk.language}
    in_hand = talk.mode == "human" or talk.assigned_to is not None or before.get("team") != str(talk.team_id)
    if talk.team_id is not None and (in_hand or told == _told(before)):
        return
    plan = await plan_of(turn.session)
    if plan is None:
        talk.route = told
        return
    teams = await routes.working_teams(turn.session)
    choice = choose(plan, Facts(whose="visitor", **told), [team.id for team in teams])
    await _give(turn.session, Unplaced(conversation=talk, person=None), choice, told, turn.now)


def _told(route: Mapping[str, str]) -> dict[str, str]:
    return {name: route[name] for name in FACTS if name in route}


def _heard(turn: Turn) -> dict[str, str]:
    """What this message tells: the municipality it names last, and what it is about."""
    said, found = turn.text.lower(), dict[str, str]()
    named = [name for name in MUNICIPALITIES if name.lower() in said]
    place = turn.understood.value("municipality") or (max(named, key=lambda m: said.rfind(m.lower())) if named else "")
    if place in MUNICIPALITIES:
        found["municipality"] = place
    subject = next((name for name, intents in SUBJECTS.items() if turn.understood.intent in intents), None)
    return found | ({"subject": subject} if subject else {})


async def sweep(session: AsyncSession, now: datetime) -> list[uuid.UUID]:
    """Give a team to every conversation that has none that works; returns those that got one."""
    plan = await plan_of(session)
    if plan is None:
        return []
    teams = await routes.working_teams(session)
    placed = []
    for one in await routes.unplaced(session, AT_ONCE):
        told = _told(one.conversation.route or {}) | {"language": one.conversation.language}
        if one.person and one.person.municipality:
            told["municipality"] = one.person.municipality
        choice = await _follow(session, one, teams)
        if choice is None:
            whose = "client" if one.person else "visitor"
            choice = choose(plan, Facts(whose=whose, **told), [team.id for team in teams])
        if await _give(session, one, choice, told, now):
            placed.append(one.conversation.id)
    return placed


async def _follow(session: AsyncSession, one: Unplaced, teams: Sequence[Team]) -> Choice | None:
    """The team of the colleague whose work it is, or of the contactperson: whoever helps somebody keeps seeing them."""
    talk, person = one.conversation, one.person
    whose = talk.assigned_to or talk.taken_by or (person.contact_person_id if person else None)
    member = await session.get(StaffMember, whose) if whose else None
    if member is None or not member.active:
        return None
    return next((Choice(team=team.id, rule=None, ended=False) for team in teams if team.id == member.team_id), None)


async def _give(
    session: AsyncSession, one: Unplaced, choice: Choice | None, told: Mapping[str, str], now: datetime
) -> bool:
    """Whether the conversation got another team than it had."""
    talk, person = one.conversation, one.person
    if choice is None:
        return False
    talk.route = {**told, "team": str(choice.team)}
    session.add(talk)
    if choice.team == talk.team_id:
        return False
    talk.team_id = choice.team
    if person is not None:
        person.team_id = choice.team
        session.add(person)
    await audit.record(
        session, ROUTED, now=now, conversation_id=talk.id, person_id=person.id if person else None,
        team=str(choice.team), rule=choice.rule,
    )  # fmt: skip
    return True


def gone(plan: Plan, teams: Collection[str]) -> list[int]:
    """The numbers of the rules whose team ended; 0 stands for the default."""
    named = [plan.default, *(rule.team for rule in plan.rules)]
    return [number for number, team in enumerate(named) if team not in teams]
