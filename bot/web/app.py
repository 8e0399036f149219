"""The web application: pages for people, the JSON API for systems, one place for headers and limits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from bot.web import (
    account_page,
    agenda,
    alerts,
    answering,
    attachments,
    bed_deeds,
    bed_panel,
    blocking,
    board,
    calendar_feed,
    celebrating,
    chat_page,
    commands,
    composing,
    contact_cards,
    dashboard,
    desk_routes,
    desks,
    drawings,
    emergency_page,
    facility_pages,
    figures,
    finding,
    fire_drill,
    guests_page,
    handover,
    health,
    help_pages,
    inbox,
    joining,
    labels,
    later,
    live,
    login,
    meanings,
    merging,
    money_deeds,
    my_data,
    new_client,
    notes,
    own_rhythms,
    own_terms,
    own_texts,
    pages,
    people,
    people_page,
    presence,
    problems,
    reaching,
    referral_deeds,
    referral_exports,
    referral_page,
    referrals,
    replies,
    retention_page,
    rights_page,
    routes_page,
    second_step,
    single_sign_on,
    staff_pages,
    summary,
    switches,
    team,
    team_pages,
    telegram_webhook,
    today,
    today_deeds,
    trail_page,
    transfers,
    turn_aways_page,
    views,
    waiting_page,
    workflow,
)  # fmt: skip
from bot.web.api import (
    assignments,
    beds,
    chat,
    chat_files,
    closures,
    conversations,
    facilities,
    handovers,
    holds,
    hsds,
    lists,
    stays,
    turn_aways,
    waiting,
)  # fmt: skip
from bot.web.headers import API_VERSION, Headers
from bot.web.limits import BodyLimit
from bot.web.parts import Parts
from bot.web.whence import FromWhere

STATIC = Path(__file__).parent / "static"
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
    shelter = (facilities, beds, holds, stays, turn_aways, waiting, closures, handovers, hsds)
    for subject in (chat, chat_files, *shelter, conversations, assignments, lists):
        api.include_router(subject.router)
    app.include_router(api)
    app.include_router(health.router)
    _add_pages(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(FromWhere)
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)  # 9 takes more than twice as long for 5 %
    app.add_middleware(Headers)  # added last, so that it is outermost and no answer goes without
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]  # FastAPI's documented way to adapt the document
    return app


def _add_pages(app: FastAPI) -> None:
    """The pages for people, and the webhook."""
    for early in (
        workflow.whole,
        labels.whole,
        views.router,
        commands.router,
        finding.router,
        people.moved,
    ):  # before the inbox, whose address of a thread would fit too
        app.include_router(early)
    for subject in (
        live,
        presence,
        alerts,
        chat_page,
        calendar_feed,  # before the inbox, whose address of a thread would fit too
        today,
        today_deeds,
        transfers,
        summary,
        inbox,
        answering,
        workflow,
        labels,
        composing,
        later,
        notes,
        replies,
        blocking,
        merging,
        meanings,
        money_deeds,
        celebrating,
        agenda,
        team,
        dashboard,
        drawings,
        board,
        bed_panel,
        bed_deeds,
        attachments,
        referrals,
        referral_exports,  # before the page of one, whose address would fit too
        referral_page,
        referral_deeds,
        telegram_webhook,
    ):
        app.include_router(subject.router)
    for subject in (login, second_step, single_sign_on, joining, account_page, staff_pages, team_pages, routes_page):
        app.include_router(subject.router)
    for subject in (people, new_client, contact_cards, reaching, people_page):  # the page of one has any address left
        app.include_router(subject.router)
    for subject in (guests_page, turn_aways_page, waiting_page, handover, switches, fire_drill, figures):
        app.include_router(subject.router)
    for subject in (desk_routes, desks, help_pages):  # in this order: a route's address would fit a desk's too
        app.include_router(subject.router)
    for subject in (trail_page, rights_page, retention_page, emergency_page, my_data):
        app.include_router(subject.router)
    for subject in (facility_pages, own_texts, own_rhythms, own_terms):
        app.include_router(subject.router)
    pages.install(app)


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
