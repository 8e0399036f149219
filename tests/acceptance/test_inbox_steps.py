"""Goals and small steps made by a colleague together with the client, in a real browser."""

from __future__ import annotations

from playwright.async_api import expect
from sqlmodel import col, select

from bot.web.parts import Parts
from storage import nudges
from storage.goals import Goal
from storage.steps import Step
from tests.acceptance.inbox_people import Client, audited, first_client, page_of, sign_in
from tests.browser import OpenPage, photograph, violations
from tests.town import moment

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


async def newest(parts: Parts) -> Step:
    """The newest step of the first example client."""
    person = await first_client(parts)
    async with parts.database.begin() as session:
        query = select(Step).where(Step.person_id == person.id).order_by(col(Step.created_at).desc())
        return (await session.exec(query.limit(1))).one()


async def test_a_step_for_a_new_goal_is_made_together_and_told(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    await page.get_by_text("Samen een stap maken").click()
    form = page.locator("#step-form")
    await form.get_by_label("Wat, in eigen woorden").fill("een formulier invullen")
    await form.get_by_label("Datum").fill("2026-11-27")
    await form.get_by_label("Tijd").fill("10:00")
    await form.get_by_label("Waar").fill("het wijkteam")
    await form.get_by_label("Eerste vijf minuten").fill("het formulier klaarleggen")
    await form.get_by_label("Wie gaat mee").fill("mijn zus")
    await page.get_by_label("Een nieuw doel").check()
    await form.get_by_label("Doel, in eigen woorden").fill("een eigen huis")
    await page.get_by_label("Stuur een seintje").check()
    assert await violations(page) == []
    await photograph(page, "step-form")
    await page.get_by_role("button", name="Bewaren en vertellen").click()
    await expect(page.get_by_text("De stap staat.")).to_be_visible()
    await expect(page.locator("#steps")).to_contain_text("vrijdag 27 november om 10:00 · het wijkteam · met mijn zus")
    await photograph(page, "step-made")
    await page.locator(".ways").get_by_role("link", name="Plan").click()
    await expect(page.locator("#goals")).to_contain_text("een eigen huis")
    said = await client.hears("Klopt het zo?")
    for words in ("een formulier invullen", "Waar: het wijkteam", "Samen met: mijn zus", "doel: een eigen huis"):
        assert words in said
    step = await newest(parts)
    async with parts.database.begin() as session:
        goal = (await session.exec(select(Goal))).one()
        due = [n.due_at for n in await nudges.planned_for(session, step.person_id) if n.subject_id == step.id]
    assert (step.made_by, step.goal_id, goal.life_domain, step.remind) == ("staff", goal.id, "wonen", True)
    assert due == [moment("2026-11-27 10:00"), moment("2026-11-27 12:00")]
    assert await audited(parts, "step.made") == 1 and await audited(parts, "goal.made") == 1


async def test_done_and_reached_are_marked_for_the_client(open_page: OpenPage, parts: Parts, client: Client) -> None:
    page = await sign_in(open_page, parts, await page_of(parts, "plan"))
    await page.locator("#goal-form summary").click()
    await page.locator("#goal-form").get_by_label("Doel, in eigen woorden").fill("op orde met de post")
    await page.get_by_role("button", name="Doel bewaren").click()
    await expect(page.get_by_text("Het doel staat.")).to_be_visible()
    await page.locator("#steps").get_by_role("button", name="Deels").click()
    await expect(page.locator("#steps")).to_contain_text("Deels gedaan")
    await page.locator("#goals").get_by_role("button", name="Bereikt").click()
    await expect(page.locator("#goals")).to_have_count(0)
    assert "op orde met de post" in await client.hears("Gefeliciteerd")
    assert (await newest(parts)).state == "partly"
    assert await audited(parts, "step.partly") == 1 and await audited(parts, "goal.reached") == 1


async def test_what_cannot_be_is_said_and_keeps_what_was_typed(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    await page.get_by_text("Samen een stap maken").click()
    await page.get_by_label("Wat, in eigen woorden").fill("bellen")
    await page.get_by_label("Stuur een seintje").check()
    await page.get_by_role("button", name="Bewaren en vertellen").click()
    await expect(page.get_by_text("Voor een seintje is een datum nodig.")).to_be_visible()
    await expect(page.get_by_label("Wat, in eigen woorden")).to_have_value("bellen")
    assert await audited(parts, "step.made") == 0
