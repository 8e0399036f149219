"""Whatever is typed and taken back, in any order: no bed has two people, what is said is so, and undo restores."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from sqlmodel import col, select

from actions import texts
from storage import availability
from storage.beds import BedNight
from storage.database import Database
from tests import talk
from tests.integration.actions.test_occupancy import NIGHT, held, nina
from tests.town import Town

pytest_plugins = ("tests.database",)
TELEGRAMS = (
    "1 man binnen", "2 mannen binnen", "1 vrouw binnen", "3 m 1 v ingecheckt", "2 men in", "bed 1 bezet", "bed 3 bezet",
    "bed 1 t/m 3 bezet", "check in Jan bed 2", "check in Fatima bed 3", "bed 1 vrij", "bed 2 leeg", "1 man weg",
    "2 mannen weg", "1 vrouw vertrokken", "bed 1 kapot", "bed 2 buiten gebruik: lekkage", "bed 1 weer in gebruik",
    "telling 2 m 1 v", "telling 1 m 0 v", "telling 9 m", "we zitten vol", "jan niet gekomen", "bed 3 is free again",
)  # fmt: skip
SAYS_FREE = "Nu vrij bij "
Picture = dict[str, tuple[str, str | None]]


async def picture(db: Database, night: talk.Talk) -> Picture:
    """Every bed with its state and name."""
    async with db.begin() as session:
        board = await availability.tonight(session, night=NIGHT, now=night.now)
    return {f"{b.facility} {b.bed}": (b.state, b.guest) for b in board}


async def free_now(db: Database, night: talk.Talk) -> str:
    """What is free in the night shelter, in the words of an answer."""
    async with db.begin() as session:
        rows = await availability.availability(session, night=NIGHT, now=night.now, facility="nachtopvang")
    words = [texts.say("nl", "door-group-free", group=r.group, free=r.free) for r in rows]
    if on_hold := sum(r.on_hold for r in rows):
        words.append(texts.say("nl", "door-held", count=on_hold))
    return texts.say(
        "nl", "door-free-now", place="Nachtopvang", free=" · ".join(words) or texts.say("nl", "door-no-beds")
    )


async def fullest_bed(db: Database) -> int:
    """How many people the bed with most people has tonight."""
    async with db.begin() as session:
        query = select(BedNight.bed_id).where(BedNight.night == NIGHT, col(BedNight.ended_at).is_(None))
        return max(Counter((await session.exec(query)).all()).values(), default=0)


@pytest.mark.parametrize("seed", range(8))
async def test_any_order(db: Database, town: Town, seed: int) -> None:
    dice = random.Random(seed)
    await held(db, "Jan")
    night = await nina(db)
    for _ in range(20):
        before = await picture(db, night)
        answer = await night.says(dice.choice(TELEGRAMS))
        assert await fullest_bed(db) <= 1
        if SAYS_FREE in answer.text:
            assert await free_now(db, night) in answer.text
        after = await picture(db, night)
        if after != before:
            assert answer.offers("button-undo"), answer.text
        if answer.offers("button-undo") and dice.random() < 0.5:
            undo = answer.buttons["Terugdraaien"]
            for _ in range(2):
                await night.presses_payload(undo)
                assert await picture(db, night) == before
