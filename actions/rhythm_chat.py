"""The client decides how often and when Stapje asks how it goes; every change is echoed and can be taken back."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from actions import clock, rhythm, rhythm_words
from actions.registry import answers
from actions.rhythm_changes import Wish, apply, kept, put_back, replan
from actions.rhythm_said import names_asking, wish_in
from actions.turn import Turn
from storage import audit, checkins, messages
from storage.checkins import CheckInPlan
from storage.messages import Message

FRESH = timedelta(hours=24)
"""So long after a check-in "liever op dinsdag" is about it, when nothing else was said since."""
HOURS = (9, 13, 16, 19)
PAUSES = ((7, "button-pause-week"), (14, "button-pause-two-weeks"), (28, "button-pause-four-weeks"))


async def hear(turn: Turn) -> bool:
    """Act on a wish about being asked; False when the message is none, or may be about something else.

    It comes after danger, a human in the chat, buttons and open forms (see actions.turn), and is read only where the
    model feels no danger.
    """
    if turn.person is None or turn.understood.perhaps_danger:
        return False
    if await _answers_about_the_year(turn):
        return True
    context = turn.recalled("rhythm") or {}
    wish = wish_in(turn.text, turn.understood.times, how_long=bool(context.get("how_long")))
    if wish is None or _is_no_rest(turn, wish) or not (names_asking(turn.text) or await _asked_just_now(turn)):
        return False
    plan = await checkins.plan_of(turn.session, turn.person.id)
    if plan is None:
        return False
    turn.conversation.stumbles = 0
    if wish.stop:
        await turn.go("opt_out")
    elif wish.show:
        await show(turn)
    elif wish.pause == 0:
        await which_pause(turn)
    else:
        await _change(turn, plan, wish)
    return True


def _is_no_rest(turn: Turn, wish: Wish) -> bool:
    """Days that are over ("twee weken geleden"), or "vanaf maandag weer berichten" of somebody who gets none now."""
    if wish.pause_until is None or turn.person is None:
        return False
    return turn.person.opted_out_at is not None or wish.pause_until <= clock.local(turn.now).date()


async def _answers_about_the_year(turn: Turn) -> bool:
    """A typed ja, nee or "gewoon elke maand" to the question about the time after the year."""
    wish = {"affirm": "quarterly", "deny": "never"}.get(str(turn.understood.intent))
    if turn.text.strip(" .!").lower() == turn.word("button-monthly").lower():
        wish = "monthly"
    said = await _said_last(turn) if wish is not None else None
    if said is None or said.text != turn.word("nudge-after-year"):
        return False
    await turn.go("rhythm.after_year", {"wish": wish})
    return True


async def _said_last(turn: Turn) -> Message | None:
    """What this person heard last."""
    said = await messages.latest(turn.session, turn.conversation.id, most=5)
    return next((m for m in reversed(said) if m.direction == "out"), None)


async def _asked_just_now(turn: Turn) -> bool:
    """Whether the check-in or its rhythm is what is being talked about: the last thing Stapje said, or a moment ago."""
    assert turn.person is not None
    if turn.recalled("check_in") or turn.recalled("rhythm"):
        return True
    asked = await checkins.newest(turn.session, turn.person.id)
    if asked is None or asked.last_asked_at is None or turn.now - asked.last_asked_at > FRESH:
        return False
    said = await _said_last(turn)
    return said is not None and said.created_at == asked.last_asked_at


# ---------------------------------------------------------------- looking and choosing


@answers("rhythm.show")
async def show(turn: Turn) -> None:
    """How often it is asked now, when the next time is, and what may be changed."""
    plan = await _plan(turn)
    if plan is None or turn.person is None:
        turn.say("rhythm-no-plan")
        turn.offer_human()
        return
    if turn.person.opted_out_at is not None:
        turn.say("rhythm-opted-out")
        turn.offer("button-opt-in", "opt_in")
        return
    turn.say("rhythm-now", rhythm=rhythm_words.plan_words(plan, clock.local(turn.now).date(), turn.language))
    turn.offer("button-less-often", "rhythm.step", step=1)
    turn.offer("button-more-often", "rhythm.step", step=-1)
    turn.offer("button-other-day", "rhythm.day")
    turn.offer("button-other-hour", "rhythm.hour")
    turn.offer("button-pause", "rhythm.pause")
    turn.offer("button-opt-out", "opt_out")
    turn.remember("rhythm")


@answers("rhythm.day")
async def which_day(turn: Turn) -> None:
    """On which day: Monday to Friday as buttons; a day in the weekend can be typed."""
    turn.say("rhythm-which-day")
    for weekday in range(5):
        name = rhythm_words.weekday_name(weekday, turn.language)
        turn.offer("button-named-step", "rhythm.on", name=name, weekday=weekday)
    turn.remember("rhythm")


@answers("rhythm.hour")
async def which_hour(turn: Turn) -> None:
    """At what time."""
    turn.say("rhythm-which-hour")
    for hour in HOURS:
        turn.offer("button-named-step", "rhythm.at", name=f"{hour}:00", at=time(hour).isoformat())
    turn.remember("rhythm")


@answers("rhythm.pause")
async def which_pause(turn: Turn) -> None:
    """How long nothing is asked."""
    turn.say("rhythm-which-pause")
    for days, label in PAUSES:
        turn.offer(label, "rhythm.rest", days=days)
    turn.remember("rhythm", how_long=True)


# ---------------------------------------------------------------- changing


@answers("rhythm.step", "rhythm.on", "rhythm.at", "rhythm.rest")
async def chosen(turn: Turn) -> None:
    """A button was pressed: more or less often, another day, another time, or a rest."""
    plan = await _plan(turn)
    if plan is None:
        await show(turn)
        return
    given = turn.arguments
    await _change(
        turn, plan,
        Wish(
            weekday=given.get("weekday"), at=time.fromisoformat(given["at"]) if "at" in given else None,
            step=given.get("step", 0), pause=given.get("days"),
        ),
    )  # fmt: skip


async def _change(turn: Turn, plan: CheckInPlan, wish: Wish) -> None:
    """Change the plan and say what it means now; an hour in which people are left in peace is refused kindly."""
    if wish.at is not None and not rhythm.EARLIEST <= wish.at <= rhythm.LAST:
        turn.say("rhythm-quiet")
        for at in (rhythm.EARLIEST, rhythm.LAST):
            turn.offer("button-named-step", "rhythm.at", name=at.strftime("%H:%M"), at=at.isoformat())
        turn.remember("rhythm")
        return
    before, today = kept(plan), clock.local(turn.now).date()
    apply(plan, wish, today)
    if kept(plan) == before:
        turn.say("rhythm-already", rhythm=rhythm_words.plan_words(plan, today, turn.language))
        turn.offer("button-pause", "rhythm.pause")
        turn.offer("button-opt-out", "opt_out")
        turn.remember("rhythm")
        return
    moment = await replan(turn.session, plan, turn.now)
    await _record(turn, plan)
    if moment is None:
        turn.say("rhythm-changed-opted-out" if turn.person and turn.person.opted_out_at else "rhythm-changed-none")
    elif wish.pause or wish.pause_until:
        _tell_pause(turn, plan, moment)
    else:
        words = rhythm_words.plan_words(plan, today, turn.language) if wish.step else None
        turn.say(
            "rhythm-changed", rhythm=words or rhythm_words.when_words(plan, turn.language),
            day=rhythm_words.day_of(moment, turn.language),
        )  # fmt: skip
    turn.offer("button-undo-rhythm", "rhythm.undo", before=before)
    if wish.weekend:
        sunday = rhythm_words.weekday_name(6, turn.language)
        turn.offer("button-named-step", "rhythm.on", name=sunday.capitalize(), weekday=6)
    turn.offer("button-change-more", "rhythm.show")
    turn.remember("rhythm")


def _tell_pause(turn: Turn, plan: CheckInPlan, moment: datetime) -> None:
    """When nothing is asked and when it is again; a pause that is still to come is named with its days."""
    day = rhythm_words.day_of(moment, turn.language)
    if plan.paused_from is None or plan.paused_until is None:
        turn.say("rhythm-paused", day=day)
        return
    last = plan.paused_until - timedelta(days=1)
    first, last_words = (clock.day_words(one, turn.language) for one in (plan.paused_from, last))
    if last == plan.paused_from:
        turn.say("rhythm-paused-day", first=first, day=day)
    else:
        turn.say("rhythm-paused-days", first=first, last=last_words, day=day)


@answers("rhythm.undo")
async def undo(turn: Turn) -> None:
    """As it was before."""
    plan = await _plan(turn)
    if plan is None:
        await show(turn)
        return
    put_back(plan, dict(turn.arguments["before"]))
    await replan(turn.session, plan, turn.now)
    await _record(turn, plan)
    turn.say("rhythm-as-it-was")
    await show(turn)


@answers("rhythm.after_year")
async def after_year(turn: Turn) -> None:
    """The year is over, and the client said whether and how often they want to be asked on; it can be changed later."""
    plan = await _plan(turn)
    if plan is None:
        await show(turn)
        return
    plan.after_year = str(turn.arguments["wish"])
    moment = await replan(turn.session, plan, turn.now)
    await _record(turn, plan)
    if moment is None:
        turn.say("rhythm-never")
        turn.offer("button-quarterly-after-all", "rhythm.after_year", wish="quarterly")
    else:
        turn.say(
            "rhythm-changed", day=rhythm_words.day_of(moment, turn.language),
            rhythm=rhythm_words.plan_words(plan, clock.local(turn.now).date(), turn.language),
        )  # fmt: skip
        turn.offer("button-never", "rhythm.after_year", wish="never")
    turn.offer_human()
    turn.remember("rhythm")


async def _plan(turn: Turn) -> CheckInPlan | None:
    return await checkins.plan_of(turn.session, turn.person.id) if turn.person is not None else None


async def _record(turn: Turn, plan: CheckInPlan) -> None:
    facts: dict[str, Any] = kept(plan)
    await audit.record(turn.session, "rhythm.changed", now=turn.now, person_id=plan.person_id, by="client", **facts)
