"""The shared inbox as a contactperson uses it, in a real browser, with a client at the other end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import Page, expect
from sqlmodel import col, select

from bot.web.parts import Parts
from nlu.confidence import SURE
from storage import conversations, misunderstandings, people
from storage.appointments import Appointment
from storage.conversations import Conversation
from storage.nudges import Nudge
from storage.staff import Team
from tests.acceptance.inbox_people import Client, audited, first_client, many_clients, page_of, sign_in
from tests.browser import OpenPage, log_in, violations
from tests.conftest import Clock
from tests.talk import Meaning

pytest_plugins = ("tests.acceptance.fixtures_inbox",)
WORDS = "is er nog een slaapplek vannacht"


# ---------------------------------------------------------------- the conversation


async def test_a_human_takes_over_answers_and_hands_back(open_page: OpenPage, parts: Parts, client: Client) -> None:
    await client.hears("Stapje")
    page = await sign_in(open_page, parts)
    await page.get_by_role("link", name="Voorbeeldcliënt 1").click()
    log = page.get_by_role("log")
    await client.says("mens spreken")
    await expect(log.get_by_text("mens spreken", exact=True)).to_be_visible()  # live, without a reload
    await page.get_by_role("button", name="Overnemen").click()
    await expect(page.get_by_text("Contactpersoon Voorbeeld antwoordt. Stapje zwijgt.")).to_be_visible()

    await page.get_by_label("Jouw antwoord").fill("Ik bel je om drie uur.")
    await page.keyboard.press("Control+Enter")
    await expect(log.get_by_text("Ik bel je om drie uur.")).to_be_visible()
    await expect(page.get_by_label("Jouw antwoord")).to_have_value("")
    await client.hears("Ik bel je om drie uur.")

    before = len(await client.heard())
    await client.says("Goed, dank je")
    await expect(log.get_by_text("Goed, dank je")).to_be_visible()
    assert len(await client.heard()) == before, "the bot is silent"

    await page.get_by_role("button", name="Teruggeven aan Stapje").click()
    await expect(page.get_by_text("Stapje antwoordt.", exact=True)).to_be_visible()
    await client.says("menu")
    await client.hears("Waar wil je beginnen?")


async def test_a_draft_survives_what_comes_in(open_page: OpenPage, parts: Parts, client: Client) -> None:
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    await page.get_by_label("Jouw antwoord").fill("Ik zoek het voor je u")
    await client.says("menu")
    await expect(page.get_by_role("log").get_by_text("menu", exact=True)).to_be_visible()
    await page.keyboard.type("it")
    await expect(page.get_by_label("Jouw antwoord")).to_have_value("Ik zoek het voor je uit")


async def test_the_page_of_the_client_shows_the_answer(open_page: OpenPage, parts: Parts) -> None:
    person = await first_client(parts)
    async with parts.database.begin() as session:
        token = await people.invite(session, now=parts.now(), person_id=person.id)
        conversation = await conversations.of_person(session, person.id)
    assert conversation is not None
    chat = await open_page(f"/chat?invite={token}")
    await expect(chat.get_by_role("log")).to_contain_text("Stapje")
    page = await sign_in(open_page, parts, f"/inbox/{conversation.id}")
    await page.get_by_label("Jouw antwoord").fill("Hallo, ik ben er voor je.")
    await page.get_by_role("button", name="Verstuur", exact=True).click()
    await expect(chat.get_by_text("Hallo, ik ben er voor je.")).to_be_visible()
    await expect(chat.get_by_text("Contactpersoon Voorbeeld")).to_be_visible()


# ---------------------------------------------------------------- the list


async def test_a_crisis_comes_first_and_live(
    open_page: OpenPage, parts: Parts, client: Client, visitor: Client, tell_time: Clock
) -> None:
    await client.says("mens spreken")
    await client.hears("mens")
    tell_time.pass_by(timedelta(minutes=12))
    page = await sign_in(open_page, parts)
    rows = page.locator("#rows > li")
    await expect(rows.first).to_contain_text("Voorbeeldcliënt 1")
    await expect(rows.first).to_contain_text("wacht 12 min")
    await visitor.says("Ik wil dood")
    await expect(rows.first).to_contain_text("Crisis")
    await expect(rows.first).to_contain_text(f"Onbekende bezoeker …{str(visitor.conversation_id)[-4:]}")
    await expect(rows.first).to_contain_text("1 ongelezen bericht")


async def test_reading_takes_the_unread_count_away_for_the_reader_only(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    await client.says("menu")
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    await page.goto("/inbox")
    await expect(page.locator("#rows")).not_to_contain_text("ongelezen")
    colleague = await sign_in(open_page, parts, username="wonen")
    await expect(colleague.locator("#rows")).to_contain_text("1 ongelezen bericht")


async def test_a_task_is_done_and_written_down(open_page: OpenPage, parts: Parts, client: Client) -> None:
    await client.says("mens spreken")
    await client.hears("mens")
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    tasks = page.get_by_role("list", name="Wat er te doen is")
    await expect(tasks).to_contain_text("Wil mens spreken")
    await tasks.get_by_role("button", name="Afgehandeld").click()
    await expect(tasks).to_have_count(0)
    assert await audited(parts, "task.finished") == 1


# ---------------------------------------------------------------- appointments and nudges


async def plan(page: Page, day: str, clock: str) -> None:
    """Fill in the form for an appointment."""
    if await page.locator("#plan").get_attribute("open") is None:
        await page.get_by_text("Afspraak maken", exact=True).click()
    form = page.locator("#plan")
    await form.get_by_label("Datum").fill(day)
    await form.get_by_label("Tijd").fill(clock)
    await form.get_by_label("Plek").fill("Wijkcentrum")
    await form.get_by_role("button", name="Zet in de agenda").click()


async def test_an_appointment_reaches_the_client_and_is_reminded_of(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    await plan(page, "2026-12-02", "11:00")
    await expect(page.get_by_text("De afspraak staat.")).to_be_visible()
    await expect(page.locator("#facts")).to_contain_text("woensdag 2 december, 11:00")
    said = await client.hears("woensdag 2 december om 11:00")
    assert "Wijkcentrum" in said
    assert "Contactpersoon Voorbeeld" in said
    async with parts.database.begin() as session:
        made = (await session.exec(select(Appointment).where(Appointment.place == "Wijkcentrum"))).one()
        planned = (await session.exec(select(Nudge).where(Nudge.subject_id == made.id))).all()
    kinds = ["appointment_after", "appointment_day_before", "appointment_two_hours"]
    assert sorted(n.kind for n in planned if n.state == "planned") == kinds


async def test_nobody_is_booked_twice(open_page: OpenPage, parts: Parts, client: Client) -> None:
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    await plan(page, "2026-11-28", "14:30")  # the example appointment is then
    await expect(page.get_by_text("Je hebt op dat moment al een afspraak.")).to_be_visible()
    await expect(page.locator("#plan").get_by_label("Plek")).to_have_value("Wijkcentrum")
    await plan(page, "2026-11-28", "15:30")
    await expect(page.get_by_text("De afspraak staat.")).to_be_visible()


async def test_a_moment_that_has_passed_is_refused_kindly(open_page: OpenPage, parts: Parts, client: Client) -> None:
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    await page.evaluate("document.getElementById('plan-date').removeAttribute('min')")
    await plan(page, "2026-11-25", "14:30")
    await expect(page.get_by_text("Dat moment is al voorbij.")).to_be_visible()


async def propose(parts: Parts) -> None:
    """The first client proposes Friday at two."""
    person = await first_client(parts)
    async with parts.database.begin() as session:
        session.add(
            Appointment(
                person_id=person.id, staff_id=person.contact_person_id, state="proposed", made_by_role="client",
                starts_at=parts.now() + timedelta(days=1, hours=4),
            )
        )  # fmt: skip


async def test_a_proposal_is_accepted(open_page: OpenPage, parts: Parts, client: Client) -> None:
    await propose(parts)
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    await page.get_by_role("button", name="Akkoord").click()
    await expect(page.get_by_text("De afspraak gaat door.").first).to_be_visible()
    await client.hears("Je afspraak gaat door: vrijdag 27 november om 14:00")
    await expect(page.get_by_role("button", name="Akkoord")).to_have_count(0)


async def test_an_appointment_that_is_called_off_reminds_nobody(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    page = await sign_in(open_page, parts, await page_of(parts, "plan"))
    await expect(page.locator("#nudges")).to_contain_text("Herinnering: op de dag van de afspraak")
    await page.goto(f"/inbox/{client.conversation_id}")
    await page.get_by_role("button", name="Afzeggen").click()
    await client.hears("zaterdag 28 november om 14:30 gaat niet door")
    await page.goto(await page_of(parts, "plan"))
    await expect(page.locator("#nudges")).not_to_contain_text("Herinnering: op de dag van de afspraak")


async def test_a_planned_nudge_can_be_cancelled(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, await page_of(parts, "plan"))
    item = page.locator("#nudges li", has_text="Vragen hoe het gaat")
    await item.get_by_role("button", name="Niet sturen").click()
    await expect(item).to_have_count(0)
    async with parts.database.begin() as session:
        nudge = (await session.exec(select(Nudge).where(Nudge.kind == "check_in"))).one()
    assert (nudge.state, nudge.reason) == ("cancelled", "staff")


# ---------------------------------------------------------------- who may look


async def test_every_opening_is_written_down_and_following_along_is_not(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    opened = await audited(parts, "conversation.read")
    await client.says("menu")
    await expect(page.get_by_role("log").get_by_text("menu", exact=True)).to_be_visible()
    assert await audited(parts, "conversation.read") == opened == 1
    await page.reload()
    assert await audited(parts, "conversation.read") == 2


async def test_another_teams_conversation_does_not_exist(open_page: OpenPage, parts: Parts, client: Client) -> None:
    async with parts.database.begin() as session:
        other = Team(name="Andere ploeg", organisation="Elders", municipality="Wierden")
        session.add(other)
        await session.flush()
        conversation = await session.get_one(Conversation, client.conversation_id)
        conversation.team_id = other.id
        session.add(conversation)
    page = await sign_in(open_page, parts)
    await expect(page.locator("#rows")).not_to_contain_text("Voorbeeldcliënt 1")
    answer = await page.goto(f"/inbox/{client.conversation_id}")
    assert answer is not None
    assert answer.status == 404
    await expect(page.get_by_role("heading", level=1)).to_have_text("We vinden deze pagina niet")
    coordinator = await sign_in(open_page, parts, username="coordinator")
    await expect(coordinator.locator("#rows")).to_contain_text("Voorbeeldcliënt 1")


async def test_the_list_comes_in_pages(open_page: OpenPage, parts: Parts) -> None:
    await many_clients(parts, 60)
    page = await sign_in(open_page, parts)
    await expect(page.locator("#rows > li")).to_have_count(50)
    await page.get_by_role("link", name="Meer gesprekken").click()
    await expect(page.locator("#rows > li")).to_have_count(63)
    await expect(page.get_by_role("link", name="Meer gesprekken")).to_have_count(0)


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
async def test_everybody_can_use_it(
    open_page: OpenPage, parts: Parts, client: Client, visitor: Client, phone: bool, dark: bool
) -> None:
    await client.says("mens spreken")
    await visitor.says("Ik wil dood")
    await visitor.hears("113")
    await propose(parts)
    page = await open_page("/login?next=/inbox", phone=phone, dark=dark)
    assert await violations(page) == []
    await log_in(page, parts.demo_logins, "contactpersoon")
    assert await violations(page) == []
    await page.goto(f"/inbox/{client.conversation_id}")
    await page.evaluate("document.getElementById('plan').open = true")
    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def test_conversations_of_people_without_a_team_are_for_everybody(
    open_page: OpenPage, parts: Parts, visitor: Client
) -> None:
    await visitor.says("menu")
    page = await sign_in(open_page, parts, username="schulden")
    await expect(page.locator("#rows")).to_contain_text("Onbekende bezoeker")
    async with parts.database.begin() as session:
        found = await session.exec(select(Conversation).where(col(Conversation.team_id).is_(None)))
        assert [c.id for c in found.all()] == [visitor.conversation_id]


# ---------------------------------------------------------------- what was meant


async def test_a_colleague_says_what_was_meant_and_stapje_can_learn_from_it(
    open_page: OpenPage, parts: Parts, client: Client, reader: Meaning
) -> None:
    reader.intent = "ask_bed_availability"
    await client.says(WORDS)
    await client.hears("vrij")
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    said = page.get_by_role("article").filter(has_text=WORDS)
    await expect(said).to_contain_text("Stapje begreep: “Ik zoek een bed”")
    read = await audited(parts, "conversation.read")
    await said.get_by_role("link", name="Klopt dat niet?").click()
    await expect(page.get_by_label("Er werd bedoeld")).to_have_value("ask_bed_availability")
    assert await audited(parts, "conversation.read") == read + 1
    assert await violations(page) == []
    await page.get_by_label("Er werd bedoeld").select_option(label="Hou een plek voor me vast")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("Bewaard. Stapje kan hiervan leren.")).to_be_visible()
    assert await audited(parts, "message.meaning_corrected") == 1
    await expect(said).to_contain_text("Stapje begreep: “Hou een plek voor me vast”")
    async with parts.database.single() as session:
        since = parts.now() - timedelta(hours=1)
        found = await misunderstandings.found(session, since=since, sure=SURE, most=10)
    assert [(one.said, one.meant) for one in found if one.meant] == [
        ("is er nog een slaapplek vannacht", "reserve_bed")
    ]
