"""What is kept of somebody, and what they may ask about it (AVG; DOMAIN.md section 7)."""

from __future__ import annotations

from actions.registry import answers
from actions.turn import Turn
from storage import audit, checkins, debts, steps


@answers("privacy_request")
async def privacy_request(turn: Turn) -> None:
    """Say plainly what is kept and who can read it; a wish to see or delete goes to a human, recorded."""
    turn.say("privacy-what")
    if turn.person is not None:
        kept_steps = await steps.open_steps(turn.session, turn.person.id)
        moods = await checkins.recent(turn.session, turn.person.id)
        turn.say("privacy-of-you", steps=len(kept_steps), moods=len(moods))
    turn.say("privacy-choose")
    turn.offer("button-privacy-see", "privacy.ask", wish="see")
    turn.offer("button-privacy-delete", "privacy.ask", wish="delete")
    if await debts.open_one(turn.session, turn.conversation.id) is not None:
        turn.offer("button-referral-withdraw", "referral.withdraw")
    turn.offer_human()


@answers("privacy.ask")
async def ask(turn: Turn) -> None:
    """Pass the wish on: a human has a month by law, and the person hears that."""
    wish = str(turn.arguments["wish"])
    await turn.call_human("privacy", words=turn.word(f"privacy-wish-{wish}"))
    await audit.record(
        turn.session, "privacy.requested", now=turn.now, conversation_id=turn.conversation.id,
        person_id=turn.person.id if turn.person else None, wish=wish,
    )  # fmt: skip
    turn.say("privacy-passed-on")
