"""How often a client is asked how it goes, beside a thread: the plan in words, and a form to change it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, rhythm, rhythm_words
from actions.rhythm_changes import kept, replan
from bot.web.accounts import Form, Visit
from bot.web.appointments import NotPlannable
from storage import audit, checkins
from storage.checkins import TEMPLATES, CheckInPlan
from storage.nudges import Nudge
from storage.people import Person
from storage.staff import StaffMember

OWN = "own"
"""What the form calls an interval of one's own instead of a template."""


@dataclass(frozen=True, kw_only=True)
class RhythmFacts:
    """The plan in lines of words, what the form begins with, and what it lets one choose, as (value, label)."""

    lines: list[str]
    form: dict[str, str]
    templates: list[tuple[str, str]]
    weekdays: list[tuple[str, str]]


async def gather(session: AsyncSession, visit: Visit, person: Person, planned: list[Nudge]) -> RhythmFacts:
    """What their page shows of this client's plan; `planned` is what is going to be sent to them."""
    plan = await checkins.plan_of(session, person.id)
    language = visit.account.language
    names = [(name, visit.say(f"inbox-rhythm-template-{name.replace('_', '-')}")) for name in TEMPLATES]
    days = [(str(day), rhythm_words.weekday_name(day, language)) for day in range(7)]
    next_at = next((n.due_at for n in planned if n.kind == "check_in"), None)
    return RhythmFacts(
        lines=_lines(visit, plan, next_at) if plan is not None else [visit.say("inbox-rhythm-no-plan")],
        form=_filled(plan) if plan is not None else _filled(CheckInPlan(person_id=person.id)),
        templates=[*names, (OWN, visit.say("inbox-rhythm-template-own"))],
        weekdays=[("", visit.say("inbox-rhythm-any-day")), *days],
    )


def _lines(visit: Visit, plan: CheckInPlan, next_at: datetime | None) -> list[str]:
    language, today = visit.account.language, clock.local(visit.parts.now()).date()
    words = rhythm_words.plan_words(plan, today, language)
    then = rhythm_words.change_words(plan, today, language)
    lines = [f"{words}, {then}" if then else words]
    if plan.every_days is None and plan.after_year in ("asked", "never"):
        lines.append(visit.say(f"inbox-rhythm-after-year-{plan.after_year}"))
    if plan.paused_until is not None and plan.paused_until > today:
        until = clock.day_words(plan.paused_until, language)
        if plan.paused_from is not None and plan.paused_from > today:
            first = clock.day_words(plan.paused_from, language)
            lines.append(visit.say("inbox-rhythm-pause-later", first=first, day=until))
        else:
            lines.append(visit.say("inbox-rhythm-paused", day=until))
    if next_at is None:
        return [*lines, visit.say("inbox-rhythm-none-planned")]
    return [*lines, visit.say("inbox-rhythm-next", day=rhythm_words.day_of(next_at, language))]


def _filled(plan: CheckInPlan) -> dict[str, str]:
    return {
        "template": plan.template if plan.every_days is None else OWN,
        "every_days": "" if plan.every_days is None else str(plan.every_days),
        "weekday": "" if plan.weekday is None else str(plan.weekday),
        "at": plan.at.strftime("%H:%M"),
        "paused_until": "" if plan.paused_until is None else plan.paused_until.isoformat(),
    }


async def change(session: AsyncSession, person_id: uuid.UUID, staff: StaffMember, form: Form, now: datetime) -> None:
    """Write the form into the plan and plan anew; another template begins today. Raises NotPlannable.

    Call it with the conversation locked.
    """
    today = clock.local(now).date()
    plan = await checkins.plan_of(session, person_id) or CheckInPlan(person_id=person_id, began_on=today)
    try:
        _write(plan, form, today)
    except ValueError as error:
        raise NotPlannable("inbox-rhythm-wrong") from error
    await replan(session, plan, now)
    await audit.record(
        session, "rhythm.changed", now=now, staff_id=staff.id, person_id=person_id, by="staff", **kept(plan)
    )


def _write(plan: CheckInPlan, form: Form, today: date) -> None:
    """What the form says; a ValueError when it cannot be read. Nothing is changed before all of it is read."""
    template, at = form.get("template", ""), time.fromisoformat(form.get("at", ""))
    own = int(form.get("every_days", "")) if template == OWN else None
    weekday = int(form["weekday"]) if form.get("weekday") else None
    paused_until = date.fromisoformat(form["paused_until"]) if form.get("paused_until") else None
    if template not in (*TEMPLATES, OWN) or not rhythm.EARLIEST <= at <= rhythm.LAST:
        raise ValueError(template)
    if (own is not None and not 1 <= own <= 366) or (weekday is not None and not 0 <= weekday <= 6):
        raise ValueError(own, weekday)
    if template not in (OWN, plan.template):
        plan.template, plan.began_on, plan.after_year = template, today, None
    if paused_until != plan.paused_until:
        plan.paused_from, plan.paused_until = None, paused_until
    plan.every_days, plan.weekday = own, weekday
    plan.at = at.replace(tzinfo=None)
