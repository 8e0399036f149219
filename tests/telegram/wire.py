"""Calls as they come in over HTTP: form fields, JSON or multipart with files, in a request or a webhook answer."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, ClientResponse, MultipartReader, web
from aiohttp.multipart import MultipartResponseWrapper

from tests.telegram.errors import bad_request

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that came along in a multipart part."""

    filename: str
    content: bytes
    content_type: str


@dataclass(frozen=True, kw_only=True)
class Request:
    """One call of a method: every value is the string that was sent, nested objects are JSON text."""

    method: str
    params: Mapping[str, str]
    files: Mapping[str, Upload] = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)  # seconds on the monotonic clock, to measure gaps with

    def text(self, name: str) -> str:
        """The value as sent; empty when it was left out."""
        return self.params.get(name, "")

    def flag(self, name: str) -> bool:
        """Whether a boolean parameter is on."""
        return self.text(name).lower() in {"true", "1"}

    def number(self, name: str) -> int | None:
        """A whole number; None when left out, a 400 when it is something else."""
        value = self.text(name)
        try:
            return int(value) if value else None
        except ValueError as error:
            raise bad_request(f"invalid {name} specified") from error

    def json(self, name: str) -> Any:
        """A nested value; None when left out, a 400 when it is no JSON."""
        value = self.text(name)
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise bad_request(f"can't parse {name} JSON object") from error


@dataclass(frozen=True, kw_only=True)
class Call:
    """What the call log keeps: the request, and how it was answered."""

    request: Request
    status: int | None  # None: the connection was cut before an answer
    result: Any = None  # the `result` of the envelope when all went well

    @property
    def method(self) -> str:
        return self.request.method

    @property
    def params(self) -> Mapping[str, str]:
        return self.request.params

    @property
    def at(self) -> float:
        """When the call came in: seconds on the monotonic clock."""
        return self.request.at

    @property
    def chat_id(self) -> int | None:
        return self.request.number("chat_id")


async def read_request(http: web.Request) -> Request:
    """The call in an HTTP request to the stand-in; parameters may stand in the query too."""
    params, files = dict(http.query), dict[str, Upload]()
    if http.content_type.startswith("multipart/"):
        fields, files = await _read_parts(await http.multipart())
        params |= fields
    elif http.content_type == "application/json":
        params |= _as_strings(await http.json())
    else:
        params |= {name: str(value) for name, value in (await http.post()).items()}
    return Request(method=http.match_info["method"], params=params, files=files)


async def read_answer(response: ClientResponse) -> Request | None:
    """The call that a bot may put in the body of its answer to a webhook delivery."""
    params, files = dict[str, str](), dict[str, Upload]()
    if response.content_type.startswith("multipart/"):
        params, files = await _read_parts(MultipartReader.from_response(response))
    elif response.content_type == "application/json":
        body = await response.json()
        params = _as_strings(body) if isinstance(body, dict) else {}
    method = params.pop("method", "")
    return Request(method=method, params=params, files=files) if method else None


async def _read_parts(reader: MultipartReader | MultipartResponseWrapper) -> tuple[dict[str, str], dict[str, Upload]]:
    params: dict[str, str] = {}
    files: dict[str, Upload] = {}
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader) or not part.name:
            raise bad_request("a part of the form has no name")
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            params[part.name] = content.decode()
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name] = Upload(filename=part.filename, content=content, content_type=kind)
    return params, files


def _as_strings(body: Json) -> dict[str, str]:
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items()}
