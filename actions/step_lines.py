"""A whole step in lines: what, when, where, with whom, how to begin, for which goal. Chat and inbox say it alike."""

from __future__ import annotations

from actions import step_moments, texts
from storage.goals import Goal
from storage.steps import Step


def lines(step: Step, goal: Goal | None, language: str) -> str:
    """The step said back; a place or a person that its own words name already is not said twice."""
    when = step_moments.words(step.planned_at, language)
    said = [texts.say(language, "step-set", what=step.what, when=when)]
    if step.place and not _named(step.place, step):
        said.append(texts.say(language, "step-where", place=step.place))
    if step.helper and not _named(step.helper, step):
        said.append(texts.say(language, "step-with", helper=step.helper))
    if step.first_action:
        said.append(texts.say(language, "step-begin", first=step.first_action))
    if goal is not None:
        said.append(texts.say(language, "step-goal", goal=goal.words))
    return "\n".join(said)


def _named(words: str, step: Step) -> bool:
    return words.casefold() in step.what.casefold()
