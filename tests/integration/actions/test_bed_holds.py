"""A place that is kept: at once, a name and a time only when one likes, longer, let go, and gone."""

from datetime import datetime, time, timedelta

import pytest
from sqlmodel import col, select

from storage.beds import BedNight
from storage.conversations import Button
from storage.database import Database
from storage.nudges import Nudge
from storage.staff import Role
from storage.waiting import Waiter
from tests import talk
from tests.region import NIGHT, change, fill, make_region
from tests.town import Town, moment

pytest_plugins = ("tests.database",)


async def places(db: Database) -> list[BedNight]:
    async with db.begin() as session:
        return list((await session.exec(select(BedNight).order_by(col(BedNight.created_at)))).all())


async def reminders(db: Database) -> list[tuple[str, datetime]]:
    async with db.begin() as session:
        query = select(Nudge).where(Nudge.kind == "hold_reminder").order_by(col(Nudge.due_at))
        return [(n.state, n.due_at) for n in (await session.exec(query)).all()]


async def test_yes_keeps_a_place_and_says_until_when_and_where(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("plek voor een man?", "ask_bed_availability", target_group="man")
    answer = await sam.says("ja graag", "affirm")
    assert answer.has("beds-held", place="Nachtopvang", until="21:30")
    assert answer.has("shelter-where", address="Dorpsstraat 1") and answer.offers("button-human")
    [place] = await places(db)
    assert place.person_id == (sam.person.id if sam.person else None)
    assert place.held_until == sam.now + timedelta(minutes=90)


async def test_a_client_is_not_asked_the_name_a_visitor_is(db: Database, town: Town) -> None:
    sam, anyone = await talk.client(db, town.contact), await talk.visitor(db)
    assert (await sam.says("hou een plek vast", "reserve_bed", target_group="man")).has("beds-what-time")
    answer = await anyone.says("hou een plek vast", "reserve_bed", target_group="vrouw")
    assert answer.has("beds-what-name") and not answer.has("beds-what-time")
    assert answer.offers("button-no-name") and answer.offers("button-human")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Jan", "Jan"),
        ("ik heet Fatima el Idrissi", "Fatima el Idrissi"),
        ("mijn naam is O'Neill.", "O'Neill"),
        ("jan-peter", "jan-peter"),
        ("MO", "MO"),
    ],
)
async def test_a_name_that_is_given(db: Database, town: Town, said: str, kept: str) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("bed voor een man", "reserve_bed", target_group="man")
    assert (await anyone.says(said, "out_of_scope", 0.3)).has("beds-what-time")
    answer = await anyone.presses("button-in-an-hour")
    assert answer.has("beds-on-time", coming="21:00", until="21:30")
    [place] = await places(db)
    assert (place.guest_name, place.expected_at) == (kept, moment("2026-11-26 21:00"))


@pytest.mark.parametrize(("said", "intent"), [("ok", "affirm"), ("dank je", "thank")])
async def test_no_name_is_fine_too(db: Database, town: Town, said: str, intent: str) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("bed voor een man", "reserve_bed", target_group="man")
    assert (await anyone.says(said, intent)).has("beds-what-time")
    answer = await anyone.presses("button-dont-know")
    assert answer.has("beds-see-you", until="21:30") and answer.offers("button-hold-longer")
    [place] = await places(db)
    assert (place.guest_name, place.expected_at) == (None, None)


@pytest.mark.parametrize("said", ["nee", "laat maar", "stop"])
async def test_who_wants_no_questions_keeps_the_place(db: Database, town: Town, said: str) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("bed voor een man", "reserve_bed", target_group="man")
    assert (await anyone.says(said, "deny" if said == "nee" else None)).has("beds-place-stays")
    [place] = await places(db)
    assert place.ended_at is None


