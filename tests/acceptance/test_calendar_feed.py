"""A colleague's own calendar program reads their appointments from a secret address, until it is stopped."""

from __future__ import annotations

from datetime import timedelta

import httpx
from icalendar import Calendar
from playwright.async_api import expect

from bot.web.parts import Parts
from storage import appointments, staff
from storage.appointments import Appointment
from tests.acceptance.inbox_people import audited, first_client, sign_in
from tests.browser import OpenPage, go_by, violations

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


async def events(server: str, address: str) -> list[tuple[str, int]] | int:
    """The status and sequence of each appointment a calendar program reads; or the status of a refusal."""
    path = address.removeprefix("http://stapje.example")
    async with httpx.AsyncClient(base_url=server) as program:
        answer = await program.get(path)
    if answer.status_code != 200:
        return answer.status_code
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return [(str(e["STATUS"]), int(str(e["SEQUENCE"]))) for e in Calendar.from_ical(answer.content).walk("VEVENT")]


async def test_a_calendar_is_linked_changed_and_stopped(open_page: OpenPage, parts: Parts, server: str) -> None:
    page = await sign_in(open_page, parts, "/inbox/calendar")
    await expect(page.get_by_text("Er is nog geen koppeling.")).to_be_visible()
    await go_by(page.get_by_role("button", name="Maak een koppeling"))
    first = await page.get_by_label("Jouw adres").input_value()
    assert await events(server, first) == [("CONFIRMED", 0)]
    assert await violations(page) == []

    client = await first_client(parts)
    async with parts.database.begin() as session:
        [planned] = await appointments.upcoming(session, client.id, parts.now())
        await appointments.change(session, planned, state="cancelled", now=parts.now())
    assert await events(server, first) == [("CANCELLED", 1)]

    await go_by(page.get_by_role("button", name="Maak een nieuwe koppeling"))
    second = await page.get_by_label("Jouw adres").input_value()
    assert await events(server, first) == 404 and await events(server, second) == [("CANCELLED", 1)]

    await page.get_by_role("button", name="Stop de koppeling").click()
    await expect(page.get_by_text("De koppeling is gestopt.")).to_be_visible()
    assert await events(server, second) == 404
    assert await audited(parts, "calendar.linked") == 2 and await audited(parts, "calendar.unlinked") == 1


async def test_only_ones_own_appointments_and_no_guessing(open_page: OpenPage, parts: Parts, server: str) -> None:
    page = await sign_in(open_page, parts, "/inbox/calendar")
    await go_by(page.get_by_role("button", name="Maak een koppeling"))
    address = await page.get_by_label("Jouw adres").input_value()
    client = await first_client(parts)
    async with parts.database.begin() as session:
        colleague = await staff.by_username(session, "coordinator")
        assert colleague is not None
        later = parts.now() + timedelta(days=3)
        await appointments.add(session, Appointment(person_id=client.id, staff_id=colleague.id, starts_at=later))
    assert await events(server, address) == [("CONFIRMED", 0)]
    for wrong in ("/calendar/x.ics", address[:-5] + "a.ics", "/calendar/" + "a" * 5000 + ".ics"):
        assert await events(server, wrong) == 404
