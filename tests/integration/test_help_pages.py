"""The page on which colleagues keep places that help, over HTTP: to check first, shown as a client reads it, kept."""

from __future__ import annotations

import html
from datetime import date

import pytest

from bot.web.parts import Parts
from tests.editors import NEW, Browser, changes, place

pytest_plugins = ("tests.fixtures_editors",)


async def test_what_was_never_checked_stands_on_top(coordinator: Browser) -> None:
    page = await coordinator.opens("/help-places")
    assert "Nakijken (3)" in page
    order = [
        page.index(name) for name in ("Geldfit", "Juridisch Loket", "Voorbeeld Kledingwinkel", "Voorbeeld Soepbus")
    ]
    assert order == sorted(order)


async def test_a_place_is_added_shown_as_a_client_reads_it_and_kept(parts: Parts, coordinator: Browser) -> None:
    here = f"/help-places/{NEW}"
    await coordinator.opens(f"{here}?kind=clothes")
    assert coordinator.fields["kind"] == "clothes"
    said = {"name": "Kledingkast", "address": "Dorpsstraat 9", "municipality": "Wierden", "hours": "zaterdag"}
    answer = await coordinator.sends(here, said | {"do": "look"})
    page = coordinator.reads(answer)
    assert "Kledingkast, Dorpsstraat 9, Wierden.\nOpen: zaterdag." in page and "Er is nog niets bewaard" in page
    assert await changes(parts, "help_place.changed") == []
    for _ in range(2):
        assert (await coordinator.sends(here)).headers["Location"] == "/help-places?done=kept"
    made = await place(parts, "Kledingkast")
    assert (made.municipality, made.kind, made.free_call) == ("Wierden", "clothes", False)
    [entry] = await changes(parts, "help_place.changed")
    assert entry.details["changed"]["kind"] == ["", "clothes"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": ""}, "Vul dit in."),
        ({"phone": ""}, "Zo vindt niemand het"),
        ({"url": "voorbeeld.nl"}, "heel webadres"),
        ({"url": "javascript:alert(1)"}, "heel webadres"),
        ({"kind": "gold"}, "Vul dit in."),
        ({"municipality": "Atlantis"}, "Vul dit in."),
        ({"position": "-1"}, "van 0 tot 999"),
        ({"free_call": "1", "phone": "", "address": "x"}, "Vul dit in."),
    ],
)
async def test_a_place_that_cannot_be_is_refused(
    parts: Parts, coordinator: Browser, changed: dict[str, str], says: str
) -> None:
    await coordinator.opens(f"/help-places/{NEW}")
    answer = await coordinator.sends(f"/help-places/{NEW}", {"name": "Kast", "phone": "0546 1"} | changed)
    assert answer.status_code == 400 and says in html.unescape(answer.text)
    assert await changes(parts, "help_place.changed") == []


async def test_two_who_edit_a_place_at_once_are_told(parts: Parts, coordinator: Browser, admin: Browser) -> None:
    here = f"/help-places/{(await place(parts, 'Geldfit')).id}"
    for browser in (coordinator, admin):
        await browser.opens(here)
    assert (await coordinator.sends(here, {"phone": "0800-8116"})).status_code == 303
    answer = await admin.sends(here, {"note": "Iets anders."})
    assert answer.status_code == 409 and "Iemand anders veranderde dit net" in answer.text
    assert (await place(parts, "Geldfit")).note == "Je naam is niet nodig."
    page = await coordinator.opens(here)
    assert "<del>0800-8115</del>" in page


async def test_a_place_is_put_away_and_used_again(parts: Parts, coordinator: Browser) -> None:
    known = await place(parts, "Voorbeeld Soepbus")
    await coordinator.opens("/help-places")
    for deed, active in (("off", False), ("off", False), ("on", True)):
        answer = await coordinator.sends(f"/help-places/{known.id}/{deed}")
        assert answer.headers["Location"] == f"/help-places?done={deed}"
        assert (await place(parts, "Voorbeeld Soepbus")).active is active
    assert len(await changes(parts, "help_place.changed")) == 2
    assert (await coordinator.sends(f"/help-places/{known.id}/checked")).headers["Location"].endswith("checked")
    assert (await place(parts, "Voorbeeld Soepbus")).last_checked_on == date(2026, 11, 26)