@pytest.mark.parametrize(
    ("said", "intent", "coming"),
    [
        ("over een uur", "out_of_scope", "21:00"),
        ("rond 9 uur", "ask_appointment", "21:00"),
        ("half negen", "out_of_scope", "20:30"),
        ("ik ben er om 21.15", "confirm_appointment", "21:15"),
        ("over 20 minuten", "reserve_bed", "20:20"),
    ],
)
async def test_when_somebody_comes(db: Database, town: Town, said: str, intent: str, coming: str) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("hou een plek vast voor een man", "reserve_bed", target_group="man")
    assert (await sam.says(said, intent, 0.9)).has("beds-on-time", coming=coming, until="21:30")
    [place] = await places(db)
    assert place.expected_at == moment(f"2026-11-26 {coming}")


@pytest.mark.parametrize("said", ["zo", "weet ik nog niet", "ik kom eraan", "straks", "vanavond ergens"])
async def test_a_time_that_is_not_known_is_fine(db: Database, town: Town, said: str) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("hou een plek vast voor een man", "reserve_bed", target_group="man")
    assert (await sam.says(said, "out_of_scope", 0.4)).has("beds-see-you", until="21:30")


async def test_who_comes_late_can_keep_it_longer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("hou een plek vast voor een man", "reserve_bed", target_group="man")
    assert (await sam.says("rond 10 uur", "out_of_scope", 0.4)).has("beds-late", coming="22:00", until="21:30")
    answer = await sam.presses("button-hold-longer")
    assert answer.has("beds-held-longer", place="Nachtopvang", until="22:15")
    assert await reminders(db) == [
        ("cancelled", moment("2026-11-26 21:10")),
        ("planned", moment("2026-11-26 21:55")),
    ]


