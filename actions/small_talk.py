"""Greetings, thanks, yes and no, what Stapje can do, and that it is a computer."""

from __future__ import annotations

from actions.permissions import May, may
from actions.registry import answers
from actions.turn import Turn, answer_of
from storage.staff import Role


@answers("greet", "start")
async def greet(turn: Turn) -> None:
    """Say hello and what one can begin with."""
    name = turn.person.display_name if turn.person else turn.staff.display_name if turn.staff else ""
    turn.say("greet-known" if name else "greet", name=name)
    _menu(turn)


@answers("ask_help")
async def ask_help(turn: Turn) -> None:
    """What Stapje can do for this person."""
    turn.say("help-staff" if turn.staff else "help")
    if may(turn.role, May.ASK_CASELOAD):
        turn.say("help-staff-caseload")
    _menu(turn)


def _menu(turn: Turn) -> None:
    if may(turn.role, May.ASK_CASELOAD):
        turn.offer("button-day", "caseload.show", question="day", team=False)
    turn.offer("button-bed", "ask_bed_availability")
    if may(turn.role, May.CHANGE_BEDS):
        turn.offer("button-who-is-in", "update_bed_occupancy")
        return
    if turn.role in (Role.CLIENT, Role.VISITOR):
        turn.offer("button-debt-help", "debt_help")
    if turn.role is Role.CLIENT:
        turn.offer("button-my-steps", "ask_steps")
        turn.offer("button-my-appointments", "ask_appointment")
        turn.offer("button-how-often", "rhythm.show")
    turn.offer_human()


@answers("goodbye")
async def goodbye(turn: Turn) -> None:
    """Until next time; the door stays open."""
    turn.say("goodbye")


@answers("thank")
async def thank(turn: Turn) -> None:
    """You're welcome."""
    turn.say("thank")


@answers("bot_challenge")
async def bot_challenge(turn: Turn) -> None:
    """The bot always says that it is a computer."""
    turn.say("i-am-a-computer")
    turn.offer_human()


@answers("affirm")
async def affirm(turn: Turn) -> None:
    """Yes – to what the last message asked, or else a friendly "what can I do"."""
    if not await answer_of(turn, "yes"):
        turn.say("affirm-nothing-asked")
        turn.offer("button-menu", "ask_help")


@answers("deny")
async def deny(turn: Turn) -> None:
    """No is always fine."""
    if not await answer_of(turn, "no"):
        await fine(turn)


@answers("small_talk.fine")
async def fine(turn: Turn) -> None:
    """Nothing now: that is fine, and one may come back."""
    turn.say("fine")
    turn.offer("button-menu", "ask_help")
