"""Telegrams with the state of the house: how many are inside, how many places are left, full."""

from __future__ import annotations

from nlu.door.chunks import Crowd
from nlu.door.people import groups_of
from nlu.door.report import DoorKind, DoorReport, People
from nlu.door.scene import Scene

MANY = 6  # from here on "14 mannen binnen" may well be all of them, and not the ones who just came


def count(scene: Scene) -> DoorReport | None:
    """ "stand nachtopvang: 18 binnen", "14 m 5 v totaal", "nog 5 plekken vrij bij de heren"."""
    if scene.begins_with("be") or not scene.only(_COUNTING, "people", "number", "places", "with"):
        return None
    total, free = _totals(scene)
    people = tuple(
        People(count=c.count, group=c.group.name)
        for c in scene.crowds
        if c.count is not None and c.group.name and not _is_meant(scene, c)
    )
    if len(total) > 1 or not (people or total or free):
        return None
    sure, other = _counts(scene, people, total, free)
    if not sure and other is None:
        return None
    return DoorReport(
        kind=DoorKind.COUNT,
        people=people,
        total=total[0] if total else None,
        free=free,
        facility=scene.facility,
        now_full=scene.has("full", "no_more"),
        or_kind=other,
    )


_COUNTING = frozenset({"count", "total", "inside", "taken", "free", "left", "full", "no_more", "there", "again"})


def _counts(
    scene: Scene, people: tuple[People, ...], total: list[int], free: tuple[People, ...]
) -> tuple[bool, DoorKind | None]:
    """Whether numbers are surely a count of the house, and what else they may be; neither: they are no count."""
    if sum(crowd.count is None for crowd in scene.crowds) > 1 or (free and scene.has("full", "no_more")):
        return False, None
    if scene.has("count", "total") or any(crowd.group.sleeper for crowd in scene.crowds):
        return True, None
    return _places_left(scene, total) if free else _bare(scene, people, total)


def _places_left(scene: Scene, total: list[int]) -> tuple[bool, DoorKind | None]:
    still = "nog" in scene.values("filler") or scene.has("facility")
    if not scene.has("places"):
        return True, None if still or total else DoorKind.LEFT  # "2 vrij" may be bed 2
    if scene.has("free") or "left" in scene.values("left"):
        return True, None
    return False, DoorKind.QUESTION if still and scene.has("for") else None  # "nog 2 bedden voor mannen"


def _bare(scene: Scene, people: tuple[People, ...], total: list[int]) -> tuple[bool, DoorKind | None]:
    if not total or (not people and total[0] < MANY):
        return False, None
    if people:  # "14 binnen, 3 dames"
        return scene.has("inside", "taken") and sum(one.count or 0 for one in people) <= total[0], None
    if scene.has("taken"):  # "14 bezet" may be bed 14
        return True, None if scene.has("facility") or _capacity(scene) else DoorKind.ARRIVED
    return False, DoorKind.ARRIVED if scene.has("inside") or scene.ends_in else None


def _totals(scene: Scene) -> tuple[list[int], tuple[People, ...]]:
    """All who are inside, and the places left."""
    row = [c for c in scene.row if c.kind not in ("sign", "filler")]
    capacity = _capacity(scene)
    meant = next((c.group.name for c in scene.crowds if _is_meant(scene, c)), None)
    total: list[int] = []
    free: list[People] = []
    for at, chunk in enumerate(row):
        after = row[at + 1].kind if at + 1 < len(row) else ""
        if isinstance(chunk.value, int) and (chunk.kind == "places" or (chunk.kind == "number" and after == "free")):
            free.append(People(count=chunk.value, group=meant))
        elif isinstance(chunk.value, int) and chunk.kind == "number" and not (total and chunk.start in capacity):
            total.append(chunk.value)
        elif isinstance(chunk.value, Crowd) and chunk.value.group.name is None and chunk.value.count is not None:
            total.append(chunk.value.count)
    return total, tuple(free)


def _capacity(scene: Scene) -> set[int]:
    """Where the number of all places stands: "18/20 bezet"."""
    tied = zip(scene.row, scene.row[1:], strict=False)
    return {c.start for before, c in tied if before.value in ("/", "van de", "out of") and c.kind == "number"}


def _is_meant(scene: Scene, crowd: Crowd) -> bool:
    """Whether it only says for whom a place is: "nog 1 bed vrij voor een man"."""
    return crowd.count is None or (crowd.count == 1 and scene.has("places") and scene.has("for"))


def full(scene: Scene) -> DoorReport | None:
    """ "we zitten vol", "geen plek meer voor vrouwen"."""
    groups = groups_of(scene)
    taken = scene.has("full", "no_more") or {"all", "taken"} <= scene.kinds
    if not taken or not scene.only("full", "no_more", "people", "free", "all", "taken", "place") or groups is None:
        return None
    if scene.has("all") and not scene.has("people", "place"):
        return None
    if (scene.begins_with("be") and scene.facilities) or any(
        not c.group.many and not scene.has("for") for c in scene.crowds
    ):
        return None
    return DoorReport(kind=DoorKind.FULL, people=groups, facility=scene.facility)
