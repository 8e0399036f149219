"""Asking Rasa's own server what a text means: over HTTP, with a time limit, one retry and a memory."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
import orjson

from nlu.errors import RasaUnreachable
from nlu.understanding import Entity

TIMEOUT = aiohttp.ClientTimeout(total=4.0, sock_connect=1.0)
LOOK_TIMEOUT = aiohttp.ClientTimeout(total=1.5)
AT_ONCE = 16
REMEMBERED = 4096
"""Parses are pure, so the latest are kept: people ask the same things in the same words."""


@dataclass(frozen=True, kw_only=True)
class Parse:
    """Rasa's answer for one text: intents with their confidence, best first, and the entities it found."""

    ranking: tuple[tuple[str, float], ...]
    entities: tuple[Entity, ...]


class Rasa:
    """One Rasa server. Raises RasaUnreachable; nothing above this class has heard of aiohttp.

    aiohttp and not httpx: a request costs the event loop a tenth of the time, and every message makes one.
    """

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._client: aiohttp.ClientSession | None = None
        self._memory: OrderedDict[str, Parse] = OrderedDict()

    async def parse(self, text: str) -> Parse:
        """Intent ranking and entities of a text."""
        key = " ".join(text.split())
        known = self._memory.get(key)
        if known is not None:
            self._memory.move_to_end(key)
            return known
        parse = _read(await self._ask(text))
        self._memory[key] = parse
        if len(self._memory) > REMEMBERED:
            self._memory.popitem(last=False)
        return parse

    async def _ask(self, text: str) -> dict[str, Any]:
        body = orjson.dumps({"text": text})
        for attempt in (1, 2):
            try:
                async with self._connected().post(f"{self._url}/model/parse", data=body) as response:
                    response.raise_for_status()
                    answer: dict[str, Any] = orjson.loads(await response.read())
                    return answer
            except (aiohttp.ClientError, TimeoutError, orjson.JSONDecodeError) as error:
                if attempt == 2:
                    raise RasaUnreachable(f"Rasa does not answer: {type(error).__name__}") from error
        raise AssertionError("unreachable")

    async def ready(self) -> bool:
        """Whether a model is loaded; a loading or missing server is simply not ready."""
        try:
            async with self._connected().get(f"{self._url}/status", timeout=LOOK_TIMEOUT) as response:
                return response.status == HTTPStatus.OK and bool(orjson.loads(await response.read()).get("model_file"))
        except (aiohttp.ClientError, TimeoutError, orjson.JSONDecodeError):
            return False

    def _connected(self) -> aiohttp.ClientSession:
        """The connections, opened on first use because that needs a running event loop."""
        if self._client is None:
            connector = aiohttp.TCPConnector(limit=AT_ONCE)
            self._client = aiohttp.ClientSession(timeout=TIMEOUT, connector=connector)
        return self._client

    def forget(self) -> None:
        """Drop remembered parses, as when another model is loaded."""
        self._memory.clear()

    async def close(self) -> None:
        """Give the connections back."""
        if self._client is not None:
            await self._client.close()


def _read(answer: dict[str, Any]) -> Parse:
    try:
        ranking = tuple((str(i["name"]), float(i["confidence"])) for i in answer["intent_ranking"])
        found = (
            Entity(
                name=str(e["entity"]),
                value=str(e["value"]),
                text=str(answer["text"])[e["start"] : e["end"]],
                start=int(e["start"]),
                end=int(e["end"]),
            )
            for e in answer["entities"]
        )
        entities = tuple({(e.name, e.start): e for e in found}.values())  # two extractors may find the same words
    except (KeyError, TypeError, ValueError) as error:
        raise RasaUnreachable(f"Rasa answered something strange: {error!r}") from error
    return Parse(ranking=ranking, entities=entities)
