"""From counted figures to tables and charts, with small numbers kept back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from actions.figures import CHILDREN_APART, HEADS, LENGTHS, at_quantile, by_length, enough, percent, shown
from bot.web.sheets import Cell, Sheet
from storage.facilities import GROUPS
from storage.figures.demand import Evening, Refused, Unmet
from storage.figures.headcount import Heads, Regular
from storage.figures.lengths import Lengths
from storage.figures.occupancy import BedNights
from storage.figures.reminded import Reminded

Say = Callable[..., str]
UNMET = ("refused", "expired", "no_show", "cancelled", "closed", "waited", "placed")
EVENING = ("arrived", "inside", "gone", "held", "expired", "no_show", "refused")
AFTERWARDS = ("arrived", "gone", "expired", "no_show", "refused")
"""What is left to tell of an evening when the night is over: nobody is inside or expected any more."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A night or month in a chart."""

    label: str
    used: int
    offered: int


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The bars of one group (None: all of them)."""

    group: str
    bars: Sequence[Bar]

    @property
    def most(self) -> int:
        """The height of the chart."""
        return max((max(bar.offered, bar.used) for bar in self.bars), default=0)


class Words:
    """The words of tables, in one language."""

    def __init__(self, say: Say, language: str) -> None:
        self.say, self.language = say, language

    def columns(self, *names: str) -> list[str]:
        """The names of columns."""
        return [self.say(f"figures-{name.replace('_', '-')}") for name in names]

    def group(self, key: str | None) -> str:
        """A group in words; one that this region added is called by its own name."""
        if key is None:
            return self.say("figures-group-none")
        return self.say("group-many", group=key) if key in GROUPS else key

    def night(self, night: date, *, by_month: bool) -> str:
        """A night, or the month it is in, short enough for a table."""
        return format_date(night, "MMM y" if by_month else "EEE d MMM", locale=self.language)


# ---------------------------------------------------------------- occupancy


def charts(rows: Sequence[BedNights], words: Words, *, by_month: bool) -> list[Chart]:
    """All groups together, and each group when there are more."""
    groups = list(dict.fromkeys(row.group for row in sorted(rows, key=_group_order)))
    together = Chart(group=words.say("figures-all"), bars=_bars(rows, words, by_month=by_month))
    if len(groups) < 2:
        return [together] if rows else []
    apart = [
        Chart(group=words.group(g), bars=_bars([r for r in rows if r.group == g], words, by_month=by_month))
        for g in groups
    ]
    return [together, *apart]


def _group_order(row: BedNights) -> int:
    return GROUPS.index(row.group) if row.group in GROUPS else len(GROUPS)


def _bars(rows: Iterable[BedNights], words: Words, *, by_month: bool) -> list[Bar]:
    used: Counter[date] = Counter()
    offered: Counter[date] = Counter()
    for row in rows:
        assert row.night is not None
        when = row.night.replace(day=1) if by_month else row.night
        used[when] += row.used
        offered[when] += row.offered
    return [Bar(label=words.night(n, by_month=by_month), used=used[n], offered=offered[n]) for n in sorted(offered)]


def occupancy_by_night(rows: Sequence[BedNights], words: Words, *, by_month: bool) -> Sheet:
    """One line a night or month, one column a group: "12 van 14"."""
    found = charts(rows, words, by_month=by_month)
    cells = {(c.group, b.label): b for c in found for b in c.bars}
    groups = [c.group for c in found]
    labels = [b.label for b in found[0].bars] if found else []
    lines: list[list[Cell]] = []
    for label in labels:
        whole = cells[groups[0], label]
        each = [
            words.say("figures-of", used=b.used, offered=b.offered) if (b := cells.get((g, label))) else "–"
            for g in groups
        ]
        lines.append([label, *each, percent(whole.used, whole.offered)])
    columns = [words.say("figures-month" if by_month else "figures-night"), *groups, words.say("figures-share")]
    return Sheet(key="months" if by_month else "nights", columns=columns, rows=lines)


def occupancy_by_facility(rows: Sequence[BedNights], words: Words) -> Sheet:
    """One line a shelter and group."""
    return Sheet(
        key="facilities",
        columns=words.columns("facility", "group", "used", "offered", "share"),
        rows=[[r.name or "", words.group(r.group), r.used, r.offered, percent(r.used, r.offered)] for r in rows],
        heads=2,
    )


def occupancy_in_full(rows: Sequence[BedNights], words: Words) -> Sheet:
    """One line a night, shelter and group: for a file."""
    return Sheet(
        key="nights",
        columns=words.columns("night", "facility", "group", "used", "offered"),
        rows=[[str(r.night), r.name or "", words.group(r.group), r.used, r.offered] for r in rows],
    )


# ---------------------------------------------------------------- people


@dataclass(frozen=True, kw_only=True)
class Kind:
    """The people of one kind of shelter as a letter tells them. `parts` are (head, how many, share), None when hidden.

    With children apart, `total` and the shares are of the others, and `children` is their number or None when hidden.
    """

    name: str
    apart: bool
    total: int
    parts: Sequence[tuple[str | None, int | None, str]]
    children: int | None
    unnamed: int


def kinds(rows: Iterable[Heads]) -> list[Kind]:
    """The people of each kind of shelter, small numbers kept back."""
    counted: dict[str, dict[str | None, int]] = defaultdict(lambda: dict.fromkeys(HEADS, 0))
    unnamed: Counter[str] = Counter()
    for row in rows:
        counted[row.kind][row.head] += row.people
        unnamed[row.kind] += row.unnamed
    return [_kind(name, people, unnamed[name]) for name, people in sorted(counted.items())]


def _kind(name: str, people: dict[str | None, int], unnamed: int) -> Kind:
    apart = name in CHILDREN_APART
    heads = [head for head in HEADS if not (apart and head == "kind")]
    total = sum(people[head] for head in heads)
    counts = shown([people[head] for head in heads])
    parts = [(h, n, "" if n is None else percent(n, total)) for h, n in zip(heads, counts, strict=True)]
    children = people["kind"] if apart and enough(people["kind"]) else None
    return Kind(name=name, apart=apart, total=total, parts=parts, children=children, unnamed=unnamed)


def people(rows: Sequence[Kind], words: Words) -> Sheet:
    """One line a kind of shelter and head, and what could not be counted."""
    lines: list[list[Cell]] = []
    for kind in rows:
        who = "figures-counted-adults" if kind.apart else "figures-counted-all"
        lines.append([kind.name, words.say(who), few(kind.total, words), ""])
        lines += [[kind.name, _head(head, words), count, share or None] for head, count, share in kind.parts]
        if kind.apart:
            lines.append([kind.name, _head("kind", words), kind.children, ""])
        lines.append([kind.name, words.say("figures-unnamed"), kind.unnamed, ""])
    return Sheet(key="people", columns=words.columns("kind", "counted", "people", "proportion"), rows=lines, heads=2)


def letters(rows: Sequence[Kind], words: Words) -> list[str]:
    """The same in a sentence a kind of shelter; heads under which nobody is are left out."""
    said = []
    for kind in rows:
        parts = ", ".join(
            words.say(f"figures-part-{head or 'none'}", share=share)
            if share
            else words.say("figures-part-hidden", head=_head(head, words).lower())
            for head, count, share in kind.parts
            if count != 0
        )
        facts: dict[str, Any] = {"kind": kind.name.capitalize(), "count": few(kind.total, words), "parts": parts}
        if kind.apart:
            children = words.say("figures-hidden") if kind.children is None else kind.children
            said.append(words.say("figures-letter-apart", children=children, **facts))
        else:
            said.append(words.say("figures-letter", **facts))
    return said


def few(count: int, words: Words) -> str | int:
    """A number of people that stands by itself."""
    return count if enough(count) else words.say("figures-few")


def _head(head: str | None, words: Words) -> str:
    return words.say(f"figures-head-{head or 'none'}")


def regulars(rows: Sequence[Regular], words: Words) -> Sheet:
    """How many regulars there are for each group."""
    counted = Counter(row.group for row in rows)
    lines = _split({words.group(group): count for group, count in counted.items()}, words)
    return Sheet(key="regulars", columns=words.columns("group", "guests"), rows=lines)


def names(rows: Sequence[Regular], words: Words) -> Sheet:
    """Who the regulars are: for those who work with them, never as a file."""
    lines: list[list[Cell]] = [[row.name, words.group(row.group), row.nights] for row in rows]
    return Sheet(key="names", columns=words.columns("name", "group", "nights"), rows=lines, has_csv=False)


def _split(counts: dict[str, int], words: Words) -> list[list[Cell]]:
    """A total and its parts; a small total is not split up."""
    total = sum(counts.values())
    lines: list[list[Cell]] = [[words.say("figures-total"), few(total, words)]]
    if not enough(total):
        return lines
    parts: list[list[Cell]] = [[n, c] for n, c in zip(counts, shown(list(counts.values())), strict=True)]
    return parts + lines


# ---------------------------------------------------------------- demand, length of stay, this evening


def refused(rows: Sequence[Refused], words: Words) -> Sheet:
    """Who was turned away, per group and reason."""
    total = sum(row.people for row in rows)
    counts = shown([row.people for row in rows]) if enough(total) else []
    lines: list[list[Cell]] = [
        [words.group(row.group), words.say(f"turn-away-{row.reason.replace('_', '-')}"), count]
        for row, count in zip(rows, counts, strict=False)
    ]
    lines.append([words.say("figures-total"), "" if enough(total) else words.say("figures-too-few-to-split"), total])
    return Sheet(key="refused", columns=words.columns("group", "reason", "people"), rows=lines, heads=2)


def unmet(rows: Sequence[Unmet], words: Words, *, by_month: bool) -> Sheet:
    """What demand was not met, night by night or month by month."""
    lines: dict[date, list[int]] = {}
    for row in rows:
        line = lines.setdefault(row.night.replace(day=1) if by_month else row.night, [0] * len(UNMET))
        for place, name in enumerate(UNMET):
            line[place] += getattr(row, name)
    return Sheet(
        key="unmet-months" if by_month else "unmet-nights",
        columns=words.columns("month" if by_month else "night", *UNMET),
        rows=[[words.night(night, by_month=by_month), *line] for night, line in lines.items()],
    )


def lengths(rows: Sequence[Lengths], words: Words) -> list[Sheet]:
    """Quartiles of each kind of shelter, and how many stays were how long."""
    over: dict[str, dict[int, int]] = {}
    going_on: Counter[str] = Counter()
    for row in rows:
        counts = over.setdefault(row.kind, {})
        if row.over:
            counts[row.nights] = row.stays
        else:
            going_on[row.kind] += row.stays
    columns = words.columns("kind", "stays", "quarter", "median", "three_quarters", "going_on")
    lines = [_quartiles(kind, counts, going_on[kind], words) for kind, counts in over.items()]
    spread: list[list[Cell]] = [[kind, *shown(by_length(counts))] for kind, counts in over.items()]
    return [
        Sheet(key="lengths", columns=columns, rows=lines),
        Sheet(key="spread", columns=[*words.columns("kind"), *_length_words(words)], rows=spread),
    ]


def _quartiles(kind: str, counts: dict[int, int], going_on: int, words: Words) -> list[Cell]:
    total = sum(counts.values())
    known: list[Cell] = [None, None, None]
    if total == 0:
        known = ["–", "–", "–"]
    elif enough(total):
        known = [at_quantile(counts, share) for share in (0.25, 0.5, 0.75)]
    return [kind, few(total, words), *known, few(going_on, words)]


def _length_words(words: Words) -> list[str]:
    said = []
    for least, most in LENGTHS:
        if most is None:
            said.append(words.say("figures-length-more", least=least))
        elif least == most:
            said.append(words.say("figures-length-one"))
        else:
            said.append(words.say("figures-length", least=least, most=most))
    return said


def evening(rows: Sequence[Evening], words: Words, *, over: bool) -> Sheet:
    """What happened in one evening and night, shelter by shelter."""
    names = AFTERWARDS if over else EVENING
    return Sheet(
        key="evening-over" if over else "evening",
        columns=words.columns("facility", *names),
        rows=[[row.name, *(getattr(row, name) for name in names)] for row in rows],
    )


# ---------------------------------------------------------------- appointments

ENDED = ("kept", "missed", "cancelled", "unrecorded")


def reminded(rows: Sequence[Reminded], words: Words) -> Sheet:
    """How appointments ended by how far reminding them came; of few people nothing is told."""
    return Sheet(
        key="reminded",
        columns=words.columns("reminded", "kept", "missed", "cancelled-in-time", "unrecorded", "missed-share"),
        rows=[[words.say(f"figures-reminded-{row.furthest.replace('_', '-')}"), *_ended(row)] for row in rows],
    )


def _ended(row: Reminded) -> list[Cell]:
    parts = shown([getattr(row, name) for name in ENDED]) if enough(row.people) else [None] * len(ENDED)
    kept, missed = parts[:2]
    told = kept is not None and missed is not None and enough(kept + missed)
    return [*parts, percent(missed, kept + missed) if told and kept is not None and missed is not None else None]
