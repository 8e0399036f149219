"""Colleagues: who works here, inviting, a new way in, shutting out. Coordinators invite, admins do the rest."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, login_waits, staffing
from actions.permissions import May
from bot.second_factors import SecondFactors
from bot.web import editing
from bot.web.accounts import Visit, who_may
from bot.web.editing import ChangedMeanwhile, Checks, Refused, Values
from bot.web.pages import Flash, see_other
from bot.web.second_step import qr_code
from bot.web.staff_words import history_words, role_words
from storage import audit, departing, identities, invitations, login_attempts, organisations, transfers, web_sessions
from storage.errors import AlreadyTaken, NobodyLeft
from storage.identities import StaffIdentity
from storage.staff import Role, StaffMember, Team

router = APIRouter(prefix="/admin/staff", include_in_schema=False)
Invites = Annotated[Visit, Depends(who_may(May.INVITE_STAFF))]
Manages = Annotated[Visit, Depends(who_may(May.MANAGE_STAFF))]
FIELDS = ("username", "display_name", "role", "team_id")
DONE = {
    "kept": "staff-done-kept",
    "closed": "staff-done-closed",
    "lifted": "staff-done-lifted",
    "linked": "staff-done-linked",
    "unlinked": "staff-done-unlinked",
    "taken": "staff-identity-taken",
}
"""What the page may say was done, as its text."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A colleague in the list. `state` is in, invited or out; `waits`: too many logins failed."""

    member: StaffMember
    team: str
    state: str
    seen: datetime | None
    waits: bool


# ---------------------------------------------------------------- looking


