"""Rules for the time of day: "14:30", "half drie", "kwart over negen", "tien voor half elf", "3 uur", "3 pm".

Dutch counts towards the hour: "half drie" is half before three (2:30), "vijf voor half drie" is 2:25, "tien over half
drie" 2:40. CLOCK is certain by itself; BARE is an hour that counts as a time only after a word such as "om".
"""

from __future__ import annotations

from datetime import datetime

from nlu.dutch_time.grammar import rule
from nlu.dutch_time.meanings import Clock, Clocks, Style
from nlu.understanding import Grain

HALF = 12 * 60


def _clock(minutes: int, grain: Grain = Grain.MINUTE) -> Clock:
    """A spoken time; before one o'clock is after twelve: "half een" is 12:30."""
    return Clock(minutes % HALF if minutes % HALF >= 60 else minutes % HALF + HALF, grain)


@rule("HOUR", "NUMBER")
def _hour(_: datetime, number: int) -> int | None:
    return number if 0 <= number <= 24 else None


@rule("TWELVE", "NUMBER uur?")
def _twelve(_: datetime, number: int) -> int | None:
    return number if 1 <= number <= 12 else None


@rule("TWELVE", "HOURS")
def _twelves(_: datetime, number: int) -> int:
    return number


@rule("BARE", "ZERO !counted !UNIT !slash !dash")
@rule("CLOCK", "ZERO uur !lasting !ago")
def _exact(_: datetime, hour: int) -> Clock:
    return Clock(hour * 60, Grain.HOUR, Style.EXACT)


@rule("BARE", "HOUR !counted !UNIT !slash !dash")
def _bare(_: datetime, hour: int) -> Clock:
    return _whole(hour)


def _whole(hour: int) -> Clock:
    return Clock(hour * 60, Grain.HOUR, Style.SPOKEN if 1 <= hour <= 12 else Style.EXACT)


@rule("BARE", "HOURS")
def _hours(_: datetime, hour: int) -> Clock:
    return _whole(hour)


@rule("CLOCK", "HOUR uur !lasting !ago", "HOUR oclock")
def _full_hour(_: datetime, hour: int) -> Clock:
    return _whole(hour)


@rule("CLOCK", "a uur or HOUR uur?")
def _or_so(_: datetime, hour: int) -> Clock:
    return _whole(hour)


@rule("CLOCK", "HOUR uur NUMBER !counted !UNIT")
def _hour_and_minutes(_: datetime, hour: int, minutes: int) -> Clock | None:
    if minutes >= 60 or hour > 23:
        return None
    return Clock(hour * 60 + minutes, Grain.MINUTE, Style.SPOKEN if 1 <= hour <= 12 else Style.EXACT)


@rule("CLOCK", "HM uur?", "DOTTED uur")
@rule("SIGNED", "HM", "DOTTED !counted")
def digital(_: datetime, written: tuple[str, str]) -> Clock | None:
    """Digits as on a clock; a leading zero says that it is meant on the 24-hour clock."""
    hour, minutes = int(written[0]), int(written[1])
    if hour > 24 or minutes > 59 or (hour == 24 and minutes):
        return None
    style = Style.DIGITAL if 1 <= hour <= 12 and written[0][0] != "0" else Style.EXACT
    return Clock(hour * 60 + minutes, Grain.MINUTE, style)


@rule("CLOCK", "half TWELVE !counted")
def _half(_: datetime, hour: int) -> Clock:
    return _clock(hour * 60 - 30)


@rule("CLOCK", "halfpast TWELVE")
def _half_past(_: datetime, hour: int) -> Clock:
    return _clock(hour * 60 + 30)


@rule("CLOCK", "quarter past TWELVE !counted")
def _quarter_past(_: datetime, hour: int) -> Clock:
    return _clock(hour * 60 + 15)


@rule("CLOCK", "quarter to TWELVE !counted")
def _quarter_to(_: datetime, hour: int) -> Clock:
    return _clock(hour * 60 - 15)


@rule("MINUTES", "NUMBER")
def _minutes(_: datetime, number: int) -> int | None:
    return number if number in (5, 10, 15, 20, 25) else None


@rule("MINUTES", "NUMBER UNIT")
def _minutes_in_full(_: datetime, number: int, unit: str) -> int | None:
    return number if unit == "minute" and 1 <= number < 30 else None


