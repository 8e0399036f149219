"""Goals: what somebody wants to reach, in their own words. Small steps lead there; nothing is measured."""

from __future__ import annotations

import uuid

from actions import forms, step_form
from actions.forms import Detour, Form, Slot, Slots
from actions.permissions import May
from actions.registry import answers
from actions.step_library import LIBRARY, plain
from actions.step_words import any_will_do, wants_others
from actions.steps import SHOWN, WITH_A_BUTTON, listed, own_step, short
from actions.turn import Turn
from nlu.goals import GoalTalk, find_goal
from nlu.life_domains import life_domain_in
from storage import goals, steps
from storage.goals import Goal
from storage.steps import LIFE_DOMAINS

DOMAINS_AT_ONCE = 4
TONES = 3
"""So many ways there are to congratulate on a goal."""


def _read_words(turn: Turn) -> str | None:
    if turn.understood.intent in step_form.NOTHING_SAID:
        return None
    said = find_goal(turn.text)
    words = (said.words if said else "") or turn.text.strip(" .")
    return words[: step_form.LONGEST] if len(words) > 2 else None


def _read_domain(turn: Turn) -> str | None:
    """A life domain, "" for none; not knowing is fine."""
    if turn.understood.intent == "deny" or any_will_do(turn.text):
        return ""
    return LIBRARY.topics.get(plain(turn.text)) or turn.understood.value("life_domain") or life_domain_in(turn.text)


async def _kept(turn: Turn, slots: Slots) -> None:
    goal = await keep_goal(turn, slots["words"], slots["domain"] or None)
    if slots["then_step"]:
        await step_form.begin(turn, goal=str(goal.id), domain=goal.life_domain)
    else:
        _offer_steps(turn, goal)


async def keep_goal(turn: Turn, words: str, domain: str | None) -> Goal:
    """Keep a goal and say so; one that is there already stays as it is."""
    assert turn.person is not None
    if (goal := await _same(turn, words)) is not None:
        turn.say("goal-there-already", goal=goal.words)
        return goal
    turn.say("goal-kept", goal=words)
    goal = Goal(person_id=turn.person.id, words=words, life_domain=domain, created_at=turn.now)
    return await goals.add(turn.session, goal)


async def _same(turn: Turn, words: str) -> Goal | None:
    assert turn.person is not None
    mine = await goals.open_goals(turn.session, turn.person.id)
    return next((goal for goal in mine if plain(goal.words) == plain(words)), None)


def _offer_steps(turn: Turn, goal: Goal) -> None:
    turn.say("goal-step-question")
    turn.offer("button-small-step", "goal.step", answers="yes", goal=str(goal.id))
    if goal.life_domain is not None:
        turn.offer("button-ideas", "step.ideas", known={"goal": str(goal.id), "domain": goal.life_domain})
    if goal.life_domain == "schulden":
        turn.offer("button-debt-help", "debt_help")
    turn.offer("button-not-now", "small_talk.fine", answers="no")


OTHERS = Detour(label="button-other-topics", action="goal.other_domains", asked=lambda turn: wants_others(turn.text))
GOAL = forms.form(
    Form(
        kind="goal",
        slots=(
            Slot(
                name="domain", ask="goal-domain", read=_read_domain, certain=True,
                named=lambda slots: [*slots["domains"][:DOMAINS_AT_ONCE], slots["none"]], detours=(OTHERS,),
            ),
        ),
        finish=_kept,
        own_intents=frozenset({"step_set"}),
    )
)  # fmt: skip


async def _told(turn: Turn, slots: Slots) -> None:
    await _begin(turn, slots["words"], then_step=slots["then_step"])


WORDS = forms.form(
    Form(
        kind="goal_words",
        slots=(Slot(name="words", ask="goal-what", read=_read_words),),
        finish=_told,
        own_intents=frozenset({"step_set"}),
    )
)


