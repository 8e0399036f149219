"""What is said of goals and steps outside any question, read by rules before the model's meaning is looked at."""

from __future__ import annotations

import uuid
from datetime import datetime

from actions.goals import keep_goal
from actions.step_meant import spoken_of
from actions.step_moments import said_when
from actions.step_results import helps
from actions.step_words import says_later, says_partly, wants_reminder, went_so_so
from actions.turn import Turn
from nlu.confidence import SURE
from nlu.goals import GoalTalk, find_goal
from nlu.life_domains import life_domain_in
from nlu.step_parts import helper_in, nothing_more, place_in
from storage import goals, messages, steps
from storage.steps import Step

SHORT = 7
"""Who adds to a step that was just said back does so in so many words."""


async def hear(turn: Turn) -> bool:
    """Act on a goal that names itself, or on more about the step just made; False when the message is neither.

    It comes after danger, a human in the chat, buttons and open forms (see actions.turn), and is read only where the
    model feels no danger.
    """
    if turn.person is None or turn.understood.perhaps_danger:
        return False
    if await _a_goal(turn) or await _how_it_went(turn) or await _more_about_the_step(turn):
        turn.conversation.stumbles = 0
        return True
    return False


async def _a_goal(turn: Turn) -> bool:
    """A goal that says so itself; "mijn doel voor morgen" is a step."""
    assert turn.person is not None
    said = find_goal(turn.text)
    if said is None or said_when(turn) is not None:
        return False
    if said.talk is GoalTalk.REACHED and not await goals.open_goals(turn.session, turn.person.id):
        return False  # it may be a step
    if said.talk is GoalTalk.WISH:
        return await _a_wish(turn, said.words)
    await turn.go("goal.said")
    return True


async def _a_wish(turn: Turn, words: str) -> bool:
    """ "Ik wil van mijn schulden af" asks for help and is a goal as well; of other wishes the model knows best."""
    if turn.understood.intent != "debt_help" or turn.understood.confidence < SURE:
        return False
    await keep_goal(turn, words, life_domain_in(words))
    await turn.go("debt_help")
    return True


async def _how_it_went(turn: Turn) -> bool:
    """A short answer to "hoe ging het met je stap?" that could be about anything else at any other moment."""
    if len(turn.text.split()) > SHORT:
        return False
    action = _perhaps_about_it(turn)
    if action is None or (step := await spoken_of(turn)) is None:
        return False
    await turn.go(action, {"step": str(step.id)})
    return True


def _perhaps_about_it(turn: Turn) -> str | None:
    """The action for such an answer, if it is about a step; None for what says nothing of one."""
    if says_partly(turn.text) or went_so_so(turn.text):
        return "step.partly"
    if turn.understood.intent == "checkin_positive" and turn.understood.confidence >= SURE:
        return "step.done"
    return "step.move" if _another_moment(turn) and not _something_else(turn) else None


def _another_moment(turn: Turn) -> bool:
    times = [span.text for span in turn.understood.times]
    return says_later(turn.text) or (said_when(turn) is not None and nothing_more(turn.text, *times))


async def _more_about_the_step(turn: Turn) -> bool:
    """ "Samen met mijn zus", "bij het wijkteam" or "liever vrijdag", right after a step was spoken of."""
    if len(turn.text.split()) > SHORT or _something_else(turn) or not _only_about_it(turn):
        return False
    step = await _last_spoken_of(turn)
    if step is None:
        return False
    if wants_reminder(turn.text):
        await turn.go("step.remind", {"step": str(step.id)})
    elif await helps(turn, step):
        pass
    elif place := place_in(turn.text):
        step.place = place
        turn.session.add(step)
        turn.say("step-place-kept", place=place)
        turn.remember("step", step=str(step.id))
    else:
        return False
    return True


def _only_about_it(turn: Turn) -> bool:
    """Whether a message is no step of its own and no other matter with a moment in it ("morgen ziekenhuis")."""
    times = [span.text for span in turn.understood.times]
    more = not nothing_more(turn.text, helper_in(turn.text), place_in(turn.text), *times)
    return not (more and (times or turn.understood.intent == "step_set"))


async def _last_spoken_of(turn: Turn) -> Step | None:
    """The open step that the last message was about; None when anything else was said since, or by a human."""
    spoken = turn.recalled("step") or turn.recalled("step_easier")
    last = await messages.last_said(turn.session, turn.conversation.id) if spoken else None
    if spoken is None or last is None or last.created_at != datetime.fromisoformat(spoken["at"]):
        return None
    step = await steps.by_id(turn.session, uuid.UUID(spoken["step"]))
    return step if step is not None and step.state == "open" else None


APPOINTMENTS = frozenset({"make_appointment", "reschedule_appointment", "confirm_appointment"})


def _something_else(turn: Turn) -> bool:
    """Whether a message is surely not about a step; "liever zaterdag" is said of appointments too, mostly by name."""
    intent = turn.understood.intent
    if intent in APPOINTMENTS:
        return "afspraak" in turn.text.lower() or "appointment" in turn.text.lower()
    return intent not in (None, "step_set", "step_not_done", "out_of_scope") and turn.understood.confidence >= SURE
