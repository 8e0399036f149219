"""Whatever staff and guests do in whatever order: the database agrees with a simple model of beds, after every step."""

import uuid
from collections import Counter
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import availability, closures, holds, repeats, rooms, stays
from storage.beds import Place, Sleeper
from storage.closures import Closure, ColdSpell
from tests.any_order import in_any_order
from tests.night_machine import NEXT, NIGHT, SHELTER, NightMachine
from tests.nights import BEDS
from tests.town import find_beds

pytest_plugins = ("tests.database",)
groups = st.sampled_from(["man", "man", "vrouw"])
nights = st.sampled_from([NIGHT, NIGHT, NEXT])
labels = st.sampled_from(sorted(BEDS))
who = st.sampled_from([None, None, 0, 1, 2])
pick = st.integers(0, 99)


class Beds(NightMachine):
    """Everything that is ever done to beds."""

    # ---------------------------------------------------------------- holds

    @rule(group=groups, night=nights, minutes=st.integers(1, 120), number=who, talk=st.sampled_from([None, 0, 1]))
    def hold(self, group: str, night: date, minutes: int, number: int | None, talk: int | None) -> None:
        guest = self.guest(number)
        whose = Sleeper(guest_id=guest, conversation_id=None if talk is None else self.town.talks[talk])
        has = self.model.has_a_bed(guest, night) or self.model.holds(whose.conversation_id, night)
        may = bool(self.model.free(night, group)) and not has
        place = self.does(
            holds.hold, night=night, group=group, now=self.model.now, minutes=minutes, facilities=(SHELTER,),
            whose=whose,
        )  # fmt: skip
        assert (place is not None) == may
        if place is not None:
            assert BEDS[place.bed] == group and place.held_until == self.model.now + timedelta(minutes=minutes)
            self.gave(place, guest=guest, talk=whose.conversation_id)

    @rule(which=pick, freely=st.booleans())
    def extend(self, which: int, freely: bool) -> None:
        if spot := self.chosen(which):
            held = spot.ended is None and spot.until is not None
            place = self.does(holds.extend, hold_id=spot.id, now=self.model.now, freely=freely)
            assert (place is not None) == (held and (freely or spot.extensions < holds.MOST_EXTENSIONS))
            if place is not None and spot.until is not None:
                spot.until, spot.extensions = (
                    max(spot.until, self.model.now + timedelta(minutes=90)),
                    spot.extensions + 1,
                )
                assert place.held_until == spot.until

    @rule(which=pick, reason=st.sampled_from(["cancelled", "no_show"]))
    def release(self, which: int, reason: str) -> None:
        if spot := self.chosen(which):
            place = self.does(holds.release, hold_id=spot.id, now=self.model.now, reason=reason)
            assert (place is not None) == (spot.ended is None and spot.until is not None)
            spot.ended = reason if place is not None else spot.ended

    @rule(which=pick)
    def arrive(self, which: int) -> None:
        if spot := self.chosen(which):
            alike = self.model.free(spot.night, BEDS[spot.bed])
            may = spot.ended is None and spot.until is not None and (spot.bed not in self.model.broken or bool(alike))
            place = self.does(stays.arrive, hold_id=spot.id, now=self.model.now)
            assert (place is not None) == may
            if place is not None:
                assert place.bed in (alike if spot.bed in self.model.broken else {spot.bed})
                spot.bed, spot.until = place.bed, None

    @rule(minutes=st.integers(1, 100))
    def time_passes(self, minutes: int) -> None:
        self.model.pass_to(self.model.now + timedelta(minutes=minutes))

    @rule()
    def bell(self) -> None:
        for ended in self.does(holds.expire, now=self.model.now):
            assert self.model.spots[ended.id].ended == "expired"
        assert self.does(holds.expire, now=self.model.now) == []

    # ---------------------------------------------------------------- stays

    @rule(night=nights, group=groups, label=st.none() | labels, number=who)
    def check_in(self, night: date, group: str, label: str | None, number: int | None) -> None:
        guest = self.guest(number)
        free = self.model.free(night, group) if label is None else {label} & self.model.free(night)
        place = self.does(
            stays.check_in, night=night, group=group, facility=SHELTER, bed=label, now=self.model.now,
            whose=Sleeper(guest_id=guest),
        )  # fmt: skip
        assert (place is not None) == (bool(free) and not self.model.has_a_bed(guest, night))
        if place is not None:
            assert place.bed in free
            self.gave(place, guest=guest)

    @rule(which=pick, reason=st.sampled_from(["left", "mistake"]))
    def check_out(self, which: int, reason: str) -> None:
        if spot := self.chosen(which):
            stay = spot.until is None
            assert (self.does(stays.check_out, stay_id=spot.id, now=self.model.now, reason=reason) is not None) == stay
            if stay:
                spot.ended = spot.ended or reason

    @rule(which=pick)
    def back_in(self, which: int) -> None:
        if spot := self.chosen(which):
            others = {s.bed for s in self.model.living(spot.night)}
            may = spot.bed not in others and not self.model.has_a_bed(spot.guest, spot.night)
            may = spot.until is None and (spot.ended is None or may)
            assert (self.does(stays.back_in, stay_id=spot.id, now=self.model.now) is not None) == may
            spot.ended = None if may else spot.ended

    @rule(which=pick, number=who)
    def name(self, which: int, number: int | None) -> None:
        if spot := self.chosen(which):
            guest = self.guest(number)
            elsewhere = guest != spot.guest and self.model.has_a_bed(guest, spot.night)
            may = spot.until is None and spot.ended is None and not elsewhere
            done = self.does(stays.name, stay_id=spot.id, guest_id=guest, now=self.model.now)
            assert (done is not None) == may
            spot.guest = guest if may else spot.guest

    @rule(numbers=st.sets(st.sampled_from([0, 1, 2])))
    def again(self, numbers: set[int]) -> None:
        wanted = [self.town.guests[number] for number in sorted(numbers)]
        slept = {
            s.guest: s.bed
            for s in self.model.spots.values()
            if s.night == NIGHT and s.until is None and s.ended != "mistake" and s.guest in wanted
        }
        expected = {guest for guest in slept if not self.model.has_a_bed(guest, NEXT)}
        done, without = self.does(
            stays.again, guest_ids=wanted, facility=SHELTER, night=NEXT, before=NIGHT, now=self.model.now, made_by=None
        )
        board = self.does(availability.tonight, night=NEXT, now=self.model.now, facility=SHELTER)
        whose = {b.place_id: b.guest_id for b in board if b.place_id}
        for place in done:
            self.gave(place, guest=whose[place.id])
        assert Counter([*(whose[place.id] for place in done), *without]) == Counter(expected)
        assert all(not self.model.free(NEXT, BEDS[slept[guest]]) for guest in without)

    # ---------------------------------------------------------------- what can be given out

    @rule(chosen=st.sets(labels, min_size=1, max_size=2), works=st.booleans())
    def break_or_mend(self, chosen: set[str], works: bool) -> None:
        found = self.does(find_beds, facility=SHELTER, labels=sorted(chosen))
        if works:
            changed = self.does(rooms.put_in_order, beds=found, now=self.model.now)
            assert {bed.label for bed in changed} == chosen & self.model.broken
            self.model.broken -= chosen
        else:
            changed = self.does(rooms.put_out_of_order, beds=found, reason="lek", now=self.model.now)
            assert {bed.label for bed in changed} == chosen - self.model.broken
            self.model.broken |= chosen

    @rule(first=nights, last=st.none() | nights)
    def close(self, first: date, last: date | None) -> None:
        last = None if last is None else max(first, last)
        closure = Closure(facility_id=self.town.shelter, first_night=first, last_night=last)
        held = {s.id for s in self.model.living() if s.until is not None and closes(s.night, first, last)}
        ended = self.does(closures.close, closure=closure, now=self.model.now)
        assert {hold.id for hold in ended} == held, "whoever held a place there is told, nobody else"
        for id_ in held:
            self.model.spots[id_].ended = "closed"
        self.model.closed[closure.id] = (first, last)

    @rule(which=pick)
    def open(self, which: int) -> None:
        if self.model.closed:
            id_ = [*self.model.closed][which % len(self.model.closed)]
            self.does(closures.lift, kind=Closure, row_id=id_, now=self.model.now)
            del self.model.closed[id_]

    @rule(first=nights, last=nights)
    def cold(self, first: date, last: date) -> None:
        spell = ColdSpell(first_night=first, last_night=max(first, last))

        async def switch(session: AsyncSession) -> None:
            session.add(spell)

        self.does(switch)
        self.model.cold[spell.id] = (first, max(first, last))

    @rule(which=pick)
    def not_cold(self, which: int) -> None:
        if self.model.cold:
            id_ = [*self.model.cold][which % len(self.model.cold)]
            self.does(closures.lift, kind=ColdSpell, row_id=id_, now=self.model.now)
            del self.model.cold[id_]

    # ---------------------------------------------------------------- once more, and back again

    @rule(key=st.sampled_from("ab"), group=groups)
    def with_a_key(self, key: str, group: str) -> None:
        async def once(session: AsyncSession) -> tuple[str, Place | None]:
            known = await repeats.begin(session, key, group, self.model.now)
            if known is not None:
                return known["id"], None
            place = await stays.check_in(session, night=NIGHT, group=group, facility=SHELTER, now=self.model.now)
            await repeats.answered(session, key, {"id": str(place.id)})
            return str(place.id), place

        asked_for, given = self.model.keys.get(key, (group, None))
        may = asked_for == group and (given is not None or bool(self.model.free(NIGHT, group)))
        answer = self.does(once)
        assert (answer is not None) == may
        if answer is not None:
            id_, place = answer
            assert (place is None) == (given is not None) and id_ == str(given or id_)
            if place is not None:
                self.gave(place)
            self.model.keys[key] = (group, uuid.UUID(id_))

    @rule(night=nights, label=labels)
    def in_and_undone(self, night: date, label: str) -> None:
        before = self.seen()
        place = self.does(
            stays.check_in, night=night, group="man", facility=SHELTER, bed=label, now=self.model.now
        )  # fmt: skip
        if place is not None:
            assert self.seen() != before
            self.does(stays.check_out, stay_id=place.id, now=self.model.now, reason="mistake")
        assert self.seen() == before

    @rule(which=pick)
    def out_and_undone(self, which: int) -> None:
        spot = self.chosen(which)
        if spot is not None and spot.until is None and spot.ended is None:
            before = self.seen()
            self.does(stays.check_out, stay_id=spot.id, now=self.model.now)
            assert self.seen() != before
            self.does(stays.back_in, stay_id=spot.id, now=self.model.now)
            assert self.seen() == before


def closes(night: date, first: date, last: date | None) -> bool:
    return first <= night and (last is None or night <= last)


def test_beds_in_any_order(migrated_url: str) -> None:
    in_any_order(Beds, migrated_url, examples=12, steps=30)
