"""A silent client in the inbox: found near the top, how it went before in a picture, and contact in one click."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from playwright.async_api import expect
from sqlmodel import select

from bot.bell import Bell
from bot.schedule import Clockwork
from bot.web.parts import Parts
from storage import conversations, nudges
from storage.checkins import CheckIn, CheckInPlan
from storage.people import ChannelAddress, Person
from storage.tasks import Task
from tests.acceptance.inbox_people import audited, many_clients, sign_in
from tests.browser import OpenPage, log_in, photograph, violations
from tests.town import moment

pytest_plugins = ("tests.acceptance.fixtures_inbox",)
TOLD = (
    (170, "bad", "geld", "er kwam weer een brief"), (150, "so_so", None, "Gaat wel"), (121, "good", None, "Goed"),
    (90, "good", None, "lekker geslapen"), (61, "so_so", None, "Gaat wel"), (40, "bad", "mensen", "ruzie met broer"),
    (21, None, None, "de hond is weggelopen"), (12, "good", None, "Goed"),
)  # fmt: skip


async def a_silent_client(parts: Parts) -> str:
    """An example client who told how it went for half a year and then went silent; the page of their thread."""
    async with parts.database.begin() as session:
        person = (await session.exec(select(Person).where(Person.display_name == "Voorbeeldcliënt 2"))).one()
        talk = await conversations.of_person(session, person.id)
        assert talk is not None
        session.add(ChannelAddress(channel="webchat", address=uuid.uuid4().hex, conversation_id=talk.id))
        for days, mood, topic, words in TOLD:
            at = parts.now() - timedelta(days=days)
            session.add(
                CheckIn(
                    person_id=person.id, created_at=at, asked_at=at, last_asked_at=at, answered_at=at, mood=mood,
                    topic=topic, words=words, closed_at=at, closed_as="answered",
                )
            )  # fmt: skip
        plan = (await session.exec(select(CheckInPlan).where(CheckInPlan.person_id == person.id))).one()
        plan.every_days = 28
        await nudges.plan_check_ins(session, [(plan, moment("2026-11-16 10:30"), "first")], parts.now())
    for hour in ("2026-11-16 10:30", "2026-11-17 16:00", "2026-11-19 10:30", "2026-11-20 09:00", "2026-11-23 17:00"):
        await ring(parts, moment(hour))
    return f"/inbox/{talk.id}"


async def ring(parts: Parts, now: datetime) -> None:
    """What the clock does."""
    await Clockwork(parts.database, Bell(), lambda: now).compose_due()


async def test_a_silent_client_stands_above_the_newest_and_contact_ends_it(open_page: OpenPage, parts: Parts) -> None:
    await many_clients(parts, 8)
    here = await a_silent_client(parts)
    page = await sign_in(open_page, parts)
    first = page.locator("#rows li").first
    await expect(first).to_contain_text("Voorbeeldcliënt 2")
    await expect(first).to_contain_text("Stil")
    await page.goto(here)
    task = page.locator("#tasks")
    await expect(task).to_contain_text("Stil na 3 keer vragen hoe het gaat, het laatst op donderdag 19 november.")
    await expect(task).to_contain_text("Nu voor het team")
    await photograph(page, "silence")
    assert await violations(page) == []
    await page.get_by_role("button", name="Heb contact gehad").click()
    await expect(page.get_by_text("Genoteerd.")).to_be_visible()
    await expect(page.locator("#tasks")).to_have_count(0)
    assert await audited(parts, "contact.had") == 1
    async with parts.database.begin() as session:
        [finished] = (await session.exec(select(Task).where(Task.kind == "silence"))).all()
        newest = (await session.exec(select(CheckIn).where(CheckIn.closed_as == "contact"))).all()
    assert finished.done_by is not None and len(newest) == 1


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("phone", [False, True])
async def test_how_it_went_is_a_picture_and_a_list(
    open_page: OpenPage, parts: Parts, *, phone: bool, dark: bool
) -> None:
    await a_silent_client(parts)
    async with parts.database.begin() as session:
        person = (await session.exec(select(Person).where(Person.display_name == "Voorbeeldcliënt 2"))).one()
    page = await open_page(f"/login?next=/people/{person.id}/plan", phone=phone, dark=dark)
    await log_in(page, parts.demo_logins, "contactpersoon")
    picture = page.get_by_role("img", name="Hoe het ging in het laatste halve jaar")
    await expect(picture).to_be_visible()
    await expect(page.locator("#moods-about")).to_have_text(
        "3 keer goed, 2 keer gaat wel, 2 keer niet goed. De lijst eronder zegt wanneer."
    )
    assert [await page.locator(f".mood--{mood}").count() for mood in ("good", "so-so", "bad")] == [3, 2, 2]
    await page.get_by_text("8 antwoorden in woorden").click()
    listed = page.locator("#moods li")
    await expect(listed.nth(1)).to_contain_text("“de hond is weggelopen”")
    await expect(listed.nth(2)).to_contain_text("Mensen om me heen")
    await photograph(page, f"moods-{'phone' if phone else 'wide'}-{'dark' if dark else 'light'}")
    assert await violations(page) == []
