"""Teams, their organisations and municipalities, and how an organisation lets its colleagues sign in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import login_rules, routing
from actions.permissions import May
from bot import bell as bells
from bot.web import editing
from bot.web.accounts import Visit, who_may
from bot.web.editing import ChangedMeanwhile, Checks, Refused, Values
from bot.web.pages import Flash, see_other
from bot.web.staff_words import history_words, role_words
from storage import audit, organisations, own_data
from storage.organisations import LoginRule, Organisation
from storage.staff import STAFF_ROLES, Role, StaffMember, Team

router = APIRouter(prefix="/admin", include_in_schema=False)
Manages = Annotated[Visit, Depends(who_may(May.MANAGE_STAFF))]
FIELDS = ("name", "organisation", "municipality")
CHANGED = "team.changed"
RULE_CHANGED = "login_rule.changed"
DONE = {"kept": "staff-done-kept", "ended": "team-ended-done", "resumed": "team-resumed-done"}


@router.get("/teams")
async def show(visit: Manages, done: str = "") -> Response:
    """All teams by organisation, with a way to each organisation's rules."""
    async with visit.parts.database.begin() as session:
        listed = await organisations.teams(session)
        every = {one.name: one for one in (await session.exec(select(Organisation))).all()}
    flashes = [Flash("ok", visit.say(DONE[done]))] if done in DONE else []
    return visit.render(
        "staff/teams.html", flashes=flashes, listed=listed, organisations=every, new_id=uuid.uuid4()
    )  # fmt: skip


@router.get("/teams/{team_id}")
async def show_one(visit: Manages, team_id: uuid.UUID) -> Response:
    """The form of a team; of a new one when nobody knows this id yet."""
    async with visit.parts.database.begin() as session:
        team = await session.get(Team, team_id)
    return await _form(visit, team_id, _values(team))


async def _form(
    visit: Visit,
    team_id: uuid.UUID,
    values: Values,
    *,
    wrong: Mapping[str, str] | None = None,
    flashes: list[Flash] | None = None,
) -> Response:
    async with visit.parts.database.begin() as session:
        team = await session.get(Team, team_id)
        known, places = await organisations.named(session)
        history = history_words(visit, await editing.past(session, [CHANGED], str(team_id)), {})
    return visit.render(
        "staff/team.html", status=HTTPStatus.CONFLICT if wrong or flashes else HTTPStatus.OK, flashes=flashes or [],
        team=team,
        team_id=team_id, values=values, wrong=wrong or {}, was=editing.packed(_values(team)), known=known,
        places=places, history=history,
    )  # fmt: skip


def _values(team: Team | None) -> Values:
    return {name: getattr(team, name) if team else "" for name in FIELDS}


@router.post("/teams/{team_id}")
async def keep(visit: Manages, team_id: uuid.UUID) -> Response:
    """Keep a team, new or changed. Its organisation and municipality may be new too."""
    try:
        async with visit.parts.database.begin() as session:
            await _keep(session, visit, team_id)
    except Refused as error:
        return await _form(visit, team_id, editing.typed(visit, FIELDS), wrong=error.wrong)
    except ChangedMeanwhile as error:
        return await _form(
            visit, team_id, error.merged, wrong=dict.fromkeys(error.theirs, "edit-changed-here"),
            flashes=[Flash("warning", visit.say("edit-changed-meanwhile"))],
        )  # fmt: skip
    return see_other("/admin/teams?done=kept")


async def _keep(session: AsyncSession, visit: Visit, team_id: uuid.UUID) -> None:
    team = await session.get(Team, team_id, with_for_update=True)
    changed = editing.wanted(visit, _values(team))
    values = editing.typed(visit, FIELDS)
    checks = Checks(values, date.min)
    for name in FIELDS:
        checks.line(name, needed=True)
    same = (await session.exec(select(Team.id).where(Team.name == values["name"], Team.id != team_id))).first()
    if same is not None:
        checks.refuse("name", "staff-team-taken")
    checks.done()
    if not changed:
        return
    await organisations.ensure(session, values["organisation"], values["municipality"])
    if team is None:
        team = Team(id=team_id, name="", organisation="", municipality="")
    session.add(team.sqlmodel_update(values))
    of, now = str(team_id), visit.parts.now()
    await audit.record(session, CHANGED, now=now, staff_id=visit.staff.id, of=of, changed=changed)


# ---------------------------------------------------------------- a team that ends


@router.post("/teams/{team_id}/end")
async def end(visit: Manages, team_id: uuid.UUID) -> Response:
    """No new work for this team; its clients get another. Not while colleagues work there, or it is the fixed team."""
    async with visit.parts.database.begin() as session:
        await own_data.one_editor_at_a_time(session)
        team = await _team(session, visit, team_id)
        why = await _needed(session, team)
        if why is None and team.ended_at is None:
            await _ended(session, visit, team, visit.parts.now())
    if why is not None:
        return await _form(visit, team_id, _values(team), flashes=[Flash("warning", visit.say(why))])
    async with visit.parts.database.begin() as session:
        placed = await routing.sweep(session, visit.parts.now())
    visit.parts.bell.ring(bells.INBOX, *(bells.conversation(one) for one in placed))
    return see_other("/admin/teams?done=ended")


