"""What holds for every conversation about beds, whatever is said in whatever order."""

import random
import re
from typing import Any

import pytest

from actions import texts
from storage import availability
from storage.closures import Closure, ColdSpell
from storage.database import Database
from storage.facilities import all_facilities
from tests import talk
from tests.region import NIGHT, change, fill, make_region

pytest_plugins = ("tests.database",)

SAID: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("is er plek", "ask_bed_availability", {}),
    ("IK SLAAP BUITEN is er iets??", "ask_bed_availability", {}),
    ("plek voor een man", "ask_bed_availability", {"target_group": "man"}),
    ("plek voor een vrouw met 2 kinderen", "ask_bed_availability", {"target_group": "vrouw"}),
    ("waar kan ik slapen met mijn hond", "ask_bed_availability", {}),
    ("ik ben 19", "out_of_scope", {}),
    ("ik ben 70 en zit in een rolstoel", "out_of_scope", {}),
    ("en in enschede?", "out_of_scope", {}),
    ("en zaterdag?", "ask_bed_availability", {}),
    ("nachtopvang?", "ask_bed_availability", {"facility": "nachtopvang"}),
    ("en voor een jongere?", "out_of_scope", {"target_group": "jongere"}),
    ("hou een plek vast", "reserve_bed", {}),
    ("hou een plek vast voor een man", "reserve_bed", {"target_group": "man"}),
    ("ik kom niet meer", "cancel_bed", {}),
    ("wat kost de crisisopvang", "ask_shelter_info", {"facility": "crisisopvang"}),
    ("vertel eens over de opvang", "ask_shelter_info", {}),
)
LINE = re.compile(r"^(\w+): (\d+) plek(?:ken)? vrij voor (\w+)\.", re.MULTILINE)
MANY = {texts.say("nl", "group-many", group=group): group for group in ("man", "vrouw", "gezin", "jongere")}


async def scene(db: Database, dice: random.Random) -> None:
    """Some night: doors closed, beds gone, facts told and not, cold or mild."""
    await make_region(db)
    for facility in ("nachtopvang", "crisisopvang", "jongerenopvang", "gezinskamer"):
        facts = {name: dice.choice((None, True, False)) for name in ("pets", "children", "step_free")}
        await change(db, facility, **facts)
    await fill(db, *dice.sample(("man", "vrouw", "gezin", "jongere"), dice.randint(0, 3)))
    async with db.begin() as session:
        if dice.random() < 0.3:
            session.add(ColdSpell(first_night=NIGHT, last_night=NIGHT))
        if dice.random() < 0.3:
            session.add(Closure(facility_id=dice.choice(await all_facilities(session)).id, first_night=NIGHT))


async def counts(db: Database, someone: talk.Talk) -> dict[tuple[str, str], int]:
    """What storage counts free for the night that was told about, by name and group."""
    night = (await someone.state()).context.get("night", NIGHT.isoformat())
    async with db.begin() as session:
        rows = await availability.availability(session, night=NIGHT.fromisoformat(night), now=someone.now)
        return {(r.name, r.group): r.free for r in rows}


@pytest.mark.parametrize("seed", range(12))
async def test_a_human_is_always_within_reach_and_every_count_is_that_of_the_beds(db: Database, seed: int) -> None:
    dice = random.Random(seed)
    await scene(db, dice)
    someone = await (talk.client(db) if dice.random() < 0.5 else talk.visitor(db))
    for _ in range(12):
        said, intent, entities = dice.choice(SAID)
        answer = await someone.says(said, intent, 0.9, **entities)
        if intent == "out_of_scope" and answer.has("out-of-scope"):
            continue
        assert answer.offers("button-human"), (said, answer.text)
        free = await counts(db, someone)
        for place, told, group in LINE.findall(answer.text):
            assert free[place, MANY[group]] == int(told), (said, answer.text)
        someone.passes(minutes=dice.choice((0, 1, 15, 30)))


@pytest.mark.parametrize("seed", range(4))
async def test_a_place_that_is_told_as_free_can_be_kept(db: Database, seed: int) -> None:
    dice = random.Random(100 + seed)
    await scene(db, dice)
    someone = await talk.visitor(db)
    answer = await someone.says("plek voor een man met hond", "ask_bed_availability", target_group="man")
    if answer.offers("button-hold"):
        first = LINE.findall(answer.text)[0][0]
        assert (await someone.presses("button-hold")).has("beds-held", place=first, until="21:30")
