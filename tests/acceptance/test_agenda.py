"""A colleague opens their hours on a phone, clients book in the chat, and the colleague sees it happen."""

from __future__ import annotations

import asyncio
from datetime import date, time

import httpx
from playwright.async_api import Page, expect
from sqlmodel import col, select

from bot.web.parts import Parts
from storage import people
from storage.appointments import Appointment
from storage.people import Person
from storage.slots import SlotPattern
from storage.staff import StaffMember
from tests.acceptance.inbox_people import Client, audited, many_clients, page_of, sign_in
from tests.browser import DESKTOP, PHONE, OpenPage, photograph, violations
from tests.talk import Meaning

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


async def chatting(api: httpx.AsyncClient, parts: Parts, name: str) -> Client:
    """An example client in a web chat."""
    async with parts.database.begin() as session:
        person = (await session.exec(select(Person).where(Person.display_name == name))).one()
        token = await people.invite(session, now=parts.now(), person_id=person.id)
    return Client(api, (await api.post("/chat/sessions", json={"inviteToken": token})).json())


async def open_mornings(page: Page) -> None:
    """Publish Friday mornings, with a place."""
    await page.get_by_label("Elke week op").select_option("4")
    await page.get_by_label("Van", exact=True).first.fill("09:00")
    await page.get_by_label("Tot", exact=True).first.fill("10:30")
    await page.get_by_label("Plek (mag leeg)").first.fill("Inloop, Voorbeeldplein 1")
    await page.get_by_role("button", name="Zet deze tijden open").click()


async def test_hours_opened_on_a_phone_are_booked_in_the_chat(
    open_page: OpenPage, parts: Parts, api: httpx.AsyncClient, reader: Meaning
) -> None:
    page = await sign_in(open_page, parts, "/agenda")
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    await photograph(page, "agenda-empty")
    await open_mornings(page)
    await expect(page.get_by_text("Je vaste tijden zijn bewaard.")).to_be_visible()
    friday = page.locator("#day-2026-11-27")
    await expect(friday).to_contain_text("09:00–09:45")
    await expect(friday).to_contain_text("09:45–10:30")

    first, second = await chatting(api, parts, "Voorbeeldcliënt 2"), await chatting(api, parts, "Voorbeeldcliënt 3")
    reader.intent = "make_appointment"
    await first.says("kan ik vrijdag om 9 uur komen")
    await first.hears("Dat is dan vrijdag 27 november om 09:00, met Contactpersoon Voorbeeld, Inloop")
    reader.intent = "affirm"
    await first.says("ja")
    await first.hears("Je afspraak staat: vrijdag 27 november om 09:00")
    await expect(friday.get_by_role("link", name="Voorbeeldcliënt 2")).to_be_visible()

    reader.intent = "make_appointment"
    await second.says("kan ik vrijdag om 9 uur komen")
    await second.hears("Op dat moment is er geen tijd. Deze tijden zijn wel vrij.")
    await photograph(page, "agenda")
    assert await violations(page) == []
    await page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    assert await violations(page) == []
    assert await audited(parts, "agenda.changed") == 1 and await audited(parts, "agenda.seen") >= 1


async def test_closing_hours_names_what_no_longer_fits_and_leaves_it(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, "/agenda")
    await page.get_by_label("Elke week op").select_option("5")  # the example client comes on Saturday at 14:30
    await page.get_by_label("Van", exact=True).first.fill("14:00")
    await page.get_by_label("Tot", exact=True).first.fill("17:00")
    await page.get_by_role("button", name="Zet deze tijden open").click()
    await page.get_by_text("Nieuwe uitzondering").click()
    await page.get_by_label("Dag", exact=True).fill("2026-11-28")
    await page.get_by_role("button", name="Bewaren").last.click()
    await expect(page.get_by_text("Deze afspraken vallen nu buiten je tijden")).to_be_visible()
    await expect(page.locator(".agenda__lost").get_by_role("link", name="Voorbeeldcliënt 1")).to_be_visible()
    await expect(page.locator("#day-2026-11-28")).to_contain_text("Vrije dag")
    await photograph(page, "agenda-lost")
    assert await violations(page) == []
    async with parts.database.begin() as session:
        states = (await session.exec(select(Appointment.state).order_by(col(Appointment.created_at)))).all()
    assert list(states) == ["planned"]


