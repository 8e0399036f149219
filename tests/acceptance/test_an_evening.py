"""A whole evening of a night shelter, told in order: from the count at opening time to the figures of next morning.

Stapje really runs, with a database of its own; the worker types in Telegram and taps on a telephone and a tablet. The
language model is away all evening: what staff type at the door is read by rules, and clients press buttons.

The night shelter has 14 beds for men (1–14) and 5 for women (15–19). Counted by hand:

    time    what happens                                   who comes in            bed        in   left  inside
    17:01   the count is asked, and it is right
    17:05   bed 7 leaks: 18 beds are left to give
    17:10   three clients hold a place                                             15, 1, 2
    18:00   "2 mannen binnen"                              man, man                3, 4        2     0     2
            "vrouw erin"                                   woman                   16          3     0     3
            "check in Jan bed 5"                           Jan                     5           4     0     4
            telephone, tapped twice                        man                     6           5     0     5
            tablet: the wrong bed, taken back              nobody                  19          5     0     5
            tablet                                         woman, man              18, 8       7     0     7
            telephone                                      man                     9           8     0     8
            telephone: the third client is there           man                     2           9     0     9
    18:45   the other two holds are over                                           15, 1
    19:30   "3 mannen erbij"                               man, man, man           1, 10, 11  12     0    12
            telephone                                      man, woman              12, 15     14     0    14
            tablet                                         man                     13         15     0    15
            "1 man en 1 vrouw binnen"                      man, woman              14, 17     17     0    17
    21:00   full for men: one is sent on, one waits
    21:40   Jan leaves                                                             5          17     1    16
            who waited has the place, and comes            man                     5          18     1    17
    22:00   tablet: a woman leaves                                                 16         18     2    16
            "vrouw erin"                                   woman                   16         19     2    17
            "bed 4 vertrokken"                                                     4          19     3    16
            "man erin"                                     man                     4          20     3    17
    22:30   the handover is written

    At the end every bed for men but the broken one is taken (13 of 13), and all for women but 19 (4 of 5).
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from storage import availability
from storage.figures import demand, occupancy
from storage.figures.scope import Scope
from tests.acceptance.evening import NIGHT, SHELTER, Evening, an_evening, bed, check_in, opened, shown
from tests.acceptance.talk import Talk, labels

pytest_plugins = ("tests.acceptance.fixtures_pipeline",)

CAME, LEFT, INSIDE, STILL_HELD, HOLDS_OVER, NOT_PLACED = 20, 3, 17, 0, 2, 1
MEN, WOMEN = (13, 13), (4, 5)  # beds taken, beds to give
TAKEN, TO_GIVE = 17, 18
WAITED, GOT_A_PLACE = 1, 1
ELSEWHERE = {"crisisopvang": 3, "24-uursopvang": 6}  # beds for men in the other houses, all taken


@pytest.fixture
async def evening(browser: Browser, own_folder: Path) -> AsyncIterator[Evening]:
    """Stapje as the night shift finds it."""
    async with an_evening(browser, own_folder) as evening:
        yield evening
    assert evening.complaints == []


async def test_an_evening(evening: Evening) -> None:
    worker = await evening.night_shift()
    phone, tablet = await the_house_opens(evening, worker)
    amal, bram, coen = await three_clients_hold_a_place(evening, phone)
    await people_come_in(evening, worker, phone, tablet, coen)
    await two_holds_are_over(evening, (amal, bram), phone, tablet)
    await the_house_fills_up(evening, worker, phone, tablet)
    daan = await full(evening, worker)
    await a_place_comes_free(evening, worker, daan, phone, tablet)
    await beds_change_hands(evening, worker, phone, tablet)
    await the_evening_so_far(evening, worker, tablet)
    day_team = await the_day_team_reads(evening)
    await the_figures_say_so(evening, day_team)
    for talk in (worker, amal, bram, coen, daan):
        talk.check()  # nobody got a message more than is told here


# ---------------------------------------------------------------- 17:00


async def the_house_opens(evening: Evening, worker: Talk) -> tuple[Page, Page]:
    """Nobody touched the count since the morning: at opening time it is asked, and one tap makes it fresh."""
    evening.time_is("17:01")
    asked = await worker.hear()
    assert "Klopt de telling van Nachtopvang?" in asked.text
    assert "mannen: 0 binnen, 14 vrij" in asked.text
    assert "Telling vastgelegd om 17:01" in (await worker.press("Ja, klopt")).text

    evening.time_is("17:04")
    phone, tablet = await evening.phone(), await evening.tablet()
    evening.time_is("17:05")
    assert "Bed 7 buiten gebruik: lekkage." in (await worker.say("bed 7 buiten gebruik lekkage")).text
    await shown(7, "lekkage", phone, tablet)
    return phone, tablet


async def three_clients_hold_a_place(evening: Evening, phone: Page) -> tuple[Talk, Talk, Talk]:
    """A woman and two men ask Stapje for a bed; it is kept for them at once."""
    evening.time_is("17:10")
    amal, bram, coen = [await evening.client() for _ in range(3)]
    for talk, group, number in ((amal, "Een vrouw", 15), (bram, "Een man", 1), (coen, "Een man", 2)):
        await hold_a_place(talk, group)
        await shown(number, "Vastgehouden tot 18:40", phone)
    return amal, bram, coen


async def hold_a_place(talk: Talk, group: str) -> None:
    """From the menu to a bed, by buttons."""
    await talk.say("menu")
    await talk.press("Slaapplek zoeken")
    assert "Nachtopvang" in (await talk.press(group)).text
    kept = await talk.press("Ja, hou een plek vast")
    assert "Ik hou een plek voor je vast bij Nachtopvang, tot 18:40." in kept.text
    assert "Voorbeeldstraat 1" in kept.text
    await talk.press("Weet ik nog niet")


# ---------------------------------------------------------------- 18:00


async def people_come_in(evening: Evening, worker: Talk, phone: Page, tablet: Page, coen: Talk) -> None:
    """Nine come in, by chat and by two devices; a double tap counts once and a wrong bed is taken back."""
    evening.time_is("18:00")
    assert "2 mannen binnen bij Nachtopvang: bed 3, 4." in (await worker.say("2 mannen binnen")).text
    assert "1 vrouw binnen bij Nachtopvang: bed 16." in (await worker.say("vrouw erin")).text
    assert "Jan binnen bij Nachtopvang: bed 5." in (await worker.say("check in Jan bed 5")).text
    await shown(5, "Jan", phone, tablet)

    await bed(phone, 6).get_by_role("button").dblclick()
    await shown(6, "Bezet", phone, tablet)
    await expect(phone.locator("#queue")).to_be_empty()

    await check_in(tablet, 19)  # that was the wrong bed
    await tablet.get_by_role("button", name="Ongedaan maken").click()
    await shown(19, "Vrij", phone, tablet)
    await check_in(tablet, 18)
    await check_in(tablet, 8)
    await check_in(phone, 9)

    await (await opened(phone, 2)).get_by_role("button", name="Is er: inchecken").click()
    await shown(2, "Bezet", phone, tablet)
    coen.check()


async def two_holds_are_over(evening: Evening, away: tuple[Talk, Talk], phone: Page, tablet: Page) -> None:
    """Two do not come: first they are asked kindly, then told kindly, and their beds are free for others."""
    evening.time_is("18:21")
    for talk in away:
        assert (await talk.hear()).text == "Je plek in de opvang is voor jou tot 18:40. Kom je nog?"
    evening.time_is("18:45")
    for talk in away:
        told = await talk.hear()
        assert told.text == "Je plek bij Nachtopvang is weer vrij voor anderen. Kom je nog? Dan zoek ik opnieuw."
        assert "Toch een plek vasthouden" in labels(told)
    for number in (1, 15):
        await shown(number, "Vrij", phone, tablet)


# ---------------------------------------------------------------- 19:30


async def the_house_fills_up(evening: Evening, worker: Talk, phone: Page, tablet: Page) -> None:
    """Eight more, until the beds for men are full."""
    evening.time_is("19:30")
    assert "3 mannen binnen bij Nachtopvang: bed 1, 10, 11." in (await worker.say("3 mannen erbij")).text
    await check_in(phone, 12)
    await check_in(phone, 15)
    await check_in(tablet, 13)
    filled = (await worker.say("1 man en 1 vrouw binnen")).text
    assert "1 man, 1 vrouw binnen bij Nachtopvang: bed 14, 17." in filled
    assert "Nu vrij bij Nachtopvang: m 0 · v 1." in filled
    for device in (phone, tablet):
        await expect(device.locator(".tile").first).to_contain_text("1 buiten gebruik")
        await expect(device.locator(".tile .counts").first).to_contain_text(re.compile(r"0\s+vrij voor mannen, van 13"))


async def full(evening: Evening, worker: Talk) -> Talk:
    """Full for men, here and in the other houses: one is sent on, and a client who asks can wait."""
    evening.time_is("21:00")
    await evening.elsewhere_full("man", ELSEWHERE)
    assert "Nachtopvang klopt." in (await worker.say("vol voor mannen")).text
    refused = (await worker.say("1 man geweigerd, vol, verwezen naar Enschede")).text
    assert "Niet binnen bij Nachtopvang: 1 man, vol." in refused
    assert "Verwezen naar Enschede." in refused

    daan = await evening.client()
    await daan.say("menu")
    assert "mannen: vol" in (await daan.press("Slaapplek zoeken")).text
    asked = await daan.press("Een man")
    assert "Er is nu geen plek vrij voor mannen." in asked.text
    joined = (await daan.press("Zet mij op de lijst")).text
    assert "Je staat op de lijst voor vannacht." in joined
    assert "Je bent als eerste aan de beurt." in joined
    return daan


# ---------------------------------------------------------------- 21:40


async def a_place_comes_free(evening: Evening, worker: Talk, daan: Talk, phone: Page, tablet: Page) -> None:
    """Jan leaves; whoever waited is told at once, says that he comes, and is let in on the telephone."""
    evening.time_is("21:40")
    gone = (await worker.say("bed 5 vertrokken")).text
    assert "1 man weg bij Nachtopvang: bed 5." in gone
    assert "Wachtlijst: 1. De plek gaat eerst naar die persoon." in gone
    told = await daan.hear()
    assert "Er is een plek voor je bij Nachtopvang." in told.text
    assert "Ik hou hem vast tot 22:10. Kom je?" in told.text
    assert "Fijn dat je komt." in (await daan.press("Ik kom")).text
    await shown(5, "Vastgehouden tot 22:10", phone, tablet)
    panel = await opened(phone, 5)
    await panel.get_by_role("button", name="Is er: inchecken").click()
    await shown(5, "Bezet", phone, tablet)


async def beds_change_hands(evening: Evening, worker: Talk, phone: Page, tablet: Page) -> None:
    """Two leave, by tablet and by chat, and two others have their beds."""
    evening.time_is("22:00")
    await (await opened(tablet, 16)).get_by_role("button", name="Uitchecken").click()
    await shown(16, "Vrij", phone, tablet)
    assert "1 vrouw binnen bij Nachtopvang: bed 16." in (await worker.say("vrouw erin")).text
    assert "1 man weg bij Nachtopvang: bed 4." in (await worker.say("bed 4 vertrokken")).text
    assert "1 man binnen bij Nachtopvang: bed 4." in (await worker.say("man erin")).text
    await shown(4, "Bezet", phone, tablet)
    await shown(16, "Bezet", phone, tablet)
    await shown(19, "Vrij", phone, tablet)


async def the_evening_so_far(evening: Evening, worker: Talk, tablet: Page) -> None:
    """The note for the day comes with the night's facts, and the figures of the running night say the same."""
    evening.time_is("22:30")
    kept = (await worker.say("overdracht: bed 7 lekt, de loodgieter komt om 10 uur")).text
    assert "Bewaard voor de dag." in kept
    facts = (
        f"{CAME} binnengekomen, {LEFT} weer weg, {HOLDS_OVER} plekken verlopen, {NOT_PLACED} man niet binnen: vol, "
        "buiten gebruik: bed 7 (lekkage)"
    )
    assert f"• Nachtopvang: {facts}" in kept.splitlines(), kept
    await tablet.goto("/beds/figures")
    row = tablet.get_by_role("region", name="Vanavond tot nu toe").get_by_role("row", name="Nachtopvang")
    # came in, inside now, left again, on hold now, hold over, bed stayed empty, not placed
    numbers = [CAME, INSIDE, LEFT, STILL_HELD, HOLDS_OVER, 0, NOT_PLACED]
    await expect(row.get_by_role("cell")).to_have_text([str(number) for number in numbers])


