"""The command bar: a name, a page or something to do with the open conversation, offered as one types.

An offer is a link, or a form that a button of the inbox would send too: nothing is done here.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, snoozes
from actions.new_clients import SUGGESTED
from actions.permissions import May
from actions.workflow import reader_of
from bot.receive import clean
from bot.web import work_state
from bot.web.accounts import Visit, who_may
from bot.web.api.conversations import visible
from bot.web.navigation import places
from nlu.dutch_time import find_times
from storage import audit, labels, names
from storage.conversations import PRIORITIES, Conversation
from storage.names import Known

router = APIRouter(prefix="/find/commands", include_in_schema=False)
Reads = Annotated[Visit, Depends(who_may(May.SEE_CONVERSATIONS))]
MOST_LETTERS = 200
MOST_PEOPLE, MOST_DEEDS = 6, 8
SNOOZE = ("uitstellen", "stel uit", "later", "snooze")
"""How a colleague begins who names a moment to come back to a conversation."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One line of the bar: where it leads (`href`), or the form it sends (`action` with `fields`)."""

    group: str
    label: str
    detail: str = ""
    href: str = ""
    action: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@router.get("")
async def show(
    visit: Reads,
    q: Annotated[str, Query(max_length=MOST_LETTERS)] = "",
    conversation: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The lines for what is typed, as a part of a page."""
    found = await offers(visit, " ".join(clean(q).split()), conversation)
    return visit.render("find/offers.html", offers=found)


async def offers(visit: Visit, typed: str, conversation_id: str) -> list[Offer]:
    """What can be done with the open conversation, who is called so, which pages; and last, to search for the words."""
    found = await deeds(visit, typed, conversation_id)
    async with visit.parts.database.begin() as session:
        found += await _people(session, visit, typed)
    found += pages(visit, typed)
    if typed:
        label = visit.say("command-search", words=typed)
        found.append(Offer(group="search", label=label, href="/find?" + urlencode({"q": typed})))
    return found


async def deeds(visit: Visit, typed: str, conversation_id: str) -> list[Offer]:
    """What can be done with the open conversation, if there is one."""
    async with visit.parts.database.begin() as session:
        talk = await _open(session, visit, conversation_id)
        return await _deeds(session, visit, talk, typed) if talk else []


async def _open(session: AsyncSession, visit: Visit, conversation_id: str) -> Conversation | None:
    try:
        talk = await session.get(Conversation, uuid.UUID(conversation_id))
    except ValueError:
        return None
    return talk if talk and visible(talk, visit.staff) and visit.account.may(May.ANSWER_CLIENTS) else None


# ---------------------------------------------------------------- people and pages


async def _people(session: AsyncSession, visit: Visit, typed: str) -> list[Offer]:
    found = await names.people(session, reader_of(visit.staff), typed, most=MOST_PEOPLE)
    if found:
        await audit.record(
            session, SUGGESTED, now=visit.parts.now(), staff_id=visit.staff.id, q=typed, people=len(found)
        )
    return [_person(visit, known) for known in found if known.conversation_id]


def _person(visit: Visit, known: Known) -> Offer:
    detail = visit.say("find-with", name=known.contact)
    return Offer(
        group="person", label=known.name, href=f"/inbox/{known.conversation_id}",
        detail=f"{known.municipality}, {detail}" if known.municipality else detail,
    )  # fmt: skip


def pages(visit: Visit, typed: str) -> list[Offer]:
    """The pages of this colleague whose name has the words."""
    known = [(visit.say(place.label), place.href) for place in places(visit.account.may)]
    if visit.account.may(May.MAKE_CLIENTS):
        known.append((visit.say("client-new"), "/people/new"))
    return [Offer(group="page", label=label, href=href) for label, href in known if fits(typed, label)]


def fits(typed: str, label: str) -> bool:
    """Whether each word that is typed begins a word of the label, in their order; signs on letters do not count."""
    left = iter(_words(label))
    return all(any(word.startswith(part) for word in left) for part in _words(typed))


def _words(said: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", said.lower())
    return re.findall(r"\w+", "".join(letter for letter in plain if not unicodedata.combining(letter)))


# ---------------------------------------------------------------- what to do with a conversation


async def _deeds(session: AsyncSession, visit: Visit, talk: Conversation, typed: str) -> list[Offer]:
    """What can be done with this conversation and fits what is typed; with nothing typed what is done most."""
    usual = _usual(visit, talk)
    if not typed:
        return usual[:MOST_DEEDS]
    known = [*usual, *_moments(visit, talk, typed), *_priorities(visit, talk)]
    known += await _owners(session, visit, talk) + await _labels(session, visit, talk)
    found = [offer for offer in known if fits(typed, offer.label)]
    said = _said_moment(visit, talk, typed)
    return [*([said] if said else []), *found][:MOST_DEEDS]


def _deed(talk: Conversation, said: str, path: str, /, **fields: str) -> Offer:
    return Offer(group="deed", label=said, action=f"/inbox/{talk.id}/{path}", fields=fields)


def _usual(visit: Visit, talk: Conversation) -> list[Offer]:
    say = visit.say
    statuses = [status for status in ("resolved", "waiting", "open") if status != talk.status]
    human = talk.mode == "human"
    return [
        *(_deed(talk, say(f"command-status-{status}"), "status", status=status) for status in statuses),
        _deed(talk, say("command-to-me"), "assign", to=str(visit.staff.id)),
        _deed(talk, say("inbox-hand-back" if human else "inbox-take-over"), "handback" if human else "takeover"),
        _deed(talk, say("command-unread"), "unread"),
    ]


def _priorities(visit: Visit, talk: Conversation) -> list[Offer]:
    return [
        _deed(talk, visit.say(f"command-priority-{name}"), "priority", priority=str(number))
        for number, name in enumerate(PRIORITIES)
        if number != talk.priority
    ]


def _moments(visit: Visit, talk: Conversation, typed: str) -> list[Offer]:
    """The moments to snooze until, unless another was typed."""
    if _said_moment(visit, talk, typed):
        return []
    return [_snooze(visit, talk, one.until) for one in snoozes.choices(visit.parts.now())]


def _snooze(visit: Visit, talk: Conversation, until: datetime) -> Offer:
    day, here = clock.day_words(clock.local(until).date(), visit.account.language), clock.local(until)
    label = visit.say("command-snooze", moment=f"{day}, {clock.clock_words(until)}")
    return _deed(talk, label, "snooze", until=here.strftime("%Y-%m-%dT%H:%M"))


def _said_moment(visit: Visit, talk: Conversation, typed: str) -> Offer | None:
    """ "Uitstellen tot vrijdag half tien": the moment that is typed, when it is still to come."""
    verb = next((verb for verb in SNOOZE if typed.lower().startswith(verb)), None)
    if verb is None:
        return None
    now = visit.parts.now()
    found = find_times(typed[len(verb) :].strip().removeprefix("tot ").removeprefix("until "), now)
    if not found or found[0].start is None:
        return None
    start = found[0].start
    until = start if found[0].grain in ("minute", "hour") else clock.at(start.date(), snoozes.WAKES)
    return _snooze(visit, talk, until) if until > now else None


async def _owners(session: AsyncSession, visit: Visit, talk: Conversation) -> list[Offer]:
    found = await work_state.answering(session, talk)
    return [
        _deed(talk, visit.say("command-assign", name=one.display_name), "assign", to=str(one.id))
        for one in found
        if one.id != visit.staff.id
    ]


async def _labels(session: AsyncSession, visit: Visit, talk: Conversation) -> list[Offer]:
    found = await labels.to_choose(session, talk.team_id or visit.staff.team_id)
    return [_deed(talk, visit.say("command-label", name=one.name), "labels", label=str(one.id)) for one in found]
