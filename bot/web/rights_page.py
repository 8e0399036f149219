"""What clients ask about their data, as pages: requests, identification, deletions by two, duties to keep."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, rights
from actions.permissions import May
from actions.rights import DELETION, KINDS, NotNow
from bot import bell as bells
from bot.receive import clean
from bot.web.accounts import Visit, who_may
from bot.web.pages import Flash, see_other
from storage import audit, emergencies, forgetting
from storage import rights as requests
from storage.people import Person
from storage.rights import RightsRequest
from storage.staff import StaffMember

router = APIRouter(prefix="/admin/rights", include_in_schema=False)
Handles = Annotated[Visit, Depends(who_may(May.HANDLE_RIGHTS))]
LONGEST = 1000
NOTES = ("opened", "identified", "corrected", "refused", "proposed", "cancelled", "deleted", "hold", "unheld")
Deed = Callable[[AsyncSession, RightsRequest], Awaitable[None]]


# ---------------------------------------------------------------- all requests


@router.get("")
async def show(visit: Handles, name: str = "", note: str = "") -> Response:
    """What is open by what is due, what ended, duties to keep; with a name, a form for a new request."""
    async with visit.parts.database.begin() as session:
        open_ones = await requests.listed(session, ended=False)
        ended = await requests.listed(session, ended=True)
        people = await emergencies.find_person(session, name.strip()[:80], most=8) if len(name.strip()) > 1 else []
        holds = await requests.holds(session)
        await audit.record(session, "rights.seen", now=visit.parts.now(), staff_id=visit.staff.id)
    return visit.render(
        "rights/page.html", page="rights", flashes=_noted(visit, note), open=open_ones, ended=ended, people=people,
        name=name, holds=holds, kinds=KINDS, today=clock.local(visit.parts.now()).date(),
    )  # fmt: skip


def _noted(visit: Visit, note: str) -> list[Flash]:
    return [Flash("ok", visit.say(f"rights-note-{note}"))] if note in NOTES else []


@router.post("")
async def open_one(visit: Handles) -> Response:
    """Write down what a client asks by telephone or at the desk."""
    kind = visit.form.get("kind", "")
    if kind not in KINDS:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    async with visit.parts.database.begin() as session:
        person = await _person(session, visit)
        request = await rights.open_one(session, person, kind, visit.staff, visit.parts.now())
    return see_other(f"/admin/rights/{request.id}?note=opened")


async def _person(session: AsyncSession, visit: Visit) -> Person:
    try:
        found = await session.get(Person, uuid.UUID(visit.form.get("person", "")))
    except ValueError:
        found = None
    if found is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return found


@router.post("/hold")
async def hold(visit: Handles) -> Response:
    """Keep everything of a client, or (`do=end`) no longer."""
    ends = visit.form.get("do") == "end"
    async with visit.parts.database.begin() as session:
        person, now = await _person(session, visit), visit.parts.now()
        try:
            if ends:
                await rights.end_hold(session, person.id, visit.staff, now)
            else:
                await rights.hold(session, person, _words(visit, "reason"), visit.staff, now)
        except NotNow as error:
            raise visit.refuse(HTTPStatus.BAD_REQUEST, f"rights-no-{error.reason.replace('_', '-')}") from error
    return see_other(f"/admin/rights?note={'unheld' if ends else 'hold'}")


# ---------------------------------------------------------------- one request


@router.get("/{request_id}")
async def show_one(visit: Handles, request_id: uuid.UUID, note: str = "") -> Response:
    """One request: what was asked, who was identified how, what can be done now, what was done."""
    return await _page(visit, request_id, flashes=_noted(visit, note), reads=True)


async def _page(
    visit: Visit,
    request_id: uuid.UUID,
    *,
    flashes: list[Flash],
    reads: bool = False,
    link: str | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    async with visit.parts.database.begin() as session:
        request = await session.get(RightsRequest, request_id)
        if request is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        values = await _about(session, visit, request)
        if reads:
            await audit.record(
                session, "rights.read", now=visit.parts.now(), staff_id=visit.staff.id, person_id=request.person_id,
                request=str(request.id),
            )  # fmt: skip
    return visit.render(
        "rights/request.html", page="rights", asked=request, flashes=flashes, link=link, status=status,
        typed=visit.form, today=clock.local(visit.parts.now()).date(), **values,
    )  # fmt: skip


async def _about(session: AsyncSession, visit: Visit, request: RightsRequest) -> dict[str, Any]:
    person = await session.get(Person, request.person_id)
    names = {
        part: member.display_name
        for part in ("identified_by", "proposed_by", "ended_by")
        if (known := getattr(request, part)) and (member := await session.get(StaffMember, known))
    }
    asks = request.kind == DELETION and request.state in ("open", "proposed") and person is not None
    return {
        "person": person, "names": names, "may_decide": request.proposed_by != visit.staff.id,
        "preview": await forgetting.preview(session, request.person_id) if asks else None,
        "link_works": request.link_until is not None and request.fetched_at is None
        and request.link_until > visit.parts.now(),
    }  # fmt: skip


async def _do(visit: Visit, request_id: uuid.UUID, deed: Deed, note: str) -> Response:
    """Do it to the request that is locked; what cannot be is said on the page, with what was typed still there."""
    try:
        async with visit.parts.database.begin() as session:
            request = await session.get(RightsRequest, request_id, with_for_update=True)
            if request is None:
                raise visit.refuse(HTTPStatus.NOT_FOUND)
            await deed(session, request)
    except NotNow as error:
        flashes = [Flash("warning", visit.say(f"rights-no-{error.reason.replace('_', '-')}"))]
        return await _page(visit, request_id, flashes=flashes, status=HTTPStatus.CONFLICT)
    visit.parts.bell.ring(bells.INBOX)
    return see_other(f"/admin/rights/{request_id}?note={note}")


def _words(visit: Visit, field: str) -> str:
    return clean(visit.form.get(field, "")).strip()[:LONGEST]


@router.post("/{request_id}/identify")
async def identify(visit: Handles, request_id: uuid.UUID) -> Response:
    """Note how the person was identified."""

    async def deed(session: AsyncSession, request: RightsRequest) -> None:
        await rights.identify(session, request, _words(visit, "how"), visit.staff, visit.parts.now())

    return await _do(visit, request_id, deed, "identified")


@router.post("/{request_id}/ready")
async def make_ready(visit: Handles, request_id: uuid.UUID) -> Response:
    """A link to everything; it is shown now and never again, for only its hash is kept."""
    made: list[str] = []

    async def deed(session: AsyncSession, request: RightsRequest) -> None:
        made.append(await rights.make_ready(session, request, visit.staff, visit.parts.now()))

    answer = await _do(visit, request_id, deed, "")
    if not made:
        return answer
    return await _page(visit, request_id, flashes=[], link=f"{visit.parts.base_url}/my-data/{made[0]}")


@router.post("/{request_id}/correct")
async def correct(visit: Handles, request_id: uuid.UUID) -> Response:
    """A correction was made, or (`do=refuse`) not, with a reason."""
    refused = visit.form.get("do") == "refuse"

    async def deed(session: AsyncSession, request: RightsRequest) -> None:
        await rights.correct(
            session, request, visit.staff, visit.parts.now(), wrong=_words(visit, "wrong"),
            right=_words(visit, "right"), answer=_words(visit, "answer"), refused=refused,
        )  # fmt: skip

    return await _do(visit, request_id, deed, "refused" if refused else "corrected")


@router.post("/{request_id}/refuse")
async def refuse(visit: Handles, request_id: uuid.UUID) -> Response:
    """The request cannot be granted."""

    async def deed(session: AsyncSession, request: RightsRequest) -> None:
        await rights.refuse(session, request, _words(visit, "answer"), visit.staff, visit.parts.now())

    return await _do(visit, request_id, deed, "refused")


@router.post("/{request_id}/propose")
async def propose(visit: Handles, request_id: uuid.UUID) -> Response:
    """Propose the deletion that the page shows."""

    async def deed(session: AsyncSession, request: RightsRequest) -> None:
        if request.kind != DELETION:
            raise NotNow("over")
        await rights.propose(session, request, visit.staff, visit.parts.now())

    return await _do(visit, request_id, deed, "proposed")


@router.post("/{request_id}/call-off")
async def call_off(visit: Handles, request_id: uuid.UUID) -> Response:
    """The proposed deletion does not go on for now."""

    async def deed(session: AsyncSession, request: RightsRequest) -> None:
        await rights.call_off(session, request, visit.staff, visit.parts.now())

    return await _do(visit, request_id, deed, "cancelled")


@router.post("/{request_id}/delete")
async def delete(visit: Handles, request_id: uuid.UUID) -> Response:
    """The second colleague decides; the tick says that they know it cannot be undone."""
    if visit.form.get("sure") != "1":
        flashes = [Flash("warning", visit.say("rights-no-sure"))]
        return await _page(visit, request_id, flashes=flashes, status=HTTPStatus.CONFLICT)

    async def deed(session: AsyncSession, request: RightsRequest) -> None:
        await rights.delete(session, request, visit.staff, visit.parts.now())

    return await _do(visit, request_id, deed, "deleted")
