"""Words, forms, addresses and hosts of somebody with bad plans, tried on every page there is."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from actions import rhythm, terms
from bot.web import accounts, problems
from bot.web.accounts import COOKIE, csrf_token
from bot.web.app import create_app
from bot.web.parts import Parts
from storage import retention, staff
from storage.staff import Role, StaffMember
from tests.belongings import everything_of, more_of
from tests.hostile import MARK, VALUES, WORDS, Page, wrong_in
from tests.routes import CHAT_TOKEN, Answer, Route, ask, routes_of
from tests.town import add_staff

TEMPLATES = Path(accounts.__file__).parent / "templates"
IN_TEMPLATES = {
    name for page in TEMPLATES.rglob("*.html") for name in re.findall(r'name="([a-z_]+)"', page.read_text("utf-8"))
}
"""The fields of all forms, for those that no page of the example data shows."""
COLUMNS = """SELECT c.table_name, c.column_name, data_type FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name) WHERE table_schema = 'public'
    AND t.table_type = 'BASE TABLE' AND data_type IN ('text', 'character varying', 'jsonb') ORDER BY 1, 2"""
IN_TEXT = ("{0} = $1", "{0} = $1 WHERE {0} IS NOT NULL", "{0} = $1 || ctid::text WHERE {0} IS NOT NULL")
"""Ways to plant words: everywhere, where there are any, and where each must differ."""
IN_JSON = (
    r"""{0} = regexp_replace({0}::text, '"(label|name|alt|words|text|note|reason|device|q)": "[^"]*"', $1, 'g')::jsonb
        WHERE {0}::text ~ '"(label|name|alt|words|text|note|reason|device|q)": "'""",
)
"""The same inside what is kept as JSON."""
ROUNDS = 2
"""How often each form is sent with other values."""
HOST = "host-van-een-ander.example"
HOSTS = (HOST, f"stapje.test@{HOST}", f"{HOST}/x?", "", "[", "stapje.test:99999", HOST)
"""What a request may name as the host it means; nothing is ever made of it."""
ASKED = ("q", "name", "names", "next", "view_note", "team", "municipality", "label", "mood", "silent", "term",
         "assigned", "channel", "task")  # fmt: skip
"""What pages read from their address beside what their routes declare."""
WHICH = {
    "place_id": {"/help-places": "help_place", "/beds": "bed_night"},
    "row_id": {"/beds/turn-aways": "turn_away", "/beds/waiting": "waiter"},
    "bed_id": {"": "bed"}, "closure_id": {"": "closure"}, "spell_id": {"": "cold_spell"}, "desk_id": {"": "debt_desk"},
    "facility_id": {"": "facility"}, "team_id": {"": "team"}, "organisation_id": {"": "organisation"},
    "request_id": {"": "rights_request"},
}  # fmt: skip
"""From which table an id in an address is, by how the address begins; those of a client: everything_of."""
NAMED = {
    "/people/{person_id}/{section}": ("details", "plan", "appointments", "money", "words"),
    "/beds/figures/{view}": ("occupancy", "people", "regulars", "demand", "lengths", "appointments"),
    "/admin/texts/{key}": ("help", "greeting-visitor"),
    "/admin/retention/{key}": tuple(retention.BY_KEY),
    "/admin/rhythms/{name}": tuple(rhythm.brought_along()),
    "/admin/terms/{name}": tuple(terms.brought_along()),
}
"""Words in an address for which there is a page."""
OURS = re.compile(
    r"^alembic_version|_hash$|\.(token|secret|sealed|mark|version_num|username|issuer|subject|language|mode|role|status"
    r"|state|stage|kind|right|direction|sender|channel|bot|went|mood|template|threat|life_domain|made_by|made_by_role"
    r"|by_role|closed_as|end_reason|target_group|counts_as|intent|meant|dedupe_key|update_id|tab|came_how|identified_how"
    r"|action|actor|session|field|table_name|column_name|row_key|about|shortcut|administration|asked_by)$"
    r"|^(facility|target_group|own_data|repeat|retention_term|button|setting)\.key$|^check_in\.topic$|^(channel_address|web_session|login"
    r"_attempt)\.|^(debt_referral|debt_route|person|facility|help_place|team|municipality)\.municipality$"
)
"""Columns with words that only the program writes; every other text is somebody's own."""


