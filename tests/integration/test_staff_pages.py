"""Colleagues come and go: invitations, new passwords, roles, teams, shutting out, and who may do that for whom."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from html import unescape

import httpx
import pytest
from sqlmodel import select

from bot.web.parts import Parts
from storage import staff
from storage.organisations import Municipality, Organisation
from storage.staff import Role, StaffMember, Team
from tests.conftest import Clock
from tests.desk import audited
from tests.signing_in import PASSWORD, App, Colleague, browser, hire, strict, token_of


async def sign_in_as(parts: Parts, web: httpx.AsyncClient, username: str) -> Colleague:
    """One of the example colleagues, signed in."""
    login = next(one for one in parts.demo_logins if one["username"] == username)
    colleague = Colleague(parts, web, username, login["password"])
    assert (await colleague.signs_in()).status_code == 303
    return colleague


async def example_team(parts: Parts) -> Team:
    async with parts.database.begin() as session:
        return (await session.exec(select(Team).where(Team.name == "Team Voorbeeld"))).one()


async def invite(parts: Parts, web: httpx.AsyncClient, username: str, role: str = "contact_person") -> str:
    """Invite somebody by the form; the path of the link that the page shows."""
    page = await web.get("/admin/staff/new")
    team = await example_team(parts)
    form = {"username": username, "display_name": username.title(), "role": role, "team_id": str(team.id)}
    made = await web.post("/admin/staff/new", data={"csrf_token": token_of(page)} | form)
    assert made.status_code == 200, made.status_code
    return link_in(parts, made)


def link_in(parts: Parts, page: httpx.Response) -> str:
    found = re.search(rf'value="{re.escape(parts.base_url)}(/join/[\w-]+)"', page.text)
    assert found is not None
    return found.group(1)


async def member_called(parts: Parts, username: str) -> StaffMember:
    async with parts.database.begin() as session:
        return (await session.exec(select(StaffMember).where(StaffMember.username == username))).one()


async def joins(
    web: httpx.AsyncClient, link: str, password: str = PASSWORD, again: str | None = None
) -> httpx.Response:
    form = {"password": password, "again": password if again is None else again}
    return await web.post(link, data=form)


# ---------------------------------------------------------------- coming in


async def test_an_invited_colleague_chooses_a_password_and_is_in(parts: Parts) -> None:
    async with parts.database.begin() as session:
        await strict(session, Role.CONTACT_PERSON)
    async with browser(parts) as admins, browser(parts) as web:
        await sign_in_as(parts, admins, "beheer")
        link = await invite(parts, admins, "sanne")
        assert "Welkom, Sanne" in (await web.get(link)).text
        assert (await web.get(link)).status_code == 200, "looking uses nothing up"
        assert (await joins(web, link)).headers["Location"] == "/login/setup"
        sanne = Colleague(parts, web, "sanne")
        await sanne.sets_up()
        assert (await web.get("/inbox")).status_code == 200
        assert (await joins(web, link)).status_code == 404, "a link works once"
    assert len(await audited(parts, "staff.joined")) == 1


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("kort", "te kort"), ("x" * 1001, "te lang"), ("Welkom2026!!", "makkelijk te raden"),
        ("W@chtw00rd123", "makkelijk te raden"), ("123456789012", "makkelijk te raden"),
        ("aaaaaaaaaaaaaaa", "makkelijk te raden"), ("sanne-sanne-1", "Je naam staat in"),
    ],
)  # fmt: skip
async def test_a_weak_password_is_refused_with_the_reason(parts: Parts, password: str, says: str) -> None:
    async with browser(parts) as admins, browser(parts) as web:
        await sign_in_as(parts, admins, "beheer")
        answer = await joins(web, await invite(parts, admins, "sanne"), password)
        assert answer.status_code == 400 and says in answer.text


async def test_a_long_password_with_spaces_and_signs_is_fine(parts: Parts) -> None:
    odd = "ünïcode ☕ " + "woord " * 150
    async with browser(parts) as admins, browser(parts) as web:
        await sign_in_as(parts, admins, "beheer")
        link = await invite(parts, admins, "sanne")
        assert (await joins(web, link, odd, odd[:-1])).status_code == 400
        assert (await joins(web, link, odd)).status_code == 303
    async with browser(parts) as later:
        assert (await Colleague(parts, later, "sanne", odd).signs_in()).headers["Location"] == "/inbox"


async def test_a_link_is_old_after_a_week_or_when_a_newer_one_is_made(parts: Parts, tell_time: Clock) -> None:
    async with browser(parts) as admins, browser(parts) as web:
        await sign_in_as(parts, admins, "beheer")
        first = await invite(parts, admins, "sanne")
        sanne = await member_called(parts, "sanne")
        page = await admins.get("/admin/staff")
        again = await admins.post(f"/admin/staff/{sanne.id}/invite", data={"csrf_token": token_of(page)})
        second = link_in(parts, again)
        assert (await web.get(first)).status_code == 404
        tell_time.pass_by(timedelta(days=7, seconds=1))
        late = await web.get(second)
        assert late.status_code == 404 and "al gebruikt of te oud" in late.text


async def test_a_hostile_name_is_only_a_name(parts: Parts) -> None:
    evil = '<script>alert(1)</script>"><img src=x>'
    async with browser(parts) as admins:
        await sign_in_as(parts, admins, "beheer")
        page, team = await admins.get("/admin/staff/new"), await example_team(parts)
        form = {"username": "evil", "display_name": evil, "role": "contact_person", "team_id": str(team.id)}
        made = await admins.post("/admin/staff/new", data={"csrf_token": token_of(page)} | form)
        for seen in (made, await admins.get("/admin/staff"), await admins.get(link_in(parts, made))):
            assert "<script>alert" not in seen.text and "<img src=x" not in seen.text
            assert evil in unescape(seen.text)


# ---------------------------------------------------------------- who may


async def test_a_coordinator_invites_into_the_own_organisation_and_not_above_themselves(parts: Parts) -> None:
    async with parts.database.begin() as session:
        other = Team(name="Elders", organisation="Andere opvang", municipality="Wierden")
        session.add(other)
    theirs = await hire(parts, "theirs", Role.CONTACT_PERSON)
    async with parts.database.begin() as session:
        (await session.get_one(StaffMember, theirs.id)).team_id = other.id
    async with browser(parts) as web:
        await sign_in_as(parts, web, "coordinator")
        link = await invite(parts, web, "sanne")
        assert link.startswith("/join/")
        page = await web.get("/admin/staff/new")
        assert "Elders" not in page.text and "beheerder" not in page.text
        team = await example_team(parts)
        for wrong in ({"role": "admin"}, {"role": "coordinator"}, {"team_id": str(other.id)}):
            form = {"username": "piet", "display_name": "Piet", "role": "contact_person", "team_id": str(team.id)}
            answer = await web.post("/admin/staff/new", data={"csrf_token": token_of(page)} | form | wrong)
            assert answer.status_code == 400
        assert "Theirs" not in (await web.get("/admin/staff")).text
        for deed in ("invite", "lift"):
            answer = await web.post(f"/admin/staff/{theirs.id}/{deed}", data={"csrf_token": token_of(page)})
            assert answer.status_code == 404


async def test_nobody_shuts_themselves_out(parts: Parts) -> None:
    async with browser(parts) as web:
        await sign_in_as(parts, web, "beheer")
        me = await member_called(parts, "beheer")
        page = await web.get(f"/admin/staff/{me.id}")
        for deed in ("close", "reset"):
            answer = await web.post(f"/admin/staff/{me.id}/{deed}", data={"csrf_token": token_of(page)})
            assert answer.status_code == 409
        assert (await web.get("/admin/staff")).status_code == 200


# ---------------------------------------------------------------- going out


async def test_closing_an_account_shuts_every_door_at_once_and_shows_what_is_left(parts: Parts) -> None:
    member = await member_called(parts, "contactpersoon")
    async with parts.database.begin() as session:
        token = await staff.make_api_token(session, member, parts.now())
    async with browser(parts) as admins, browser(parts) as web:
        contact = await sign_in_as(parts, web, "contactpersoon")
        await sign_in_as(parts, admins, "beheer")
        page = await admins.get(f"/admin/staff/{member.id}")
        await admins.post(f"/admin/staff/{member.id}/close", data={"csrf_token": token_of(page)})
        assert (await web.get("/inbox")).status_code == 303
        assert (await contact.signs_in()).status_code == 401
        answer = await web.get("/api/v1/clients", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401
        left = (await admins.get(f"/admin/staff/{member.id}")).text
        assert "Er wachten nog mensen op deze collega" in left and "Deelnemers: 3" in left
        assert "/inbox/handing-over" in left


async def test_a_reset_ends_all_sessions_and_asks_a_new_password(parts: Parts) -> None:
    noor = await hire(parts, "noor", Role.CONTACT_PERSON)
    async with browser(parts) as admins, browser(parts) as web:
        her = Colleague(parts, web, "noor")
        await her.signs_in()
        await her.sets_up()
        await sign_in_as(parts, admins, "beheer")
        page = await admins.get(f"/admin/staff/{noor.id}")
        form = {"csrf_token": token_of(page), "second_factor": "1"}
        link = link_in(parts, await admins.post(f"/admin/staff/{noor.id}/reset", data=form))
        assert (await web.get("/inbox")).status_code == 303
        assert (await her.signs_in()).status_code == 401, "the old password stopped"
        assert (await joins(web, link, "groene fietsen zingen hard")).headers["Location"] == "/login/setup"
    assert [entry.details["second_factor"] for entry in await audited(parts, "staff.reset")] == [True]


async def test_another_role_ends_the_sessions_and_stands_in_the_history(parts: Parts) -> None:
    noor = await hire(parts, "noor", Role.NIGHT_STAFF)
    async with browser(parts) as admins, browser(parts) as web:
        await Colleague(parts, web, "noor").signs_in()
        await sign_in_as(parts, admins, "beheer")
        here = f"/admin/staff/{noor.id}"
        page = await admins.get(here)
        was = unescape(re.search(r'name="was" value="([^"]*)"', page.text).group(1))  # type: ignore[union-attr]
        form = {
            "csrf_token": token_of(page), "was": was, "username": "noor", "display_name": "Noor Nacht",
            "role": "coordinator", "team_id": str(noor.team_id),
        }  # fmt: skip
        assert (await admins.post(here, data=form)).headers["Location"] == f"{here}?done=kept"
        assert (await web.get("/beds")).status_code == 303
        history = (await admins.get(here)).text
        assert "medewerker nachtopvang</del>" in history and "coördinator</ins>" in history


async def test_who_has_clients_keeps_their_team_until_those_are_handed_over(parts: Parts) -> None:
    member = await member_called(parts, "contactpersoon")
    async with browser(parts) as admins:
        await sign_in_as(parts, admins, "beheer")
        page = await admins.get(f"/admin/staff/{member.id}")
        was = unescape(re.search(r'name="was" value="([^"]*)"', page.text).group(1))  # type: ignore[union-attr]
        form = {
            "csrf_token": token_of(page), "was": was, "username": member.username,
            "display_name": member.display_name, "role": "night_staff", "team_id": str(member.team_id),
        }  # fmt: skip
        answer = await admins.post(f"/admin/staff/{member.id}", data=form)
        assert answer.status_code == 409 and "Draag eerst de deelnemers over" in answer.text


# ---------------------------------------------------------------- teams


async def test_a_new_team_makes_its_organisation_and_a_colleague_may_work_for_two(parts: Parts) -> None:
    noor, team_id = await hire(parts, "noor", Role.CONTACT_PERSON, rules=False), uuid.uuid4()
    async with browser(parts) as admins, browser(parts) as web:
        await sign_in_as(parts, admins, "beheer")
        page = await admins.get(f"/admin/teams/{team_id}")
        form = {"name": "Team Zuid", "organisation": "Opvang Zuid", "municipality": "Hengelo", "was": "{}"}
        assert (await admins.post(f"/admin/teams/{team_id}", data={"csrf_token": token_of(page)} | form)).is_redirect
        async with parts.database.begin() as session:
            assert "Opvang Zuid" in (await session.exec(select(Organisation.name))).all()
            assert "Hengelo" in (await session.exec(select(Municipality.name))).all()
        page = await admins.get(f"/admin/staff/{noor.id}")
        was = unescape(re.search(r'name="was" value="([^"]*)"', page.text).group(1))  # type: ignore[union-attr]
        form = {
            "was": was, "username": "noor", "display_name": "Noor", "role": "contact_person",
            "team_id": str(noor.team_id), f"team-{team_id}": "1",
        }  # fmt: skip
        await admins.post(f"/admin/staff/{noor.id}", data={"csrf_token": token_of(page)} | form)
        her = Colleague(parts, web, "noor")
        await her.signs_in()
        before = (await web.get("/inbox")).text
        assert "Voorbeeldcliënt" in before
        await her.sends("/account/team", await web.get("/account"), team_id=str(team_id))
        assert "Voorbeeldcliënt" not in (await web.get("/inbox")).text
    assert (await member_called(parts, "noor")).team_id == noor.team_id, "her home stays"


async def test_an_organisation_decides_how_a_role_signs_in(parts: Parts) -> None:
    async with browser(parts) as admins, browser(parts) as web:
        await sign_in_as(parts, admins, "beheer")
        async with parts.database.begin() as session:
            place = (await session.exec(select(Organisation))).one()
        here = f"/admin/organisations/{place.id}"
        page = await admins.get(here)
        form = {"csrf_token": token_of(page), "contact_person-second_factor": "1", "contact_person-idle_minutes": "45"}
        assert (await admins.post(here, data=form)).is_redirect
        login = next(one for one in parts.demo_logins if one["username"] == "contactpersoon")
        answer = await Colleague(parts, web, "contactpersoon", login["password"]).signs_in()
        assert answer.headers["Location"] == "/login/setup"
        assert "na 45 min uit" in (await admins.get(here)).text


async def test_a_lift_lets_somebody_try_again(parts: Parts) -> None:
    noor = await hire(parts, "noor", Role.NIGHT_STAFF)
    async with browser(parts) as admins, browser(parts) as web:
        her = Colleague(parts, web, "noor", "fout wachtwoord hier")
        for _ in range(6):
            answer = await her.signs_in()
        assert answer.status_code == 429
        await sign_in_as(parts, admins, "coordinator")
        page = await admins.get("/admin/staff")
        assert "moet even wachten" in page.text
        await admins.post(f"/admin/staff/{noor.id}/lift", data={"csrf_token": token_of(page)})
        assert (await Colleague(parts, web, "noor").signs_in()).status_code == 303


# ---------------------------------------------------------------- one's own account


async def test_a_new_password_signs_every_other_browser_out(parts: Parts) -> None:
    await hire(parts, "noor", Role.NIGHT_STAFF)
    async with browser(parts) as laptop, browser(parts) as phone:
        her, also = Colleague(parts, laptop, "noor"), Colleague(parts, phone, "noor")
        await her.signs_in()
        await also.signs_in()
        page, new = await laptop.get("/account"), "groene fietsen zingen hard"
        wrong = await her.sends("/account/password", page, password="fout", new=new, again=new)
        assert wrong.status_code == 400 and "Je wachtwoord van nu klopt niet" in wrong.text
        before = laptop.cookies["stapje_session"]
        done = await her.sends("/account/password", page, password=PASSWORD, new=new, again=new)
        assert done.headers["Location"] == "/account?done=password"
        assert laptop.cookies["stapje_session"] != before
        assert ((await laptop.get("/beds")).status_code, (await phone.get("/beds")).status_code) == (200, 303)
        assert (await Colleague(parts, phone, "noor", new).signs_in()).status_code == 303


async def test_somebody_sees_their_browsers_and_ends_one_or_all(parts: Parts) -> None:
    await hire(parts, "noor", Role.NIGHT_STAFF)
    agent = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    async with browser(parts) as laptop, browser(parts) as phone, browser(parts) as third:
        third.headers["User-Agent"] = agent
        for web in (laptop, phone, third):
            await Colleague(parts, web, "noor").signs_in()
        page = await laptop.get("/account")
        assert "Firefox, Windows" in page.text and "127.0.0.…" in page.text and "127.0.0.1" not in page.text
        [one, _] = re.findall(r'action="(/account/sessions/[0-9a-f-]{36}/end)"', page.text)
        await Colleague(parts, laptop, "noor").sends(one, page)
        assert sorted([(await phone.get("/beds")).status_code, (await third.get("/beds")).status_code]) == [200, 303]
        await Colleague(parts, laptop, "noor").sends("/account/sessions/end-all", page)
        for web in (laptop, phone, third):
            assert (await web.get("/beds")).status_code == 303


async def test_a_second_step_is_turned_on_from_within(parts: Parts, tell_time: Clock) -> None:
    await hire(parts, "noor", Role.NIGHT_STAFF)
    async with browser(parts) as web:
        her = Colleague(parts, web, "noor")
        await her.signs_in()
        page = await web.get("/account/second-step")
        app = App(parts)
        app.reads(page)
        wrong = await her.sends("/account/second-step", page, code=app.code, password="fout")
        assert wrong.status_code == 400
        done = await her.sends("/account/second-step", page, code=app.code, password=PASSWORD)
        assert "Bewaar deze codes" in done.text
        tell_time.pass_by(timedelta(minutes=1))
        assert (await her.signs_in()).headers["Location"] == "/login/code"
