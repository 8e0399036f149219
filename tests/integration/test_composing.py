"""A colleague answers: once, after reading what came in, with a draft that waits on the server. Without any script."""

from __future__ import annotations

import asyncio
import uuid

import httpx
from sqlmodel import select

from bot.web.app import create_app
from bot.web.parts import Parts
from storage import drafts, staff
from storage.messages import Message
from storage.staff import StaffMember
from tests.colleague import Colleague, Says, signed_in

pytest_plugins = ("tests.fixtures_colleague",)


async def said(parts: Parts, here: uuid.UUID) -> list[str]:
    """What humans said to the client, in order."""
    async with parts.database.begin() as session:
        query = select(Message.text).where(Message.conversation_id == here, Message.sender == "human")
        return list((await session.exec(query.order_by(Message.id))).all())  # type: ignore[arg-type]


async def draft(parts: Parts, here: uuid.UUID) -> dict[str, str]:
    """What the contactperson was writing."""
    async with parts.database.begin() as session:
        who = await staff.by_username(session, "contactpersoon")
        assert who is not None
        return await drafts.of(session, who.id, here)


async def test_the_same_form_twice_is_one_answer(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    await noor.opens(f"/inbox/{here}")
    filled_in = noor.hidden("/reply") | {"text": "Ik bel je morgen."}
    both = await asyncio.gather(*(noor.web.post(f"/inbox/{here}/reply", data=filled_in) for _ in range(3)))
    again = await noor.web.post(f"/inbox/{here}/reply", data=filled_in)
    assert {answer.status_code for answer in (*both, again)} == {303}
    assert await said(parts, here) == ["Ik bel je morgen."]


async def test_two_tabs_send_one_answer(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    await noor.opens(f"/inbox/{here}")
    first = noor.hidden("/reply")
    await noor.opens(f"/inbox/{here}")
    second = noor.hidden("/reply")
    for tab in (first, second):
        await noor.web.post(f"/inbox/{here}/reply", data=tab | {"text": "Ik bel je morgen."})
    assert await said(parts, here) == ["Ik bel je morgen."]


async def test_other_words_from_a_second_tab_are_asked_about(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    await noor.opens(f"/inbox/{here}")
    tab = noor.hidden("/reply")
    await noor.sends(f"/inbox/{here}/reply", {"text": "Ik bel je morgen."}, form="/reply")
    answer = await noor.web.post(f"/inbox/{here}/reply", data=tab | {"text": "Of zal ik langskomen?"})
    assert answer.status_code == 409 and "Of zal ik langskomen?</textarea>" in answer.text
    noor.page = answer.text
    await noor.sends(f"/inbox/{here}/reply", {"text": "Of zal ik langskomen?"}, form="/reply")
    assert await said(parts, here) == ["Ik bel je morgen.", "Of zal ik langskomen?"]


async def test_the_same_words_on_purpose_are_two_answers(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    await noor.replies(here, "Ja.")
    await noor.replies(here, "Ja.")
    assert await said(parts, here) == ["Ja.", "Ja."]


async def test_what_the_client_wrote_meanwhile_is_read_first(
    noor: Colleague, here: uuid.UUID, parts: Parts, sam_says: Says
) -> None:
    await noor.opens(f"/inbox/{here}")
    await sam_says("Het hoeft niet meer")
    answer = await noor.sends(f"/inbox/{here}/reply", {"text": "Ik kom eraan."}, form="/reply")
    assert answer.status_code == 409 and await said(parts, here) == []
    assert "Er kwam net iets bij" in noor.page and "Het hoeft niet meer" in noor.page
    assert "said--fresh" in noor.page and "Ik kom eraan.</textarea>" in noor.page
    answer = await noor.sends(f"/inbox/{here}/reply", {"text": "Ik kom toch."}, form="/reply")
    assert answer.status_code == 200 and await said(parts, here) == ["Ik kom toch."]


async def test_what_a_colleague_answered_meanwhile_is_read_first(
    noor: Colleague, here: uuid.UUID, parts: Parts
) -> None:
    await noor.opens(f"/inbox/{here}")
    async with signed_in(parts, "wonen") as colleague:
        await colleague.replies(here, "Ik help je.")
    answer = await noor.sends(f"/inbox/{here}/reply", {"text": "Ik help je ook."}, form="/reply")
    assert answer.status_code == 409 and await said(parts, here) == ["Ik help je."]


async def test_who_takes_over_while_writing_is_not_stopped_by_their_own_name(
    noor: Colleague, here: uuid.UUID, parts: Parts
) -> None:
    """The client hears who reads along, in the name of that colleague: no news for the one who did it."""
    await noor.opens(f"/inbox/{here}")
    written = noor.hidden("/reply") | {"text": "Ik bel je om elf uur."}
    await noor.web.post(f"/inbox/{here}/takeover", data={"csrf_token": written["csrf_token"]})
    answer = await noor.web.post(f"/inbox/{here}/reply", data=written)
    assert answer.status_code == 303 and (await said(parts, here))[-1] == "Ik bel je om elf uur."
    assert len(await said(parts, here)) == 2


async def test_a_draft_waits_on_the_server_until_it_is_sent(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    await noor.opens(f"/inbox/{here}")
    for text in ("Ik zoek", "Ik zoek het <b>uit</b>"):
        kept = await noor.sends(f"/inbox/{here}/drafts", {"text": text, "mode": "reply"}, form="/reply")
        assert kept.status_code == 204
    late = noor.hidden("/reply")
    async with signed_in(parts) as at_home:
        assert "Ik zoek het &lt;b&gt;uit&lt;/b&gt;</textarea>" in await at_home.opens(f"/inbox/{here}")
    async with signed_in(parts, "wonen") as colleague:
        assert "Ik zoek" not in await colleague.opens(f"/inbox/{here}")
    await noor.replies(here, "Ik zoek het uit.")
    assert await draft(parts, here) == {}
    await noor.web.post(f"/inbox/{here}/drafts", data=late | {"text": "Ik zoek het", "mode": "reply"})
    assert await draft(parts, here) == {}, "what comes after it was sent is no draft"
    await noor.web.post(f"/inbox/{here}/drafts", data=late | {"text": "Nog iets", "mode": "reply"})
    assert await draft(parts, here) == {"reply": "Nog iets"}, "other words are kept, from whatever tab"


async def test_a_gap_is_filled_before_anything_is_sent(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    for text in ("Je hebt een plek bij [vul in: opvang].", "Hoi {naam}"):
        answer = await noor.replies(here, text)
        assert answer.status_code == 409 and "Vul eerst dit in" in noor.page
    assert await said(parts, here) == []


async def test_nothing_and_too_much_are_not_sent(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    assert (await noor.replies(here, "  ")).status_code == 409
    assert (await noor.replies(here, "a" * 4001)).status_code == 409
    assert await said(parts, here) == []


async def test_the_api_honours_its_key(here: uuid.UUID, parts: Parts) -> None:
    async with parts.database.begin() as session:
        who = await staff.by_username(session, "contactpersoon")
        assert isinstance(who, StaffMember)
        token = await staff.make_api_token(session, who, parts.now())
    transport = httpx.ASGITransport(app=create_app(parts))
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "k-1"}
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test/api/v1", headers=headers) as api:
        path = f"/conversations/{here}/messages"
        first = await api.post(path, json={"text": "Dag"})
        again = await api.post(path, json={"text": "Dag"})
        other = await api.post(path, json={"text": "Iets anders"})
        new = await api.post(path, json={"text": "Dag"}, headers={"Idempotency-Key": "k-2"})
    assert [one.status_code for one in (first, again, other, new)] == [201, 200, 409, 201]
    assert first.json() == again.json() and await said(parts, here) == ["Dag", "Dag"]
