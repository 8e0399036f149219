"""Debt help in the chat: the way in, and what becomes of a request that may be passed on. No amounts, no blame.

The questions: debt_questions.py, debt_answers.py. The yes: consent.py. What cannot wait for the end: debt_threats.py.
More about a request that runs: debt_running.py. Its life after that: referrals.py.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from actions import (
    clock,
    consent,
    debt_answers,
    debt_days,
    debt_questions,
    debt_running,
    debt_threats,
    first_aid,
    forms,
    referrals,
    terms,
    texts,
)
from actions.forms import Form, Slots
from actions.permissions import May, may
from actions.registry import answers
from actions.turn import Turn
from nlu.letters import find_letter_words
from storage import audit, debts, tasks
from storage.debts import DebtReferral


def threat_in(said: str) -> str | None:
    """The worst threat that a text names, if any; "nog geen vonnis" names none."""
    return find_letter_words(said).threat


@answers("debt_help", "debt_urgent")
async def debt_help(turn: Turn) -> None:
    """Money worries: say that asking is a good step, then the questions; a visitor gets the way in and a human."""
    threat = threat_in(turn.text)
    running = await debts.open_one(turn.session, turn.conversation.id)
    if running is not None:
        await debt_running.add(turn, running)
        return
    turn.say("debt-urgent-first" if threat or turn.understood.intent == "debt_urgent" else "debt-first")
    if may(turn.role, May.HAVE_REFERRALS):
        if turn.attachment in ("photo", "document"):
            turn.say("debt-letter-kept")
        await forms.start(turn, DEBT, **debt_answers.known(turn))
    else:
        await _way_in(turn, threat)


async def _way_in(turn: Turn, threat: str | None) -> None:
    """Somebody nobody introduced: what helps today, a free number, and a human."""
    if threat:
        await first_aid.say_plan(turn, threat)
    else:
        await first_aid.say_free_line(turn)
    turn.say("debt-visitor")
    before, turn.choices = turn.choices, []
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.choices += [choice for choice in before if choice.action != "talk_to_human"]


# ---------------------------------------------------------------- the end of the questions


async def _finish(turn: Turn, slots: Slots) -> None:
    if slots["consent"]:
        await _pass_on(turn, slots)
    else:
        await _keep_nothing(turn, slots)


async def _keep_nothing(turn: Turn, slots: Slots) -> None:
    await debt_threats.forget(turn, slots)
    turn.say("debt-not-passed-on-near" if slots.get("looks") == "near" else "debt-not-passed-on")
    await first_aid.say_free_line(turn)
    turn.offer("button-debt-help", "debt_help")
    turn.offer_human()


async def _pass_on(turn: Turn, slots: Slots) -> None:
    """Record the yes and the request, let its clock begin, and say what happens next."""
    referral = await debts.add(turn.session, _referral(turn, slots))
    await referrals.begin(turn.session, referral, turn.now)
    await turn.call_human(
        "debt_referral", priority=tasks.URGENT if referral.threat else tasks.SOON, subject_id=referral.id,
        words=_for_staff(referral, slots),
    )  # fmt: skip
    await audit.record(
        turn.session, "referral.consented", now=turn.now, person_id=referral.person_id,
        conversation_id=referral.conversation_id, referral=str(referral.id), to=referral.consent_to,
        purpose=referral.consent_purpose, what=referral.consent_what,
    )  # fmt: skip
    if turn.person is not None and referral.municipality:
        turn.person.municipality = referral.municipality
        turn.session.add(turn.person)
    _say_what_is_next(turn, referral, slots["to"])


def _referral(turn: Turn, slots: Slots) -> DebtReferral:
    assert turn.person is not None
    urgent = debt_threats.is_urgent(slots)
    today = clock.local(turn.now).date()
    desk = slots["to"]["desk"]
    return DebtReferral(
        id=uuid.UUID(slots["id"]), person_id=turn.person.id, conversation_id=turn.conversation.id, created_at=turn.now,
        municipality=slots["municipality"] or None, neighbourhood=slots.get("neighbourhood") or None,
        debt_types=slots["kinds"], words=slots["words"], letters=slots.get("files", []),
        threat=None if slots["threat"] == debt_threats.NONE else slots["threat"], urgent=urgent,
        threat_on=debt_days.on(slots.get("when")) if urgent else None, administration=slots["administration"],
        desk_id=uuid.UUID(desk) if desk else None, requested_on=today,
        due_on=terms.first_talk_by(today, urgent=urgent), **consent.given(turn, slots),
    )  # fmt: skip


def _for_staff(referral: DebtReferral, slots: Slots) -> str:
    """What the task says: the person's own words, and who has to bring it to a desk outside Stapje."""
    to = slots["to"]
    if to["desk"] is None or to["inside"]:
        return referral.words or texts.say("nl", "debt-task-new-words")
    return texts.say("nl", "debt-task-bring-words", to=to["name"], said=referral.words)


def _say_what_is_next(turn: Turn, referral: DebtReferral, to: Mapping[str, object]) -> None:
    name = str(to["name"])
    if to["inside"]:
        turn.say("debt-passed-on-urgent" if referral.urgent else "debt-passed-on", to=name)
    elif name:
        turn.say("debt-brought-urgent" if referral.urgent else "debt-brought", to=name)
    else:
        turn.say("debt-with-contact-urgent" if referral.urgent else "debt-with-contact")
    day = clock.day_words(referral.due_on, turn.language)
    turn.say("debt-due-asked" if referral.urgent and referral.threat not in debt_threats.LEGAL else "debt-due", day=day)
    if referral.urgent:
        debt_threats.say_who_reads(turn)
    turn.say("debt-what-is-next")
    turn.offer("button-my-request", "referral.status")
    turn.offer_human()


DEBT = forms.form(
    Form(
        kind="debt",
        slots=debt_questions.SLOTS,
        finish=_finish,
        stopped="debt-stopped",
        own_intents=debt_answers.OWN_INTENTS,
        hears=debt_answers.hears,
        between=debt_questions.between,
        files="debt-letter-kept",
    )
)
