"""What a client has done, as a picture: in their chat, and on their page for a colleague, in a real browser."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import httpx
from playwright.async_api import Page, expect
from sqlmodel import select

from bot.web.parts import Parts
from storage import conversations, messages, people, steps
from storage.checkins import CheckInPlan
from storage.milestones import Milestone
from storage.nudges import Nudge
from storage.people import Person
from storage.steps import Step
from tests.acceptance.inbox_people import audited, go, sign_in
from tests.browser import OpenPage, photograph, violations

pytest_plugins = ("tests.acceptance.fixtures_inbox",)
DID = (
    ("wonen", "de sleutel ophalen"), ("wonen", "huurtoeslag aanvragen"), ("gezondheid", "de huisarts bellen"),
    ("gezondheid", "een rondje lopen"), ("geld", "de brief van de bank openen"), ("mensen", "mijn zus bellen"),
    (None, "een fiets repareren"),
)  # fmt: skip


async def did_some(parts: Parts) -> tuple[Person, str]:
    """An example client who took some steps, and the page of their thread."""
    async with parts.database.begin() as session:
        person = (await session.exec(select(Person).where(Person.display_name == "Voorbeeldcliënt 2"))).one()
        for number, (domain, what) in enumerate(DID):
            ended = parts.now() - timedelta(days=number)
            await steps.add(
                session, Step(person_id=person.id, what=what, life_domain=domain, state="done", ended_at=ended)
            )
        conversation = await conversations.of_person(session, person.id)
        assert conversation is not None
        return person, f"/inbox/{conversation.id}"


def plan_of(person: Person) -> str:
    """The section of their page with what they did."""
    return f"/people/{person.id}/plan"


async def chat_of(open_page: OpenPage, parts: Parts, person: Person, *, dark: bool = False) -> Page:
    async with parts.database.begin() as session:
        token = await people.invite(session, now=parts.now(), person_id=person.id)
    return await open_page(f"/chat?invite={token}", phone=True, dark=dark)


async def test_a_client_sees_their_bridge_in_the_chat(open_page: OpenPage, parts: Parts) -> None:
    person, _ = await did_some(parts)
    for dark in (False, True):
        page = await chat_of(open_page, parts, person, dark=dark)
        await expect(page.get_by_role("log")).to_contain_text("Voorbeeldcliënt 2")
        await page.get_by_label("Jouw bericht").fill("laat mijn voortgang zien")
        await page.get_by_role("button", name="Verstuur").click()
        picture = page.get_by_role("img", name="Een tekening van een brug over water").last
        await expect(picture).to_be_visible()
        await page.wait_for_function(
            "(i) => i.src && i.complete && i.naturalWidth === 1080", arg=await picture.element_handle()
        )
        await expect(page.get_by_role("log")).to_contain_text("de sleutel ophalen")
        assert await violations(page) == []
        await page.wait_for_timeout(300)
        await photograph(page, f"chat-bridge{'-dark' if dark else ''}")


async def first_attachment(api: httpx.AsyncClient, headers: dict[str, str]) -> dict[str, Any]:
    """Listen to a chat until something comes with a message."""
    after = ""
    for _ in range(10):
        heard = await api.get("/chat/messages", params={"after": after, "wait": 5}, headers=headers)
        for message in heard.json()["messages"]:
            after = str(message["id"])
            if message["attachments"]:
                attachment: dict[str, Any] = message["attachments"][0]
                return attachment
    raise AssertionError("nothing came with any message")


async def test_a_picture_is_for_its_own_chat_only(server: str, parts: Parts) -> None:
    person, _ = await did_some(parts)
    async with httpx.AsyncClient(base_url=f"{server}/api/v1", timeout=20) as api:
        async with parts.database.begin() as session:
            token = await people.invite(session, now=parts.now(), person_id=person.id)
        own = (await api.post("/chat/sessions", json={"inviteToken": token})).json()["token"]
        other = (await api.post("/chat/sessions", json={})).json()["token"]
        mine, theirs = ({"Authorization": f"Bearer {one}"} for one in (own, other))
        await api.post("/chat/messages", json={"clientMessageId": "1", "text": "mijn brug"}, headers=mine)
        shown = await first_attachment(api, mine)
        assert set(shown) == {"kind", "name", "url", "alt", "width", "height"}
        answers = [
            (await api.get(shown["url"].removeprefix("/api/v1"), headers=headers)).status_code
            for headers in (mine, theirs, {})
        ]
        assert answers == [200, 404, 401]
        unknown = await api.get(f"/chat/pictures/{uuid.uuid4()}", headers=mine)
        assert unknown.status_code == 404
        got = await api.get(shown["url"].removeprefix("/api/v1"), headers=mine)
        assert got.headers["content-type"] == "image/png" and got.headers["cache-control"] == "no-store"


async def test_a_colleague_sees_the_bridge_on_the_page(open_page: OpenPage, parts: Parts) -> None:
    person, here = await did_some(parts)
    page = await sign_in(open_page, parts, plan_of(person))
    drawn = page.locator("#bridge img")
    words = (
        "Een tekening van een brug. Elke plank is een stap bij: wonen, gezondheid, mensen om me heen, geld, en verder."
    )
    await expect(drawn).to_have_attribute("alt", words)
    await drawn.scroll_into_view_if_needed()
    await page.wait_for_function("(i) => i.complete && i.naturalWidth > 0", arg=await drawn.element_handle())
    assert await violations(page) == []
    answer = await page.request.get(f"{here}/bridge.svg")
    assert (
        answer.headers["content-type"].startswith("image/svg+xml")
        and "sandbox" in answer.headers["content-security-policy"]
    )
    assert (await page.request.get(f"/inbox/{uuid.uuid4()}/bridge.svg")).status == 404
    await photograph(page, "inbox-bridge")


async def test_who_may_not_see_clients_sees_no_drawing(open_page: OpenPage, parts: Parts) -> None:
    _, here = await did_some(parts)
    page = await sign_in(open_page, parts, "/beds", username="nachtdienst")
    assert (await page.request.get(f"{here}/bridge.svg")).status == 403


async def test_a_card_is_sent_without_taking_the_conversation_over(open_page: OpenPage, parts: Parts) -> None:
    person, here = await did_some(parts)
    chat = await chat_of(open_page, parts, person)
    page = await sign_in(open_page, parts, plan_of(person))
    await page.get_by_text("Kaart sturen").click()
    await page.get_by_label("Tekening").select_option("home")
    await page.get_by_label("Jouw tekst op de kaart").fill("Fijn dat je er woont!")
    await photograph(page, "inbox-card")
    await page.get_by_role("button", name="Stuur de kaart").click()
    await expect(page.get_by_text("De kaart is onderweg.")).to_be_visible()
    await go(page, here)
    await expect(page.get_by_text("Stapje antwoordt.")).to_be_visible()
    shown = page.locator(".said__picture")
    await expect(shown).to_have_attribute("alt", "Een kaart met een huis en een boom. Fijn dat je er woont!")
    await page.wait_for_function("(i) => i.complete && i.naturalWidth === 1080", arg=await shown.element_handle())
    await expect(chat.get_by_role("img", name="Een kaart met een huis")).to_be_visible()
    await expect(chat.get_by_role("log")).to_contain_text("stuurt je een kaart")
    await photograph(page, "inbox-card-sent")
    await photograph(chat, "chat-card")
    assert await violations(page) == []
    assert await audited(parts, "card.sent") == 1


async def test_a_card_that_is_sent_twice_arrives_once(open_page: OpenPage, parts: Parts) -> None:
    person, here = await did_some(parts)
    page = await sign_in(open_page, parts, plan_of(person))
    form = page.locator("#card-form form")
    fields: dict[str, str | float | bool] = {"motif": "home", "card_line": "Fijn dat je er woont!"}
    for name in ("csrf_token", "key"):
        fields[name] = await form.locator(f"[name={name}]").get_attribute("value") or ""
    for _ in range(2):
        assert (await page.request.post(f"{here}/card", form=fields)).ok
    assert await audited(parts, "card.sent") == 1
    assert (await page.request.post(f"{here}/card", form={**fields, "card_line": "Nog een keer!"})).ok
    assert await audited(parts, "card.sent") == 2


async def test_what_lies_long_behind_is_shown_without_a_promise(open_page: OpenPage, parts: Parts) -> None:
    person, _ = await did_some(parts)
    async with parts.database.begin() as session:
        session.add(Milestone(person_id=person.id, kind="half_year", reached_on=date(2026, 5, 1)))
    page = await sign_in(open_page, parts, plan_of(person))
    await expect(page.locator("#milestones")).to_contain_text("vrijdag 1 mei")
    await expect(page.locator("#milestones")).not_to_contain_text("wordt nog gefeliciteerd")
    await expect(page.get_by_text("Persoonlijke regel bij")).to_have_count(0)


async def test_a_home_is_written_down_once_with_a_line(open_page: OpenPage, parts: Parts) -> None:
    person, _ = await did_some(parts)
    page = await sign_in(open_page, parts, plan_of(person))
    await page.get_by_text("Eigen woning vastleggen").click()
    await page.get_by_label("Persoonlijke regel").last.fill("Ik kom koffie drinken")
    await page.get_by_role("button", name="Vastleggen en feliciteren").click()
    await expect(page.get_by_text("De eigen woning staat erbij.")).to_be_visible()
    await expect(page.locator("#milestones")).to_contain_text("Ik kom koffie drinken")
    await expect(page.get_by_text("Eigen woning vastleggen")).to_have_count(0)
    await photograph(page, "inbox-home")
    async with parts.database.begin() as session:
        [found] = (await session.exec(select(Milestone).where(Milestone.person_id == person.id))).all()
        [nudge] = (await session.exec(select(Nudge).where(Nudge.kind == "milestone"))).all()
    assert (found.kind, found.reached_on) == ("own_home", parts.now().date()) and nudge.subject_id == found.id
    await page.get_by_text("Persoonlijke regel bij: Eigen woning").click()
    await page.get_by_label("Persoonlijke regel (mag leeg)").fill("Ik neem taart mee")
    await page.get_by_role("button", name="Regel bewaren").click()
    await expect(page.locator("#milestones")).to_contain_text("Ik neem taart mee")


async def test_a_day_that_lies_ahead_is_refused_and_what_was_typed_stays(open_page: OpenPage, parts: Parts) -> None:
    person, _ = await did_some(parts)
    page = await sign_in(open_page, parts, plan_of(person))
    await page.get_by_text("Eigen woning vastleggen").click()
    await page.evaluate("document.querySelector('#home-day').removeAttribute('max')")
    await page.get_by_label("Sinds welke dag").fill(str(date(2099, 1, 1)))
    await page.get_by_label("Persoonlijke regel").last.fill("Bijna")
    await page.get_by_role("button", name="Vastleggen en feliciteren").click()
    await expect(page.get_by_text("Kies een dag die er al is geweest.")).to_be_visible()
    await expect(page.get_by_label("Persoonlijke regel").last).to_have_value("Bijna")


async def test_the_look_back_is_switched_for_who_asked_for_it(open_page: OpenPage, parts: Parts) -> None:
    person, here = await did_some(parts)
    page = await sign_in(open_page, parts, plan_of(person))
    await expect(page.locator("#bridge")).to_contain_text("Krijgt geen weekoverzicht.")
    await page.get_by_role("button", name="Weekoverzicht aan").click()
    await expect(page.locator("#bridge")).to_contain_text("Krijgt op vrijdag een weekoverzicht.")
    async with parts.database.begin() as session:
        plan = (await session.exec(select(CheckInPlan).where(CheckInPlan.person_id == person.id))).one()
        said = await messages.latest(session, uuid.UUID(here.rpartition("/")[2]))
    assert plan.recap and not [m for m in said if "weekoverzicht" in m.text]
    await page.get_by_role("button", name="Weekoverzicht uit").click()
    await expect(page.locator("#bridge")).to_contain_text("Krijgt geen weekoverzicht.")