# ---------------------------------------------------------------- next morning


async def the_day_team_reads(evening: Evening) -> Page:
    """The contact person finds the note above the inbox, reads it, and then it is gone there."""
    evening.time_is("09:30", NIGHT + timedelta(days=1))
    page = await evening.device("/inbox", "contactpersoon")
    await page.get_by_role("link", name="Overdracht van vannacht.").click()
    await expect(page.locator(".note__words")).to_have_text("bed 7 lekt, de loodgieter komt om 10 uur")
    await expect(page.locator("#summary")).to_contain_text("20 binnengekomen")
    await page.goto("/inbox")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.get_by_role("link", name="Overdracht")).to_have_count(0)
    return page


async def the_figures_say_so(evening: Evening, page: Page) -> None:
    """The pages, the files and the database know the evening as it was."""
    chosen = f"span=night&day={NIGHT}&facility={SHELTER}"
    await page.goto(f"/beds/figures?{chosen}")
    await expect(page.get_by_text(f"94% bezet: {TAKEN} van {TO_GIVE} bednachten.")).to_be_visible()
    happened = page.get_by_role("region", name="Wat er die nacht gebeurde").get_by_role("row", name="Nachtopvang")
    numbers = [CAME, LEFT, HOLDS_OVER, 0, NOT_PLACED]  # came in, left again, hold over, bed stayed empty, not placed
    await expect(happened.get_by_role("cell")).to_have_text([str(number) for number in numbers])
    assert await saved(page, f"occupancy/evening-over.csv?{chosen}") == [
        ";".join(["Nachtopvang", *(str(number) for number in numbers)])
    ]
    beds = await saved(page, f"occupancy/nights.csv?{chosen}")
    assert beds == [
        "2027-03-16;Nachtopvang;mannen;{};{}".format(*MEN),
        "2027-03-16;Nachtopvang;vrouwen;{};{}".format(*WOMEN),
    ]
    unmet = await saved(page, f"demand/unmet-nights.csv?span=night&day={NIGHT}")
    # not placed, hold over, bed stayed empty, cancelled, house closed, waited, of those placed
    assert unmet == [f"di 16 mrt;{NOT_PLACED};{HOLDS_OVER};0;0;0;{WAITED};{GOT_A_PLACE}"]
    await the_database_agrees(evening)


