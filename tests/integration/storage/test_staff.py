"""Professionals: sessions, tokens, and slowing down who guesses."""

from datetime import timedelta

from sqlmodel import select

from storage import login_attempts, staff, web_sessions
from storage.database import Database
from storage.login_attempts import From, LoginAttempt
from storage.staff import ApiToken, Role, StaffMember, WebSession, hash_token
from tests import talk
from tests.town import Town, add_staff

pytest_plugins = ("tests.database",)
NOW = talk.EVENING
HOUR = timedelta(hours=1)


async def close_account(db: Database, member: StaffMember) -> None:
    async with db.begin() as session:
        (await session.get_one(StaffMember, member.id)).active = False


async def test_a_web_session_ends_by_time_by_logging_out_and_with_the_account(db: Database, town: Town) -> None:
    async with db.begin() as session:
        one, two, three = [await staff.open_web_session(session, town.contact, NOW, HOUR) for _ in range(3)]
    async with db.begin() as session:
        found = await staff.by_web_session(session, one, NOW + HOUR - timedelta(seconds=1))
        assert found is not None and found.id == town.contact.id
        assert await staff.by_web_session(session, one, NOW + HOUR) is None
        assert await staff.by_web_session(session, hash_token(one), NOW) is None
        await staff.close_web_session(session, two, NOW)
        await staff.close_web_session(session, "onbekend", NOW)
        assert await staff.by_web_session(session, two, NOW) is None
    await close_account(db, town.contact)
    async with db.begin() as session:
        assert await staff.by_web_session(session, three, NOW) is None


async def test_a_token_acts_as_its_owner_until_revoked_or_closed(db: Database, town: Town) -> None:
    async with db.begin() as session:
        one, two = [await staff.make_api_token(session, town.contact, NOW) for _ in range(2)]
    async with db.begin() as session:
        found = await staff.by_api_token(session, one)
        assert found is not None and found.id == town.contact.id
        assert await staff.by_api_token(session, "x") is None
        (await session.get_one(ApiToken, hash_token(one))).revoked_at = NOW
    async with db.begin() as session:
        assert await staff.by_api_token(session, one) is None
        assert await staff.by_api_token(session, two) is not None
    await close_account(db, town.contact)
    async with db.begin() as session:
        assert await staff.by_api_token(session, two) is None


async def test_old_logins_and_sessions_are_forgotten(db: Database, town: Town) -> None:
    async with db.begin() as session:
        for at in (NOW - HOUR, NOW):
            await login_attempts.record(session, From(username="noor", address="192.0.2.1"), at)
        await staff.open_web_session(session, town.contact, NOW - 3 * HOUR, HOUR)
        await staff.open_web_session(session, town.contact, NOW, HOUR)
    async with db.begin() as session:
        await web_sessions.forget_before(session, NOW)
    async with db.begin() as session:
        assert len((await session.exec(select(LoginAttempt))).all()) == 1
        assert len((await session.exec(select(WebSession))).all()) == 1


async def test_who_has_a_name_or_a_role(db: Database, town: Town) -> None:
    async with db.begin() as session:
        first = await add_staff(session, Role.ADMIN)
        await add_staff(session, Role.ADMIN)
    async with db.begin() as session:
        found = await staff.first_with_role(session, Role.ADMIN)
        assert found is not None and found.id == first.id
        assert await staff.first_with_role(session, Role.COORDINATOR) is None
        assert await staff.by_username(session, town.contact.username.upper()) is not None
    await close_account(db, town.contact)
    async with db.begin() as session:
        assert await staff.by_username(session, town.contact.username) is None
