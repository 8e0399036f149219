"""The web application: pages for people, the JSON API for systems, one place for headers and limits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from bot.web import health, problems
from bot.web.api import beds, chat, conversations, lists
from bot.web.limits import BodyLimit
from bot.web.parts import Parts

API_VERSION = "1.0.0"
STATIC = Path(__file__).parent / "static"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ERRORS: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "description": "What was wrong, and what to do",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
    }
}


def create_app(parts: Parts) -> FastAPI:
    """The application around the parts it is handed."""
    app = FastAPI(
        title="Stapje",
        version=API_VERSION,
        description="Chat, beds and lists of Stapje, the chat assistant around homeless shelter.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        contact={"name": "Stapje", "url": "https://stapje.example"},
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    app.state.parts = parts
    problems.install(app)
    api = APIRouter(prefix="/api/v1", responses=ERRORS)
    for subject in (chat, beds, conversations, lists):
        api.include_router(subject.router)
    app.include_router(api)
    app.include_router(health.router)
    _add_pages(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.middleware("http")(_headers)
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]  # FastAPI's documented way to adapt the document
    return app


def _add_pages(app: FastAPI) -> None:
    """The pages for people, and the webhook."""


async def _headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.url.path.startswith("/api/"):
        response.headers["API-Version"] = API_VERSION
        response.headers.setdefault("Cache-Control", "no-store")
    elif request.url.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-cache"  # asked again each time, mostly answered "not modified"
    return response


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document with our own error shape instead of FastAPI's 422, which never happens here."""
    if app.openapi_schema is None:
        document = FastAPI.openapi(app)
        schemas = document["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        schemas["ProblemDetails"] = problems.ProblemDetails.model_json_schema()
        for path in document["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        app.openapi_schema = document
    return app.openapi_schema
