"""A client asks to see, correct or delete: from the chat to the report, with two colleagues and a link for once."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta

import httpx
import pytest
from sqlalchemy import text
from sqlmodel import select

from bot.web.app import create_app
from bot.web.parts import Parts
from storage import audit, conversations, messages, rights
from storage.audit import AuditEntry
from storage.checkins import CheckIn
from storage.conversations import Conversation
from storage.people import Person
from storage.pictures import Picture
from storage.rights import RightsRequest
from storage.staff import Role, StaffMember
from storage.steps import Step
from tests import talk
from tests.conftest import MORNING, Clock
from tests.desk import Browser, audited, browser
from tests.town import add_person, add_staff, add_team

HOSTILE = "<img src=x onerror=alert(1)>"


async def world(parts: Parts) -> tuple[StaffMember, StaffMember, Person]:
    """Two coordinators, and a client of whom there is something of everything."""
    async with parts.database.begin() as session:
        team = await add_team(session)
        first, second = [await add_staff(session, Role.COORDINATOR, team, name=n) for n in ("Eerste", "Tweede")]
        person = await add_person(session, name=f"Robin {HOSTILE}")
        thread = await conversations.ensure_for_person(session, person)
        await messages.say(session, conversation_id=thread.id, address_id=None, said=f"Dag {HOSTILE}", now=MORNING)
        session.add_all(
            [
                Step(person_id=person.id, what="de huisarts bellen"), CheckIn(person_id=person.id, mood="so_so"),
                Picture(person_id=person.id, png=b"\x89PNG\r\n\x1a\nx", alt="een brug"),
            ]
        )  # fmt: skip
        await audit.record(
            session, "conversation.read", now=MORNING, staff_id=person.contact_person_id, person_id=person.id
        )
    return first, second, person


async def opened(web: Browser, person: Person, kind: str) -> str:
    """A request that a colleague opened, and how the person was identified."""
    here = (await web.send("/admin/rights", person=str(person.id), kind=kind)).headers["location"].partition("?")[0]
    assert (await web.send(f"{here}/identify", how="aan tafel, ken haar al een jaar")).status_code == 303
    return str(here)


async def test_everything_comes_as_a_zip_by_a_link_that_works_once(parts: Parts, tell_time: Clock) -> None:
    first, _, person = await world(parts)
    async with browser(parts, first) as web:
        here = (await web.send("/admin/rights", person=str(person.id), kind="export")).headers["location"]
        here = here.partition("?")[0]
        assert (await web.send(f"{here}/ready")).status_code == 409, "nobody was identified yet"
        await web.send(f"{here}/identify", how="aan tafel")
        page = (await web.send(f"{here}/ready")).text
    link = "/my-data/" + page.split("/my-data/")[1].split('"')[0]
    transport = httpx.ASGITransport(app=create_app(parts), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test") as anybody:
        assert (await anybody.get("/my-data/nonsense")).status_code == 404
        assert [(await anybody.get(link)).status_code for _ in range(3)] == [200, 200, 200]
        given = await anybody.post(link)
        assert given.headers["content-type"] == "application/zip"
        assert (await anybody.post(link)).status_code == 404 and (await anybody.get(link)).status_code == 404
    packed = zipfile.ZipFile(io.BytesIO(given.content))
    assert packed.testzip() is None
    data = json.loads(packed.read("data.json"))
    assert (
        data["tables"]["step"][0]["what"] == "de huisarts bellen" and data["tables"]["check_in"][0]["mood"] == "so_so"
    )
    [picture] = data["files"]
    assert picture.endswith(".png") and packed.read(picture).startswith(b"\x89PNG")
    page = packed.read("index.html").decode()
    assert HOSTILE not in page and "&lt;img src=x" in page and picture in page and "gaat wel" in page
    assert "LEESMIJ.txt" in packed.namelist()
    assert [e.actor for e in await audited(parts, "rights.fetched")] == ["client"]
    async with parts.database.begin() as session:
        request = (await session.exec(select(RightsRequest))).one()
    assert request.state == "done" and str(request.token_hash) not in link
    assert tell_time() == MORNING


async def test_a_link_is_over_after_a_day(parts: Parts, tell_time: Clock) -> None:
    first, _, person = await world(parts)
    async with browser(parts, first) as web:
        here = await opened(web, person, "export")
        link = "/my-data/" + (await web.send(f"{here}/ready")).text.split("/my-data/")[1].split('"')[0]
        tell_time.pass_by(timedelta(hours=24, seconds=1))
        assert (await web.get(link)).status_code == 404


async def test_a_correction_keeps_what_was_wrong_and_what_is_right(parts: Parts) -> None:
    first, _, person = await world(parts)
    async with browser(parts, first) as web:
        here = await opened(web, person, "correction")
        assert (await web.send(f"{here}/correct", wrong="Jansen", right="")).status_code == 409
        assert (await web.send(f"{here}/correct", wrong="Jansen", right=HOSTILE)).status_code == 303
        page = (await web.get(here)).text
        assert "Jansen" in page and HOSTILE not in page
        other = await opened(web, person, "correction")
        assert (await web.send(f"{other}/correct", wrong="a", right="b", do="refuse")).status_code == 409
        assert (await web.send(f"{other}/correct", wrong="a", right="b", answer="nee", do="refuse")).status_code == 303
    async with parts.database.begin() as session:
        states = (await session.exec(select(RightsRequest.state, RightsRequest.answer))).all()
    assert sorted(states) == [("done", ""), ("refused", "nee")]


async def test_a_deletion_takes_two_colleagues_and_leaves_an_id_in_the_trail(parts: Parts) -> None:
    first, second, person = await world(parts)
    async with browser(parts, first) as one, browser(parts, second) as two:
        here = await opened(one, person, "deletion")
        assert (await one.send(f"{here}/delete", sure="1")).status_code == 409, "nobody proposed it"
        assert (await one.send(f"{here}/propose")).status_code == 303
        assert (await one.send(f"{here}/delete", sure="1")).status_code == 409, "four eyes"
        assert (await two.send(f"{here}/delete")).status_code == 409, "no tick"
        assert (await two.send(f"{here}/call-off")).status_code == 303
        assert (await two.send(f"{here}/delete", sure="1")).status_code == 409
        await one.send(f"{here}/propose")
        for _ in range(2):
            assert (await two.send(f"{here}/delete", sure="1")).status_code == 303
        page = (await two.get(here)).text
        assert "Voorgesteld door Eerste, gewist door Tweede." in page and "Robin" not in page
        assert "gewist (" in (await two.get("/admin/audit")).text
    async with parts.database.begin() as session:
        assert await session.get(Person, person.id) is None
        assert (await session.exec(select(Conversation).where(Conversation.person_id == person.id))).all() == []
        kept = (await session.exec(select(AuditEntry).where(AuditEntry.person_id == person.id))).all()
        request = (await session.exec(select(RightsRequest))).one()
    assert kept and "Robin" not in str([entry.model_dump() for entry in kept])
    assert request.report and request.report["gone"]["message"] == 1 and request.report["stays"]["audit_entry"] > 0
    assert len(await audited(parts, "rights.deleted")) == 1


@pytest.mark.parametrize("why", ["hold", "referral"])
async def test_what_stands_in_the_way_is_said(parts: Parts, why: str) -> None:
    first, _, person = await world(parts)
    async with browser(parts, first) as web:
        here = await opened(web, person, "deletion")
        if why == "hold":
            assert (await web.send("/admin/rights/hold", person=str(person.id), reason="")).status_code == 400
            await web.send("/admin/rights/hold", person=str(person.id), reason="rechtszaak")
        else:
            async with parts.database.begin() as session:
                thread = await conversations.of_person(session, person.id)
                assert thread is not None
                await session.execute(
                    text(
                        "INSERT INTO debt_referral (id, created_at, person_id, conversation_id, debt_types, words, "
                        "urgent, letters, stage, consent_at, consent_to, consent_purpose, consent_what, requested_on, "
                        "due_on) VALUES (gen_random_uuid(), now(), :p, :c, '[]', '', false, '{}', 'intake', now(), "
                        "'x', 'debt_help', '[]', '2026-01-01', '2026-01-29')"
                    ),
                    {"p": person.id, "c": thread.id},
                )
        refused = await web.send(f"{here}/propose")
        assert refused.status_code == 409
        assert {"hold": "bewaarplicht", "referral": "schuldhulp"}[why] in refused.text
        if why == "hold":
            assert "rechtszaak" in (await web.get("/admin/rights")).text
            await web.send("/admin/rights/hold", person=str(person.id), do="end")
            assert (await web.send(f"{here}/propose")).status_code == 303


async def test_somebody_asks_in_the_chat_who_looked_and_what_to_do(parts: Parts) -> None:
    async with parts.database.begin() as session:
        contact = await add_staff(session, Role.CONTACT_PERSON, await add_team(session), name="Noor")
    sam = await talk.client(parts.database, contact, now=MORNING)
    assert sam.person is not None
    assert "Ik zie niemand" in (await sam.says("wie heeft mijn gegevens bekeken?")).text
    async with parts.database.begin() as session:
        for _ in range(3):
            await audit.record(session, "conversation.read", now=MORNING, staff_id=contact.id, person_id=sam.person.id)
    heard = (await sam.says("wie heeft er in mijn dossier gekeken")).text
    assert "Noor, contactpersoon: 3 keer, het laatst op donderdag 26 november" in heard
    await sam.says("wat weet je van me", "privacy_request")
    assert (await sam.presses("button-privacy-delete")).has("privacy-passed-on")
    await sam.says("wat weet je van me", "privacy_request")
    await sam.presses("button-privacy-delete")
    async with parts.database.begin() as session:
        [(request, name)] = await rights.listed(session, ended=False)
    assert (request.kind, request.asked_by, name) == ("deletion", "client", "Sam")
    assert request.due_on == date(2026, 12, 26)
    assert await sam.tasks() == {"privacy": 2}
    assert len(await audited(parts, "privacy.looked")) == 2


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)), (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 5, 31), date(2027, 6, 30)),
    ],
)  # fmt: skip
def test_a_month_ends_on_the_same_day_or_the_last(day: date, last: date) -> None:
    assert rights.month_after(day) == last
