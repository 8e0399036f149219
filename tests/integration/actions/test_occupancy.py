"""Night staff at the door, telegram style: in, out, held, named, broken – and taking it back."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlmodel import select

from storage import availability, holds, stays
from storage.audit import AuditEntry
from storage.beds import Sleeper
from storage.database import Database
from storage.guests import Guest
from storage.rooms import Bed, Room
from storage.staff import Role
from tests import talk
from tests.town import Town

pytest_plugins = ("tests.database",)
NIGHT = date(2026, 11, 26)


async def nina(db: Database) -> talk.Talk:
    """Somebody on night duty who said this shift which shelter it is."""
    night = await talk.colleague(db, Role.NIGHT_STAFF)
    async with db.begin() as session:
        found = (await night.locked(session)).conversation
        found.context = {"door": {"facility": {"is": "nachtopvang", "at": night.now.isoformat()}}}
        session.add(found)
    return night


async def states(db: Database, facility: str = "nachtopvang") -> dict[str, str]:
    async with db.begin() as session:
        board = await availability.tonight(session, night=NIGHT, now=talk.EVENING)
    return {b.bed: b.state for b in board if b.facility == facility}


async def taken(db: Database, facility: str = "nachtopvang") -> str:
    return "".join(sorted(bed for bed, state in (await states(db, facility)).items() if state == "taken"))


async def held(db: Database, name: str = "Jan", group: str = "man") -> None:
    async with db.begin() as session:
        await holds.hold(
            session, night=NIGHT, group=group, now=talk.EVENING, facilities=["nachtopvang"],
            whose=Sleeper(guest_name=name),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "beds"),
    [
        ("2 mannen binnen", "12"),
        ("1 man binnen", "1"),
        ("1 vrouw binnen", "3"),
        ("2 m 1 v ingecheckt", "123"),
        ("man en vrouw binnen", "13"),
        ("bed 2 bezet", "2"),
        ("bed 1 en 3 bezet", "13"),
        ("bed 1 t/m 3 bezet", "123"),
        ("+1 man", "1"),
        ("two men arrived", "12"),
        ("1 woman in bed 3", "3"),
        ("nachtopvang: 1 man binnen", "1"),
        ("2 mannen op bed 1 en 2", "12"),
        ("dame op bed 3", "3"),
        ("2 manen binnen", "12"),
    ],
)
async def test_who_came_is_in_and_can_be_taken_back(db: Database, town: Town, said: str, beds: str) -> None:
    night = await nina(db)
    answer = await night.says(said)
    assert await taken(db) == beds
    assert f"bed {', '.join(beds)}" in answer.text and answer.offers("button-undo")
    assert "Teruggedraaid" in (await night.presses("button-undo")).text
    assert await taken(db) == ""
    assert (await night.presses("button-undo")).has("door-done-already")
    assert await taken(db) == ""


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("bed 2 vrij", "13"),
        ("2 mannen weg", "3"),
        ("1 vrouw vertrokken", "12"),
        ("2 m 1 v vertrokken", ""),
        ("bed 1 t/m 3 leeg", ""),
        ("bed 3 is free again", "12"),
        ("two men left", "3"),
    ],
)
async def test_who_left_is_out_and_can_be_put_back(db: Database, town: Town, said: str, left: str) -> None:
    night = await nina(db)
    await night.says("bed 1 t/m 3 bezet")
    answer = await night.says(said)
    assert await taken(db) == left and answer.offers("button-undo")
    assert "Teruggedraaid" in (await night.says("oeps")).text
    assert await taken(db) == "123"


async def test_the_answer_says_what_is_free_now(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says("1 man binnen")
    assert answer.has("door-free-now", place="Nachtopvang", free="m 1 · v 1")
    assert answer.has("occupancy-in", noun="1 man", place="Nachtopvang", beds="1")


async def test_english_is_answered_in_english(db: Database, town: Town) -> None:
    night = await nina(db)
    night.language = "en"
    answer = await night.says("two men arrived", written_in="en")
    assert answer.has("occupancy-in", noun="2 men", place="Nachtopvang", beds="1, 2")
    assert (await night.says("oops", written_in="en")).has("door-undone", what="2 men in, bed 1, 2")


async def test_what_was_not_said_is_asked_once_a_shift(db: Database, town: Town) -> None:
    night = await talk.colleague(db, Role.NIGHT_STAFF)
    assert (await night.says("1 erbij")).has("occupancy-which-facility")
    assert (await night.says("nacht")).has("occupancy-which-group")
    assert (await night.says("vrouw")).has("occupancy-in", noun="1 vrouw", place="Nachtopvang", beds="3")
    night.passes(hours=5)
    await night.says("bedankt", "thank")
    assert (await night.says("1 man binnen")).has("occupancy-in", noun="1 man", place="Nachtopvang", beds="1")


async def test_the_shelter_is_asked_again_in_the_next_shift(db: Database, town: Town) -> None:
    night = await nina(db)
    night.passes(hours=13)
    answer = await night.says("1 man binnen")
    assert answer.has("occupancy-which-facility") and "Nachtopvang" in answer.buttons


async def test_a_button_answers_which_shelter_too(db: Database, town: Town) -> None:
    night = await talk.colleague(db, Role.NIGHT_STAFF)
    await night.says("1 man binnen")
    assert (await night.presses("button-named-step", name="Nachtopvang")).has(
        "occupancy-in", noun="1 man", place="Nachtopvang", beds="1"
    )


async def test_the_group_of_a_moment_ago_is_meant_by_one_more(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("1 man binnen")
    await night.says("nog 1 erbij")
    assert await taken(db) == "12"
    await night.says("die 2 zijn weer weg")
    assert await taken(db) == ""


async def test_all_that_fits_and_who_did_not(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says("3 m 1 v ingecheckt")
    assert await taken(db) == "123"
    assert answer.has("occupancy-no-room", noun="1 man", place="Nachtopvang") and answer.offers("door-note-refusal")
    assert (await night.presses("door-note-refusal")).has("door-refused", noun="1 man", place="Nachtopvang", why="vol")
    assert (await night.presses("door-note-refusal")).has("door-done-already")


async def test_a_family_is_one_place(db: Database, town: Town) -> None:
    night = await nina(db)
    for said in ("gezin met 2 kinderen binnen crisisopvang", "gezin van 4 binnen crisisopvang"):
        answer = await night.says(said)
        assert answer.has("occupancy-in", noun="1 gezin", place="Crisisopvang", beds="1")
        await night.presses("button-undo")
    answer = await night.says("crisis opvang gezin met 3 kids binnen")
    assert await taken(db, "crisisopvang") == "1"


async def test_a_name_becomes_a_guest_and_is_forgotten_when_it_was_a_mistake(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says("check in Jan bed 2")
    assert answer.has("occupancy-in", noun="Jan", place="Nachtopvang", beds="2")
    async with db.begin() as session:
        assert [g.name for g in (await session.exec(select(Guest))).all()] == ["Jan"]
    await night.says("oeps")
    async with db.begin() as session:
        assert (await session.exec(select(Guest))).all() == []


async def test_a_known_guest_is_known_again_and_several_are_asked(db: Database, town: Town) -> None:
    async with db.begin() as session:
        session.add_all([Guest(name="Jan B."), Guest(name="Jan de Vries"), Guest(name="Fatima")])
    night = await nina(db)
    await night.says("inchecken Fatima bed 3")
    assert (await night.says("check in Jan bed 2")).has("occupancy-which-guest", name="Jan")
    assert await taken(db) == "3"
    jan = night.last.buttons["Jan B."]
    assert (await night.presses_payload(jan)).has("occupancy-in", noun="Jan B.", place="Nachtopvang", beds="2")
    async with db.begin() as session:
        assert len((await session.exec(select(Guest))).all()) == 3
        board = await availability.tonight(session, night=NIGHT, now=talk.EVENING, facility="nachtopvang")
    assert {b.bed: b.guest for b in board} == {"1": None, "2": "Jan B.", "3": "Fatima"}
    answer = await night.presses_payload(jan)
    assert answer.has("occupancy-bed-is", bed="2", state="taken")


async def test_somebody_new_of_a_known_name(db: Database, town: Town) -> None:
    async with db.begin() as session:
        session.add(Guest(name="Jan B."))
    night = await nina(db)
    await night.says("check in Jan bed 2")
    await night.presses("occupancy-new-guest")
    async with db.begin() as session:
        assert sorted(g.name for g in (await session.exec(select(Guest))).all()) == ["Jan", "Jan B."]


async def test_a_guest_who_sleeps_already_is_not_put_in_two_beds(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("check in Jan bed 1")
    answer = await night.says("check in Jan bed 2")
    assert answer.has("occupancy-guest-has-bed", name="Jan") and await taken(db) == "1"


async def test_who_found_no_bed_is_not_kept_by_name(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("bed 2 bezet")
    await night.says("check in Jan bed 2")
    async with db.begin() as session:
        assert (await session.exec(select(Guest))).all() == []


async def test_whom_a_bed_is_held_for_comes(db: Database, town: Town) -> None:
    await held(db)
    night = await nina(db)
    answer = await night.says("check in Jan bed 1")
    assert answer.has("occupancy-in", noun="Jan", place="Nachtopvang", beds="1") and await taken(db) == "1"
    await night.says("oeps")
    assert (await states(db))["1"] == "held"


async def test_a_held_bed_is_not_given_away_by_its_number(db: Database, town: Town) -> None:
    await held(db)
    night = await nina(db)
    answer = await night.says("bed 1 bezet")
    assert answer.has("occupancy-bed-held", bed="1", until="21:30", who="Jan")
    assert await taken(db) == ""
    await night.presses("occupancy-held-is-in", bed="1")
    assert await taken(db) == "1"
    assert (await night.presses("occupancy-held-is-in", bed="1")).has("occupancy-hold-over")


@pytest.mark.parametrize("said", ["bed 99 bezet", "bed 99 vrij", "bed 99 kapot", "bed 99 weer in gebruik"])
async def test_a_wrong_number_changes_nothing(db: Database, town: Town, said: str) -> None:
    night = await nina(db)
    answer = await night.says(said)
    assert answer.has("door-no-such-bed", beds="99", place="Nachtopvang")
    assert set((await states(db)).values()) == {"free"} and not answer.offers("button-undo")


@pytest.mark.parametrize(("said", "state"), [("bed 1 bezet", "taken"), ("bed 2 vrij", "free")])
async def test_what_is_so_already_is_said(db: Database, town: Town, said: str, state: str) -> None:
    night = await nina(db)
    await night.says("bed 1 bezet")
    answer = await night.says(said)
    assert answer.has("occupancy-bed-is", bed=said[4], state=state) and not answer.offers("button-undo")


async def test_an_unknown_shelter_is_asked(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says("1 man binnen jongerenopvang")
    assert answer.has("door-no-such-place", place="jongerenopvang") and answer.has("occupancy-which-facility")


async def test_who_has_a_name_does_not_leave_by_a_guess(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("check in Jan bed 1")
    answer = await night.says("1 man weg")
    assert await taken(db) == "1" and answer.has("occupancy-fewer-in", done=0, asked=1)
    answer = await night.presses("occupancy-guest-in", name="Jan", bed="1")
    assert await taken(db) == "" and answer.offers("button-undo")
    assert (await night.presses("occupancy-guest-in", name="Jan", bed="1")).has("door-done-already")


async def test_fewer_in_than_left(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says("1 man weg nachtopvang")
    assert not answer.offers("button-undo")


# ---------------------------------------------------------------- rooms and repairs


async def rooms_too(db: Database, town: Town) -> None:
    async with db.begin() as session:
        room = Room(facility_id=town.night_shelter.id, label="2")
        session.add(room)
        await session.flush()
        for bed in (await session.exec(select(Bed).where(Bed.facility_id == town.night_shelter.id))).all():
            if bed.label in ("2", "3"):
                bed.room_id = room.id
                session.add(bed)


async def test_a_whole_room(db: Database, town: Town) -> None:
    await rooms_too(db, town)
    night = await nina(db)
    await night.says("kamer 2 bezet")
    assert await taken(db) == "23"
    await night.says("kamer 2 leeg")
    assert await taken(db) == ""
    await night.says("kamer 2 buiten gebruik lekkage")
    assert Counter((await states(db)).values()) == {"out_of_order": 2, "free": 1}
    assert (await night.says("kamer 2 weer in gebruik")).has("occupancy-mended", bed="2, 3")
    assert (await night.says("oeps")).offers("button-undo") is False
    assert (await states(db))["3"] == "out_of_order"
    assert (await night.says("kamer 9 bezet")).has("door-no-such-room", beds="9", place="Nachtopvang")


async def test_out_of_order_with_its_reason_and_back(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says("bed 1 en 2 buiten gebruik: lekkage")
    assert answer.has("occupancy-broken", bed="1, 2", reason="lekkage")
    assert answer.has("door-free-now", place="Nachtopvang", free="v 1")
    assert (await night.says("bed 1 kapot")).has("occupancy-broken-already", bed="1")
    assert (await night.says("bed 1 bezet")).has("occupancy-bed-why", bed="1", state="out_of_order", reason="lekkage")
    assert (await night.says("oeps")).has("door-undone", what="bed 1, 2 buiten gebruik")
    assert set((await states(db)).values()) == {"free"}
    assert (await night.says("bed 1 weer in gebruik")).has("occupancy-not-broken", bed="1")


async def test_nobody_is_put_out_of_a_broken_bed(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("bed 1 bezet")
    answer = await night.says("bed 1 kapot")
    assert answer.has("occupancy-broken-taken", bed="1") and await taken(db) == "1"


# ---------------------------------------------------------------- taking back


async def test_oops_after_half_an_hour_and_with_nothing_done(db: Database, town: Town) -> None:
    night = await nina(db)
    assert (await night.says("oeps")).has("door-undo-nothing")
    await night.says("1 man binnen")
    night.passes(minutes=31)
    assert (await night.says("oeps")).has("door-undo-nothing") and await taken(db) == "1"


async def test_wrong_bed_named_in_an_undo_asks(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("bed 1 bezet")
    assert (await night.says("klopt niet, bed 3 was fout")).has("door-undo-another", what="1 man binnen, bed 1")
    assert await taken(db) == "1"
    assert "Teruggedraaid" in (await night.says("klopt niet, bed 1 was fout")).text
    assert await taken(db) == ""


async def test_an_undo_that_is_too_late_changes_nothing_at_all(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("2 mannen binnen")
    await night.says("2 mannen weg")
    for bed in ("1", "2"):  # one of the two beds gets somebody else; either way nothing may be half undone
        async with db.begin() as session:
            stay = await stays.check_in(
                session, night=NIGHT, group="man", facility="nachtopvang", bed=bed, now=talk.EVENING
            )
        assert (await night.presses("button-undo")).has("door-undo-too-late")
        assert await taken(db) == bed
        async with db.begin() as session:
            await stays.check_out(session, stay.id, talk.EVENING)


async def test_an_old_button_does_not_bring_anybody_back(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("1 man binnen")
    night.passes(hours=13)
    assert (await night.presses("button-undo")).has("door-undo-too-late")


# ---------------------------------------------------------------- two meanings, forms, permissions, the model


@pytest.mark.parametrize(
    ("said", "button", "count", "beds"),
    [
        ("2 binnen", "Net binnen: 2 personen", None, ""),
        ("14 bezet", "Bed 14 is bezet", None, ""),
        ("2 vrij", "Bed 2 is leeg", None, ""),
    ],
)
async def test_two_meanings_are_two_buttons(
    db: Database, town: Town, said: str, button: str, count: int | None, beds: str
) -> None:
    night = await nina(db)
    answer = await night.says(said)
    assert answer.has("door-which-meaning") and button in answer.buttons and len(answer.buttons) == 2
    assert await taken(db) == beds


async def test_a_meaning_that_was_chosen_is_done(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("bed 2 bezet")
    await night.says("2 vrij")
    await night.presses("door-means-bed-free", bed="2")
    assert await taken(db) == ""
    await night.says("2 binnen")
    await night.presses("door-means-came", noun="2 personen")
    assert (await night.presses("group-one-man")).has("occupancy-in", noun="2 mannen", place="Nachtopvang", beds="1, 2")


async def test_a_new_telegram_goes_before_an_open_question(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("1 erbij")
    answer = await night.says("2 mannen binnen")
    assert answer.has("door-form-dropped") and await taken(db) == "12"
    assert (await night.state()).form is None


async def test_one_word_may_be_the_answer_to_an_open_question(db: Database, town: Town) -> None:
    night = await nina(db)
    assert (await night.says("iemand geweigerd")).has("door-which-refusal")
    assert (await night.says("vol")).has("door-refused", noun="1 persoon", place="Nachtopvang", why="vol")


async def test_who_may_only_look_hears_so(db: Database, town: Town) -> None:
    noor = await talk.colleague(db, Role.CONTACT_PERSON)
    assert (await noor.says("2 mannen binnen")).has("door-only-looking", board="/beds")
    assert set((await states(db)).values()) == {"free"}
    assert "Nachtopvang: m 2 · v 1" in (await noor.says("vrij?")).text
    assert not noor.last.offers("door-label-count-right")


async def test_a_client_is_never_at_the_door(db: Database, town: Town) -> None:
    sam = await talk.client(db)
    await sam.says("2 mannen binnen", "out_of_scope")
    assert sam.last.has("out-of-scope") and set((await states(db)).values()) == {"free"}


async def test_the_model_is_the_way_back_when_the_rules_read_nothing(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says(
        "zojuist is hier bij ons een meneer gekomen hoor", "update_bed_occupancy", target_group="man"
    )
    assert answer.has("occupancy-in", noun="1 man", place="Nachtopvang", beds="1")
    answer = await night.says("ok er kwam dus weer wat kapot", "update_bed_occupancy")
    assert answer.has("occupancy-which-bed")


async def test_the_menu_button_shows_the_count_and_changes_nothing(db: Database, town: Town) -> None:
    night = await nina(db)
    assert (await night.says("hoi", "greet")).offers("button-who-is-in")
    assert (await night.presses("button-who-is-in")).offers("door-label-count-right")
    assert set((await states(db)).values()) == {"free"}


async def test_what_is_changed_is_written_down(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("1 man binnen")
    await night.says("oeps")
    async with db.begin() as session:
        rows = (await session.exec(select(AuditEntry).order_by(AuditEntry.id))).all()  # type: ignore[arg-type]
    assert [r.action for r in rows] == ["bed.in", "bed.undone"] and {r.staff_id for r in rows} == {night.staff.id}  # type: ignore[union-attr]
