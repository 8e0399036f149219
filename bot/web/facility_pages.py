"""The shelters and what is told about them: facts with a date of last check, shown as a client reads them."""

from __future__ import annotations

import re
import unicodedata
import uuid
from datetime import date, time
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, help_places, shelter_info
from actions.permissions import May
from actions.texts import Speaker
from bot import bell as bells
from bot.web import editing
from bot.web.accounts import Visit, who_may
from bot.web.editing import ChangedMeanwhile, Checks, Refused, Shown, Values
from bot.web.pages import Flash, see_other
from storage import audit, facilities
from storage.facilities import Facility
from storage.rooms import Bed

router = APIRouter(prefix="/admin/facilities", include_in_schema=False)
Edits = Annotated[Visit, Depends(who_may(May.EDIT_RULES))]
CHANGED = "facility.changed"
TOLD = ("pets", "children", "step_free")
"""Facts that somebody told, or nobody: "yes", "no" or ""."""
FIELDS = (
    "name", "municipality", "address", "phone", "opens_at", "closes_at", "price", *TOLD, "referral_needed", "min_age",
    "max_age", "bring", "note", "route_url", "hold_minutes", "last_checked_on",
)  # fmt: skip
KIND, CLOSES_AT, HOLD_MINUTES = "nachtopvang", "09:00", "90"
MOST_BEDS = 200
_PRICE = re.compile(r"(\d{1,3})(?:[,.](\d{2}))?")
DONE = ("kept", "checked", "beds")


# ---------------------------------------------------------------- looking


@router.get("")
async def show(visit: Edits, done: str = "") -> Response:
    """All shelters, with when their facts were checked."""
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        listed = [
            (one, help_places.is_old(one.last_checked_on, today)) for one in await facilities.all_facilities(session)
        ]
    flashes = [Flash("ok", visit.say(f"facility-{done}"))] if done in DONE else []
    return visit.render("facilities/page.html", flashes=flashes, listed=listed, new_id=uuid.uuid4())


@router.get("/{facility_id}")
async def show_one(visit: Edits, facility_id: uuid.UUID) -> Response:
    """The form of a shelter; of a new one when nobody knows this id yet."""
    async with visit.parts.database.begin() as session:
        facility = await session.get(Facility, facility_id)
    return await _form(visit, facility_id, Shown(values=values_of(facility)))


async def _form(visit: Visit, facility_id: uuid.UUID, shown: Shown) -> Response:
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        facility = await session.get(Facility, facility_id)
        history = await editing.past(session, [CHANGED], str(facility_id))
        groups = await facilities.target_groups(session)
        beds = await facilities.beds_of_groups(session, facility_id)
    return visit.render(
        "facilities/edit.html", status=shown.status, flashes=shown.flashes, facility=facility, facility_id=facility_id,
        values=shown.values, wrong=shown.wrong, was=editing.packed(values_of(facility)),
        today=today, preview=_preview(shown.values, today), told=TOLD,
        groups=[(one.key, beds.get(one.key, 0)) for one in groups],
        history=editing.in_words(visit, history, "facility", lambda field, value: _word(visit, field, value)),
    )  # fmt: skip


def _word(visit: Visit, field: str, value: str) -> str | None:
    if field in TOLD or field == "referral_needed":
        return visit.say(f"facility-told-{value or 'nobody'}")
    return None


def _preview(values: Values, today: date) -> str | None:
    """How a client reads what the form holds; None while it cannot be kept."""
    try:
        columns = _checked(values, today)
    except Refused:
        return None
    return "\n".join(shelter_info.card(Speaker("nl"), Facility(key="", kind=KIND, **columns)))


def values_of(facility: Facility | None) -> Values:
    """A shelter as its form has it; a new one has the usual hours."""
    if facility is None:
        return {
            **dict.fromkeys(FIELDS, ""),
            "closes_at": CLOSES_AT,
            "hold_minutes": HOLD_MINUTES,
            "referral_needed": "no",
        }
    told = {name: {None: "", True: "yes", False: "no"}[getattr(facility, name)] for name in (*TOLD, "referral_needed")}
    hours = {name: f"{at:%H:%M}" if (at := getattr(facility, name)) else "" for name in ("opens_at", "closes_at")}
    price = "" if facility.price_cents is None else shelter_info.euros(facility.price_cents)
    special = {**told, **hours, "price": price}
    plain = {name: getattr(facility, name) for name in FIELDS if name not in special}
    return {name: special.get(name, "" if plain.get(name) is None else str(plain.get(name))) for name in FIELDS}


# ---------------------------------------------------------------- changing


@router.post("/{facility_id}")
async def keep(visit: Edits, facility_id: uuid.UUID) -> Response:
    """Keep what the form says, or with `do=look` only show how a client would read it."""
    said, today = editing.typed(visit, FIELDS), clock.local(visit.parts.now()).date()
    try:
        columns = _checked(said, today)
        if visit.form.get("do") == "look":
            return await _form(visit, facility_id, Shown(values=said))
        async with visit.parts.database.begin() as session:
            await _keep(session, visit, facility_id, columns)
    except (Refused, ChangedMeanwhile) as why:
        return await _form(visit, facility_id, editing.again(visit, said, why))
    visit.parts.bell.ring(bells.BEDS)
    return see_other("/admin/facilities?done=kept")


