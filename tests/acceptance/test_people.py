"""The list of clients and the page of one of them, in a real browser: found, read, changed, invited with a QR code."""

from __future__ import annotations

import io
import os
from datetime import timedelta

import segno
from PIL import Image
from playwright.async_api import Page, expect
from sqlmodel import select

from bot.web.parts import Parts
from storage import conversations, messages
from storage.checkins import CheckIn
from storage.contact_cards import ContactCard
from storage.notes import Note
from storage.people import ChannelAddress, Person
from storage.tasks import Task
from tests.acceptance.inbox_day import busy_morning
from tests.acceptance.inbox_people import Client, audited, first_client, page_of, sign_in
from tests.browser import OpenPage, go_by, photograph, violations

pytest_plugins = ("tests.acceptance.fixtures_inbox",)
SECTIONS = (
    ("Plan", "plan"), ("Afspraken", "appointments"), ("Geld en schulden", "money"), ("Gegevens", "details"),
)  # fmt: skip
HOSTILE = '<img src=x onerror="alert(1)">'


async def a_history(parts: Parts) -> Person:
    """The first example client, of whom there is something to tell over some months."""
    await busy_morning(parts)
    person, now = await first_client(parts), parts.now()
    async with parts.database.begin() as session:
        talk = await conversations.ensure_for_person(session, person)
        session.add(
            ChannelAddress(
                channel="telegram", bot="7", address="41", conversation_id=talk.id, created_at=now - timedelta(days=80),
                last_used_at=now - timedelta(days=2),
            )
        )  # fmt: skip
        for days, mood, said in ((70, "good", "ik heb een kamer!"), (30, "so_so", "gaat wel"), (16, "bad", HOSTILE)):
            at = now - timedelta(days=days)
            session.add(
                CheckIn(
                    person_id=person.id, created_at=at, asked_at=at, last_asked_at=at, answered_at=at, mood=mood,
                    words=said, closed_at=at, closed_as="answered",
                )
            )  # fmt: skip
            await messages.say(
                session, conversation_id=talk.id, address_id=None, said="Hoi! Hoe gaat het met je?", now=at
            )
        session.add(
            Note(
                conversation_id=talk.id, staff_id=person.contact_person_id, text="Belt liever na elf uur.",
                created_at=now - timedelta(days=3),
            )
        )  # fmt: skip
        session.add(
            Task(
                kind="post", conversation_id=talk.id, words="een blauwe envelop", dedupe_key="p",
                created_at=now - timedelta(hours=5),
            )
        )  # fmt: skip
        for name, role, phone, may_call in (
            ("Ria", "moeder", "+31612345678", True), ("Dokter Voorbeeld", "huisarts", "+31546123456", False),
        ):  # fmt: skip
            session.add(
                ContactCard(
                    person_id=person.id, name=name, role=role, phone=phone, may_call=may_call,
                    may_call_at=now - timedelta(days=9), made_by=person.contact_person_id,
                )
            )  # fmt: skip
    return person


async def test_somebody_is_found_in_the_list_and_read_from_the_newest(open_page: OpenPage, parts: Parts) -> None:
    person = await a_history(parts)
    page = await sign_in(open_page, parts)
    await page.get_by_role("link", name="Mensen", exact=True).click()
    row = page.locator(f"#person-{person.id}")
    await expect(row).to_contain_text("zaterdag 28 november, 14:30")
    await expect(row).to_contain_text("niet goed")
    await expect(row).to_contain_text("1 taak")
    assert await violations(page) == []
    await photograph(page, "people-list")
    await page.get_by_label("Naam", exact=True).fill("cliënt 1")
    await page.get_by_role("button", name="Laat zien").click()
    await expect(page.locator(".folk__row")).to_have_count(1)
    await page.get_by_role("link", name="Voorbeeldcliënt 1").click()
    stream = page.locator(".stream")
    await expect(stream).to_contain_text("Belt liever na elf uur.")
    await expect(stream).to_contain_text(HOSTILE)
    await expect(stream.locator(".event").first).to_contain_text("Bekeek deze pagina")
    await expect(page.locator(".glance")).to_contain_text("de post van deze week openmaken")
    assert await violations(page) == []
    await photograph(page, "person-timeline")
    await page.get_by_role("link", name="Notities").click()
    await expect(stream.locator(".event")).to_have_count(1)
    assert await audited(parts, "people.listed") == 2 and await audited(parts, "person.read") == 2


