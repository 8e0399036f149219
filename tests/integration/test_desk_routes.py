"""The table of desks, over HTTP: every place and where its requests go, changed line by line and tried out."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.web.parts import Parts
from storage.desks import DebtDesk
from tests.editors import NEW, OFFICE, Browser, changes, desk, goes_to

pytest_plugins = ("tests.fixtures_editors",)


async def test_the_table_shows_every_municipality_and_where_nothing_is_known(coordinator: Browser) -> None:
    page = await coordinator.opens("/desks")
    rows = dict(re.findall(r"<tr class=\"ways__\w+\".*?>([^<>]+)</a></th>(.*?)</tr>", page, re.DOTALL))
    assert list(rows) == ["Almelo", "De Riet", "Hellendoorn", "Rijssen-Holten", "Tubbergen", "Twenterand", "Wierden"]
    assert rows["Hellendoorn"].count("contactpersoon") == 2 and rows["Twenterand"].count("contactpersoon") == 1
    assert "Spoed schulden" in rows["Almelo"] and "Schuldhulp Almelo" in rows["De Riet"]


async def test_a_neighbourhood_is_added_changed_and_taken_away(parts: Parts, coordinator: Browser) -> None:
    office, here = str((await desk(parts, OFFICE)).id), "/desks/routes"
    page = await coordinator.opens(f"{here}?municipality=Wierden&neighbourhood=Enter")
    assert "Deze wijk is nieuw" in page and "Zoals de gemeente: Spoed schulden" in page
    answer = await coordinator.sends(here)
    assert answer.status_code == 400 and "minstens één eigen loket" in answer.text
    assert (await coordinator.sends(here, {"urgent": office})).headers["Location"] == "/desks?done=routed"
    assert await goes_to(parts, "Wierden", "Enter", urgent=True) == OFFICE
    assert await goes_to(parts, "Wierden", "Enter") == "Spoed schulden (voorbeeld)"
    assert await goes_to(parts, "Wierden", urgent=True) == "Spoed schulden (voorbeeld)"
    page = await coordinator.opens(f"{here}?municipality=Wierden&neighbourhood=eNTER")  # spelled otherwise: the same
    assert coordinator.fields["neighbourhood"] == "Enter" and coordinator.fields["urgent"] == office
    assert "<ins>Geldloket (voorbeeld)</ins>" in page
    for _ in range(2):
        answer = await coordinator.sends(here, {"urgent": "", "normal": ""})
        assert answer.headers["Location"] == "/desks?done=unrouted"
    assert await goes_to(parts, "Wierden", "Enter", urgent=True) == "Spoed schulden (voorbeeld)"
    assert [e.details["changed"] for e in await changes(parts, "desk.routed")] == [
        {"urgent": ["", office]}, {"urgent": [office, ""]},
    ]  # fmt: skip


async def test_a_municipality_may_go_back_to_the_contactperson(parts: Parts, coordinator: Browser) -> None:
    await coordinator.opens("/desks/routes?municipality=Wierden")
    answer = await coordinator.sends("/desks/routes", {"normal": "", "urgent": ""})
    assert answer.headers["Location"] == "/desks?done=unrouted"
    assert await goes_to(parts, "Wierden") is None


async def test_two_who_change_one_line_do_not_overwrite_each_other(
    parts: Parts, coordinator: Browser, admin: Browser
) -> None:
    office, here = str((await desk(parts, OFFICE)).id), "/desks/routes"
    for browser in (coordinator, admin):
        await browser.opens(f"{here}?municipality=Hellendoorn")
    assert (await coordinator.sends(here, {"normal": office})).status_code == 303
    answer = await admin.sends(here, {"urgent": office})
    assert answer.status_code == 409 and "Net veranderd door een ander" in answer.text
    assert await goes_to(parts, "Hellendoorn", urgent=True) is None
    admin.reads(answer)
    assert (await admin.sends(here)).status_code == 303
    assert await goes_to(parts, "Hellendoorn", urgent=True) == await goes_to(parts, "Hellendoorn") == OFFICE


async def test_a_desk_out_of_use_cannot_be_chosen(parts: Parts, coordinator: Browser) -> None:
    async with parts.database.begin() as session:
        session.add(DebtDesk(id=NEW, name="Weg", active=False))
    await coordinator.opens("/desks/routes?municipality=Wierden")
    answer = await coordinator.sends("/desks/routes", {"normal": str(NEW)})
    assert answer.status_code == 400 and "niet meer in gebruik" in answer.text


async def test_no_desk_is_put_away_while_somebody_chooses_it(
    parts: Parts, coordinator: Browser, admin: Browser
) -> None:
    async with parts.database.begin() as session:
        session.add(DebtDesk(id=NEW, name="Los", phone="0546 1"))
    await coordinator.opens(f"/desks/{NEW}")
    await admin.opens("/desks/routes?municipality=Hellendoorn")
    off, chosen = await asyncio.gather(
        coordinator.sends(f"/desks/{NEW}/off"), admin.sends("/desks/routes", {"normal": str(NEW)})
    )
    assert sorted([off.status_code, chosen.status_code]) in ([303, 400], [303, 409])
    assert (await goes_to(parts, "Hellendoorn") == "Los") == (await desk(parts, "Los")).active


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("place=Almelo/De+Riet&urgent=1", "Almelo, De Riet, spoed → Wijkteam De Riet (voorbeeld)"),
        ("place=Almelo/De+Riet", "Almelo, De Riet, gewoon → Schuldhulp Almelo (voorbeeld)"),
        ("place=Tubbergen/&urgent=1", "Tubbergen, spoed → contactpersoon"),
    ],
)
async def test_a_line_can_be_tried_out(coordinator: Browser, asked: str, says: str) -> None:
    page = re.sub(r"<[^>]+>", "", await coordinator.opens(f"/desks?{asked}"))
    assert says in page
