"""Hearing of extra beds in cold weather: asked for by a client, turned off again, explained to a visitor."""

from datetime import date

import pytest

from actions import switches
from storage.database import Database
from storage.people import Person
from storage.staff import Role
from tests import talk
from tests.integration.actions.test_waiting import presses
from tests.town import Town

pytest_plugins = ("tests.database",)


async def wanted_since(sam: talk.Talk) -> object:
    async with sam.db.begin() as session:
        assert sam.person is not None
        return (await session.get_one(Person, sam.person.id)).cold_notice_at


async def test_a_client_asks_for_news_and_turns_it_off_again(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await presses(sam, "beds.cold_notice", {})).has("cold-notice-on")
    assert await wanted_since(sam) == talk.EVENING
    answer = await sam.presses("button-no-cold-notice")
    assert answer.has("cold-notice-off") and answer.offers("button-cold-notice") and answer.offers("button-human")
    assert await wanted_since(sam) is None
    assert (await sam.presses("button-no-cold-notice")).has("cold-notice-off")


async def test_asking_twice_keeps_the_first_moment(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await presses(sam, "beds.cold_notice", {})
    sam.passes(minutes=5)
    await presses(sam, "beds.cold_notice", {})
    assert await wanted_since(sam) == talk.EVENING


@pytest.mark.parametrize("cold", [True, False])
async def test_when_it_is_cold_already_that_is_said_at_once(db: Database, town: Town, cold: bool) -> None:
    sam = await talk.client(db, town.contact)
    if cold:
        async with db.begin() as session:
            night = date(2026, 11, 26)
            await switches.cold_weather_on(session, night, night, made_by=None, now=talk.EVENING)
    answer = await presses(sam, "beds.cold_notice", {})
    assert answer.has("cold-notice-now") == answer.offers("button-bed") == cold


async def test_who_wants_no_messages_hears_how_that_goes_together(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("stop")
    answer = await presses(sam, "beds.cold_notice", {})
    assert answer.has("cold-notice-opted-out") and answer.offers("button-opt-in")
    assert not answer.has("cold-notice-on")


async def test_a_visitor_hears_why_not_and_is_offered_a_human(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    answer = await presses(anyone, "beds.cold_notice", {})
    assert answer.has("cold-notice-visitor") and answer.offers("button-human") and answer.offers("button-bed")
    assert (await presses(anyone, "beds.no_cold_notice", {})).has("cold-notice-off")


async def test_a_colleague_has_no_such_wish(db: Database, town: Town) -> None:
    nina = await talk.colleague(db, Role.NIGHT_STAFF)
    for action in ("beds.cold_notice", "beds.no_cold_notice"):
        answer = await presses(nina, action, {})
        assert answer.text and not answer.has("cold-notice-off")
