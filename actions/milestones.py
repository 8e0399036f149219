"""Congratulating somebody with what they reached: the first month, half a year, the tenth step, a home of their own."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, texts
from actions.reply import Choice
from actions.turn import Turn
from storage import milestones, nudges
from storage.milestones import DAYS_AFTER, DAYS_AHEAD, Milestone, MilestoneWithName
from storage.nudges import Nudge
from storage.nudging import Recipient
from storage.people import Person

TENTH = 10


def name_of(kind: str, language: str) -> str:
    """A milestone in two words: "Eerste maand"."""
    return texts.say(language, f"milestone-name-{kind.replace('_', '-')}")


def congratulation(kind: str, language: str) -> str:
    """What is said when somebody reached it."""
    return texts.say(language, f"milestone-{kind.replace('_', '-')}")


async def notice_tenth(turn: Turn) -> None:
    """After a step was taken, wholly or partly: is it the tenth? Then say so in the same answer, once for ever."""
    assert turn.person is not None
    if await milestones.steps_taken(turn.session, turn.person.id) < TENTH:
        return
    reached = Milestone(
        person_id=turn.person.id, kind="tenth_step", reached_on=clock.local(turn.now).date(),
        created_at=turn.now, congratulated_at=turn.now,
    )  # fmt: skip
    if await milestones.reach(turn.session, reached):
        turn.paragraphs.append(congratulation("tenth_step", turn.language))
        turn.offer("button-show-bridge", "bridge.show")


async def own_home(
    session: AsyncSession, person: Person, *, day: date, line: str | None, by: uuid.UUID, now: datetime
) -> bool:
    """A colleague says that somebody has a home of their own since a local day; False when that was known.

    The congratulation goes out as soon as it may, unless they want no messages.
    """
    reached = Milestone(
        person_id=person.id, kind="own_home", reached_on=day, line=line, line_by=by if line else None, created_at=now
    )
    if not await milestones.reach(session, reached):
        return False
    if person.opted_out_at is None:
        due_at = clock.after_quiet(now)
        key = f"milestone:{reached.id}"
        nudge = Nudge(kind="milestone", person_id=person.id, subject_id=reached.id, due_at=due_at, dedupe_key=key)
        await nudges.plan(session, [nudge])
    return True


async def plan(session: AsyncSession, now: datetime) -> None:
    """Whose month or half year is over in a week or sooner: write it down, to be said on the day."""
    today = clock.local(now).date()
    until, since = today + timedelta(days=DAYS_AHEAD), today - timedelta(days=DAYS_AFTER)
    await milestones.plan_by_time(session, until=until, since=since, now=now)


def words(who: Recipient, subject: MilestoneWithName, today: date) -> tuple[str, tuple[Choice, ...]] | None:
    """The congratulation, with the line of a colleague if there is one; None when it was said or lies ahead."""
    reached = subject.milestone
    if reached.congratulated_at is not None or reached.reached_on > today:
        return None
    said = congratulation(reached.kind, who.language)
    if reached.line:
        by = subject.line_by or texts.say(who.language, "your-contact-person")
        said = f"{said}\n\n{texts.say(who.language, 'milestone-line', who=by, line=reached.line)}"
    label = texts.say(who.language, "button-show-bridge")
    return said, (Choice(label=label, action="bridge.show"),)
