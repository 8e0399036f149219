"""The audit trail as a page and a file, and emergency access: who may, what is written down, what is escaped."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from actions.permissions import May, may
from bot.web.parts import Parts
from storage import audit, conversations, messages, tasks
from storage.people import Person
from storage.staff import STAFF_ROLES, Role, StaffMember
from tests.conftest import MORNING, Clock
from tests.desk import audited, browser
from tests.town import add_person, add_staff, add_team

HOSTILE = "<script>alert('x')</script>=1+1"


async def world(parts: Parts, name: str = "Robin") -> tuple[StaffMember, Person]:
    """A coordinator, and a client of another team."""
    async with parts.database.begin() as session:
        coordinator = await add_staff(session, Role.COORDINATOR, await add_team(session), name="Coor")
        return coordinator, await add_person(session, name=name)


@pytest.mark.parametrize("role", STAFF_ROLES)
async def test_only_who_accounts_for_it_reads_the_trail(parts: Parts, role: Role) -> None:
    async with parts.database.begin() as session:
        member = await add_staff(session, role, await add_team(session))
    pages = ("/admin/audit", "/admin/audit.csv", "/admin/rights", "/admin/retention", "/admin/retention/chat")
    async with browser(parts, member) as web:
        for page in pages:
            answer = await web.get(page)
            needed = May.SEE_AUDIT if "audit" in page else May.HANDLE_RIGHTS
            assert answer.status_code == (200 if may(role, needed) else 403), page


async def test_a_search_tells_in_sentences_and_is_told_itself(parts: Parts) -> None:
    coordinator, person = await world(parts, HOSTILE)
    async with parts.database.begin() as session:
        await audit.record(
            session, "conversation.read", now=MORNING, staff_id=person.contact_person_id, person_id=person.id
        )
    async with browser(parts, coordinator) as web:
        page = (await web.get(f"/admin/audit?person={person.id}")).text
        assert "heeft het gesprek gelezen" in page and "<script>alert" not in page and "&lt;script&gt;" in page
        file = (await web.get(f"/admin/audit.csv?person={person.id}")).text
        assert "heeft het gesprek gelezen" in file
        assert "Wie bedoel je?" in (await web.get("/admin/audit?name=voorbeeld")).text
        assert "Niemand heet zo." in (await web.get("/admin/audit?name=zzzz")).text
        for odd in ("person=x", "first=2026-99-99", "colleague=%00", "before=1"):
            assert (await web.get(f"/admin/audit?{odd}")).status_code == 200
    searched = await audited(parts, "audit.searched")
    assert searched[0].person_id == person.id and searched[0].place == "GET /admin/audit"
    assert searched[0].role == "coordinator" and searched[0].session
    assert [e.person_id for e in await audited(parts, "audit.exported")] == [person.id]


async def test_a_long_trail_is_read_page_by_page(parts: Parts) -> None:
    coordinator, person = await world(parts)
    async with parts.database.begin() as session:
        for each in range(120):
            await audit.record(session, "x.y", now=MORNING + timedelta(seconds=each), person_id=person.id)
    seen, address = 0, f"/admin/audit?person={person.id}&action=x.y"
    async with browser(parts, coordinator) as web:
        while address:
            page = (await web.get(address)).text
            seen += page.count("(x.y)") - page.count(">(x.y)</option>")
            more = page.partition('href="/admin/audit?')[2] if "Ouder" not in page else ""
            links = [part.split('"')[0] for part in page.split('href="')[1:]]
            older = [one.replace("&amp;", "&") for one in links if "before=" in one]
            address = older[0] if older else ""
            assert more is not None
    assert seen == 120


async def test_a_colleague_of_another_team_gets_an_hour_with_a_reason(parts: Parts, tell_time: Clock) -> None:
    coordinator, person = await world(parts, f"Robin {HOSTILE}")
    async with parts.database.begin() as session:
        night = await add_staff(session, Role.NIGHT_STAFF, await add_team(session), name="Nachtwacht")
        thread = await conversations.ensure_for_person(session, person)
        await messages.say(session, conversation_id=thread.id, address_id=None, said="Dag <b>Robin</b>", now=MORNING)
    reason = "Ligt buiten bewustzijn bij de deur"
    async with browser(parts, night) as web:
        assert (await web.send("/emergency", name="Robin", reason="kort")).status_code == 400
        assert (await web.send(f"/emergency/{person.id}", reason="")).status_code == 400
        found = (await web.send("/emergency", name="Robin", reason=reason)).text
        assert f"/emergency/{person.id}" in found and "<script>alert" not in found
        opened = await web.send(f"/emergency/{person.id}", reason=reason)
        here = opened.headers["location"]
        page = (await web.get(here)).text
        assert "Dag &lt;b&gt;Robin&lt;/b&gt;" in page and "tot 11:00" in page
        tell_time.pass_by(timedelta(minutes=61))
        assert (await web.get(here)).status_code == 404
    async with browser(parts, coordinator) as web:
        page = (await web.get("/admin/audit")).text
    assert "Noodtoegang" in page and reason in page and "deed-row--red" in page
    assert [e.reason for e in await audited(parts, "emergency.read")] == [reason]
    async with parts.database.begin() as session:
        [task] = await tasks.open_tasks(session, thread.id)
    assert task.level == tasks.COORDINATOR and reason in task.words


async def test_emergency_access_can_be_given_back_and_is_nobody_elses(parts: Parts) -> None:
    coordinator, person = await world(parts)
    async with parts.database.begin() as session:
        other = await add_staff(session, Role.CONTACT_PERSON, await add_team(session))
    async with browser(parts, other) as web, browser(parts, coordinator) as second:
        here = (await web.send(f"/emergency/{person.id}", reason="Dreigt met springen")).headers["location"]
        assert (await second.get(here)).status_code == 404
        assert (await web.send(f"/emergency/{uuid.uuid4()}", reason="Dreigt met springen")).status_code == 404
        assert (await web.send(f"{here}/end")).status_code == 303
        assert (await web.send(f"{here}/end")).status_code == 303
        assert (await web.get(here)).status_code == 404
    assert len(await audited(parts, "emergency.ended")) == 1