async def test_a_time_that_is_told_later(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("hou een plek vast voor een man", "reserve_bed", target_group="man")
    await sam.presses("button-dont-know")
    sam.passes(minutes=10)
    assert (await sam.says("ik ben er om 9 uur", "confirm_appointment", 0.9)).has(
        "beds-on-time", coming="21:00", until="21:30"
    )
    assert (await sam.says("kan ik morgen om 10 uur een afspraak", "make_appointment", 0.9)).text.count("21:30") == 0


async def test_a_time_in_the_wish_itself_is_not_asked_again(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("hou een plek vast, ik kom om 21 uur", "reserve_bed", target_group="man")
    assert answer.has("beds-on-time", coming="21:00", until="21:30") and not answer.has("beds-what-time")


async def test_another_question_in_between_is_answered(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("bed voor een man", "reserve_bed", target_group="man")
    answer = await anyone.says("is er ook plek voor een vrouw?", "ask_bed_availability", target_group="vrouw")
    assert answer.has("beds-free", place="Nachtopvang", free=1, group="vrouwen")
    assert answer.has("beds-what-name") and answer.offers("button-human")


async def test_not_coming_after_all_ends_the_questions(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("bed voor een man", "reserve_bed", target_group="man")
    answer = await anyone.says("ik kom toch niet", "cancel_bed")
    assert answer.has("beds-released", place="Nachtopvang") and not answer.has("beds-what-name")
    assert (await anyone.state()).form is None
    assert await reminders(db) == [("cancelled", moment("2026-11-26 21:10"))]


async def test_for_whom_is_asked_when_it_was_not_said(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    answer = await anyone.says("kan ik een bed reserveren", "reserve_bed")
    assert answer.has("beds-for-whom") and answer.offers("button-human")
    assert (await anyone.presses("group-one-gezin")).has("beds-held", place="Crisisopvang", until="21:30")


async def test_one_place_for_each_person(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("bed voor een man", "reserve_bed", target_group="man")
    anyone.passes(minutes=5)
    answer = await anyone.says("nog een bed voor een man", "reserve_bed", target_group="man")
    assert answer.has("beds-held-already", place="Nachtopvang", until="21:30")
    assert answer.offers("button-hold-longer") and answer.offers("button-not-coming")
    assert len(await places(db)) == 1


async def test_longer_and_in_the_end_no_longer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("bed voor een man", "reserve_bed", target_group="man")
    await sam.presses("button-dont-know")
    assert (await sam.presses("button-hold-longer")).has("beds-longer-later", until="21:30")
    for until in ("22:30", "23:30"):
        sam.passes(minutes=60)
        assert (await sam.presses("button-hold-longer")).has("beds-held-longer", place="Nachtopvang", until=until)
    sam.passes(minutes=60)
    answer = await sam.presses("button-hold-longer")
    assert answer.has("beds-not-longer", until="23:30") and answer.offers("button-human")
    assert answer.has("beds-call-if-late", place="Nachtopvang", phone="0546 00 00 01")
    assert [state for state, _ in await reminders(db)] == ["cancelled", "cancelled", "planned"]


async def test_a_place_that_ended_meanwhile_cannot_be_kept_longer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("bed voor een man", "reserve_bed", target_group="man")
    await sam.presses("button-dont-know")
    sam.passes(minutes=91)
    answer = await sam.presses("button-hold-longer")
    assert answer.has("beds-nothing-held") and answer.offers("button-bed") and answer.offers("button-human")


async def test_i_am_coming(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("bed voor een man", "reserve_bed", target_group="man")
    token = sam.last.buttons["Ik kom niet"]
    async with db.begin() as session:  # as on a reminder
        button = await session.get_one(Button, token)
        button.action = "beds.coming"
        session.add(button)
    answer = await sam.presses_payload(token)
    assert answer.has("beds-good-you-come", place="Nachtopvang", until="21:30") and answer.offers("button-hold-longer")
    sam.passes(minutes=91)
    assert (await sam.presses_payload(token)).has("beds-nothing-held")


async def test_a_place_that_went_meanwhile(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("plek voor een vrouw", "ask_bed_availability", target_group="vrouw")
    await fill(db, "vrouw")
    answer = await anyone.presses("button-hold")
    assert answer.has("beds-just-gone") and answer.has("beds-full", place="Nachtopvang", group="vrouwen")
    assert answer.offers("button-waiting-join") and answer.offers("button-human")


async def test_the_best_that_fits_is_kept_not_the_first_on_the_list(db: Database) -> None:
    await make_region(db)
    await change(db, "nachtopvang", pets=False)
    anyone = await talk.visitor(db)
    await anyone.says("plek voor een man met hond", "ask_bed_availability", target_group="man")
    answer = await anyone.says("hou maar vast", "reserve_bed")
    assert answer.has("beds-held", place="Crisisopvang", until="21:30")
    assert answer.has("shelter-referral-call", phone="0546 00 00 02") and answer.has("beds-unknown-pet")


async def test_a_place_is_kept_until_some_time_after_the_door_opens(db: Database, town: Town) -> None:
    await change(db, "nachtopvang", opens_at=time(17))
    sam = await talk.client(db, town.contact, now=moment("2026-11-26 12:00"))
    answer = await sam.says("hou een plek vast voor een man", "reserve_bed", target_group="man")
    assert answer.has("beds-held", place="Nachtopvang", until="18:30")
    await sam.presses("button-dont-know")
    assert (await sam.presses("button-hold-longer")).has("beds-longer-later", until="18:30")


async def test_a_place_for_another_night_is_kept_on_that_day(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    answer = await anyone.says("hou morgen een plek vast", "reserve_bed", target_group="man")
    assert answer.has("beds-hold-on-the-day") and answer.offers("button-human") and await places(db) == []
    asked = await anyone.says("is er zaterdag plek voor een man", "ask_bed_availability", target_group="man")
    assert asked.has("beds-hold-on-the-day") and not asked.offers("button-hold")


async def test_who_takes_a_place_waits_no_more(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    async with db.begin() as session:
        session.add(Waiter(night=NIGHT, target_group="man", conversation_id=anyone.conversation_id))
    await anyone.says("bed voor een man", "reserve_bed", target_group="man")
    async with db.begin() as session:
        assert [w.end_reason for w in (await session.exec(select(Waiter))).all()] == ["placed"]


async def test_letting_go_and_taking_back(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("bed voor een vrouw", "reserve_bed", target_group="vrouw")
    assert (await sam.says("ik kom toch niet", "cancel_bed")).has("beds-released", place="Nachtopvang")
    assert (await sam.presses("button-take-back")).has("beds-held", place="Nachtopvang", until="21:30")
    assert (await sam.presses("button-not-coming")).has("beds-released", place="Nachtopvang")
    assert (await sam.presses("button-not-coming")).has("beds-nothing-held")
    assert (await sam.says("ik kom niet", "cancel_bed")).has("beds-nothing-held")


async def test_a_hold_that_ended_by_itself_is_not_held_any_more(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("bed voor een vrouw", "reserve_bed", target_group="vrouw")
    anyone.passes(minutes=90)
    assert (await anyone.says("ik kom niet", "cancel_bed")).has("beds-nothing-held")
    answer = await anyone.says("plek voor een vrouw", "ask_bed_availability", target_group="vrouw")
    assert answer.offers("button-hold")


async def test_and_now_hold_one_is_a_wish_not_a_question(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("is er plek voor een man", "ask_bed_availability", target_group="man")
    answer = await anyone.says("hou die vast", "reserve_bed", 0.9, facility="nachtopvang")
    assert answer.has("beds-held", place="Nachtopvang", until="21:30")


async def test_yesterdays_hold_button_tells_of_tonight(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("is er plek voor een man", "ask_bed_availability", target_group="man")
    anyone.passes(days=1)
    answer = await anyone.presses("button-hold")
    assert answer.has("beds-shall-i-hold", place="Nachtopvang") and await places(db) == []


async def test_an_open_form_is_not_pushed_away(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    answer = await sam.says("hou een bed vrij voor een man", "reserve_bed", 0.9, target_group="man")
    assert answer.has("beds-held", place="Nachtopvang", until="21:30")
    assert len(await places(db)) == 1 and answer.offers("button-human")


async def test_night_staff_hold_for_a_guest_with_name_and_time(db: Database, town: Town) -> None:
    nina = await talk.colleague(db, Role.NIGHT_STAFF)
    answer = await nina.says("hou een plek vast voor Jan, komt om 22 uur", "reserve_bed", target_group="man")
    assert answer.has("beds-held-for", who="Jan", place="Nachtopvang", bed="1", until="21:30")
    await nina.says("hou een bed vrij voor een man", "reserve_bed", target_group="man")
    kept = [(p.guest_name, p.expected_at, p.conversation_id) for p in await places(db)]
    assert kept == [("Jan", moment("2026-11-26 22:00"), None), (None, None, None)]
    assert all(p.made_by == (nina.staff.id if nina.staff else None) for p in await places(db))


async def test_what_staff_hold_can_be_let_go(db: Database, town: Town) -> None:
    nina = await talk.colleague(db, Role.NIGHT_STAFF)
    await nina.says("hou een bed vrij voor een man", "reserve_bed", target_group="man")
    assert (await nina.presses("button-let-go")).has("beds-released", place="Nachtopvang")


async def test_a_place_for_a_visitor_is_reminded_of_as_well(db: Database, town: Town) -> None:
    sam, anyone = await talk.client(db, town.contact), await talk.visitor(db)
    await sam.says("hou een plek vast", "reserve_bed", target_group="man")
    await anyone.says("hou een plek vast", "reserve_bed", target_group="vrouw")
    assert await reminders(db) == [("planned", moment("2026-11-26 21:10"))] * 2


async def test_somebody_else_is_told_the_truth_about_two_who_press_at_once(db: Database, town: Town) -> None:
    first, second = await talk.visitor(db), await talk.visitor(db)
    for anyone in (first, second):
        await anyone.says("plek voor een vrouw", "ask_bed_availability", target_group="vrouw")
    assert (await first.presses("button-hold")).has("beds-held", place="Nachtopvang", until="21:30")
    assert (await second.presses("button-hold")).has("beds-just-gone")
    async with db.begin() as session:
        assert len((await session.exec(select(BedNight.id).where(col(BedNight.ended_at).is_(None)))).all()) == 1
