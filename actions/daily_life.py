"""Food, clothes, money for today, and everything around a home: a human soon, and what can be done now."""

from __future__ import annotations

from actions.handover import who_reads
from actions.registry import answers
from actions.turn import Turn
from storage import tasks


@answers("need_basics")
async def need_basics(turn: Turn) -> None:
    """No food, clothes or money: first what can be done today, then a human."""
    await turn.call_human("need_basics", priority=tasks.SOON)
    turn.say("basics-first")
    who_reads(turn)
    turn.offer("button-debt-help", "debt_help")
    turn.offer_human()


@answers("ask_housing")
async def ask_housing(turn: Turn) -> None:
    """How long until a home: nobody can promise that; the contactperson knows where somebody stands."""
    await turn.call_human("housing")
    turn.say("housing-no-promise")
    who_reads(turn)
    turn.offer_human()


@answers("report_housing_problem")
async def report_housing_problem(turn: Turn) -> None:
    """Trouble in or around the home: heard, passed on, and who to call when it is urgent."""
    await turn.call_human("housing", priority=tasks.SOON)
    turn.say("housing-problem-heard")
    who_reads(turn)
    turn.offer_human()