async def _keep(session: AsyncSession, visit: Visit, facility_id: uuid.UUID, columns: dict[str, Any]) -> None:
    await facilities.one_editor_at_a_time(session)
    facility = await session.get(Facility, facility_id, populate_existing=True)
    changed = editing.wanted(visit, values_of(facility))
    if not changed:
        return
    every = await facilities.all_facilities(session)
    if any(one.id != facility_id and one.name.casefold() == columns["name"].casefold() for one in every):
        raise Refused({"name": "facility-name-taken"})
    if facility is None:
        key = _key(columns["name"], {one.key for one in every})
        facility = Facility(
            id=facility_id, key=key, kind=KIND, position=len(every), created_at=visit.parts.now(), **columns
        )
    for name, value in columns.items():
        setattr(facility, name, value)
    session.add(facility)
    await _record(session, visit, facility_id, changed)


def _key(name: str, taken: set[str]) -> str:
    """The name as it stands in an address: small letters, digits and dashes; a number behind it when that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "opvang"
    return next(one for one in (key, *(f"{key}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


@router.post("/{facility_id}/checked")
async def checked_today(visit: Edits, facility_id: uuid.UUID) -> Response:
    """Somebody looked: all facts of this shelter are right today."""
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        facility = await _known(session, visit, facility_id)
        changed = editing.differences(values_of(facility), {"last_checked_on": today.isoformat()})
        facility.last_checked_on = today
        if changed:
            await _record(session, visit, facility_id, changed)
    return see_other("/admin/facilities?done=checked")


@router.post("/{facility_id}/beds")
async def add_beds(visit: Edits, facility_id: uuid.UUID) -> Response:
    """More beds for a group, from tonight on; a bed that is there no more is closed on the board."""
    said = editing.typed(visit, ("group", "count"))
    async with visit.parts.database.begin() as session:
        facility = await _known(session, visit, facility_id)
        groups = {one.key for one in await facilities.target_groups(session)}
        count = int(said["count"]) if re.fullmatch(r"[1-9]\d{0,2}", said["count"]) else 0
        fine = said["group"] in groups and 0 < count <= MOST_BEDS
        if fine:
            await _add(session, visit, facility, said["group"], count)
    if not fine:
        flashes = [Flash("error", visit.say("facility-beds-count", most=MOST_BEDS))]
        shown = Shown(values=values_of(facility), flashes=flashes, status=HTTPStatus.BAD_REQUEST)
        return await _form(visit, facility_id, shown)
    visit.parts.bell.ring(bells.BEDS)
    return see_other("/admin/facilities?done=beds")


async def _add(session: AsyncSession, visit: Visit, facility: Facility, group: str, count: int) -> None:
    labels = await facilities.bed_labels(session, facility.id)
    begins = 1 + max((int(label) for label in labels if label.isdigit()), default=0)
    session.add_all(
        Bed(
            facility_id=facility.id, label=str(number), target_group=group, position=number,
            first_night=clock.local(visit.parts.now()).date(),
        )
        for number in range(begins, begins + count)
    )  # fmt: skip
    changed = {"beds": ["", f"+{count} {group}"]}
    await _record(session, visit, facility.id, changed)


async def _known(session: AsyncSession, visit: Visit, facility_id: uuid.UUID) -> Facility:
    """The shelter, alone with it; 404 when there is none."""
    await facilities.one_editor_at_a_time(session)
    facility = await session.get(Facility, facility_id, populate_existing=True)
    if facility is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return facility


async def _record(session: AsyncSession, visit: Visit, facility_id: uuid.UUID, changed: editing.Changed) -> None:
    await audit.record(
        session, CHANGED, now=visit.parts.now(), staff_id=visit.staff.id, of=str(facility_id), changed=changed
    )


def _checked(said: Values, today: date) -> dict[str, Any]:
    """The columns for what was typed; raises Refused."""
    checks = Checks(said, today)
    columns: dict[str, Any] = {
        "name": checks.line("name", needed=True),
        "municipality": checks.line("municipality", needed=True),
        "address": checks.line("address"),
        "phone": checks.phone("phone"),
        "opens_at": _hour(checks, "opens_at"),
        "closes_at": _hour(checks, "closes_at", needed=True),
        "price_cents": _price(checks),
        **{name: {"yes": True, "no": False}.get(said[name]) for name in TOLD},
        "referral_needed": said["referral_needed"] == "yes",
        "min_age": checks.number("min_age", 0, 120, "facility-age"),
        "max_age": checks.number("max_age", 0, 120, "facility-age"),
        "bring": checks.line("bring", most=editing.LONGEST_TEXT),
        "note": checks.line("note", most=editing.LONGEST_TEXT),
        "route_url": checks.link("route_url"),
        "hold_minutes": checks.number("hold_minutes", 5, 720, "facility-minutes") or int(HOLD_MINUTES),
        "last_checked_on": checks.checked_on("last_checked_on"),
    }
    youngest, oldest = columns["min_age"], columns["max_age"]
    if youngest is not None and oldest is not None and youngest > oldest:
        checks.refuse("max_age", "facility-age")
    checks.done()
    return columns


def _hour(checks: Checks, field: str, *, needed: bool = False) -> time | None:
    value = checks.values[field]
    if not value:
        if needed:
            checks.refuse(field, "edit-needed")
        return None
    try:
        return time.fromisoformat(value)
    except ValueError:
        checks.refuse(field, "facility-hour")
        return None


def _price(checks: Checks) -> int | None:
    """Euros as people write them, in cents; None when it is empty."""
    value = checks.values["price"].removeprefix("€").strip()
    if not value:
        return None
    found = _PRICE.fullmatch(value)
    if found is None:
        checks.refuse("price", "facility-price-wrong")
        return None
    return int(found[1]) * 100 + int(found[2] or 0)
