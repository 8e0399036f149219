"""How things ended, as subjects of the dashboard: silences, check-ins, terms of the law, appointments."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dashboard import FEWEST, Facts, Try, together, told, tries
from actions.figures import percent
from bot.web.dashboard_charts import Bar, Board
from bot.web.dashboard_words import Words, number
from bot.web.sheets import Cell
from storage.dashboard import CLOCKS, FOUND_BY, HOW_TERMS_ENDED, KEPT_HOW

Parts = Sequence[tuple[str, int, int]]
"""Into what something parts: the name of each part, how many now, and how many in the period before."""


def _parted(key: str, parts: Parts, words: Words, said: str) -> Board:
    """A number of people in parts: a bar and a line each, beside the period before."""
    names, now, before = [name for name, _, _ in parts], [n for _, n, _ in parts], [n for _, _, n in parts]
    if not sum(now) + sum(before):
        return Board(key=key, sums=[words.say(f"dashboard-{key}-none")], charts=[], sheets=[])
    here, there, whole = told(now), told(before), sum(now)
    rows: list[list[Cell]] = [
        [name, cell, _share_of(cell, whole), was] for name, cell, was in zip(names, here, there, strict=True)
    ]
    rows.append([words.say("dashboard-all"), together(whole), "", together(sum(before))])
    bars = [
        Bar(label=name, value=number(cell), shown=words.cell(cell), before=number(was))
        for name, cell, was in zip(names, here, there, strict=True)
    ]
    sheet = words.sheet(key, f"{key} number share before", rows)
    return Board(key=key, sums=[said], charts=[words.bars(key, bars)], sheets=[sheet])


def _share_of(cell: Cell, whole: int) -> Cell:
    """The share of a number; that of a number which is kept back is kept back too."""
    return percent(cell, whole) if isinstance(cell, int) else None


def silences(now: Facts, before: Facts, words: Words) -> Board:
    """Who went so quiet that a human had to look, and who ended that."""
    parts = [
        (words.say(f"dashboard-found-{who.replace('_', '-')}"), now.silences[who], before.silences[who])
        for who in FOUND_BY
    ]
    said = words.say("dashboard-silences-sum", count=str(together(sum(now.silences.values()))))
    return _parted("silences", parts, words, said)


def appointments(now: Facts, before: Facts, words: Words) -> Board:
    """How the appointments of the period ended."""
    here = now.appointments
    parts = [(words.say(f"dashboard-kept-{how}"), here[how], before.appointments[how]) for how in KEPT_HOW]
    held = here["kept"] + here["missed"]
    share = percent(here["kept"], held) if held >= FEWEST else "–"
    return _parted("appointments", parts, words, words.say("dashboard-appointments-sum", share=share))


def terms(now: Facts, before: Facts, words: Words) -> Board:
    """The terms of the law that ended, by clock."""
    parts = [
        (_term(clock, how, words), now.terms[clock, how], before.terms[clock, how])
        for clock in CLOCKS for how in HOW_TERMS_ENDED
    ]  # fmt: skip
    late = sum(now.terms[clock, "late"] for clock in CLOCKS)
    return _parted("terms", parts, words, words.say("dashboard-terms-sum", count=str(together(late))))


def _term(clock: str, how: str, words: Words) -> str:
    return words.say(f"dashboard-term-{how}", clock=words.say(f"dashboard-clock-{clock.replace('_', '-')}"))


def check_ins(now: Facts, before: Facts, words: Words) -> Board:
    """How many answered the first, the second and the third time they were asked."""
    here, there = tries(now.asked), tries(before.asked)
    if not here[0].asked:
        return Board(key="check-ins", sums=[words.say("dashboard-check-ins-none")], charts=[], sheets=[])
    pairs = list(zip(here, there, strict=True))
    named = [words.say("dashboard-try", number=one.number) for one in here]
    rows: list[list[Cell]] = [
        [name, together(one.asked), together(one.answered), _answered(one), _answered(was)]
        for name, (one, was) in zip(named, pairs, strict=True)
    ]
    bars = [
        Bar(label=name, shown=_answered(one), value=_height(one), before=_height(was))
        for name, (one, was) in zip(named, pairs, strict=True)
    ]
    whole = Try(number=1, asked=here[0].asked, answered=sum(one.answered for one in here))
    return Board(
        key="check-ins", sums=[words.say("dashboard-check-ins-sum", share=_answered(whole))],
        charts=[words.bars("check-ins", bars)],
        sheets=[words.sheet("check-ins", "try asked answered share share-before", rows)],
    )  # fmt: skip


def _answered(one: Try) -> str:
    return percent(one.answered, one.asked) if one.asked >= FEWEST else "–"


def _height(one: Try) -> float | None:
    return 100 * one.answered / one.asked if one.asked >= FEWEST else None
