"""The stream of what happened around a client, put into words: a line for each event, by day (the facts: storage)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from urllib.parse import urlencode

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from actions.appointment_words import moment_words
from actions.consent import CONTACT_PERSON
from actions.permissions import May
from bot.web.accounts import Visit
from storage import timeline
from storage.people import Person
from storage.timeline import FIRST, KINDS, Event

PAGE = 60
_NEEDED = {
    "debts": May.SEE_REFERRALS,
    "money": May.HANDLE_MONEY,
    "appointments": May.SEE_APPOINTMENTS,
    "nights": May.SEE_BEDS,
}
"""What somebody has to be allowed for these kinds; the others go with seeing a client at all."""
_MORE = {
    "moods": "domain-{}",
    "debts": "queue-stage-{}",
    "tasks": "inbox-badge-{}",
    "appointments": "inbox-went-{}",
}
"""The texts that tell what `more` of an event means, by kind."""


@dataclass(frozen=True)
class Asked:
    """What an address asks for: only one kind, what came before a cursor, and whether it goes on paper too."""

    kind: str = ""
    before: str = ""
    paper: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the stream. `who`: the colleague who did it; `times` looks of one colleague are one line, until `at`
    and from `since` on."""

    kind: str
    what: str
    at: datetime
    label: str
    who: str
    words: str
    times: int = 1
    since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Stream:
    """A page of it: lines by local day, what it can be narrowed to, what is chosen, and where the next page begins."""

    days: list[tuple[date, list[Line]]]
    kinds: list[str]
    kind: str | None
    older: str | None
    from_the_top: bool


def kinds_for(visit: Visit) -> list[str]:
    """The kinds of events that who looks may see."""
    return [kind for kind in KINDS if kind not in _NEEDED or visit.account.may(_NEEDED[kind])]


async def gather(
    session: AsyncSession, visit: Visit, person: Person, conversation_id: uuid.UUID, asked: Asked
) -> Stream:
    """One page; a kind or a cursor that is not ours is as if it were not there."""
    allowed, cursor = kinds_for(visit), _cursor(asked.before)
    chosen = asked.kind if asked.kind in allowed else None
    events = await timeline.page(
        session, person.id, conversation_id, [chosen] if chosen else allowed, before=cursor or FIRST, most=PAGE + 1,
        now=visit.parts.now(),
    )  # fmt: skip
    shown = events[:PAGE]
    lines = _folded([_line(visit, person, event) for event in shown])
    return Stream(
        days=[(day, list(some)) for day, some in groupby(lines, key=lambda line: clock.local(line.at).date())],
        kinds=allowed,
        kind=chosen,
        older=_address(shown[-1], chosen) if len(events) > PAGE else None,
        from_the_top=cursor is None,
    )


def _cursor(written: str) -> tuple[datetime, str] | None:
    moment, _, key = written.replace("\x00", "").partition("~")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (at, key) if at.tzinfo is not None and key else None


def _address(last: Event, kind: str | None) -> str:
    values = {"before": f"{last.at.isoformat()}~{last.key}"} | ({"kind": kind} if kind else {})
    return urlencode(values)


def _line(visit: Visit, person: Person, event: Event) -> Line:
    what = event.what.replace("_", "-").replace(".", "-")
    more = _more(visit, event)
    label = visit.say(
        _key(event.kind, what), name=person.display_name, more=more, stage=more, words=event.words,
        moment=moment_words(event.moment, visit.account.language) if event.moment else "",
    )  # fmt: skip
    words = _words(visit, event)
    return Line(kind=event.kind, what=what, at=event.at, label=label, who=event.who or "", words=words)


def _words(visit: Visit, event: Event) -> str:
    """What stands below the label; nothing when the label has said it."""
    if event.kind == "messages" and not event.words and event.more:
        return visit.say("inbox-attachment")
    if event.kind == "record" and event.what != "handed_over":
        return ""
    if event.kind == "steps" and not event.what.startswith("milestone-"):
        return event.more
    return event.words


def _more(visit: Visit, event: Event) -> str:
    if event.kind == "debts" and event.what == "asked":
        return visit.say("person-contact") if event.more == CONTACT_PERSON else event.more
    if event.more and event.kind in _MORE:
        return visit.say(_MORE[event.kind].format(event.more.replace("_", "-")))
    return event.more


def _key(kind: str, what: str) -> str:
    """The text of an event; some are told elsewhere in the same words."""
    if kind == "debts" and what != "asked":
        return f"queue-happened-{what}"
    if what.startswith("milestone-"):
        return f"milestone-name-{what.removeprefix('milestone-')}"
    return f"timeline-{kind}-{what}"


def _folded(lines: Iterable[Line]) -> Sequence[Line]:
    """Looks of the same colleague on one day that nothing came between are one line."""
    done: list[Line] = []
    for line in lines:
        last = done[-1] if done else None
        if last is not None and line.kind == "looks" and _same_look(last, line):
            done[-1] = replace(last, times=last.times + 1, since=line.at)
        else:
            done.append(line)
    return done


def _same_look(one: Line, other: Line) -> bool:
    same_day = clock.local(one.at).date() == clock.local(other.at).date()
    return one.kind == other.kind and one.who == other.who and same_day
