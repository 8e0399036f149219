"""The pages on which colleagues keep the desks of debt help, over HTTP: who may, what is kept and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from bot.web.parts import Parts
from storage import conversations, desks
from storage.debts import DebtReferral
from storage.desks import DebtDesk
from storage.people import Person
from storage.staff import StaffMember
from tests.editors import NEW, OFFICE, Browser, changes, desk, signed_in

pytest_plugins = ("tests.fixtures_editors",)


@pytest.mark.parametrize("path", ["/desks", f"/desks/{NEW}", "/desks/routes?municipality=Almelo", "/help-places",
                                  f"/help-places/{NEW}"])  # fmt: skip
@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("coordinator", 200), ("beheer", 200), ("contactpersoon", 403), ("schulden", 403), ("nachtdienst", 403),
        ("wonen", 403),
    ],
)  # fmt: skip
async def test_only_who_may_edit_desks_sees_them(parts: Parts, path: str, username: str, status: int) -> None:
    async for browser in signed_in(parts, username):
        assert (await browser.web.get(path)).status_code == status


@pytest.mark.parametrize(
    "path", [f"/desks/{NEW}", f"/desks/{NEW}/off", f"/desks/{NEW}/on", f"/desks/{NEW}/checked", "/desks/routes",
             f"/help-places/{NEW}", f"/help-places/{NEW}/off", f"/help-places/{NEW}/on", f"/help-places/{NEW}/checked"],
)  # fmt: skip
async def test_nobody_else_changes_them_and_no_form_of_a_stranger_does(
    parts: Parts, coordinator: Browser, path: str
) -> None:
    assert (await coordinator.web.post(path, data={"name": "x"})).status_code == 403  # without the token of our form
    async for browser in signed_in(parts, "contactpersoon"):
        await browser.opens("/inbox")
        token = browser.fields["csrf_token"]
        assert (await browser.web.post(path, data={"csrf_token": token})).status_code == 403


async def test_a_page_about_nothing_is_not_found(coordinator: Browser) -> None:
    await coordinator.opens("/desks")
    for path in (f"/desks/{NEW}/off", f"/desks/{NEW}/checked", f"/help-places/{NEW}/on"):
        assert (await coordinator.sends(path)).status_code == 404
    assert (await coordinator.web.get("/desks/routes?municipality=Atlantis")).status_code == 404


# ---------------------------------------------------------------- desks


async def test_a_new_desk_counts_at_once_and_is_written_down(parts: Parts, coordinator: Browser) -> None:
    await coordinator.opens(f"/desks/{NEW}")
    said = {"name": "  Loket   Zuid ", "phone": "0546 00 00 99", "decision_weeks": "6", "last_checked_on": "2026-11-25"}
    for _ in range(2):  # the same form twice is one desk
        answer = await coordinator.sends(f"/desks/{NEW}", said)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/desks?done=kept")
    made = await desk(parts, "Loket Zuid")
    assert (made.phone, made.decision_weeks, made.last_checked_on) == ("0546 00 00 99", 6, date(2026, 11, 25))
    [entry] = await changes(parts, "desk.changed")
    assert entry.details["of"] == str(NEW) and entry.details["changed"]["name"] == ["", "Loket Zuid"]
    page = await coordinator.opens("/desks?done=kept")
    assert "Loket Zuid" in page and "Het loket is bewaard" in page and "Staat nergens in de tabel" in page


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": ""}, "Vul dit in."),
        ({"name": "x" * 121}, "te lang"),
        ({"name": "geldloket (VOORBEELD)"}, "al een loket met deze naam"),
        ({"phone": "bel maar"}, "telefoonnummer"),
        ({"decision_weeks": "0"}, "van 1 tot 26"),
        ({"decision_weeks": "zes"}, "van 1 tot 26"),
        ({"last_checked_on": "2026-11-27"}, "nog niet geweest"),
        ({"last_checked_on": "gisteren"}, "Vul een dag in"),
        ({"recipient": f"staff:{NEW}"}, "werkt hier niet meer"),
        ({"phone": ""}, "Geef een telefoon of een adres"),
    ],
)
async def test_what_cannot_be_is_said_and_nothing_is_kept(
    parts: Parts, coordinator: Browser, changed: dict[str, str], says: str
) -> None:
    await coordinator.opens(f"/desks/{NEW}")
    answer = await coordinator.sends(f"/desks/{NEW}", {"name": "Zuid", "phone": "0546 1", "hours": "altijd"} | changed)
    page = coordinator.reads(answer)
    assert answer.status_code == 400 and says in page and 'aria-invalid="true"' in page
    assert coordinator.fields["hours"] == "altijd"  # what was typed stays
    assert await changes(parts, "desk.changed") == []


async def test_two_who_edit_at_once_do_not_overwrite_each_other(
    parts: Parts, coordinator: Browser, admin: Browser
) -> None:
    here = f"/desks/{(await desk(parts, OFFICE)).id}"
    await coordinator.opens(here)
    await admin.opens(here)
    assert (await coordinator.sends(here, {"phone": "0546 00 00 77"})).status_code == 303
    answer = await admin.sends(here, {"hours": "altijd"})
    page = admin.reads(answer)
    assert answer.status_code == 409 and "Iemand anders veranderde dit net" in page and "Net veranderd" in page
    assert (admin.fields["phone"], admin.fields["hours"]) == ("0546 00 00 77", "altijd")
    assert (await desk(parts, OFFICE)).hours != "altijd"
    assert (await admin.sends(here)).status_code == 303  # having seen it, it is kept
    both = await desk(parts, OFFICE)
    assert (both.phone, both.hours) == ("0546 00 00 77", "altijd")
    page = await admin.opens(here)
    assert "Coördinator Voorbeeld" in page and "Beheerder Voorbeeld" in page
    assert "<del>0546 00 00 13</del>" in page and "<ins>0546 00 00 77</ins>" in page


async def test_a_form_that_lost_what_it_showed_changes_nothing(parts: Parts, coordinator: Browser) -> None:
    here = f"/desks/{(await desk(parts, OFFICE)).id}"
    for was in ("", "{", "[]", '{"name": 1}'):
        await coordinator.opens(here)
        assert (await coordinator.sends(here, {"was": was, "hours": "altijd"})).status_code == 409
    assert (await desk(parts, OFFICE)).hours != "altijd"


async def test_checked_today_is_one_tap(parts: Parts, coordinator: Browser) -> None:
    assert "Nakijken: laatst op" in await coordinator.opens("/desks")
    for _ in range(2):
        answer = await coordinator.sends(f"/desks/{(await desk(parts, OFFICE)).id}/checked")
        assert answer.headers["Location"] == "/desks?done=checked"
    assert (await desk(parts, OFFICE)).last_checked_on == date(2026, 11, 26)
    assert len(await changes(parts, "desk.changed")) == 1


async def test_a_desk_that_is_needed_stays_and_says_what_to_do(parts: Parts, coordinator: Browser) -> None:
    known = await desk(parts, OFFICE)
    async with parts.database.begin() as session:
        person = (await session.exec(select(Person))).first()
        assert person is not None
        conversation = await conversations.of_person(session, person.id)
        assert conversation is not None
        now = datetime(2026, 11, 20, tzinfo=UTC)
        session.add(
            DebtReferral(
                person_id=person.id, conversation_id=conversation.id, consent_at=now, consent_to="x", desk_id=known.id,
                requested_on=now.date(), due_on=now.date(),
            )
        )  # fmt: skip
    await coordinator.opens(f"/desks/{known.id}")
    answer = await coordinator.sends(f"/desks/{known.id}/off")
    page = coordinator.reads(answer)
    assert answer.status_code == 409 and "Rijssen-Holten; Twenterand" in page and "1 open vraag" in page
    assert (await desk(parts, OFFICE)).active
    async with parts.database.begin() as session:
        for municipality in ("Rijssen-Holten", "Twenterand"):
            await desks.set_own(session, municipality, None, normal=None, urgent=None)
    page = coordinator.reads(await coordinator.sends(f"/desks/{known.id}/off"))
    assert "1 open vraag" in page and "krijgt nog vragen uit" not in page and (await desk(parts, OFFICE)).active
    async with parts.database.begin() as session:
        [referral] = (await session.exec(select(DebtReferral))).all()
        referral.closed_at, referral.closed_as = now, "done"
    assert (await coordinator.sends(f"/desks/{known.id}/off")).headers["Location"] == "/desks?done=off"
    assert not (await desk(parts, OFFICE)).active
    assert "Niet in gebruik (1)" in await coordinator.opens("/desks")
    assert (await coordinator.sends(f"/desks/{known.id}/on")).headers["Location"] == "/desks?done=on"
    assert (await desk(parts, OFFICE)).active and len(await changes(parts, "desk.changed")) == 2


async def test_a_name_that_was_given_away_keeps_a_desk_out_of_use(parts: Parts, coordinator: Browser) -> None:
    async with parts.database.begin() as session:
        session.add(DebtDesk(id=NEW, name=OFFICE, active=False))
    await coordinator.opens(f"/desks/{NEW}")
    answer = await coordinator.sends(f"/desks/{NEW}/on")
    assert answer.status_code == 409 and "al een loket met deze naam" in answer.text


async def test_a_colleague_who_left_has_to_be_replaced(parts: Parts, coordinator: Browser) -> None:
    known = await desk(parts, "Spoed schulden (voorbeeld)")
    async with parts.database.begin() as session:
        member = await session.get_one(StaffMember, known.staff_id)
        member.active = False
    await coordinator.opens(f"/desks/{known.id}")
    answer = await coordinator.sends(f"/desks/{known.id}", {"recipient": f"staff:{known.staff_id}", "hours": "nooit"})
    assert answer.status_code == 400 and "werkt hier niet meer" in answer.text
