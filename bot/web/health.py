"""Is it alive, is it ready, and how much is waiting: for people who run Stapje."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from bot.web.parts import UseParts
from storage import gauges
from storage.errors import DatabaseUnreachable

router = APIRouter(include_in_schema=False)


@router.get("/health/live")
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@router.get("/health/ready")
async def ready(parts: UseParts) -> JSONResponse:
    """The database answers. With the model loading or down Stapje still serves, and says so."""
    nlu = parts.nlu_state()
    try:
        await parts.database.ping()
    except DatabaseUnreachable:
        body = {"status": "down", "parts": {"database": "down", "nlu": nlu}}
        return JSONResponse(body, HTTPStatus.SERVICE_UNAVAILABLE)
    status = "ready" if nlu == "ready" else "degraded"
    return JSONResponse({"status": status, "parts": {"database": "ready", "nlu": nlu}})


@router.get("/metrics")
async def metrics(parts: UseParts) -> PlainTextResponse:
    """Counts for Prometheus; nothing that anybody wrote."""
    registry = CollectorRegistry()
    async with parts.database.single() as session:
        counts = await gauges.counts(session, parts.now())
    for name, (help_text, value) in counts.items():
        Gauge(f"stapje_{name}", help_text, registry=registry).set(value)
    Gauge("stapje_nlu_ready", "1 when the model answers", registry=registry).set(parts.nlu_state() == "ready")
    return PlainTextResponse(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
