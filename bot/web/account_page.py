"""One's own account: language, password, second step, and the browsers in which one is signed in."""

from __future__ import annotations

import asyncio
import uuid
from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from actions import passwords
from bot.second_factors import SecondFactors
from bot.web.accounts import COOKIE, UseVisit, Visit, session_token
from bot.web.joining import why_not
from bot.web.opening import begin_try, drop_cookie, failed, open_session, rule_of
from bot.web.pages import Flash, see_other
from bot.web.second_step import app_of
from storage import audit, login_attempts, organisations, second_factors, web_sessions
from storage.staff import StaffMember, hash_token

router = APIRouter(prefix="/account", include_in_schema=False)
DONE = {
    "kept": "account-done-kept",
    "password": "account-done-password",
    "ended": "account-done-ended",
    "team": "account-done-team",
    "recovery": "account-done-recovery",
}
"""What the page may say was done, as its text."""
LANGUAGES = ("nl", "en")


@router.get("")
async def show(visit: UseVisit, done: str = "") -> Response:
    """The page."""
    kind = "warning" if done == "recovery" else "ok"
    return await _page(visit, flashes=[Flash(kind, visit.say(DONE[done]))] if done in DONE else [])


async def _page(
    visit: Visit, *, flashes: list[Flash] | None = None, wrong: str = "", status: HTTPStatus = HTTPStatus.OK
) -> Response:
    now, token = visit.parts.now(), session_token(visit.request, visit.parts)
    async with visit.parts.database.begin() as session:
        member = await session.get_one(StaffMember, visit.staff.id)
        page = {
            "teams": await organisations.teams_of(session, member),
            "sessions": await web_sessions.open_of(session, member.id, now),
            "has_one": await SecondFactors(visit.parts.secret_key).has_one(session, member),
            "codes_left": await second_factors.codes_left(session, member.id),
            "rule": await rule_of(session, member),
        }
    return visit.render(
        "account/page.html", status=status, flashes=flashes or [], wrong=wrong, here=hash_token(token),
        has_password=visit.staff.password_hash is not None, least=passwords.LEAST, now=now, **page,
    )  # fmt: skip


@router.post("/preferences")
async def prefer(visit: UseVisit) -> Response:
    """Keep the language and whether the day's overview is sent in the chat."""
    language = visit.form.get("language", "")
    async with visit.parts.database.begin() as session:
        member = await session.get_one(StaffMember, visit.staff.id)
        member.language = language if language in LANGUAGES else member.language
        member.digest = visit.form.get("digest") == "1"
    return see_other("/account?done=kept")


@router.post("/team")
async def choose_team(visit: UseVisit) -> Response:
    """In this browser, work for another of one's teams from now on."""
    wanted, token = visit.form.get("team_id", ""), session_token(visit.request, visit.parts)
    async with visit.parts.database.begin() as session:
        member = await session.get_one(StaffMember, visit.staff.id)
        team = next((t for t in await organisations.teams_of(session, member) if str(t.id) == wanted), None)
        if team is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        await web_sessions.work_for(session, token, None if team.id == member.team_id else team.id)
        await audit.record(session, "staff.team_chosen", now=visit.parts.now(), staff_id=member.id, team=team.name)
    return see_other("/account?done=team")


# ---------------------------------------------------------------- password


async def _is_me(visit: Visit) -> bool:
    """Whether the form has the right present password; wrong ones cost as much as at the login page."""
    attempt = await begin_try(visit.request, visit.parts, visit.staff.username)
    if attempt.wait:
        return False
    typed = visit.form.get("password", "")
    if not await asyncio.to_thread(passwords.matches, visit.staff.password_hash, typed):
        await failed(visit.parts, visit.request, visit.staff, "staff.password_failed")
        return False
    async with visit.parts.database.begin() as session:
        await login_attempts.take_back(session, attempt.number)
    return True


@router.post("/password")
async def change_password(visit: UseVisit) -> Response:
    """Another password: every other browser has to sign in again, and this one gets a new session."""
    new, now = visit.form.get("new", ""), visit.parts.now()
    wrong = await asyncio.to_thread(why_not, new, visit.form.get("again", ""), visit.staff)
    if wrong is None and not await _is_me(visit):
        wrong = "account-password-old-wrong"
    if wrong:
        return await _page(visit, wrong=wrong, status=HTTPStatus.BAD_REQUEST)
    kept = await asyncio.to_thread(passwords.keep, new)
    async with visit.parts.database.begin() as session:
        member = await session.get_one(StaffMember, visit.staff.id)
        member.password_hash = kept
        await web_sessions.end_all(session, member.id, now)
        await second_factors.forget_remembered(session, member.id)
        await audit.record(session, "staff.password_changed", now=now, staff_id=member.id, of=str(member.id))
    answer = see_other("/account?done=password")
    await open_session(visit.request, visit.parts, member, answer, how="password")
    return answer


