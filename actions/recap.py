"""A look back on Friday afternoon, for who wishes it: short, warm, and only when there is something to tell."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, milestones, texts
from actions.reply import Choice
from storage import recap
from storage.checkins import CheckInPlan
from storage.nudging import Recipient
from storage.recap import Week

FRIDAY, SAID_AT = 4, time(16, 0)
"""Weekday (Monday is 0) and local time of the look back."""
MOST = 5
"""So many steps are named; who did more reads that there was more."""


def next_moment(now: datetime) -> datetime:
    """The coming Friday at four, local time; on a Friday after four the one after."""
    here = clock.local(now)
    day = here.date() + timedelta(days=(FRIDAY - here.weekday()) % 7)
    moment = clock.at(day, SAID_AT)
    return moment if moment > here else clock.at(day + timedelta(days=7), SAID_AT)


async def plan(session: AsyncSession, now: datetime, person_id: uuid.UUID | None = None) -> datetime:
    """Plan the coming look back for who wishes one, everybody or one person; returns when it is. Twice is harmless."""
    moment = next_moment(now)
    await recap.plan(session, day=moment.date(), due=moment, now=now, person_id=person_id)
    return moment


async def switch(session: AsyncSession, plan_of: CheckInPlan, *, on: bool, now: datetime) -> datetime | None:
    """A look back each week or no more; returns when the first is. Call it with the conversation locked."""
    plan_of.recap = on
    session.add(plan_of)
    await session.flush()
    if on:
        return await plan(session, now, plan_of.person_id)
    await recap.cancel(session, plan_of.person_id, now)
    return None


def words(who: Recipient, week: Week) -> tuple[str, tuple[Choice, ...]] | None:
    """What the week had; None when there is nothing to tell, it is not wanted any more, or a human is at work."""
    if not week.wanted or who.opted_out or who.mode == "human" or week.in_crisis:
        return None
    said = _lines(who, week)
    if not said:
        return None
    begin, end = texts.say(who.language, "recap-begin", name=who.name), texts.say(who.language, "recap-end")
    choices = (("button-show-bridge", "bridge.show"), ("button-recap-off", "recap.off"))
    buttons = tuple(Choice(label=texts.say(who.language, label), action=action) for label, action in choices)
    return "\n\n".join([begin, *said, end]), buttons


def _lines(who: Recipient, week: Week) -> list[str]:
    said = []
    if week.steps:
        named = "\n".join(f"• {step}" for step in week.steps[:MOST])
        more = len(week.steps) > MOST
        said.append(texts.say(who.language, "recap-steps-more" if more else "recap-steps", steps=named))
    if week.milestones:
        names = ", ".join(milestones.name_of(kind, who.language).lower() for kind in week.milestones)
        said.append(texts.say(who.language, "recap-milestone", names=names))
    if week.told:
        said.append(texts.say(who.language, "recap-told"))
    return said
