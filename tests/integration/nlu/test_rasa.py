"""The client of Rasa's server, against a stand-in that speaks real HTTP and has bad days."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from nlu.errors import RasaUnreachable
from nlu.rasa import Rasa

PARSE = {
    "text": "plek in vriezenveen",
    "intent_ranking": [{"name": "ask_bed_availability", "confidence": 0.9}, {"name": "greet", "confidence": 0.1}],
    "entities": [
        {"entity": "municipality", "value": "Twenterand", "start": 8, "end": 19},
        {"entity": "municipality", "value": "Twenterand", "start": 8, "end": 19, "extractor": "another"},
    ],
}


class Moody:
    """Answers with what was laid ready, last of all with a good parse for ever."""

    def __init__(self) -> None:
        self.answers: list[web.Response] = []
        self.asked = 0

    async def parse(self, request: web.Request) -> web.Response:
        self.asked += 1
        assert (await request.json())["text"]
        return self.answers.pop(0) if self.answers else web.json_response(PARSE)

    async def status(self, _: web.Request) -> web.Response:
        return self.answers.pop(0) if self.answers else web.json_response({"model_file": "nlu.tar.gz"})


@pytest.fixture
async def moody() -> AsyncIterator[tuple[Moody, Rasa]]:
    stand_in, app = Moody(), web.Application()
    app.add_routes([web.post("/model/parse", stand_in.parse), web.get("/status", stand_in.status)])
    async with TestServer(app) as server:
        rasa = Rasa(str(server.make_url("/")))
        yield stand_in, rasa
        await rasa.close()


async def test_a_parse_has_its_ranking_and_each_entity_once(moody: tuple[Moody, Rasa]) -> None:
    _, rasa = moody
    parse = await rasa.parse("plek in vriezenveen")
    assert parse.ranking == (("ask_bed_availability", 0.9), ("greet", 0.1))
    assert [(e.name, e.value, e.text) for e in parse.entities] == [("municipality", "Twenterand", "vriezenveen")]


async def test_the_same_words_are_asked_once(moody: tuple[Moody, Rasa]) -> None:
    stand_in, rasa = moody
    assert await rasa.parse("plek  in vriezenveen ") == await rasa.parse("plek in vriezenveen")
    assert stand_in.asked == 1


@pytest.mark.parametrize("bad", [web.Response(status=500), web.Response(text="<html>"), web.json_response([1])])
async def test_one_bad_answer_is_asked_again(moody: tuple[Moody, Rasa], bad: web.Response) -> None:
    stand_in, rasa = moody
    stand_in.answers = [bad]
    assert (await rasa.parse("hoi")).ranking[0][0] == "ask_bed_availability"
    assert stand_in.asked == 2


async def test_two_bad_answers_are_an_error_of_our_own(moody: tuple[Moody, Rasa]) -> None:
    stand_in, rasa = moody
    stand_in.answers = [web.Response(status=500), web.Response(status=503)]
    with pytest.raises(RasaUnreachable):
        await rasa.parse("hoi")
    assert stand_in.asked == 2


@pytest.mark.parametrize(
    "strange", [{}, {"intent_ranking": 5, "entities": []}, {"intent_ranking": [{}], "entities": []}]
)
async def test_a_strange_answer_is_an_error_of_our_own(moody: tuple[Moody, Rasa], strange: dict[str, object]) -> None:
    stand_in, rasa = moody
    stand_in.answers = [web.json_response(strange)]
    with pytest.raises(RasaUnreachable):
        await rasa.parse("hoi")


async def test_ready_only_with_a_model(moody: tuple[Moody, Rasa]) -> None:
    stand_in, rasa = moody
    assert await rasa.ready()
    for bad in (web.json_response({"model_file": ""}), web.Response(status=500), web.json_response([])):
        stand_in.answers = [bad]
        assert not await rasa.ready()


async def test_nobody_there_is_an_error_of_our_own() -> None:
    rasa = Rasa("http://127.0.0.1:9")
    assert not await rasa.ready()
    with pytest.raises(RasaUnreachable):
        await rasa.parse("hoi")
    await rasa.close()