async def test_hours_that_cannot_be_are_refused_kindly(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, "/agenda")
    await open_mornings(page)
    await page.get_by_text("Nieuwe vaste tijden").click()
    await page.locator("#hours-new-weekday").select_option("4")
    await page.locator("#hours-new-starts").fill("10:00")
    await page.locator("#hours-new-ends").fill("11:00")
    await page.get_by_role("button", name="Zet deze tijden open").click()
    await expect(page.get_by_text("Op die dag heb je dan al vaste tijden.")).to_be_visible()
    await expect(page.locator("#hours-new-starts")).to_have_value("10:00")


async def test_times_are_offered_one_is_tapped_and_later_it_is_moved(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    page = await sign_in(open_page, parts, "/agenda")
    await open_mornings(page)
    await expect(page.get_by_text("Je vaste tijden zijn bewaard.")).to_be_visible()
    await page.goto(await page_of(parts, "appointments"))
    await page.get_by_text("Tijden laten kiezen").click()
    offer = page.locator("#offer")
    await offer.get_by_label("vrijdag 27 november, 09:00").check()
    await offer.get_by_label("Eigen tijd 1").fill("2026-11-30")
    await offer.get_by_label("Tijd", exact=True).first.fill("16:00")
    await photograph(page, "offer")
    await offer.get_by_role("button", name="Stuur deze tijden").click()
    await expect(page.get_by_text("De tijden zijn gestuurd.")).to_be_visible()
    await client.hears("kan op deze tijden. Wanneer kom je?")
    await client.presses("maandag 30 november 16:00")
    await client.hears("Je afspraak staat: maandag 30 november om 16:00")
    await page.goto(f"/inbox/{client.conversation_id}")
    await expect(page.locator("#facts")).to_contain_text("maandag 30 november, 16:00")

    await page.get_by_text("Afspraak maken", exact=True).click()
    form = page.locator("#plan")
    await form.get_by_label("Nieuw of verzetten").select_option(label="In plaats van maandag 30 november, 16:00")
    await form.get_by_label("Jouw vrije tijden").select_option(index=1)
    await form.get_by_label("Wat neemt de deelnemer mee?").fill("je pas")
    await photograph(page, "plan")
    assert await violations(page) == []
    await form.get_by_role("button", name="Zet in de agenda").click()
    await expect(page.get_by_text("De afspraak is verzet.")).to_be_visible()
    said = await client.hears("Je afspraak is nu op een andere tijd:")
    assert "vrijdag 27 november om 09:00" in said and "Neem mee: je pas." in said
    await expect(page.locator("#facts")).not_to_contain_text("maandag 30 november, 16:00")

    await page.goto(await page_of(parts, "appointments"))
    await page.get_by_text("Afzeggen met een woord erbij").click()
    await page.get_by_label("Woord bij vrijdag 27 november, 09:00").fill("Ik ben ziek, sorry.")
    await page.locator("#call-off").get_by_role("button", name="Afzeggen").first.click()
    assert "Contactpersoon Voorbeeld zegt erbij: “Ik ben ziek, sorry.”" in await client.hears("gaat niet door")


async def test_of_twenty_who_tap_over_http_one_has_it(
    parts: Parts, api: httpx.AsyncClient, reader: Meaning
) -> None:  # fmt: skip
    async with parts.database.begin() as session:
        contact = (await session.exec(select(StaffMember).where(StaffMember.username == "contactpersoon"))).one()
        session.add(
            SlotPattern(
                staff_id=contact.id, weekday=4, starts=time(9), ends=time(9, 45), first_day=date(2026, 11, 1),
                last_day=date(2026, 11, 30),
            )
        )  # fmt: skip
    await many_clients(parts, 20)
    clients = [await chatting(api, parts, f"Iemand {n:02}") for n in range(20)]
    reader.intent = "make_appointment"
    for one in clients:
        await one.says("ik wil een afspraak")
        await one.hears("Welke tijd past je?")
    await asyncio.gather(*(one.presses("vrijdag 27 november 09:00") for one in clients))
    await asyncio.gather(*(_answered(one) for one in clients))
    async with parts.database.begin() as session:
        made = (await session.exec(select(Appointment).where(Appointment.made_by_role == "client"))).all()
    assert [one.state for one in made] == ["planned"]


async def _answered(one: Client) -> None:
    """Wait for the answer to the tap: it stands, or it is gone."""
    for _ in range(100):
        if any("Je afspraak staat" in said or "Die tijd is net weg" in said for said in await one.heard()):
            return
        await asyncio.sleep(0.2)
    raise AssertionError("no answer to the tap")
