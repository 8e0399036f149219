"""What a client may want of the weekly question and its agreement: to have it, see it, another day, a rest, no more.

Each change is said back and is in the audit trail. What is agreed with an administrator is between humans: a correction
goes to the contactperson. What Stapje does not do: money_limits.py.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from actions import clock, money_draft, money_plan, rhythm, rhythm_words, texts
from actions.money import STAFF_READ
from actions.money_plan import Change
from actions.permissions import May
from actions.registry import answers
from actions.rhythm_changes import Wish
from actions.rhythm_said import wish_in
from actions.turn import Turn
from nlu import money as money_said
from nlu.numbers import without_numbers
from storage import audit, messages, money
from storage.money import MoneyPlan

RESTS = ((7, "button-pause-week"), (14, "button-pause-two-weeks"), (28, "button-pause-four-weeks"))
HOURS = (9, 10, 13, 16, 19)
WORKING_DAYS = range(5)
"""Weekdays that stand on buttons; one in the weekend can be typed."""


async def hear(turn: Turn) -> bool:
    """Act on a wish about the week's money or the post; False when a message is none, or may be about something else.

    It comes after danger, a human in the chat, buttons and open forms (see actions.turn).
    """
    if turn.person is None or turn.understood.perhaps_danger:
        return False
    told = turn.recalled("money") or {}
    if told.get("correcting"):
        return await _corrected(turn)
    wish = money_said.wish_in(turn.text)
    if wish is not None:
        turn.conversation.stumbles = 0
        await (money_draft.begin(turn, wish.own) if wish.action == "money.draft" else turn.go(wish.action))
        return True
    return await _another_moment(turn, told)


async def _another_moment(turn: Turn, told: dict[str, Any]) -> bool:
    """ "Liever op vrijdag" or "twee weken niet", where the week's money is what is being talked about, or is named."""
    named = money_said.names_money(turn.text)
    if "hoe het gaat" in turn.text.lower():
        return False
    said = money_said.without_money(turn.text) if named else turn.text
    wish = wish_in(said, turn.understood.times, how_long=bool(told.get("resting")))
    if wish is None and told.get("choosing"):
        wish = wish_in(f"liever {said}", turn.understood.times)
    if wish is None or not (told or named or await _asked_last(turn)):
        return False
    plan = await _plan(turn)
    if plan is None and not told.get("choosing"):
        return False
    turn.conversation.stumbles = 0
    await _wished(turn, plan, wish)
    return True


async def _wished(turn: Turn, plan: MoneyPlan | None, wish: Wish) -> None:
    if plan is None:
        await _choose(turn, wish.weekday, wish.at)
    elif wish.stop:
        await stop(turn)
    elif wish.show or wish.step or wish.weekend is not None:
        await show(turn)
    elif wish.pause == 0:
        await which_rest(turn)
    elif wish.pause or wish.pause_until:
        until = wish.pause_until or clock.local(turn.now).date() + timedelta(days=wish.pause or 0)
        await _change(turn, plan, Change(rest_until=until))
    else:
        await _change(turn, plan, Change(weekday=wish.weekday, at=wish.at))


async def _asked_last(turn: Turn) -> bool:
    """Whether the weekly question, or the news that it was set up, is the last thing that this person heard."""
    said = await messages.last_said(turn.session, turn.conversation.id)
    labels = {button["label"] for button in said.buttons} if said is not None else set()
    return not labels.isdisjoint({turn.word("button-money-other-day"), turn.word("button-money-enough")})


# ---------------------------------------------------------------- asking for it


@answers("money.begin", needs=May.HAVE_STEPS)
async def begin(turn: Turn) -> None:
    """Somebody wants help with the week's money: a question each week, and a human who may agree more with them."""
    if await _plan(turn) is not None:
        await show(turn)
        return
    turn.say("money-offer")
    await which_day(turn)


@answers("money.day", needs=May.HAVE_STEPS)
async def which_day(turn: Turn) -> None:
    """On which day: Monday to Friday as buttons; a day in the weekend can be typed."""
    turn.say("money-which-day")
    for weekday in WORKING_DAYS:
        turn.offer("button-named-step", "money.on", name=_day_name(turn, weekday).capitalize(), weekday=weekday)
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.remember("money", choosing=True)


