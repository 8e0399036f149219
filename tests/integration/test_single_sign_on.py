"""Signing in through an organisation's own accounts, with a real provider library answering over real HTTP."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from bot.settings import Settings
from bot.sign_on import NotBelieved, ProviderAway, SignOn
from bot.web.parts import Parts
from bot.wiring import sign_on_of
from storage import identities
from storage.identities import StaffIdentity
from storage.staff import Role, StaffMember
from tests.conftest import Clock
from tests.desk import audited
from tests.signing_in import browser, hire

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the provider's library uses what it deprecates
BACK = "http://stapje.test/login/organisation/back"


@contextmanager
def serving() -> Iterator[str]:
    """A provider on a free port; its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # see above
        from oidc_provider_mock import app as provider  # noqa: PLC0415
    from werkzeug.serving import make_server  # noqa: PLC0415

    server = make_server("localhost", 0, provider(require_nonce=True), threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module", autouse=True)
def plain_http() -> Iterator[None]:
    """The provider's own switch for http on one machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        yield


@pytest.fixture(scope="module")
def provider(plain_http: None) -> Iterator[str]:
    """The provider of these tests."""
    with serving() as address:
        yield address


def sign_on_at(issuer: str, now: Clock, **changed: str) -> SignOn:
    """Stapje as that provider knows it."""
    known = {"issuer": issuer, "client_id": "stapje", "client_secret": "geheim", "label": "Werkaccount"}
    return SignOn(**known | changed, back_to=BACK, now=now)


@pytest.fixture
def here(parts: Parts, provider: str, tell_time: Clock) -> Parts:
    """Stapje with this provider, at the time it really is: the provider's tokens say so."""
    tell_time.moment = datetime.now(UTC)
    parts.sign_on = sign_on_at(provider, tell_time)
    return parts


async def agrees(address: str, subject: str) -> dict[str, str]:
    """Somebody signs in at the provider; what it sends back in the address."""
    async with httpx.AsyncClient() as web:
        answer = await web.post(address, data={"sub": subject})
    assert answer.status_code == 302, answer.text
    return {name: value for name, [value] in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


async def signs_in(
    web: httpx.AsyncClient, subject: str, path: str = "/login/organisation?next=/agenda"
) -> httpx.Response:
    """From the button on our page, by way of the provider, back to us."""
    leaving = await web.get(path)
    return await web.get("/login/organisation/back", params=await agrees(leaving.headers["Location"], subject))


async def link(parts: Parts, member: StaffMember, subject: str) -> None:
    """An admin linked this account to this colleague."""
    assert parts.sign_on is not None
    async with parts.database.begin() as session:
        known = StaffIdentity(
            issuer=parts.sign_on.issuer, subject=subject, staff_id=member.id, linked_at=parts.now()
        )  # fmt: skip
        assert await identities.link(session, known)


async def test_a_linked_account_opens_the_door_without_our_second_step(here: Parts) -> None:
    await link(here, await hire(here, "noor", Role.CONTACT_PERSON), "noor-sub")
    async with browser(here) as web:
        assert "Inloggen met Werkaccount" in (await web.get("/login")).text
        answer = await signs_in(web, "noor-sub")
        assert answer.headers["Location"] == "/agenda"
        assert (await web.get("/agenda")).status_code == 200
    assert [entry.details["how"] for entry in await audited(here, "staff.logged_in")] == ["organisation"]


async def test_what_we_ask_the_provider_has_a_state_a_nonce_and_a_challenge(here: Parts) -> None:
    assert here.sign_on is not None
    address, asked = await here.sign_on.begin("/inbox")
    query = {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}
    assert (query["state"], query["nonce"]) == (asked.state, asked.nonce)
    assert query["code_challenge_method"] == "S256" and asked.verifier not in address
    assert (query["scope"], query["redirect_uri"], query["response_type"]) == ("openid", BACK, "code")


async def test_an_account_that_nobody_linked_stays_outside_even_with_a_name_of_ours(here: Parts) -> None:
    await hire(here, "noor", Role.CONTACT_PERSON)
    async with browser(here) as web:
        answer = await signs_in(web, "noor")  # the provider gives it the same e-mail address too
        assert answer.status_code == 403 and "hoort nog bij niemand" in answer.text
        assert (await web.get("/inbox")).status_code == 303
    assert len(await audited(here, "staff.sign_on_unknown")) == 1


async def test_a_closed_account_stays_outside(here: Parts) -> None:
    member = await hire(here, "noor", Role.CONTACT_PERSON)
    await link(here, member, "noor-gone")
    async with here.database.begin() as session:
        (await session.get_one(StaffMember, member.id)).active = False
    async with browser(here) as web:
        assert (await signs_in(web, "noor-gone")).status_code == 403


async def test_the_same_answer_a_second_time_opens_nothing(here: Parts) -> None:
    await link(here, await hire(here, "noor", Role.CONTACT_PERSON), "noor-again")
    async with browser(here) as web:
        leaving = await web.get("/login/organisation")
        answer = await agrees(leaving.headers["Location"], "noor-again")
        note = web.cookies["stapje_sign_on"]
        assert (await web.get("/login/organisation/back", params=answer)).status_code == 303
        async with browser(here, cookies={"stapje_sign_on": note}) as thief:
            again = await thief.get("/login/organisation/back", params=answer)
            assert again.status_code == 401 and "Probeer het nog een keer" in again.text
        async with browser(here) as other:
            assert (await other.get("/login/organisation/back", params=answer)).status_code == 401, "no note of ours"


async def test_what_does_not_answer_our_own_question_is_not_believed(here: Parts, tell_time: Clock) -> None:
    sign_on = here.sign_on
    assert sign_on is not None

    async def comes_back(**wrong: str) -> None:
        address, asked = await sign_on.begin("")
        answer = await agrees(address, "noor-x")
        state, issuer = wrong.pop("state", answer["state"]), wrong.pop("issuer", "")
        await sign_on.finish(code=answer["code"], state=state, issuer=issuer, asked=replace(asked, **wrong))

    await comes_back()
    for wrong in ({"nonce": "another"}, {"state": "another"}, {"issuer": "https://elsewhere.example"}):
        with pytest.raises(NotBelieved):
            await comes_back(**wrong)


async def test_an_expired_token_and_one_for_another_program_are_not_believed(
    here: Parts, provider: str, tell_time: Clock
) -> None:
    sign_on = here.sign_on
    assert sign_on is not None
    address, asked = await sign_on.begin("")
    answer = await agrees(address, "noor-late")
    tell_time.pass_by(timedelta(hours=1, minutes=2))
    with pytest.raises(NotBelieved, match="not for now"):
        await sign_on.finish(code=answer["code"], state=answer["state"], issuer="", asked=asked)
    tell_time.moment = datetime.now(UTC)
    other = sign_on_at(provider, tell_time, client_id="another program")
    address, asked = await other.begin("")
    answer = await agrees(address, "noor-other")
    with pytest.raises(NotBelieved):
        await sign_on.finish(code=answer["code"], state=answer["state"], issuer="", asked=asked)


async def test_new_keys_of_the_provider_are_found(tell_time: Clock) -> None:
    tell_time.moment = datetime.now(UTC)
    with serving() as old, serving() as new:
        sign_on, fresh = sign_on_at(old, tell_time), sign_on_at(new, tell_time)
        await sign_on.begin("")
        address, asked = await fresh.begin("")
        answer = await agrees(address, "noor")
        assert sign_on._provider is not None and fresh._provider is not None
        fresh._provider = replace(fresh._provider, keys=sign_on._provider.keys)  # those of before the change
        identity = await fresh.finish(code=answer["code"], state=answer["state"], issuer="", asked=asked)
        assert identity.subject == "noor"


async def test_a_provider_that_is_away_leaves_the_password(parts: Parts, tell_time: Clock) -> None:
    with serving() as address:
        parts.sign_on = sign_on_at(address, tell_time)
    with pytest.raises(ProviderAway):
        await parts.sign_on.begin("")
    async with browser(parts) as web:
        answer = await web.get("/login/organisation")
        assert answer.status_code == 503 and "Met je wachtwoord kan het wel" in answer.text
        assert 'name="password"' in answer.text


async def test_an_invitation_links_the_account_once(here: Parts) -> None:
    async with browser(here) as admins, browser(here) as web:
        link_to = await invited(here, admins, "sanne")
        page = await web.get(link_to)
        assert "Inloggen met Werkaccount" in page.text
        token = link_to.rpartition("/")[2]
        answer = await signs_in(web, "sanne-sub", f"/login/organisation?invitation={token}")
        assert answer.headers["Location"] == "/inbox"
        assert (await web.get(link_to)).status_code == 404, "the link is used up"
    async with browser(here) as next_day:
        assert (await signs_in(next_day, "sanne-sub")).status_code == 303


async def invited(parts: Parts, web: httpx.AsyncClient, username: str) -> str:
    """The path of the link that an admin makes for a new contactperson."""
    from tests.integration.test_staff_pages import invite, sign_in_as  # noqa: PLC0415

    await sign_in_as(parts, web, "beheer")
    return await invite(parts, web, username)


async def test_without_a_provider_there_is_no_button_and_no_way(parts: Parts) -> None:
    async with browser(parts) as web:
        assert "/login/organisation" not in (await web.get("/login")).text
        assert (await web.get("/login/organisation")).status_code == 404


@pytest.mark.parametrize(
    ("changed", "names"),
    [({"oidc_client_id": None}, "CLIENT_ID"), ({"oidc_issuer": "http://elsewhere.example"}, "OIDC_ISSUER")],
)
def test_a_provider_that_is_set_by_half_stops_the_program(
    changed: dict[str, str | None], names: str, tell_time: Clock
) -> None:
    known: dict[str, str | None] = {
        "oidc_issuer": "https://login.example", "oidc_client_id": "stapje", "oidc_client_secret": "x"
    }  # fmt: skip
    settings = Settings.model_validate(known | changed)
    with pytest.raises(Exception, match=names):
        sign_on_of(settings, tell_time)
    assert sign_on_of(Settings.model_validate(known), tell_time) is not None
