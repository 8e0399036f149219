"""Night staff at the door: in, out, broken, the count – and taking it back."""

from collections import Counter
from datetime import date

from storage import availability, stays
from storage.database import Database
from storage.staff import Role
from tests import talk
from tests.town import Town

pytest_plugins = ("tests.database",)
NIGHT = date(2026, 11, 26)


async def nina(db: Database) -> talk.Talk:
    return await talk.colleague(db, Role.NIGHT_STAFF)


async def states(db: Database, facility: str = "nachtopvang") -> dict[str, str]:
    async with db.begin() as session:
        board = await availability.tonight(session, night=NIGHT, now=talk.EVENING)
    return {b.bed: b.state for b in board if b.facility == facility}


async def test_somebody_in(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says(
        "2 mannen binnen nachtopvang", "update_bed_occupancy",
        person_count="2", target_group="man", facility="nachtopvang",
    )  # fmt: skip
    assert answer.has(
        "occupancy-in", noun="2 mannen", place="Nachtopvang", beds="1, 2", free=0, group="mannen"
    ) and answer.offers("button-undo")
    assert await states(db) == {"1": "taken", "2": "taken", "3": "free"}


async def test_what_was_not_said_is_asked(db: Database, town: Town) -> None:
    night = await nina(db)
    assert (await night.says("1 erbij", "update_bed_occupancy")).has("occupancy-which-facility")
    assert (await night.presses("facility-nachtopvang")).has("occupancy-which-group")
    assert (await night.says("vrouw", "out_of_scope", target_group="vrouw")).has(
        "occupancy-in", noun="1 vrouw", place="Nachtopvang", beds="3", free=0, group="vrouwen"
    )


async def test_the_shelter_and_group_of_a_moment_ago_are_remembered(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("1 man binnen", "update_bed_occupancy", target_group="man", facility="nachtopvang")
    await night.says("nog 1 erbij", "update_bed_occupancy")
    assert await states(db) == {"1": "taken", "2": "taken", "3": "free"}
    assert (await night.says("die 2 zijn weer weg", "update_bed_occupancy", person_count="2")).has(
        "occupancy-out", noun="2 mannen", place="Nachtopvang", beds="1, 2", free=2, group="mannen"
    ) or "2, 1" in night.last.text
    assert Counter((await states(db)).values()) == {"free": 3}


async def test_more_than_there_are_beds(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says(
        "5 mannen binnen", "update_bed_occupancy", person_count="5", target_group="man", facility="nachtopvang"
    )
    assert answer.has("occupancy-no-more", done=2, asked=5)
    answer = await night.says("nog 1 man", "update_bed_occupancy", target_group="man", facility="nachtopvang")
    assert not answer.offers("button-undo")


async def test_fewer_in_than_left(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says("1 man vertrokken", "update_bed_occupancy", target_group="man", facility="nachtopvang")
    assert answer.has("occupancy-fewer-in", done=0, asked=1) and not answer.offers("button-undo")


async def test_a_bed_by_its_number(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("bed 2 bezet", "update_bed_occupancy", bed="2", facility="nachtopvang")
    assert await states(db) == {"1": "free", "2": "taken", "3": "free"}
    answer = await night.says("bed 2 bezet", "update_bed_occupancy", bed="2", facility="nachtopvang")
    assert answer.has("occupancy-no-more", done=0, asked=1)
    await night.says("bed 2 vrij", "update_bed_occupancy", bed="2", facility="nachtopvang")
    assert await states(db) == {"1": "free", "2": "free", "3": "free"}


async def test_undo_gives_exactly_those_beds_back(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("1 vrouw binnen", "update_bed_occupancy", target_group="vrouw", facility="nachtopvang")
    await night.says(
        "2 mannen binnen", "update_bed_occupancy", person_count="2", target_group="man", facility="nachtopvang"
    )
    assert (await night.presses("button-undo")).has("occupancy-undone", count=2)
    assert await states(db) == {"1": "free", "2": "free", "3": "taken"}


async def test_undo_of_leaving_puts_the_same_person_back(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("1 vrouw binnen", "update_bed_occupancy", target_group="vrouw", facility="nachtopvang")
    await night.says("1 vrouw weg", "update_bed_occupancy", target_group="vrouw", facility="nachtopvang")
    assert (await night.presses("button-undo")).has("occupancy-undone", count=1)
    assert (await states(db))["3"] == "taken"


async def test_an_undo_that_is_too_late_changes_nothing_at_all(db: Database, town: Town) -> None:
    night = await nina(db)
    for change in ("binnen", "weg"):
        await night.says(
            f"2 mannen {change}", "update_bed_occupancy", person_count="2", target_group="man", facility="nachtopvang"
        )
    undo = dict(night.last.buttons)
    for bed in ("1", "2"):  # one of the two beds gets somebody else; either way nothing may be half undone
        async with db.begin() as session:
            stay = await stays.check_in(
                session, night=NIGHT, group="man", facility="nachtopvang", bed=bed, now=talk.EVENING
            )
        assert (await night.presses_payload(undo["Terugdraaien"])).has("occupancy-undo-too-late")
        assert Counter((await states(db)).values()) == {"free": 2, "taken": 1}
        async with db.begin() as session:
            await stays.check_out(session, stay.id, talk.EVENING)


async def test_broken_and_mended(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("bed 1 kapot", "update_bed_occupancy", bed="1", facility="nachtopvang")
    assert night.last.has("occupancy-broken", bed="1")
    assert (await states(db))["1"] == "out_of_order"
    await night.says("bed 1 weer in gebruik", "update_bed_occupancy", bed="1", facility="nachtopvang")
    assert night.last.has("occupancy-mended", bed="1")
    assert (await states(db))["1"] == "free"


async def test_a_bed_nobody_knows_and_a_bed_nobody_named(db: Database, town: Town) -> None:
    night = await nina(db)
    answer = await night.says("bed 99 kapot", "update_bed_occupancy", bed="99", facility="nachtopvang")
    assert answer.has("occupancy-no-such-bed", bed="99")
    assert (await night.says("bed kapot", "update_bed_occupancy", facility="nachtopvang")).has("occupancy-which-bed")


async def test_leaving_the_only_bed_of_a_group_while_it_is_out_of_order(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("gezin binnen", "update_bed_occupancy", target_group="gezin", facility="crisisopvang")
    await night.says("bed 1 kapot", "update_bed_occupancy", bed="1", facility="crisisopvang")
    answer = await night.says("1 gezin weg", "update_bed_occupancy", target_group="gezin", facility="crisisopvang")
    assert answer.offers("button-undo") and "Crisisopvang" in answer.text


async def test_the_count_is_told_and_can_be_called_right(db: Database, town: Town) -> None:
    night = await nina(db)
    await night.says("1 man binnen", "update_bed_occupancy", target_group="man", facility="nachtopvang")
    night.passes(hours=3)
    answer = await night.says("stand nachtopvang", "update_bed_occupancy", facility="nachtopvang")
    age = "Geteld om 20:00, 3 uur geleden."
    assert answer.has("occupancy-count", place="Nachtopvang", group="mannen", taken=1, free=1, held=0, age=age)
    assert (await night.says("ja", "affirm")).has("occupancy-recounted", at="23:00")
    assert "Net geteld" in (await night.says("vrije bedden", "ask_bed_availability", facility="nachtopvang")).text


async def test_who_is_in_is_a_menu_button_that_changes_nothing(db: Database, town: Town) -> None:
    night = await nina(db)
    assert (await night.says("hoi", "greet")).offers("button-who-is-in")
    assert (await night.presses("button-who-is-in")).has("occupancy-is-it-right")
    assert Counter((await states(db)).values()) == {"free": 3}
