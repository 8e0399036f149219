"""What somebody wishes who wants to come: read from what they said on Tuesday 24 November 2026, at 10:00."""

from __future__ import annotations

from datetime import date, time

import pytest

from actions.appointment_wishes import Wish, wish_in
from nlu.dutch_time import find_times
from tests.town import moment

NOW = moment("2026-11-24 10:00")
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
HALF_THREE = moment("2026-11-26 14:30")


def wish(said: str, day: date | None = None) -> Wish | None:
    return wish_in(said, find_times(said, NOW), NOW, day)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("kan ik donderdag half drie langskomen", Wish(moments=(HALF_THREE,))),
        ("donderdag, om half drie", Wish(moments=(HALF_THREE,))),
        ("donderdag 26 november 14:30", Wish(moments=(HALF_THREE,))),
        ("half past two on thursday", Wish(moments=(HALF_THREE,))),
        ("donderdag om 8 uur", Wish(moments=(moment("2026-11-26 08:00"), moment("2026-11-26 20:00")))),
        ("heb je vrijdag ergens tijd", Wish(days=(FRIDAY,))),
        ("donderdagmiddag", Wish(days=(THURSDAY,), earliest=time(12), latest=time(18))),
        ("donderdag na vieren", Wish(days=(THURSDAY,), earliest=time(16))),
        ("morgen voor 12 uur", Wish(days=(date(2026, 11, 25),), latest=time(12))),
        ("na vieren", Wish(earliest=time(16))),
        ("ik kan alleen na 3 uur ivm school", Wish(earliest=time(15))),
        ("tussen 2 en 3", Wish(earliest=time(14), latest=time(15))),
        ("'s middags", Wish(earliest=time(12), latest=time(18))),
        ("liever een ochtend", Wish(latest=time(12))),
        ("later op de dag", Wish(earliest=time(15))),
        ("volgende week", Wish(first=date(2026, 11, 30), last=date(2026, 12, 6))),
        ("volgende week na vieren", Wish(first=date(2026, 11, 30), last=date(2026, 12, 6), earliest=time(16))),
        ("in het weekend", Wish(first=date(2026, 11, 28), last=date(2026, 11, 29))),
        ("donderdag of vrijdag", Wish(days=(THURSDAY, FRIDAY))),
        ("niet maandag", Wish(not_on=(0,))),
        ("maandag kan ik niet", Wish(not_on=(0,))),
        ("liever bellen", Wish(by_phone=True)),
        ("om 3 uur 's nachts", Wish(night=True)),
        ("een uurtje", None),
        ("geen idee", None),
        ("ik wil een afspraak", None),
    ],
)
def test_what_is_said_and_what_is_meant(said: str, meant: Wish | None) -> None:
    assert wish(said) == meant


def test_a_time_without_a_day_is_meant_on_the_day_that_is_known() -> None:
    assert wish("half drie", THURSDAY) == Wish(moments=(HALF_THREE,))
    assert wish("vrijdag half drie", THURSDAY) == Wish(moments=(moment("2026-11-27 14:30"),))
    assert wish("half drie") == Wish(moments=(moment("2026-11-24 14:30"),))


def test_what_was_said_before_goes_along_until_it_is_said_otherwise() -> None:
    known = Wish(earliest=time(16), not_on=(0, 4), by_phone=True).kept()
    assert Wish(first=THURSDAY).with_known(known) == Wish(
        first=THURSDAY, earliest=time(16), not_on=(0, 4), by_phone=True
    )
    assert Wish(days=(FRIDAY,), latest=time(12)).with_known(known) == Wish(
        days=(FRIDAY,), latest=time(12), not_on=(0,), by_phone=True
    )


def test_what_has_passed_is_over() -> None:
    assert all(
        one.is_over(NOW) for one in (wish("gisteren"), wish("vorige week donderdag 10 uur"), wish("vorige week")) if one
    )
    assert not any(
        one.is_over(NOW) for one in (wish("vandaag"), wish("deze week"), wish("14:30"), wish("na vieren")) if one
    )
