"""Turns: from the storing of an update to the commit of its answer, with Rasa and without."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from bot import bell as bells
from bot.converse import Converser
from bot.house import House
from bot.receive import Incoming
from nlu.rasa import Rasa
from nlu.reader import RasaReader, Reader, warm_up
from tests.bench.figures import Figure, latencies
from tests.bench.place import BOT
from tests.bench.sentences import ReadyReader, Sentence, distinct

WARM_UP = 80
ONE_BY_ONE = 500
AT_ONCE = 8
TOGETHER = 1200
LONGEST_SECONDS = 30

SAID_BY_ONE = 10
"""After so many messages somebody else begins, as in life: nobody has said five hundred things in a row."""

_update_ids, _addresses = itertools.count(1), itertools.count(1)


async def without_rasa(house: House) -> list[Figure]:
    """All of a turn but the understanding."""
    sentences = list(itertools.islice(distinct(), WARM_UP + ONE_BY_ONE + TOGETHER))
    reader = ReadyReader({s.text: s.intent for s in sentences})
    return await _measure(house, reader, iter(sentences), "turn without Rasa", ("", ""))


async def with_rasa(house: House, url: str) -> list[Figure]:
    """Bare parses first, for comparison, then whole turns; every text is new to Rasa and to our memory of parses."""
    rasa, sentences = Rasa(url), distinct()
    await asyncio.to_thread(warm_up)
    try:
        bare = await _parses(rasa, sentences)
        turns = await _measure(house, RasaReader(rasa), sentences, "turn with Rasa", ("<= 10", ">= 140"))
    finally:
        await rasa.close()
    return bare + turns


async def _parses(rasa: Rasa, sentences: Iterator[Sentence]) -> list[Figure]:
    for sentence in itertools.islice(sentences, WARM_UP):
        await rasa.parse(sentence.text)
    seconds = [await _timed_parse(rasa, s) for s in itertools.islice(sentences, ONE_BY_ONE)]
    began = time.perf_counter()
    waiting = itertools.islice(sentences, TOGETHER)
    await asyncio.gather(*(_parse_all(rasa, waiting) for _ in range(AT_ONCE)))
    rate = TOGETHER / (time.perf_counter() - began)
    subject = "Rasa alone"
    together = Figure(subject=subject, name=f"parses, {AT_ONCE} at once", value=rate, unit="/s")
    return [*latencies(subject, "parse", seconds), together]


async def _timed_parse(rasa: Rasa, sentence: Sentence) -> float:
    began = time.perf_counter()
    await rasa.parse(sentence.text)
    return time.perf_counter() - began


async def _parse_all(rasa: Rasa, sentences: Iterator[Sentence]) -> None:
    for sentence in sentences:
        await rasa.parse(sentence.text)


async def _measure(
    house: House, reader: Reader, sentences: Iterator[Sentence], subject: str, aims: tuple[str, str]
) -> list[Figure]:
    async with _conversing(house, reader):
        await _talk(house, itertools.islice(sentences, WARM_UP))
        began, worked = time.perf_counter(), time.process_time()
        alone = await _talk(house, itertools.islice(sentences, ONE_BY_ONE))
        rate_alone = len(alone) / (time.perf_counter() - began)
        work = (time.process_time() - worked) / len(alone)
        began = time.perf_counter()
        shared = itertools.islice(sentences, TOGETHER)
        everyone = await asyncio.gather(*(_talk(house, shared) for _ in range(AT_ONCE)))
        rate_together = TOGETHER / (time.perf_counter() - began)
    return [
        *latencies(subject, "one at a time", alone, aim=aims[0]),
        Figure(subject=subject, name="one at a time", value=rate_alone, unit="turns/s"),
        Figure(subject=subject, name="our own CPU a turn", value=work * 1000, unit="ms"),
        *latencies(subject, f"{AT_ONCE} at once", list(itertools.chain(*everyone))),
        Figure(subject=subject, name=f"{AT_ONCE} at once", value=rate_together, unit="turns/s", aim=aims[1]),
    ]


@asynccontextmanager
async def _conversing(house: House, reader: Reader) -> AsyncIterator[None]:
    converser = Converser(house.database, reader, house.bell, house.now)
    house.receiver.answering = converser  # as in the product, where one process does all
    working = asyncio.create_task(converser.run())
    await asyncio.sleep(0.2)
    try:
        yield
    finally:
        house.receiver.answering = None
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


async def _talk(house: House, sentences: Iterator[Sentence]) -> list[float]:
    """One conversation after the other: somebody says a few things, each when the answer to the last is there.

    Returns the seconds of each turn.
    """
    seconds: list[float] = []
    while some := list(itertools.islice(sentences, SAID_BY_ONE)):
        address = str(next(_addresses))
        seconds += [await _turn(house, address, sentence.text) for sentence in some]
    return seconds


async def _turn(house: House, address: str, said: str) -> float:
    update = Incoming(channel="telegram", bot=BOT, address=address, update_id=str(next(_update_ids)), text=said)
    began = time.perf_counter()
    received = await house.receiver.store(update)
    with house.bell.listen(bells.conversation(received.conversation_id)) as answered:
        if not await bells.wait(answered, LONGEST_SECONDS):
            raise TimeoutError(f"no answer to {said!r}")
    return time.perf_counter() - began
