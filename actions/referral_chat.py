"""A client asks how far their request for debt help is, adds something, or takes the consent back.

A question about it is heard by rules (nlu/referrals.py), for the model knows only that it is about debts.
"""

from __future__ import annotations

from datetime import datetime

from actions import clock, forms, handover, referral_news, referral_words, referrals
from actions import debts as debt_help
from actions.forms import Form, Slot, Slots
from actions.permissions import May, may
from actions.registry import answers
from actions.turn import Turn
from nlu.referrals import StatusQuestion, find_status_question
from storage import debts
from storage.debts import DebtReferral, Standing


async def hear(turn: Turn) -> bool:
    """Say how far the request is when a message asks that and nothing else. It comes before an open form, which waits.

    Who never had a request may mean anything by "mijn aanvraag": that is left to the model.
    """
    if not may(turn.role, May.HAVE_REFERRALS) or turn.understood.perhaps_danger:
        return False
    asked = find_status_question(turn.text)
    standing = await debts.standing(turn.session, turn.conversation.id) if asked else None
    if asked is None or not _is_meant(asked, standing):
        return False
    turn.conversation.stumbles = 0
    await turn.go("referral.status")
    if _in_a_form(turn):
        turn.choices.clear()
        turn.say("form-resume")
        forms.ask_again(turn)
    return True


def _is_meant(asked: StatusQuestion, standing: Standing | None) -> bool:
    if asked is StatusQuestion.DEBT_HELP:
        return True
    return standing is not None and standing.referral.closed_at is None


def _in_a_form(turn: Turn) -> bool:
    state = turn.conversation.form
    return state is not None and turn.now - datetime.fromisoformat(state["at"]) <= forms.LASTS


@answers("referral.status", needs=May.HAVE_REFERRALS)
async def status(turn: Turn) -> None:
    """Where the request is. Whoever read that needs no message about it any more."""
    standing = await debts.standing(turn.session, turn.conversation.id)
    if standing is None:
        turn.say("referral-none")
        turn.offer("button-debt-help", "debt_help")
        turn.offer_human()
        return
    turn.paragraphs += referral_words.paragraphs(standing, turn.language, clock.local(turn.now).date())
    await referral_news.drop_for(turn.session, standing.referral, turn.now)
    if standing.referral.closed_at is None:
        turn.offer("button-referral-more", "referral.more")
        turn.offer("button-referral-withdraw", "referral.withdraw")
    else:
        turn.offer("button-debt-help", "debt_help")
    turn.offer_human()


async def _running(turn: Turn) -> DebtReferral | None:
    """The request that a button is about; one that is over meanwhile is shown as it is."""
    found = await debts.open_one(turn.session, turn.conversation.id)
    if found is None:
        await status(turn)
    return found


# ---------------------------------------------------------------- something more


def _read_more(turn: Turn) -> str | None:
    return turn.text.strip()[: referrals.LONGEST_WORDS] or None


async def _add(turn: Turn, slots: Slots) -> None:
    referral = await _running(turn)
    if referral is None:
        return
    threat = debt_help.threat_in(slots["words"])
    await referrals.add_words(turn.session, referral, slots["words"], threat, turn.now)
    turn.say("referral-more-kept")
    handover.who_reads(turn)
    turn.offer_human()


MORE = forms.form(
    Form(
        kind="referral_more",
        slots=(Slot(name="words", ask="referral-more-ask", read=_read_more, certain=True),),
        finish=_add,
        stopped="referral-more-stopped",
    )
)


@answers("referral.more", needs=May.HAVE_REFERRALS)
async def more(turn: Turn) -> None:
    """Ask what is to be added; the next message is it."""
    if await _running(turn) is not None:
        await forms.start(turn, MORE)


# ---------------------------------------------------------------- the consent


@answers("referral.withdraw", needs=May.HAVE_REFERRALS)
async def ask_to_withdraw(turn: Turn) -> None:
    """Say honestly what stopping does and what it cannot undo, and ask once."""
    referral = await _running(turn)
    if referral is None:
        return
    turn.say("referral-withdraw-means")
    turn.paragraphs.append(referral_words.passed_on(referral, turn.language))
    turn.say("referral-withdraw-sure")
    turn.offer("button-referral-stop", "referral.withdrawn", answers="yes")
    turn.offer("button-referral-go-on", "referral.goes_on", answers="no")
    turn.offer_human()


@answers("referral.goes_on", needs=May.HAVE_REFERRALS)
async def goes_on(turn: Turn) -> None:
    """Nothing changes."""
    turn.say("referral-goes-on")
    turn.offer_human()


@answers("referral.withdrawn", needs=May.HAVE_REFERRALS)
async def withdrawn(turn: Turn) -> None:
    """The consent is taken back."""
    referral = await _running(turn)
    if referral is None:
        return
    await referrals.withdraw(turn.session, referral, turn.now)
    turn.say("referral-withdrawn")
    turn.say("referral-withdrawn-later")
    turn.offer_human()