@dataclass
class Visitor:
    """Somebody who may see everything, with a browser that sends what it likes."""

    parts: Parts
    app: FastAPI
    admin: StaffMember
    ids: Mapping[str, Any]
    found: list[str] = field(default_factory=list)
    cookie: str = ""
    rows: dict[str, Any] = field(default_factory=dict)

    async def asks(self, method: str, path: str, form: Mapping[str, str] | None = None, **headers: str) -> Answer:
        """Ask it as somebody who is signed in; anew after a form that may have ended the session."""
        if not self.cookie:
            async with self.parts.database.begin() as session:
                new = await staff.open_web_session(session, self.admin, self.parts.now(), timedelta(hours=1))
            self.cookie = new
        cookie = self.cookie
        if path.startswith(("/log", "/switch", "/account", "/join", "/admin/staff")) and method == "POST":
            self.cookie = ""
        sent = {"Cookie": f"{COOKIE}={cookie}", "X-Forwarded-Host": HOST, "Forwarded": f"host={HOST}"}
        sent |= {"Host": HOSTS[len(path) % len(HOSTS)]} | headers
        if form is not None:
            form = {name: value.encode("utf-8", "replace").decode() for name, value in form.items()}
            form |= {"csrf_token": csrf_token(self.parts, cookie)}
        answer = await ask(self.app, method, path, sent, form)
        self.looks_at(f"{method} {path.partition('?')[0]}", answer, sent=form or headers)
        return answer

    def error(self, event: str, *, path: str, error: str, **more: object) -> None:
        """Stands in for the log: why the application answered with an error of its own."""
        self.found.append(f"{path}: {error}"[:400])

    def looks_at(self, where: str, answer: Answer, sent: object = "") -> None:
        """Note what is wrong with an answer."""
        to = urlsplit(answer.location)
        if HOST in str(answer.headers) or HOST.encode() in answer.body:
            self.found.append(f"{where}: repeats the host that the request named")
        if answer.status >= 500:
            self.found.append(f"{where}: {answer.status} after {sent}"[:1500])
        if answer.location and (to.netloc or to.scheme or not answer.location.startswith("/")):
            self.found.append(f"{where}: leads to {answer.location}")
        if answer.headers.get("content-type", "").startswith("text/html"):
            self.found += [f"{where}: {what}" for what in wrong_in(answer.body.decode())]

    async def addresses(self, route: Route) -> list[str]:
        """The addresses of a route for which there is a page."""
        ids, named = await self.ids_for(route), next((n for path, n in NAMED.items() if fits_path(route, path)), ("x",))
        [*words] = [name for name, kind in route.kinds.items() if kind is str]
        return [route.filled(ids | dict.fromkeys(words, word)) for word in (named if words else ("",))]

    async def forms(self) -> dict[str, dict[str, str]]:
        """The forms of all pages: the fields of each by where it goes."""
        found: dict[str, dict[str, str]] = {}
        for route in pages(self.app, "GET"):
            for path in await self.addresses(route):
                answer = await self.asks("GET", path)
                if answer.headers.get("content-type", "").startswith("text/html"):
                    for form in Page(answer.body.decode()).forms:
                        found.setdefault(form.action or path, {}).update(form.fields)
        return found

    async def ids_for(self, route: Route) -> dict[str, Any]:
        """Ids that there are, for every part of its address."""
        found = dict(self.ids) | {"number": 0}
        for name in set(route.kinds) & set(WHICH):
            table = next(table for begin, table in WHICH[name].items() if route.path.startswith(begin))
            if table not in self.rows:
                async with self.parts.database.single() as session:
                    self.rows[table] = (await session.execute(text(f"SELECT id FROM {table} LIMIT 1"))).scalar()
            found[name] = self.rows[table]
        return {name: value for name, value in found.items() if value is not None}


