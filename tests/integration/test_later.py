"""Messages for later at the inbox: planned, seen in the thread, changed, called off, sent at once, or held back."""

from __future__ import annotations

import re
import uuid
from datetime import datetime

from sqlmodel import select

from bot.bell import Bell
from bot.schedule import Clockwork
from bot.web.parts import Parts
from storage import conversations, staff, tasks
from storage.conversations import Conversation
from storage.later import LaterMessage
from storage.messages import Message
from storage.nudges import Nudge
from storage.people import ChannelAddress, Person
from storage.transfers import Transfer
from tests.colleague import Colleague, Says
from tests.conftest import Clock
from tests.town import moment

pytest_plugins = ("tests.fixtures_colleague",)
MONDAY = "2026-11-30 09:00"


async def plans(noor: Colleague, here: uuid.UUID, text: str = "Succes vandaag!", at: str = MONDAY) -> int:
    """Plan a message by its own date and time."""
    day, _, clock = at.partition(" ")
    answer = await noor.replies(here, text, deed="later", later_when="own", later_date=day, later_time=clock)
    return answer.status_code


async def one(parts: Parts) -> LaterMessage:
    """The one message for later."""
    async with parts.database.begin() as session:
        return (await session.exec(select(LaterMessage))).one()


async def rings(parts: Parts, tell_time: Clock, at: str) -> None:
    """The clock composes what is due at a moment."""
    tell_time.moment = moment(at)
    await Clockwork(parts.database, Bell(), tell_time).compose_due()


async def said(parts: Parts) -> list[tuple[str, str]]:
    """What humans said to clients: words and who."""
    async with parts.database.begin() as session:
        rows = (await session.exec(select(Message).where(Message.sender == "human"))).all()
        return [(row.text, (await session.get_one(staff.StaffMember, row.staff_id)).username) for row in rows]


async def held(parts: Parts, here: uuid.UUID) -> list[str]:
    """What colleagues have to look at because a message was held back."""
    async with parts.database.begin() as session:
        return [task.words for task in await tasks.open_tasks(session, here) if task.kind == "held_message"]


async def test_it_is_sent_in_its_writers_name_at_its_moment(
    noor: Colleague, here: uuid.UUID, parts: Parts, tell_time: Clock
) -> None:
    assert await plans(noor, here) == 200
    assert "Wordt verstuurd op maandag 30 november, 09:00" in noor.page and "Succes vandaag!</p>" in noor.page
    await rings(parts, tell_time, "2026-11-30 08:59")
    assert await said(parts) == []
    await rings(parts, tell_time, MONDAY)
    await rings(parts, tell_time, "2026-11-30 09:01")
    assert await said(parts) == [("Succes vandaag!", "contactpersoon")]
    assert (await one(parts)).state == "sent"
    async with parts.database.begin() as session:
        assert (await session.get_one(Conversation, here)).mode == "bot", "the bot stays in the mode it is in"