async def _begin(turn: Turn, words: str = "", *, then_step: bool = False) -> None:
    """Keep a goal; its words are asked where none were said, its part of life only where the words do not tell it."""
    if not words:
        await forms.start(turn, WORDS, then_step=then_step)
        return
    domains = [[turn.word(f"domain-{name}"), name] for name in LIFE_DOMAINS]
    domain = turn.understood.value("life_domain") or life_domain_in(words)
    known = {"words": words[: step_form.LONGEST], "then_step": then_step} | ({"domain": domain} if domain else {})
    await forms.start(turn, GOAL, domains=domains, none=[turn.word("button-skip"), ""], **known)


@answers("goal.said", needs=May.HAVE_STEPS)
async def said(turn: Turn) -> None:
    """A message that speaks of a goal: keep it, ask which one, show them, or celebrate."""
    found = find_goal(turn.text)
    if found is None:
        await turn.go("old_button")
    elif found.talk is GoalTalk.ASKING:
        await show_all(turn)
    elif found.talk is GoalTalk.REACHED:
        await reached(turn)
    else:
        await _begin(turn, found.words)


@answers("goal.new", needs=May.HAVE_STEPS)
async def new(turn: Turn) -> None:
    """Ask for a goal in own words."""
    await _begin(turn)


@answers("goal.before_step", needs=May.HAVE_STEPS)
async def before_step(turn: Turn) -> None:
    """Asked for a step, somebody named a goal: keep that, then ask for a small step towards it."""
    found = find_goal(turn.text)
    await _begin(turn, found.words if found else "", then_step=True)


@answers("goal.other_domains", needs=May.HAVE_STEPS)
async def other_domains(turn: Turn) -> None:
    """The life domains that were not on the buttons; after the last ones the first come again."""
    state = turn.conversation.form
    if state is None or state["kind"] != GOAL.kind:
        await turn.go("old_button")
        return
    domains = state["slots"]["domains"]
    await forms.renew(turn, domains=[*domains[DOMAINS_AT_ONCE:], *domains[:DOMAINS_AT_ONCE]])


# ---------------------------------------------------------------- looking


@answers("goal.list", needs=May.HAVE_STEPS)
async def show_all(turn: Turn) -> None:
    """What somebody wants to reach; a single goal at once with its steps."""
    assert turn.person is not None
    mine = await goals.open_goals(turn.session, turn.person.id)
    if len(mine) == 1:
        await _show(turn, mine[0])
        return
    if not mine:
        turn.say("goals-none")
    else:
        lines = "\n".join(_line(turn, goal) for goal in mine[:SHOWN])
        turn.say("goals-open", goals=lines)
    for goal in mine[:WITH_A_BUTTON]:
        turn.offer("button-named-step", "goal.show", name=short(goal.words, 24), goal=str(goal.id))
    turn.offer("button-new-goal", "goal.new", answers="" if mine else "yes")
    turn.offer("button-my-steps", "ask_steps")


def _line(turn: Turn, goal: Goal) -> str:
    domain = f" ({turn.word(f'domain-{goal.life_domain}')})" if goal.life_domain else ""
    return f"• {goal.words}{domain}"


@answers("goal.show", needs=May.HAVE_STEPS)
async def show(turn: Turn) -> None:
    """One goal."""
    goal = await _own(turn)
    if goal is not None:
        await _show(turn, goal)


async def _show(turn: Turn, goal: Goal) -> None:
    turn.say("goal-one", goal=goal.words)
    if some := await steps.open_for_goal(turn.session, goal.id):
        turn.say("steps-open", count=len(some), steps=listed(turn, some[:SHOWN]))
    turn.offer("button-small-step", "goal.step", goal=str(goal.id))
    turn.offer("button-goal-reached", "goal.reached", goal=str(goal.id))
    turn.offer("button-goal-drop", "goal.drop", goal=str(goal.id))
    turn.offer("button-new-goal", "goal.new")


