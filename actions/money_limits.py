"""What Stapje does not do with money: it pays nothing, reckons no amounts and needs no account numbers."""

from __future__ import annotations

from actions import forms
from actions.registry import answers
from actions.turn import Turn
from nlu.numbers import has_number, without_numbers

ONLY_A_NUMBER = 6
"""A message with a number and fewer words than these is about the number alone."""


async def spare_numbers(turn: Turn) -> bool:
    """An account number, a card or a BSN: kindly say that it is not needed. True when nothing else was said.

    It comes before any form: none of ours asks for one.
    """
    if turn.staff is not None or not has_number(turn.text):
        return False
    turn.say("money-no-numbers")
    if len(without_numbers(turn.text).split()) >= ONLY_A_NUMBER:
        return False
    if not forms.ask_again(turn):
        turn.offer("button-menu", "ask_help")
        turn.offer_human()
    return True


@answers("money.sums")
async def no_sums(turn: Turn) -> None:
    """The protected income is never reckoned in a chat: who may do it, does it with the papers on the table."""
    turn.say("money-no-sums")
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-debt-help", "debt_help")
    turn.offer("button-not-now", "small_talk.fine", answers="no")


@answers("money.orders")
async def no_orders(turn: Turn) -> None:
    """Stapje moves no money; it helps to ask who does."""
    turn.say("money-no-orders")
    if turn.person is not None:
        turn.offer("button-money-draft", "money.draft", answers="yes")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.offer_human()
