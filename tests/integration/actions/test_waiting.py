"""The waiting list in conversation: on it, how many are before you, off it again."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from actions.vacancies import offer_places
from storage import conversations, holds, messages, waiting
from storage.beds import BedNight
from storage.database import Database
from storage.staff import Role
from storage.waiting import Waiter
from tests import talk
from tests.talk import Answer
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
TONIGHT: dict[str, Any] = {"night": "2026-11-26", "group": "man", "facility": None}


async def presses(sam: talk.Talk, action: str, arguments: dict[str, Any]) -> Answer:
    """Press a button that an earlier message offered."""
    token = conversations.new_button_token()
    button = {"token": token, "label": "knop", "action": action, "arguments": arguments}
    async with sam.db.begin() as session:
        await conversations.lock(session, sam.conversation_id)
        await messages.say(
            session, conversation_id=sam.conversation_id, address_id=sam.address_id, said="?", now=sam.now,
            buttons=[button],
        )  # fmt: skip
    return await sam.presses_payload(token)


async def list_of(db: Database) -> list[Waiter]:
    async with db.begin() as session:
        return list((await session.exec(select(Waiter).order_by(col(Waiter.created_at)))).all())


async def test_who_joins_hears_that_and_how_many_are_before_them(db: Database, town: Town) -> None:
    first, second = await talk.visitor(db), await talk.client(db, town.contact)
    answer = await presses(first, "waiting.join", TONIGHT)
    assert answer.text == (
        "Je staat op de lijst voor vannacht.\n\nJe bent als eerste aan de beurt.\n\n"
        "Als er een plek vrijkomt, stuur ik je een bericht."
    )
    assert answer.offers("button-waiting-leave") and answer.offers("button-human")
    second.passes(minutes=1)
    assert (await presses(second, "waiting.join", TONIGHT)).has("waiting-ahead", count=1)
    [one, two] = await list_of(db)
    assert (one.conversation_id, one.person_id) == (first.conversation_id, None)
    assert (two.person_id, two.target_group) == (second.person.id if second.person else None, "man")


async def test_only_who_waits_for_the_same_is_before_you(db: Database, town: Town) -> None:
    async with db.begin() as session:
        for night, group, facility in (
            (date(2026, 11, 27), "man", None), (date(2026, 11, 26), "vrouw", None),
            (date(2026, 11, 26), "man", town.crisis_shelter.id), (date(2026, 11, 26), "man", None),
        ):  # fmt: skip
            before = talk.EVENING - timedelta(hours=1)
            row = Waiter(night=night, target_group=group, facility_id=facility, name="Bram", created_at=before)
            await waiting.join(session, row)
    there = await presses(await talk.visitor(db), "waiting.join", TONIGHT | {"facility": "nachtopvang"})
    assert there.has("waiting-ahead", count=1)


async def test_joining_twice_keeps_the_first_place(db: Database, town: Town) -> None:
    anyone, other = await talk.visitor(db), await talk.visitor(db)
    await presses(anyone, "waiting.join", TONIGHT)
    other.passes(minutes=1)
    await presses(other, "waiting.join", TONIGHT)
    anyone.passes(minutes=2)
    answer = await presses(anyone, "waiting.join", TONIGHT)
    assert answer.has("waiting-already", when="tonight", day="") and answer.has("waiting-ahead", count=0)
    assert len(await list_of(db)) == 2


async def test_another_night_is_named_and_a_night_that_is_over_is_not_waited_for(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    later = await presses(anyone, "waiting.join", TONIGHT | {"night": "2026-11-28"})
    assert later.has("waiting-joined", when="other", day="zaterdag 28 november")
    anyone.now = moment("2026-11-27 09:00")
    assert (await presses(anyone, "waiting.join", TONIGHT)).has("waiting-night-over")
    assert len(await list_of(db)) == 1


async def test_who_has_a_place_is_reminded_of_it_instead(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("bed voor een man", "reserve_bed", target_group="man")
    assert "Nachtopvang" in (await presses(anyone, "waiting.join", TONIGHT)).text
    assert await list_of(db) == []


async def test_leaving_gives_back_the_place_that_is_kept_and_can_be_undone(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await presses(anyone, "waiting.join", TONIGHT | {"facility": "nachtopvang"})
    async with db.begin() as session:
        await offer_places(session, talk.EVENING)
    assert (await anyone.presses("button-waiting-leave")).has("waiting-left")
    async with db.begin() as session:
        [place] = (await session.exec(select(BedNight))).all()
        assert place.end_reason == "cancelled"
        assert await holds.own_hold(session, anyone.conversation_id, anyone.now) is None
    assert (await anyone.presses("button-waiting-leave")).has("waiting-on-no-list")
    anyone.passes(minutes=1)
    assert (await anyone.presses("button-waiting-again")).has("waiting-joined", when="tonight", day="")
    first, again = await list_of(db)
    assert (first.end_reason, again.end_reason) == ("left", None)
    assert again.facility_id == first.facility_id == town.night_shelter.id


async def test_an_offer_that_has_just_expired_is_no_reason_not_to_leave(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await presses(anyone, "waiting.join", TONIGHT)
    async with db.begin() as session:
        await offer_places(session, talk.EVENING)
    anyone.passes(minutes=31)
    assert (await anyone.presses("button-waiting-leave")).has("waiting-left")


async def test_a_colleague_does_not_wait(db: Database, town: Town) -> None:
    nina = await talk.colleague(db, Role.NIGHT_STAFF)
    assert (await presses(nina, "waiting.join", TONIGHT)).text
    assert await list_of(db) == []
