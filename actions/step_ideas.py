"""Who has no step in mind is asked what it may be about and gets three to choose from; own words are always good."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions import clock, form_words, forms
from actions.forms import Detour, Form, Slot, Slots
from actions.permissions import May
from actions.registry import answers
from actions.step_form import STEP, begin
from actions.step_library import LIBRARY, Idea, choose, plain
from actions.step_words import any_will_do, none_fits, step_in, wants_others, wants_own
from actions.turn import Turn
from nlu.confidence import CLEAR, SURE
from storage import checkins, steps
from storage.steps import LIFE_DOMAINS

TOPICS_AT_ONCE = 4
"""With "maakt niet uit" five answers: two looks show all life domains."""
REMEMBERED = 30
"""So many ideas somebody has seen are kept; older ones may come again."""
LONGEST_TOPIC = 4
"""Somebody who names a topic does so in so many words; a longer message is a story, and has its own answer."""
ANY = "any"
NUMBERS = {
    "1": 0, "een": 0, "eerste": 0, "one": 0, "first": 0, "2": 1, "twee": 1, "tweede": 1, "two": 1, "second": 1,
    "3": 2, "drie": 2, "derde": 2, "laatste": 2, "three": 2, "third": 2, "last": 2,
}  # fmt: skip
_NUMBER = re.compile(rf"(?:de |die |the |nummer |number |doe )*({'|'.join(NUMBERS)})(?: one| maar)?")


def _own_step(turn: Turn) -> bool:
    """Whether somebody would rather write, or does so already."""
    sure = turn.understood.intent == "step_set" and turn.understood.confidence >= CLEAR
    return wants_own(turn.text) or (sure and _topic(turn) is None and step_in(turn.understood) is not None)


def _topic(turn: Turn) -> str | None:
    if any_will_do(turn.text):
        return ANY
    said = re.sub(r"^(?:over|iets met|met|about|something with) ", "", plain(turn.text))
    if len(said.split()) > LONGEST_TOPIC:
        return None
    urgent = turn.understood.intent in form_words.INTERRUPTING
    return LIBRARY.topics.get(said) or (None if urgent else turn.understood.value("life_domain"))


def _topics(slots: Slots) -> Sequence[Sequence[str]]:
    return [*slots["topics"][:TOPICS_AT_ONCE], slots["any"]]


async def _topic_chosen(turn: Turn, slots: Slots) -> None:
    await _show(turn, slots["about"], slots["known"])


OWN = Detour(label="button-something-else", action="step.own", asked=_own_step)
HUMAN = (("button-human", "talk_to_human"),)
TOPIC = forms.form(
    Form(
        kind="step_topic",
        slots=(
            Slot(
                name="about", ask="idea-about", read=_topic, named=_topics, again="idea-about-again", certain=True,
                detours=(
                    Detour(
                        label="button-other-topics", action="step.other_topics", asked=lambda t: wants_others(t.text)
                    ),
                    OWN,
                ),
            ),
        ),
        finish=_topic_chosen,
        own_intents=frozenset({"step_set"}),
        always=HUMAN,
    )
)  # fmt: skip


def _chosen(turn: Turn) -> dict[str, str] | None:
    """An idea that was offered, by its words or its number; else a step in one's own words."""
    assert turn.conversation.form is not None
    offered = turn.conversation.form["slots"]["offered"]
    said = plain(turn.text)
    number = _NUMBER.fullmatch(said)
    if number and NUMBERS[number[1]] < len(offered):
        return {"idea": offered[NUMBERS[number[1]]][1]["idea"]}
    named = [value for words, value in offered if plain(words) == said]
    if named:
        return {"idea": named[0]["idea"]}
    own = step_in(turn.understood)
    about_it = turn.understood.intent in (None, "step_set") or turn.understood.confidence < SURE
    return {"own": own} if own is not None and about_it else None


def _others(turn: Turn) -> bool:
    return wants_others(turn.text) or none_fits(turn.text)


async def _idea_chosen(turn: Turn, slots: Slots) -> None:
    answer, known = slots["idea"], slots["known"]
    idea = LIBRARY.find(answer["idea"]) if "idea" in answer else None
    if idea is not None:
        if "when" not in known:  # else the whole step is said back at once
            turn.say("idea-first", what=idea.what[turn.language], first=idea.first[turn.language])
        await begin(turn, **known | {"what": idea.what[turn.language], "domain": idea.domain})
    else:  # one's own words, or an idea that has left the library since
        await begin(turn, **known | ({"what": answer["own"]} if "own" in answer else {}))


