"""Every route × every role: what the table of permissions says is what happens. A route that asks nothing is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from fastapi import FastAPI

from actions.permissions import May, may
from bot.web.accounts import COOKIE, csrf_token
from bot.web.app import create_app
from bot.web.opening import HALF
from bot.web.parts import Parts
from storage import half_sessions, staff
from storage.staff import STAFF_ROLES, Role, StaffMember
from tests.routes import ANYBODY, CHAT_TOKEN, HALF_IN, OPEN, SIGNED_IN, Answer, Route, ask, routes_of
from tests.signing_in import hire

LEAVING = ("/logout", "/switch", "/account/sessions/end-all")
"""Routes that lead to the login page on purpose."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """The application, and a colleague of each role."""

    parts: Parts
    app: FastAPI
    colleagues: Mapping[Role, StaffMember]

    async def signed_in(self, role: Role) -> tuple[dict[str, str], dict[str, str]]:
        """Headers and form of somebody who just signed in: a form may end the session, so each has its own."""
        async with self.parts.database.begin() as session:
            cookie = await staff.open_web_session(session, self.colleagues[role], self.parts.now(), half_sessions.LASTS)
        return {"Cookie": f"{COOKIE}={cookie}"}, {"csrf_token": csrf_token(self.parts, cookie)}

    async def half_in(self, role: Role) -> tuple[dict[str, str], dict[str, str]]:
        """The same of somebody whose second step is still to come."""
        async with self.parts.database.begin() as session:
            cookie = await half_sessions.open_half(session, self.colleagues[role].id, "", self.parts.now())
        return {"Cookie": f"{HALF}={cookie}"}, {"csrf_token": csrf_token(self.parts, cookie)}

    async def with_token(self, role: Role) -> dict[str, str]:
        """Headers of a program that acts as this role."""
        async with self.parts.database.begin() as session:
            token = await staff.make_api_token(session, self.colleagues[role], self.parts.now())
        return {"Authorization": f"Bearer {token}"}

    async def ask(self, route: Route, headers: dict[str, str], form: dict[str, str] | None = None) -> Answer:
        """Ask it, with ids that nobody knows."""
        fields = None if route.method == "GET" or route.for_programs else form or {}
        return await ask(self.app, route.method, route.filled(), headers, fields)


@pytest.fixture
async def door(parts: Parts) -> Door:
    """The door, with somebody of each role before it."""
    colleagues: dict[Role, StaffMember] = {
        role: await hire(parts, f"wie-{role}".replace("_", "-"), role) for role in STAFF_ROLES
    }
    return Door(parts=parts, app=create_app(parts), colleagues=colleagues)


def refused(route: Route, answer: Answer) -> bool:
    """Whether somebody was kept out."""
    to_login = answer.location.startswith("/login") and route.path not in LEAVING
    return answer.status in (401, 403) or to_login


def sent_away(answer: Answer) -> bool:
    """Whether somebody who is not signed in was kept out."""
    return answer.status == 401 or answer.location.startswith("/login?next=")


def test_every_route_says_what_it_asks(parts: Parts) -> None:
    undecided = [route.name for route in routes_of(create_app(parts)) if route.needs is None]
    assert undecided == [], "declare a permission with who_may or staff_who, or say in tests/routes.py why it is open"


def test_no_way_in_is_open_that_no_longer_exists(parts: Parts) -> None:
    assert set(OPEN) - {route.path for route in routes_of(create_app(parts))} == set()


def test_every_permission_guards_something_or_is_asked_within(parts: Parts) -> None:
    asked = {route.needs for route in routes_of(create_app(parts))}
    assert {May.SEE_BEDS, May.MANAGE_STAFF, May.INVITE_STAFF, May.ANSWER_CLIENTS} <= asked


async def test_who_is_not_in_gets_nowhere(door: Door) -> None:
    wrong = []
    half = await door.half_in(Role.ADMIN)
    program = await door.with_token(Role.ADMIN)
    for route in routes_of(door.app):
        if route.needs == ANYBODY:
            continue
        kinds = {"nobody": {}, "half in": half[0], "program": program}
        if route.needs == HALF_IN:
            del kinds["half in"]  # what that opens: test_second_step.py
        if route.for_programs:
            del kinds["program"]
        for name, headers in kinds.items():
            answer = await door.ask(route, headers, half[1] if name == "half in" else {})
            if not sent_away(answer):
                wrong.append((route.name, name, answer.status, answer.location))
    assert wrong == []


@pytest.mark.parametrize("role", STAFF_ROLES)
async def test_each_role_gets_where_the_table_says_and_nowhere_else(door: Door, role: Role) -> None:
    wrong = []
    for route in routes_of(door.app):
        if route.needs in (ANYBODY, CHAT_TOKEN, HALF_IN) or route.for_programs:
            continue
        allowed = route.needs == SIGNED_IN or may(role, May(str(route.needs)))
        headers, form = await door.signed_in(role)
        answer = await door.ask(route, headers, form)
        if refused(route, answer) == allowed or answer.status >= 500:
            wrong.append((route.name, answer.status, answer.location))
    assert wrong == []


@pytest.mark.parametrize("role", STAFF_ROLES)
async def test_each_role_gets_from_the_api_what_the_table_says_and_nothing_else(door: Door, role: Role) -> None:
    wrong = []
    headers = {"Accept": "application/json"} | await door.with_token(role)
    for route in routes_of(door.app):
        if not route.for_programs or route.needs == ANYBODY:
            continue
        allowed = route.needs != CHAT_TOKEN and may(role, May(str(route.needs)))
        answer = await door.ask(route, headers)
        if refused(route, answer) == allowed or answer.status >= 500:
            wrong.append((route.name, answer.status))
    assert wrong == []


async def test_the_cookie_of_a_page_opens_nothing_of_the_api(door: Door) -> None:
    headers, _ = await door.signed_in(Role.ADMIN)
    api = [route for route in routes_of(door.app) if route.for_programs and route.needs != ANYBODY]
    answers = {route.name: (await door.ask(route, headers)).status for route in api}
    assert {name: status for name, status in answers.items() if status != 401} == {}


async def test_no_form_does_anything_without_our_token(door: Door) -> None:
    wrong = []
    headers, _ = await door.signed_in(Role.ADMIN)
    for route in routes_of(door.app):
        if route.method == "GET" or route.for_programs or route.needs in (ANYBODY, HALF_IN):
            continue
        for form in ({}, {"csrf_token": "0" * 64}):
            answer = await door.ask(route, headers, form)
            if answer.status != 403:
                wrong.append((route.name, answer.status))
    assert wrong == []


async def test_no_form_before_signing_in_is_taken_from_another_site(door: Door) -> None:
    half, _ = await door.half_in(Role.ADMIN)
    forms = [r for r in routes_of(door.app) if r.method == "POST" and r.path.startswith(("/login", "/join"))]
    for route in forms:
        answer = await door.ask(route, half | {"Sec-Fetch-Site": "cross-site"})
        assert answer.status in (403, 404), route.name
    assert len(forms) >= 5


async def test_every_page_has_the_headers_that_keep_it_safe(door: Door) -> None:
    wrong = []
    for route in routes_of(door.app):
        if route.method != "GET":
            continue
        headers, _ = await door.signed_in(Role.ADMIN)
        answer = await door.ask(route, headers if not route.for_programs else await door.with_token(Role.ADMIN))
        policy = answer.headers.get("content-security-policy", "")
        safe = (
            "default-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
            and answer.headers.get("x-content-type-options") == "nosniff"
            and answer.headers.get("referrer-policy") == "no-referrer"
            and all("HttpOnly" in cookie and "SameSite=" in cookie for cookie in answer.headers.getlist("set-cookie"))
        )  # fmt: skip
        kept = "no-store" in answer.headers.get("cache-control", "")
        if not safe or not (kept or route.needs == ANYBODY or answer.status == 304):
            wrong.append((route.name, answer.status, answer.headers.get("cache-control"), safe))
    assert wrong == []
