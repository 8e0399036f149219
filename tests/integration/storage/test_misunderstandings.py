"""What was not understood can be found again, with what it turned out to mean."""

import json
from datetime import timedelta
from pathlib import Path

import yaml

from bot.reviewing import export
from nlu.confidence import SURE
from storage import misunderstandings
from storage.database import Database
from storage.misunderstandings import Misunderstanding
from tests import talk
from tests.town import Town

pytest_plugins = ("tests.database",)
GUESSES = (("ask_steps", 0.25), ("debt_help", 0.2))


async def found(db: Database, who: talk.Talk, days: int = 1) -> list[Misunderstanding]:
    async with db.single() as session:
        since = who.now - timedelta(days=days)
        return await misunderstandings.found(session, since=since, sure=SURE, most=100)


async def test_what_fell_back_is_found_and_what_was_clear_is_not(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("hoi", "greet")
    await sam.says("hoe zit dat nou", "ask_steps", 0.25, ranking=GUESSES)
    await sam.says("wat wordt het weer", "out_of_scope")
    assert {one.said for one in await found(db, sam)} == {"hoe zit dat nou", "wat wordt het weer"}


async def test_the_meaning_that_was_chosen_is_remembered_and_comes_first(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("wat wordt het weer", "out_of_scope", 0.2)
    await sam.says("hoe zit dat nou", "ask_steps", 0.25, ranking=GUESSES)
    sam.passes(minutes=1)
    other = await talk.client(db, town.contact)
    await other.says("die brieven", "ask_steps", 0.25, ranking=GUESSES)
    await other.presses("meaning-debt_help")
    first = (await found(db, sam))[0]
    assert (first.said, first.intent, first.meant) == ("die brieven", "ask_steps", "debt_help")


async def test_a_message_of_somebody_else_is_not_corrected(db: Database, town: Town) -> None:
    sam, other = await talk.client(db, town.contact), await talk.client(db, town.contact)
    await sam.says("hoe zit dat nou", "ask_steps", 0.25, ranking=GUESSES)
    async with db.begin() as session:
        for message_id in range(1, 20):
            assert not await misunderstandings.correct(session, message_id, other.conversation_id, "debt_help")


async def test_names_of_clients_and_colleagues_are_known(db: Database, town: Town) -> None:
    await talk.client(db, town.contact, name="Femke Voorbeeld")
    async with db.single() as session:
        assert {"Femke", "Voorbeeld"} <= await misunderstandings.names(session)


def test_candidates_are_written_so_that_rasa_could_read_them(tmp_path: Path) -> None:
    some = [
        Misunderstanding(said='zeg "hoi": graag', language="nl", intent="greet", confidence=0.3, meant=None),
        Misunderstanding(said="- die brieven", language="nl", intent="ask_steps", confidence=0.2, meant="debt_help"),
    ]
    export(some, tmp_path / "candidates.yml")
    read = yaml.safe_load((tmp_path / "candidates.yml").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(read["nlu"])) == [
        {"intent": "debt_help", "examples": "- - die brieven\n"},
        {"intent": "greet", "examples": '- zeg "hoi": graag\n'},
    ]
