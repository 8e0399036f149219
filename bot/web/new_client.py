"""Making a client: who they are, who answers for them, and at once the invite with its QR code, to print or to show."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import new_clients, texts
from actions.municipalities import MUNICIPALITIES
from actions.new_clients import NewClient
from actions.permissions import May
from bot.web import editing, reaching
from bot.web.accounts import Visit, who_may
from bot.web.api.conversations import rang
from bot.web.editing import Checks, Refused, Values
from bot.web.pages import Flash, see_other
from bot.web.people import Known
from storage.colleagues import Colleague
from storage.names import Known as Alike

router = APIRouter(prefix="/people/new", include_in_schema=False)
Makes = Annotated[Visit, Depends(who_may(May.MAKE_CLIENTS))]
FIELDS = ("name", "language", "municipality", "contact", "messages")


@router.get("")
async def show(visit: Makes, name: Annotated[str, Query(max_length=reaching.LONGEST_NAME)] = "") -> Response:
    """The form; a name may come along from where it was sought in vain."""
    values = dict.fromkeys(FIELDS, "") | {"name": name.replace("\x00", ""), "language": "nl"}
    values["contact"] = str(visit.staff.id)
    return await _form(visit, uuid.uuid4(), values)


async def _form(
    visit: Visit,
    new_id: uuid.UUID,
    values: Values,
    *,
    wrong: Mapping[str, str] | None = None,
    alike: Sequence[Alike] = (),
) -> Response:
    async with visit.parts.database.begin() as session:
        contacts = await new_clients.contacts_for(session, visit.staff)
    teams: dict[str, list[Colleague]] = {}
    for one in contacts:
        teams.setdefault(one.team, []).append(one)
    status = HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.CONFLICT if alike else HTTPStatus.OK
    flashes = [Flash("error", visit.say("edit-look-again"))] if wrong else []
    return visit.render(
        "people/new.html", status=status, flashes=flashes, new_id=new_id, values=values, wrong=wrong or {},
        alike=alike, teams=teams, municipalities=MUNICIPALITIES, languages=texts.LANGUAGES,
    )  # fmt: skip


@router.post("")
async def make(visit: Makes) -> Response:
    """Make the client and show the invite; where somebody is called so already, ask first."""
    values = editing.typed(visit, FIELDS)
    try:
        new_id = uuid.UUID(visit.form.get("id", ""))
    except ValueError:
        raise visit.refuse(HTTPStatus.BAD_REQUEST) from None
    now = visit.parts.now()
    try:
        async with visit.parts.database.begin() as session:
            new = await _checked(session, visit, new_id, values)
            alike = await new_clients.alike(session, visit.staff, new.name, now)
            if [one for one in alike if one.id != new_id] and not visit.form.get("sure"):
                made = None
            else:
                alike, made = [], await new_clients.make(session, new, visit.staff, now)
            if made is not None:
                found = Known(person=made[0], conversation=made[1])
                token = await reaching.invite(session, visit, found)
    except Refused as refused:
        return await _form(visit, new_id, values, wrong=refused.wrong)
    if alike:
        return await _form(visit, new_id, values, alike=alike)
    if made is None:  # this form was sent before: the link was shown then, and is shown once
        return see_other(f"/people/{new_id}/details")
    rang(visit.parts, found.conversation.id)
    return reaching.show_invite(visit, found, token, [Flash("ok", visit.say("client-made", name=new.name))])


async def _checked(session: AsyncSession, visit: Visit, new_id: uuid.UUID, values: Values) -> NewClient:
    """What was typed, as a client; raises Refused."""
    checks = Checks(values, date.min)
    name = checks.line("name", needed=True, most=reaching.LONGEST_NAME) or ""
    contacts = {str(one.id): one for one in await new_clients.contacts_for(session, visit.staff)}
    for field, known in (("language", texts.LANGUAGES), ("contact", contacts), ("messages", ("yes", "no"))):
        if values[field] not in known:
            checks.refuse(field, f"client-choose-{field}")
    if values["municipality"] not in ("", *MUNICIPALITIES):
        checks.refuse("municipality", "client-choose-municipality")
    checks.done()
    return NewClient(
        id=new_id, name=name, language=values["language"], municipality=values["municipality"] or None,
        contact=contacts[values["contact"]], messages=values["messages"] == "yes",
    )  # fmt: skip