@router.get("")
async def show(visit: Invites, done: str = "") -> Response:
    """Everybody, by team."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        teams = {team.id: team for team in await _teams(session, visit)}
        every = (await session.exec(select(StaffMember).order_by(col(StaffMember.display_name)))).all()
        invited = await invitations.open_for(session, now)
        seen = await web_sessions.last_seen(session)
        failures = await login_attempts.recent(session, now - login_waits.WITHIN)
    none = login_attempts.Failures(count=0, last=None)
    listed = [
        Listed(
            member=one, team=teams[one.team_id].name if one.team_id in teams else "",
            state="in" if one.active else "invited" if one.id in invited else "out", seen=seen.get(one.id),
            waits=login_waits.wait(failures.get(one.username, none), login_waits.ON_NAME, now) > timedelta(),
        )
        for one in every
        if visit.account.may(May.MANAGE_STAFF) or one.team_id in teams
    ]  # fmt: skip
    flashes = [Flash("ok", visit.say(DONE[done]))] if done in DONE else []
    return visit.render("staff/list.html", flashes=flashes, listed=listed, roles=role_words(visit))


async def _teams(session: AsyncSession, visit: Visit) -> list[Team]:
    """The teams whose colleagues somebody may see: all, or those of their own organisation."""
    own = None
    if not visit.account.may(May.MANAGE_STAFF):
        organisation = await organisations.of_team(session, visit.staff.team_id)
        own = organisation.name if organisation else ""
    return [one.team for one in await organisations.teams(session, own)]


async def _choices(session: AsyncSession, visit: Visit) -> dict[str, dict[str, str]]:
    """What a form offers: roles that may be given, and teams."""
    words = role_words(visit)
    return {
        "roles": {str(role): words[role] for role in staffing.roles_to_give(Role(visit.staff.role))},
        "teams": {
            str(team.id): f"{team.name} ({team.organisation})"
            for team in await _teams(session, visit)
            if not team.ended_at
        },
    }


# ---------------------------------------------------------------- inviting


@router.get("/new")
async def show_new(visit: Invites) -> Response:
    """The form for a new colleague."""
    return await _new_form(visit, dict.fromkeys(FIELDS, ""))


async def _new_form(visit: Visit, values: Values, wrong: Mapping[str, str] | None = None) -> Response:
    async with visit.parts.database.begin() as session:
        choices = await _choices(session, visit)
    status = HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK
    return visit.render("staff/new.html", status=status, values=values, wrong=wrong or {}, was="", **choices)


@router.post("/new")
async def add(visit: Invites) -> Response:
    """Invite somebody; the page with the link is shown once."""
    values = editing.typed(visit, FIELDS)
    values["username"] = values["username"].lower()
    try:
        async with visit.parts.database.begin() as session:
            _check(values, await _choices(session, visit))
            member, token = await staffing.add(
                session, username=values["username"], display_name=values["display_name"], role=Role(values["role"]),
                team_id=uuid.UUID(values["team_id"]), now=visit.parts.now(), by=visit.staff.id,
            )  # fmt: skip
    except Refused as error:
        return await _new_form(visit, values, error.wrong)
    except AlreadyTaken:
        return await _new_form(visit, values, {"username": "staff-username-taken"})
    return _link(visit, member, token, "invite")


def _check(values: Values, choices: Mapping[str, Mapping[str, str]]) -> None:
    """Raise Refused for what a colleague cannot be called or be."""
    checks = Checks(values, date.min)
    checks.line("display_name", needed=True, most=80)
    if not staffing.USERNAME.fullmatch(values["username"]):
        checks.refuse("username", "staff-username-shape")
    for field, offered in (("role", "roles"), ("team_id", "teams")):
        if values[field] not in choices[offered]:
            checks.refuse(field, "staff-choose")
    checks.done()


def _link(visit: Visit, member: StaffMember, token: str, kind: str) -> Response:
    """The one page on which a link can be read, with its picture for a telephone."""
    link = f"{visit.parts.base_url}/join/{token}"
    days = invitations.LASTS[kind].days
    return visit.render("staff/link.html", member=member, link=link, picture=qr_code(link), kind=kind, days=days)


@router.post("/{staff_id}/invite")
async def invite_again(visit: Invites, staff_id: uuid.UUID) -> Response:
    """A fresh link for who is not in (any more); the old one works no more."""
    async with visit.parts.database.begin() as session:
        member = await _own(session, visit, staff_id)
        if member.active or member.role not in staffing.roles_to_give(Role(visit.staff.role)):
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        token = await staffing.invite(session, member, now=visit.parts.now(), by=visit.staff.id)
    return _link(visit, member, token, "invite")


async def _own(session: AsyncSession, visit: Visit, staff_id: uuid.UUID) -> StaffMember:
    """A colleague whom somebody may look after; of another organisation nobody knows any."""
    member = await session.get(StaffMember, staff_id, with_for_update=True)
    everybody = visit.account.may(May.MANAGE_STAFF)
    if member is None or not (everybody or member.team_id in {t.id for t in await _teams(session, visit)}):
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return member


# ---------------------------------------------------------------- one colleague


@router.get("/{staff_id}")
async def show_one(visit: Manages, staff_id: uuid.UUID, done: str = "") -> Response:
    """One colleague: who they are, what they have in hand, and what was changed."""
    kind = "warning" if done == "taken" else "ok"
    return await _one(visit, staff_id, flashes=[Flash(kind, visit.say(DONE[done]))] if done in DONE else [])


async def _one(
    visit: Visit,
    staff_id: uuid.UUID,
    *,
    values: Values | None = None,
    wrong: Mapping[str, str] | None = None,
    flashes: list[Flash] | None = None,
) -> Response:
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        member = await _own(session, visit, staff_id)
        teams = await organisations.teams_of(session, member)
        choices = await _choices(session, visit)
        page: dict[str, Any] = {
            "work": await departing.work_of(session, member.id, now),
            "sessions": len(await web_sessions.open_of(session, member.id, now)),
            "has_one": await SecondFactors(visit.parts.secret_key).has_one(session, member),
            "identities": await identities.of(session, member.id),
            "invited": (await invitations.open_for(session, now)).get(member.id),
            "history": history_words(visit, await editing.past(session, staffing.HISTORY, str(member.id)), choices),
            "others": {team.id for team in teams if team.id != member.team_id},
        }
    return visit.render(
        "staff/edit.html", status=HTTPStatus.CONFLICT if wrong else HTTPStatus.OK, flashes=flashes or [],
        member=member, values=values or _values(member), wrong=wrong or {}, was=editing.packed(_values(member)),
        sign_on=visit.parts.sign_on is not None, myself=member.id == visit.staff.id, **page, **choices,
    )  # fmt: skip


def _values(member: StaffMember) -> Values:
    return {
        "username": member.username,
        "display_name": member.display_name,
        "role": member.role,
        "team_id": str(member.team_id or ""),
    }


@router.post("/{staff_id}")
async def keep(visit: Manages, staff_id: uuid.UUID) -> Response:
    """Keep what the form says. Another role or team takes effect at the next login: open sessions end."""
    try:
        async with visit.parts.database.begin() as session:
            await transfers.one_at_a_time(session)
            member = await _own(session, visit, staff_id)
            changed = editing.wanted(visit, _values(member))
            await _change(session, visit, member, changed)
    except Refused as error:
        return await _one(visit, staff_id, values=editing.typed(visit, FIELDS), wrong=error.wrong)
    except ChangedMeanwhile as error:
        return await _one(
            visit, staff_id, values=error.merged, wrong=dict.fromkeys(error.theirs, "edit-changed-here"),
            flashes=[Flash("warning", visit.say("edit-changed-meanwhile"))],
        )  # fmt: skip
    return see_other(f"/admin/staff/{staff_id}?done=kept")


async def _change(session: AsyncSession, visit: Visit, member: StaffMember, changed: editing.Changed) -> None:
    values, now = editing.typed(visit, FIELDS), visit.parts.now()
    _check(values, await _choices(session, visit))
    if {"role", "team_id"} & set(changed):
        if member.id == visit.staff.id:
            raise Refused({"role": "staff-not-yourself"})
        try:
            await transfers.may_leave(session, member.id, clock.local(now).date())
        except NobodyLeft as error:
            key = "staff-has-clients" if error.reason == "has_clients" else "transfer-no-stands-in"
            raise Refused({"team_id": key}) from error
    if "username" in changed and await _taken(session, values["username"]):
        raise Refused({"username": "staff-username-taken"})
    for field in changed:
        setattr(member, field, uuid.UUID(values[field]) if field == "team_id" else values[field])
    session.add(member)
    changed = changed | await _change_teams(session, visit, member)
    if {"role", "team_id", "teams"} & set(changed):
        await web_sessions.end_all(session, member.id, now)
    if changed:
        of = str(member.id)
        await audit.record(session, staffing.CHANGED, now=now, staff_id=visit.staff.id, of=of, changed=changed)


async def _change_teams(session: AsyncSession, visit: Visit, member: StaffMember) -> editing.Changed:
    """Let somebody work for the teams that are ticked, besides their home team; what that changes."""
    await session.flush()
    before = [t.name for t in await organisations.teams_of(session, member) if t.id != member.team_id]
    ticked = [t for t in await _teams(session, visit) if visit.form.get(f"team-{t.id}") and t.id != member.team_id]
    await organisations.set_other_teams(session, member.id, [team.id for team in ticked])
    return editing.differences({"teams": ", ".join(before)}, {"teams": ", ".join(sorted(t.name for t in ticked))})


async def _taken(session: AsyncSession, username: str) -> bool:
    return (await session.exec(select(StaffMember.id).where(StaffMember.username == username))).first() is not None


# ---------------------------------------------------------------- letting in and out


@router.post("/{staff_id}/reset")
async def reset(visit: Manages, staff_id: uuid.UUID) -> Response:
    """A link to choose a new password; all sessions end."""
    async with visit.parts.database.begin() as session:
        member = await _other(session, visit, staff_id)
        if not member.active:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        too = visit.form.get("second_factor") == "1"
        token = await staffing.reset(session, member, now=visit.parts.now(), by=visit.staff.id, second_factor=too)
    return _link(visit, member, token, "reset")


@router.post("/{staff_id}/close")
async def close(visit: Manages, staff_id: uuid.UUID) -> Response:
    """Shut somebody out at once; what they have in hand then stands on their page."""
    async with visit.parts.database.begin() as session:
        member = await _other(session, visit, staff_id)
        await staffing.close(session, member, now=visit.parts.now(), by=visit.staff.id)
    return see_other(f"/admin/staff/{staff_id}?done=closed")


async def _other(session: AsyncSession, visit: Visit, staff_id: uuid.UUID) -> StaffMember:
    """A colleague other than oneself: nobody locks themselves out by mistake."""
    member = await _own(session, visit, staff_id)
    if member.id == visit.staff.id:
        raise visit.refuse(HTTPStatus.CONFLICT, "staff-not-yourself")
    return member


@router.post("/{staff_id}/lift")
async def lift(visit: Invites, staff_id: uuid.UUID) -> Response:
    """Let somebody who guessed too often try again at once."""
    async with visit.parts.database.begin() as session:
        member = await _own(session, visit, staff_id)
        await staffing.lift(session, member, now=visit.parts.now(), by=visit.staff.id)
    return see_other("/admin/staff?done=lifted")


@router.post("/{staff_id}/identity")
async def link_identity(visit: Manages, staff_id: uuid.UUID) -> Response:
    """Link an account at the organisation's provider, or unlink it."""
    subject, sign_on = visit.form.get("subject", "").strip()[:255], visit.parts.sign_on
    unlinking, now = visit.form.get("unlink") == "1", visit.parts.now()
    async with visit.parts.database.begin() as session:
        member = await _own(session, visit, staff_id)
        if unlinking:
            done = await identities.unlink(session, member.id, subject)
            await web_sessions.end_all(session, member.id, now)
        elif sign_on is None or not subject:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        else:
            known = StaffIdentity(
                issuer=sign_on.issuer, subject=subject, staff_id=member.id, linked_at=now, linked_by=visit.staff.id
            )  # fmt: skip
            done = await identities.link(session, known)
        if done:
            changed = {"identity": [subject, ""] if unlinking else ["", subject]}
            of = str(member.id)
            await audit.record(session, staffing.CHANGED, now=now, staff_id=visit.staff.id, of=of, changed=changed)
    word = "unlinked" if unlinking else "linked" if done else "taken"
    return see_other(f"/admin/staff/{staff_id}?done={word}")
