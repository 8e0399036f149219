"""The week's money and a letter, from the page of the person to the chat and back, in a real browser."""

from __future__ import annotations

from datetime import timedelta

from playwright.async_api import expect
from sqlmodel import select

from bot.receive import Incoming
from bot.schedule import Clockwork
from bot.web.parts import Parts
from storage.people import ChannelAddress
from storage.tasks import Task
from tests.acceptance.inbox_people import Client, audited, page_of, sign_in
from tests.browser import OpenPage, photograph, violations
from tests.conftest import Clock
from tests.town import moment

pytest_plugins = ("tests.acceptance.fixtures_inbox",)
JPEG = b"\xff\xd8\xff\xe0 a letter"


class Folder:
    """Files as a channel would give them."""

    async def fetch(self, file_id: str) -> bytes:
        """The bytes of the one file there is."""
        assert file_id == "letter"
        return JPEG


async def sends_a_photo(parts: Parts, client: Client, words: str) -> None:
    """The client sends a photo of a letter, with words."""
    async with parts.database.begin() as session:
        query = select(ChannelAddress).where(ChannelAddress.conversation_id == client.conversation_id)
        address = (await session.exec(query)).one()
    photo = {"kind": "photo", "file_id": "letter", "name": "foto.jpg"}
    update = Incoming(
        channel=address.channel, bot=address.bot, address=address.address, update_id="photo-1", text=words,
        attachments=(photo,),
    )  # fmt: skip
    assert await parts.receiver.store(update)


async def test_agreed_asked_answered_a_letter_comes_and_is_done(
    open_page: OpenPage, parts: Parts, client: Client, tell_time: Clock
) -> None:
    parts.files = Folder()
    here = await page_of(parts, "money")
    page = await sign_in(open_page, parts, here)
    await expect(page.locator("#money")).to_have_count(0)
    await page.get_by_text("Leefgeld: elke week vragen").click()
    await page.get_by_label("Dag", exact=True).first.select_option("4")
    await page.get_by_label("Bewindvoerder of budgethulp (mag leeg)").fill("mevrouw Voorbeeld")
    await page.get_by_label("Wat is afgesproken (mag leeg)").fill("Elke vrijdag leefgeld. NL91ABNA0417164300")
    await photograph(page, "money-form")
    await page.get_by_role("button", name="Bewaren en laten weten").click()
    await expect(page.get_by_text("Haal het rekeningnummer of BSN eruit.")).to_be_visible()
    await page.get_by_label("Wat is afgesproken (mag leeg)").fill("Elke vrijdag leefgeld.")
    await page.get_by_role("button", name="Bewaren en laten weten").click()
    await expect(page.get_by_text("De afspraak is bewaard. De deelnemer kreeg een bericht.")).to_be_visible()
    told = await client.hears("Ik vraag elke vrijdag om 10:00 of er genoeg leefgeld is")
    assert "mevrouw Voorbeeld" not in told, "the details come after a tap"

    tell_time.moment = moment("2026-11-27 10:00")
    await Clockwork(parts.database, parts.bell, tell_time).compose_due()
    await client.hears("Is er genoeg leefgeld voor deze week?")
    await client.says("krap, de wasmachine is kapot")
    await client.hears("Wat helpt je nu het meest?")
    page = await sign_in(open_page, parts, here)
    await expect(page.locator("#money")).to_contain_text("vrijdag 27 november: krap")
    await expect(page.locator("#money")).to_contain_text("“krap, de wasmachine is kapot”")

    tell_time.pass_by(timedelta(minutes=30))
    await sends_a_photo(parts, client, "deze brief durf ik niet te openen")
    await client.hears("Ik heb hem bij je post gelegd")
    await page.reload()
    await expect(page.locator("#post")).to_contain_text("deze brief durf ik niet te openen")
    link = page.locator("#post").get_by_role("link", name="Foto bekijken")
    photo = await page.request.get(str(await link.get_attribute("href")))
    assert await photo.body() == JPEG
    await page.get_by_text("Post bijwerken").click()
    await photograph(page, "money-post")
    assert await violations(page) == []
    await page.get_by_role("button", name="Klaar", exact=True).click()
    await expect(page.get_by_text("Bijgewerkt. De deelnemer kreeg een bericht.")).to_be_visible()
    await client.hears("heeft je brief bekeken. Daar hoef je nu niets meer mee.")
    await expect(page.locator("#post")).to_have_count(0)
    await photograph(page, "money-after")
    assert await audited(parts, "money.set_up") == 1 and await audited(parts, "post.done") == 1


async def test_marking_twice_tells_once_and_seen_ends_the_task(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    await client.says("er ligt weer een blauwe envelop")
    await client.hears("Ik heb hem bij je post gelegd")
    page = await sign_in(open_page, parts, await page_of(parts, "money"))
    for _ in range(2):
        await page.get_by_text("Post bijwerken").click()
        await page.get_by_role("button", name="Bekeken", exact=True).click()
        await expect(page.locator("#post")).to_contain_text("bekeken")
    assert sum("heeft naar je post gekeken" in said for said in await client.heard()) == 1
    async with parts.database.begin() as session:
        assert [t.done_at is not None for t in (await session.exec(select(Task).where(Task.kind == "post"))).all()] == [
            True
        ]


async def test_what_was_agreed_ends_and_the_client_hears_it(open_page: OpenPage, parts: Parts, client: Client) -> None:
    page = await sign_in(open_page, parts, await page_of(parts, "money"), "schulden")
    await page.get_by_text("Leefgeld: elke week vragen").click()
    await page.get_by_role("button", name="Bewaren en laten weten").click()
    await page.get_by_text("Afspraak over leefgeld").click()
    await photograph(page, "money-change")
    await page.get_by_role("button", name="Stoppen met vragen").click()
    await client.hears("Ik vraag niet meer naar je leefgeld.")
    await expect(page.get_by_text("Leefgeld: elke week vragen")).to_be_visible()


async def test_who_is_not_about_money_sees_nothing_of_it(open_page: OpenPage, parts: Parts, client: Client) -> None:
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}", "wonen")
    await expect(page.locator("#talk-name")).to_be_visible()
    await expect(page.get_by_text("Geld en schulden")).to_have_count(0)
    answer = await page.request.get(await page_of(parts, "money"))
    assert answer.status == 404
