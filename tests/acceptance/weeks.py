"""What the story of somebody's first weeks is told with: a clock that is turned by half hours, a client on Telegram,
and a contactperson at a browser.

Time passes as it does for Stapje: at every half hour of it what is due is composed, and each night what is coming is
planned. Whatever is said is written down here as well, to be laid beside the record at the end.
"""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from argon2 import PasswordHasher
from playwright.async_api import Page
from sqlalchemy import text
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from bot import demo
from bot.channels.telegram import Telegram
from bot.schedule import Clockwork
from bot.send import Sender
from bot.web.parts import Parts
from storage import checkins, conversations, people, tasks
from storage.messages import Message
from storage.people import Person
from storage.staff import Role, StaffMember
from tests.acceptance.inbox_people import sign_in
from tests.acceptance.talk import Talk
from tests.browser import OpenPage
from tests.conftest import Clock
from tests.processes import until
from tests.talk import Meaning
from tests.telegram import TelegramStandIn
from tests.telegram.transcript import Line
from tests.town import moment

ROUND, NIGHTLY = timedelta(minutes=30), time(3, 30)
CHAT = 8001
Said = tuple[datetime, str, str]
"""When, who ("client", "bot", "human"), and the words."""


@dataclass(kw_only=True)
class Chatting:
    """Telegram's messages come in and ours go out, from `begin` until `end`."""

    parts: Parts
    telegram: TelegramStandIn
    now: Clock
    channel: Telegram | None = None
    running: list[asyncio.Task[None]] = field(default_factory=list)

    async def begin(self) -> None:
        """Begin, or go on."""
        self.channel = Telegram(self.telegram.token, self.telegram.base_url)
        jobs = (
            Sender(self.parts.database, self.channel, self.parts.bell, self.now).run(),
            self.channel.poll(self.parts.receiver),
        )
        self.running = [asyncio.create_task(job) for job in jobs]

    async def end(self) -> None:
        """Stop; what comes in waits at Telegram, what goes out in the database."""
        for one in self.running:
            one.cancel()
        await asyncio.gather(*self.running, return_exceptions=True)
        if self.channel is not None:
            await self.channel.close()


