"""Rules for intervals and open ends: "van maandag tot en met woensdag", "na vijven", "voor vrijdag", "sinds juni".

TIME is the top of the grammar: a Moment (which may still be joined with one further on in the sentence) or a Span.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from nlu.dutch_time.calendar import add, at, days_in_month, weekday_after, weekday_before
from nlu.dutch_time.days import Dates, next_date
from nlu.dutch_time.grammar import rule
from nlu.dutch_time.meanings import Clock, Moment, Span, days, resolve, tonight
from nlu.understanding import Grain


@rule("TIME", "<!hold before NAMEDDAY")
def _before_day(now: datetime, found: Dates) -> Span:
    """ "voor vrijdag" is before it, "een bed voor vrijdag" and "voor vanavond" are not."""
    return Span(None, resolve(Moment(found), now).start, Grain.DAY)


@rule("TIME", "since WEEKDAY")
def _since_weekday(now: datetime, weekday: int) -> Span:
    return Span(at(weekday_before(now.date(), weekday)), None, Grain.DAY)


@rule("TIME", "since DATED", "since DATE")
def _since_date(now: datetime, found: Dates) -> Span:
    """What began is past: on 1 March "sinds 5 november" is last year's."""
    day = found[0] if found[0] <= now.date() else add(found[0], -1, "year")
    return Span(at(day), None, Grain.DAY)


@rule("TIME", "since at? CLOCK")
def _since_clock(now: datetime, clock: Clock) -> Span:
    """The last time the clock said so."""
    passed = [at(now.date() + timedelta(days=n), m) for m in clock.readings() for n in (-1, 0)]
    return Span(max(m for m in passed if m <= now), None, clock.grain)


@rule("TIME", "from now")
def _from_now(now: datetime) -> Span:
    return Span(now, None, Grain.MINUTE)


@rule("TIME", "after the PART")
def _after_part(now: datetime, name: str) -> Span:
    return Span(resolve(Moment(part=name), now).end, None, Grain.DAYPART)


@rule("TIME", "before the PART")
def _before_part(now: datetime, name: str) -> Span:
    """ "voor de middag", but a bed "voor de nacht" is for the night itself."""
    if name == "night":
        return resolve(Moment((tonight(now),), name), now)
    return Span(None, resolve(Moment(part=name), now).start, Grain.DAYPART)


@rule("TIME", "till the? PIECE of? the? STRETCH", "before the? PIECE of? the? STRETCH")
def _until_end(_: datetime, piece: str, stretch: tuple[date, date]) -> Span | None:
    """ "tot het einde van de maand" lasts until the month is over."""
    return Span(None, at(stretch[1]), Grain.DAY) if piece == "end" else None


@rule("TIME", "since YEAR", "from YEAR")
def _since_year(_: datetime, year: int) -> Span:
    return Span(at(date(year, 1, 1)), None, Grain.YEAR)


@rule("TIME", "till YEAR", "before YEAR")
def _until_year(_: datetime, year: int) -> Span:
    return Span(None, at(date(year, 1, 1)), Grain.YEAR)


@rule("TIME", "since MONTH", "since SHORTMONTH")
def _since_month(now: datetime, month: int) -> Span:
    start = date(now.year, month, 1)
    return Span(at(start if start <= now.date() else add(start, -1, "year")), None, Grain.MONTH)


@rule("TIME", "MOMENT")
def _moment(_: datetime, found: Moment) -> Moment:
    return found


@rule("TIME", "<!every PERIOD", "on PERIOD", "for WHICHPERIOD")
def _period(_: datetime, found: Span) -> Span:
    return found


@rule("END", "MOMENT")
@rule("END", "PERIOD")
def _resolved(now: datetime, found: Moment | Span) -> Span:
    return found if isinstance(found, Span) else resolve(found, now)


def _is_tick(span: Span) -> bool:
    return span.grain in (Grain.MINUTE, Grain.HOUR)


