"""Ids of another team in every address that takes one: for who works elsewhere they do not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlmodel import col, select

from actions.permissions import May, may
from bot.web.accounts import COOKIE, csrf_token
from bot.web.app import create_app
from bot.web.parts import Parts
from storage import schema, staff
from storage.audit import AuditEntry
from storage.emergencies import EmergencyAccess
from storage.people import ChannelAddress, Person
from storage.presence import Presence
from storage.staff import Role, StaffMember
from tests.belongings import REASON, everything_of
from tests.routes import ANYBODY, CHAT_TOKEN, SIGNED_IN, Answer, Route, ask, routes_of
from tests.town import add_staff, add_team

SHARED = {
    "bed_id": "beds are of a shelter, for whoever may see them",
    "place_id": "beds and places of help, the same",
    "row_id": "turn-aways and the waiting list of a shelter, the same",
    "stay_id": "beds, the same",
    "hold_id": "beds, the same",
    "turn_away_id": "beds, the same",
    "waiter_id": "beds, the same",
    "closure_id": "beds, the same",
    "spell_id": "beds, the same",
    "key": "one's own last deed, or a table of figures",
    "view": "which figures",
    "desk_id": "desks are the region's, for whoever may change them",
    "team_id": "only for who manages all",
    "organisation_id": "only for who manages all",
    "request_id": "only for who handles rights, which are those of all teams",
    "deed": "a word; whose line it is about is asked again with the line",
    "section": "a word",
    "name": "a word or a question of the region's, for whoever may edit rules",
    "facility": "shelters are the region's",
    "facility_id": "shelters are the region's",
    "token": "is the key itself",
    "state": "a word",
    "number": "which file of a message",
}
"""What in an address belongs to no team, and why."""
BY_DESIGN = {"POST /emergency/{person_id}": "opens a client of any team, with a reason that is written down: see below"}
"""Routes that are for clients of another team, and why."""
WHOSE = {"conversation_id", "person_id"}
"""What in an address says which client it is about; the rest is a part of that client's."""


@dataclass(frozen=True, kw_only=True)
class Two:
    """A colleague with a client, and what belongs to a colleague of another team."""

    parts: Parts
    app: FastAPI
    ours: Mapping[str, Any]
    theirs: Mapping[str, Any]
    colleagues: Mapping[Role, StaffMember]


@pytest.fixture
async def two(parts: Parts) -> Two:
    """Two teams, one of each thing in both."""
    roles = (Role.CONTACT_PERSON, Role.DEBT_SPECIALIST, Role.HOUSING_OFFICER)
    async with parts.database.begin() as session:
        team = await add_team(session)
        colleagues = {role: await add_staff(session, role, team) for role in roles}
        ours = await everything_of(session, colleagues[Role.CONTACT_PERSON], parts)
        stranger = await add_staff(session, Role.CONTACT_PERSON, await add_team(session))
        theirs = await everything_of(session, stranger, parts)
    return Two(parts=parts, app=create_app(parts), ours=ours, theirs=theirs, colleagues=colleagues)


def with_ids(two: Two) -> list[Route]:
    """The routes whose address takes something that belongs to a team or a colleague."""
    return [r for r in routes_of(two.app) if r.needs != ANYBODY and set(r.kinds) & set(two.theirs)]


async def test_every_part_of_an_address_is_somebodys_or_everybodys(two: Two) -> None:
    unknown = {name: route.name for route in routes_of(two.app) for name in route.kinds}
    unknown = {name: where for name, where in unknown.items() if name not in SHARED and name not in two.theirs}
    assert unknown == {}, "make one in everything_of, or say in SHARED why it belongs to no team"


@pytest.mark.parametrize("role", [Role.CONTACT_PERSON, Role.DEBT_SPECIALIST, Role.HOUSING_OFFICER])
@pytest.mark.parametrize("mixed", [False, True], ids=["all of another team", "our own client, their part of it"])
async def test_what_is_of_another_team_does_not_exist(two: Two, role: Role, mixed: bool) -> None:
    found, tried = [], 0
    for route in with_ids(two):
        own = {name: two.ours[name] for name in WHOSE & set(route.kinds)} if mixed else {}
        parts_of_it = set(route.kinds) & set(two.theirs) - WHOSE
        if (mixed and not (own and parts_of_it)) or route.name in BY_DESIGN or not opens_for(route, role):
            continue
        ids = dict(two.theirs) | own | {"number": 0}
        tried += 1
        status = await status_of(two, route, role, ids)
        if status != 404:
            found.append((route.name, status))
    assert found == []
    assert tried > 5


