"""What professionals ask in a sentence. Each becomes a task that a coordinator sees; nothing is shared by itself."""

from __future__ import annotations

from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn


@answers("request_fast_fund", needs=May.ANSWER_CLIENTS, effect=True)
async def request_fast_fund(turn: Turn) -> None:
    """A request to the versnelfonds: the human who decides gets it in the asker's words."""
    await turn.call_human("request")
    turn.say("request-fast-fund")


@answers("put_on_case_table", needs=May.ANSWER_CLIENTS, effect=True)
async def put_on_case_table(turn: Turn) -> None:
    """A case for the casuïstiektafel."""
    await turn.call_human("request")
    turn.say("request-case-table")


@answers("report_signal", needs=May.ANSWER_CLIENTS, effect=True)
async def report_signal(turn: Turn) -> None:
    """An early signal for the preventieregisseur."""
    await turn.call_human("request")
    turn.say("request-signal")
