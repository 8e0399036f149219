"""The table of all pages is whole: each route that gives HTML is in it, and each page in it is there for its reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Template

from bot.web import pages
from bot.web.accounts import COOKIE
from bot.web.app import create_app
from bot.web.opening import HALF
from bot.web.parts import Parts
from storage import half_sessions
from storage.staff import Role
from tests.every_page import HALF_IN, LOOKED_AT, NO_PAGES, PAGES, PARTS, Subject
from tests.routes import routes_of
from tests.signing_in import browser
from tests.whole_town import Filled, fill, sign_in

TEMPLATES = Path(pages.__file__).parent / "templates"
WHOLE = '{% extends "base.html"'
AFTER_A_FORM = {
    "account/codes.html": "codes for paper, shown once after a second step was set (test_second_step.py)",
    "people/invite.html": "the link for a client's telephone, shown once after it was made (test_people_pages.py)",
    "staff/link.html": "the link for a new colleague, shown once after it was made (test_staff_pages.py)",
    "error.html": "in place of any page (test_matrix.py)",
}
"""Whole pages that no address shows, and what tests them."""


@pytest.fixture
async def town(parts: Parts) -> Filled:
    """Something to see on every page."""
    return await fill(parts)


async def cookie(parts: Parts, town: Filled, who: Role | str | None) -> dict[str, str]:
    """What the browser of who opens a page sends."""
    if who == HALF_IN:
        async with parts.database.begin() as session:
            member = town.colleagues[Role.ADMIN]
            return {"Cookie": f"{HALF}={await half_sessions.open_half(session, member.id, '', parts.now())}"}
    return {"Cookie": f"{COOKIE}={await sign_in(parts, town.colleagues[Role(who)])}"} if who else {}


def test_every_route_that_gives_a_page_is_in_the_table(parts: Parts) -> None:
    found = {r.path for r in routes_of(create_app(parts)) if r.method == "GET" and not r.for_programs}
    told = [{shown.route for shown in PAGES}, set(PARTS), set(NO_PAGES)]
    every: set[str] = set().union(*told)
    assert found - every == set(), "add it to tests/every_page.py: to PAGES, or say what it is instead"
    assert every - found == set(), "no such route any more"
    assert sum(map(len, told)) == len(found), "a route is in one of the three"


def test_every_subject_is_looked_at_once() -> None:
    assert sorted(subject for some in LOOKED_AT.values() for subject in some) == sorted(Subject)


def test_pictures_have_names_of_their_own() -> None:
    names = [shown.name for shown in PAGES]
    assert sorted(set(names)) == sorted(names)


async def test_every_page_is_there_and_whole(parts: Parts, town: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    environment, used = pages._ENVIRONMENT, set()
    original = environment.get_template

    def noted(*asked: Any) -> Template:
        used.add(asked[0])
        return original(*asked)

    monkeypatch.setattr(environment, "get_template", noted)
    wrong = []
    signed_in = {who: await cookie(parts, town, who) for who in {shown.who for shown in PAGES}}
    async with browser(parts) as web:
        seen = [(shown, await web.get(shown.address(town.ids), headers=signed_in[shown.who])) for shown in PAGES]
    for shown, page in seen:
        if page.status_code != 200 or not page.text.startswith("<!DOCTYPE html>"):
            wrong.append((shown.name, page.status_code, page.headers.get("location", page.text[-200:])))
    assert wrong == []
    whole = {
        str(file.relative_to(TEMPLATES))
        for file in TEMPLATES.rglob("*.html")
        if WHOLE in file.read_text(encoding="utf-8")
    }
    assert whole - used == set(AFTER_A_FORM), "a page that no row of tests/every_page.py shows"


async def test_the_rest_gives_no_whole_page(parts: Parts, town: Filled) -> None:
    some = [r for r in routes_of(create_app(parts)) if r.method == "GET" and r.path in {*PARTS, *NO_PAGES} - {"/live"}]
    headers, wrong = await cookie(parts, town, Role.ADMIN), []
    async with browser(parts) as web:
        seen = [(route, await web.get(route.filled(town.ids), headers=headers)) for route in some]
    for route, answer in seen:
        kind = answer.headers.get("content-type", "")
        if answer.status_code < 400 and (
            kind.startswith("text/html") != (route.path in PARTS) or "<html" in answer.text
        ):
            wrong.append((route.path, answer.status_code, kind))
    assert wrong == []
