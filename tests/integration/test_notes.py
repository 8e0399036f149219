"""Private notes: for colleagues only, by name where one is called, and one's own to change or take back."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

from sqlmodel import select

from bot.web.parts import Parts
from storage import messages, notes, staff
from storage.audit import AuditEntry
from storage.messages import Message
from storage.outbox import Outbound
from storage.staff import Role, StaffMember, Team
from tests.colleague import Colleague, signed_in
from tests.conftest import Clock

pytest_plugins = ("tests.fixtures_colleague",)


async def unseen(parts: Parts, username: str) -> list[uuid.UUID]:
    """Where this colleague is called and has not looked yet."""
    async with parts.database.begin() as session:
        who = await staff.by_username(session, username)
        assert who is not None
        return await notes.unseen_mentions(session, who.id)


def note_id(page: str) -> str:
    """The first note on a page."""
    found = re.search(r'id="note-([0-9a-f-]{36})"', page)
    assert found
    return found[1]


async def test_a_note_never_reaches_a_channel(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    async with parts.database.begin() as session:
        before = len(await messages.latest(session, here))
    await noor.notes(here, "Let op: <i>belt</i> liever niet")
    assert "Alleen collega&#39;s zien hem" in noor.page or "Alleen collega's zien hem" in noor.page
    assert "Let op: &lt;i&gt;belt&lt;/i&gt; liever niet" in noor.page and 'class="note"' in noor.page
    async with parts.database.begin() as session:
        assert len(await messages.latest(session, here)) == before
        assert (await session.exec(select(Outbound))).all() == []
        assert (await session.exec(select(Message).where(Message.text.contains("Let op")))).all() == []  # type: ignore[attr-defined]


async def test_the_address_of_answers_takes_no_note_and_the_other_way_round(
    noor: Colleague, here: uuid.UUID, parts: Parts
) -> None:
    await noor.opens(f"/inbox/{here}")
    as_answer = await noor.sends(f"/inbox/{here}/reply", {"note": "alleen voor ons"}, form="/reply")
    as_note = await noor.sends(f"/inbox/{here}/notes", {"text": "voor Sam"}, form="/notes")
    assert {as_answer.status_code, as_note.status_code} == {409}
    async with parts.database.begin() as session:
        assert (await session.exec(select(Message).where(Message.sender == "human"))).all() == []
        assert await notes.of_conversation(session, here) == []


async def test_a_colleague_is_called_by_name_and_sees_it_when_they_look(
    noor: Colleague, here: uuid.UUID, parts: Parts
) -> None:
    await noor.notes(here, "@Woonmedewerker Voorbeeld kijk jij mee?")
    assert await unseen(parts, "wonen") == [here] and await unseen(parts, "schulden") == []
    async with signed_in(parts, "wonen") as colleague:
        assert "Geroepen: Woonmedewerker Voorbeeld" in await colleague.opens(f"/inbox/{here}")
    assert await unseen(parts, "wonen") == []


async def test_without_script_a_list_calls(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    async with parts.database.begin() as session:
        who = await staff.by_username(session, "schulden")
        assert who is not None
    await noor.notes(here, "Kijk jij mee?", mention=str(who.id))
    assert await unseen(parts, "schulden") == [here]


async def test_who_may_not_see_the_conversation_cannot_be_called(
    noor: Colleague, here: uuid.UUID, parts: Parts
) -> None:
    async with parts.database.begin() as session:
        other = Team(name="Team Elders", organisation="Elders", municipality="Wierden")
        session.add(other)
        await session.flush()
        stranger = StaffMember(
            username="elders", display_name="Elders Collega", role=Role.CONTACT_PERSON, team_id=other.id
        )
        session.add(stranger)
    await noor.notes(here, "@Elders Collega en @Nachtdienst Voorbeeld, kijk mee", mention=str(stranger.id))
    assert await unseen(parts, "elders") == [] == await unseen(parts, "nachtdienst")
    offered = noor.page.partition('id="mention"')[2].partition("</select>")[0]
    assert "Woonmedewerker Voorbeeld" in offered
    assert "Elders Collega" not in offered and "Nachtdienst Voorbeeld" not in offered


async def test_of_two_names_the_longer_is_called(parts: Parts, noor: Colleague, here: uuid.UUID) -> None:
    async with parts.database.begin() as session:
        me = await staff.by_username(session, "contactpersoon")
        assert me is not None
        for username, name in (("jan", "Jan"), ("jansmit", "Jan Smit")):
            session.add(StaffMember(username=username, display_name=name, role=Role.CONTACT_PERSON, team_id=me.team_id))
    await noor.notes(here, "@jan smit, weet jij dit?")
    assert await unseen(parts, "jansmit") == [here] and await unseen(parts, "jan") == []


async def test_ones_own_note_is_changed_and_taken_back(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    await noor.notes(here, "Belt @Woonmedewerker Voorbeeld?")
    path = f"/inbox/{here}/notes/{note_id(noor.page)}"
    async with signed_in(parts, "wonen") as colleague:
        await colleague.opens(f"/inbox/{here}")
        assert f"{path}/remove" not in colleague.page
        not_mine = {"csrf_token": colleague.hidden("/notes")["csrf_token"], "note_text": "anders"}
        assert (await colleague.web.post(path, data=not_mine)).status_code == 403
        assert (await colleague.web.post(f"{path}/remove", data=not_mine)).status_code == 403
    await noor.sends(path, {"note_text": "Ik bel zelf."}, form=path)
    assert "Ik bel zelf." in noor.page and "gewijzigd" in noor.page and "Geroepen" not in noor.page
    await noor.sends(f"{path}/remove", {}, form=path)
    assert "Ik bel zelf." not in noor.page and "Deze notitie is teruggenomen." in noor.page
    async with parts.database.begin() as session:
        [kept] = await notes.of_conversation(session, here)
        rows = (await session.exec(select(AuditEntry).where(AuditEntry.action.startswith("note.")))).all()
    assert kept.text == "" and kept.removed_at is not None
    assert [row.action for row in rows] == ["note.written", "note.changed", "note.taken_back"]
    assert all("bel" not in str(row.details).lower() for row in rows), "no words of notes in the trail"


async def test_the_same_note_twice_is_one(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    await noor.opens(f"/inbox/{here}")
    form = noor.hidden("/notes") | {"note": "Een keer."}
    assert [(await noor.web.post(f"/inbox/{here}/notes", data=form)).status_code for _ in range(2)] == [303, 303]
    answer = await noor.web.post(f"/inbox/{here}/notes", data=form | {"note": "Iets anders."})
    assert answer.status_code == 409 and "Iets anders.</textarea>" in answer.text
    async with parts.database.begin() as session:
        assert [one.text for one in await notes.of_conversation(session, here)] == ["Een keer."]


async def test_notes_stand_between_the_messages(noor: Colleague, here: uuid.UUID, tell_time: Clock) -> None:
    for number, write in enumerate((noor.replies, noor.notes, noor.replies)):
        await write(here, f"regel {number}")
        tell_time.pass_by(timedelta(minutes=1))
    await noor.opens(f"/inbox/{here}")
    log = noor.page[noor.page.index('id="log"') :]
    assert log.index("regel 0") < log.index("regel 1") < log.index("regel 2")
