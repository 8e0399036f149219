"""What the forms under a thread share: how they are known again, what a moment in them is, and how they are refused."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time
from http import HTTPStatus

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.later import NotPlanned
from actions.writing import Meanwhile
from bot.web.accounts import Visit
from bot.web.api.conversations import rang
from bot.web.inbox import own, thread_page
from bot.web.pages import Flash, see_other
from storage import conversations
from storage.conversations import Conversation

Deed = Callable[[AsyncSession, Conversation], Awaitable[None]]
"""Something to do in a transaction that holds the conversation's lock."""


class Refused(Exception):
    """What a form asks cannot be; `key` and `facts` are the text that says why. Nothing of the deed remains."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts


async def within(visit: Visit, conversation_id: uuid.UUID, deed: Deed, note: str) -> Response:
    """Do something with the conversation locked, wake who watches or sends, and show the thread with a note."""
    try:
        async with visit.parts.database.begin() as session:
            await own(session, visit, conversation_id)
            await deed(session, await conversations.lock(session, conversation_id))
    except Refused as error:
        return await refused(visit, conversation_id, error.key, **error.facts)
    rang(visit.parts, conversation_id)
    return see_other(f"/inbox/{conversation_id}?note={note}")


async def refused(visit: Visit, conversation_id: uuid.UUID, key: str, **facts: object) -> Response:
    """The thread with a line that says why it did not happen; what was typed is still there."""
    flashes = [Flash("warning", visit.say(key, **facts))]
    if key == Meanwhile.key:
        visit.form["fresh_after"] = visit.form.get("seen", "")  # what they had not seen is shown as new
    return await thread_page(visit, conversation_id, status=HTTPStatus.CONFLICT, typed=visit.form, flashes=flashes)


def form_key(visit: Visit) -> uuid.UUID | None:
    """The name of what this form sends (storage.drafts.turn); None when it has none: a program filled it in."""
    with contextlib.suppress(ValueError):
        return uuid.UUID(visit.form.get("key", ""))
    return None


def seen(visit: Visit) -> int | None:
    """The last message that was on the page when this form was made; None when the form does not say."""
    said = visit.form.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None


def moment_of(visit: Visit) -> datetime:
    """The moment that was chosen: one of the presets, or a date and a time, both local. Raises Refused."""
    form, chosen = visit.form, visit.form.get("later_when", "own")
    try:
        if chosen != "own":
            return datetime.fromisoformat(chosen).astimezone(clock.ZONE)
        day, at = date.fromisoformat(form.get("later_date", "")), time.fromisoformat(form.get("later_time", ""))
        return clock.at(day, at.replace(tzinfo=None))
    except (ValueError, OverflowError):
        raise Refused("later-no-moment") from None


def not_planned(visit: Visit, error: NotPlanned) -> Refused:
    """Why a moment cannot be; the form shows the nearest one that can, where there is one."""
    if error.nearest is None:
        return Refused(error.key)
    here = clock.local(error.nearest)
    nearest = {"later_when": "own", "later_date": here.date().isoformat(), "later_time": clock.clock_words(here)}
    visit.form.update(nearest)
    day = clock.day_words(here.date(), visit.account.language)
    return Refused(error.key, moment=visit.say("moment", day=day, clock=clock.clock_words(here)))