def opens_for(route: Route, role: Role) -> bool:
    """Whether it is a page that this role may use; who may not is kept out by test_matrix.py."""
    allowed = route.needs == SIGNED_IN or (route.needs in set(May) and may(role, May(str(route.needs))))
    return allowed and not route.for_programs


async def status_of(
    two: Two, route: Route, role: Role, ids: Mapping[str, Any], fields: Mapping[str, str] | None = None
) -> int:
    """What somebody of this role hears who asks for these ids; see answer_of."""
    return (await answer_of(two, route, role, ids, fields)).status


async def answer_of(
    two: Two, route: Route, role: Role, ids: Mapping[str, Any], fields: Mapping[str, str] | None = None
) -> Answer:
    """What somebody of this role is given who asks for these ids; `fields` go with a form, or behind the "?"."""
    async with two.parts.database.begin() as session:
        cookie = await staff.open_web_session(session, two.colleagues[role], two.parts.now(), timedelta(hours=1))
    headers, form = {"Cookie": f"{COOKIE}={cookie}"}, {"csrf_token": csrf_token(two.parts, cookie), "meant": "thank"}
    form |= fields or {}
    if route.method == "GET":
        return await ask(two.app, "GET", f"{route.filled(ids)}?{urlencode(fields or {})}", headers)
    return await ask(two.app, route.method, route.filled(ids), headers, form)


async def test_the_api_gives_nothing_of_another_team(two: Two) -> None:
    async with two.parts.database.begin() as session:
        token = await staff.make_api_token(session, two.colleagues[Role.CONTACT_PERSON], two.parts.now())
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    for route in (r for r in with_ids(two) if r.for_programs and r.needs != CHAT_TOKEN):
        answer = await ask(two.app, route.method, route.filled(two.theirs), headers)
        assert answer.status in (400, 404), route.name


async def test_a_chat_gives_nothing_of_another_client(two: Two) -> None:
    async with two.parts.database.begin() as session:
        ours, theirs = [await session.get_one(ChannelAddress, one["address_id"]) for one in (two.ours, two.theirs)]
    chats = [r for r in with_ids(two) if r.needs == CHAT_TOKEN]
    answers = {
        (route.name, whose.id): (
            await ask(two.app, route.method, route.filled(two.theirs), {"Authorization": f"Bearer {whose.address}"})
        ).status
        for route in chats
        for whose in (ours, theirs)
    }
    assert {status for (_, whose), status in answers.items() if whose == ours.id} == {404}
    assert {status for (_, whose), status in answers.items() if whose == theirs.id} == {200}
    assert len(chats) >= 3


NAMES: dict[str, str] = {
    "person": "person_id", "conversation": "conversation_id", "appointment": "appointment_id", "goal": "goal_id",
    "moving": "appointment_id", "changing": "pattern_id", "label": "label_id", "used": "reply_id", "ready": "reply_id",
    "mention": "staff_id", "to": "staff_id", "of": "staff_id", "who": "staff_id", "cover": "staff_id", "about":
    "conversation_id", "keep": "conversation_id", "assigned": "staff_id", "card": "card_id", "message": "message_id",
    "view": "view_id", "step": "step_id", "task": "task_id", "guest": "person_id", "c-": "conversation_id",
    "to-": "person_id", "letter-": "message_id", "offer-": "person_id", "drop-": "file_id", "choice-": "person_id",
}  # fmt: skip
"""Fields of forms and of addresses that hold an id, and of what; those with a hyphen hold it in their name."""
SECRET = "Een naam van elders"


