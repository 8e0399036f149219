"""The week's money and the post of a client beside a thread: what was agreed, the last answers, letters that wait."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from http import HTTPStatus

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, money_plan, rhythm, rhythm_words, texts
from actions.money_chat import agreement_lines
from bot.receive import clean
from bot.web.accounts import Form, Visit
from bot.web.appointments import NotPlannable
from bot.web.pages import PageError
from bot.web.steps import Desk, say_to
from nlu.numbers import has_number
from storage import audit, money, money_post, tasks
from storage.money import MoneyCheckIn, MoneyPlan, PostItem
from storage.nudges import Nudge
from storage.people import Person

MOST_ANSWERS = 8
THURSDAY = 3
"""The day the form begins with."""
LONGEST = {"administrator": 120, "agreement": 500}
AGREE = (
    ("button-money-fine", "money.agreed"),
    ("button-money-what", "money.show"),
    ("button-money-other-day", "money.day"),
    ("button-money-no", "money.stop"),
)
"""What the client may say to what was set up with them, as (label, action)."""


@dataclass(frozen=True, kw_only=True)
class MoneyFacts:
    """Lines about the plan (none: there is no plan), answers as (day, answer, words), and letters that wait."""

    lines: list[str]
    answers: list[tuple[str, str, str]]
    post: list[PostItem]
    form: dict[str, str]
    weekdays: list[tuple[str, str]]


async def gather(session: AsyncSession, visit: Visit, person: Person, planned: list[Nudge]) -> MoneyFacts:
    """What their page shows of this client's money and post; `planned` is what is going to be sent to them."""
    plan, language = await money.plan_of(session, person.id), visit.account.language
    asked = await money.recent(session, person.id, MOST_ANSWERS)
    next_at = next((n.due_at for n in planned if n.kind == "money_check_in"), None)
    return MoneyFacts(
        lines=_lines(visit, plan, next_at) if plan is not None else [],
        answers=[(_day(one.asked_at, language), _answer(visit, one), one.words) for one in asked],
        post=await money_post.waiting(session, person.id),
        form=_filled(plan, clock.local(visit.parts.now()).date()),
        weekdays=[(str(day), rhythm_words.weekday_name(day, language)) for day in range(7)],
    )


def _lines(visit: Visit, plan: MoneyPlan, next_at: datetime | None) -> list[str]:
    language, today = visit.account.language, clock.local(visit.parts.now()).date()
    lines = agreement_lines(plan, language, today)
    if next_at is None:
        return [*lines, visit.say("inbox-money-none-planned")]
    return [*lines, visit.say("inbox-money-next", day=_day(next_at, language))]


def _day(moment: datetime, language: str) -> str:
    return clock.day_words(clock.local(moment).date(), language)


def _answer(visit: Visit, one: MoneyCheckIn) -> str:
    if one.answered_at is None:
        return visit.say("inbox-money-no-answer")
    return visit.say(f"inbox-money-{one.answer or 'none'}")


def _filled(plan: MoneyPlan | None, today: date) -> dict[str, str]:
    rests = plan is not None and plan.began_on > today + timedelta(days=1)
    return {
        "money_day": str(plan.weekday if plan else THURSDAY),
        "money_at": plan.at.strftime("%H:%M") if plan else "10:00",
        "administrator": plan.administrator or "" if plan else "",
        "agreement": plan.agreement or "" if plan else "",
        "agreed_on": _written(plan.agreed_on) if plan else today.isoformat(),
        "rest_until": _written(plan.began_on) if plan and rests else "",
    }


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


# ---------------------------------------------------------------- what was agreed


async def keep(desk: Desk, form: Form) -> None:
    """Write down what was agreed with the client, plan the question, and tell the client. Raises NotPlannable."""
    person_id = _person(desk)
    plan = await money.plan_of(desk.session, person_id)
    key = "money-set-up" if plan is None else "money-set-anew"
    if plan is None:
        first = money_plan.first_day(desk.now)
        plan = MoneyPlan(person_id=person_id, weekday=0, began_on=first, made_by=desk.staff.id, created_at=desk.now)
    try:
        _write(plan, form, clock.local(desk.now).date())
    except ValueError as error:
        raise NotPlannable("inbox-money-not-set") from error
    await money_plan.replan(desk.session, plan, desk.now)
    await _record(desk, "money.set_up" if key == "money-set-up" else "money.changed", plan)
    language = desk.conversation.language
    said = texts.say(
        language, key, who=desk.staff.display_name, day=rhythm_words.weekday_name(plan.weekday, language),
        clock=plan.at.strftime("%H:%M"),
    )  # fmt: skip
    await say_to(desk, said, [(label, action, {}) for label, action in AGREE])


