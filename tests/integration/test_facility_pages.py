"""The page on which colleagues keep the facts of shelters, over HTTP: read as a client does, kept, and with beds."""

from __future__ import annotations

import pytest
from sqlmodel import select

from bot.web.parts import Parts
from storage.facilities import Facility, beds_of_groups
from tests.editors import NEW, Browser, changes

pytest_plugins = ("tests.fixtures_editors",)
HERE = f"/admin/facilities/{NEW}"
CASTLE = {"name": "Het Kasteel", "municipality": "Wierden", "phone": "0546 000001", "price": "6,50", "pets": "yes"}


async def shelter(parts: Parts, name: str) -> Facility:
    async with parts.database.begin() as session:
        return (await session.exec(select(Facility).where(Facility.name == name))).one()


async def test_a_shelter_is_added_read_as_a_client_does_and_kept(parts: Parts, coordinator: Browser) -> None:
    await coordinator.opens(HERE)
    page = coordinator.reads(await coordinator.sends(HERE, CASTLE | {"do": "look"}))
    assert "Het Kasteel" in page and "6,50" in page
    assert await changes(parts, "facility.changed") == []
    assert (await coordinator.sends(HERE)).headers["Location"] == "/admin/facilities?done=kept"
    made = await shelter(parts, "Het Kasteel")
    assert (made.key, made.price_cents, made.pets, made.children) == ("het-kasteel", 650, True, None)
    assert "Het Kasteel" in await coordinator.opens("/admin/facilities")


async def test_beds_are_added_and_numbered_on(parts: Parts, coordinator: Browser) -> None:
    await coordinator.opens(HERE)
    await coordinator.sends(HERE, CASTLE)
    for group, count in (("man", "3"), ("vrouw", "2")):
        answer = await coordinator.sends(f"{HERE}/beds", {"group": group, "count": count})
        assert answer.headers["Location"] == "/admin/facilities?done=beds"
    async with parts.database.begin() as session:
        assert await beds_of_groups(session, NEW) == {"man": 3, "vrouw": 2}
    assert "+2 vrouw" in await coordinator.opens(HERE)


@pytest.mark.parametrize("typed", [{"count": "0"}, {"count": "201"}, {"count": "x"}, {"group": "reus"}])
async def test_beds_that_cannot_be_are_refused(coordinator: Browser, typed: dict[str, str]) -> None:
    await coordinator.opens(HERE)
    await coordinator.sends(HERE, CASTLE)
    answer = await coordinator.sends(f"{HERE}/beds", {"group": "man", "count": "2"} | typed)
    assert answer.status_code == 400


async def test_a_fact_that_is_changed_stands_in_the_history(parts: Parts, coordinator: Browser) -> None:
    here = f"/admin/facilities/{(await shelter(parts, 'Nachtopvang')).id}"
    await coordinator.opens(here)
    assert (await coordinator.sends(here, {"closes_at": "10:00"})).status_code == 303
    [entry] = await changes(parts, "facility.changed")
    assert entry.details["changed"] == {"closes_at": ["09:00", "10:00"]}
    assert "Dicht om" in await coordinator.opens(here)
    await coordinator.sends(f"{here}/checked")
    assert (await shelter(parts, "Nachtopvang")).last_checked_on is not None


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": ""}, "Vul dit in."),
        ({"name": "Nachtopvang"}, "Deze naam is er al."),
        ({"price": "veel"}, "Vul een bedrag in"),
        ({"min_age": "30", "max_age": "20"}, "Kijk de leeftijden na."),
        ({"opens_at": "25:00"}, "Vul een tijd in"),
        ({"closes_at": ""}, "Vul dit in."),
        ({"route_url": "javascript:alert(1)"}, "heel webadres"),
        ({"hold_minutes": "4"}, "5 tot en met 720"),
    ],
)
async def test_a_shelter_that_cannot_be_is_refused(
    parts: Parts, coordinator: Browser, typed: dict[str, str], says: str
) -> None:
    await coordinator.opens(HERE)
    answer = await coordinator.sends(HERE, CASTLE | typed)
    assert answer.status_code == 400 and says in coordinator.reads(answer)
    assert await changes(parts, "facility.changed") == []


async def test_two_who_edit_a_shelter_at_once_are_told(parts: Parts, coordinator: Browser, admin: Browser) -> None:
    here = f"/admin/facilities/{(await shelter(parts, 'Nachtopvang')).id}"
    for browser in (coordinator, admin):
        await browser.opens(here)
    assert (await coordinator.sends(here, {"phone": "0546 000009"})).status_code == 303
    assert (await admin.sends(here, {"note": "De bel is stuk."})).status_code == 409