# ---------------------------------------------------------------- second step


@router.get("/second-step")
async def second_step(visit: UseVisit) -> Response:
    """Put Stapje into an app, or look after what is there."""
    return await _second_step(visit)


async def _second_step(visit: Visit, wrong: str = "") -> Response:
    async with visit.parts.database.begin() as session:
        member = await session.get_one(StaffMember, visit.staff.id)
        secret = await SecondFactors(visit.parts.secret_key).secret_to_confirm(session, member, visit.parts.now())
        left, rule = await second_factors.codes_left(session, member.id), await rule_of(session, member)
    status = HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK
    app = app_of(secret, member.username) if secret else None
    return visit.render("account/second_step.html", status=status, app=app, codes_left=left, rule=rule, wrong=wrong)


@router.post("/second-step")
async def set_second_step(visit: UseVisit) -> Response:
    """Confirm an app: from now on every login asks for a code. The session is a new one."""
    if not await _is_me(visit):
        return await _second_step(visit, "account-password-old-wrong")
    factors, now = SecondFactors(visit.parts.secret_key), visit.parts.now()
    async with visit.parts.database.begin() as session:
        member = await session.get_one(StaffMember, visit.staff.id)
        new = await factors.secret_to_confirm(session, member, now) is not None
        if not new or not await factors.takes(session, member, visit.form.get("code", ""), now):
            return await _second_step(visit, "account-code-wrong")
        codes = await factors.new_codes(session, member)
        await web_sessions.end_all(session, member.id, now)
        await audit.record(session, "staff.second_factor_set", now=now, staff_id=member.id, of=str(member.id))
    return await _codes(visit, member, codes)


@router.post("/second-step/codes")
async def renew_codes(visit: UseVisit) -> Response:
    """Fresh codes for paper; the old ones work no more."""
    if not await _is_me(visit):
        return await _second_step(visit, "account-password-old-wrong")
    factors, now = SecondFactors(visit.parts.secret_key), visit.parts.now()
    async with visit.parts.database.begin() as session:
        member = await session.get_one(StaffMember, visit.staff.id)
        if not await factors.has_one(session, member):
            return see_other("/account/second-step")
        codes = await factors.new_codes(session, member)
        await audit.record(session, "staff.codes_renewed", now=now, staff_id=member.id, of=str(member.id))
    return await _codes(visit, member, codes)


@router.post("/second-step/remove")
async def other_app(visit: UseVisit) -> Response:
    """Forget the app, to put another in its place; who has to have one is asked for it at the next login too."""
    if not await _is_me(visit):
        return await _second_step(visit, "account-password-old-wrong")
    async with visit.parts.database.begin() as session:
        await second_factors.remove(session, visit.staff.id)
        await audit.record(
            session, "staff.second_factor_removed", now=visit.parts.now(), staff_id=visit.staff.id,
            of=str(visit.staff.id),
        )  # fmt: skip
    return see_other("/account/second-step")


async def _codes(visit: Visit, member: StaffMember, codes: list[str]) -> Response:
    """The one page on which fresh codes can be read, in a new session."""
    answer = visit.render("account/codes.html", codes=codes, on="/account")
    await open_session(visit.request, visit.parts, member, answer, how="second step")
    return answer


# ---------------------------------------------------------------- sessions


@router.post("/sessions/{session_id}/end")
async def end_session(visit: UseVisit, session_id: uuid.UUID) -> Response:
    """Sign one browser out."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        if not await web_sessions.end_one(session, visit.staff.id, session_id, now):
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        await audit.record(session, "staff.session_ended", now=now, staff_id=visit.staff.id, number=1)
    return see_other("/account?done=ended")


@router.post("/sessions/end-others")
async def end_others(visit: UseVisit) -> Response:
    """Sign every other browser out."""
    await _end(visit, but=session_token(visit.request, visit.parts))
    return see_other("/account?done=ended")


@router.post("/sessions/end-all")
async def end_all(visit: UseVisit) -> Response:
    """Sign out everywhere, here too."""
    await _end(visit, but="")
    answer = see_other("/login")
    drop_cookie(answer, visit.parts, COOKIE)
    return answer


async def _end(visit: Visit, *, but: str) -> None:
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        ended = await web_sessions.end_all(session, visit.staff.id, now, but=but)
        await second_factors.forget_remembered(session, visit.staff.id)
        await audit.record(session, "staff.session_ended", now=now, staff_id=visit.staff.id, number=ended)
