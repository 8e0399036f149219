"""Signing in and out: who gets in, what a stranger's page cannot do, and that guessing is slow."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.app import create_app
from bot.web.pages import local_path
from bot.web.parts import Parts
from storage import staff
from tests.conftest import Clock
from tests.desk import audited

PAGE = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
async def web(parts: Parts) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody's browser, without a network in between."""
    async with strangers_browser(parts) as web:
        yield web


def strangers_browser(parts: Parts) -> httpx.AsyncClient:
    """Another browser, at the same address."""
    transport = httpx.ASGITransport(app=create_app(parts), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://stapje.test", headers=PAGE)


async def log_in(web: httpx.AsyncClient, parts: Parts, username: str, **more: str) -> httpx.Response:
    """Sign in with the right password, unless `more` says another."""
    password = next(login["password"] for login in parts.demo_logins if login["username"] == username)
    return await web.post("/login", data={"username": username, "password": password} | more)


def csrf(page: httpx.Response) -> str:
    """The token in a page."""
    found = re.search(r'name="csrf-token" content="([0-9a-f]{64})"', page.text)
    assert found is not None
    return found.group(1)


# ---------------------------------------------------------------- getting in


@pytest.mark.parametrize(
    ("username", "home"), [("contactpersoon", "/inbox"), ("nachtdienst", "/beds"), ("coordinator", "/inbox")]
)
async def test_everybody_lands_where_their_work_is(
    web: httpx.AsyncClient, parts: Parts, username: str, home: str
) -> None:
    answer = await log_in(web, parts, username)
    assert (answer.status_code, answer.headers["Location"]) == (303, home)
    assert (await web.get(home)).status_code == 200


async def test_the_cookie_is_out_of_reach(web: httpx.AsyncClient, parts: Parts) -> None:
    cookie = (await log_in(web, parts, "nachtdienst")).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    parts.secure_cookies = True
    cookies = (await log_in(web, parts, "nachtdienst")).headers.get_list("Set-Cookie")
    assert all(c.startswith("__Host-stapje_") and "Secure" in c and "Path=/" in c for c in cookies)
    assert all("HttpOnly" in c and "SameSite=lax" in c and "Domain" not in c for c in cookies)


async def test_a_session_that_was_there_before_is_closed(web: httpx.AsyncClient, parts: Parts) -> None:
    await log_in(web, parts, "nachtdienst")
    before = web.cookies["stapje_session"]
    await log_in(web, parts, "contactpersoon")
    assert web.cookies["stapje_session"] != before
    web.cookies.set("stapje_session", before)
    web.cookies.delete("stapje_session", domain="stapje.test")
    assert (await web.get("/beds", headers={"Cookie": f"stapje_session={before}"})).status_code == 303


async def test_a_session_ends_after_twelve_hours(web: httpx.AsyncClient, parts: Parts, tell_time: Clock) -> None:
    await log_in(web, parts, "nachtdienst")
    tell_time.pass_by(timedelta(hours=11, minutes=59))
    assert (await web.get("/beds")).status_code == 200
    tell_time.pass_by(timedelta(minutes=2))
    assert (await web.get("/beds")).headers["Location"] == "/login?next=/beds"


async def test_a_closed_account_is_out_at_once(web: httpx.AsyncClient, parts: Parts) -> None:
    await log_in(web, parts, "nachtdienst")
    async with parts.database.begin() as session:
        member = await staff.by_username(session, "nachtdienst")
        assert member is not None
        member.active = False
        session.add(member)
    assert (await web.get("/beds")).status_code == 303


async def test_logging_out_closes_the_session(web: httpx.AsyncClient, parts: Parts) -> None:
    await log_in(web, parts, "nachtdienst")
    before = web.cookies["stapje_session"]
    token = csrf(await web.get("/beds"))
    assert (await web.post("/logout", data={"csrf_token": token})).headers["Location"] == "/login"
    assert (await web.get("/beds", headers={"Cookie": f"stapje_session={before}"})).status_code == 303


# ---------------------------------------------------------------- guessing


async def test_the_sixth_guess_has_to_wait(web: httpx.AsyncClient, parts: Parts, tell_time: Clock) -> None:
    guesses = [(await log_in(web, parts, "beheer", password="fout")).status_code for _ in range(6)]
    assert guesses == [401] * 5 + [429]
    answer = await log_in(web, parts, "beheer")
    assert answer.status_code == 429, "the right password has to wait too"
    assert "Wacht 1 minuut" in answer.text
    tell_time.pass_by(timedelta(minutes=1, seconds=1))
    assert (await log_in(web, parts, "beheer", password="fout")).status_code == 401
    assert "Wacht 2 minuten" in (await log_in(web, parts, "beheer")).text, "each failure doubles the wait"
    tell_time.pass_by(timedelta(minutes=2, seconds=1))
    assert (await log_in(web, parts, "beheer")).status_code == 303


async def test_guessing_from_elsewhere_does_not_keep_somebody_from_their_own_browser(
    web: httpx.AsyncClient, parts: Parts
) -> None:
    await log_in(web, parts, "beheer")
    await web.post("/logout", data={"csrf_token": csrf(await web.get("/beds"))})
    async with strangers_browser(parts) as elsewhere:
        guesses = [(await log_in(elsewhere, parts, "beheer", password="fout")).status_code for _ in range(6)]
        assert guesses[-1] == 429
    assert (await log_in(web, parts, "beheer")).status_code == 303


async def test_an_address_that_tries_many_names_has_to_wait_and_a_known_browser_there_does_not(
    web: httpx.AsyncClient, parts: Parts
) -> None:
    await log_in(web, parts, "coordinator")
    async with strangers_browser(parts) as elsewhere:
        answers = [await elsewhere.post("/login", data={"username": f"naam{n}", "password": "x"}) for n in range(31)]
        assert [a.status_code for a in answers] == [401] * 30 + [429]
    assert (await log_in(web, parts, "coordinator")).status_code == 303


async def test_failures_are_written_down_without_what_was_typed(web: httpx.AsyncClient, parts: Parts) -> None:
    await log_in(web, parts, "beheer", password="fout")
    await web.post("/login", data={"username": "MijnWachtwoord123", "password": "fout"})
    known, unknown = await audited(parts, "staff.login_failed")
    assert known.details["address"] == unknown.details["address"] == "127.0.0.…"
    assert (bool(known.details["of"]), unknown.details["of"]) == (True, "")
    assert "MijnWachtwoord123" not in str(unknown.details)


async def test_many_guesses_at_once_are_counted(web: httpx.AsyncClient, parts: Parts) -> None:
    answers = await asyncio.gather(*(log_in(web, parts, "beheer", password=f"fout {n}") for n in range(12)))
    assert sorted(a.status_code for a in answers) == [401] * 5 + [429] * 7


async def test_a_name_that_does_not_exist_looks_the_same(web: httpx.AsyncClient) -> None:
    wrong = [
        await web.post("/login", data={"username": name, "password": "fout"}) for name in ("niemand", "nachtdienst")
    ]
    assert [w.status_code for w in wrong] == [401, 401]
    assert wrong[0].text.replace("niemand", "nachtdienst") == wrong[1].text


async def test_success_begins_the_count_again(web: httpx.AsyncClient, parts: Parts) -> None:
    for _ in range(2):
        for _ in range(4):
            await log_in(web, parts, "beheer", password="fout")
        assert (await log_in(web, parts, "beheer")).status_code == 303


# ---------------------------------------------------------------- strangers


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "", "Origin": "https://elsewhere.example"},
    ],
)
async def test_another_site_cannot_log_somebody_in(
    web: httpx.AsyncClient, parts: Parts, headers: dict[str, str]
) -> None:
    web.headers.update({name: value for name, value in headers.items() if value})
    if not headers["Sec-Fetch-Site"]:
        del web.headers["Sec-Fetch-Site"]
    assert (await log_in(web, parts, "nachtdienst")).status_code == 403


