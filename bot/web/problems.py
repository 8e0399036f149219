"""Errors as application/problem+json (RFC 9457): what went wrong and what to do, never the insides of the program."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from actions.errors import NotAllowed
from bot.logs import log
from storage.errors import AlreadyTaken, DatabaseUnreachable, InviteRefused, NoneFree, NotFound, StorageError


class Problem(Exception):
    """An answer with a status of 400 or above and one helpful sentence."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


class ProblemDetails(BaseModel):
    """The body of every error."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


STATUS_OF: dict[type[Exception], HTTPStatus] = {
    NoneFree: HTTPStatus.CONFLICT,
    AlreadyTaken: HTTPStatus.CONFLICT,
    NotFound: HTTPStatus.NOT_FOUND,
    InviteRefused: HTTPStatus.GONE,
    NotAllowed: HTTPStatus.FORBIDDEN,
    DatabaseUnreachable: HTTPStatus.SERVICE_UNAVAILABLE,
}


def answer(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem as a response."""
    body = ProblemDetails(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return JSONResponse(body.model_dump(), status, headers, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Let every error of this app become a problem."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(StorageError, _known)
    app.add_exception_handler(NotAllowed, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unknown)


async def _problem(request: Request, error: Exception) -> Response:  # noqa: ARG001 (FastAPI's signature)
    assert isinstance(error, Problem)
    return answer(error.status, error.detail)


async def _known(request: Request, error: Exception) -> Response:
    status = next((s for kind, s in STATUS_OF.items() if isinstance(error, kind)), None)
    return await _unknown(request, error) if status is None else answer(status, str(error))


async def _invalid(request: Request, error: Exception) -> Response:  # noqa: ARG001 (FastAPI's signature)
    assert isinstance(error, RequestValidationError)
    return answer(HTTPStatus.BAD_REQUEST, "; ".join(_sentence(e) for e in error.errors()[:5]))


def _sentence(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"] if part != "body") or "the body"
    return f"{where[:100]}: {error['msg']}".replace("\x00", "")


async def _http(request: Request, error: Exception) -> Response:  # noqa: ARG001 (FastAPI's signature)
    assert isinstance(error, HTTPException)
    return answer(error.status_code, str(error.detail), dict(error.headers or {}))


async def _unknown(request: Request, error: Exception) -> Response:
    path = getattr(request.scope.get("route"), "path", "")  # as we wrote it: what was filled in may be a secret
    log().error("web.failed", path=path, error=repr(error), exc_info=error)
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; it has been written down. Try again.")
