"""Small commands that open a door: invites, tokens, the schema, example data."""

from __future__ import annotations

from bot import demo, demo_debts, demo_life
from bot.errors import BotError
from bot.house import House, open_house
from bot.settings import Settings
from storage import people, staff
from storage.staff import STAFF_ROLES, Role, StaffMember


def _known_role(role: str) -> Role:
    if role not in (Role.CLIENT, *STAFF_ROLES):
        raise BotError(f"There is no role {role!r}; choose one of client, {', '.join(STAFF_ROLES)}.")
    return Role(role)


async def invite(settings: Settings, role: str) -> tuple[str, str]:
    """A fresh invite token and its link; raises BotError for an unknown role or when nobody has it."""
    known = _known_role(role)
    async with open_house(settings) as house, house.database.begin() as session:
        now = house.now()
        if known is Role.CLIENT:
            person = await demo.new_client(session, now)
            token = await people.invite(session, now=now, person_id=person.id)
        else:
            member = await _member(house, known)
            token = await people.invite(session, now=now, staff_id=member.id)
    return token, f"{settings.base_url}/chat?invite={token}"


async def token(settings: Settings, role: str) -> str:
    """A bearer token that acts as the first staff member with this role."""
    async with open_house(settings) as house, house.database.begin() as session:
        return await staff.make_api_token(session, await _member(house, _known_role(role)), house.now())


async def _member(house: House, role: Role) -> StaffMember:
    async with house.database.begin() as session:
        member = await staff.first_with_role(session, role)
    if member is None:
        raise BotError(f"Nobody has the role {role}; `stapje db seed` makes example staff.")
    return member


async def upgrade(settings: Settings) -> str:
    """Bring the schema up to date."""
    async with open_house(settings):
        return "The database is up to date."


async def seed(settings: Settings) -> str:
    """Example data into an empty database."""
    async with open_house(settings) as house:
        seeded = await seed_when_empty(house)
    return "Example data is in." if seeded else "There are people already; nothing was changed."


async def seed_when_empty(house: House) -> bool:
    """Whether the database was empty and has example data now."""
    async with house.database.begin() as session:
        if not await demo.is_empty(session):
            return False
        await demo.seed(session, house.now(), house.logins_file)
        await demo_debts.seed(session, house.now())
        await demo_life.seed(session, house.now())
        return True
