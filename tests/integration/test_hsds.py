"""Free beds for directories of help, in the words of Open Referral HSDS."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from sqlmodel import select

from actions import clock
from bot.web.app import create_app
from bot.web.parts import Parts
from storage import closures, holds, staff
from storage.closures import Closure
from storage.facilities import Facility
from storage.staff import Role

PATH = "/api/v1/hsds/service-capacities"
SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "hsds" / "service_capacity.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker(["uuid", "date-time"]))


@pytest.fixture
async def web(parts: Parts) -> AsyncIterator[httpx.AsyncClient]:
    """Another system, without a token yet."""
    transport = httpx.ASGITransport(app=create_app(parts))
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test") as web:
        yield web


async def ask(web: httpx.AsyncClient, parts: Parts, role: Role = Role.NIGHT_STAFF, **query: str) -> dict[str, Any]:
    """The answer to a staff member's token."""
    async with parts.database.begin() as session:
        member = await staff.first_with_role(session, role)
        assert member is not None
        token = await staff.make_api_token(session, member, parts.now())
    answer = await web.get(PATH, params=query, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def of(answer: dict[str, Any], start: str) -> dict[str, Any]:
    """The capacity whose description begins so."""
    [found] = [item for item in answer["contents"] if item["description"].startswith(start)]
    return dict(found)


async def test_every_capacity_is_one_of_hsds(web: httpx.AsyncClient, parts: Parts) -> None:
    answer = await ask(web, parts)
    assert answer["total_items"] == len(answer["contents"]) == 9 and answer["empty"] is False
    for item in answer["contents"]:
        assert not list(VALIDATOR.iter_errors(item))
        assert re.search(r"\.\d{3}[+-]\d\d:\d\d$", item["updated"])  # milliseconds


@pytest.mark.parametrize(
    "wrong", [{"id": "1"}, {"unit": {"name": "bed"}}, {"available": "3"}, {"updated": "gisteren"}, {"maximum": None}]
)
async def test_the_schema_sees_what_is_wrong(web: httpx.AsyncClient, parts: Parts, wrong: dict[str, Any]) -> None:
    item = (await ask(web, parts))["contents"][0]
    assert list(VALIDATOR.iter_errors(item | wrong))


async def test_available_is_what_is_free_now_and_ids_stay(web: httpx.AsyncClient, parts: Parts) -> None:
    before = of(await ask(web, parts, Role.COORDINATOR), "Nachtopvang: mannen")
    assert (before["available"], before["maximum"]) == (14, 14)
    assert before["id"] == "318af470-19e4-52be-9f7b-ad68f1547ee9"
    async with parts.database.begin() as session:
        tonight = clock.night_of(parts.now())
        await holds.hold(session, night=tonight, group="man", facilities=("nachtopvang",), now=parts.now())
    after = of(await ask(web, parts), "Nachtopvang: mannen")
    assert (after["id"], after["service_id"]) == (before["id"], before["service_id"])
    assert (after["available"], after["maximum"]) == (13, 14)
    tomorrow = (clock.night_of(parts.now()) + timedelta(days=1)).isoformat()
    assert of(await ask(web, parts, night=tomorrow), "Nachtopvang: mannen")["available"] == 14


async def test_groups_of_one_shelter_share_its_service(web: httpx.AsyncClient, parts: Parts) -> None:
    contents = (await ask(web, parts))["contents"]
    assert len({item["id"] for item in contents}) == 9
    assert len({item["service_id"] for item in contents}) == 5
    assert len({item["unit"]["id"] for item in contents}) == 1


async def test_a_closed_shelter_offers_nothing_and_one_that_nobody_counted_is_as_old_as_its_entry(
    web: httpx.AsyncClient, parts: Parts
) -> None:
    tonight = clock.night_of(parts.now())
    async with parts.database.begin() as session:
        crisis = (await session.exec(select(Facility).where(Facility.key == "crisisopvang"))).one()
        await closures.close(session, Closure(facility_id=crisis.id, first_night=tonight), parts.now())
        family = (await session.exec(select(Facility).where(Facility.key == "gezinskamer"))).one()
        family.counted_at = None
        session.add(family)
    answer = await ask(web, parts)
    assert not [item for item in answer["contents"] if item["description"].startswith("Crisisopvang")]
    assert of(answer, "Gezinskamers")["updated"] == family.created_at.isoformat(timespec="milliseconds")


async def test_without_a_token_of_staff_nothing_is_told(web: httpx.AsyncClient) -> None:
    assert (await web.get(PATH)).status_code == 401
    assert (await web.get(PATH, headers={"Authorization": "Bearer nobody"})).status_code == 401
