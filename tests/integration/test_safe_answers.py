"""Every answer carries what keeps a browser safe, refusals too; and who only looks changes nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.web.accounts import COOKIE
from bot.web.app import create_app
from bot.web.parts import Parts
from storage import staff
from storage.staff import Role
from tests.belongings import everything_of
from tests.routes import ANYBODY, Answer, ask, routes_of
from tests.town import add_staff, add_team

TRACES = {"audit_entry", "audit_link", "web_session", "conversation_read", "handover_read", "mention"}
"""What looking leaves behind: that somebody looked, and how far."""
SEEN = {
    ("GET /inbox/{conversation_id}", "conversation"): "what came up for a colleague is no news once they opened it",
    ("GET /account/second-step", "second_factor"): "a secret to put into an app; it counts once its code was typed",
}
"""What changes when a page is looked at, and why that does no harm."""
BY_DESIGN = {
    "GET /login/organisation/back": "the way back from an organisation's own accounts, bound to the browser that left",
    "GET /api/v1/chat/events": "a stream",
}
"""Routes that change something when they are looked at, and why."""
CHANGES = re.compile(r"\b(?:INSERT INTO|(?<!DO )(?<!FOR )UPDATE|DELETE FROM|TRUNCATE)\s+\"?([a-z_]+)")


def unsafe(answer: Answer) -> list[str]:
    """The headers that an answer lacks."""
    policy = answer.headers.get("content-security-policy", "")
    held = {
        "policy": ("default-src 'self'" in policy or "default-src 'none'" in policy) and "unsafe" not in policy,
        "not guessed": answer.headers.get("x-content-type-options") == "nosniff",
        "no referrer": answer.headers.get("referrer-policy") == "no-referrer",
        "no camera": "camera=()" in answer.headers.get("permissions-policy", ""),
        "own window": answer.headers.get("cross-origin-opener-policy") == "same-origin",
        "no server": "server" not in answer.headers and "x-powered-by" not in answer.headers,
        "cookies": all("HttpOnly" in c and "SameSite=lax" in c for c in answer.headers.getlist("set-cookie")),
    }
    return [name for name, there in held.items() if not there]


@pytest.mark.parametrize("secure", [False, True])
async def test_every_answer_of_every_route_is_safe_also_a_refusal(parts: Parts, secure: bool) -> None:
    parts.secure_cookies = secure
    app, wrong = create_app(parts), []
    odd = [("GET", "/nergens"), ("GET", "/static/tokens.css"), ("GET", "/static/../../app.py"), ("HEAD", "/login"),
           ("OPTIONS", "/login"), ("TRACE", "/login"), ("DELETE", "/inbox"), ("PUT", "/api/v1/stays")]  # fmt: skip
    for method, path in [*((route.method, route.filled()) for route in routes_of(app)), *odd]:
        answer = await ask(app, method, path, {"Cookie": "a=b"}, None if method == "GET" else {})
        cookies = answer.headers.getlist("set-cookie")
        secret = all(c.startswith("__Host-") and "Secure" in c and "Domain" not in c for c in cookies) or not secure
        if unsafe(answer) or not secret or answer.status >= 500:
            wrong.append((method, path, answer.status, unsafe(answer), cookies))
    assert wrong == []


async def test_who_only_looks_changes_nothing(parts: Parts) -> None:
    async with parts.database.begin() as session:
        team = await add_team(session)
        contact = await add_staff(session, Role.CONTACT_PERSON, team)
        ids = await everything_of(session, contact, parts)
        admin = await add_staff(session, Role.ADMIN, team)
        cookie = await staff.open_web_session(session, admin, parts.now(), timedelta(hours=1))
        token = await staff.make_api_token(session, admin, parts.now())
    app, changed, looked = create_app(parts), set[tuple[str, str]](), 0
    here = [""]

    def note(*about: Any) -> None:
        changed.update((here[0], table) for table in CHANGES.findall(about[2]) if table not in TRACES)

    event.listen(parts.database.engine.sync_engine, "before_cursor_execute", note)
    for route in routes_of(app):
        if route.method == "GET" and route.name not in BY_DESIGN:
            here[0] = route.name
            key = {"Authorization": f"Bearer {token}"} if route.for_programs else {"Cookie": f"{COOKIE}={cookie}"}
            answer = await ask(app, "GET", route.filled(ids), key)
            looked += answer.status == 200 or route.needs == ANYBODY
    event.remove(parts.database.engine.sync_engine, "before_cursor_execute", note)
    assert sorted(changed - SEEN.keys()) == []
    assert looked > 60
