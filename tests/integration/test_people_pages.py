"""The pages of people over HTTP: forms lead back, hostile words are only shown, a channel that is let go is silent."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from actions import merging
from bot.web.parts import Parts
from storage import conversations, messages, people
from storage.contact_cards import ContactCard
from storage.debts import DebtReferral
from storage.errors import InviteRefused
from storage.people import ChannelAddress, Invite, Person
from storage.person_changes import PersonChange
from storage.staff import StaffMember
from tests.people_page import Browser, client, rows_about
from tests.town import add_person

pytest_plugins = ("tests.integration.fixtures_people",)
HOSTILE = "<script>alert(1)</script>"


async def test_a_form_leads_back_to_the_section_it_stood_in(browser: Browser, parts: Parts) -> None:
    person, talk = await client(parts)
    await browser.signs_in(parts, "contactpersoon")
    answer = await browser.sends(f"/inbox/{talk.id}/goals", goal_words="een huis", back="plan")
    assert answer.headers["location"] == f"/people/{person.id}/plan?note=goal-made"
    assert "Het doel staat." in (await browser.sees(answer.headers["location"])).text
    refused = await browser.sends(f"/inbox/{talk.id}/goals", goal_words="", back="plan")
    assert refused.status_code == 409 and 'aria-current="page">Plan' in refused.text


async def test_who_turned_out_to_be_somebody_else_leads_there(browser: Browser, parts: Parts) -> None:
    person, talk = await client(parts)
    async with parts.database.begin() as session:
        contact = await session.get_one(StaffMember, person.contact_person_id)
        gone = await add_person(session, contact, "Sammie")
        theirs = await conversations.ensure_for_person(session, gone)
    async with parts.database.begin() as session:
        await merging.merge(session, talk.id, theirs.id, choices={}, staff=contact, now=parts.now())
    await browser.signs_in(parts, "contactpersoon")
    for section in ("", "/plan"):
        answer = await browser.sees(f"/people/{gone.id}{section}")
        assert answer.headers["location"] == f"/people/{person.id}{section}"
    form = await browser.sends(f"/people/{gone.id}/cards", card_name="Ria", card_role="moeder", card_may_call="no")
    assert form.status_code == 404
    async with parts.database.begin() as session:
        assert await conversations.of_person(session, gone.id) is None


@pytest.mark.parametrize("back", ["", "nergens", "https://elders.example", "../../beds", "timeline/../x"])
async def test_a_form_never_leads_elsewhere(browser: Browser, parts: Parts, back: str) -> None:
    _, talk = await client(parts)
    await browser.signs_in(parts, "contactpersoon")
    answer = await browser.sends(f"/inbox/{talk.id}/goals", goal_words="een huis", back=back)
    assert answer.headers["location"] == f"/inbox/{talk.id}?note=goal-made"


async def test_what_somebody_wrote_is_shown_and_never_run(browser: Browser, parts: Parts) -> None:
    person, talk = await client(parts)
    await browser.signs_in(parts, "contactpersoon")
    async with parts.database.begin() as session:
        await messages.say(session, conversation_id=talk.id, address_id=None, said=HOSTILE, now=parts.now())
        named = await session.get_one(Person, person.id)
        named.display_name = HOSTILE
    await browser.sends(
        f"/people/{person.id}/cards", card_name=HOSTILE, card_role=HOSTILE, card_note=HOSTILE, card_may_call="no"
    )
    for section in ("", "/plan", "/appointments", "/money", "/details"):
        page = await browser.sees(f"/people/{person.id}{section}")
        assert page.status_code == 200 and HOSTILE not in page.text and "&lt;script&gt;" in page.text
    assert HOSTILE not in (await browser.sees("/people")).text


@pytest.mark.parametrize("before", ["x", "2026-11-26~", "~m", "2026-11-26T10:00:00~a", "\x00", "9" * 300])
async def test_a_cursor_that_is_not_ours_shows_the_newest(browser: Browser, parts: Parts, before: str) -> None:
    person, _ = await client(parts)
    await browser.signs_in(parts, "contactpersoon")
    answer = await browser.web.get(f"/people/{person.id}", params={"before": before, "kind": "?"})
    assert answer.status_code == 200 and "Vandaag" in answer.text


async def test_the_stream_is_read_to_its_end(browser: Browser, parts: Parts) -> None:
    person, talk = await client(parts)
    async with parts.database.begin() as session:
        for number in range(150):
            await messages.say(
                session,
                conversation_id=talk.id,
                address_id=None,
                said=f"nr {number}.",
                now=parts.now() - timedelta(hours=150 - number),
            )
    await browser.signs_in(parts, "contactpersoon")
    seen: list[str] = []
    path: str | None = f"/people/{person.id}?kind=messages"
    while path:
        page = (await browser.sees(path)).text
        seen += re.findall(r"nr (\d+)\.", page)
        older = re.search(r'href="(/people/[^"]+before=[^"]+)"', page)
        path = older.group(1).replace("&amp;", "&") if older else None
    assert seen == [str(number) for number in reversed(range(150))]


async def test_the_same_card_twice_is_one_card(browser: Browser, parts: Parts) -> None:
    person, _ = await client(parts)
    await browser.signs_in(parts, "contactpersoon")
    for _ in range(2):
        answer = await browser.sends(
            f"/people/{person.id}/cards", card_name="Ria", card_phone="06 1234 5678", card_may_call="yes"
        )
        assert answer.status_code == 303
    async with parts.database.begin() as session:
        [card] = (await session.exec(select(ContactCard))).all()
    assert (card.phone, card.may_call, card.may_call_at) == ("+31612345678", True, parts.now())
    assert len(await rows_about(parts, person, "contact_card.made")) == 1


@pytest.mark.parametrize(
    "form",
    [
        {"card_name": "", "card_may_call": "yes"},
        {"card_name": "Ria"},
        {"card_name": "Ria", "card_may_call": "misschien"},
        {"card_name": "x" * 81, "card_may_call": "yes"},
        {"card_name": "Ria", "card_may_call": "yes", "card_phone": "javascript:alert(1)"},
    ],
)
async def test_a_card_that_cannot_be_is_refused_kindly(
    browser: Browser, parts: Parts, form: dict[str, str]
) -> None:  # fmt: skip
    person, _ = await client(parts)
    await browser.signs_in(parts, "contactpersoon")
    answer = await browser.sends(f"/people/{person.id}/cards", **form)
    assert answer.status_code == 409 and "Iemand toevoegen" in answer.text
    async with parts.database.begin() as session:
        assert (await session.exec(select(ContactCard))).all() == []


async def test_what_was_still_to_be_sent_to_a_lost_phone_is_cancelled(browser: Browser, parts: Parts) -> None:
    person, talk = await client(parts)
    async with parts.database.begin() as session:
        address = ChannelAddress(channel="telegram", bot="7", address="41", conversation_id=talk.id)
        session.add(address)
        await session.flush()
        await messages.say(session, conversation_id=talk.id, address_id=address.id, said="dag", now=parts.now())
    await browser.signs_in(parts, "contactpersoon")
    assert (await browser.sends(f"/people/{person.id}/channels/{address.id}/end")).status_code == 303
    assert (await browser.sends(f"/people/{person.id}/channels/{address.id}/end")).status_code == 404
    async with parts.database.begin() as session:
        assert await people.reachable_address(session, talk.id) is None
        assert list((await session.execute(text("SELECT state FROM outbound"))).scalars()) == ["cancelled"]
        [change] = (await session.exec(select(PersonChange))).all()
    assert (change.field, change.before, change.after) == ("channel", "telegram", "")


async def test_an_invite_is_shown_once_lasts_a_week_and_can_be_withdrawn(browser: Browser, parts: Parts) -> None:
    person, _ = await client(parts)
    await browser.signs_in(parts, "contactpersoon")
    page = await browser.sends(f"/people/{person.id}/invites")
    found = re.search(r"http://stapje.example/chat\?invite=([\w-]+)", page.text)
    assert page.status_code == 200 and found is not None and page.headers["cache-control"] == "no-store"
    token = found.group(1)
    assert token not in (await browser.sees(f"/people/{person.id}/details")).text
    async with parts.database.begin() as session:
        [invite] = (await session.exec(select(Invite).where(Invite.person_id == person.id))).all()
    assert invite.expires_at == parts.now() + timedelta(days=7) and token not in str(invite)
    await browser.sends(f"/people/{person.id}/invites/{invite.id}/withdraw")
    with pytest.raises(InviteRefused):
        async with parts.database.begin() as session:
            await people.use_invite(session, token, parts.now())
    assert [row.details for row in await rows_about(parts, person, "person.changed")] == [{"field": "invite"}] * 2


async def test_what_was_agreed_is_told_with_its_dates(browser: Browser, parts: Parts) -> None:
    person, talk = await client(parts)
    async with parts.database.begin() as session:
        session.add(
            DebtReferral(
                person_id=person.id, conversation_id=talk.id, consent_at=parts.now() - timedelta(days=9),
                consent_to="Schuldhulp Almelo", consent_what=["name", "threat"], requested_on=parts.now().date(),
                due_on=parts.now().date(), closed_at=parts.now(), closed_as="withdrawn",
            )
        )  # fmt: skip
        named = await session.get_one(Person, person.id)
        named.opted_out_at = parts.now() - timedelta(days=1)
    await browser.signs_in(parts, "contactpersoon")
    page = (await browser.sees(f"/people/{person.id}/details")).text
    assert "Schuldhulp: doorgeven aan Schuldhulp Almelo" in page and "naam, wat er dreigt" in page
    assert "Sinds dinsdag 17 november 2026. Ingetrokken op donderdag 26 november 2026." in page
    await browser.signs_in(parts, "wonen")
    assert "Schuldhulp Almelo" not in (await browser.sees(f"/people/{person.id}/details")).text


async def test_the_list_is_searched_and_each_look_names_whom_it_showed(browser: Browser, parts: Parts) -> None:
    person, _ = await client(parts)
    await browser.signs_in(parts, "contactpersoon")
    page = await browser.web.get("/people", params={"name": "cliënt 1", "sort": "contact"})
    assert "Voorbeeldcliënt 1" in page.text and "Voorbeeldcliënt 2" not in page.text
    async with parts.database.begin() as session:
        found = await session.execute(text("SELECT details FROM audit_entry WHERE action = 'people.listed'"))
        [details] = found.scalars()
    assert details == {"people": [str(person.id)], "searched": True, "only": ""}
