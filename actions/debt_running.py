"""A request that runs: nobody is asked twice. What somebody adds goes with it, and what threatens makes it urgent."""

from __future__ import annotations

from actions import debt_answers, debt_days, debt_threats, first_aid, referral_clock, referrals
from actions.clock import day_words
from actions.forms import Slots
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import debts, tasks
from storage.debts import DebtReferral

FILES = ("photo", "document")


async def add(turn: Turn, running: DebtReferral) -> None:
    """Put what was said with the request; who only pressed a button hears how it stands."""
    said = debt_answers.first_words(turn)
    if not said and turn.attachment is None:
        await turn.go("referral.status")
        return
    told = debt_answers.told(turn)
    was_urgent, due_at = running.urgent, None
    if debt_threats.is_urgent(told):  # the task may have been due in four weeks
        await tasks.finish_about(turn.session, "debt_referral", running.id, None, turn.now)
        due_at = debt_threats.due_at(told, turn.now)
    await referrals.add_words(turn.session, running, said, told.get("threat"), turn.now)
    _add(turn, running, told, said)
    priority = tasks.URGENT if debt_threats.is_urgent(told) else tasks.SOON
    await turn.call_human("debt_referral", priority=priority, words=said, subject_id=running.id, due_at=due_at)
    await _answer(turn, running, told, urgent_now=running.urgent and not was_urgent)


def _add(turn: Turn, running: DebtReferral, told: Slots, said: str) -> None:
    """What a message tells, on the request itself. What is passed on grows with what the person adds to it."""
    running.words = "\n".join(filter(None, (running.words, said)))[-debt_answers.LONGEST :]
    running.debt_types = list(dict.fromkeys([*running.debt_types, *told.get("kinds", ())]))
    if turn.attachment in FILES and turn.message_id is not None:
        running.letters = [*running.letters, turn.message_id]
    if debt_threats.is_worse(told.get("threat", ""), running.threat):
        running.threat, running.threat_on = told["threat"], None
    day = debt_days.on(told.get("when"))
    if day is not None and (running.threat_on is None or day < running.threat_on):
        running.threat_on = day
    more = {"words": bool(said), "letters": bool(running.letters), "threat": "threat" in told}
    more["debt_types"] = "kinds" in told
    added = [what for what, is_there in more.items() if is_there and what not in running.consent_what]
    running.consent_what = [*running.consent_what, *added]
    turn.session.add(running)


async def _answer(turn: Turn, running: DebtReferral, told: Slots, *, urgent_now: bool) -> None:
    turn.say("debt-added-urgent" if urgent_now else "debt-added")
    if debt_threats.is_urgent(told):
        await first_aid.say_plan(turn, told["threat"])
    if debt_threats.is_near(told, turn.now):
        turn.say("debt-human-today")
        debt_threats.say_who_reads(turn)
    if running.stage in referral_clock.BEFORE_THE_TALK:
        turn.say("debt-due-first-talk", day=day_words(running.due_on, turn.language))
    turn.offer("button-my-request", "referral.status")
    turn.offer_human()


async def offer_to_add(turn: Turn) -> None:
    """A photo without words may be about the request that runs: one button puts it there."""
    if turn.attachment in FILES and await debts.open_one(turn.session, turn.conversation.id) is not None:
        turn.offer("button-add-letter", "debts.add_letter", message=turn.message_id)


@answers("debts.add_letter", needs=May.HAVE_REFERRALS)
async def add_letter(turn: Turn) -> None:
    """The photo is of a letter that belongs to the request."""
    running = await debts.open_one(turn.session, turn.conversation.id)
    if running is None:
        await turn.go("old_button")
        return
    message = int(turn.arguments["message"])
    if message not in running.letters:
        running.letters = [*running.letters, message]
        running.consent_what = list(dict.fromkeys([*running.consent_what, "letters"]))
        turn.session.add(running)
        await referrals.add_words(turn.session, running, "", None, turn.now)
    turn.say("debt-added")
    turn.offer("button-my-request", "referral.status")
    turn.offer_human()
