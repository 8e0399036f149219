"""How far a conversation is and whose, through the API, as another system asks for it."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator

import httpx
import pytest
from sqlmodel import select

from actions import human, merging
from bot.web.parts import Parts
from storage import conversations, labels, staff, tasks
from storage.conversations import Conversation
from storage.people import Person
from tests.conftest import Clock
from tests.town import add_person


@pytest.fixture
async def talk(parts: Parts) -> Conversation:
    async with parts.database.begin() as session:
        person = (await session.exec(select(Person).order_by(Person.display_name))).first()
        assert person is not None
        return await conversations.ensure_for_person(session, person)


@pytest.fixture
async def api(server: str, parts: Parts) -> AsyncIterator[httpx.AsyncClient]:
    async with parts.database.begin() as session:
        member = await staff.by_username(session, "contactpersoon")
        assert member is not None
        token = await staff.make_api_token(session, member, parts.now())
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=f"{server}/api/v1", headers=headers, timeout=20) as client:
        yield client


async def shown(api: httpx.AsyncClient, talk: Conversation) -> dict[str, object]:
    items = (await api.get("/conversations")).json()["items"]
    return next(item for item in items if item["id"] == str(talk.id))


async def test_a_system_puts_off_and_gives_away(
    api: httpx.AsyncClient, parts: Parts, talk: Conversation, tell_time: Clock
) -> None:
    here = f"/conversations/{talk.id}"
    async with parts.database.begin() as session:
        wonen = await staff.by_username(session, "wonen")
        assert wonen is not None
        label = await labels.make(session, "Huur", None, tell_time())
        await labels.put_on(session, talk.id, label.id, wonen.id, tell_time())
    body = {"status": "snoozed", "until": "2026-11-27T09:00:00+01:00"}
    assert (await api.post(f"{here}/status", json=body)).json() == {
        "status": "snoozed", "snoozedUntil": body["until"],
    }  # fmt: skip
    assert (await api.post(f"{here}/assignment", json={"assignedTo": str(wonen.id)})).json() == {
        "assignedTo": str(wonen.id)
    }
    found = await shown(api, talk)
    assert (found["status"], found["assignedTo"]) == ("open", str(wonen.id)), "for somebody new it is open"
    assert (found["priority"], found["labels"]) == ("normal", ["Huur"])
    assert (await api.post(f"{here}/assignment", json={"assignedTo": None})).json() == {"assignedTo": None}


async def test_what_would_be_lost_from_sight_is_refused(
    api: httpx.AsyncClient, parts: Parts, talk: Conversation, tell_time: Clock
) -> None:
    here = f"/conversations/{talk.id}"
    async with parts.database.begin() as session:
        await tasks.raise_task(
            session, kind="crisis", conversation_id=talk.id, now=tell_time(), priority=tasks.URGENT
        )  # fmt: skip
    refused = await api.post(f"{here}/status", json={"status": "resolved", "finishTasks": True})
    assert (refused.status_code, refused.headers["content-type"]) == (409, "application/problem+json")
    assert "crisis" in refused.json()["detail"] and (await shown(api, talk))["priority"] == "urgent"
    for wrong in ({"status": "snoozed"}, {"status": "open", "until": "2026-11-27T09:00:00+01:00"}, {"status": "gone"}):
        assert (await api.post(f"{here}/status", json=wrong)).status_code == 400
    nobody = {"assignedTo": str(uuid.uuid4())}
    assert (await api.post(f"{here}/assignment", json=nobody)).status_code == 409
    assert (await api.post(f"/conversations/{uuid.uuid4()}/status", json={"status": "open"})).status_code == 404


async def test_an_answer_of_another_system_waits_for_the_client(
    api: httpx.AsyncClient, parts: Parts, talk: Conversation
) -> None:
    async with parts.database.begin() as session:
        member = await staff.by_username(session, "contactpersoon")
        assert member is not None
        await human.take_over(session, talk.id, member, parts.now())
    assert (await api.post(f"/conversations/{talk.id}/messages", json={"text": "Hoi"})).status_code == 201
    found = await shown(api, talk)
    assert (found["status"], found["assignedTo"]) == ("waiting", str(member.id))


async def test_a_system_hears_of_who_was_merged_once(
    api: httpx.AsyncClient, parts: Parts, talk: Conversation, tell_time: Clock
) -> None:
    async with parts.database.begin() as session:
        contact = await staff.by_username(session, "contactpersoon")
        assert contact is not None
        other = await add_person(session, contact, "Sammie")
        theirs = await conversations.ensure_for_person(session, other)
    kept, gone = {str(talk.person_id), str(talk.id)}, {str(other.id), str(theirs.id)}
    async with parts.database.begin() as session:
        await merging.merge(session, talk.id, theirs.id, choices={}, staff=contact, now=tell_time())
    listed = {item["id"] for path in ("/clients", "/conversations") for item in (await api.get(path)).json()["items"]}
    assert kept <= listed and not gone & listed
