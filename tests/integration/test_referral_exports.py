"""The queue for other systems: a harmless file, contacts of a known shape, the API's list."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from bot.web.app import create_app
from bot.web.parts import Parts
from storage import staff
from storage.debts import ADMINISTRATIONS, EXITS, STAGES, DebtReferral
from storage.staff import Role, StaffMember
from tests.desk import Desk, ask, browser, make_desk
from tests.town import add_person

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "klantinteracties" / "klantcontact.json").read_text("utf-8"))
SHAPE = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


@pytest.fixture
async def desk(parts: Parts) -> Desk:
    """A desk; nothing waits at it."""
    async with parts.database.begin() as session:
        return await make_desk(session, "=Schuldhulp Oost")


async def asked(parts: Parts, desk: Desk, **about: Any) -> DebtReferral:
    """A request of a client of their own at the desk."""
    async with parts.database.begin() as session:
        return await ask(session, await add_person(session, desk.contact, name="@Sam"), desk.desk, **about)


# ---------------------------------------------------------------- a file


async def test_the_file_opens_in_a_spreadsheet_and_runs_nothing(parts: Parts, desk: Desk) -> None:
    await asked(
        parts, desk, municipality="=1+1", threat="eviction", urgent=True, threat_on=date(2026, 12, 4),
        words="+schaamte",
    )  # fmt: skip
    async with browser(parts, desk.specialist) as here:
        answer = await here.get("/referrals.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="schuldhulp-2026-11-26.csv"'
    head, line = answer.content.decode("utf-8-sig").splitlines()
    cells = dict(zip(head.split(";"), line.split(";"), strict=True))
    assert cells["Gemeente"] == "'=1+1" and cells["Loket"] == "'=Schuldhulp Oost"
    assert (cells["Spoed"], cells["Wat dreigt"], cells["Datum van de dreiging"]) == (
        "ja",
        "huisuitzetting",
        "2026-12-04",
    )
    assert (cells["Eerste gesprek uiterlijk"], cells["Fase"]) == ("2026-12-24", "Nieuw")


async def test_the_file_has_neither_names_nor_own_words(parts: Parts, desk: Desk) -> None:
    await asked(parts, desk, words="Ik schaam me zo.")
    async with browser(parts, desk.specialist) as here:
        said = (await here.get("/referrals.csv")).text
    assert "Sam" not in said and "schaam" not in said


async def test_the_file_is_filtered_as_the_page_is(parts: Parts, desk: Desk) -> None:
    for municipality in ("Almelo", "Wierden"):
        await asked(parts, desk, municipality=municipality)
    async with browser(parts, desk.specialist) as here:
        said = (await here.get("/referrals.csv?municipality=Wierden")).text
    assert "Wierden" in said and "Almelo" not in said


# ---------------------------------------------------------------- contacts


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("taken", [True, False])
async def test_every_contact_has_the_shape(parts: Parts, desk: Desk, stage: str, taken: bool) -> None:
    over = {"closed_at": parts.now(), "closed_as": EXITS[0]} if stage == "closed" else {}
    who = {"staff_id": desk.specialist.id, "accepted_at": parts.now()} if taken else {}
    await asked(parts, desk, stage=stage, administration=ADMINISTRATIONS[1], letters=[7], **over, **who)
    async with browser(parts, desk.specialist) as here:
        show = "closed" if over else "open"
        [contact] = (await here.get(f"/referrals/klantcontacten.json?show={show}")).json()["klantcontacten"]
    SHAPE.validate(contact)
    assert contact["internetaken"][0]["status"] == (
        "te_verwerken" if stage in ("registration", "crisis", "intake") else "verwerkt"
    )
    assert len(contact["actoren"]) == (2 if taken else 1)


async def test_a_contact_says_what_was_agreed_and_what_is_asked(parts: Parts, desk: Desk) -> None:
    made = await asked(parts, desk, threat="cut_off", consent_what=["threat", "municipality"])
    async with browser(parts, desk.specialist) as here:
        answer = await here.get(f"/referrals/{made.id}/klantcontact.json")
    contact = answer.json()
    SHAPE.validate(contact)
    about = contact["klantcontact"]
    assert about["inhoud"] == "Wat dreigt: afsluiting van energie of water, datum onbekend\nWaar: Almelo"
    assert (about["initiatiefnemer"], about["plaatsgevondenOp"]) == ("klant", "2026-11-26T10:00:00+01:00")
    assert contact["betrokkenen"][0]["wasPartij"] == {"uuid": str(made.person_id)}
    [task] = contact["internetaken"]
    assert (task["gevraagdeHandeling"], task["toelichting"]) == ("Eerste gesprek", "Uiterlijk donderdag 24 december.")
    assert "adres" not in answer.text.lower()


async def test_a_contact_holds_no_remark_of_a_colleague(parts: Parts, desk: Desk) -> None:
    made = await asked(parts, desk)
    async with browser(parts, desk.specialist) as here:
        form = {"stage": "crisis", "on": "2026-11-26", "words": "Moeilijk gesprek."}
        await here.send(f"/referrals/{made.id}/stage", **form)
        assert "Moeilijk" not in (await here.get(f"/referrals/{made.id}/klantcontact.json")).text


def test_the_shape_refuses_what_the_draft_does_not_know() -> None:
    assert not SHAPE.is_valid({"klantcontact": {}})


# ---------------------------------------------------------------- the API


@pytest.fixture
async def api(parts: Parts) -> AsyncIterator[httpx.AsyncClient]:
    """Another system."""
    transport = httpx.ASGITransport(app=create_app(parts))
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test/api/v1") as api:
        yield api


async def listed(parts: Parts, api: httpx.AsyncClient, who: StaffMember) -> list[dict[str, Any]]:
    """What the API lists for this colleague."""
    async with parts.database.begin() as session:
        token = await staff.make_api_token(session, who, parts.now())
    answer = await api.get("/referrals", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_the_api_lists_terms_desk_and_stage(parts: Parts, api: httpx.AsyncClient, desk: Desk) -> None:
    made = await asked(parts, desk, urgent=True, decision_due_on=date(2027, 1, 21), accepted_at=parts.now())
    [item] = await listed(parts, api, desk.specialist)
    known = {"id": str(made.id), "urgent": True, "stage": "registration", "dueOn": "2026-12-24"}
    assert item | known | {"decisionDueOn": "2027-01-21", "deskName": "=Schuldhulp Oost"} == item
    assert item["acceptedAt"].startswith("2026-11-26T") and "words" not in item


async def test_the_api_shows_what_the_page_shows(parts: Parts, api: httpx.AsyncClient, desk: Desk) -> None:
    made = await asked(parts, desk)
    async with parts.database.begin() as session:
        other = await make_desk(session, "Schuldhulp West")
    assert await listed(parts, api, other.specialist) == []
    assert [item["id"] for item in await listed(parts, api, desk.contact)] == [str(made.id)]
    async with parts.database.begin() as session:
        coordinator = StaffMember(username="c", display_name="C", role=Role.COORDINATOR)
        session.add(coordinator)
    assert [item["id"] for item in await listed(parts, api, coordinator)] == [str(made.id)]