@pytest.mark.parametrize("path", ["/logout", "/beds/count", "/beds/check-in"])
async def test_a_form_without_our_token_does_nothing(web: httpx.AsyncClient, parts: Parts, path: str) -> None:
    await log_in(web, parts, "nachtdienst")
    for data in ({}, {"csrf_token": ""}, {"csrf_token": "0" * 64}, {"csrf_token": "é"}):
        assert (await web.post(path, data=data)).status_code == 403
    assert (await web.get("/beds")).status_code == 200


async def test_a_token_belongs_to_one_session(web: httpx.AsyncClient, parts: Parts) -> None:
    await log_in(web, parts, "nachtdienst")
    old = csrf(await web.get("/beds"))
    await log_in(web, parts, "nachtdienst")
    assert (await web.post("/beds/count", data={"csrf_token": old})).status_code == 403
    new = csrf(await web.get("/beds"))
    assert (await web.post("/beds/count", headers={"X-CSRF-Token": new})).status_code == 303


async def test_who_is_not_signed_in_goes_to_the_login_and_comes_back(web: httpx.AsyncClient, parts: Parts) -> None:
    answer = await web.get("/beds")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login?next=/beds")
    assert (await log_in(web, parts, "coordinator", next="/beds")).headers["Location"] == "/beds"


async def test_a_part_of_a_page_takes_the_whole_page_to_the_login(web: httpx.AsyncClient) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://stapje.test/beds"}
    answer = await web.get("/beds", headers=headers)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/login?next=/beds")


@pytest.mark.parametrize(
    "wanted", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example"]
)
async def test_a_login_never_leads_elsewhere(web: httpx.AsyncClient, parts: Parts, wanted: str) -> None:
    assert (await log_in(web, parts, "nachtdienst", next=wanted)).headers["Location"] == "/beds"


@given(st.text())
def test_a_local_path_begins_with_one_slash(wanted: str) -> None:
    path = local_path(wanted)
    assert path is None or (path == wanted and path[0] == "/" and path[1:2] not in ("/", "\\"))


async def test_nobody_keeps_a_page(web: httpx.AsyncClient, parts: Parts) -> None:
    await log_in(web, parts, "coordinator")
    for path in ("/", "/chat", "/login", "/inbox", "/beds", "/inbox/00000000-0000-0000-0000-000000000000"):
        answer = await web.get(path)
        assert answer.headers["Cache-Control"] == "no-store", path
        assert "noindex" in answer.headers["X-Robots-Tag"], path


async def test_a_wrong_address_is_a_page_for_people_and_a_problem_for_programs(web: httpx.AsyncClient) -> None:
    page = await web.get("/nergens")
    assert (page.status_code, "We vinden deze pagina niet" in page.text) == (404, True)
    problem = await web.get("/nergens", headers={"Accept": "application/json"})
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert (await web.get("/api/v1/nergens")).headers["Content-Type"] == "application/problem+json"
