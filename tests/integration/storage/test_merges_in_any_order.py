"""Merging, undoing and talking in any order: no word is lost, none is doubled, and each is where it belongs."""

from __future__ import annotations

import uuid
from collections import Counter

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlalchemy import text

from actions import merging
from storage import conversations, inbound, merges
from storage.checkins import CheckInPlan
from storage.errors import CannotMerge
from storage.staff import StaffMember
from tests.any_order import AnyOrder, empty, in_any_order
from tests.conftest import MORNING
from tests.town import add_person, make_town

pytest_plugins = ("tests.database",)
WHO = st.integers(0, 3)


class Merging(AnyOrder):
    """Three clients and a visitor, each with a phone; the first two have a rhythm of check-ins."""

    @initialize()
    def begin(self) -> None:
        self.run(self._begin())

    async def _begin(self) -> None:
        await empty(self.db)
        self.talks: list[uuid.UUID] = []
        self.said: Counter[str] = Counter()
        self.done: list[uuid.UUID] = []
        async with self.db.begin() as session:
            town = await make_town(session, MORNING)
            self.staff: StaffMember = town.contact
            for number in range(4):
                address = await conversations.open_for_address(
                    session, channel="telegram", bot="7", address=str(number)
                )
                if number < 3:
                    person = await add_person(session, town.contact, f"Voorbeeld {number}")
                    await conversations.tie(session, address, person=person, staff=None)
                    if number < 2:
                        session.add(CheckInPlan(person_id=person.id))
                self.talks.append(address.conversation_id)

    @rule(who=WHO)
    def says(self, who: int) -> None:
        words = uuid.uuid4().hex
        self.said[words] += 1
        self.run(self._says(who, words))

    async def _says(self, who: int, words: str) -> None:
        async with self.db.begin() as session:
            received = await inbound.receive(
                session, channel="telegram", bot="7", address=str(who), update_id=words, said=words, now=MORNING
            )
            assert received is not None
            assert received.conversation_id == await merges.kept_of(session, received.conversation_id)

    @rule(kept=WHO, gone=WHO, plan=st.sampled_from(["kept", "gone"]))
    def merges_two(self, kept: int, gone: int, plan: str) -> None:
        self.run(self._merge(self.talks[kept], self.talks[gone], plan))

    async def _merge(self, kept: uuid.UUID, gone: uuid.UUID, plan: str) -> None:
        try:
            async with self.db.begin() as session:
                made = await merging.merge(session, kept, gone, choices={"plan": plan}, staff=self.staff, now=MORNING)
            self.done.append(made.id)
        except CannotMerge as error:
            assert error.reason in ("same", "gone", "visitor_kept")

    @rule(which=st.integers(0, 9))
    def undoes(self, which: int) -> None:
        if self.done:
            self.run(self._undo(self.done.pop(which % len(self.done))))

    async def _undo(self, merge_id: uuid.UUID) -> None:
        async with self.db.begin() as session:
            await merging.undo(session, merge_id, self.staff, MORNING)

    @invariant()
    def every_word_is_there_once_and_nobody_is_asked_twice(self) -> None:
        if hasattr(self, "talks"):
            self.run(self._look())

    async def _look(self) -> None:
        async with self.db.begin() as session:
            kept = {row for (row,) in await session.execute(text("SELECT text FROM message WHERE direction = 'in'"))}
            number = (await session.execute(text("SELECT count(*) FROM message"))).scalar_one()
            asked = await session.execute(
                text("SELECT count(*) FROM nudge WHERE kind = 'check_in' AND state = 'planned' GROUP BY person_id")
            )
            lost = await session.execute(
                text(
                    "SELECT count(*) FROM message m JOIN conversation c ON c.id = m.conversation_id "
                    "WHERE c.merged_into IS NOT NULL"
                )
            )
            phones = await session.execute(
                text(
                    "SELECT count(*) FROM channel_address a JOIN conversation c ON c.id = a.conversation_id "
                    "WHERE c.merged_into IS NOT NULL"
                )
            )
            plans = (await session.execute(text("SELECT count(*) FROM check_in_plan"))).scalar_one()
        assert kept == set(self.said) and number == len(self.said)
        assert all(many == 1 for (many,) in asked)
        assert lost.scalar_one() == 0 and phones.scalar_one() == 0 and plans == 2

    def teardown(self) -> None:
        """All undone: every phone reaches its own conversation again."""
        if hasattr(self, "talks"):
            self.run(self._end())

    async def _end(self) -> None:
        for merge_id in reversed(self.done):
            await self._undo(merge_id)
        async with self.db.begin() as session:
            found = await session.execute(text("SELECT address, conversation_id FROM channel_address"))
            assert {int(address): talk for address, talk in found} == dict(enumerate(self.talks))
            people = await session.execute(text("SELECT count(*) FROM conversation WHERE person_id IS NOT NULL"))
            assert people.scalar_one() == 3


def test_merging_in_any_order(migrated_url: str) -> None:
    in_any_order(Merging, migrated_url, examples=8, steps=12)
