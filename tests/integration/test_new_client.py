"""A contactperson makes a client over HTTP: the invite at once, nobody twice by accident, nothing told of others."""

from __future__ import annotations

import re
import uuid

import pytest
from sqlmodel import select

from bot.web.parts import Parts
from storage import conversations, people
from storage.people import Person
from storage.staff import StaffMember
from tests.people_page import Browser, rows_about, stranger

pytest_plugins = ("tests.integration.fixtures_people",)
HOSTILE = '<img src=x onerror="alert(1)">'


async def form_of(browser: Browser, **typed: str) -> dict[str, str]:
    """The form as it comes, with what is typed."""
    page = (await browser.sees("/people/new")).text
    fields = dict(re.findall(r'name="(id)" value="([^"]+)"', page))
    chosen = re.search(r'<option value="([^"]+)" selected>Contactpersoon Voorbeeld<', page)
    given = {"name": "Noor", "language": "nl", "municipality": "", "messages": "yes"}
    return fields | given | {"contact": chosen.group(1) if chosen else ""} | typed


async def called(parts: Parts, name: str) -> list[Person]:
    async with parts.database.begin() as session:
        return list((await session.exec(select(Person).where(Person.display_name == name))).all())


async def test_a_client_is_made_and_the_invite_is_there_at_once(browser: Browser, parts: Parts) -> None:
    await browser.signs_in(parts, "contactpersoon")
    form = await form_of(browser, name="  Noor  ", language="en", municipality="Wierden", messages="no")
    page = await browser.sends("/people/new", **form)
    token = re.search(r"/chat\?invite=([\w-]+)", page.text)
    assert page.status_code == 200 and token is not None and "<svg" in page.text
    assert "Works once, up to" in page.text, "what is printed is for the client, in their language"
    [person] = await called(parts, "Noor")
    async with parts.database.begin() as session:
        me = (await session.exec(select(StaffMember).where(StaffMember.username == "contactpersoon"))).one()
        talk = await conversations.of_person(session, person.id)
        used = await people.use_invite(session, token.group(1), parts.now())
    assert (person.municipality, person.contact_person_id, person.team_id) == ("Wierden", me.id, me.team_id)
    assert person.opted_out_at == parts.now() and used.person_id == person.id
    assert talk is not None and (talk.language, talk.team_id) == ("en", me.team_id)
    assert len(await rows_about(parts, person, "person.made")) == 1


async def test_the_same_form_twice_makes_one_client(browser: Browser, parts: Parts) -> None:
    await browser.signs_in(parts, "contactpersoon")
    form = await form_of(browser)
    assert (await browser.sends("/people/new", **form)).status_code == 200
    again = await browser.sends("/people/new", **form)
    [person] = await called(parts, "Noor")
    assert again.status_code == 303 and again.headers["location"] == f"/people/{person.id}/details"


async def test_somebody_who_is_called_so_is_pointed_out_first(browser: Browser, parts: Parts) -> None:
    await browser.signs_in(parts, "contactpersoon")
    form = await form_of(browser, name="voorbeeldclient 1")
    page = await browser.sends("/people/new", **form)
    [there] = await called(parts, "Voorbeeldcliënt 1")
    assert page.status_code == 409 and "Bestaat al?" in page.text and f'href="/people/{there.id}"' in page.text
    assert await called(parts, "voorbeeldclient 1") == []
    assert (await browser.sends("/people/new", sure="1", **form)).status_code == 200
    assert len(await called(parts, "voorbeeldclient 1")) == 1


async def test_nothing_is_told_of_a_client_of_another_team(browser: Browser, parts: Parts) -> None:
    there, _ = await stranger(parts, "Sterre van Elders")
    await browser.signs_in(parts, "contactpersoon")
    page = await browser.sends("/people/new", **await form_of(browser, name="Sterre van Elders"))
    assert page.status_code == 200 and str(there.id) not in page.text and "Bestaat al?" not in page.text
    assert await rows_about(parts, there, "person.read") == []


async def test_only_a_colleague_of_the_own_team_can_be_the_contactperson(browser: Browser, parts: Parts) -> None:
    there, _ = await stranger(parts)
    await browser.signs_in(parts, "contactpersoon")
    page = await browser.sends("/people/new", **await form_of(browser, contact=str(there.contact_person_id)))
    assert page.status_code == 400 and "Kies een contactpersoon" in page.text and await called(parts, "Noor") == []
    await browser.signs_in(parts, "coordinator")
    assert str(there.contact_person_id) in (await browser.sees("/people/new")).text
    page = await browser.sends("/people/new", **await form_of(browser, contact=str(there.contact_person_id)))
    [person] = await called(parts, "Noor")
    assert page.status_code == 200 and person.team_id == there.team_id


@pytest.mark.parametrize(
    "typed", [{"name": " "}, {"name": "x" * 81}, {"language": "xx"}, {"municipality": "Utrecht"}, {"messages": ""}]
)
async def test_what_cannot_be_is_said_beside_the_field(browser: Browser, parts: Parts, typed: dict[str, str]) -> None:
    await browser.signs_in(parts, "contactpersoon")
    before = len(await called(parts, "Noor"))
    page = await browser.sends("/people/new", **await form_of(browser, **typed))
    assert page.status_code == 400 and 'class="wrong"' in page.text and len(await called(parts, "Noor")) == before


async def test_a_hostile_name_stays_words(browser: Browser, parts: Parts) -> None:
    await browser.signs_in(parts, "contactpersoon")
    page = await browser.sends("/people/new", **await form_of(browser, name=HOSTILE))
    assert page.status_code == 200 and HOSTILE not in page.text
    assert HOSTILE not in (await browser.sends("/people/new", **await form_of(browser, name=HOSTILE))).text


async def test_a_form_without_its_id_makes_nobody(browser: Browser, parts: Parts) -> None:
    await browser.signs_in(parts, "contactpersoon")
    answer = await browser.sends("/people/new", **await form_of(browser, id="x"))
    assert answer.status_code == 400 and await called(parts, "Noor") == []


@pytest.mark.parametrize("username", ["nachtdienst", "schulden", "wonen"])
async def test_who_is_no_contactperson_makes_no_clients(browser: Browser, parts: Parts, username: str) -> None:
    await browser.signs_in(parts, username)
    assert (await browser.sees("/people/new")).status_code == 403
    assert (await browser.sends("/people/new", id=str(uuid.uuid4()))).status_code == 403


async def test_the_command_bar_leads_there(browser: Browser, parts: Parts) -> None:
    await browser.signs_in(parts, "contactpersoon")
    assert 'href="/people/new"' in (await browser.sees("/find/commands?q=nieuwe")).text
    await browser.signs_in(parts, "schulden")
    assert 'href="/people/new"' not in (await browser.sees("/find/commands?q=nieuwe")).text