async def saved(page: Page, file: str) -> list[str]:
    """The lines of a file for a spreadsheet, without its heading."""
    answer = await page.request.get(f"/beds/figures/{file}")
    assert answer.ok
    return (await answer.body()).decode("utf-8-sig").splitlines()[1:]


async def the_database_agrees(evening: Evening) -> None:
    """What the pages say is what storage counts."""
    async with evening.database.begin() as session:
        rows = await availability.availability(session, night=NIGHT, now=evening.now(), facility=SHELTER)
        assert {r.group: (r.total - r.free - r.on_hold, r.total) for r in rows} == {"man": MEN, "vrouw": WOMEN}
        scope = Scope(first=NIGHT, last=NIGHT, zone="Europe/Amsterdam", facility=SHELTER)
        used = await occupancy.each(session, scope)
        assert {row.group: (row.used, row.offered) for row in used} == {"man": MEN, "vrouw": WOMEN}
        [so_far] = await demand.evening(session, scope, evening.now())
        assert (so_far.arrived, so_far.gone, so_far.inside) == (CAME, LEFT, INSIDE)
        assert (so_far.held, so_far.expired, so_far.refused) == (STILL_HELD, HOLDS_OVER, NOT_PLACED)
        [refused] = await demand.refused(session, scope)
        assert (refused.group, refused.reason, refused.people) == ("man", "full", NOT_PLACED)
        [unmet] = await demand.unmet(session, Scope(first=NIGHT, last=NIGHT, zone="Europe/Amsterdam"))
        assert (unmet.waited, unmet.placed, unmet.expired, unmet.no_show) == (WAITED, GOT_A_PLACE, HOLDS_OVER, 0)