async def traces_of(two: Two) -> dict[str, str | None]:
    """What the database holds of the other team's client, table by table."""
    ids = {"p": two.theirs["person_id"], "c": two.theirs["conversation_id"]}
    found: dict[str, str | None] = {}
    async with two.parts.database.begin() as session:
        for name, table in schema.metadata.tables.items():
            of = [
                f"{column} = :{ids}"
                for column, ids in (("person_id", "p"), ("conversation_id", "c"))
                if column in table.c
            ]
            of += ["id IN (:p, :c)"] if name in ("person", "conversation") else []
            if of and not name.startswith("audit_"):
                held = f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {name} t WHERE {' OR '.join(of)}"
                asked = text(held).bindparams(**{key: value for key, value in ids.items() if f":{key}" in held})
                found[name] = (await session.execute(asked)).scalar()
    return found


@pytest.mark.parametrize("role", [Role.CONTACT_PERSON, Role.DEBT_SPECIALIST, Role.HOUSING_OFFICER])
async def test_an_id_of_another_team_inside_a_form_changes_nothing_of_theirs_and_shows_nothing(
    two: Two, role: Role
) -> None:
    async with two.parts.database.begin() as session:
        (await session.get_one(Person, two.theirs["person_id"])).display_name = SECRET
    fields = {
        f"{name}{two.theirs[what]}" if name.endswith("-") else name: str(two.theirs[what])
        for name, what in NAMES.items()
    }
    usual = {
        "note": "x",
        "text": "x",
        "reason": "x",
        "do": "",
        "all": "1",
        "sure": "1",
        "deed": "",
        "status": "resolved",
    }
    wrong: list[tuple[str, object]] = []
    before, tried = await traces_of(two), 0
    for route in routes_of(two.app):
        if not opens_for(route, role) or route.path.startswith(("/logout", "/switch", "/account")):
            continue
        tried += 1
        for more in ({}, usual):
            answer = await answer_of(two, route, role, {**two.ours, "number": 0}, fields | more)
            if SECRET.encode() in answer.body or answer.status >= 500:
                wrong.append((route.name, answer.status))
        if (after := await traces_of(two)) != before:
            wrong.append((route.name, [name for name in after if after[name] != before[name]]))
            before = after
    assert wrong == []
    assert tried > 60


@pytest.mark.parametrize("role", [Role.CONTACT_PERSON, Role.DEBT_SPECIALIST, Role.HOUSING_OFFICER])
async def test_nobody_looks_along_in_a_conversation_of_another_team(two: Two, role: Role) -> None:
    [beat] = [route for route in routes_of(two.app) if route.name == "POST /presence"]
    seen = {
        whose: await status_of(two, beat, role, {}, {"tab": whose, "conversation": str(ids["conversation_id"])})
        for whose, ids in (("ours", two.ours), ("theirs", two.theirs))
    }
    assert seen == {"ours": 200, "theirs": 404}
    async with two.parts.database.begin() as session:
        assert [one.tab for one in (await session.exec(select(Presence))).all()] == ["ours"]


async def test_an_emergency_opens_nothing_without_a_reason_and_is_written_down_with_one(two: Two) -> None:
    [opening] = [route for route in routes_of(two.app) if route.name in BY_DESIGN]
    assert await status_of(two, opening, Role.CONTACT_PERSON, two.theirs) == 400
    assert await opened(two) == []
    assert await status_of(two, opening, Role.CONTACT_PERSON, two.theirs, {"reason": REASON}) == 303
    [access] = await opened(two)
    async with two.parts.database.begin() as session:
        row = (await session.exec(select(AuditEntry).where(AuditEntry.action == "emergency.begun"))).one()
    assert (access.person_id, row.staff_id) == (two.theirs["person_id"], two.colleagues[Role.CONTACT_PERSON].id)


async def opened(two: Two) -> list[EmergencyAccess]:
    """What our contactperson opened in an emergency of another team's clients."""
    here = col(EmergencyAccess.person_id) == two.theirs["person_id"]
    mine = col(EmergencyAccess.staff_id) == two.colleagues[Role.CONTACT_PERSON].id
    async with two.parts.database.begin() as session:
        return list((await session.exec(select(EmergencyAccess).where(here, mine))).all())
