"""Signing in with two steps: codes of an app, codes on paper, devices that are remembered, and half-open sessions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.web.parts import Parts
from storage.conversations import Conversation
from storage.second_factors import RecoveryCode, SecondFactor
from storage.staff import Role
from tests.conftest import Clock
from tests.desk import audited
from tests.signing_in import Colleague, browser, hire, strict, token_of


@pytest.fixture
async def noor(parts: Parts) -> AsyncIterator[Colleague]:
    """A contactperson under the rules of real data, with her browser."""
    await hire(parts, "noor", Role.CONTACT_PERSON)
    async with browser(parts) as web:
        yield Colleague(parts, web, "noor")


async def test_the_first_time_an_app_is_set_up_and_from_then_on_asked(noor: Colleague, tell_time: Clock) -> None:
    assert (await noor.signs_in()).headers["Location"] == "/login/setup"
    done = await noor.sets_up()
    assert len(set(noor.codes)) == 10 and "Bewaar deze codes" in done.text
    assert (await noor.web.get("/inbox")).status_code == 200
    tell_time.pass_by(timedelta(days=1))
    assert (await noor.signs_in(next="/agenda")).headers["Location"] == "/login/code"
    assert (await noor.gives_code()).headers["Location"] == "/agenda"
    assert (await noor.web.get("/agenda")).status_code == 200


async def test_half_in_opens_no_page(noor: Colleague) -> None:
    await noor.signs_in()
    for path in ("/inbox", "/beds", "/account", "/admin/staff"):
        assert (await noor.web.get(path)).headers["Location"] == f"/login?next={path}"
    assert (await noor.web.post("/inbox/handing-over")).status_code == 303


async def test_a_code_works_once_and_so_does_the_one_before_and_after(noor: Colleague, tell_time: Clock) -> None:
    await noor.signs_in()
    await noor.sets_up()
    used = noor.app.code
    await noor.signs_in()
    assert (await noor.gives_code(used)).status_code == 401, "it confirmed the app already"
    tell_time.pass_by(timedelta(seconds=30))
    late = noor.app.code
    tell_time.pass_by(timedelta(seconds=30))
    assert (await noor.gives_code(f"{late[:3]} {late[3:]}")).status_code == 303
    await noor.signs_in()
    tell_time.pass_by(timedelta(seconds=-30))
    assert (await noor.gives_code()).status_code == 401, "older than one that was taken"
    tell_time.pass_by(timedelta(minutes=2))
    old = noor.app.code
    tell_time.pass_by(timedelta(minutes=2))
    assert (await noor.gives_code(old)).status_code == 401


async def test_a_lost_phone_is_no_lost_day(noor: Colleague, parts: Parts) -> None:
    await noor.signs_in()
    await noor.sets_up()
    await noor.signs_in()
    page = await noor.web.get("/login/code")
    answer = await noor.sends("/login/recovery", page, code=noor.codes[3].upper().replace("-", " "))
    assert answer.headers["Location"] == "/account?done=recovery"
    assert "Nog 9 herstelcodes over" in (await noor.web.get("/account?done=recovery")).text
    await noor.signs_in()
    page = await noor.web.get("/login/code")
    assert (await noor.sends("/login/recovery", page, code=noor.codes[3])).status_code == 401, "it was used"
    assert [entry.details["how"] for entry in await audited(parts, "staff.logged_in")] == ["code", "recovery code"]


async def test_nothing_in_the_database_opens_anything(noor: Colleague, parts: Parts) -> None:
    await noor.signs_in()
    await noor.sets_up()
    async with parts.database.begin() as session:
        factor = (await session.exec(select(SecondFactor))).one()
        marks = (await session.exec(select(RecoveryCode.mark))).all()
    assert noor.app.secret not in factor.sealed
    assert not [code for code in noor.codes if any(code.replace("-", "") in mark for mark in marks)]


async def test_guessing_codes_is_slowed_down_and_the_password_does_not_help(noor: Colleague, tell_time: Clock) -> None:
    await noor.signs_in()
    await noor.sets_up()
    noor.web.cookies.clear()
    for _ in range(5):
        await noor.signs_in()
        assert (await noor.gives_code("000000")).status_code == 401
    assert (await noor.signs_in()).status_code == 429
    tell_time.pass_by(timedelta(minutes=1, seconds=1))
    await noor.signs_in()
    assert (await noor.gives_code()).status_code == 303


async def test_a_half_session_is_short_and_its_form_is_its_own(noor: Colleague, tell_time: Clock) -> None:
    await noor.signs_in()
    page = await noor.web.get("/login/setup")
    noor.app.reads(page)
    foreign = await noor.web.post("/login/setup", data={"csrf_token": "0" * 64, "code": noor.app.code})
    assert foreign.headers["Location"].startswith("/login")
    tell_time.pass_by(timedelta(minutes=11))
    late = await noor.sends("/login/setup", page, code=noor.app.code)
    assert late.headers["Location"].startswith("/login")
    assert (await noor.web.get("/inbox")).status_code == 303


async def test_a_device_may_be_remembered_for_thirty_days(noor: Colleague, tell_time: Clock) -> None:
    await noor.signs_in()
    await noor.sets_up()
    tell_time.pass_by(timedelta(minutes=1))
    await noor.signs_in()
    await noor.gives_code(remember="1")
    tell_time.pass_by(timedelta(days=29))
    assert (await noor.signs_in()).headers["Location"] == "/inbox"
    async with browser(noor.parts) as other:
        answer = await other.post("/login", data={"username": "noor", "password": noor.password})
        assert answer.headers["Location"] == "/login/code"
    tell_time.pass_by(timedelta(days=2))
    assert (await noor.signs_in()).headers["Location"] == "/login/code"


async def test_an_admin_is_never_remembered(parts: Parts, tell_time: Clock) -> None:
    await hire(parts, "bas", Role.ADMIN)
    async with browser(parts) as web:
        bas = Colleague(parts, web, "bas")
        await bas.signs_in()
        await bas.sets_up()
        tell_time.pass_by(timedelta(minutes=1))
        await bas.signs_in()
        assert "dagen niet op dit apparaat" not in (await web.get("/login/code")).text
        await bas.gives_code(remember="1")
        tell_time.pass_by(timedelta(minutes=1))
        assert (await bas.signs_in()).headers["Location"] == "/login/code"


async def test_on_example_data_a_password_is_enough_and_the_page_says_so(parts: Parts) -> None:
    async with browser(parts) as web:
        assert "De tweede stap bij het inloggen staat hier uit" in (await web.get("/login")).text
        login = next(one for one in parts.demo_logins if one["role"] == "contact_person")
        await Colleague(parts, web, login["username"], login["password"]).signs_in()
        assert (await web.get("/inbox")).status_code == 200


@pytest.mark.parametrize(("role", "minutes"), [(Role.CONTACT_PERSON, 60), (Role.NIGHT_STAFF, 30), (Role.ADMIN, 30)])
async def test_a_session_that_is_left_alone_closes(parts: Parts, tell_time: Clock, role: Role, minutes: int) -> None:
    await hire(parts, "kim", role)
    async with parts.database.begin() as session:
        await strict(session, role, second_factor=False)
    async with browser(parts) as web:
        await Colleague(parts, web, "kim").signs_in()
        for _ in range(3):
            tell_time.pass_by(timedelta(minutes=minutes - 1))
            assert (await web.get("/beds")).status_code == 200
        tell_time.pass_by(timedelta(minutes=minutes - 1))
        part = {"HX-Request": "true", "Sec-Fetch-Mode": "cors"}
        assert (await web.get("/beds", headers=part)).status_code == 200, "the board keeps itself up to date"
        tell_time.pass_by(timedelta(minutes=2))
        assert (await web.get("/beds")).status_code == 303, "and that is not somebody who is there"


async def test_an_open_page_that_talks_by_itself_keeps_nobody_signed_in(parts: Parts, tell_time: Clock) -> None:
    await hire(parts, "kim", Role.CONTACT_PERSON)
    async with parts.database.begin() as session:
        await strict(session, Role.CONTACT_PERSON, second_factor=False)
        talk = Conversation()
        session.add(talk)
    async with browser(parts) as web:
        await Colleague(parts, web, "kim").signs_in()
        beat = {"csrf_token": token_of(await web.get("/inbox")), "tab": "een", "conversation": str(talk.id)}
        tell_time.pass_by(timedelta(minutes=59))
        answers = [
            await web.post("/presence", data=beat), await web.get("/presence"), await web.get("/alerts"),
            await web.post("/presence/leave", data=beat),
        ]  # fmt: skip
        assert [answer.status_code for answer in answers] == [200, 200, 200, 204]
        tell_time.pass_by(timedelta(minutes=2))
        assert (await web.get("/inbox")).status_code == 303, "nobody sat before it"


async def test_night_staff_change_places_with_a_tap_and_a_password(parts: Parts) -> None:
    for name in ("kim", "sam"):
        await hire(parts, name, Role.NIGHT_STAFF)
    async with browser(parts) as tablet:
        kim = Colleague(parts, tablet, "kim")
        assert (await kim.signs_in()).headers["Location"] == "/beds"
        left = await kim.sends("/switch", await tablet.get("/beds"))
        assert left.headers["Location"] == "/login?next=/beds"
        page = await tablet.get("/login?next=/beds")
        assert "Kim" in page.text and "/login?name=kim&amp;next=/beds#password" in page.text
        await Colleague(parts, tablet, "sam").signs_in()
        assert (await tablet.get("/beds")).status_code == 200
    async with browser(parts) as elsewhere:
        assert "Kim" not in (await elsewhere.get("/login")).text, "names stand at the shared computer only"
