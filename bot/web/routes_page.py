"""Which team gets whom: the rules of the inbox, changed with a history and tried on an example before they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import routing, texts
from actions.municipalities import MUNICIPALITIES
from actions.own_data import ROUTE
from actions.permissions import May
from actions.routing import SUBJECTS, WHOSE, Choice, Facts, Plan, Rule
from bot import bell as bells
from bot.web import editing
from bot.web.accounts import Visit, who_may
from bot.web.editing import Changed, ChangedMeanwhile, Past, Refused, Values
from bot.web.pages import Flash, see_other
from storage import audit, own_data, routes
from storage.staff import Team

router = APIRouter(prefix="/admin/routes", include_in_schema=False)
Edits = Annotated[Visit, Depends(who_may(May.EDIT_ROUTES))]
CHANGED = "route.changed"
MOST_RULES = 20
ASKED = ("whose", "municipality", "language", "subject", "team")
FIELDS = ("default", *(f"{name}_{number}" for number in range(1, MOST_RULES + 1) for name in ASKED))
OFFERED: Mapping[str, Sequence[str]] = {
    "whose": WHOSE,
    "municipality": ("", *MUNICIPALITIES),
    "language": ("", *texts.LANGUAGES),
    "subject": ("", *SUBJECTS),
}


@dataclass(kw_only=True)
class Draft:
    """The rules as they stand in the form, kept or not, with what is to be said about them."""

    values: Values
    rows: int
    wrong: Mapping[str, str] = field(default_factory=dict)
    flashes: Sequence[Flash] = ()
    status: HTTPStatus = HTTPStatus.OK


@router.get("")
async def show(visit: Edits, done: str = "") -> Response:
    """The rules that count now."""
    async with visit.parts.database.begin() as session:
        plan = await routing.plan_of(session)
    flashes = [Flash("ok", visit.say("route-kept"))] if done == "kept" else []
    return await _form(visit, Draft(values=values_of(plan), rows=_rows(plan), flashes=flashes))


def _rows(plan: Plan | None) -> int:
    """So many rules are in the form: those there are, or an empty one to begin with."""
    return max(len(plan.rules) if plan else 0, 1)


def values_of(plan: Plan | None) -> Values:
    """The rules as their form has them."""
    values = dict.fromkeys(FIELDS, "") | {f"whose_{number}": "all" for number in range(1, MOST_RULES + 1)}
    for number, rule in enumerate(plan.rules if plan else (), start=1):
        values |= {f"{name}_{number}": value for name, value in asdict(rule).items()}
    return values | {"default": plan.default if plan else ""}


async def _form(visit: Visit, draft: Draft) -> Response:
    async with visit.parts.database.begin() as session:
        now, history = await routing.plan_of(session), await editing.past(session, [CHANGED], routing.KEY)
        working = await routes.working_teams(session)
        teams = {str(team.id): team for team in (await session.exec(select(Team))).all()}
    try:
        plan: Plan | None = _checked(draft.values, {str(team.id) for team in working})
    except Refused:
        plan = now
    looked = _looked(visit)
    return visit.render(
        "staff/routes.html", status=draft.status, flashes=draft.flashes, values=draft.values, wrong=draft.wrong,
        was=editing.packed(values_of(now)), rows=draft.rows, most=MOST_RULES, offered=OFFERED, is_set=now is not None,
        working=sorted(working, key=lambda team: team.name), ended={k: t.name for k, t in teams.items() if t.ended_at},
        gone=routing.gone(now, [str(team.id) for team in working]) if now else [], looked=asdict(looked),
        unused=routing.never_used(plan) if plan else {},
        tried=_tried(visit, plan, looked, working) if plan else None,
        places=_places(plan, working) if plan else [],
        history=_history(visit, history, {k: team.name for k, team in teams.items()}),
    )  # fmt: skip


def _looked(visit: Visit) -> Facts:
    """The example that is asked for; a value that we do not know is as if it were not there."""
    asked = {name: visit.form.get(f"look_{name}", "") for name in ASKED[:-1]}
    known = {name: value if value in OFFERED[name] else "" for name, value in asked.items()}
    return Facts(**(known | {"whose": "client" if asked["whose"] == "client" else "visitor"}))


def _tried(visit: Visit, plan: Plan, looked: Facts, working: Sequence[Team]) -> dict[str, str] | None:
    """Who gets the example, and why."""
    choice = routing.choose(plan, looked, [team.id for team in working])
    if choice is None:
        return None
    who = _told(visit, visit.say(f"route-one-{looked.whose}"), asdict(looked))
    return {"who": who, "team": next(t.name for t in working if t.id == choice.team), "why": _why(visit, choice)}


def _why(visit: Visit, choice: Choice) -> str:
    if choice.rule is not None:
        return visit.say("route-because-ended" if choice.ended else "route-because-rule", number=choice.rule)
    return visit.say("route-because-default-ended" if choice.ended else "route-because-none")


def _places(plan: Plan, working: Sequence[Team]) -> list[tuple[str, str]]:
    """Which team a visitor gets of whom only the municipality is known, for each of them and for none ("")."""
    names, ids = {team.id: team.name for team in working}, [team.id for team in working]
    found = [
        (place, routing.choose(plan, Facts(whose="visitor", municipality=place), ids))
        for place in (*MUNICIPALITIES, "")
    ]
    return [(place, names[choice.team]) for place, choice in found if choice]


def _told(visit: Visit, who: str, asked: Mapping[str, str]) -> str:
    """Of whom a rule or an example is, such as "een bezoeker uit Wierden, in het Nederlands"."""
    about = [
        visit.say("route-from", municipality=asked["municipality"]) if asked["municipality"] else "",
        visit.say(f"route-in-{asked['language']}") if asked["language"] else "",
        visit.say(f"route-about-{asked['subject']}") if asked["subject"] else "",
    ]
    return " ".join([who, ", ".join(filter(None, about))]).strip()


# ---------------------------------------------------------------- what was changed before


def _packed(rule: Rule) -> str:
    """A rule as the audit trail keeps it; _unpacked reads it again."""
    return "|".join(getattr(rule, name) for name in ASKED)


def _history(visit: Visit, history: Sequence[Past], teams: Mapping[str, str]) -> list[dict[str, Any]]:
    def read(name: str, value: str) -> str:
        if name == "default" or not value:
            return teams.get(value, "–")
        asked = dict(zip(ASKED, value.split("|"), strict=True))
        who = visit.say(f"route-whose-{asked['whose']}")
        return f"{_told(visit, who, asked)} → {teams.get(asked['team'], '–')}"

    def label(name: str) -> str:
        return visit.say("route-rule", number=int(name.removeprefix("rule_"))) if name != "default" else (
            visit.say("route-field-default")
        )  # fmt: skip

    return [
        {
            "at": one.at, "who": one.who or "–",
            "lines": [(label(name), read(name, old), read(name, new)) for name, (old, new) in one.changed.items()],
        }
        for one in history
    ]  # fmt: skip


def _changes(before: Plan | None, after: Plan) -> Changed:
    def flat(plan: Plan | None) -> Values:
        rules = plan.rules if plan else ()
        return {"default": plan.default if plan else ""} | {f"rule_{n}": _packed(r) for n, r in enumerate(rules, 1)}

    old, new = flat(before), flat(after)
    names = [*new, *(name for name in old if name not in new)]
    return {name: [old.get(name, ""), new.get(name, "")] for name in names if old.get(name, "") != new.get(name, "")}


# ---------------------------------------------------------------- changing


@router.post("")
async def keep(visit: Edits) -> Response:
    """Keep the rules; or show them otherwise first: with `do` "look" or "more", or one moved `up` or dropped."""
    said = editing.typed(visit, FIELDS)
    rows = min(sum(f"whose_{number}" in visit.form for number in range(1, MOST_RULES + 1)), MOST_RULES)
    if (other := _otherwise(visit, said, rows)) is not None:
        return await _form(visit, other)
    try:
        async with visit.parts.database.begin() as session:
            await _keep(session, visit, said)
        async with visit.parts.database.begin() as session:
            placed = await routing.sweep(session, visit.parts.now())
    except Refused as refused:
        flashes = [Flash("error", visit.say("edit-look-again"))]
        return await _form(
            visit, Draft(values=said, rows=rows, wrong=refused.wrong, flashes=flashes, status=HTTPStatus.BAD_REQUEST)
        )
    except ChangedMeanwhile as meanwhile:
        flashes = [Flash("warning", visit.say("edit-changed-meanwhile"))]
        merged = {name: value or said[name] for name, value in meanwhile.merged.items()}
        return await _form(
            visit, Draft(values=merged, rows=_filled(merged), flashes=flashes, status=HTTPStatus.CONFLICT)
        )  # fmt: skip
    visit.parts.bell.ring(bells.INBOX, *(bells.conversation(one) for one in placed))
    return see_other("/admin/routes?done=kept")


def _filled(values: Values) -> int:
    return max([n for n in range(1, MOST_RULES + 1) if values[f"team_{n}"]], default=1)


def _otherwise(visit: Visit, said: Values, rows: int) -> Draft | None:
    """The form with the rules in another order, or one more or less; nothing of it is kept yet."""
    up, drop, do = (visit.form.get(name, "") for name in ("up", "drop", "do"))
    order = [str(number) for number in range(1, rows + 1)]
    if up in order[1:]:
        at = order.index(up)
        order[at - 1], order[at] = order[at], order[at - 1]
    elif drop in order:
        order.remove(drop)
    elif do == "more":
        rows = min(rows + 1, MOST_RULES)
    elif do != "look":
        return None
    if not (up or drop):
        return Draft(values=said, rows=rows)
    values = values_of(None) | {"default": said["default"]}
    for number, old in enumerate(order, start=1):
        values |= {f"{name}_{number}": said[f"{name}_{old}"] for name in ASKED}
    flashes = [Flash("info", visit.say("route-not-kept-yet"))]
    return Draft(values=values, rows=max(len(order), 1), flashes=flashes)


async def _keep(session: AsyncSession, visit: Visit, said: Values) -> None:
    await own_data.one_editor_at_a_time(session)
    plan = _checked(said, {str(team.id) for team in await routes.working_teams(session)})
    now = await routing.plan_of(session)
    editing.wanted(visit, values_of(now))
    if changed := _changes(now, plan):
        moment = visit.parts.now()
        value = {"default": plan.default, "rules": [asdict(rule) for rule in plan.rules]}
        await own_data.keep(session, ROUTE, routing.KEY, value, moment)
        await audit.record(session, CHANGED, now=moment, staff_id=visit.staff.id, of=routing.KEY, changed=changed)


def _checked(said: Values, working: set[str]) -> Plan:
    """The rules that were typed, without empty ones; raises Refused."""
    wrong: dict[str, str] = {}
    if said["default"] not in working:
        wrong["default"] = "route-no-default"
    rules: list[Rule] = []
    for number in range(1, MOST_RULES + 1):
        asked = {name: said[f"{name}_{number}"] for name in ASKED}
        rule = Rule(**(asked | {"whose": asked["whose"] or "all"}))
        if rule == Rule(team=""):
            continue
        wrong |= {f"{name}_{number}": key for name, key in _faults(rule, rules, working).items()}
        rules.append(rule)
    if wrong:
        raise Refused(wrong)
    return Plan(default=said["default"], rules=tuple(rules))


def _faults(rule: Rule, before: Sequence[Rule], working: set[str]) -> dict[str, str]:
    """What is wrong with a rule, by field."""
    wrong = {name: "route-unknown" for name in OFFERED if getattr(rule, name) not in OFFERED[name]}
    if rule.team not in working:
        wrong["team"] = "route-no-team" if not rule.team else "route-team-ended"
    if Rule(team=rule.team) == rule:
        wrong["whose"] = "route-no-condition"
    if any(one.covers(rule) and rule.covers(one) for one in before):
        wrong["whose"] = "route-double"
    return wrong
