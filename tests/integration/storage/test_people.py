"""Invites open one door once; addresses and chat tokens lead to one conversation."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from storage import conversations, people
from storage.database import Database
from storage.errors import InviteRefused
from storage.people import ChannelAddress, Invite
from storage.staff import hash_token
from tests import talk
from tests.town import Town, add_person

pytest_plugins = ("tests.database",)
NOW = talk.EVENING


async def invite(db: Database, town: Town) -> str:
    async with db.begin() as session:
        person = await add_person(session, town.contact)
        return await people.invite(session, now=NOW, person_id=person.id)


async def use(db: Database, token: str, *, later: timedelta = timedelta(0)) -> Invite:
    async with db.begin() as session:
        return await people.use_invite(session, token, NOW + later)


async def test_an_invite_works_once(db: Database, town: Town) -> None:
    token = await invite(db, town)
    used = await use(db, token)
    assert used.used_at == NOW and used.person_id is not None
    with pytest.raises(InviteRefused) as refused:
        await use(db, token)
    assert refused.value.reason == "used"


async def test_two_at_once_and_one_wins(db: Database, town: Town) -> None:
    token = await invite(db, town)
    found = await asyncio.gather(*(use(db, token) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(f, Invite) for f in found) == 1
    assert [f.reason for f in found if isinstance(f, InviteRefused)] == ["used"] * 7


async def test_an_invite_expires(db: Database, town: Town) -> None:
    token = await invite(db, town)
    with pytest.raises(InviteRefused) as refused:
        await use(db, token, later=timedelta(days=7))
    assert refused.value.reason == "expired"
    assert (await use(db, token, later=timedelta(days=7, seconds=-1))).used_at is not None


async def test_an_unknown_invite(db: Database) -> None:
    with pytest.raises(InviteRefused, match="unknown"):
        await use(db, "zomaar")


async def test_only_the_hash_of_an_invite_is_kept(db: Database, town: Town) -> None:
    token = await invite(db, town)
    async with db.begin() as session:
        kept = (await session.exec(select(Invite))).one()
    assert token not in str(kept.model_dump()) and kept.token_hash == hash_token(token)


async def test_an_invite_is_for_one_guest(db: Database, town: Town) -> None:
    with pytest.raises(IntegrityError, match="one_guest"):
        async with db.begin() as session:
            await people.invite(session, now=NOW)


async def test_an_address_is_found_by_channel_bot_and_address(db: Database) -> None:
    who = await talk.visitor(db)
    async with db.begin() as session:
        found = await people.find_address(session, "telegram", "7", who.address)
        assert found is not None and found.id == who.address_id
        assert await people.find_address(session, "telegram", "8", who.address) is None
        assert await people.find_address(session, "webchat", "7", who.address) is None


async def test_a_chat_token_opens_its_own_web_chat(db: Database) -> None:
    async with db.begin() as session:
        made = await conversations.open_for_address(
            session, channel="webchat", bot="", address="w1", secret_hash=hash_token("geheim")
        )
    async with db.begin() as session:
        found = await people.address_by_secret(session, "geheim")
        assert found is not None and found.id == made.id
        assert await people.address_by_secret(session, hash_token("geheim")) is None


async def test_one_address_is_one_row(db: Database) -> None:
    who = await talk.visitor(db)
    with pytest.raises(IntegrityError, match="uq_channel_address"):
        async with db.begin() as session:
            session.add(
                ChannelAddress(channel="telegram", bot="7", address=who.address, conversation_id=who.conversation_id)
            )