async def test_every_section_reads_well_in_light_and_dark(open_page: OpenPage, parts: Parts) -> None:
    person = await a_history(parts)
    page = await sign_in(open_page, parts, f"/people/{person.id}")
    for section, name in SECTIONS:
        await page.get_by_role("navigation", name="Onderdelen").get_by_role("link", name=section).click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Voorbeeldcliënt 1")
        assert await violations(page) == []
        await page.emulate_media(color_scheme="dark")
        assert await violations(page) == []
        await page.emulate_media(color_scheme="light")
        await photograph(page, f"person-{name}")


async def test_the_panel_is_calm_and_leads_on(open_page: OpenPage, parts: Parts) -> None:
    person = await a_history(parts)
    async with parts.database.begin() as session:
        talk = await conversations.ensure_for_person(session, person)
    page = await sign_in(open_page, parts, f"/inbox/{talk.id}")
    panel = page.locator("#panel")
    await expect(panel.locator("details.plan")).to_have_count(4)
    await expect(panel.locator("#last-mood")).to_contain_text("slecht geslapen, veel post")
    assert await violations(page) == []
    await photograph(page, "panel")
    await panel.get_by_text("Contact noteren").click()
    await panel.get_by_role("button", name="Noteer contact van vandaag").click()
    await expect(page.get_by_text("Genoteerd.")).to_be_visible()
    assert await audited(parts, "contact.had") == 1
    await page.locator("#talk-name a").click()
    await expect(page.locator("#stream-title")).to_be_visible()


async def test_a_contact_is_kept_called_changed_and_ended(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, await page_of(parts, "details"))
    form = page.locator("#card-new")
    await form.locator("summary").click()
    await form.get_by_label("Naam").fill("Ria")
    await form.get_by_label("Wie is dat").fill("moeder")
    await form.get_by_label("Telefoon").fill("06-1234")
    await form.get_by_label("Ja", exact=True).check()
    await form.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("Dit nummer klopt niet.")).to_be_visible()
    await expect(form.get_by_label("Telefoon")).to_have_value("06-1234")
    await form.get_by_label("Telefoon").fill("06 - 12 34 56 78")
    await form.get_by_role("button", name="Bewaren").click()
    card = page.locator(".contact")
    await expect(card.get_by_role("link", name="06 1234 5678")).to_have_attribute("href", "tel:+31612345678")
    await expect(card).to_contain_text("Mag gebeld worden sinds donderdag 26 november")
    await card.locator("summary").click()
    await card.get_by_label("Nee", exact=True).check()
    await card.get_by_role("button", name="Bewaren").click()
    await expect(card).to_contain_text("Niet bellen")
    await card.locator("summary").click()
    await card.get_by_role("button", name="Hoort er niet meer bij").click()
    await expect(card).to_have_count(0)
    await page.get_by_text("Eerder erbij: 1").click()
    await expect(page.locator("#cards-ended")).to_contain_text("Ria · moeder")
    assert [await audited(parts, f"contact_card.{done}") for done in ("made", "changed", "ended")] == [1, 1, 1]


