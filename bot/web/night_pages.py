"""What the pages about beds share: who may come, a change happens once, the last shelter is known, names are noted."""

from __future__ import annotations

import hmac
import re
import uuid
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date, timedelta
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.permissions import May
from bot import bell as bells
from bot.web.accounts import Visit, who_may
from bot.web.pages import Flash, see_other
from storage import audit, facilities, repeats
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.facilities import Facility

Sees = Annotated[Visit, Depends(who_may(May.SEE_BEDS))]
Changes = Annotated[Visit, Depends(who_may(May.CHANGE_BEDS))]
COOKIE, YEAR = "stapje_facility", 365 * 24 * 3600
TOLD_FOR = timedelta(hours=12)
"""A page that is loaded again says what was done for as long as a night."""
_KEY = re.compile(r"[0-9a-f]{32}")

Answer = dict[str, Any]
"""What a change gave. `note` is the text that tells so with its `facts`; no names, because it is kept for a while."""
Deed = Callable[[AsyncSession], Awaitable[Answer]]
Show = Callable[..., Awaitable[Response]]


class Wrong(Exception):
    """The form cannot become a change; `key` is the text that says what to do."""

    def __init__(self, key: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(key)
        self.key, self.status = key, status


# ---------------------------------------------------------------- changing something, once


async def change(visit: Visit, deed: Deed, *, show: Show, to: str, also_rings: Sequence[str] = ()) -> Response:
    """Do what a form asks for and go on to the page `to`; the same form again does nothing more.

    What cannot be is told on the page that `show` makes: it is handed the visit, `flashes` and `status`.
    """
    try:
        key = await once(visit, deed)
    except Wrong as wrong:
        return await show(visit, flashes=[Flash("error", visit.say(wrong.key))], status=wrong.status)
    except (AlreadyTaken, NoneFree, NotFound):
        flashes = [Flash("info", visit.say("night-changed-already"))]
        return await show(visit, flashes=flashes, status=HTTPStatus.CONFLICT)
    visit.parts.bell.ring(bells.BEDS, *also_rings)
    return see_other(f"{to}{'&' if '?' in to else '?'}done={key}")


async def once(visit: Visit, deed: Deed) -> str:
    """Do what a form asks for, once, and remember what it gave; returns the key it is remembered by.

    Raises Wrong for a form without a key of ours, and AlreadyTaken when the key was used for something else.
    """
    key = visit.form.get("key", "")
    if _KEY.fullmatch(key) is None:
        raise Wrong("night-form-broken")
    async with visit.parts.database.begin() as session:
        known = await repeats.begin(session, _own(visit, key), await _asked(visit), visit.parts.now())
        if known is None:
            await repeats.answered(session, _own(visit, key), await deed(session))
    return key


def _own(visit: Visit, key: str) -> str:
    return f"{visit.staff.id}:page:{key}"


async def _asked(visit: Visit) -> str:
    body = await visit.request.body()  # not the form, which keeps one value for each name
    return repeats.fingerprint(visit.request.scope["path"], body.decode("utf-8", "replace"))


async def answer_of(session: AsyncSession, visit: Visit, done: str) -> Answer:
    """What the change gave that led to this page; empty when there was none."""
    if _KEY.fullmatch(done) is None:
        return {}
    return await repeats.answer_to(session, _own(visit, done), visit.parts.now() - TOLD_FOR) or {}


def told(visit: Visit, answer: Answer) -> list[Flash]:
    """The line at the top of the page that says what was done."""
    return [Flash("ok", visit.say(answer["note"], **answer.get("facts", {})))] if "note" in answer else []


def new_key() -> str:
    """What makes one form different from all others."""
    return uuid.uuid4().hex


# ---------------------------------------------------------------- what a form says


def check_night(visit: Visit) -> date:
    """Tonight; raises Wrong when the page was made in another night."""
    night = clock.night_of(visit.parts.now())
    if visit.form.get("night") != night.isoformat():
        raise Wrong("night-other-night", HTTPStatus.CONFLICT)
    return night


def line(visit: Visit, name: str, most: int) -> str:
    """One line of text in the form, at most so many characters."""
    return " ".join(visit.form.get(name, "").split())[:most]


async def group_in(session: AsyncSession, visit: Visit) -> str:
    """The group the form names; raises Wrong when it names none that we know."""
    known = {group.key for group in await facilities.target_groups(session)}
    group = visit.form.get("group", "")
    if group not in known:
        raise Wrong("night-which-group")
    return group


async def facility_in(session: AsyncSession, visit: Visit) -> Facility:
    """The shelter the form names; raises Wrong when it names none that we know."""
    found = await facilities.by_key(session, visit.form.get("facility", ""))
    if found is None:
        raise Wrong("night-which-facility")
    return found


# ---------------------------------------------------------------- the shelter that was chosen last


def chosen(visit: Visit, wanted: str, shelters: Sequence[Facility]) -> Facility | None:
    """The shelter that is wanted, else the one this browser chose last, else the first; None when there are none."""
    for key in (wanted, visit.form.get("facility"), visit.request.cookies.get(COOKIE)):
        found = next((shelter for shelter in shelters if shelter.key == key), None)
        if found is not None:
            return found
    return shelters[0] if shelters else None


def remember(visit: Visit, answer: Response, facility: Facility | None) -> Response:
    """Let this browser begin with the same shelter next time: at a door it is always the same one."""
    if facility is not None:
        answer.set_cookie(
            COOKIE, facility.key, max_age=YEAR, path="/beds", httponly=True, samesite="lax",
            secure=visit.parts.secure_cookies,
        )  # fmt: skip
    return answer


# ---------------------------------------------------------------- names


async def note_names(
    session: AsyncSession, visit: Visit, action: str, shown: Iterable[uuid.UUID], *, seen: str = "", **details: Any
) -> str:
    """Write in the audit trail whose names this page shows; returns the mark of having seen them.

    A page that refreshes itself hands that mark back as `seen`: the same names again are no new event.
    """
    ids = sorted(str(one) for one in shown)
    words = f"{visit.staff.id} {action} {ids}".encode()
    mark = hmac.digest(visit.parts.secret_key.encode(), words, "sha256").hex()
    if not hmac.compare_digest(mark.encode(), seen.encode("utf-8", "replace")):
        now = visit.parts.now()
        await audit.record(session, action, now=now, staff_id=visit.staff.id, shown=ids, **details)
    return mark
