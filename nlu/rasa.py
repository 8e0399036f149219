"""Asking Rasa's own server what a text means: over HTTP, with a time limit, one retry and a memory."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import httpx
import orjson

from nlu.errors import RasaUnreachable
from nlu.understanding import Entity

TIMEOUT = httpx.Timeout(4.0, connect=1.0).as_dict()
LOOK_TIMEOUT = httpx.Timeout(1.5).as_dict()
LIMITS = httpx.Limits(max_connections=16, max_keepalive_connections=16)
REMEMBERED = 4096
"""Parses are pure, so the latest are kept: people ask the same things in the same words."""


@dataclass(frozen=True, kw_only=True)
class Parse:
    """Rasa's answer for one text: intents with their confidence, best first, and the entities it found."""

    ranking: tuple[tuple[str, float], ...]
    entities: tuple[Entity, ...]


class Rasa:
    """One Rasa server. Raises RasaUnreachable; nothing above this class has heard of httpx.

    It speaks to httpx's transport and not to its client: redirects, cookies and log-ins are of no use here, and every
    message makes a request.
    """

    def __init__(self, url: str) -> None:
        base = httpx.URL(url.rstrip("/") + "/")
        self._parse_url, self._status_url = base.join("model/parse"), base.join("status")
        self._transport = httpx.AsyncHTTPTransport(limits=LIMITS)
        self._memory: OrderedDict[str, asyncio.Task[Parse]] = OrderedDict()

    async def parse(self, text: str) -> Parse:
        """Intent ranking and entities of a text."""
        return await asyncio.shield(self.begin(text))  # who gives up waiting does not spoil it for others

    def begin(self, text: str) -> asyncio.Task[Parse]:
        """Begin to parse a text, unless it is known or begun already; a later `parse` finds it."""
        key = " ".join(text.split())
        known = self._memory.get(key)
        if known is not None:
            self._memory.move_to_end(key)
            return known
        begun = self._memory[key] = asyncio.create_task(self._parse(text))
        begun.add_done_callback(lambda task: self._forget_failure(key, task))
        if len(self._memory) > REMEMBERED:
            self._memory.popitem(last=False)
        return begun

    def _forget_failure(self, key: str, task: asyncio.Task[Parse]) -> None:
        if (task.cancelled() or task.exception() is not None) and self._memory.get(key) is task:
            del self._memory[key]

    async def _parse(self, text: str) -> Parse:
        return _read(await self._ask(text))

    async def _ask(self, text: str) -> dict[str, Any]:
        body = orjson.dumps({"text": text})
        for attempt in (1, 2):
            try:
                return await self._request("POST", self._parse_url, body, TIMEOUT)
            except (httpx.HTTPError, orjson.JSONDecodeError) as error:
                if attempt == 2:
                    raise RasaUnreachable(f"Rasa does not answer: {type(error).__name__}") from error
        raise AssertionError("unreachable")

    async def ready(self) -> bool:
        """Whether a model is loaded; a loading or missing server is simply not ready."""
        try:
            return bool((await self._request("GET", self._status_url, None, LOOK_TIMEOUT)).get("model_file"))
        except (httpx.HTTPError, orjson.JSONDecodeError):
            return False

    async def _request(
        self, method: str, url: httpx.URL, body: bytes | None, timeout: dict[str, float | None]
    ) -> dict[str, Any]:
        request = httpx.Request(method, url, content=body, extensions={"timeout": timeout})
        response = await self._transport.handle_async_request(request)
        response.request = request
        content = await response.aread()
        response.raise_for_status()
        answer = orjson.loads(content)
        if not isinstance(answer, dict):
            raise httpx.DecodingError("Rasa answers with objects; this is another server", request=request)
        return answer

    async def close(self) -> None:
        """Give the connections back."""
        await self._transport.aclose()


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
