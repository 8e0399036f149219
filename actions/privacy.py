"""What is kept of somebody, who looked at it, and what they may ask about it (AVG; DOMAIN.md section 7)."""

from __future__ import annotations

from actions import clock, rights
from actions.registry import answers
from actions.turn import Turn
from nlu.privacy import asks_who_looked
from storage import audit, checkins, debts, steps
from storage.audit import Looker

MOST_LOOKERS = 6
"""So many lines still read as a list; the rest is counted, and a human has them all."""
WISHES = {"see": rights.EXPORT, "correct": rights.CORRECTION, "delete": rights.DELETION}
"""What a button of the chat asks for."""


async def hear(turn: Turn) -> bool:
    """Whether this was the question who looked; then it has been answered."""
    if turn.person is None or not asks_who_looked(turn.text):
        return False
    await who_looked(turn)
    return True


@answers("privacy_request")
async def privacy_request(turn: Turn) -> None:
    """Say plainly what is kept and who can read it; a wish to see or delete goes to a human, recorded."""
    turn.say("privacy-what")
    if turn.person is not None:
        kept_steps = await steps.open_steps(turn.session, turn.person.id)
        moods = await checkins.recent(turn.session, turn.person.id)
        turn.say("privacy-of-you", steps=len(kept_steps), moods=len(moods))
    turn.say("privacy-choose")
    if turn.person is not None:
        turn.offer("button-privacy-lookers", "privacy.lookers")
    turn.offer("button-privacy-see", "privacy.ask", wish="see")
    if turn.person is not None:
        turn.offer("button-privacy-correct", "privacy.ask", wish="correct")
    turn.offer("button-privacy-delete", "privacy.ask", wish="delete")
    if await debts.open_one(turn.session, turn.conversation.id) is not None:
        turn.offer("button-referral-withdraw", "referral.withdraw")
    turn.offer_human()


@answers("privacy.ask")
async def ask(turn: Turn) -> None:
    """Pass the wish on: a human has a month by law, and the person hears that."""
    wish = str(turn.arguments["wish"])
    subject = None
    if turn.person is not None:
        kind = WISHES[wish]
        subject = await rights.asked_in_chat(turn.session, turn.person, kind, turn.now)
    await turn.call_human("privacy", words=turn.word(f"privacy-wish-{wish}"), subject_id=subject)
    await audit.record(
        turn.session, "privacy.requested", now=turn.now, conversation_id=turn.conversation.id,
        person_id=turn.person.id if turn.person else None, by="client", wish=wish,
    )  # fmt: skip
    turn.say("privacy-passed-on")
    if wish == "correct":
        turn.say("privacy-tell-what")


@answers("privacy.lookers")
async def who_looked(turn: Turn) -> None:
    """Say which colleagues looked, who was there last first; that it was asked is written down too."""
    assert turn.person is not None, "only clients are offered this"
    found = await audit.lookers(turn.session, turn.person.id)
    await audit.record(
        turn.session, "privacy.looked", now=turn.now, conversation_id=turn.conversation.id, person_id=turn.person.id,
        by="client",
    )  # fmt: skip
    if found:
        shown = "\n".join(line(turn.language, one, turn) for one in found[:MOST_LOOKERS])
        turn.say("privacy-lookers", list=shown)
        if len(found) > MOST_LOOKERS:
            turn.say("privacy-lookers-more", count=len(found) - MOST_LOOKERS)
        turn.say("privacy-lookers-ask")
    else:
        turn.say("privacy-lookers-none")
    turn.offer("button-privacy-see", "privacy.ask", wish="see")
    turn.offer_human()


def line(language: str, one: Looker, turn: Turn) -> str:
    """One colleague, as a client reads it."""
    role = turn.word(f"role-{one.role.replace('_', '-')}")
    day = clock.day_words(clock.local(one.last_at).date(), language)
    key = "privacy-looker-emergency" if one.emergency else "privacy-looker"
    return turn.word(key, name=one.name, role=role, count=one.times, day=day)
