"""Whom a telegram is about."""

from __future__ import annotations

from nlu.door.report import People
from nlu.door.scene import Scene


def people_of(scene: Scene) -> tuple[People, ...] | None:
    """Who it is about, each with a number; None when that can't be told."""
    if scene.numbers and (scene.crowds or len(scene.numbers) > 1):
        return None
    if any(crowd.count is None and crowd.group.many for crowd in scene.crowds):
        return None
    if scene.numbers:
        return (People(count=scene.numbers[0], group=None),)
    people = [
        People(count=1 if c.count is None else c.count, group=c.group.name, persons=c.persons) for c in scene.crowds
    ]
    return None if any(p.count == 0 for p in people) else tuple(people)


def groups_of(scene: Scene) -> tuple[People, ...] | None:
    """Whole groups, without numbers; None when there are numbers."""
    if scene.numbers or any(crowd.count not in (None, 1) for crowd in scene.crowds):
        return None
    return tuple(People(count=None, group=crowd.group.name) for crowd in scene.crowds if crowd.group.name)