async def test_an_invite_can_be_scanned_used_once_and_withdrawn(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, await page_of(parts, "details"))
    await go_by(page.get_by_role("button", name="Maak een uitnodiging"))
    link = await page.get_by_label("Of stuur deze link").input_value()
    assert await violations(page) == []
    await photograph(page, "invite")
    await page.emulate_media(color_scheme="dark")
    assert await scanned(page) == [list(row) for row in segno.make(link, error="m", micro=False).matrix]
    await page.emulate_media(color_scheme="light")
    await page.get_by_role("link", name="Terug naar Voorbeeldcliënt 1").click()
    await page.get_by_role("button", name="Intrekken").click()
    await expect(page.get_by_text("De uitnodiging werkt niet meer.")).to_be_visible()
    chat = await open_page("/chat?" + link.partition("?")[2], phone=True)
    await expect(chat.get_by_text("Deze link is te oud.")).to_be_visible()


async def scanned(page: Page) -> list[list[int]]:
    """What a camera sees of the code: the middle of each module in a picture of the page, without the quiet zone."""
    code = page.locator(".invite__code svg")
    picture = Image.open(io.BytesIO(await code.screenshot())).convert("L")
    side = int(str(await code.get_attribute("viewBox")).split()[2])
    size = picture.width / side
    dark = [
        [int(picture.getpixel((int((x + 0.5) * size), int((y + 0.5) * size))) < 128) for x in range(side)]  # type: ignore[operator]
        for y in range(side)
    ]
    assert not any(any(row) for row in (*dark[:4], *dark[-4:])), "a quiet zone of four modules"
    return [row[4:-4] for row in dark[4:-4]]


async def test_a_lost_phone_is_let_go_and_its_next_owner_is_a_stranger(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    await client.says("mens spreken")
    await client.hears("mens")
    page = await sign_in(open_page, parts, await page_of(parts, "details"))
    channels = page.locator("#channels")
    await channels.get_by_text("Loskoppelen").first.click()
    await channels.get_by_role("button", name="Koppel dit kanaal los").click()
    await expect(page.get_by_text("Het kanaal is losgekoppeld.")).to_be_visible()
    await expect(channels).to_contain_text("Nog geen chat gekoppeld.")
    await page.get_by_role("link", name="Tijdlijn", exact=True).click()
    await expect(page.locator(".stream")).to_contain_text("mens spreken")
    async with parts.database.begin() as session:
        [address] = (await session.exec(select(ChannelAddress))).all()
    assert address.conversation_id != client.conversation_id and address.secret_hash is None


async def test_a_name_is_corrected_and_the_old_one_can_be_read(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, await page_of(parts, "details"))
    await page.get_by_text("Naam of gemeente verbeteren").click()
    form = page.locator("#correct")
    await form.get_by_label("Naam").fill(HOSTILE)
    await form.get_by_label("Gemeente").fill("Wierden")
    await form.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    await expect(page.locator("#record")).to_contain_text(f"Naam was Voorbeeldcliënt 1, nu {HOSTILE}")
    await page.get_by_text("Taal veranderen").click()
    await page.get_by_label("Stapje schrijft in het").select_option("en")
    await page.locator("#language").get_by_role("button", name="Bewaren").click()
    await expect(page.locator(".who__facts")).to_contain_text("English")
    assert await audited(parts, "person.changed") == 3


async def test_paper_gets_the_summary_and_the_stream_when_asked(open_page: OpenPage, parts: Parts) -> None:
    person = await a_history(parts)
    page = await sign_in(open_page, parts, f"/people/{person.id}")
    await page.emulate_media(media="print")
    await expect(page.locator(".stream")).to_be_hidden()
    await expect(page.get_by_role("heading", name="Afgesproken en beloofd")).to_be_visible()
    if folder := os.environ.get("PICTURES"):
        await page.pdf(path=f"{folder}/person.pdf")
        await page.screenshot(path=f"{folder}/person-paper.png", full_page=True)
    await page.emulate_media(media="screen")
    await go_by(page.get_by_role("link", name="Zet de tijdlijn op papier"))
    await page.emulate_media(media="print")
    await expect(page.locator(".stream")).to_be_visible()
