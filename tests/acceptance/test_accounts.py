"""An invited contactperson: a link on a phone, a password, an app, the next day, and a phone that is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from bot.web.parts import Parts
from storage.staff import Role
from tests.acceptance.inbox_people import sign_in
from tests.browser import OpenPage, go_by, look
from tests.conftest import Clock
from tests.signing_in import PASSWORD, App, strict


async def test_from_an_invitation_to_a_lost_phone(open_page: OpenPage, parts: Parts, tell_time: Clock) -> None:
    async with parts.database.begin() as session:
        await strict(session, Role.CONTACT_PERSON)

    admin = await sign_in(open_page, parts, "/admin/staff", "beheer")
    await look(admin, "staff")
    await admin.get_by_role("link", name="Collega uitnodigen").click()
    await admin.get_by_label("Naam", exact=True).fill("Sanne Voorbeeld")
    await admin.get_by_label("Gebruikersnaam").fill("sanne")
    await admin.get_by_label("Rol").select_option("contact_person")
    await look(admin, "staff-new")
    await go_by(admin.get_by_role("button", name="Link maken"))
    link = await admin.get_by_label("De link", exact=True).input_value()
    await look(admin, "staff-link")

    phone = await open_page(link.removeprefix(parts.base_url), phone=True)
    await expect(phone.get_by_role("heading", name="Welkom, Sanne Voorbeeld")).to_be_visible()
    await phone.get_by_label("Nieuw wachtwoord").fill("Welkom2026!!")
    await phone.get_by_label("Nog een keer").fill("Welkom2026!!")
    await phone.get_by_role("button", name="Verder").click()
    await expect(phone.get_by_role("alert")).to_contain_text("makkelijk te raden")
    await look(phone, "join-phone")
    await phone.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    await phone.get_by_label("Nog een keer").fill(PASSWORD)
    await phone.get_by_role("button", name="Verder").click()

    await expect(phone.get_by_role("heading", name="Maak je account veilig")).to_be_visible()
    await look(phone, "setup-phone")
    app = App(parts, (await phone.locator(".account__secret code").inner_text()).replace(" ", ""))
    await expect(phone.get_by_role("link", name="Openen in de app")).to_have_attribute("href", f"{_address(app)}")
    await phone.get_by_label("Code van 6 cijfers").fill(app.code)
    await phone.get_by_role("button", name="Verder").click()
    await expect(phone.get_by_role("heading", name="Bewaar deze codes")).to_be_visible()
    await look(phone, "codes-phone")
    codes = await phone.locator(".account__codes code").all_inner_texts()
    async with phone.expect_download() as saved:
        await phone.get_by_role("link", name="Opslaan als bestand").click()
    assert (await (await saved.value).path()).read_text().split() == codes
    await phone.get_by_role("link", name="Ik heb ze bewaard").click()
    await phone.wait_for_url("**/inbox")

    tell_time.pass_by(timedelta(days=1))
    laptop = await open_page("/login")
    await types_password(laptop)
    await expect(laptop.get_by_role("heading", name="Nog één stap")).to_be_visible()
    await look(laptop, "code")
    await laptop.get_by_label("Code van 6 cijfers").fill("000000")
    await laptop.get_by_role("button", name="Verder").click()
    await expect(laptop.get_by_role("alert")).to_contain_text("Deze code klopt niet")
    await laptop.get_by_label("Code van 6 cijfers").fill(app.code)
    await laptop.get_by_role("button", name="Verder").click()
    await laptop.wait_for_url("**/inbox")

    tell_time.pass_by(timedelta(days=1))
    borrowed = await open_page("/login", phone=True)
    await types_password(borrowed)
    await borrowed.get_by_text("Telefoon kwijt?").click()
    await borrowed.get_by_label("Herstelcode").fill(codes[4])
    await look(borrowed, "recovery-phone")
    await borrowed.get_by_role("button", name="Code gebruiken").click()
    await expect(borrowed.get_by_text("Je bent binnen met een herstelcode")).to_be_visible()
    await expect(borrowed.get_by_text("Nog 9 herstelcodes over")).to_be_visible()
    await look(borrowed, "account-phone")
    await borrowed.get_by_role("link", name="Codes of telefoon wijzigen").click()
    await borrowed.get_by_label("Je wachtwoord van nu").fill(PASSWORD)
    await borrowed.get_by_role("button", name="Andere telefoon instellen").click()
    await expect(borrowed.get_by_role("img", name="QR-code voor je app")).to_be_visible()
    await look(borrowed, "second-step-phone")


def _address(app: App) -> str:
    return f"otpauth://totp/Stapje:sanne?secret={app.secret}&issuer=Stapje"


async def types_password(page: Page) -> None:
    """The first step, as Sanne."""
    await page.get_by_label("Gebruikersnaam").fill("sanne")
    await page.get_by_label("Wachtwoord").fill(PASSWORD)
    await go_by(page.get_by_role("button", name="Inloggen"))


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
async def test_the_pages_of_an_admin_look_fine(open_page: OpenPage, parts: Parts, phone: bool) -> None:
    page = await open_page("/login?next=/account", phone=phone)
    login = next(one for one in parts.demo_logins if one["username"] == "beheer")
    await look(page, f"login-{phone}")
    await page.get_by_label("Gebruikersnaam").fill("beheer")
    await page.get_by_label("Wachtwoord").fill(login["password"])
    await go_by(page.get_by_role("button", name="Inloggen"))
    await look(page, f"account-{phone}")
    await page.goto("/admin/staff")
    await look(page, f"list-{phone}")
    await go_by(page.get_by_role("link", name="Wijzigen Contactpersoon Voorbeeld"))
    await look(page, f"one-{phone}")
    await page.get_by_role("button", name="Toegang nu stoppen").click()
    await expect(page.get_by_text("Er wachten nog mensen op deze collega")).to_be_visible()
    await look(page, f"closed-{phone}")
    await page.goto("/admin/teams")
    await look(page, f"teams-{phone}")
    await go_by(page.get_by_role("link", name="Regels voor inloggen"))
    await look(page, f"rules-{phone}")
    await page.goto("/admin/teams")
    await go_by(page.get_by_role("link", name="Nieuw team"))
    await look(page, f"team-{phone}")
