"""Every everyday value that may be tuned: when an evening begins, what "begin maart" is, when the holidays fall."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A part of the day in local hours; hours from 24 on belong to the next date.

    `clock` lists the hours [from, to) in which a clock time said together with this part may fall:
    "6 uur 's avonds" is 18:00 and "2 uur in de nacht van vrijdag" is on Saturday (26).
    """

    start: int
    end: int
    clock: tuple[tuple[int, int], ...]


_NIGHT_CLOCK = ((20, 33),)

PARTS: dict[str, Part] = {
    "morning": Part(6, 12, ((0, 12), (12, 13))),
    "early_morning": Part(6, 9, ((0, 12),)),
    "late_morning": Part(10, 12, ((8, 13),)),
    "noon": Part(12, 14, ((11, 15),)),
    "afternoon": Part(12, 18, ((11, 20),)),
    "early_afternoon": Part(12, 15, ((11, 20),)),
    "late_afternoon": Part(15, 18, ((13, 20),)),
    "evening": Part(18, 24, ((16, 25),)),
    "early_evening": Part(18, 21, ((16, 25),)),
    "late_evening": Part(21, 24, ((18, 25),)),
    # The shelter's night: named by the date it begins on, until the night shelter closes at 09:00.
    "night": Part(22, 33, _NIGHT_CLOCK),
    # "'s nachts" next to a clock time is about the hours of the date itself: "morgen om 3 uur 's nachts".
    "small_hours": Part(0, 6, ((1, 9), (20, 25))),
}
NIGHT_ENDS = 9

EARLY = {"morning": "early_morning", "afternoon": "early_afternoon", "evening": "early_evening"}
LATE = {"morning": "late_morning", "afternoon": "late_afternoon", "evening": "late_evening"}

WEEKEND_STARTS = 18  # on Friday; it lasts until Monday 00:00

SEASONS: dict[str, tuple[int, int]] = {"spring": (3, 21), "summer": (6, 21), "autumn": (9, 21), "winter": (12, 21)}

# "begin", "half" and "eind" of a stretch: days [from, to) of a week, of a month (None: to its end), months of a year.
PIECES: dict[str, dict[str, tuple[int, int | None]]] = {
    "week": {"begin": (0, 2), "middle": (2, 4), "end": (3, 5)},
    "month": {"begin": (0, 10), "middle": (10, 20), "end": (20, None)},
    "year": {"begin": (0, 3), "middle": (4, 8), "end": (10, None)},
}

A_FEW = 3  # "een paar dagen"


@dataclass(frozen=True)
class Holiday:
    """A yearly feast: a fixed (month, day), days from Easter Sunday, or the nth weekday (Monday is 0) of a month."""

    fixed: tuple[int, int] | None = None
    easter: int | None = None
    nth: tuple[int, int, int] | None = None
    days: int = 1
    not_on_sunday: bool = False


HOLIDAYS: dict[str, Holiday] = {
    "new_year": Holiday(fixed=(1, 1)),
    "valentine": Holiday(fixed=(2, 14)),
    "carnival": Holiday(easter=-49, days=3),
    "good_friday": Holiday(easter=-2),
    "easter": Holiday(easter=0, days=2),
    "easter_sunday": Holiday(easter=0),
    "easter_monday": Holiday(easter=1),
    "kings_day": Holiday(fixed=(4, 27), not_on_sunday=True),
    "remembrance_day": Holiday(fixed=(5, 4)),
    "liberation_day": Holiday(fixed=(5, 5)),
    "ascension": Holiday(easter=39),
    "pentecost": Holiday(easter=49, days=2),
    "pentecost_sunday": Holiday(easter=49),
    "pentecost_monday": Holiday(easter=50),
    "mothers_day": Holiday(nth=(5, 6, 2)),
    "fathers_day": Holiday(nth=(6, 6, 3)),
    "budget_day": Holiday(nth=(9, 1, 3)),
    "animal_day": Holiday(fixed=(10, 4)),
    "halloween": Holiday(fixed=(10, 31)),
    "st_martin": Holiday(fixed=(11, 11)),
    "st_nicholas": Holiday(fixed=(12, 5)),
    "christmas_eve": Holiday(fixed=(12, 24)),
    "christmas": Holiday(fixed=(12, 25), days=2),
    "christmas_day": Holiday(fixed=(12, 25)),
    "boxing_day": Holiday(fixed=(12, 26)),
    "new_years_eve": Holiday(fixed=(12, 31)),
}
