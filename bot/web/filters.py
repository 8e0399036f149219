"""The list of the inbox narrowed down: what an address asks for, its chips, what there is to choose, and kept views."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from actions.municipalities import MUNICIPALITIES
from actions.permissions import May
from actions.workflow import reader_of
from bot.receive import clean
from bot.web.accounts import Visit
from storage import colleagues, filters, inbox, labels, views
from storage.filters import CHANNELS, MOODS, NOBODY, Filter
from storage.inbox import InboxRow, Reader, View
from storage.staff import StaffMember, Team
from storage.tasks import KINDS as TASKS
from storage.views import SavedView

SILENT_DAYS, TERM_DAYS = (7, 14, 30, 90), (0, 3, 7, 14, 28)
MOST_DAYS = 3650
LONGEST = 100
COUNTED_TO = 99
"""More than this is "99+"."""


def chosen(asked: Mapping[str, str]) -> Filter:
    """What an address asks for; a value that we do not know is as if it were not there."""
    said = {name: clean(value)[:LONGEST].strip() for name, value in asked.items()}
    return Filter(
        team=_id(said.get("team")),
        municipality=said.get("municipality") or None,
        label=_id(said.get("label")),
        mood=_one_of(said.get("mood"), MOODS),
        silent=_days(said.get("silent"), least=1),
        term=_days(said.get("term")),
        assigned=NOBODY if said.get("assigned") == NOBODY else _text(_id(said.get("assigned"))),
        channel=_one_of(said.get("channel"), CHANNELS),
        task=_one_of(said.get("task"), TASKS),
    )


def _id(written: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(written or "")
    except ValueError:
        return None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _one_of(written: str | None, known: tuple[str, ...]) -> str | None:
    return written if written in known else None


def _days(written: str | None, *, least: int = 0) -> int | None:
    number = int(written) if written and written.isdecimal() and len(written) < 5 else -1
    return number if least <= number <= MOST_DAYS else None


# ---------------------------------------------------------------- the list


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing to choose in the form: its name in the address, and values with their words."""

    name: str
    values: list[tuple[str, str]]
    now: str


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """What the list is narrowed to. `address` goes after "?" or "&"; `chips`: words, and the address without them."""

    asked: Filter
    address: str
    chips: list[tuple[str, str]]
    choices: list[Choice]
    views: list[SavedView]
    may_share: bool

    @property
    def active(self) -> bool:
        """Whether anything is asked."""
        return bool(self.asked.chosen)

    def after(self, mark: str) -> str:
        """The address after a question mark or an ampersand; nothing when nothing is asked."""
        return mark + self.address if self.address else ""


async def narrowed(session: AsyncSession, visit: Visit) -> Narrowed:
    """What the address of this visit asks for, in words, and what else could be asked."""
    asked, reader = chosen(visit.request.query_params), reader_of(visit.staff)
    choices = await _choices(session, visit, asked)
    if not visit.account.may(May.SEE_ALL_TEAMS):
        asked = replace(asked, team=None)
    words = {choice.name: dict(choice.values) for choice in choices}
    return Narrowed(
        asked=asked,
        address=urlencode(asked.chosen),
        chips=[(_in_words(visit, name, value, words), _without(asked, name)) for name, value in asked.chosen.items()],
        choices=choices,
        views=await views.of(session, reader),
        may_share=reader.team_id is not None,
    )


async def rows(session: AsyncSession, visit: Visit, asked: Filter, view: View, most: int) -> list[InboxRow]:
    """The conversations that are all that is asked, as the list shows them."""
    reader, now = reader_of(visit.staff), visit.parts.now()
    found = await filters.ids(
        session, reader, asked, now=now, today=clock.local(now).date(), most=most, view=view
    )  # fmt: skip
    return await inbox.rows_of(session, reader, found)


async def counted(session: AsyncSession, visit: Visit, reader: Reader, kept: SavedView) -> int:
    """How many stand in a kept view, counted up to COUNTED_TO and one more."""
    now = visit.parts.now()
    view = View(kept.choice["view"]) if kept.choice.get("view") in tuple(View) else View.ALL
    return await filters.count(
        session, reader, chosen(kept.choice), now=now, today=clock.local(now).date(), most=COUNTED_TO + 1, view=view
    )


def _without(asked: Filter, name: str) -> str:
    return urlencode({other: value for other, value in asked.chosen.items() if other != name})


def _in_words(visit: Visit, name: str, value: str, words: dict[str, dict[str, str]]) -> str:
    if name in ("silent", "term"):
        return visit.say(f"filter-{name}-days", days=int(value))
    said = words.get(name, {}).get(value) or (value if name == "municipality" else visit.say("filter-gone"))
    return f"{visit.say(f'filter-{name}')}: {said}"


async def _choices(session: AsyncSession, visit: Visit, asked: Filter) -> list[Choice]:
    """What there is to choose, each with its words, in the order of the form."""
    say = visit.say
    values: dict[str, list[tuple[str, str]]] = {
        "municipality": [(name, name) for name in MUNICIPALITIES],
        "label": [(str(label.id), label.name) for label in await labels.to_choose(session, visit.staff.team_id)],
        "mood": [(mood, say(f"filter-mood-{mood.replace('_', '-')}")) for mood in MOODS],
        "silent": [(str(days), say("filter-silent-days", days=days)) for days in SILENT_DAYS],
        "term": [(str(days), say("filter-term-days", days=days)) for days in TERM_DAYS],
        "assigned": await _owners(session, visit),
        "channel": [(channel, say(f"filter-channel-{channel}")) for channel in CHANNELS],
        "task": [(kind, say(f"inbox-badge-{kind.replace('_', '-')}")) for kind in TASKS],
    }
    if visit.account.may(May.SEE_ALL_TEAMS):
        teams = (await session.exec(select(Team).order_by(col(Team.name)))).all()
        values = {"team": [(str(team.id), team.name) for team in teams]} | values
    return [Choice(name=name, values=some, now=asked.chosen.get(name, "")) for name, some in values.items() if some]


async def _owners(session: AsyncSession, visit: Visit) -> list[tuple[str, str]]:
    """Oneself, nobody, and the colleagues whose work can be seen."""
    query = (
        select(StaffMember)
        .where(col(StaffMember.active), col(StaffMember.role).in_(colleagues.ANSWERING))
        .where(col(StaffMember.id) != visit.staff.id)
        .order_by(col(StaffMember.display_name))
    )
    if not visit.account.may(May.SEE_ALL_TEAMS):
        query = query.where(col(StaffMember.team_id) == visit.staff.team_id)
    found = (await session.exec(query)).all()
    mine = [(str(visit.staff.id), visit.say("filter-assigned-me")), (NOBODY, visit.say("filter-assigned-nobody"))]
    return mine + [(str(one.id), one.display_name) for one in found]
