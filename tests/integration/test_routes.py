"""The rules of the inbox over HTTP and with people who write: kept, tried, and never in the way of a crisis."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import select

from actions import routing
from actions.routing import Rule
from actions.turn import Turn, take_turn
from bot.web.api.conversations import visible
from bot.web.parts import Parts
from bot.web.routes_page import MOST_RULES
from nlu.understanding import CrisisKind, Understanding
from storage import alerts, conversations, inbox, messages, own_data, people
from storage.conversations import Conversation
from storage.inbox import Reader, View
from storage.people import Person
from storage.staff import Role, StaffMember, Team
from tests.editors import Browser, changes
from tests.town import add_person, add_staff, add_team

pytest_plugins = ("tests.fixtures_editors",)
PAGE = "/admin/routes"


async def teams(parts: Parts, number: int) -> list[Team]:
    """Teams with a contactperson each."""
    async with parts.database.begin() as session:
        found = [await add_team(session) for _ in range(number)]
        for team in found:
            await add_staff(session, Role.CONTACT_PERSON, team)
    return found


async def rule_it(parts: Parts, default: Team, *rules: Rule) -> None:
    value: dict[str, Any] = {"default": str(default.id), "rules": [vars(rule) for rule in rules]}
    async with parts.database.begin() as session:
        await own_data.keep(session, "route", routing.KEY, value, parts.now())


async def visitor(parts: Parts) -> Conversation:
    """Somebody nobody introduced, who wrote."""
    async with parts.database.begin() as session:
        place = await conversations.open_for_address(session, channel="telegram", bot="7", address=str(uuid.uuid4()))
        talk = await conversations.lock(session, place.conversation_id)
        talk.last_message_at = parts.now()
        session.add(talk)
        await messages.say(session, conversation_id=talk.id, address_id=place.id, said="Hoi", now=parts.now())
    return talk


async def says(parts: Parts, talk: Conversation, text: str, intent: str, **more: Any) -> Conversation:
    """They say something that is understood so."""
    async with parts.database.begin() as session:
        here = await conversations.lock(session, talk.id)
        known: Mapping[str, Any] = {"language": "nl", "confidence": 0.99, "entities": ()} | more
        understood = Understanding(text=text, intent=intent, **known)
        await take_turn(
            Turn(session=session, conversation=here, person=None, staff=None, understood=understood, now=parts.now())
        )
    return await now(parts, talk.id)


async def now(parts: Parts, conversation_id: uuid.UUID) -> Conversation:
    async with parts.database.begin() as session:
        return await session.get_one(Conversation, conversation_id)


async def swept(parts: Parts) -> list[uuid.UUID]:
    async with parts.database.begin() as session:
        return await routing.sweep(session, parts.now())


# ---------------------------------------------------------------- people who write


async def test_until_there_is_a_default_all_teams_see_who_comes(parts: Parts) -> None:
    talk = await says(parts, await visitor(parts), "hoi", "greet")
    assert talk.team_id is None and await swept(parts) == []


async def test_a_visitor_goes_where_what_they_tell_leads(parts: Parts) -> None:
    home, debts, wierden = await teams(parts, 3)
    await rule_it(
        parts, home, Rule(team=str(debts.id), subject="debts"), Rule(team=str(wierden.id), municipality="Wierden")
    )  # fmt: skip
    talk = await says(parts, await visitor(parts), "hoi", "greet")
    assert talk.team_id == home.id
    talk = await says(parts, talk, "ik woon in Wierden", "greet")
    assert talk.team_id == wierden.id
    talk = await says(parts, talk, "ik heb schulden", "debt_help")
    assert talk.team_id == debts.id
    told = [entry.details["rule"] for entry in await changes(parts, "conversation.routed")]
    assert told == [None, 2, 1]


async def test_a_team_that_a_human_chose_stays(parts: Parts) -> None:
    home, debts, chosen = await teams(parts, 3)
    await rule_it(parts, home, Rule(team=str(debts.id), subject="debts"))
    talk = await says(parts, await visitor(parts), "hoi", "greet")
    async with parts.database.begin() as session:
        (await session.get_one(Conversation, talk.id)).team_id = chosen.id
    assert (await says(parts, talk, "ik heb schulden", "debt_help")).team_id == chosen.id


async def test_a_crisis_is_seen_and_heard_by_every_team(parts: Parts) -> None:
    home, other = await teams(parts, 2)
    await rule_it(parts, home)
    calm = await says(parts, await visitor(parts), "hoi", "greet")
    talk = await says(parts, await visitor(parts), "ik wil dood", "greet", crisis=CrisisKind.SELF_HARM)
    async with parts.database.begin() as session:
        query = select(StaffMember).where(StaffMember.team_id == other.id)
        member = (await session.exec(query)).one()
        reader = Reader(staff_id=member.id, team_id=other.id, everywhere=False)
        rings = await alerts.of_reader(session, staff_id=member.id, team_id=other.id, everywhere=False)
        rows = await inbox.rows(session, reader, View.ALL, 50)
        [chosen] = await inbox.rows_of(session, reader, [calm.id, talk.id])
    assert talk.team_id == home.id and visible(talk, member) and not visible(calm, member)
    assert rings.crises == 1 and rows[0].id == talk.id == chosen.id and calm.id not in [row.id for row in rows]


async def test_who_becomes_a_client_is_no_longer_seen_by_all(parts: Parts) -> None:
    home, other = await teams(parts, 2)
    await rule_it(parts, home)
    talk = await says(parts, await visitor(parts), "ik wil dood", "greet", crisis=CrisisKind.SELF_HARM)
    async with parts.database.begin() as session:
        person = await add_person(session)
        address = (
            await session.exec(select(people.ChannelAddress).where(people.ChannelAddress.conversation_id == talk.id))
        ).one()
        await conversations.tie(session, address, person=person, staff=None)
        member = (await session.exec(select(StaffMember).where(StaffMember.team_id == other.id))).one()
    talk = await now(parts, talk.id)
    assert talk.person_id == person.id and talk.team_id == person.team_id and not visible(talk, member)


# ---------------------------------------------------------------- who has no team


async def test_nobody_stays_without_a_team_that_works(parts: Parts, moment: datetime) -> None:
    home, wierden, ended = await teams(parts, 3)
    async with parts.database.begin() as session:
        gone = await add_person(session, name="Wie overblijft")
        gone.municipality, gone.team_id = "Wierden", ended.id
        left = await session.get_one(StaffMember, gone.contact_person_id)
        left.active = False
        follows = await add_person(session, name="Wie meegaat")
        moved, follows.team_id = follows.team_id, ended.id
        for person in (gone, follows):
            await conversations.ensure_for_person(session, person)
        (await session.get_one(Team, ended.id)).ended_at = moment
    talk = await visitor(parts)
    assert await swept(parts) == []
    await rule_it(parts, home, Rule(team=str(wierden.id), whose="client", municipality="Wierden"))
    assert talk.id in await swept(parts) and await swept(parts) == []
    async with parts.database.begin() as session:
        for person, team in ((gone, wierden.id), (follows, moved)):
            there = await session.get_one(Person, person.id)
            found = await conversations.of_person(session, person.id)
            assert found is not None and there.team_id == found.team_id == team
    assert (await now(parts, talk.id)).team_id == home.id


@pytest.fixture
def moment(parts: Parts) -> datetime:
    return parts.now()


# ---------------------------------------------------------------- the page


async def test_rules_are_tried_first_then_kept_with_their_history(parts: Parts, admin: Browser) -> None:
    home, debts = await teams(parts, 2)
    assert "Er is nog geen vast team" in await admin.opens(PAGE)
    typed = {"default": str(home.id), "municipality_1": "Hellendoorn", "team_1": str(debts.id)}
    looked = {"look_municipality": "Hellendoorn", "look_language": "nl", "look_whose": "visitor", "do": "look"}
    page = admin.reads(await admin.sends(PAGE, typed | looked))
    assert "Een bezoeker uit Hellendoorn, in het Nederlands" in page and "omdat regel 1 past" in page
    assert await changes(parts, "route.changed") == []
    assert (await admin.sends(PAGE)).headers["Location"] == f"{PAGE}?done=kept"
    [entry] = await changes(parts, "route.changed")
    assert entry.details["changed"]["default"] == ["", str(home.id)]
    page = await admin.opens(PAGE)
    assert f"Iedereen uit Hellendoorn → {debts.name}" in page and "Er is nog geen vast team" not in page
    await admin.sends(PAGE)
    assert len(await changes(parts, "route.changed")) == 1, "the same form again changes nothing"


async def test_keeping_gives_a_team_to_who_waits_without_one(parts: Parts, admin: Browser) -> None:
    [home] = await teams(parts, 1)
    talk = await visitor(parts)
    await admin.opens(PAGE)
    await admin.sends(PAGE, {"default": str(home.id)})
    assert (await now(parts, talk.id)).team_id == home.id


async def test_a_rule_is_added_moved_and_dropped_before_anything_is_kept(parts: Parts, admin: Browser) -> None:
    home, debts = await teams(parts, 2)
    await admin.opens(PAGE)
    first = {"default": str(home.id), "subject_1": "debts", "team_1": str(debts.id)}
    admin.reads(await admin.sends(PAGE, first | {"do": "more"}))
    page = admin.reads(await admin.sends(PAGE, {"municipality_2": "Almelo", "team_2": str(home.id), "up": "2"}))
    assert "nog niet bewaard" in page and admin.fields["municipality_1"] == "Almelo"
    assert admin.fields["subject_2"] == "debts"
    admin.reads(await admin.sends(PAGE, {"drop": "1"}))
    assert admin.fields["subject_1"] == "debts" and "team_2" not in admin.fields
    assert await changes(parts, "route.changed") == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"default": ""}, "team dat alle anderen krijgt"),
        ({"subject_1": "debts"}, "Kies een team voor deze regel"),
        ({"team_1": "HOME"}, "Kies voor wie deze regel is"),
        ({"municipality_1": "Utrecht", "team_1": "HOME"}, "Kies iets uit de lijst"),
        ({"municipality_1": "Almelo", "team_1": str(uuid.uuid4())}, "Dit team is gestopt"),
    ],
)
async def test_rules_that_cannot_be_are_refused(parts: Parts, admin: Browser, typed: dict[str, str], says: str) -> None:
    [home] = await teams(parts, 1)
    await admin.opens(PAGE)
    sent = {"default": str(home.id)} | {k: str(home.id) if v == "HOME" else v for k, v in typed.items()}
    answer = await admin.sends(PAGE, sent)
    assert answer.status_code == 400 and says in admin.reads(answer)
    assert await changes(parts, "route.changed") == []


async def test_two_who_edit_at_once_are_told(parts: Parts, admin: Browser) -> None:
    home, other = await teams(parts, 2)
    await admin.opens(PAGE)
    old = dict(admin.fields)
    await admin.sends(PAGE, {"default": str(home.id)})
    answer = await admin.web.post(PAGE, data=old | {"default": str(other.id)})
    assert answer.status_code == 409 and "Iemand anders veranderde dit net" in admin.reads(answer)


async def test_a_team_that_ends_is_named_and_its_rule_falls_back(parts: Parts, admin: Browser) -> None:
    home, debts = await teams(parts, 2)
    await rule_it(parts, home, Rule(team=str(debts.id), subject="debts"))
    await admin.opens(f"/admin/teams/{debts.id}")
    answer = await admin.sends(f"/admin/teams/{debts.id}/end")
    assert answer.status_code == 409 and "werken nog collega's" in admin.reads(answer)
    async with parts.database.begin() as session:
        for member in (await session.exec(select(StaffMember).where(StaffMember.team_id == debts.id))).all():
            member.active = False
    assert (await admin.sends(f"/admin/teams/{debts.id}/end")).headers["Location"] == "/admin/teams?done=ended"
    page = await admin.opens(PAGE)
    assert "Het team van regel 1 is gestopt" in page and f"{debts.name} (gestopt)" in page
    answer = await admin.sends(PAGE, {"look_subject": "debts", "do": "look"})
    assert "omdat het team van regel 1 gestopt is" in admin.reads(answer)
    talk = await says(parts, await visitor(parts), "ik heb schulden", "debt_help")
    assert talk.team_id == home.id
    await admin.sends(f"/admin/teams/{debts.id}/resume")
    assert "is gestopt" not in await admin.opens(PAGE)


async def test_the_fixed_team_cannot_end(parts: Parts, admin: Browser) -> None:
    [home] = await teams(parts, 1)
    async with parts.database.begin() as session:
        for member in (await session.exec(select(StaffMember).where(StaffMember.team_id == home.id))).all():
            member.active = False
    await rule_it(parts, home)
    await admin.opens(f"/admin/teams/{home.id}")
    answer = await admin.sends(f"/admin/teams/{home.id}/end")
    assert answer.status_code == 409 and "vast team" in admin.reads(answer)


async def test_a_coordinator_changes_no_rules(coordinator: Browser) -> None:
    assert (await coordinator.web.get(PAGE)).status_code == 403


async def test_more_rules_than_there_may_be_cannot_be_added(parts: Parts, admin: Browser) -> None:
    [home] = await teams(parts, 1)
    await admin.opens(PAGE)
    for _ in range(MOST_RULES + 2):
        admin.reads(await admin.sends(PAGE, {"default": str(home.id), "do": "more"}))
    assert f"team_{MOST_RULES}" in admin.fields and f"team_{MOST_RULES + 1}" not in admin.fields