@pytest.fixture
async def visitor(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """Somebody before the example data, and a client of whom there is one of everything."""
    async with parts.database.begin() as session:
        team = (await session.exec(select(staff.Team))).first()
        contact = await add_staff(session, Role.CONTACT_PERSON, team)
        ids = await everything_of(session, contact, parts)
        session.add_all(await more_of(session, ids, parts.now()))
        admin = await add_staff(session, Role.ADMIN, team)
    found = Visitor(parts=parts, app=create_app(parts), admin=admin, ids=ids)
    monkeypatch.setattr(problems, "log", lambda: found)
    return found


def fits_path(route: Route, begin: str) -> bool:
    """Whether a route has this address, or is below it."""
    return route.path == begin or route.path.startswith(f"{begin}/")


def pages(app: FastAPI, method: str) -> list[Route]:
    """The routes of pages."""
    return [r for r in routes_of(app) if r.method == method and not r.for_programs and r.needs != CHAT_TOKEN]


@pytest.mark.parametrize(
    "body", [f"<p>{WORDS}</p>", f'<a href="{WORDS}">', f'<p title="{WORDS}">', "<p style='x'>", "<script>1</script>"]
)
def test_a_page_with_words_in_the_wrong_place_is_found(body: str) -> None:
    assert list(wrong_in(body))


# ---------------------------------------------------------------- words in the database


async def plant(visitor: Visitor) -> set[str]:
    """Put hostile words into every text of the database that somebody may have typed; returns the columns."""
    planted = set()
    async with visitor.parts.database.engine.connect() as connection:
        await connection.exec_driver_sql("SET session_replication_role = replica")
        for row in (await connection.exec_driver_sql(COLUMNS)).all():
            table, column, kind = tuple(row)
            if OURS.search(f"{table}.{column}"):
                continue
            said = r'"\1": ' + json.dumps(WORDS).replace("\\", "\\\\") if kind == "jsonb" else WORDS
            for change in IN_JSON if kind == "jsonb" else IN_TEXT:  # the first that the schema takes
                try:
                    async with connection.begin_nested():
                        statement = f'UPDATE "{table}" SET ' + change.format(f'"{column}"')
                        changed = await connection.exec_driver_sql(statement, (said,))
                    planted |= {f"{table}.{column}"} if changed.rowcount else set()
                    break
                except DBAPIError:
                    continue
        await connection.commit()
    return planted


async def test_what_anybody_typed_is_never_markup_on_any_page(visitor: Visitor) -> None:
    planted = await plant(visitor)
    must = {"message.text", "message.buttons", "message.attachments", "person.display_name", "stored_file.name",
            "note.text", "step.what", "goal.words", "debt_referral.words", "contact_card.name", "picture.alt",
            "guest.name", "waiter.name", "check_in.words", "post_item.words", "staff_member.display_name"}  # fmt: skip
    assert must <= planted, must - planted
    shown = set()
    for route in pages(visitor.app, "GET"):
        for path in await visitor.addresses(route):
            answer = await visitor.asks("GET", path)
            if MARK in answer.body.decode("utf-8", "replace"):
                shown.add(route.path)
    assert "\n".join(dict.fromkeys(visitor.found)) == ""
    assert {"/inbox/{conversation_id}", "/people/{person_id}", "/find", "/beds", "/referrals/{referral_id}"} <= shown
    assert len(shown) > 60


# ---------------------------------------------------------------- addresses and forms


async def test_no_page_falls_over_whatever_stands_in_its_address(visitor: Visitor) -> None:
    dice = random.Random(7)
    for route in pages(visitor.app, "GET"):
        for path in (await visitor.addresses(route))[:1] * ROUNDS:
            query = {name: dice.choice(VALUES) for name in (*route.asked, *ASKED)}
            await visitor.asks("GET", f"{path}?{urlencode(query)}")
    assert "\n".join(dict.fromkeys(visitor.found)) == ""


async def test_no_form_falls_over_whatever_is_in_its_fields(visitor: Visitor) -> None:
    dice, forms, taken = random.Random(7), await visitor.forms(), 0
    every = sorted({name for fields in forms.values() for name in fields} | set(IN_TEMPLATES))
    for route in pages(visitor.app, "POST"):
        for chance in (1.0, *[0.5] * ROUNDS):  # first as the page has it
            path = (await visitor.addresses(route))[0]
            usual = next((fields for to, fields in forms.items() if fits(route, to)), dict.fromkeys(every, ""))
            form = {name: value if dice.random() < chance else dice.choice(VALUES) for name, value in usual.items()}
            answer = await visitor.asks("POST", path, form)
            taken += answer.status < 400
    assert "\n".join(dict.fromkeys(visitor.found)) == ""
    assert taken > 100, "hardly anything was taken: the forms do not reach far"


async def test_links_that_are_handed_out_lead_to_us(visitor: Visitor) -> None:
    made = {
        "/inbox/calendar": "/calendar/",
        f"/people/{visitor.ids['person_id']}/invites": "/chat?invite=",
        f"/admin/staff/{visitor.ids['staff_id']}/reset": "/join/",
    }
    for path, link in made.items():
        answer = await visitor.asks("POST", path, {}, Host=HOST)
        assert f"http://stapje.example{link}" in answer.body.decode(), path
    assert "\n".join(visitor.found) == ""


def fits(route: Route, address: str) -> bool:
    """Whether an address is one of this route."""
    return re.fullmatch(re.sub(r"{[^}]+}", "[^/]+", route.path), urlsplit(address).path) is not None
