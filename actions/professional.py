"""What professionals ask in a sentence. Each becomes a task that a coordinator sees; nothing is shared by itself."""

from __future__ import annotations

from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import caseload


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


@answers("ask_caseload", needs=May.ASK_CASELOAD)
async def ask_caseload(turn: Turn) -> None:
    """Who waits for an answer, and who has not answered a check-in: facts from the record, longest first."""
    assert turn.staff is not None
    quiet = await caseload.quiet_clients(turn.session, turn.staff.id)
    waiting = await caseload.waiting_clients(turn.session, turn.staff.id)
    turn.say("caseload-waiting", count=len(waiting), names=", ".join(waiting[:10]) or "–")
    turn.say("caseload-quiet", count=len(quiet), names=", ".join(quiet[:10]) or "–")
