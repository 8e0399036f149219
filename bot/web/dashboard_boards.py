"""From what was counted to the subjects of the dashboard, with small numbers kept back; messages and clients here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from actions.dashboard import FEWEST, Facts, together, told
from actions.figures import percent
from bot.web import dashboard_ends, dashboard_speed
from bot.web.dashboard_charts import Bar, Board, Column
from bot.web.dashboard_words import Words, number
from bot.web.sheets import Cell
from storage.dashboard import Caseload

CHANNELS: Sequence[str | None] = ("webchat", "telegram", None)
SENDERS = ("person", "bot", "human")


def boards(now: Facts, before: Facts, clients: Sequence[Caseload], words: Words) -> list[Board]:
    """All subjects, in the order in which a Monday asks for them."""
    return [
        dashboard_speed.waits(now, before, words),
        dashboard_speed.crises(now, before, words),
        dashboard_ends.silences(now, before, words),
        dashboard_ends.check_ins(now, before, words),
        dashboard_ends.terms(now, before, words),
        dashboard_ends.appointments(now, before, words),
        _messages(now, before, words),
        _caseload(clients, words),
    ]


def _messages(now: Facts, before: Facts, words: Words) -> Board:
    counted: Counter[tuple[int, str | None, str]] = Counter()
    for one in now.said:
        counted[one.part, one.channel, one.sender] += one.number
    if not counted:
        return Board(key="messages", sums=[words.say("dashboard-messages-none")], charts=[], sheets=[])
    channels = [channel for channel in CHANNELS if any(known == channel for _, known, _ in counted)]
    series = [words.say(f"dashboard-channel-{channel or 'none'}") for channel in channels]
    rows: list[list[Cell]] = []
    columns = []
    for n in range(1, len(words.parts) + 1):
        by_channel = [sum(counted[n, channel, sender] for sender in SENDERS) for channel in channels]
        by_sender = [sum(counted[n, channel, sender] for channel in channels) for sender in SENDERS]
        columns.append(Column(label=words.part(n), values=by_channel, shown=str(sum(by_channel))))
        rows.append([words.part(n), *by_channel, *by_sender])
    names = ["part", *(f"channel-{channel or 'none'}" for channel in channels), *(f"by-{who}" for who in SENDERS)]
    total, was = sum(counted.values()), sum(one.number for one in before.said)
    return Board(
        key="messages", sums=[words.say("dashboard-messages-sum", count=total, before=was)],
        charts=[words.over_time("messages", series, columns)], sheets=[words.sheet("messages", " ".join(names), rows)],
    )  # fmt: skip


def _caseload(clients: Sequence[Caseload], words: Words) -> Board:
    if not clients:
        return Board(key="caseload", sums=[words.say("dashboard-caseload-none")], charts=[], sheets=[])
    unknown = words.say("dashboard-no-municipality")
    each: list[list[int]] = [[one.clients, one.unreachable, one.never] for one in clients]
    total, gone, none = (sum(row[n] for row in each) for n in range(3))
    cells = zip(*(told([row[n] for row in each]) for n in range(3)), strict=True)
    rows: list[list[Cell]] = [
        [one.team, one.municipality or unknown, *some] for one, some in zip(clients, cells, strict=True)
    ]
    rows.append([words.say("dashboard-all"), "", *(together(n) for n in (total, gone, none))])
    by_team: Counter[str] = Counter()
    by_place: Counter[str] = Counter()
    for one in clients:
        by_team[one.team] += one.clients
        by_place[one.municipality or unknown] += one.clients
    share = percent(gone, total) if total >= FEWEST and (gone == 0 or gone >= FEWEST) else "–"
    return Board(
        key="caseload", sums=[words.say("dashboard-caseload-sum", count=str(together(total)), share=share)],
        charts=[
            words.bars("caseload-team", _people(by_team, words)),
            words.bars("caseload-place", _people(by_place, words)),
        ],
        sheets=[words.sheet("caseload", "team municipality clients unreachable never", rows, heads=2)],
    )  # fmt: skip


def _people(counted: Mapping[str, int], words: Words) -> list[Bar]:
    cells = told(list(counted.values()))
    return [
        Bar(label=name, value=number(cell), shown=words.cell(cell)) for name, cell in zip(counted, cells, strict=True)
    ]
