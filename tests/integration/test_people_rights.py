"""Who may see and change whom on the pages of people: every address, for every role and for another team's client."""

from __future__ import annotations

import uuid

import pytest

from bot.web import contact_cards, people_page, reaching
from bot.web.parts import Parts
from storage import invites, people
from storage.contact_cards import ContactCard
from storage.conversations import Conversation
from storage.people import ChannelAddress, Person
from tests.people_page import Browser, client, rows_about, stranger

pytest_plugins = ("tests.integration.fixtures_people",)
SECTIONS = ("", "/plan", "/appointments", "/money", "/details")
FORMS = {
    "/cards": {"card_name": "Ma", "card_may_call": "yes"},
    "/cards/{card_id}": {"card_name": "Ma", "card_may_call": "yes"},
    "/cards/{card_id}/end": {},
    "/channels/{address_id}/end": {},
    "/invites": {},
    "/invites/{invite_id}/withdraw": {},
    "/correct": {"name": "Iemand anders", "municipality": ""},
    "/language": {"language": "en"},
}
"""Every form of the pages, with what it needs."""


def test_every_form_is_in_the_table() -> None:
    routes = [
        route.path.removeprefix("/people/{person_id}")
        for module in (contact_cards, people_page, reaching)
        for route in module.router.routes
        if "POST" in getattr(route, "methods", ())
    ]
    assert sorted(routes) == sorted(FORMS)


async def things(parts: Parts, person: Person, talk: Conversation) -> dict[str, uuid.UUID]:
    """A card, a channel and an invite of this client, by what the addresses call them."""
    async with parts.database.begin() as session:
        card = ContactCard(
            person_id=person.id, name="Pa", may_call=True, may_call_at=parts.now(), made_by=person.contact_person_id
        )
        address = ChannelAddress(channel="telegram", bot="7", address=str(person.id), conversation_id=talk.id)
        session.add_all([card, address])
        await people.invite(session, now=parts.now(), person_id=person.id)
        [invite] = await invites.still_open(session, person.id, parts.now())
    return {"card_id": card.id, "address_id": address.id, "invite_id": invite.id}


@pytest.mark.parametrize("section", SECTIONS)
async def test_another_teams_client_is_not_found(browser: Browser, parts: Parts, section: str) -> None:
    person, _ = await stranger(parts)
    await browser.signs_in(parts, "contactpersoon")
    assert (await browser.sees(f"/people/{person.id}{section}")).status_code == 404
    assert (await browser.sees(f"/people/{uuid.uuid4()}{section}")).status_code == 404
    assert await rows_about(parts, person, "person.read") == []


@pytest.mark.parametrize("form", sorted(FORMS))
async def test_no_form_reaches_another_teams_client(browser: Browser, parts: Parts, form: str) -> None:
    person, talk = await stranger(parts)
    ids = await things(parts, person, talk)
    await browser.signs_in(parts, "contactpersoon")
    answer = await browser.sends(f"/people/{person.id}{form.format(**ids)}", **FORMS[form])
    assert answer.status_code == 404
    assert await unchanged(parts, person, talk, ids)


@pytest.mark.parametrize("form", [form for form in sorted(FORMS) if "{" in form])
async def test_no_form_reaches_another_teams_things_by_way_of_ones_own_client(
    browser: Browser, parts: Parts, form: str
) -> None:
    own, _ = await client(parts)
    person, talk = await stranger(parts)
    ids = await things(parts, person, talk)
    await browser.signs_in(parts, "contactpersoon")
    answer = await browser.sends(f"/people/{own.id}{form.format(**ids)}", **FORMS[form])
    assert answer.status_code in (303, 404)
    assert await unchanged(parts, person, talk, ids)


async def unchanged(parts: Parts, person: Person, talk: Conversation, ids: dict[str, uuid.UUID]) -> bool:
    """Whether nothing of this client was touched."""
    async with parts.database.begin() as session:
        card = await session.get_one(ContactCard, ids["card_id"])
        address = await session.get_one(ChannelAddress, ids["address_id"])
        invite = await session.get_one(people.Invite, ids["invite_id"])
        same = await session.get_one(Person, person.id)
        said = await session.get_one(Conversation, talk.id)
    return (
        (card.name, card.ended_at, address.conversation_id) == ("Pa", None, talk.id)
        and invite.expires_at > parts.now()
        and (same.display_name, said.language) == (person.display_name, "nl")
    )


@pytest.mark.parametrize("path", ["/people", "/people/{id}", "/people/{id}/details"])
async def test_night_staff_see_no_clients(browser: Browser, parts: Parts, path: str) -> None:
    person, _ = await client(parts)
    await browser.signs_in(parts, "nachtdienst")
    assert (await browser.sees(path.format(id=person.id))).status_code == 403


@pytest.mark.parametrize("path", ["/people", "/people/{id}"])
async def test_nobody_looks_without_signing_in(browser: Browser, parts: Parts, path: str) -> None:
    person, _ = await client(parts)
    answer = await browser.sees(path.format(id=person.id))
    assert answer.status_code == 303 and answer.headers["location"].startswith("/login")


async def test_a_coordinator_sees_every_team(browser: Browser, parts: Parts) -> None:
    person, _ = await stranger(parts)
    await browser.signs_in(parts, "coordinator")
    for section in SECTIONS:
        assert (await browser.sees(f"/people/{person.id}{section}")).status_code == 200
    assert person.display_name in (await browser.sees("/people")).text


async def test_who_is_not_about_money_has_no_such_section(browser: Browser, parts: Parts) -> None:
    person, _ = await client(parts)
    await browser.signs_in(parts, "wonen")
    page = await browser.sees(f"/people/{person.id}")
    assert page.status_code == 200 and f"/people/{person.id}/money" not in page.text
    assert "kind=debts" not in page.text and "kind=money" not in page.text
    assert (await browser.sees(f"/people/{person.id}/money")).status_code == 404


async def test_every_look_is_written_down(browser: Browser, parts: Parts) -> None:
    person, _ = await client(parts)
    await browser.signs_in(parts, "contactpersoon")
    for section in SECTIONS:
        assert (await browser.sees(f"/people/{person.id}{section}")).status_code == 200
    looks = await rows_about(parts, person, "person.read")
    assert [row.details["section"] for row in looks] == ["timeline", "plan", "appointments", "money", "details"]


async def test_a_form_without_its_token_does_nothing(browser: Browser, parts: Parts) -> None:
    person, talk = await client(parts)
    ids = await things(parts, person, talk)
    await browser.signs_in(parts, "contactpersoon")
    for form, fields in FORMS.items():
        answer = await browser.web.post(f"/people/{person.id}{form.format(**ids)}", data=fields)
        assert answer.status_code == 403
    assert await unchanged(parts, person, talk, ids)
