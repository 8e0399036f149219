"""How long what is kept, as a page: terms with their sources, what a change would delete, what the nights did."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.responses import Response

from actions.permissions import May
from bot.web import editing
from bot.web.accounts import Visit, who_may
from bot.web.pages import Flash, see_other
from storage import audit, retention
from storage.retention import BY_KEY, KINDS, LONGEST, Kind

router = APIRouter(prefix="/admin/retention", include_in_schema=False)
Sees = Annotated[Visit, Depends(who_may(May.SEE_AUDIT))]
Changes = Annotated[Visit, Depends(who_may(May.HANDLE_RIGHTS))]
CHANGED = "retention.changed"


@router.get("")
async def show(visit: Sees, done: str = "") -> Response:
    """All terms and the reports of the nightly rounds."""
    async with visit.parts.database.begin() as session:
        days = await retention.terms(session)
        runs = await retention.runs(session)
        await audit.record(session, "retention.seen", now=visit.parts.now(), staff_id=visit.staff.id)
    flashes = [Flash("ok", visit.say("retention-kept"))] if done == "kept" else []
    return visit.render(
        "trail/retention.html", page="retention", flashes=flashes, kinds=[_told(visit, k, days[k.key]) for k in KINDS],
        runs=[_report(run) for run in runs], may_change=visit.account.may(May.HANDLE_RIGHTS),
    )  # fmt: skip


def _told(visit: Visit, kind: Kind, days: int) -> dict[str, Any]:
    return {
        "key": kind.key, "name": visit.say(f"retention-kind-{kind.key}"), "days": days, "usual": kind.days,
        "source": visit.say(f"retention-source-{kind.key}"), "nameless": kind.nameless is not None,
    }  # fmt: skip


def _report(run: retention.RetentionRun) -> dict[str, Any]:
    return {
        "at": run.created_at, "ended": run.ended_at is not None, "gone": sorted(run.gone.items()),
        "kept": sorted(run.kept.items()),
    }  # fmt: skip


@router.get("/{key}")
async def show_one(visit: Changes, key: str) -> Response:
    """One term: its form and how it was changed before."""
    return await _form(visit, _known(visit, key))


def _known(visit: Visit, key: str) -> Kind:
    if key not in BY_KEY:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return BY_KEY[key]


async def _form(
    visit: Visit, kind: Kind, *, typed: str | None = None, preview: dict[str, int] | None = None, wrong: str = "",
    status: HTTPStatus = HTTPStatus.OK, flashes: list[Flash] | None = None,
) -> Response:  # fmt: skip
    async with visit.parts.database.begin() as session:
        days = (await retention.terms(session))[kind.key]
        history = await editing.past(session, [CHANGED], kind.key)
    return visit.render(
        "trail/term.html", page="retention", kind=_told(visit, kind, days), least=kind.least, longest=LONGEST,
        typed=typed or str(days), preview=preview, wrong=wrong, status=status, flashes=flashes or [],
        history=[(one.at, one.who or "–", *one.changed["days"]) for one in history],
    )  # fmt: skip


@router.post("/{key}")
async def keep(visit: Changes, key: str) -> Response:
    """Show what a term would delete, or with `do=keep` keep it: nobody keeps what they did not see."""
    kind, said = _known(visit, key), visit.form.get("days", "").strip()
    if not said.isascii() or not said.isdecimal() or not kind.least <= int(said[:6]) <= LONGEST:
        wrong = visit.say("retention-between", least=kind.least, most=LONGEST)
        return await _form(visit, kind, typed=said[:6], wrong=wrong, status=HTTPStatus.BAD_REQUEST)
    days = int(said)
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        gone, needed = await retention.over(session, kind, now - timedelta(days=days))
        before = (await retention.terms(session))[kind.key]
        if visit.form.get("do") == "keep" and visit.form.get("seen") == str(days):
            if days != before:
                await retention.choose(session, kind.key, days)
                changed = {"days": [str(before), str(days)]}
                await audit.record(session, CHANGED, now=now, staff_id=visit.staff.id, of=kind.key, changed=changed)
            return see_other("/admin/retention?done=kept")
    return await _form(visit, kind, typed=str(days), preview={"days": days, "gone": gone, "needed": needed})
