"""First aid when a home, energy or insurance may be lost: a plan for today in small parts, with whom to call first.

What it tells of the law is in DOMAIN.md section 5; it promises nothing. Numbers and hours are configured data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from actions import clock, help_places, texts
from actions.errors import LibraryMistake
from actions.registry import answers
from actions.turn import Turn
from storage import debts, desks, tasks
from storage import help_places as places
from storage.desks import DebtDesk
from storage.help_places import KINDS, HelpPlace

FILE: Final = Path(__file__).with_name("first_aid.yml")
UNKNOWN = "unknown"
MOST_CALLS = 2
"""More numbers than these make it hard to begin."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What helps today against one threat: whom to `call` (kinds of places, best first) and the `parts` to tell."""

    threat: str
    call: tuple[str, ...]
    parts: tuple[str, ...]

    def key(self, part: str) -> str:
        """The text of a part."""
        return f"first-aid-{self.threat.replace('_', '-')}-{part}"


def read(content: Any) -> dict[str, Plan]:
    """The plans in the parsed content of the file, by threat; raises LibraryMistake that names the threat."""
    if not isinstance(content, Mapping) or UNKNOWN not in content:
        raise LibraryMistake(f"first aid: needs a plan for each threat and one called {UNKNOWN}")
    plans = {}
    for threat, told in content.items():
        if not isinstance(told, Mapping) or set(told) != {"call", "parts"} or not all(told.values()):
            raise LibraryMistake(f"first aid {threat}: needs exactly call and parts, neither empty")
        if strange := set(told["call"]) - set(KINDS):
            raise LibraryMistake(f"first aid {threat}: {strange.pop()!r} is no kind of place; there are {KINDS}")
        plan = Plan(threat=threat, call=tuple(told["call"]), parts=tuple(told["parts"]))
        if silent := [plan.key(part) for part in plan.parts if plan.key(part) not in texts.keys("nl")]:
            raise LibraryMistake(f"first aid {threat}: {silent[0]} has no text in texts/nl/first_aid.ftl")
        plans[threat] = plan
    return plans


PLANS: Final = read(yaml.safe_load(FILE.read_text(encoding="utf-8")))
"""The plans that are told; a mistake in them stops the start, not a conversation."""


def plan_for(threat: str) -> Plan:
    """The plan against a threat; for one that nobody wrote a plan for, the one for letters nobody can place."""
    return PLANS.get(threat, PLANS[UNKNOWN])


async def say_plan(turn: Turn, threat: str) -> None:
    """Begin the plan for today: one sentence that takes away fear, whom to call now, and buttons for the rest.

    Add it after what the turn says already; it adds one paragraph, its next part and the human as buttons. Who hears
    it need not be known to anybody.
    """
    plan = plan_for(threat)
    turn.paragraphs.append("\n".join([turn.word(plan.key(plan.parts[0])), *await _calls(turn, plan)]))
    _offer_part(turn, plan, 1)


def _offer_part(turn: Turn, plan: Plan, number: int) -> None:
    if number < len(plan.parts):
        turn.offer(f"button-first-aid-{plan.parts[number]}", "first_aid.part", threat=plan.threat, part=number)
    turn.offer_human()


@answers("first_aid.part")
async def say_part(turn: Turn) -> None:
    """The next part of the plan; the last one offers a place to sleep to who may lose the one they have."""
    plan, number = plan_for(str(turn.arguments["threat"])), int(turn.arguments["part"])
    if number >= len(plan.parts):
        await turn.go("old_button")
        return
    turn.say(plan.key(plan.parts[number]))
    if number == len(plan.parts) - 1 and plan.threat == "eviction":
        turn.offer("button-bed", "ask_bed_availability")
    _offer_part(turn, plan, number + 1)


# ---------------------------------------------------------------- whom to call


async def _calls(turn: Turn, plan: Plan) -> list[str]:
    """Whom to call now, and whom from when; when nobody is known a human is called, and that is said."""
    numbers = await _numbers(turn, plan)
    if not numbers:
        await turn.call_human("talk_to_human", priority=tasks.SOON)
        return [turn.word("first-aid-call-nobody")]
    if clock.someone_reads(turn.now):
        return [turn.word("first-aid-call-today"), *_lines(turn, numbers)]
    awake = [n for n in numbers if help_places.always_open(n)]
    now = [turn.word("first-aid-call-now"), *_lines(turn, awake)] if awake else []
    later = [n for n in numbers if n not in awake]
    return [*now, _offices_open(turn), *_lines(turn, later)] if later else now


def _lines(turn: Turn, numbers: list[HelpPlace]) -> list[str]:
    today = clock.local(turn.now).date()
    return [help_places.call_line(turn.language, number, today) for number in numbers]


def _offices_open(turn: Turn) -> str:
    opens = clock.local(clock.next_reading(turn.now))
    return turn.word(
        "first-aid-call-later", day=clock.day_words(opens.date(), turn.language), clock=clock.clock_words(opens)
    )


async def _numbers(turn: Turn, plan: Plan) -> list[HelpPlace]:
    """At most two to call: a free line first, then the desk of debt help near this person, then what is next."""
    found = await _lines_near(turn, plan.call)
    known = sorted(found, key=lambda p: (not p.free_call, plan.call.index(p.kind)))
    free, others = [p for p in known if p.free_call], [p for p in known if not p.free_call]
    desk = await _desk(turn)
    near = [_to_call(desk)] if desk is not None and desk.phone else []
    return [*free[:1], *near, *free[1:], *others][:MOST_CALLS]


def _to_call(desk: DebtDesk) -> HelpPlace:
    return HelpPlace(
        kind="money_advice", name=desk.name, phone=desk.phone, hours=desk.hours, last_checked_on=desk.last_checked_on
    )


async def _desk(turn: Turn) -> DebtDesk | None:
    """The desk that has this person's request, else the one where an urgent one would go."""
    referral = await debts.open_one(turn.session, turn.conversation.id)
    if referral is not None and referral.desk_id is not None:
        return await turn.session.get(DebtDesk, referral.desk_id)
    municipality, neighbourhood = _where(turn)
    if municipality is None:
        return None
    return await desks.desk_for(turn.session, municipality, neighbourhood, urgent=True)


def _where(turn: Turn) -> tuple[str | None, str | None]:
    """The municipality and neighbourhood as far as they are known: answered just now, named, or of this person."""
    answered = (turn.conversation.form or {}).get("slots", {})
    known = turn.person.municipality if turn.person else None
    municipality = answered.get("municipality") or turn.understood.value("municipality") or known
    return municipality, answered.get("neighbourhood") or None


async def _lines_near(turn: Turn, kinds: Sequence[str]) -> list[HelpPlace]:
    """The lines to call that are there for this person; of an unknown place, those for everybody."""
    municipality, _ = _where(turn)
    found = await places.serving(turn.session, kinds, municipality)
    return [p for p in found if p.phone and p.municipality in (None, municipality)]


async def say_free_line(turn: Turn) -> None:
    """Where one can call for free about money, from the table of places; nothing when none is known."""
    line = next((line for line in await _lines_near(turn, ["money_advice"]) if line.free_call), None)
    if line is None:
        return
    said = [turn.word("first-aid-free-line", place=line.name, phone=line.phone), *([line.note] if line.note else [])]
    said += help_places.doubt(turn.language, line, clock.local(turn.now).date())
    turn.paragraphs.append(" ".join(said))