IDEA = forms.form(
    Form(
        kind="step_idea",
        slots=(
            Slot(
                name="idea", ask="idea-which", read=_chosen, named=lambda slots: slots["offered"],
                detours=(
                    Detour(label="button-other-ideas", action="step.other_ideas", asked=_others),
                    Detour(label="button-something-else", action="step.own", asked=lambda t: wants_own(t.text)),
                ),
            ),
        ),
        finish=_idea_chosen,
        own_intents=frozenset({"step_set"}),
        always=HUMAN,
    )
)  # fmt: skip


def _open(turn: Turn, *kinds: Form) -> Slots | None:
    """What is known in the open form, if it is one of these."""
    state = turn.conversation.form
    return state["slots"] if state is not None and state["kind"] in {form.kind for form in kinds} else None


@answers("step.ideas", needs=May.HAVE_STEPS)
async def ideas(turn: Turn) -> None:
    """No step comes to mind: ask what it may be about, unless that was said, and keep what is known already."""
    state = turn.conversation.form
    if state is not None and state["kind"] not in {form.kind for form in (STEP, TOPIC, IDEA)}:
        await turn.go("old_button")  # an old button must not end what somebody is busy with
        return
    known = turn.arguments.get("known") or _known(turn)
    if domain := known.get("domain"):
        await _show(turn, domain, known)
        return
    order = await _domains(turn)
    await forms.start(
        turn, TOPIC, known=known, topics=[[turn.word(f"domain-{name}"), name] for name in order],
        any=[turn.word("button-any-topic"), ANY],
    )  # fmt: skip


def _known(turn: Turn) -> Slots:
    """What was said of the step before it had a name; a step that has one already is left for a new one."""
    if (step := _open(turn, STEP)) is not None:
        return {} if "what" in step else step
    return dict((_open(turn, TOPIC, IDEA) or {}).get("known", {}))


async def _domains(turn: Turn) -> list[str]:
    """All life domains: first those of the open steps, then of the last check-in, then the others."""
    assert turn.person is not None
    known: list[str | None] = [s.life_domain for s in await steps.open_steps(turn.session, turn.person.id)]
    if (last := await checkins.newest(turn.session, turn.person.id)) is not None:
        known.append(last.topic)
    return [name for name in dict.fromkeys([*known, *LIFE_DOMAINS]) if name in LIFE_DOMAINS]


@answers("step.other_topics", needs=May.HAVE_STEPS)
async def other_topics(turn: Turn) -> None:
    """The life domains that were not on the buttons; after the last ones the first come again."""
    slots = _open(turn, TOPIC)
    if slots is None:
        await turn.go("old_button")
        return
    rest, first = slots["topics"][TOPICS_AT_ONCE:], slots["topics"][:TOPICS_AT_ONCE]
    await forms.renew(turn, topics=[*rest, *first])


@answers("step.other_ideas", needs=May.HAVE_STEPS)
async def other_ideas(turn: Turn) -> None:
    """Three other ideas about the same."""
    slots = _open(turn, IDEA)
    if slots is None:
        await turn.go("old_button")
        return
    await _show(turn, slots["about"], slots["known"])


@answers("step.own", needs=May.HAVE_STEPS)
async def own(turn: Turn) -> None:
    """One's own step after all; what was typed already is taken along."""
    slots = _open(turn, TOPIC, IDEA)
    if slots is None:
        await turn.go("old_button")
        return
    known: dict[str, Any] = dict(slots["known"])
    if turn.button is None and not wants_own(turn.text) and (what := step_in(turn.understood)) is not None:
        known["what"] = what
    await begin(turn, **known)


async def _show(turn: Turn, about: str, known: Slots) -> None:
    """Offer three ideas that this person has neither open nor done; without any left, one's own words remain."""
    assert turn.person is not None
    shown: list[str] = turn.conversation.context.get("ideas", [])
    chosen = choose(
        LIBRARY.ideas, seed=f"{turn.person.id}:{clock.local(turn.now).date()}", domain=None if about == ANY else about,
        taken=await _taken(turn), shown=shown,
    )  # fmt: skip
    if not chosen:
        turn.say("idea-no-more")
        await begin(turn, **known)
        return
    turn.next_context["ideas"] = [*shown, *(idea.key for idea in chosen)][-REMEMBERED:]
    offered = _offered(turn, chosen)
    if _open(turn, IDEA) is None:
        await forms.start(turn, IDEA, about=about, known=known, offered=offered)
    else:
        await forms.renew(turn, about=about, known=known, offered=offered)


async def _taken(turn: Turn) -> frozenset[str]:
    assert turn.person is not None
    mine = [
        *await steps.open_steps(turn.session, turn.person.id),
        *await steps.done_steps(turn.session, turn.person.id),
    ]
    return LIBRARY.same_as([step.what for step in mine])


def _offered(turn: Turn, chosen: Sequence[Idea]) -> list[list[Any]]:
    return [[idea.what[turn.language], {"idea": idea.key}] for idea in chosen]
