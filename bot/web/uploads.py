"""Forms with files: read as they come in, never more than agreed, and proven to come from our own page.

Files larger than a megabyte lie on the disk while they come in (Starlette's parser): many at once fit in memory.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from actions import texts
from actions.permissions import May
from bot.files import LARGEST, MOST, PDF, NotKept, Upload, harmless_name
from bot.web.accounts import Form, UseAccount, Visit
from bot.web.pages import PageError
from bot.web.parts import UseParts
from bot.web.problems import Problem

MOST_FIELDS, MOST_READ, LONGEST_FIELD = 40, 20, 100_000
"""Fields, and files that are read at all: somebody who chose a few too many keeps the words they typed."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A form and the files that came with it. `refused`: none of the files is taken, and why; the words are there."""

    form: Form
    files: list[Upload]
    refused: NotKept | None = None


async def read(request: Request) -> Sent:
    """The fields and files of a form. Raises Problem for what is no form."""
    if not request.headers.get("Content-Type", "").startswith("multipart/form-data"):
        body = (await request.body()).decode("utf-8", "replace")
        return Sent(form={name: _kept(value) for name, value in parse_qsl(body, keep_blank_values=True)}, files=[])
    try:
        async with request.form(max_files=MOST_READ, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD) as parts:
            fields = {name: _kept(value) for name, value in parts.multi_items() if isinstance(value, str)}
            files = [value for _, value in parts.multi_items() if isinstance(value, UploadFile) and value.filename]
            try:
                return Sent(form=fields, files=await _uploads(files))
            except NotKept as refused:
                return Sent(form=fields, files=[], refused=refused)
    except HTTPException as error:  # the parser's own words are for developers
        raise Problem(HTTPStatus.BAD_REQUEST, "This is no form that can be read.") from error


def _kept(value: str) -> str:
    return value.replace("\x00", "")


async def _uploads(files: list[UploadFile]) -> list[Upload]:
    if len(files) > MOST:
        raise NotKept("files-too-many")
    for file in files:
        if (file.size or 0) > LARGEST:
            raise NotKept("files-too-large", harmless_name(file.filename or "", PDF).removesuffix(".pdf"))
    return [Upload(name=file.filename or "", content=await file.read()) for file in files]


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A visit of a colleague whose form may carry files."""

    visit: Visit
    sent: Sent


def writing(what: May) -> Callable[..., Awaitable[Writing]]:
    """A dependency: a form that may carry files, by a colleague who is allowed `what`; see accounts.who_may."""

    async def allowed(request: Request, parts: UseParts, account: UseAccount) -> Writing:
        if not account.may(what):
            raise PageError(HTTPStatus.FORBIDDEN, None, account)
        sent = await read(request)
        token = request.headers.get("X-CSRF-Token") or sent.form.get("csrf_token", "")
        if not hmac.compare_digest(token.encode("utf-8", "replace"), account.csrf_token.encode()):
            raise PageError(HTTPStatus.FORBIDDEN, texts.say(account.language, "account-form-old"), account)
        return Writing(visit=Visit(request=request, parts=parts, account=account, form=sent.form), sent=sent)

    allowed.needs = what  # type: ignore[attr-defined]  # a test reads from it what every route asks for
    return allowed


Answering = Annotated[Writing, Depends(writing(May.ANSWER_CLIENTS))]
