"""What a page costs does not grow with what is on it: as many statements for many rows as for few."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from bot.web.parts import Parts
from storage.checkins import CheckIn
from storage.conversations import Conversation
from storage.labels import ConversationLabel, Label
from storage.messages import Message
from storage.people import Person
from storage.tasks import Task
from tests.people_page import Browser

pytest_plugins = ("tests.integration.fixtures_people",)
FEW, MANY = 4, 44
PAGES = (
    "/inbox?view=team", "/inbox?view=all&mood=bad", "/inbox/today", "/people?whose=mine", "/find?q=hallo", "thread",
)  # fmt: skip


@contextmanager
def statements(parts: Parts) -> Iterator[list[str]]:
    """What is asked of the database while the block runs."""
    said: list[str] = []

    def listen(*call: object) -> None:
        said.append(str(call[2]))

    event.listen(parts.database.engine.sync_engine, "before_cursor_execute", listen)
    yield said
    event.remove(parts.database.engine.sync_engine, "before_cursor_execute", listen)


async def busy(parts: Parts, number: int) -> Conversation:
    """So many more clients of one contactperson, each with words, a label, a task, a wait and a bad day; the last
    conversation, in which a lot was said."""
    now = parts.now()
    async with parts.database.begin() as session:
        one = (await session.exec(select(Person).order_by(Person.display_name))).first()
        label = (await session.exec(select(Label))).first() or Label(name="spoed")
        assert one is not None
        session.add(label)
        for _ in range(number):
            person = Person(display_name="Iemand <b>", team_id=one.team_id, contact_person_id=one.contact_person_id)
            session.add(person)
            await session.flush()
            talk = Conversation(
                person_id=person.id, team_id=one.team_id, waiting_since=now - timedelta(hours=1), last_message_at=now,
                assigned_to=one.contact_person_id,
            )  # fmt: skip
            session.add(talk)
            await session.flush()
            assert one.contact_person_id is not None
            session.add_all(
                [
                    Message(conversation_id=talk.id, direction="in", sender="person", text="hallo", created_at=now),
                    Task(
                        kind="talk_to_human",
                        conversation_id=talk.id,
                        priority=1,
                        words="",
                        dedupe_key=str(talk.id),
                        created_at=now,
                    ),
                    ConversationLabel(
                        conversation_id=talk.id, label_id=label.id, staff_id=one.contact_person_id, created_at=now
                    ),
                    CheckIn(person_id=person.id, mood="bad", asked_at=now, answered_at=now, created_at=now),
                ]
            )
        for _ in range(number):
            session.add_all(
                [
                    Message(conversation_id=talk.id, direction=way, sender=who, text="en toen", created_at=now)
                    for way, who in (("in", "person"), ("out", "bot"), ("out", "human"))
                ]
            )
    return talk


@pytest.mark.parametrize("page", PAGES)
async def test_more_rows_cost_no_more_statements(browser: Browser, parts: Parts, page: str) -> None:
    await browser.signs_in(parts, "contactpersoon")
    counted, sizes = [], []
    for number in (FEW, MANY):
        talk = await busy(parts, number)
        path = f"/inbox/{talk.id}" if page == "thread" else page
        await browser.sees(path)  # what is said once in a browser, and read marks
        with statements(parts) as said:
            answer = await browser.sees(path)
        assert answer.status_code == 200
        counted.append(len(said))
        sizes.append(len(answer.text))
    assert 0 < counted[1] <= counted[0], counted
    assert sizes[1] > sizes[0], "there was more to show"
