"""Telegrams that ask: "hoeveel vrij voor vrouwen", "stand?", "bed 4 vrij?"."""

from __future__ import annotations

from nlu.door.people import groups_of
from nlu.door.report import DoorKind, DoorReport
from nlu.door.scene import PLACED, Scene


def question(scene: Scene) -> DoorReport | None:
    """ "hoeveel vrij voor vrouwen", "stand?", "bed 4 vrij?"."""
    groups = groups_of(scene)
    if groups is None or not _asks(scene):
        return None
    return DoorReport(
        kind=DoorKind.QUESTION,
        people=groups,
        beds=scene.beds,
        rooms=scene.rooms,
        facility=scene.facility,
        everywhere=scene.has("everywhere") or (scene.has("overview") and not scene.facilities),
    )


_ASKED = frozenset(
    {"ask", "free", "inside", "came", "taken", "left", "broken", "full", "people", "place", "again", "there"}
)


def _asks(scene: Scene) -> bool:
    if scene.has("how_many"):
        return scene.only(_ASKED, "how_many", "count", "everywhere") and (
            scene.has("free", "inside", "left", "place", "people") or "in" in scene.values("at")
        )
    if scene.has("overview", "everywhere", "count"):
        bare = scene.only("ask", "overview", "everywhere", "count", "free", "place", "people", "total")
        return (bare and not scene.has("people", "at")) or (bare and scene.has("ask"))
    asked = scene.has("ask") or scene.begins_with("be")
    if scene.has(*PLACED):
        bare = scene.only("ask", PLACED) and scene.has("ask")
        return bare or (asked and scene.only(_ASKED, PLACED) and scene.has("free", "taken", "broken", "inside"))
    return scene.has("ask") and scene.has("free") and scene.only("ask", "free", "people")