async def test_a_preset_is_tomorrow_at_nine(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    page = await noor.opens(f"/inbox/{here}")
    moments = re.findall(r'name="later_when" value="(2[^"]+)"', page)
    assert [datetime.fromisoformat(at) for at in moments] == [
        moment("2026-11-27 09:00"), moment("2026-11-30 09:00"), moment("2026-12-03 10:00"),
    ]  # fmt: skip
    await noor.sends(f"/inbox/{here}/reply", {"text": "Hoi", "deed": "later", "later_when": moments[0]}, form="/reply")
    assert (await one(parts)).due_at == moment("2026-11-27 09:00")


async def test_quiet_hours_are_refused_and_the_nearest_moment_offered(
    noor: Colleague, here: uuid.UUID, parts: Parts
) -> None:
    assert await plans(noor, here, at="2026-11-30 22:00") == 409
    assert "Het kan wel op maandag 30 november om 20:55." in noor.page
    assert 'value="2026-11-30"' in noor.page and 'value="20:55"' in noor.page
    assert "Succes vandaag!</textarea>" in noor.page
    assert await plans(noor, here, at="2026-12-01 06:30") == 409
    assert "Het kan wel op dinsdag 1 december om 08:00." in noor.page


async def test_what_cannot_be_is_said(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    for at, words in (
        ("2026-11-25 10:00", "al geweest"), ("2028-11-25 10:00", "meer dan een jaar"), ("morgen", "Kies een dag"),
    ):  # fmt: skip
        assert await plans(noor, here, at=at) == 409 and words in noor.page
    for number in range(3):
        assert await plans(noor, here, f"bericht {number}", at=f"2026-11-30 1{number}:00") == 200
    assert await plans(noor, here, "bericht 3", at="2026-11-30 15:00") == 409 and "al 3 berichten" in noor.page
    async with parts.database.begin() as session:
        assert len((await session.exec(select(LaterMessage))).all()) == 3


async def test_the_same_form_twice_plans_once(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    await noor.opens(f"/inbox/{here}")
    form = noor.hidden("/reply") | {
        "text": "Hoi", "deed": "later", "later_when": "own", "later_date": "2026-11-30", "later_time": "09:00",
    }  # fmt: skip
    for _ in range(2):
        assert (await noor.web.post(f"/inbox/{here}/reply", data=form)).status_code == 303
    await one(parts)


async def test_it_is_changed_called_off_and_sent_by_hand(
    noor: Colleague, here: uuid.UUID, parts: Parts, tell_time: Clock
) -> None:
    await plans(noor, here)
    path = f"/inbox/{here}/later/{(await one(parts)).id}"
    new = {"later_text": "Sterkte!", "later_when": "own", "later_date": "2026-12-01", "later_time": "11:00"}
    await noor.sends(path, new, form=path)
    await rings(parts, tell_time, MONDAY)
    assert await said(parts) == []
    await noor.opens(f"/inbox/{here}")
    await noor.sends(f"{path}/cancel", {}, form=f"{path}/cancel")
    await rings(parts, tell_time, "2026-12-01 11:00")
    assert await said(parts) == [] and "Sterkte!" not in await noor.opens(f"/inbox/{here}")
    answer = await noor.web.post(path, data={**noor.hidden("/notes"), **new})
    assert answer.status_code == 409, "one that was called off is written anew"
    await plans(noor, here, "Toch maar nu", at="2026-12-02 11:00")
    async with parts.database.begin() as session:
        later = (await session.exec(select(LaterMessage).where(LaterMessage.state == "planned"))).one()
    path = f"/inbox/{here}/later/{later.id}"
    form = noor.hidden(f"{path}/send")
    for _ in range(2):
        await noor.web.post(f"{path}/send", data=form)
    await rings(parts, tell_time, "2026-12-02 11:00")
    assert await said(parts) == [("Toch maar nu", "contactpersoon")]


async def test_it_is_held_back_when_the_client_wrote_meanwhile(
    noor: Colleague, here: uuid.UUID, parts: Parts, tell_time: Clock, sam_says: Says
) -> None:
    await plans(noor, here)
    await sam_says("Ik ben verhuisd")
    assert "schreef intussen" in await noor.opens(f"/inbox/{here}"), "seen before it is due too"
    await rings(parts, tell_time, MONDAY)
    assert await said(parts) == []
    [words] = await held(parts, here)
    assert words == "Voorbeeldcliënt 1 schreef intussen. Klopt het bericht van Contactpersoon Voorbeeld nog?"
    await noor.opens(f"/inbox/{here}")
    assert "Niet verstuurd: kijk eerst" in noor.page and "Bericht wacht" in noor.page
    path = f"/inbox/{here}/later/{(await one(parts)).id}"
    await noor.sends(f"{path}/send", {}, form=f"{path}/send")
    assert await said(parts) == [("Succes vandaag!", "contactpersoon")] and await held(parts, here) == []


async def test_a_held_one_is_planned_again(
    noor: Colleague, here: uuid.UUID, parts: Parts, tell_time: Clock, sam_says: Says
) -> None:
    await plans(noor, here)
    await sam_says("Dank je")
    await rings(parts, tell_time, MONDAY)
    path = f"/inbox/{here}/later/{(await one(parts)).id}"
    await noor.opens(f"/inbox/{here}")
    new = {"later_text": "Succes!", "later_when": "own", "later_date": "2026-12-01", "later_time": "09:00"}
    await noor.sends(path, new, form=path)
    assert await held(parts, here) == []
    await rings(parts, tell_time, "2026-12-01 09:00")
    assert await said(parts) == [("Succes!", "contactpersoon")]


async def test_whatever_changed_for_the_client_a_human_looks_first(
    noor: Colleague, here: uuid.UUID, parts: Parts, tell_time: Clock
) -> None:
    async def opt_out(person: Person, talk: Conversation, where: ChannelAddress) -> None:
        person.opted_out_at = tell_time.moment

    async def block(person: Person, talk: Conversation, where: ChannelAddress) -> None:
        person.opted_out_at, talk.blocked_at = None, tell_time.moment

    async def lose(person: Person, talk: Conversation, where: ChannelAddress) -> None:
        talk.blocked_at, where.unreachable_since = None, tell_time.moment

    for number, (change, words) in enumerate(
        ((opt_out, "wil geen berichten"), (block, "is geblokkeerd"), (lose, "heeft nu geen telefoon"))
    ):
        await plans(noor, here, at=f"2026-12-0{number + 1} 09:00")
        async with parts.database.begin() as session:
            talk = await conversations.lock(session, here)
            person = await session.get_one(Person, talk.person_id)
            where = (await session.exec(select(ChannelAddress).where(ChannelAddress.conversation_id == here))).one()
            await change(person, talk, where)
        await rings(parts, tell_time, f"2026-12-0{number + 1} 09:00")
        assert words in (await held(parts, here))[-1]
    assert await said(parts) == []


async def test_a_client_who_was_handed_over_is_looked_at_first(
    noor: Colleague, here: uuid.UUID, parts: Parts, tell_time: Clock
) -> None:
    await plans(noor, here)
    async with parts.database.begin() as session:
        talk = await session.get_one(Conversation, here)
        person = await session.get_one(Person, talk.person_id)
        to = await staff.by_username(session, "wonen")
        assert to is not None
        away = Transfer(
            person_id=person.id, from_id=person.contact_person_id, to_id=to.id, by_id=to.id,
            created_at=moment("2026-11-28 10:00"),
        )  # fmt: skip
        session.add(away)
    await rings(parts, tell_time, MONDAY)
    assert await said(parts) == [] and "andere contactpersoon" in (await held(parts, here))[0]


async def test_it_takes_no_place_of_what_the_machine_says(
    noor: Colleague, here: uuid.UUID, parts: Parts, tell_time: Clock
) -> None:
    await plans(noor, here)
    await rings(parts, tell_time, MONDAY)
    async with parts.database.begin() as session:
        nudge = (await session.exec(select(Nudge).where(Nudge.kind == "staff_message"))).one()
    assert (nudge.state, nudge.said_on) == ("sent", None)


async def test_due_while_nobody_was_there_it_waits_for_the_morning(
    noor: Colleague, here: uuid.UUID, parts: Parts, tell_time: Clock
) -> None:
    await plans(noor, here, at="2026-11-30 20:50")
    await rings(parts, tell_time, "2026-11-30 22:00")
    assert await said(parts) == []
    await rings(parts, tell_time, "2026-12-01 08:00")
    assert await said(parts) == [("Succes vandaag!", "contactpersoon")]
    await plans(noor, here, at="2026-12-01 10:00")
    await rings(parts, tell_time, "2026-12-03 10:00")
    assert len(await said(parts)) == 1 and "Het moment is voorbij" in (await held(parts, here))[0]