@answers("money.hour", needs=May.HAVE_STEPS)
async def which_hour(turn: Turn) -> None:
    """At what time."""
    turn.say("money-which-hour")
    for hour in HOURS:
        turn.offer("button-named-step", "money.at", name=f"{hour}:00", at=time(hour).isoformat())
    turn.remember("money", choosing=True)


@answers("money.on", "money.at", needs=May.HAVE_STEPS)
async def chosen(turn: Turn) -> None:
    """A day or a time was pressed: a new plan begins, or the one there is moves."""
    given = turn.arguments
    at = time.fromisoformat(given["at"]) if "at" in given else None
    await _choose(turn, given.get("weekday"), at)


async def _choose(turn: Turn, weekday: int | None, at: time | None) -> None:
    plan = await _plan(turn)
    if plan is not None:
        await _change(turn, plan, Change(weekday=weekday, at=at))
    elif weekday is None:
        await which_day(turn)
    else:
        await _begin(turn, weekday, at)


async def _begin(turn: Turn, weekday: int, at: time | None) -> None:
    """A plan that the client asked for; a human hears it, because more may be agreed."""
    assert turn.person is not None
    plan = MoneyPlan(
        person_id=turn.person.id, weekday=weekday, began_on=money_plan.first_day(turn.now), created_at=turn.now
    )
    plan.at = at if at is not None and rhythm.EARLIEST <= at <= rhythm.LAST else plan.at
    moment = await money_plan.replan(turn.session, plan, turn.now)
    await _record(turn, "money.begun", plan)
    await turn.call_human("money", words=texts.say(STAFF_READ, "inbox-money-wants"), subject_id=plan.id)
    _say_when(turn, plan, moment, "money-begun")
    turn.say("money-human-knows")
    turn.offer("button-other-hour", "money.hour")
    turn.offer("button-money-stop", "money.stop")
    turn.offer_human()
    turn.remember("money")


# ---------------------------------------------------------------- seeing and changing


@answers("money.show", needs=May.HAVE_STEPS)
async def show(turn: Turn) -> None:
    """What was agreed: with whom, what, since when, and when Stapje asks."""
    plan = await _plan(turn)
    if plan is None:
        turn.say("money-no-plan")
        turn.offer("button-money-begin", "money.begin", answers="yes")
        turn.offer("button-not-now", "small_talk.fine", answers="no")
        turn.offer_human()
        return
    turn.paragraphs.append("\n".join(agreement_lines(plan, turn.language, clock.local(turn.now).date())))
    turn.say("money-right-question")
    turn.offer("button-money-right", "small_talk.fine", answers="yes")
    turn.offer("button-money-wrong", "money.wrong", answers="no")
    turn.offer("button-money-other-day", "money.day")
    turn.offer("button-pause", "money.rest")
    turn.offer("button-money-stop", "money.stop")
    turn.offer_human()
    turn.remember("money")


def agreement_lines(plan: MoneyPlan, language: str, today: date) -> list[str]:
    """An agreement in lines that client and colleague read alike."""
    day = rhythm_words.weekday_name(plan.weekday, language)
    lines = [texts.say(language, "money-line-when", day=day, clock=plan.at.strftime("%H:%M"))]
    if plan.began_on > today + timedelta(days=1):
        lines.append(texts.say(language, "money-line-rest", day=clock.day_words(plan.began_on, language)))
    if plan.administrator:
        lines.append(texts.say(language, "money-line-keeper", who=plan.administrator))
    if plan.agreement:
        lines.append(texts.say(language, "money-line-agreed", what=plan.agreement))
    if plan.agreed_on:
        lines.append(texts.say(language, "money-line-since", day=clock.day_words(plan.agreed_on, language)))
    return lines


@answers("money.agreed", needs=May.HAVE_STEPS)
async def agreed(turn: Turn) -> None:
    """The client is fine with what was written down."""
    turn.say("money-agreed")
    turn.offer_human()
    turn.remember("money")


