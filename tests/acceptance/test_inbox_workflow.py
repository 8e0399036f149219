"""The work around conversations in the inbox: tabs, putting off, giving away, the queue, labels; in a real browser."""

from __future__ import annotations

from datetime import timedelta

from playwright.async_api import Page, expect

from actions import workflow
from bot.web.parts import Parts
from storage.conversations import Conversation
from storage.staff import StaffMember
from tests.acceptance.inbox_day import busy_morning, colleague
from tests.acceptance.inbox_people import Client, audited, first_client, sign_in
from tests.browser import OpenPage, photograph, violations
from tests.conftest import Clock

pytest_plugins = ("tests.acceptance.fixtures_inbox",)
HOSTILE = '<img src=x onerror="document.title=1">'


async def tab(page: Page, name: str) -> None:
    """Look at another list."""
    if name in ("Genoemd", "Wacht op deelnemer", "Uitgesteld", "Afgerond", "Alles"):
        await page.locator(".tab--more").click()
    await page.get_by_role("navigation", name="Lijsten").get_by_role("link", name=name).click()
    await expect(page.locator(".tab[aria-current]")).to_contain_text(name)


async def pick(page: Page, chip: str, choice: str) -> None:
    """Open a menu of the head of the thread and choose from it."""
    await page.locator("#work").get_by_role("button", name=chip).click()
    await page.locator(".menu:popover-open").get_by_role("button", name=choice).click()


async def state(parts: Parts, talk: Conversation) -> Conversation:
    async with parts.database.begin() as session:
        return await session.get_one(Conversation, talk.id)


async def test_a_colleague_works_through_the_morning(open_page: OpenPage, parts: Parts, tell_time: Clock) -> None:
    talks = await busy_morning(parts)
    first, second, third = (talks[name] for name in sorted(talks))
    page = await sign_in(open_page, parts, f"/inbox/{first.id}")
    await expect(page.locator("#work")).to_contain_text("wacht 1 uur · antwoord voor 13:00")
    await photograph(page, "work")

    await pick(page, "Uitstellen", "Morgenochtend")
    await expect(page.get_by_text("Er wacht iemand op antwoord.")).to_be_visible()
    assert (await state(parts, first)).status == "open", "who waits is not put off"

    await page.get_by_label("Jouw antwoord").fill("Ik zoek het uit.")
    await page.get_by_role("button", name="Verstuur", exact=True).click()
    await expect(page.locator("#work")).to_contain_text("Wacht op deelnemer")
    await expect(page.locator("#work")).to_contain_text("Jij")
    await pick(page, "Uitstellen", "Straks")
    await expect(page.locator("#work")).to_contain_text("Tot donderdag 26 november, 12:00")
    await tab(page, "Uitgesteld")
    await expect(page.locator("#rows > li")).to_have_count(1)
    await photograph(page, "snoozed")

    tell_time.pass_by(timedelta(hours=3))
    async with parts.database.begin() as session:
        assert await workflow.wake(session, parts.now()) == [first.id]
    await tab(page, "Van mij")
    await expect(page.locator("#rows")).to_contain_text("Terug van uitstel")
    await page.goto("/inbox")
    await expect(page.locator("#tab-mine")).to_have_attribute("aria-current", "page")

    await page.goto(f"/inbox/{second.id}")
    await pick(page, "Stand", "Afronden")
    await expect(page.get_by_text("Hier is nog een crisis open.")).to_be_visible()
    await page.goto(f"/inbox/{third.id}")
    await pick(page, "Stand", "Afronden")
    await expect(page.get_by_text("Het gesprek is afgerond.")).to_be_visible()
    assert (await state(parts, third)).status == "resolved"
    await tab(page, "Afgerond")
    await expect(page.locator("#rows > li")).to_have_count(1)


async def test_a_conversation_goes_to_a_colleague_who_sees_that_it_came(open_page: OpenPage, parts: Parts) -> None:
    talks = await busy_morning(parts)
    await colleague(parts)
    first = talks[min(talks)]
    page = await sign_in(open_page, parts, f"/inbox/{first.id}")
    await page.locator("#work").get_by_role("button", name="Eigenaar").click()
    await page.get_by_label("Naar een collega").select_option(label="Woonmedewerker Voorbeeld")
    await photograph(page, "assign")
    await page.get_by_role("button", name="Toewijzen").click()
    await expect(page.get_by_role("button", name="Eigenaar: Woonmedewerker Voorbeeld")).to_be_visible()
    assert await audited(parts, "conversation.assigned") == 1

    other = await sign_in(open_page, parts, "/inbox?view=mine", username="wonen")
    row = other.locator(f"#row-{first.id}")
    await expect(row).to_contain_text("Nieuw voor jou")
    await row.get_by_role("link").click()
    await expect(other.locator("#work")).to_be_visible()
    await other.goto("/inbox")
    await expect(other.locator(f"#row-{first.id}")).not_to_contain_text("Nieuw voor jou")
    await other.goto(f"/inbox/{first.id}")
    await pick(other, "Eigenaar", "Terug naar het team")
    await expect(other.get_by_role("button", name="Eigenaar: Geen eigenaar")).to_be_visible()