# ---------------------------------------------------------------- steps towards it


@answers("goal.step", needs=May.HAVE_STEPS)
async def step_towards(turn: Turn) -> None:
    """A small step towards a goal."""
    goal = await _own(turn)
    if goal is not None:
        await step_form.begin(turn, goal=str(goal.id), domain=goal.life_domain)


@answers("step.for_goal", needs=May.HAVE_STEPS)
async def which_goal(turn: Turn) -> None:
    """For which of the open goals a step is; with a single one that is clear."""
    assert turn.person is not None
    step = await own_step(turn)
    if step is None:
        return
    mine = await goals.open_goals(turn.session, turn.person.id)
    if len(mine) == 1:
        await turn.go("step.link", {"step": str(step.id), "goal": str(mine[0].id)})
        return
    turn.say("goal-which" if mine else "goals-none")
    for goal in mine[:SHOWN]:
        turn.offer("button-named-step", "step.link", name=short(goal.words, 40), step=str(step.id), goal=str(goal.id))


@answers("step.link", needs=May.HAVE_STEPS)
async def link(turn: Turn) -> None:
    """A step belongs to a goal, and so to its part of life."""
    goal, step = await _own(turn), await own_step(turn)
    if goal is None or step is None:
        return
    step.goal_id, step.life_domain = goal.id, goal.life_domain or step.life_domain
    turn.session.add(step)
    await turn.session.flush()
    await step_form.said_back(turn, step)


# ---------------------------------------------------------------- the end of a goal


@answers("goal.reached", needs=May.HAVE_STEPS)
async def reached(turn: Turn) -> None:
    """A goal is reached: congratulations, and nothing else is asked."""
    goal = await _which(turn, "goal.reached")
    if goal is not None:
        await goals.end(turn.session, goal, state="reached", now=turn.now)
        turn.say("goal-reached", goal=goal.words, tone=goal.id.int % TONES + 1)
        turn.offer("button-new-goal", "goal.new")
        turn.offer("button-enough", "small_talk.fine", answers="no")


@answers("goal.drop", needs=May.HAVE_STEPS)
async def drop(turn: Turn) -> None:
    """Somebody lets a goal go; it can be taken back."""
    goal = await _own(turn)
    if goal is not None:
        await goals.end(turn.session, goal, state="dropped", now=turn.now)
        turn.say("goal-dropped", goal=goal.words)
        turn.offer("button-goal-keep", "goal.keep", goal=str(goal.id))
        turn.offer("button-enough", "small_talk.fine", answers="no")


@answers("goal.keep", needs=May.HAVE_STEPS)
async def keep(turn: Turn) -> None:
    """A goal that was let go is kept after all."""
    goal = await _own(turn, state="dropped")
    if goal is not None:
        await goals.open_again(turn.session, goal)
        await _show(turn, goal)


async def _which(turn: Turn, action: str) -> Goal | None:
    """The goal that is meant: on the button, or the only open one; else ask."""
    assert turn.person is not None
    if "goal" in turn.arguments:
        return await _own(turn)
    mine = await goals.open_goals(turn.session, turn.person.id)
    if len(mine) == 1:
        return mine[0]
    turn.say("goal-which" if mine else "goals-none")
    for goal in mine[:SHOWN]:
        turn.offer("button-named-step", action, name=short(goal.words, 40), goal=str(goal.id))
    if not mine:
        turn.offer("button-new-goal", "goal.new", answers="yes")
    return None


async def _own(turn: Turn, *, state: str = "open") -> Goal | None:
    """The goal of this person on the button, in this state; None, and said kindly, when the button has had its time."""
    assert turn.person is not None
    goal = await goals.by_id(turn.session, uuid.UUID(turn.arguments["goal"]))
    if goal is None or goal.person_id != turn.person.id or goal.state != state:
        await turn.go("old_button")
        return None
    return goal
