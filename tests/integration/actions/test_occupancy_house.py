"""Night staff about the whole house: the count, full, refusals, questions, no-shows, notes, cold weather, closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import cast

import pytest
from sqlmodel import select

from bot import bell as bells
from bot.bell import Bell
from bot.web import live
from storage import closures, turn_aways
from storage.audit import AuditEntry
from storage.database import Database
from storage.facilities import Facility
from storage.handovers import HandoverNote, HandoverRead
from storage.nudges import Nudge
from storage.rooms import Bed
from storage.staff import Role
from tests import talk
from tests.integration.actions.test_occupancy import NIGHT, held, nina, states, taken
from tests.town import Town, add_person

pytest_plugins = ("tests.database",)


async def counted(db: Database) -> object:
    async with db.begin() as session:
        return (await session.exec(select(Facility.counted_at).where(Facility.key == "nachtopvang"))).one()


# ---------------------------------------------------------------- the count


async def test_a_count_that_agrees_is_fresh(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("2 m 1 v ingecheckt")
    night.passes(hours=2)
    assert (await night.says("stand nachtopvang: 3 binnen")).has("door-count-agreed", place="Nachtopvang", at="22:00")
    assert await counted(db) == night.now
    await night.says("oeps")
    assert await counted(db) == talk.EVENING


@pytest.mark.parametrize(
    "said",
    ["telling 2 m 1 v", "stand: 3 binnen", "totaal 3, 2 m 1 v", "nog 0 vrij", "count 3 inside"],
)
async def test_every_way_of_counting(db: Database, town: Town, said: str) -> None:
    night = await nina(db)
    await night.says("2 m 1 v ingecheckt")
    assert (await night.says(said)).has("door-count-agreed", place="Nachtopvang", at="20:00")


async def test_more_inside_of_one_group_is_filled_in(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("1 man binnen")
    answer = await night.says("telling 2 m 1 v")
    assert await taken(db) == "123" and answer.offers("button-undo")
    await night.presses("button-undo")
    assert await taken(db) == "1"


async def test_more_inside_in_total_asks_whom(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says("stand nachtopvang: 1 binnen")
    assert answer.has("door-count-more", recorded=0, count=1) and await taken(db) == ""
    assert "Erbij: 1 man" in answer.buttons and "Erbij: 1 vrouw" in answer.buttons
    await night.presses("door-label-in", noun="1 vrouw")
    assert await taken(db) == "3"
    assert (await night.presses("door-label-in", noun="1 vrouw")).has("door-done-already")


async def test_all_inside_needs_no_question(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("stand nachtopvang: 3 binnen")
    assert await taken(db) == "123"


async def test_fewer_inside_asks_who_left(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("2 m 1 v ingecheckt")
    answer = await night.says("stand nachtopvang: 2 binnen")
    assert answer.has("door-count-fewer", recorded=3, count=1) and await taken(db) == "123"
    assert (await night.presses("door-label-dont-know")).has("door-count-unchanged", board="/beds")
    assert await taken(db) == "123"
    await night.says("stand nachtopvang: 2 binnen")
    await night.presses("door-label-gone", noun="1 man")
    assert len(await taken(db)) == 2 and night.last.offers("button-undo")


async def test_fewer_by_group_asks_and_never_takes_a_name_out(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("check in Jan bed 1")
    answer = await night.says("telling 0 m 1 v")
    assert answer.has("door-count-gone", noun="1 man") and await taken(db) == "13"
    await night.presses("door-label-gone", noun="1 man")
    assert await taken(db) == "13" and night.last.has("occupancy-who-left", board="/beds")


@pytest.mark.parametrize("said", ["stand nachtopvang: 18 binnen", "telling 14 m 1 v"])
async def test_more_than_beds_is_not_written_down(db: Database, town: Town, said: str) -> None:
    night = await nina(db)
    answer = await night.says(said)
    assert "Niets genoteerd" in answer.text and await taken(db) == ""
    assert answer.offers("door-note-refusal") and answer.offers("door-label-extra-beds")


async def test_one_more_may_be_who_a_place_is_held_for(db: Database, town: Town) -> None:
    await held(db)
    night = await nina(db)
    await night.says("1 man binnen")
    answer = await night.says("stand nachtopvang: 2 binnen")
    assert await taken(db) == "2" and answer.has("door-count-held", held=1, board="/beds")
    assert "Erbij: 1 vrouw" in answer.buttons


async def test_a_shelter_without_beds_for_them_is_not_taken_for_granted(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("crisisopvang gezin van 4 binnen")
    await night.says("gezin van 4 binnen crisisopvang")
    assert (await night.says("1 man binnen")).has("occupancy-which-facility")


# ---------------------------------------------------------------- full


async def test_full_that_agrees(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("2 m 1 v ingecheckt")
    assert (await night.says("we zitten vol")).has("door-count-agreed", place="Nachtopvang", at="20:00")


@pytest.mark.parametrize(
    ("label", "state"), [("door-label-set-taken", "taken"), ("door-label-set-broken", "out_of_order")]
)
async def test_full_that_does_not_agree_is_asked(db: Database, town: Town, label: str, state: str) -> None:
    night = await nina(db)
    await night.says("1 vrouw binnen")
    answer = await night.says("we zitten vol")
    assert answer.has("door-full-but", noun="2 vrij voor mannen")
    assert (await night.says("ja", "affirm")).has("door-full-what")
    await night.presses(label)
    assert await states(db) == {"1": state, "2": state, "3": "taken"}
    assert (await night.presses(label)).has("door-done-already")
    await night.says("oeps")
    assert await states(db) == {"1": "free", "2": "free", "3": "taken"}


async def test_full_for_one_group_and_not_full_after_all(db: Database, town: Town) -> None:
    night = await nina(db)
    assert (await night.says("geen plek meer voor vrouwen")).has("door-full-but", noun="1 vrij voor vrouwen")
    assert (await night.presses("door-label-not-full")).has("door-full-not")
    await night.says("1 vrouw binnen")
    assert (await night.says("geen plek meer voor vrouwen")).has("door-count-agreed", place="Nachtopvang", at="20:00")


async def test_in_and_full_in_one_telegram(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says("2 mannen binnen, nu vol")
    assert await taken(db) == "12" and answer.has("door-full-but", noun="1 vrij voor vrouwen")


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("said", "group", "people", "reason", "to"),
    [
        ("iemand geweigerd, vrouw, geen plek", "vrouw", 1, "full", None),
        ("2 mannen weg moeten sturen, vol", "man", 2, "full", None),
        ("man geweigerd, hond", "man", 1, "pet", None),
        ("man doorverwezen naar Enschede vol", "man", 1, "full", "Enschede"),
        ("1 man refused, dog", "man", 1, "pet", None),
    ],
)
async def test_a_refusal_is_counted_and_can_be_taken_back(
    db: Database, town: Town, said: str, group: str, people: int, reason: str, to: str | None
) -> None:
    night = await nina(db)
    await night.says(said)
    async with db.begin() as session:
        [row] = await turn_aways.of_night(session, NIGHT)
    assert (row.target_group, row.people, row.reason, row.referred_to) == (group, people, reason, to)
    await night.presses("button-undo")
    async with db.begin() as session:
        assert await turn_aways.of_night(session, NIGHT) == []


async def test_the_reason_of_a_refusal_is_asked(db: Database, town: Town) -> None:
    night = await nina(db)
    assert (await night.says("1 persoon geweigerd")).has("door-which-refusal")
    assert (await night.presses("turn-away-behaviour")).has(
        "door-refused", noun="1 persoon", place="Nachtopvang", why="gedrag"
    )


# ---------------------------------------------------------------- questions


async def test_every_shelter_in_one_line(db: Database, town: Town) -> None:
    await held(db)
    night = await nina(db)
    text = (await night.says("alle voorzieningen")).text
    assert text.splitlines() == [
        "Nachtopvang: m 1 · v 1 · 1 vastgehouden · 0 binnen", "Crisisopvang: gezin 1 · 0 binnen", "Geteld: 19:30",
    ]  # fmt: skip


async def test_ages_that_differ_stale_closed_and_cold(db: Database, town: Town) -> None:
    night = await nina(db)
    night.passes(hours=9)
    await night.says("1 man binnen")
    lines = (await night.says("vrij?")).text.splitlines()
    assert lines[0].endswith("(05:00)") and lines[1].endswith("(19:30, oud)")
    async with db.begin() as session:
        session.add(closures.Closure(facility_id=town.crisis_shelter.id, first_night=NIGHT, reason="brand"))
        session.add(closures.ColdSpell(first_night=NIGHT, last_night=NIGHT))
    text = (await night.says("vrij?")).text
    assert "Crisisopvang: dicht (brand)" in text and night.last.has("door-cold-on", day="donderdag 26 november")


async def test_for_one_group_and_one_bed(db: Database, town: Town) -> None:
    night = await nina(db)
    assert (await night.says("hoeveel vrij voor vrouwen")).text.splitlines()[0] == "Nachtopvang: v 1 · 0 binnen"
    await night.says("bed 2 bezet")
    assert (await night.says("bed 2 vrij?")).text == "Nachtopvang bed 2: bezet (–)"
    assert "ken ik niet" in (await night.says("bed 99 vrij?")).text


async def test_the_count_can_be_called_right(db: Database, town: Town) -> None:
    night = await nina(db)
    night.passes(hours=3)
    await night.says("stand nachtopvang")
    assert (await night.says("ja", "affirm")).has("occupancy-recounted", at="23:00")
    assert await counted(db) == night.now


async def test_a_name_is_for_whom_it_is_work_and_each_look_is_written_down(db: Database, town: Town) -> None:
    await held(db)
    night = await nina(db)
    assert "(Jan)" in (await night.says("bed 1 vrij?")).text
    async with db.begin() as session:
        [look] = (await session.exec(select(AuditEntry).where(AuditEntry.action == "beds.seen"))).all()
    assert night.staff is not None and look.staff_id == night.staff.id and len(look.details["shown"]) == 1
    noor = await talk.colleague(db, Role.CONTACT_PERSON)
    assert "vastgehouden tot 21:30 (–)" in (await noor.says("bed 1 vrij?")).text


# ---------------------------------------------------------------- not come, notes


async def test_who_did_not_come_is_let_go_and_can_be_held_again(db: Database, town: Town) -> None:
    await held(db)
    night = await nina(db)
    assert (await night.says("jan niet gekomen")).has("door-no-show", beds="1", place="Nachtopvang")
    assert (await states(db))["1"] == "free"
    await night.says("oeps")
    assert (await states(db))["1"] == "held"
    assert (await night.says("piet niet gekomen")).has("door-no-hold", name="piet")


async def test_which_of_two_did_not_come_is_asked(db: Database, town: Town) -> None:
    await held(db, "Jan B.")
    await held(db, "Jan K.")
    night = await nina(db)
    answer = await night.says("jan niet gekomen")
    assert answer.has("door-which-hold") and len(answer.buttons) == 2
    label = {"place": "Nachtopvang", "bed": "2", "until": "21:30"}
    await night.presses("door-hold-label", **label)
    assert await states(db) == {"1": "held", "2": "free", "3": "free"}
    assert (await night.presses("door-hold-label", place="Nachtopvang", bed="2", until="21:30")).has(
        "occupancy-hold-over"
    )


async def test_a_note_for_the_day(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("1 man geweigerd, vol")
    answer = await night.says("overdracht: Bed 3 lekt. Rustige nacht.")
    assert answer.has("door-note-kept") and answer.has("night-sum-title", day="donderdag 26 november")
    assert "1 man niet binnen: vol" in answer.text
    async with db.begin() as session:
        [note] = (await session.exec(select(HandoverNote))).all()
    assert note.words == "Bed 3 lekt. Rustige nacht." and note.night == NIGHT
    await night.presses("button-undo")
    async with db.begin() as session:
        assert (await session.exec(select(HandoverNote))).all() == []


async def test_a_note_with_danger_in_it_is_answered_as_danger_and_kept(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says("overdracht: gast op bed 3 zei: ik wil niet meer leven")
    assert answer.has("crisis-self-harm") and answer.has("door-note-kept")
    assert await night.tasks() == {"crisis": 0}
    async with db.begin() as session:
        [note] = (await session.exec(select(HandoverNote))).all()
    assert note.words == "gast op bed 3 zei: ik wil niet meer leven"


async def test_a_note_that_was_read_stays(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("overdracht: rustige nacht")
    async with db.begin() as session:
        [note] = (await session.exec(select(HandoverNote))).all()
        session.add(HandoverRead(note_id=note.id, staff_id=town.contact.id, read_at=night.now))
    assert (await night.says("oeps")).has("door-undo-too-late")


# ---------------------------------------------------------------- switches


async def test_cold_weather_is_confirmed_first(db: Database, town: Town) -> None:
    async with db.begin() as session:
        session.add(Bed(facility_id=town.night_shelter.id, label="9", target_group="man", is_extra=True))
        sam = await add_person(session, town.contact)
        sam.cold_notice_at = talk.EVENING
    night = await nina(db)
    answer = await night.says("koudweer aan t/m zondag")
    assert answer.has(
        "door-cold-ask", first="donderdag 26 november", last="zondag 29 november", extra=1, people=1
    ) and "9" not in await states(db)
    await night.presses("door-label-cold-on")
    assert "9" in await states(db)
    assert (await night.presses("door-label-cold-on")).has("door-done-already")
    async with db.begin() as session:
        assert len((await session.exec(select(Nudge).where(Nudge.kind == "cold_weather"))).all()) == 1
    assert (await night.says("koudweer uit")).has("door-cold-off-ask", extra=1)
    await night.presses("door-label-cold-off")
    assert "9" not in await states(db)
    assert (await night.says("koudweer uit")).has("door-cold-is-off")


@pytest.mark.parametrize(
    ("said", "last"), [("koudweer aan tot zondag", "zaterdag 28 november"), ("koudweer aan", "donderdag 26 november")]
)
async def test_until_which_night(db: Database, town: Town, said: str, last: str) -> None:
    night = await nina(db)
    assert (await night.says(said)).has("door-cold-ask", first="donderdag 26 november", last=last, extra=0, people=0)
    assert (await night.says("nee", "deny")).has("door-left-as-it-was")


async def test_a_shelter_closes_and_opens(db: Database, town: Town) -> None:
    await held(db)
    night = await nina(db)
    day = "donderdag 26 november"
    answer = await night.says("nachtopvang dicht vannacht, brand")
    assert answer.has("door-close-ask", place="Nachtopvang", first=day, last=day, held=1, taken=0)
    assert (await states(db))["1"] == "held"
    assert (await night.says("ja", "affirm")).has("door-closed", place="Nachtopvang", held=1)
    assert set((await states(db)).values()) == {"closed"}
    assert (await night.says("bed 1 bezet")).has("occupancy-bed-why", bed="1", state="closed", reason="brand")
    assert (await night.says("nachtopvang dicht")).has("door-closed-already", place="Nachtopvang")
    assert (await night.says("nachtopvang weer open")).has("door-open-ask", place="Nachtopvang", reason="brand")
    await night.presses("door-label-open")
    assert set((await states(db)).values()) == {"free"}


async def test_a_closing_can_be_taken_back(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("nachtopvang dicht, brand")
    await night.presses("door-label-close")
    await night.says("oeps")
    assert set((await states(db)).values()) == {"free"}


# ---------------------------------------------------------------- the board hears it


async def test_a_board_hears_a_change_by_chat(db: Database, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    night, bell = await nina(db), Bell()
    monkeypatch.setattr(talk, "Bell", lambda: bell)
    stream = cast("AsyncGenerator[bytes, None]", live.events(bell, {bells.BEDS: "beds"}).body_iterator)
    assert await anext(stream) == b"event: begin\ndata: beds\n\n"
    heard = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0)
    await night.says("1 man binnen")
    assert await heard == b"event: rang\ndata: beds\n\n"
    await stream.aclose()


# ---------------------------------------------------------------- in English


@pytest.mark.parametrize(
    ("said", "key", "facts"),
    [
        ("room 9 out of order leak", "door-no-such-room", {"beds": "9", "place": "Nachtopvang"}),
        ("bed 1 broken", "occupancy-broken", {"bed": "1", "reason": "–"}),
        ("we're full", "door-full-but", {"noun": "2 free for men, 1 free for women"}),
        ("count 18 inside", "door-count-too-many", {"place": "Nachtopvang", "room": 3, "noun": "15 people"}),
        ("1 man refused, dog", "door-refused", {"noun": "1 man", "place": "Nachtopvang", "why": "pet"}),
        ("no more room for women", "door-full-but", {"noun": "1 free for women"}),
        ("check in Maria bed 3", "occupancy-in", {"noun": "Maria", "place": "Nachtopvang", "beds": "3"}),
        ("check out bed 2", "occupancy-bed-is", {"bed": "2", "state": "free"}),
    ],
)
async def test_english_telegrams(db: Database, town: Town, said: str, key: str, facts: dict[str, object]) -> None:
    night = await nina(db)
    night.language = "en"
    assert (await night.says(said, written_in="en")).has(key, **facts), night.last.text
