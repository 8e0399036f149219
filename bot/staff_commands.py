"""Colleagues from the command line: how a real organisation begins, and the way back in when no admin can help."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import staffing
from bot.errors import BotError
from bot.house import open_house
from bot.settings import Settings
from storage import invitations, organisations
from storage.errors import AlreadyTaken
from storage.staff import STAFF_ROLES, Role, StaffMember, Team


async def add(settings: Settings, *, username: str, name: str, role: str, team: str, place: tuple[str, str]) -> str:
    """The link of a new colleague; `place` is the organisation and municipality of a team that is new.

    Raises BotError when something about them cannot be.
    """
    if role not in STAFF_ROLES:
        raise BotError(f"There is no role {role!r}; choose one of {', '.join(STAFF_ROLES)}.")
    if not staffing.USERNAME.fullmatch(username):
        raise BotError(f"{username!r} is no user name; take 2 to 60 small letters, digits, dots, dashes or an @.")
    async with open_house(settings) as house, house.database.begin() as session:
        home = await _team(session, team, place)
        try:
            _, token = await staffing.add(
                session, username=username, display_name=name, role=Role(role), team_id=home.id, now=house.now()
            )
        except AlreadyTaken as error:
            raise BotError(f"Somebody is called {username} already; `stapje staff reset` gives a new link.") from error
    return f"{settings.base_url}/join/{token}"


async def _team(session: AsyncSession, name: str, place: tuple[str, str]) -> Team:
    team = (await session.exec(select(Team).where(Team.name == name))).first()
    if team is not None:
        return team
    if not all(place):
        raise BotError(f"There is no team {name!r} yet; say --organisation and --municipality to make it.")
    await organisations.ensure(session, *place)
    team = Team(name=name, organisation=place[0], municipality=place[1])
    session.add(team)
    await session.flush()
    return team


async def reset(settings: Settings, username: str, *, second_factor: bool) -> str:
    """A link with which a colleague chooses a password anew; for who was never in, their invitation anew."""
    async with open_house(settings) as house, house.database.begin() as session:
        member = (await session.exec(select(StaffMember).where(StaffMember.username == username.lower()))).first()
        if member is None:
            raise BotError(f"Nobody is called {username!r}; `stapje staff list` shows who is there.")
        if not member.active:
            return f"{settings.base_url}/join/{await staffing.invite(session, member, now=house.now())}"
        token = await staffing.reset(session, member, now=house.now(), second_factor=second_factor)
    return f"{settings.base_url}/join/{token}"


async def everybody(settings: Settings) -> list[dict[str, Any]]:
    """Who works here, by team and name."""
    async with open_house(settings) as house, house.database.begin() as session:
        query = select(StaffMember, Team).join(Team, col(Team.id) == StaffMember.team_id, isouter=True)
        rows = (await session.exec(query.order_by(col(Team.name), col(StaffMember.username)))).all()
        invited = await invitations.open_for(session, house.now())
    return [
        {
            "username": member.username, "name": member.display_name, "role": member.role,
            "team": team.name if team else None, "organisation": team.organisation if team else None,
            "state": "in" if member.active else "invited" if member.id in invited else "out",
        }
        for member, team in rows
    ]  # fmt: skip
