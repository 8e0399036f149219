"""Ready replies: made, changed with a history, put away; chosen in an answer, filled in, and counted when sent."""

from __future__ import annotations

import uuid

from sqlmodel import select

from bot.web.parts import Parts
from storage.audit import AuditEntry
from storage.messages import Message
from storage.people import Person
from storage.replies import ReadyReply
from storage.staff import Team
from tests.colleague import Colleague, signed_in

pytest_plugins = ("tests.fixtures_colleague",)
NEW = {"name": "Bellen", "shortcut": "/Bel-even", "team_id": "", "nl": "Hoi {naam}.\r\n\r\nBel {ik} even.", "en": ""}


async def keeps(noor: Colleague, reply_id: uuid.UUID, **fields: str) -> int:
    """Fill in the form of a ready reply."""
    await noor.opens(f"/replies/{reply_id}")
    answer = await noor.sends(f"/replies/{reply_id}", NEW | fields, form=f"/replies/{reply_id}")
    return answer.status_code


async def kept(parts: Parts, reply_id: uuid.UUID) -> ReadyReply | None:
    async with parts.database.begin() as session:
        return await session.get(ReadyReply, reply_id)


async def test_one_is_made_changed_and_its_history_told(noor: Colleague, parts: Parts) -> None:
    new = uuid.uuid4()
    assert await keeps(noor, new) == 200
    made = await kept(parts, new)
    assert made is not None and (made.shortcut, made.nl) == ("bel-even", "Hoi {naam}.\n\nBel {ik} even.")
    assert await keeps(noor, new, name="Bel me") == 200
    await noor.opens(f"/replies/{new}")
    assert "<del>Bellen</del>" in noor.page and "<ins>Bel me</ins>" in noor.page
    assert "Bel me" in await noor.opens("/replies")


async def test_what_stapje_cannot_fill_in_is_refused(noor: Colleague, parts: Parts) -> None:
    new = uuid.uuid4()
    for fields in (
        {"nl": "Hoi {voornaam}"}, {"en": "Hi {name}"}, {"shortcut": "a b"}, {"nl": ""}, {"team_id": str(uuid.uuid4())},
        {"shortcut": "hoi"},
    ):  # fmt: skip
        assert await keeps(noor, new, **fields) == 400, fields
    assert await kept(parts, new) is None


async def test_a_team_sees_its_own_and_everybodys(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    async with parts.database.begin() as session:
        other = Team(name="Team Elders", organisation="Elders", municipality="Wierden")
        session.add(other)
        await session.flush()
        theirs = ReadyReply(shortcut="hunne", name="Van elders", nl="x", team_id=other.id)
        session.add(theirs)
    assert (await noor.web.get(f"/replies/{theirs.id}")).status_code == 404
    assert "Van elders" not in await noor.opens("/replies")
    listed = (await noor.web.get(f"/inbox/{here}/ready")).json()
    assert "hoi" in {one["shortcut"] for one in listed} and "hunne" not in {one["shortcut"] for one in listed}
    async with signed_in(parts, "coordinator") as everywhere:
        assert "Van elders" in await everywhere.opens("/replies")


async def test_one_that_is_put_away_is_not_offered_and_comes_back(
    noor: Colleague, here: uuid.UUID, parts: Parts
) -> None:
    async with parts.database.begin() as session:
        hello = (await session.exec(select(ReadyReply).where(ReadyReply.shortcut == "hoi"))).one()
    await noor.opens(f"/replies/{hello.id}")
    await noor.sends(f"/replies/{hello.id}/off", {}, form="/off")
    assert "hoi" not in {one["shortcut"] for one in (await noor.web.get(f"/inbox/{here}/ready")).json()}
    await noor.opens("/replies")
    await noor.sends(f"/replies/{hello.id}/on", {}, form=f"{hello.id}/on")
    assert "hoi" in {one["shortcut"] for one in (await noor.web.get(f"/inbox/{here}/ready")).json()}


async def test_chosen_without_script_filled_in_changed_and_counted(
    noor: Colleague, here: uuid.UUID, parts: Parts
) -> None:
    async with parts.database.begin() as session:
        hello = (await session.exec(select(ReadyReply).where(ReadyReply.shortcut == "hoi"))).one()
    await noor.replies(here, "Even dit:", deed="fill", ready=str(hello.id))
    filled = "Hoi Voorbeeldcliënt 1, ik ben Contactpersoon Voorbeeld van Team Voorbeeld."
    assert f"Even dit:\n\n{filled}" in noor.page
    await noor.sends(f"/inbox/{here}/reply", {"text": "Hoi Sam."}, form="/reply")
    async with parts.database.begin() as session:
        assert (await session.get_one(ReadyReply, hello.id)).used == 1
        said = (await session.exec(select(Message.text).where(Message.sender == "human"))).all()
    assert said == ["Hoi Sam."]


async def test_the_next_appointment_is_filled_in_and_an_unknown_shelter_is_a_gap(
    noor: Colleague, here: uuid.UUID
) -> None:
    texts = {one["shortcut"]: one["text"] for one in (await noor.web.get(f"/inbox/{here}/ready")).json()}
    assert "We zien elkaar op zaterdag 28 november om 14:30." in texts["afspraak"]
    assert "bij [vul in: opvang]." in texts["opvang"]


async def test_names_of_clients_are_no_texts_of_ours(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    async with parts.database.begin() as session:
        person = (await session.exec(select(Person).where(Person.display_name == "Voorbeeldcliënt 1"))).one()
        person.display_name = "<img src=x> {ik}"
    texts = {one["shortcut"]: one["text"] for one in (await noor.web.get(f"/inbox/{here}/ready")).json()}
    assert texts["hoe"] == "Hoi <img src=x> {ik}, hoe gaat het met je?", "as it is; the page puts it in as text"
    assert "<img src=x>" not in await noor.opens(f"/inbox/{here}")


async def test_night_staff_change_nothing(parts: Parts) -> None:
    async with signed_in(parts, "nachtdienst") as night:
        assert (await night.web.get("/replies")).status_code == 403


async def test_changes_are_written_down(noor: Colleague, parts: Parts) -> None:
    await keeps(noor, uuid.uuid4())
    async with parts.database.begin() as session:
        [row] = (await session.exec(select(AuditEntry).where(AuditEntry.action == "reply.changed"))).all()
    assert row.staff_id is not None