@rule("CLOCK", "MINUTES past TWELVE !counted !UNIT")
def _past(_: datetime, minutes: int, hour: int) -> Clock:
    return _clock(hour * 60 + minutes)


@rule("CLOCK", "MINUTES to TWELVE !counted !UNIT")
def _to(_: datetime, minutes: int, hour: int) -> Clock:
    return _clock(hour * 60 - minutes)


@rule("CLOCK", "MINUTES past half TWELVE !counted")
def _past_half(_: datetime, minutes: int, hour: int) -> Clock:
    return _clock(hour * 60 - 30 + minutes)


@rule("CLOCK", "MINUTES to half TWELVE !counted")
def _to_half(_: datetime, minutes: int, hour: int) -> Clock:
    return _clock(hour * 60 - 30 - minutes)


@rule("CLOCK", "NUMBER MERIDIEM")
def _meridiem(_: datetime, hour: int, half: str) -> Clock | None:
    if not 1 <= hour <= 12:
        return None
    return Clock(hour % 12 * 60 + HALF * (half == "pm"), Grain.HOUR, Style.EXACT)


@rule("CLOCK", "HM MERIDIEM", "DOTTED MERIDIEM")
def _digital_meridiem(_: datetime, written: tuple[str, str], half: str) -> Clock | None:
    hour, minutes = int(written[0]), int(written[1])
    if not (1 <= hour <= 12 and minutes < 60):
        return None
    return Clock(hour % 12 * 60 + minutes + HALF * (half == "pm"), Grain.MINUTE, Style.EXACT)


@rule("CLOCK", "CLOCKNAME")
def _named(_: datetime, minutes: int) -> Clock:
    return Clock(minutes or 24 * 60, Grain.HOUR, Style.EXACT)


@rule("SAID", "at? the? CLOCK", "at the? BARE", "at SIGNED")
def _said(_: datetime, clock: Clock) -> Clock:
    """A clock time as it stands next to a day: "om 10", "tegen drieën", "14:30"."""
    return clock


@rule("ANYCLOCK", "at? CLOCK", "at? BARE", "at? SIGNED")
def _any(_: datetime, clock: Clock) -> Clock:
    """A clock time where the sentence leaves no other meaning: after "tussen", "van … tot"."""
    return clock


@rule(
    "CLOCKS",
    "between ANYCLOCK and ANYCLOCK !counted !UNIT",
    "van ANYCLOCK till ANYCLOCK !counted !UNIT",
    "van ANYCLOCK through ANYCLOCK !counted !UNIT",
    "van ANYCLOCK dash ANYCLOCK !counted !UNIT",
    "at? CLOCK till ANYCLOCK !counted !UNIT",
    "at BARE till ANYCLOCK !counted !UNIT",
    "SIGNED till SIGNED",
    "SIGNED dash SIGNED",
    "CLOCK dash CLOCK",
    "HOUR till CLOCK",
    "HOUR dash CLOCK",
)
def _range(_: datetime, first: Clock | int, last: Clock) -> Clocks:
    return Clocks(_whole(first) if isinstance(first, int) else first, last)


@rule("CLOCKS", "HYPHENED uur", "van? DM uur")
def _hyphened(_: datetime, hours: tuple[str, str]) -> Clocks | None:
    first, last = int(hours[0]), int(hours[1])
    return Clocks(_whole(first), _whole(last)) if max(first, last) <= 24 else None


@rule("CLOCKS", "van? CLOCKS4 uur?")
def _digital_range(now: datetime, written: tuple[str, str, str, str]) -> Clocks | None:
    first, last = digital(now, written[:2]), digital(now, written[2:])
    return Clocks(first, last) if first and last else None


@rule("SINCE", "after at? CLOCK", "after BARE", "after SIGNED", "from at? CLOCK", "from HOURSAFTER", "from SIGNED")
def _since(_: datetime, clock: Clock) -> Clocks:
    return Clocks(clock, None)


@rule("HOURSAFTER", "HOURS")
def _from_hours(_: datetime, hour: int) -> Clock:
    return _whole(hour)


@rule("SINCE", "before at? CLOCK", "before HOURSAFTER", "before SIGNED", "till at? CLOCK", "till HOURSAFTER",
      "till SIGNED", "latest at? CLOCK", "latest at? BARE", "latest at? SIGNED")  # fmt: skip
def _until(_: datetime, clock: Clock) -> Clocks:
    return Clocks(None, clock)