@dataclass(kw_only=True)
class Weeks:
    """The weeks of one client, and everybody around them."""

    parts: Parts
    clock: Clock
    clockwork: Clockwork
    reader: Meaning
    talk: Talk
    open_page: OpenPage
    person: Person
    conversation_id: uuid.UUID
    chatting: Chatting
    told: list[Said] = field(default_factory=list)
    unasked: list[datetime] = field(default_factory=list)

    # ------------------------------------------------------------ time

    async def it_is(self, said: str) -> None:
        """Let time pass until a moment on the clocks of Amsterdam, such as "2027-01-14 10:30".

        Before that moment nothing is said; an AssertionError when Stapje does not keep to that.
        """
        await self.it_is_nearly(said)
        self.talk.check()
        self.clock.moment = moment(said).astimezone(UTC)
        await self.work()

    async def it_is_nearly(self, said: str) -> None:
        """Let time pass until just before a moment: what is due then is not looked at yet."""
        to = moment(said).astimezone(UTC)
        assert to > self.clock.moment, f"{said} is over already"
        while (coming := await self._next_round()) < to:
            self.talk.check()
            self.clock.moment = coming
            await self.work()

    async def _next_round(self) -> datetime:
        """The next half hour at which anything is to be done: something is due, or the nightly planning comes."""
        after = _half_hour_after(self.clock.moment)
        async with self.parts.database.begin() as session:
            due: datetime | None = await session.scalar(text("SELECT min(due_at) FROM nudge WHERE state = 'planned'"))
        nightly = clock.at(clock.local(after).date(), NIGHTLY).astimezone(UTC)
        if nightly < after:
            nightly = clock.at(clock.local(after).date() + timedelta(days=1), NIGHTLY).astimezone(UTC)
        due_round = nightly if due is None else _half_hour_after(due - timedelta(microseconds=1))
        return max(after, min(nightly, due_round))

    async def work(self) -> None:
        """What is to be done at this moment: what is due is said and sent, and each night what is coming is planned."""
        here = clock.local(self.clock.moment)
        if here.time() == NIGHTLY:
            await self.clockwork.plan_check_ins()
            await self.clockwork.plan_praise()
            await self.clockwork.forget()
        if await self.clockwork.compose_due():
            await self.all_sent()

    async def all_sent(self) -> None:
        """Wait until nothing is left to be sent."""
        await until(self._is_all_sent, "everything that was said is sent")

    async def _is_all_sent(self) -> bool:
        async with self.parts.database.begin() as session:
            due: int | None = await session.scalar(text("SELECT count(*) FROM outbound WHERE state = 'due'"))
        return due == 0

    # ------------------------------------------------------------ the client

    async def says(self, words: str, meaning: str | None = None) -> Line:
        """The client writes something that means `meaning` (None: rules know); returns the answer."""
        self.reader.intent = meaning
        self._note("client", words)
        return self._heard(await self.talk.say(words))

    async def says_to_a_human(self, words: str) -> None:
        """The client writes while a human is in the chat: Stapje is silent."""
        self._note("client", words)
        self.talk.telegram.inject_message(self.talk.chat, words)

        async def kept() -> bool:
            return words in [said.text for said in await self.record()]

        await until(kept, f"{words!r} is kept")

    async def presses(self, label: str) -> Line:
        """The client presses the newest button that reads so; returns the answer."""
        self._note("client", label)
        return self._heard(await self.talk.press(label))

    async def is_asked(self) -> Line:
        """What Stapje says of its own accord; nobody wished for it at this moment."""
        self.unasked.append(self.clock.moment)
        return self._heard(await self.talk.hear())

    async def hears(self, who: str = "bot") -> Line:
        """What was wished for or comes of what somebody did: a reminder, a human."""
        return self._heard(await self.talk.hear(), who)

    def hears_nothing_more(self) -> None:
        """An AssertionError when something came that the story did not tell."""
        self.talk.check()

    def _heard(self, line: Line, who: str = "bot") -> Line:
        self._note(who, line.text)
        return line

    def _note(self, who: str, words: str) -> None:
        self.told.append((self.clock.moment, who, words))

    # ------------------------------------------------------------ the contactperson

    async def contact_person(self, path: str | None = None, username: str = "contactpersoon") -> Page:
        """The contactperson, or a colleague, signs in and opens this client's thread, or another page."""
        return await sign_in(self.open_page, self.parts, path or f"/inbox/{self.conversation_id}", username)

    async def a_colleague(self, username: str, name: str) -> str:
        """Another contactperson of the same team comes to work; returns their user name."""
        async with self.parts.database.begin() as session:
            session.add(
                StaffMember(
                    username=username, display_name=name, role=Role.CONTACT_PERSON, team_id=self.person.team_id,
                    password_hash=PasswordHasher().hash(username),
                )
            )  # fmt: skip
        login = {"username": username, "name": name, "password": username, "role": str(Role.CONTACT_PERSON)}
        self.parts.demo_logins.append(login)
        return username

    # ------------------------------------------------------------ the record

    async def record(self) -> list[Message]:
        """Everything that is kept of this conversation, oldest first."""
        async with self.parts.database.begin() as session:
            query = select(Message).where(Message.conversation_id == self.conversation_id).order_by("id")
            return list((await session.exec(query)).all())

    async def check_ins(self) -> list[tuple[str, int, str | None, str | None, str | None]]:
        """Each check-in: the local day it was asked, how many tries, how it ended, the mood and the topic."""
        async with self.parts.database.begin() as session:
            kept = await checkins.recent(session, self.person.id, most=99)
        days = [clock.local(one.asked_at or one.created_at).date().isoformat() for one in kept]
        return [(day, c.tries, c.closed_as, c.mood, c.topic) for day, c in zip(days, kept, strict=True)][::-1]

    async def still_to_do(self) -> list[str]:
        """What humans have not done yet for this client."""
        async with self.parts.database.begin() as session:
            return [task.kind for task in await tasks.open_tasks(session, self.conversation_id)]


def _half_hour_after(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 30 * 30, second=0, microsecond=0) + ROUND


@contextlib.asynccontextmanager
async def first_weeks(
    parts: Parts, tell_time: Clock, reader: Meaning, open_page: OpenPage, *, begin: str
) -> AsyncIterator[Weeks]:
    """The office on the day somebody leaves shelter: they have a record, and no chat yet."""
    tell_time.moment = moment(begin).astimezone(UTC)
    async with parts.database.begin() as session:
        await _only_this_client(session)
        person = await demo.new_client(session, parts.now())
        conversation = await conversations.ensure_for_person(session, person)
    async with TelegramStandIn() as telegram:
        telegram.add_chat(CHAT)
        chatting = Chatting(parts=parts, telegram=telegram, now=tell_time)
        await chatting.begin()
        yield Weeks(
            parts=parts, clock=tell_time, clockwork=Clockwork(parts.database, parts.bell, tell_time), reader=reader,
            talk=Talk(telegram=telegram, chat=CHAT), open_page=open_page, person=person,
            conversation_id=conversation.id, chatting=chatting,
        )  # fmt: skip
        await chatting.end()


async def _only_this_client(session: AsyncSession) -> None:
    """The other example clients are asked nothing: they have no chat."""
    for table in ("nudge", "check_in_plan", "appointment"):
        await session.execute(text(f"DELETE FROM {table}"))


async def invited(weeks: Weeks) -> Line:
    """The client opens the link of their invite; returns the welcome."""
    async with weeks.parts.database.begin() as session:
        token = await people.invite(session, now=weeks.parts.now(), person_id=weeks.person.id)
    return await weeks.says(f"/start {token}")