@router.post("/teams/{team_id}/resume")
async def resume(visit: Manages, team_id: uuid.UUID) -> Response:
    """The team works again; whoever got another team meanwhile stays there."""
    async with visit.parts.database.begin() as session:
        team = await _team(session, visit, team_id)
        if team.ended_at is not None:
            await _ended(session, visit, team, None)
    return see_other("/admin/teams?done=resumed")


async def _team(session: AsyncSession, visit: Visit, team_id: uuid.UUID) -> Team:
    team = await session.get(Team, team_id, with_for_update=True)
    if team is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return team


async def _needed(session: AsyncSession, team: Team) -> str | None:
    """Why a team cannot end, as a text key; None when it can."""
    at_work = select(StaffMember.id).where(StaffMember.team_id == team.id, col(StaffMember.active)).limit(1)
    if (await session.exec(at_work)).first() is not None:
        return "team-end-colleagues"
    plan = await routing.plan_of(session)
    return "team-end-default" if plan is None or plan.default == str(team.id) else None


async def _ended(session: AsyncSession, visit: Visit, team: Team, at: datetime | None) -> None:
    changed = {"active": ["1", ""] if at else ["", "1"]}
    team.ended_at = at
    session.add(team)
    now, of = visit.parts.now(), str(team.id)
    await audit.record(session, CHANGED, now=now, staff_id=visit.staff.id, of=of, changed=changed)


# ---------------------------------------------------------------- how an organisation signs in


@router.get("/organisations/{organisation_id}")
async def show_rules(visit: Manages, organisation_id: uuid.UUID, done: str = "") -> Response:
    """How each role signs in at this organisation."""
    async with visit.parts.database.begin() as session:
        organisation = await _organisation(session, visit, organisation_id)
        decided = await organisations.rules_of(session, organisation_id)
        history = await editing.past(session, [RULE_CHANGED], str(organisation_id))
    rules = {str(role): login_rules.rule_of(role, decided.get(role)) for role in STAFF_ROLES}
    sees = {str(role) for role in STAFF_ROLES if login_rules.sees_clients(role)}
    flashes = [Flash("ok", visit.say("staff-done-kept"))] if done == "kept" else []
    return visit.render(
        "staff/rules.html", flashes=flashes, organisation=organisation, rules=rules, roles=role_words(visit), sees=sees,
        history=history_words(visit, history, {}),
    )  # fmt: skip


async def _organisation(session: AsyncSession, visit: Visit, organisation_id: uuid.UUID) -> Organisation:
    organisation = await session.get(Organisation, organisation_id)
    if organisation is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return organisation


@router.post("/organisations/{organisation_id}")
async def keep_rules(visit: Manages, organisation_id: uuid.UUID) -> Response:
    """Keep how the roles sign in; it holds from the next login on."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        await _organisation(session, visit, organisation_id)
        decided = await organisations.rules_of(session, organisation_id)
        changed: editing.Changed = {}
        for role in STAFF_ROLES:
            before, rule = login_rules.rule_of(role, decided.get(role)), _rule(visit, organisation_id, role)
            if (after := login_rules.rule_of(role, rule)) != before:
                await organisations.decide(session, rule)
                changed[str(role)] = [_told(before), _told(after)]
        if changed:
            of = str(organisation_id)
            await audit.record(session, RULE_CHANGED, now=now, staff_id=visit.staff.id, of=of, changed=changed)
    return see_other(f"/admin/organisations/{organisation_id}?done=kept")


def _rule(visit: Visit, organisation_id: uuid.UUID, role: Role) -> LoginRule:
    """What the form says of one role; a number that cannot be is the nearest that can."""

    def number(name: str, least: int, most: int) -> int:
        typed = visit.form.get(f"{role}-{name}", "").strip()
        return min(max(int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else least, least), most)

    def ticked(name: str) -> bool:
        return visit.form.get(f"{role}-{name}") == "1"

    return LoginRule(
        organisation_id=organisation_id,
        role=role,
        second_factor=ticked("second_factor"),
        remember_days=number("remember_days", 0, organisations.MOST_REMEMBER_DAYS),
        idle_minutes=number("idle_minutes", 5, organisations.MOST_IDLE_MINUTES),
        quick_switch=ticked("quick_switch"),
    )


def _told(rule: login_rules.Rule) -> str:
    """A rule as the audit trail keeps it; staff_words.py reads it again."""
    return f"{rule.second_factor:d} {rule.remember_days} {rule.idle_minutes} {rule.quick_switch:d}"