def _write(plan: MoneyPlan, form: Form, today: date) -> None:
    """What the form says; a ValueError when it cannot be read. Nothing is changed before all of it is read."""
    weekday, at = int(form.get("money_day", "")), time.fromisoformat(form.get("money_at", ""))
    agreed_on, rest_until = _date(form, "agreed_on"), _date(form, "rest_until")
    words = {name: clean(form.get(name, "")).strip()[:most] or None for name, most in LONGEST.items()}
    if not 0 <= weekday <= 6 or not rhythm.EARLIEST <= at <= rhythm.LAST or (agreed_on or today) > today:
        raise ValueError(weekday, at)
    if any(has_number(said) for said in words.values() if said):
        raise NotPlannable("inbox-money-number")
    plan.weekday, plan.at, plan.agreed_on = weekday, at.replace(tzinfo=None), agreed_on
    plan.administrator, plan.agreement = words["administrator"], words["agreement"]
    tomorrow = today + timedelta(days=1)
    plan.began_on = rest_until if rest_until is not None and rest_until > today else min(plan.began_on, tomorrow)


def _date(form: Form, name: str) -> date | None:
    return date.fromisoformat(form[name]) if form.get(name) else None


async def end(desk: Desk) -> None:
    """The question is not asked any more, and the client hears so; a second time changes nothing."""
    plan = await money.plan_of(desk.session, _person(desk))
    if plan is None:
        return
    await money_plan.end(desk.session, plan, desk.now)
    await _record(desk, "money.ended", plan)
    said = texts.say(desk.conversation.language, "money-ended-by", who=desk.staff.display_name)
    await say_to(desk, said, [("button-money-begin-again", "money.begin", {})])


# ---------------------------------------------------------------- post


async def mark(desk: Desk, chosen: Sequence[str], *, done: bool) -> None:
    """These letters were looked at, or need nothing more; the client hears it once, in one message.

    Raises NotPlannable when none was chosen. What was marked before is not said again.
    """
    try:
        ids = [uuid.UUID(one) for one in chosen]
    except ValueError as error:
        raise PageError(HTTPStatus.NOT_FOUND) from error
    items = await money_post.of_person(desk.session, _person(desk), ids)
    if not items:
        raise NotPlannable("inbox-post-none-chosen")
    fresh = await (
        money_post.finish(desk.session, items, desk.now, desk.staff.id)
        if done
        else money_post.see(desk.session, items, desk.now)
    )
    if not fresh:
        return
    for item in fresh:
        await _record(desk, "post.done" if done else "post.seen", item)
    await desk.session.flush()
    waiting = await money_post.waiting(desk.session, _person(desk))
    await _finish_task(desk, waiting)
    await _tell(desk, len(fresh), len(waiting), done=done)


async def _finish_task(desk: Desk, waiting: Sequence[PostItem]) -> None:
    """The task about post is over when somebody has looked at every letter that lies there."""
    if any(item.seen_at is None for item in waiting):
        return
    for task in await tasks.open_tasks(desk.session, desk.conversation.id):
        if task.kind == "post":
            await tasks.finish(desk.session, task.id, desk.staff.id, desk.now)


async def _tell(desk: Desk, count: int, waiting: int, *, done: bool) -> None:
    language, who = desk.conversation.language, desk.staff.display_name
    if not done:
        await say_to(desk, texts.say(language, "post-seen-by", who=who), [])
        return
    said = texts.say(language, "post-done-by", who=who, count=count)
    if not waiting:
        await say_to(desk, said, [])
        return
    more = texts.say(language, "post-still-there", count=waiting)
    await say_to(desk, f"{said}\n\n{more}", [("button-money-post", "post.show", {})])


# ---------------------------------------------------------------- small parts


def _person(desk: Desk) -> uuid.UUID:
    """Whose conversation it is; a visitor has no plan and no post."""
    if desk.conversation.person_id is None:
        raise PageError(HTTPStatus.NOT_FOUND)
    return desk.conversation.person_id


async def _record(desk: Desk, action: str, about: MoneyPlan | PostItem) -> None:
    facts: dict[str, str] = {"about": str(about.id)}
    if isinstance(about, MoneyPlan):
        facts |= {"by": "staff", "weekday": str(about.weekday), "at": about.at.isoformat()}
    await audit.record(
        desk.session, action, now=desk.now, staff_id=desk.staff.id, person_id=desk.conversation.person_id,
        conversation_id=desk.conversation.id, **facts,
    )  # fmt: skip
