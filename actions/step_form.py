"""Making a step in at most four short turns: what, when, the first five minutes, and the whole of it said back.

Where it is and who comes along are read from what was said, never asked. A step belongs to a part of life: of its goal,
of the idea it came from, or of its words.
"""

from __future__ import annotations

import re
import uuid

from actions import form_words, forms, step_lines, step_moments
from actions.forms import Detour, Form, Slot, Slots
from actions.step_library import LIBRARY
from actions.step_words import asks_for_ideas, step_in
from actions.turn import Turn
from nlu.confidence import CLEAR
from nlu.goals import GoalTalk, find_goal
from nlu.life_domains import life_domain_in
from nlu.step_parts import helper_in, place_in
from storage import goals, nudges, steps
from storage.goals import Goal
from storage.steps import Step

LONGEST = 300
"""So many characters of somebody's words are kept for a step."""
NOTHING_SAID = ("deny", "affirm", "goodbye", "thank")


def _read_what(turn: Turn) -> str | None:
    if turn.understood.intent in NOTHING_SAID:
        return None
    what = step_in(turn.understood)
    return what[:LONGEST] if what else None


_NEED = re.compile(r"\?|\b(?:ik|we|heb|geen|nodig|honger|dorst|koud|waar|i|we|need|hungry|cold|no|where)\b")


def _read_first(turn: Turn) -> str | None:
    """What somebody does first, in their own words; not knowing it is an answer, and so is a no.

    "Schoenen aan" is an answer, though it may look like a question for shoes; "ik heb honger" is none.
    """
    understood = turn.understood
    if understood.intent in form_words.INTERRUPTING and understood.confidence >= CLEAR:
        need = understood.intent != "need_basics" or _NEED.search(turn.text.lower()) is not None
        return None if need else turn.text.strip(" .")[:LONGEST]
    if turn.understood.intent == "deny" or asks_for_ideas(turn.text):
        return ""
    return turn.text.strip(" .")[:LONGEST] if turn.understood.intent not in NOTHING_SAID else None


def _and_when(turn: Turn) -> Slots:
    when = step_moments.said_with_step(turn)
    return {} if when is None else {"when": when}


def _wants_a_goal(turn: Turn) -> bool:
    """Whether the answer to "which step?" is a goal: something that takes longer than until next week."""
    said = find_goal(turn.text)
    named = said is not None and said.talk in (GoalTalk.NAMED, GoalTalk.WISH, GoalTalk.WITHOUT_WORDS)
    return named and step_moments.said_with_step(turn) is None


_FIRST_OPTIONS = (("button-skip", ""),)
IDEAS = Detour(label="button-ideas", action="step.ideas", asked=lambda turn: asks_for_ideas(turn.text))
GOAL = Detour(label=None, action="goal.before_step", asked=_wants_a_goal)
WHAT = Slot(name="what", ask="step-what", read=_read_what, also=_and_when, detours=(IDEAS, GOAL))
WHAT_IS_LEFT = Slot(name="what", ask="step-what-left", read=_read_what, also=_and_when)
WHAT_SMALLER = Slot(
    name="what", ask="step-what-smaller", read=_read_what, also=_and_when, named=lambda slots: slots.get("pieces", ())
)
WHEN = Slot(
    name="when", ask="step-when", again="step-when-again", read=step_moments.read_when,
    named=lambda slots: slots["days"], moment=True,
)  # fmt: skip
FIRST = Slot(name="first", ask="step-first", read=_read_first, options=_FIRST_OPTIONS, certain=True)


async def _finish(turn: Turn, slots: Slots) -> None:
    step = await _keep(turn, slots)
    await said_back(turn, step)


def _form(kind: str, *slots: Slot) -> Form:
    return forms.form(Form(kind=kind, slots=slots, finish=_finish, own_intents=frozenset({"step_set"})))


STEP = _form("step", WHAT, WHEN, FIRST)
LEFT = _form("step_left", WHAT_IS_LEFT, WHEN, FIRST)
SMALLER = _form("step_smaller", WHAT_SMALLER, WHEN)
"""A smaller piece is the first five minutes itself."""


async def begin(turn: Turn, form: Form = STEP, **known: object) -> None:
    """Ask for a step what is not known yet.

    `known` may hold what, when, first, domain, goal (an id), place, helper, and `instead_of`: the id of the step that
    the new one takes the place of once it is there.
    """
    given = {name: value for name, value in known.items() if value is not None}
    await forms.start(turn, form, **{"days": step_moments.day_choices(turn)} | _of_idea(turn, given) | given)


def _of_idea(turn: Turn, known: Slots) -> Slots:
    """Who names a step of the library gets its first five minutes with it."""
    same = LIBRARY.same_as([known["what"]]) if "what" in known else ()
    idea = next((LIBRARY.find(key) for key in same), None)
    return {} if idea is None else {"first": idea.first[turn.language], "domain": idea.domain}


async def _keep(turn: Turn, slots: Slots) -> Step:
    assert turn.person is not None
    said = f"{slots['what']}. {slots['when']['said'] or ''}"
    goal = await _goal(turn, slots.get("goal"))
    domain = (goal.life_domain if goal else None) or slots.get("domain") or life_domain_in(slots["what"])
    goal = goal or await _only_goal(turn, domain)
    step = Step(
        person_id=turn.person.id, what=slots["what"], planned_at=step_moments.moment_of(slots["when"]),
        planned_words=slots["when"]["words"], first_action=slots.get("first") or None, life_domain=domain,
        place=slots.get("place") or place_in(said), helper=slots.get("helper") or helper_in(said),
        goal_id=goal.id if goal else None, created_at=turn.now,
    )  # fmt: skip
    await steps.add(turn.session, step)
    await _replace(turn, slots.get("instead_of"))
    return step


async def _goal(turn: Turn, goal_id: str | None) -> Goal | None:
    goal = await goals.by_id(turn.session, uuid.UUID(goal_id)) if goal_id else None
    return goal if goal is not None and goal.state == "open" else None


async def _only_goal(turn: Turn, domain: str | None) -> Goal | None:
    """The goal that a step about this part of life is surely for: the only open one there."""
    assert turn.person is not None
    there = [g for g in await goals.open_goals(turn.session, turn.person.id) if domain and g.life_domain == domain]
    return there[0] if len(there) == 1 else None


async def _replace(turn: Turn, instead_of: str | None) -> None:
    step = await steps.by_id(turn.session, uuid.UUID(instead_of)) if instead_of else None
    if step is not None and step.state == "open":
        await steps.end(turn.session, step, state="dropped", words=None, now=turn.now)
        await nudges.cancel_about(turn.session, step.id, now=turn.now, reason="another step")


async def said_back(turn: Turn, step: Step) -> None:
    """The whole step, and what helps to take it."""
    assert turn.person is not None
    goal = await goals.by_id(turn.session, step.goal_id) if step.goal_id else None
    turn.paragraphs.append(step_lines.lines(step, goal, turn.language))
    may_remind = step_moments.promise(step.planned_at, turn.now).ask_at is not None and not step.remind
    if may_remind or not step.helper:
        turn.say("step-help-question")
    if may_remind:
        turn.offer("button-remind", "step.remind", answers="yes", step=str(step.id))
    if not step.helper:
        turn.offer("button-company", "step.company", step=str(step.id))
    if goal is None and await goals.open_goals(turn.session, turn.person.id):
        turn.offer("button-for-goal", "step.for_goal", step=str(step.id))
    turn.offer("button-step-ready", "step.ready", answers="no")
    turn.remember("step", step=str(step.id))