def _between(first: Span, last: Span, *, inclusive: bool) -> Span | None:
    """From the start of the first to the start of the last, or to its end when that is included."""
    last_start, last_end = last.start, last.end
    if first.start is None or last_start is None or last_end is None:
        return None
    end = last_end if inclusive and not _is_tick(last) else last_start
    if end <= first.start:
        near = last.grain is Grain.DAY and first.start - end < timedelta(days=7)
        moved = add(end.date(), 1, "week" if near else "year")
        end = at(moved, end.hour * 60 + end.minute)
    return Span(first.start, end, last.grain) if end > first.start else None


@rule("TIME", "between END and END", "van END through END", "END through END", "van END dash END", "DAY dash DAY",
      "from END through END")  # fmt: skip
def _inclusive(now: datetime, one: Span | Dates, other: Span | Dates) -> Span | None:
    return _between(_as_span(one, now), _as_span(other, now), inclusive=True)


@rule("TIME", "van END till END", "END till END", "from END till END")
def _exclusive(_: datetime, one: Span, other: Span) -> Span | None:
    return _between(one, other, inclusive=False)


def _as_span(found: Span | Dates, now: datetime) -> Span:
    return found if isinstance(found, Span) else resolve(Moment(found), now)


@rule(
    "TIME",
    "SHORTDAY through SHORTDAY",
    "SHORTDAY dash SHORTDAY",
    "van SHORTDAY till SHORTDAY",
    "van SHORTDAY through SHORTDAY",
)
def _short_days(now: datetime, first: int, last: int) -> Span:
    start = weekday_after(now.date(), first)
    return days(start, start + timedelta(days=(last - first) % 7 + 1), Grain.DAY)


@rule("TIME", "van? the? DAYNUMBER through the? DAYNUMBER ANYMONTH YEAR?",
      "van? the? DAYNUMBER dash the? DAYNUMBER ANYMONTH YEAR?",
      "between the? DAYNUMBER and the? DAYNUMBER ANYMONTH YEAR?")  # fmt: skip
def _days_of_month(now: datetime, first: int, last: int, month: int, year: int | None) -> Span | None:
    start = date(year, month, first) if year else next_date(now, first, month)
    if not first < last <= days_in_month(start):
        return None
    return days(start, start.replace(day=last) + timedelta(days=1), Grain.DAY)


@rule("TIME", "van? the? DAYNUMBER till the? DAYNUMBER ANYMONTH YEAR?")
def _until_day_of_month(now: datetime, first: int, last: int, month: int, year: int | None) -> Span | None:
    whole = _days_of_month(now, first, last, month, year)
    return Span(whole.start, at(whole.start.date().replace(day=last)), Grain.DAY) if whole and whole.start else None


@rule("TIME", "van? DM ANYMONTH YEAR?")
def _hyphened_days(now: datetime, found: tuple[str, str], month: int, year: int | None) -> Span | None:
    """ "3-5 maart"."""
    return _days_of_month(now, int(found[0]), int(found[1]), month, year)


@rule("DAYNUMBER", "NUMBER ordinal?", "ORDINAL")
def _day_number(_: datetime, number: int) -> int | None:
    return number if 1 <= number <= 31 else None


@rule("TIME", "from END", "since END")
def _from(_: datetime, found: Span) -> Span | None:
    others = tuple(Span(o.start, None, o.grain) for o in found.others)
    return Span(found.start, None, found.grain, others) if found.start and found.end else None


@rule("TIME", "after END")
def _after(_: datetime, found: Span) -> Span | None:
    if not found.start or not found.end:
        return None
    start = found.start if _is_tick(found) else found.end
    return Span(start, None, found.grain)


@rule("TIME", "till END", "before END")
def _until(_: datetime, found: Span) -> Span | None:
    return Span(None, found.start, found.grain) if found.start and found.end else None


@rule("TIME", "<!hold before END")
def _before(now: datetime, found: Span) -> Span | None:
    return _until(now, found)


@rule("TIME", "latest END", "through END")
def _latest(_: datetime, found: Span) -> Span | None:
    if not found.start or not found.end:
        return None
    return Span(None, found.start if _is_tick(found) else found.end, found.grain)
