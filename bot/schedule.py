"""The bells of the clock (APScheduler). What is due is data; a bell only says: look. Two schedulers do no harm."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from actions import (
    blocking,
    booking,
    clock,
    ladder,
    milestones,
    money_plan,
    recap,
    referral_clock,
    rhythm_changes,
    routing,
    workflow,
)
from actions.count_reminders import plan_count_reminders
from actions.digest import plan_digests
from actions.nudges import Saying, compose
from actions.vacancies import offer_places
from bot import bell as bells
from bot.bell import Bell
from bot.logs import log
from bot.retention import keep_terms
from storage import (
    audit_chain,
    beds,
    conversations,
    files,
    holds,
    message_counts,
    messages,
    presence,
    repeats,
    waiting,
    web_sessions,
)
from storage.database import Database
from storage.messages import Nudging

if TYPE_CHECKING:
    from sqlmodel.ext.asyncio.session import AsyncSession

COMPOSE_EVERY = timedelta(seconds=2)
BATCH = 500
BEDS_EVERY = timedelta(seconds=30)
INBOX_EVERY = timedelta(seconds=15)
CHAIN_EVERY = timedelta(seconds=20)
REST = timedelta(seconds=1)
"""So long is waited between two rounds that were rung for: a busy chat rings often."""
KEYS_LAST = timedelta(days=7)
"""Nobody asks for the same change again after so long (see storage.repeats)."""
UNSENT_LAST = timedelta(days=7)
"""So long a file waits with an answer that nobody sends."""
NAMES_LAST = timedelta(days=30)
"""By then nobody asks any more who held a place or waited for one: as long as failed logins are kept."""
COMPOSERS = 2
"""How many batches are composed at once when many are due: one thinks while the other waits for the database."""


class Clockwork:
    """Composes what is due, plans what is coming, tends the beds, and throws away what need not be kept."""

    def __init__(self, database: Database, bell: Bell, now: Callable[[], datetime]) -> None:
        self._database, self._bell, self._now = database, bell, now
        self._scheduler = AsyncIOScheduler(timezone=clock.ZONE)
        self._heeding: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to ring. A bell that was missed rings once, late."""
        add = self._scheduler.add_job
        often = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        add(self.compose_due, "interval", seconds=COMPOSE_EVERY.total_seconds(), id="compose what is due", **often)
        add(self.chain_the_trail, "interval", seconds=CHAIN_EVERY.total_seconds(), id="chain the audit trail", **often)
        add(self.tend_beds, "interval", seconds=BEDS_EVERY.total_seconds(), id="tend the beds", **often)
        add(self.tend_inbox, "interval", seconds=INBOX_EVERY.total_seconds(), id="tend the inbox", **often)
        add(self.plan_check_ins, "cron", hour=3, minute=10, id="nightly planning", **often)
        add(self.plan_praise, "cron", hour=3, minute=20, id="nightly planning of praise", **often)
        add(self.forget, "cron", hour=3, minute=40, id="retention", **often)
        add(self.count_messages, "cron", hour=3, minute=50, id="counting of messages", **often)
        add(self.count_messages, id="counting of messages at the start", misfire_grace_time=None)
        add(self.plan_check_ins, id="planning at the start", misfire_grace_time=None)
        add(self.plan_praise, id="planning of praise at the start", misfire_grace_time=None)
        self._scheduler.start()
        self._heeding = asyncio.create_task(self._heed_beds(), name="places for who waits")

    def stop(self) -> None:
        """Stop ringing."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._heeding is not None:
            self._heeding.cancel()

    async def compose_due(self) -> int:
        """Turn everything that is due into messages; returns how many nudges were looked at."""
        looked_at = await self._compose_batch()
        if looked_at < BATCH:
            return looked_at
        more = await asyncio.gather(*(self._compose_batches() for _ in range(COMPOSERS)))
        return looked_at + sum(more)

    async def _compose_batches(self) -> int:
        looked_at = 0
        while True:
            batch = await self._compose_batch()
            looked_at += batch
            if batch < BATCH:
                return looked_at

    async def _compose_batch(self) -> int:
        now = self._now()  # one moment for both: an answer is taken for a nudge by when it was said
        async with self._database.begin() as session:
            composed = await compose(session, now, BATCH)
            await _write(session, composed.sayings, now)
        if composed.looked_at:  # nothing was due, nothing is new: no page need ask
            self._bell.ring(
                bells.OUTBOUND,
                bells.INBOX,
                *(bells.conversation(s.recipient.conversation_id) for s in composed.sayings),
            )
        return composed.looked_at

    async def tend_beds(self) -> None:
        """End holds whose time is over, offer what is free to who waits, and ask after counts where a shelter opens."""
        async with self._database.begin() as session:
            ended = await holds.expire(session, self._now())
        if ended:
            self._bell.ring(bells.BEDS)
        await self.offer_places()
        async with self._database.begin() as session:
            await plan_count_reminders(session, self._now())

    async def tend_inbox(self) -> None:
        """Find teams for who has none, wake conversations and end blocks whose moment has come, and hand out work."""
        now = self._now()
        async with self._database.begin() as session:
            changed = await routing.sweep(session, now)
        async with self._database.begin() as session:
            changed += await workflow.wake(session, now)
        async with self._database.begin() as session:
            changed += await workflow.hand_out(session, now)
        async with self._database.begin() as session:
            changed += await blocking.end_due(session, now)
        if changed:
            self._bell.ring(bells.INBOX, *(bells.conversation(one) for one in changed))

    async def offer_places(self) -> int:
        """Keep free places for who waits; returns how many. They are told by the next round of composing."""
        async with self._database.begin() as session:
            offered = await offer_places(session, self._now())
        if offered:
            self._bell.ring(bells.BEDS)
        return len(offered)

    async def _heed_beds(self) -> None:
        """When anything happened with beds, somebody may be waiting for it: do not let them wait half a minute."""
        with self._bell.listen(bells.BEDS) as rung:
            while True:
                await rung.wait()
                rung.clear()
                try:
                    await self.offer_places()
                except Exception as error:  # the database may be away; the half-minute round comes by itself
                    log().error("schedule.offer_failed", error=repr(error))
                await asyncio.sleep(REST.total_seconds())

    async def plan_check_ins(self) -> None:
        """What is coming for everybody, from check-ins to the start of a colleague's day. Twice is harmless."""
        async with self._database.begin() as session:
            planned = await rhythm_changes.plan_missing(session, self._now())
            rungs = await ladder.plan_missing(session, self._now())
            rungs += await referral_clock.plan_missing(session, self._now())
            digests = await plan_digests(session, self._now())
            await booking.climb(session, self._now())
            questions = await money_plan.plan_missing(session, self._now())
        log().info("schedule.planned", check_ins=planned, rungs=rungs, digests=digests, money=questions)

    async def count_messages(self) -> None:
        """Count the messages of days that are over, for the dashboard; twice is harmless."""
        now = self._now()
        async with self._database.begin() as session:
            await message_counts.count_days(session, clock.local(now).date(), now)

    async def plan_praise(self) -> None:
        """Milestones of the coming days, and Friday's look back for who wishes one; planning twice is harmless."""
        async with self._database.begin() as session:
            await milestones.plan(session, self._now())
            await recap.plan(session, self._now())

    async def chain_the_trail(self) -> None:
        """Chain what was written into the audit trail, however much it is."""
        chained = audit_chain.BATCH
        while chained == audit_chain.BATCH:
            async with self._database.begin() as session:
                chained = await audit_chain.chain(session, self._now())

    async def forget(self) -> None:
        """Retention: what is over its term, old logins, sessions, keys, names of who held a place or waited."""
        await keep_terms(self._database, self._now)
        now = self._now()
        async with self._database.begin() as session:
            await repeats.forget_before(session, now - KEYS_LAST)
            await presence.forget_before(session, now - timedelta(hours=1))
            await web_sessions.forget_before(session, now - timedelta(days=30))
            await beds.forget_names_before(session, clock.night_of(now) - NAMES_LAST)
            await files.forget_unsent_before(session, now - UNSENT_LAST)
            await waiting.forget_names_before(session, clock.night_of(now) - NAMES_LAST)
            sealed = await audit_chain.newest(session)
        log().info("audit.sealed", seal=str(sealed) if sealed else None)  # a log is another place to keep it


async def _write(session: AsyncSession, sayings: list[Saying], now: datetime) -> None:
    """Write many proactive messages at once, in the transaction that ended their nudges."""
    rows = [
        Nudging(
            conversation_id=s.recipient.conversation_id,
            address_id=s.recipient.address_id,
            text=s.text,
            buttons=[
                {
                    "token": conversations.new_button_token(),
                    "label": c.label,
                    "action": c.action,
                    "arguments": dict(c.arguments),
                }
                for c in s.choices
            ],
            priority=messages.WISHED if s.any_hour else messages.UNASKED,
            staff_id=s.staff_id,
            key=s.key,
        )
        for s in sayings
    ]
    if rows:
        await messages.say_many(session, rows, now=now)
