"""Asking Rasa's own server what a text means: over HTTP, with a time limit, one retry and a memory."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import httpx
import orjson

from nlu.errors import RasaUnreachable
from nlu.understanding import Entity

TIMEOUT = httpx.Timeout(4.0, connect=1.0)
REMEMBERED = 4096
"""Parses are pure, so the latest are kept: people ask the same things in the same words."""


@dataclass(frozen=True, kw_only=True)
class Parse:
    """Rasa's answer for one text: intents with their confidence, best first, and the entities it found."""

    ranking: tuple[tuple[str, float], ...]
    entities: tuple[Entity, ...]


class Rasa:
    """One Rasa server. Raises RasaUnreachable; nothing above this class has heard of httpx."""

    def __init__(self, url: str, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        limits = httpx.Limits(max_connections=16, max_keepalive_connections=16)
        self._client = httpx.AsyncClient(base_url=url, timeout=TIMEOUT, limits=limits, transport=transport)
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
                response = await self._client.post("/model/parse", content=body)
                response.raise_for_status()
                answer: dict[str, Any] = orjson.loads(response.content)
                return answer
            except (httpx.HTTPError, orjson.JSONDecodeError) as error:
                if attempt == 2:
                    raise RasaUnreachable(f"Rasa does not answer: {error!r}") from error
        raise AssertionError("unreachable")

    async def ready(self) -> bool:
        """Whether a model is loaded; a loading or missing server is simply not ready."""
        try:
            response = await self._client.get("/status", timeout=1.5)
            return response.status_code == httpx.codes.OK and bool(orjson.loads(response.content).get("model_file"))
        except (httpx.HTTPError, orjson.JSONDecodeError):
            return False

    def forget(self) -> None:
        """Drop remembered parses, as when another model is loaded."""
        self._memory.clear()

    async def close(self) -> None:
        """Give the connections back."""
        await self._client.aclose()


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
