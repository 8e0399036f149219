"""A picture of what somebody has done: a bridge whose planks are their steps, by part of life.

From facts to words and a drawing, without looking anything up. Nothing is counted in words, compared or measured, and a
step that was done partly is a plank like any other. How it is drawn: bridge_drawing.py.
"""

from __future__ import annotations

import textwrap
import uuid
from dataclasses import dataclass
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import milestones as congratulating
from actions import texts
from actions.bridge_drawing import Part, Scene, draw
from actions.bridge_marks import OTHER
from actions.reply import Drawing
from storage import goals, milestones, steps
from storage.steps import LIFE_DOMAINS

NAMED, MANY_PARTS, LONGEST_NAMED = 2, 5, 60
"""So many of the newest steps of a part of life are named in words (one, when there are many parts), each with so many
letters at most: that fits under a picture on every channel."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """What somebody did: `steps` and `goals` as (life domain, words), newest first; milestones by kind."""

    steps: tuple[tuple[str | None, str], ...] = ()
    goals: tuple[tuple[str | None, str], ...] = ()
    milestones: tuple[str, ...] = ()

    def parts(self) -> list[str]:
        """The parts of life with a step or a goal, in their fixed order; what belongs to none comes last."""
        used = {_part(domain) for domain, _ in (*self.steps, *self.goals)}
        return [part for part in (*LIFE_DOMAINS, OTHER) if part in used]

    def steps_in(self, part: str) -> list[str]:
        """The steps of a part of life, newest first."""
        return [words for domain, words in self.steps if _part(domain) == part]

    def goals_in(self, part: str) -> list[str]:
        """The goals of a part of life that were reached."""
        return [words for domain, words in self.goals if _part(domain) == part]


def _part(domain: str | None) -> str:
    return domain if domain in LIFE_DOMAINS else OTHER


async def done_by(session: AsyncSession, person_id: uuid.UUID, today: date) -> Done:
    """What a client did until a local day."""
    reached = await milestones.of_person(session, person_id)
    return Done(
        steps=tuple((step.life_domain, step.what) for step in await steps.done_steps(session, person_id)),
        goals=tuple((goal.life_domain, goal.words) for goal in await goals.reached(session, person_id)),
        milestones=tuple(one.kind for one in reached if one.reached_on <= today),
    )


def drawing(done: Done, language: str) -> Drawing:
    """The picture of it, with its title in a language and what it shows in words."""
    state = "some" if done.parts() else "none"
    drawn = draw(
        Scene(
            title=texts.say(language, f"bridge-title-{state}"),
            below=texts.say(language, f"bridge-below-{state}"),
            pennants=tuple(congratulating.name_of(kind, language) for kind in done.milestones),
            parts=tuple(_drawn(done, part, language) for part in done.parts()),
        )
    )
    return Drawing(
        svg=drawn.text, width=drawn.width, height=drawn.height, name=texts.say(language, "bridge-file"),
        alt=alt(done, language),
    )  # fmt: skip


def _drawn(done: Done, part: str, language: str) -> Part:
    laid, reached = done.steps_in(part), done.goals_in(part)
    return Part(
        key=part, name=_name(part, language), planks=len(laid), words=tuple(laid[:NAMED]), goals=tuple(reached[:NAMED])
    )


def _name(part: str, language: str) -> str:
    return texts.say(language, "bridge-other" if part == OTHER else f"domain-{part}")


def alt(done: Done, language: str) -> str:
    """What the picture shows, in a few plain sentences."""
    if not done.parts():
        return texts.say(language, "bridge-alt-none")
    lines = [texts.say(language, "bridge-alt", parts=parts_named(done, language))]
    if done.milestones:
        names = ", ".join(congratulating.name_of(kind, language).lower() for kind in done.milestones)
        lines.append(texts.say(language, "bridge-alt-milestones", names=names))
    return " ".join(lines)


def parts_named(done: Done, language: str) -> str:
    """The parts of life in which something was done: "wonen, geld"."""
    return ", ".join(_name(part, language).lower() for part in done.parts())


def in_words(done: Done, language: str) -> str:
    """What was done, one line for each part of life with the newest steps by name."""
    parts = done.parts()
    return "\n".join(_line(done, part, language, 1 if len(parts) >= MANY_PARTS else NAMED) for part in parts)


def _line(done: Done, part: str, language: str, most: int) -> str:
    said = [*done.goals_in(part), *done.steps_in(part)]
    named = ", ".join(short(words) for words in said[:most])
    key = "bridge-line-more" if len(said) > most else "bridge-line"
    return texts.say(language, key, part=_name(part, language), steps=named)


def short(words: str) -> str:
    """Somebody's words on one line, cut between words."""
    return textwrap.shorten(words, LONGEST_NAMED, placeholder="…")
