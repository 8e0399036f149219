"""Somebody else's session, name or address: what was slipped into a browser, and what a login gives away."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

import pytest
from argon2 import PasswordHasher
from sqlmodel import col, select

from bot.web.accounts import COOKIE
from bot.web.app import create_app
from bot.web.opening import DEVICE, HALF
from bot.web.parts import Parts
from storage import invitations, staff
from storage.staff import Role, StaffMember
from tests.conftest import Clock
from tests.desk import audited
from tests.routes import ask
from tests.signing_in import PASSWORD, Colleague, browser, hire

PLANTED = "slipped-into-the-browser-by-somebody-else"


@pytest.mark.parametrize("name", [COOKIE, HALF])
async def test_a_cookie_that_was_slipped_in_is_never_the_key_afterwards(parts: Parts, name: str) -> None:
    await hire(parts, "noor", Role.CONTACT_PERSON)
    async with browser(parts, cookies={name: PLANTED}) as web:
        noor = Colleague(parts, web, "noor")
        await noor.signs_in()
        half = web.cookies.get(HALF, domain="stapje.test")
        await noor.sets_up()
        kept = {cookie.value for cookie in web.cookies.jar if cookie.domain == "stapje.test"}
    assert half and PLANTED not in {half, *kept}
    for cookie in (PLANTED, half):  # and what opened the second step opens nothing any more
        async with browser(parts, cookies={COOKIE: cookie, HALF: cookie}) as other:
            assert (await other.get("/inbox")).headers["Location"].startswith("/login")
            assert (await other.get("/login/code")).headers["Location"].startswith("/login")


async def test_a_session_of_somebody_else_ends_when_one_signs_in_over_it(parts: Parts, tell_time: Clock) -> None:
    stranger = await hire(parts, "robin", Role.ADMIN, rules=False)
    await hire(parts, "noor", Role.CONTACT_PERSON, rules=False)
    async with parts.database.begin() as session:
        theirs = await staff.open_web_session(session, stranger, parts.now(), timedelta(hours=1))
    async with browser(parts, cookies={COOKIE: theirs}) as web:
        assert (await Colleague(parts, web, "noor").signs_in()).status_code == 303
    async with browser(parts, cookies={COOKIE: theirs}) as web:
        assert (await web.get("/inbox")).status_code == 303


async def test_a_second_step_takes_no_form_without_the_token_of_its_page(parts: Parts) -> None:
    await hire(parts, "noor", Role.CONTACT_PERSON)
    async with browser(parts) as web:
        noor = Colleague(parts, web, "noor")
        await noor.signs_in()
        await noor.sets_up()
    async with browser(parts) as web:
        noor.web = web
        await noor.signs_in()
        for path in ("/login/code", "/login/recovery", "/login/setup", "/login/back"):
            for form in ({}, {"csrf_token": "0" * 64}):
                answer = await web.post(path, data={"code": noor.app.code, **form})
                assert answer.headers["Location"].startswith("/login"), path
        assert (await web.get("/inbox")).status_code == 303, "nobody came in"


# ---------------------------------------------------------------- who exists


async def test_a_login_costs_the_same_whoever_is_named(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    await hire(parts, "noor", Role.CONTACT_PERSON)
    await hire(parts, "oud", Role.CONTACT_PERSON)
    await hire(parts, "nieuw", Role.CONTACT_PERSON)
    async with parts.database.begin() as session:
        for name, change in (("oud", {"active": False}), ("nieuw", {"password_hash": None})):
            member = (await session.exec(select(StaffMember).where(col(StaffMember.username) == name))).one()
            for column, value in change.items():
                setattr(member, column, value)
    work: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            work.append("verify")
            return super().verify(hash, password)

        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            work.append("hash")
            return super().hash(password, salt=salt)

    monkeypatch.setattr("actions.passwords._HASHER", Counting())
    costs = {}
    for name in ("niemand", "noor", "oud", "nieuw", "", "x" * 5000):
        work.clear()
        async with browser(parts) as web:
            answer = await web.post("/login", data={"username": name, "password": "fout"})
        costs[name[:8]] = (answer.status_code, *work)
    assert set(costs.values()) == {(401, "verify")}, costs


async def test_an_old_link_and_a_made_up_one_say_the_same(parts: Parts, tell_time: Clock) -> None:
    noor = await hire(parts, "noor", Role.CONTACT_PERSON)
    async with parts.database.begin() as session:
        token = await invitations.invite(session, noor.id, "reset", parts.now(), by=noor.id)
    tell_time.pass_by(timedelta(days=30))
    async with browser(parts) as web:
        old, unknown = await web.get(f"/join/{token}"), await web.get("/join/made-up")
    assert (old.status_code, old.text) == (unknown.status_code, unknown.text)


# ---------------------------------------------------------------- what the trail knows, and what is no address


async def test_over_https_the_trail_still_knows_which_session_it_was(parts: Parts) -> None:
    parts.secure_cookies = True
    member = await hire(parts, "noor", Role.ADMIN, rules=False)
    async with parts.database.begin() as session:
        token = await staff.open_web_session(session, member, parts.now(), timedelta(hours=1))
    await ask(create_app(parts), "GET", "/admin/audit", {"Cookie": f"__Host-{COOKIE}={token}"})
    [searched] = await audited(parts, "audit.searched")
    assert searched.session and staff.hash_token(token).startswith(searched.session)


async def test_over_https_only_the_cookie_that_no_other_site_can_set_opens(parts: Parts) -> None:
    parts.secure_cookies = True
    member = await hire(parts, "noor", Role.ADMIN, rules=False)
    async with parts.database.begin() as session:
        token = await staff.open_web_session(session, member, parts.now(), timedelta(hours=1))
    app = create_app(parts)
    answers = [await ask(app, "GET", "/inbox", {"Cookie": f"{name}={token}"}) for name in (f"__Host-{COOKIE}", COOKIE)]
    assert [answer.status for answer in answers] == [200, 303]


@pytest.mark.parametrize("said", ["http://[", "[", "null", "https://stapje.test:port", "//"])
async def test_what_is_no_address_is_no_failure(parts: Parts, said: str) -> None:
    app = create_app(parts)
    login = await ask(app, "POST", "/login", {"Origin": said}, {"username": "noor", "password": PASSWORD})
    assert login.status == 403
    part = await ask(app, "GET", "/inbox", {"HX-Request": "true", "HX-Current-URL": said, "Host": ""})
    assert (part.status, part.headers["HX-Redirect"]) == (401, "/login?next=/")


async def test_a_path_that_looks_like_another_site_leads_nowhere(parts: Parts) -> None:
    app = create_app(parts)
    for path in ("//elsewhere.example", "//elsewhere.example/%2e%2e", "/\\elsewhere.example", "///inbox"):
        answer = await ask(app, "GET", path)
        assert answer.status == 404 and not answer.location, path
    elsewhere = {"HX-Request": "true", "HX-Current-URL": "https://elsewhere.example//elsewhere.example"}
    assert (await ask(app, "GET", "/inbox", elsewhere)).headers["HX-Redirect"] == "/login?next=/"


async def test_a_device_cookie_that_somebody_made_up_is_no_known_device(parts: Parts) -> None:
    await hire(parts, "noor", Role.CONTACT_PERSON)
    async with browser(parts, cookies={DEVICE: PLANTED}) as web:
        noor = Colleague(parts, web, "noor")
        await noor.signs_in()
        await noor.sets_up()
        assert (await noor.signs_in()).headers["Location"] == "/login/code"
