"""The page to search on: people by name, and what was said and noted, with the words marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from actions import clock
from actions.permissions import May
from actions.workflow import reader_of
from bot.receive import clean
from bot.web import commands
from bot.web.accounts import Visit, who_may
from bot.web.commands import MOST_LETTERS
from storage import audit, finding, names
from storage.finding import Found, Hit, Search
from storage.names import Known

router = APIRouter(prefix="/find", include_in_schema=False)
Reads = Annotated[Visit, Depends(who_may(May.SEE_CONVERSATIONS))]
Asked = Annotated[str, Query(max_length=MOST_LETTERS)]
SEARCHED = "inbox.searched"
"""The audit action: the words and how much was found, never what."""
PAGE, MOST_PEOPLE = 25, 8
ORDERS = ("newest", "best")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the address asks for; a value that we do not know is as if it were not there."""

    words: str = ""
    kind: str | None = None
    since: date | None = None
    until: date | None = None
    order: str = "newest"
    before: int | None = None

    @property
    def address(self) -> dict[str, str]:
        """What is asked, as in an address; without where the page begins."""
        said = {"q": self.words, "kind": self.kind, "since": self.since, "until": self.until}
        kept = {name: str(value) for name, value in said.items() if value}
        return kept | ({"order": self.order} if self.order != ORDERS[0] else {})

    def but(self, **changes: object) -> str:
        """The address with something else in it; None takes it out."""
        kept = self.address | {name: str(value) for name, value in changes.items()}
        return "/find?" + urlencode(
            {name: value for name, value in kept.items() if changes.get(name, value) is not None}
        )


async def wanted(
    *, q: Asked = "", kind: Asked = "", since: Asked = "", until: Asked = "", order: Asked = "",
    before: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
) -> Wanted:  # fmt: skip
    """What is asked in an address."""
    return Wanted(
        words=" ".join(clean(q).split()),
        kind=kind if kind in finding.KINDS else None,
        since=_day(since),
        until=_day(until),
        order=order if order in ORDERS else ORDERS[0],
        before=before,
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


@router.get("")
async def show(visit: Reads, asked: Annotated[Wanted, Depends(wanted)], conversation: Asked = "") -> Response:
    """Search, or the empty page that tells how. With a conversation it is the command bar of whoever has no script."""
    people, found = await _found(visit, asked) if asked.words else ([], Found(hits=[]))
    pages = commands.pages(visit, asked.words) if asked.words else []
    return visit.render(
        "find/page.html", asked=asked, people=people, found=found, pages=pages, kinds=finding.KINDS, orders=ORDERS,
        now=visit.parts.now(), chips=_chips(visit, asked), link=link, conversation=conversation,
        deeds=await commands.deeds(visit, asked.words, conversation),
    )  # fmt: skip


async def _found(visit: Visit, asked: Wanted) -> tuple[list[Known], Found]:
    reader, now = reader_of(visit.staff), visit.parts.now()
    async with visit.parts.database.begin() as session:
        everything = asked.before is None and not (asked.kind or asked.since or asked.until)
        people = await names.people(session, reader, asked.words, most=MOST_PEOPLE) if everything else []
        found = await finding.search(session, reader, _search(asked), most=PAGE)
        details: dict[str, Any] = asked.address | {"people": len(people), "hits": len(found.hits)}
        await audit.record(session, SEARCHED, now=now, staff_id=visit.staff.id, **details)
    return people, found


def _search(asked: Wanted) -> Search:
    return Search(
        words=asked.words,
        kind=asked.kind,
        since=clock.day_start(asked.since) if asked.since else None,
        until=clock.day_start(asked.until + timedelta(days=1)) if asked.until else None,
        best=asked.order == "best",
        before=asked.before,
    )


def _chips(visit: Visit, asked: Wanted) -> list[tuple[str, str]]:
    """Each filter in words, and the address without it."""
    say, language = visit.say, visit.account.language
    chips = []
    if asked.kind:
        chips.append((say(f"find-kind-{asked.kind}"), asked.but(kind=None)))
    if asked.since:
        chips.append((say("find-chip-since", day=clock.day_words(asked.since, language)), asked.but(since=None)))
    if asked.until:
        chips.append((say("find-chip-until", day=clock.day_words(asked.until, language)), asked.but(until=None)))
    return chips


def link(hit: Hit) -> str:
    """The thread, around what was found."""
    place = f"note-{hit.note_id}" if hit.note_id else f"message-{hit.message_id}"
    return f"/inbox/{hit.conversation_id}" + (f"?at={hit.at}" if hit.at else "") + f"#{place}"