@answers("money.rest", needs=May.HAVE_STEPS)
async def which_rest(turn: Turn) -> None:
    """How long it is not asked."""
    turn.say("rhythm-which-pause")
    for days, label in RESTS:
        turn.offer(label, "money.rest_for", days=days)
    turn.remember("money", resting=True)


@answers("money.rest_for", needs=May.HAVE_STEPS)
async def rest_for(turn: Turn) -> None:
    """A rest of so many days."""
    plan = await _plan(turn)
    if plan is None:
        await show(turn)
        return
    until = clock.local(turn.now).date() + timedelta(days=int(turn.arguments["days"]))
    await _change(turn, plan, Change(rest_until=until))


@answers("money.stop", needs=May.HAVE_STEPS)
async def stop(turn: Turn) -> None:
    """It is not asked any more; no reason is asked, and it can begin again. The contactperson sees it."""
    plan = await _plan(turn)
    if plan is None:
        turn.say("money-not-asked")
        return
    await money_plan.end(turn.session, plan, turn.now)
    await _record(turn, "money.ended", plan)
    if plan.made_by is not None:
        await turn.call_human("money", words=texts.say(STAFF_READ, "inbox-money-stopped"), subject_id=plan.id)
    turn.say("money-stopped")
    turn.offer("button-money-begin-again", "money.begin")
    turn.offer_human()


async def _change(turn: Turn, plan: MoneyPlan, wish: Change) -> None:
    """Change the plan and say what it means; an hour in which people are left in peace is refused kindly."""
    if wish.at is not None and not rhythm.EARLIEST <= wish.at <= rhythm.LAST:
        turn.say("rhythm-quiet")
        for at in (rhythm.EARLIEST, rhythm.LAST):
            turn.offer("button-named-step", "money.at", name=at.strftime("%H:%M"), at=at.isoformat())
        turn.remember("money", choosing=True)
        return
    moment = await money_plan.change(turn.session, plan, wish, turn.now)
    await _record(turn, "money.changed", plan)
    _say_when(turn, plan, moment, "money-rests" if wish.rest_until else "money-changed")
    turn.offer("button-money-other-day", "money.day")
    turn.offer("button-money-stop", "money.stop")
    turn.offer_human()
    turn.remember("money")


def _say_when(turn: Turn, plan: MoneyPlan, moment: datetime | None, key: str) -> None:
    if moment is None:
        turn.say("rhythm-changed-opted-out")
        return
    turn.say(
        key, day=_day_name(turn, plan.weekday), clock=plan.at.strftime("%H:%M"),
        first=rhythm_words.day_of(moment, turn.language),
    )  # fmt: skip


# ---------------------------------------------------------------- what is not right


@answers("money.wrong", needs=May.HAVE_STEPS)
async def wrong(turn: Turn) -> None:
    """What is written down is not right: a human looks at it; what is wrong may be told, and need not be."""
    await turn.call_human("money", words=texts.say(STAFF_READ, "inbox-money-wrong"))
    turn.say("money-wrong")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.offer_human()
    turn.remember("money", correcting=True)


async def _corrected(turn: Turn) -> bool:
    if turn.understood.intent in ("deny", "affirm", "thank", "talk_to_human", "opt_out"):
        return False
    words = f"{turn.word('inbox-money-wrong')}: “{without_numbers(turn.text)}”"
    await turn.call_human("money", words=words)
    turn.conversation.stumbles = 0
    turn.say("money-passed-on")
    turn.offer_human()
    return True


# ---------------------------------------------------------------- small parts


async def _plan(turn: Turn) -> MoneyPlan | None:
    return await money.plan_of(turn.session, turn.person.id) if turn.person is not None else None


def _day_name(turn: Turn, weekday: int) -> str:
    return rhythm_words.weekday_name(weekday, turn.language)


async def _record(turn: Turn, action: str, plan: MoneyPlan) -> None:
    await audit.record(
        turn.session, action, now=turn.now, person_id=plan.person_id, conversation_id=turn.conversation.id,
        by="client", weekday=plan.weekday, at=plan.at.isoformat(), began_on=plan.began_on.isoformat(),
    )  # fmt: skip
