"""A machine that does things to beds one after the other, and after each holds the database against the model."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis.stateful import initialize, invariant

from storage import availability
from storage.beds import Place
from storage.errors import AlreadyTaken, NoneFree, NotFound
from tests.any_order import AnyOrder
from tests.night_town import NightTown, make_night_town
from tests.nights import BEDS, EXTRA, Nights, Spot
from tests.town import moment

NIGHT = date(2026, 11, 26)
NEXT = NIGHT + timedelta(days=1)
SHELTER = "nachtopvang"


class NightMachine(AnyOrder):
    """The night shelter with three beds and an extra one, three guests, two conversations and two nights."""

    def __init__(self) -> None:
        super().__init__()
        self.model = Nights(now=moment("2026-11-26 20:00"))
        self.town: NightTown

    @initialize()
    def make(self) -> None:
        self.town = self.run(make_night_town(self.db, self.model.now))

    # ---------------------------------------------------------------- how things are done and looked at

    def does(self, what: Any, **arguments: Any) -> Any:
        """Do one thing in a transaction of its own; None when storage refuses it."""

        async def inside() -> Any:
            async with self.db.begin() as session:
                return await what(session, **arguments)

        try:
            return self.run(inside())
        except (NoneFree, AlreadyTaken, NotFound):
            return None

    def guest(self, number: int | None) -> uuid.UUID | None:
        return None if number is None else self.town.guests[number]

    def chosen(self, which: int) -> Spot | None:
        """Any place that ever was."""
        known = [*self.model.spots.values()]
        return known[which % len(known)] if known else None

    def gave(self, place: Place, **more: Any) -> None:
        """A place was given out: it must have been free."""
        assert place.bed in self.model.free(place.night)
        self.model.spots[place.id] = Spot(
            id=place.id, bed=place.bed, night=place.night, until=place.held_until, **more
        )  # fmt: skip

    def seen(self) -> Any:
        """All that anybody can see of both nights, but for the age of the counts."""
        counts, boards = [], []
        for night in (NIGHT, NEXT):
            counts += [(r.group, r.total, r.free, r.on_hold) for r in self.counted(night)]
            boards += self.does(availability.tonight, night=night, now=self.model.now)
        return counts, boards

    def counted(self, night: date) -> list[availability.Availability]:
        rows = self.does(availability.availability, night=night, now=self.model.now, facility=SHELTER)
        assert isinstance(rows, list)
        return rows

    # ---------------------------------------------------------------- what is always true

    @invariant()
    def counts_agree(self) -> None:
        for night in (NIGHT, NEXT):
            rows = self.counted(night)
            assert {r.group: (r.total, r.free, r.on_hold) for r in rows} == self.model.counts(night)
            assert all(r.free >= 0 and r.on_hold >= 0 and r.free + r.on_hold <= r.total for r in rows)

    @invariant()
    def board_agrees(self) -> None:
        for night in (NIGHT, NEXT):
            board = self.does(availability.tonight, night=night, now=self.model.now, facility=SHELTER)
            living = {(s.id, s.bed, s.guest) for s in self.model.living(night)}
            assert {(b.place_id, b.bed, b.guest_id) for b in board if b.place_id} == living
            assert {b.bed for b in board if b.state == "free"} == self.model.free(night)
            shown = Counter(b.bed for b in board)
            there = self.model.is_cold(night) or any(bed == EXTRA for _, bed, _ in living)
            assert shown == Counter(set(BEDS) if there else set(BEDS) - {EXTRA}), "every bed once"
            named = Counter(b.guest_id for b in board if b.guest_id)
            assert all(times == 1 for times in named.values())