async def test_an_open_menu_closes_for_ones_own_choice_only(open_page: OpenPage, parts: Parts, client: Client) -> None:
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    await expect(page.locator("#work")).not_to_contain_text("antwoord voor")
    await page.locator("#work").get_by_role("button", name="Label", exact=True).click()
    name = page.locator("#label-new")
    await name.fill("post")
    await client.says("ik snap die brief niet, kan ik iemand spreken?")
    await expect(page.locator("#log")).to_contain_text("ik snap die brief niet")
    await expect(page.locator("#work")).to_contain_text("antwoord voor")
    await expect(name).to_be_visible()
    await expect(name).to_have_value("post")
    await name.press("Enter")
    await expect(page.locator("#work .badge--label")).to_have_text("post")
    await expect(name).to_be_hidden()


async def test_the_next_of_the_queue_a_maximum_and_nothing_new(open_page: OpenPage, parts: Parts) -> None:
    talks = await busy_morning(parts)
    page = await sign_in(open_page, parts)
    await expect(page.locator("#tab-unassigned")).to_contain_text("2")
    await page.get_by_role("button", name="Pak de volgende").click()
    await expect(page.get_by_text("Dit gesprek is nu van jou.")).to_be_visible()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Voorbeeldcliënt 2")  # the crisis first
    await page.get_by_role("button", name="Pak de volgende").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Voorbeeldcliënt 1")
    await page.get_by_role("button", name="Pak de volgende").click()
    await expect(page.get_by_text("De wachtrij is leeg. Er wacht niemand zonder collega.")).to_be_visible()
    assert len(talks) == 3

    await page.get_by_role("button", name="Nieuwe: ja").click()
    await page.get_by_label("Ik neem nieuwe gesprekken").uncheck()
    await page.get_by_label("Hoeveel open gesprekken heb je hooguit?").fill("12")
    await photograph(page, "capacity")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_role("button", name="Nieuwe: nee")).to_be_visible()
    async with parts.database.begin() as session:
        person = await first_client(parts)
        member = await session.get_one(StaffMember, person.contact_person_id)
    assert (member.takes_new, member.takes_at_most) == (False, 12)
    await page.get_by_role("button", name="Nieuwe: nee").click()
    await page.get_by_label("Hoeveel open gesprekken heb je hooguit?").fill("veel")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("Vul een getal in van 1 tot en met 200")).to_be_visible()


async def test_labels_and_priority_stand_in_the_row_as_words_only(open_page: OpenPage, parts: Parts) -> None:
    talks = await busy_morning(parts)
    first = talks[min(talks)]
    page = await sign_in(open_page, parts, f"/inbox/{first.id}")
    await page.locator("#work").get_by_role("button", name="Label", exact=True).click()
    await page.get_by_label("Of maak een label").fill(HOSTILE)
    await page.locator(".menu:popover-open").get_by_role("button", name="Toevoegen").click()
    await expect(page.get_by_text("Het label staat erbij.")).to_be_visible()
    await expect(page.locator(f"#row-{first.id}")).to_contain_text(HOSTILE)
    await pick(page, "Prioriteit", "Hoog")
    await expect(page.locator(f"#row-{first.id}")).to_contain_text("Hoog")
    assert await page.title() != "1"
    await photograph(page, "labels")
    assert await violations(page) == []
    await pick(page, "Label", f"Weghalen: {HOSTILE}")
    await expect(page.locator(f"#row-{first.id}")).not_to_contain_text(HOSTILE)

    await page.goto("/inbox/labels")
    await page.get_by_label("Naam", exact=True).fill("Huurachterstand")
    await page.get_by_label("Voor wie").select_option("all")
    await page.get_by_role("button", name="Bewaren").click()
    made = page.get_by_role("listitem").filter(has_text="Huurachterstand")
    await expect(made).to_contain_text("Alle teams")
    await photograph(page, "label-page")
    assert await violations(page) == []
    await made.get_by_role("button", name="Beëindigen").click()
    await expect(made).to_have_count(0)


async def test_what_was_read_can_be_unread_and_lists_read_well(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    await client.says("menu")
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    await page.get_by_role("button", name="Markeer als ongelezen").click()
    await expect(page.get_by_text("Het gesprek telt weer als ongelezen.")).to_be_visible()
    await expect(page.locator("#rows")).to_contain_text("1 ongelezen bericht")
    for name in ("Genoemd", "Wacht op deelnemer", "Zonder eigenaar", "Van mij"):
        await tab(page, name)
    await photograph(page, "empty")
    await page.emulate_media(color_scheme="dark")
    assert await violations(page) == []


async def test_who_looks_somewhere_else_hears_of_a_crisis_in_what_was_done(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    await client.says("menu")
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    await pick(page, "Stand", "Afronden")
    await expect(page.get_by_text("Het gesprek is afgerond.")).to_be_visible()
    await page.goto("/inbox?view=mine")
    await client.says("Ik wil dood")
    await expect(page.locator("#rows > li").first).to_contain_text("Crisis")
