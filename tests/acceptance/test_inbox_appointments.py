"""On the page of a person: whether somebody was there, how they are reminded, and the file for a calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
from icalendar import Calendar
from playwright.async_api import Page, expect
from sqlmodel import select

from actions import reminders
from bot.web.parts import Parts
from storage import appointments
from storage.appointments import Appointment
from storage.nudges import Nudge
from storage.people import Person
from tests.acceptance.inbox_people import Client, audited, first_client, page_of, sign_in
from tests.browser import OpenPage, photograph, violations

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


async def begun(parts: Parts) -> Appointment:
    """An appointment with the first example client that began a quarter of an hour ago."""
    person = await first_client(parts)
    async with parts.database.begin() as session:
        made = Appointment(
            person_id=person.id, staff_id=person.contact_person_id, starts_at=parts.now() - timedelta(minutes=15),
            place="Wijkcentrum",
        )  # fmt: skip
        await appointments.add(session, made)
        await reminders.plan_for(session, made, parts.now())
    return made


async def state_of(parts: Parts, made: Appointment) -> str:
    async with parts.database.begin() as session:
        return (await session.get_one(Appointment, made.id)).state


async def planned(parts: Parts, made: Appointment) -> set[str]:
    async with parts.database.begin() as session:
        found = (await session.exec(select(Nudge).where(Nudge.subject_id == made.id))).all()
    return {n.kind for n in found if n.state == "planned"}


async def test_a_colleague_notes_a_no_show_and_takes_it_back(open_page: OpenPage, parts: Parts) -> None:
    made = await begun(parts)
    page = await sign_in(open_page, parts, await page_of(parts, "appointments"))
    past = page.locator("#past")
    await expect(past).to_contain_text("Niet ingevuld")
    await photograph(page, "past")
    await past.get_by_role("button", name="Was er niet").click()
    await expect(page.get_by_text("De deelnemer hoort het over 10 minuten.")).to_be_visible()
    await expect(past).to_contain_text("Was er niet")
    assert await state_of(parts, made) == "missed" and await planned(parts, made) == {"appointment_missed"}
    await past.get_by_role("button", name="Terugdraaien").click()
    await expect(past).to_contain_text("Niet ingevuld")
    assert await planned(parts, made) == {"appointment_after"}
    await past.get_by_role("button", name="Was er", exact=True).click()
    await expect(page.get_by_text("Genoteerd: was er.")).to_be_visible()
    assert await state_of(parts, made) == "done" and await violations(page) == []
    assert (await audited(parts, "appointment.missed"), await audited(parts, "appointment.record_undone")) == (1, 1)


async def choose(page: Page, which: str, day: bool, minutes: str) -> None:
    """Fill in the form about reminders and send it."""
    form = page.locator("#reminders-form")
    if await form.get_attribute("open") is None:
        await form.get_by_text("Herinneringen", exact=True).click()
    await form.get_by_label("Voor", exact=True).select_option(which)
    await form.get_by_label("Dag ervoor").set_checked(day)
    await form.get_by_label("Op de dag zelf").select_option(minutes)
    await photograph(page, "reminders")
    await form.get_by_role("button", name="Bewaar herinneringen").click()
    await expect(page.get_by_text("Herinneringen bewaard.")).to_be_visible()


async def test_a_colleague_changes_how_somebody_is_reminded(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, await page_of(parts, "appointments"))
    person = await first_client(parts)
    async with parts.database.begin() as session:
        [visit] = await appointments.upcoming(session, person.id, parts.now())
    await choose(page, "", day=False, minutes="180")
    assert "appointment_day_before" not in await planned(parts, visit)
    await choose(page, str(visit.id), day=True, minutes="0")
    await expect(page.locator(f"#appointment-{visit.id}")).to_contain_text("Herinneringen: Dag ervoor")
    assert await planned(parts, visit) == {"appointment_day_before", "appointment_after"}
    async with parts.database.begin() as session:
        kept = await session.get_one(Person, person.id)
    assert kept.reminders == {"day_before": False, "minutes_before": 180, "discreet": False}
    assert await violations(page) == []
    await photograph(page, "own-reminders")


async def test_the_file_for_a_calendar_opens_with_the_token_of_the_chat_only(
    api: httpx.AsyncClient, parts: Parts, client: Client
) -> None:
    person = await first_client(parts)
    async with parts.database.begin() as session:
        [visit] = await appointments.upcoming(session, person.id, parts.now())
    path = f"/chat/calendars/{visit.id}"
    assert (await api.get(path)).status_code == 401
    other = (await api.post("/chat/sessions", json={})).json()
    stranger = {"Authorization": f"Bearer {other['token']}"}
    assert (await api.get(path, headers=stranger)).status_code == 404
    answer = await api.get(path, headers=client._token)
    event: Any = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8" and event["SUMMARY"] == "Afspraak"
