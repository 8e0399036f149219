"""Telegrams about people who came, left, or did not come."""

from __future__ import annotations

from nlu.door.counts import MANY
from nlu.door.people import people_of
from nlu.door.report import DoorKind, DoorReport, People
from nlu.door.scene import PLACED, WHO, Scene


def came(scene: Scene) -> DoorReport | None:
    """ "2 mannen binnen", "jan binnen bed 3", "bed 4 bezet"."""
    if not scene.only(WHO, "came", "inside", "check_in", "taken", "full", "no_more", "again", "on"):
        return None
    people = people_of(scene)
    if people is None or not _arrives(scene, people):
        return None
    full_beds = scene.has(*PLACED) and not scene.has("came", "inside", "check_in", "taken")  # "bed 1 t/m 5 vol"
    many = sum(p.count or 0 for p in people) >= MANY
    unsure = scene.has("inside") and not scene.has("came", "check_in", *PLACED) and (many or bool(scene.numbers))
    return _report(
        scene,
        DoorKind.ARRIVED,
        people,
        now_full=scene.has("full", "no_more") and not full_beds,
        or_kind=DoorKind.COUNT if unsure else None,
    )


def _arrives(scene: Scene, people: tuple[People, ...]) -> bool:
    """Whether it says who came in, or where."""
    placed = scene.has(*PLACED)
    if _unsure(scene, people):
        return False
    if scene.has("came", "inside", "check_in"):
        return bool(people) or placed
    if scene.has("taken"):
        return placed or (bool(people) and scene.has("facility"))
    if scene.has("full") and not scene.crowds:
        return placed
    added = scene.row[0].value in ("+", "plus") or (scene.has("new") and placed)
    return (bool(people) and added) or (bool(people or scene.guest) and _is_in(scene))


def _is_in(scene: Scene) -> bool:
    """Without a verb: "meneer op bed 7", "2 men in"."""
    at = scene.values("at")
    return (scene.has(*PLACED) and bool(at)) or ("in" in at and (scene.has("facility") or scene.ends_in))


def _unsure(scene: Scene, people: tuple[People, ...]) -> bool:
    """Whether somebody at home may write the same; a bed, a room or a facility settles that."""
    if scene.has(*PLACED):
        return False
    if scene.has("guest") or (scene.has("inside") and not scene.has("facility", "came") and _somebody(scene)):
        return True
    return not scene.has("facility") and (
        (scene.has("there") and scene.has("inside")) or _only_children(people)  # "er is een man binnen" may be a fright
    )


def _somebody(scene: Scene) -> bool:
    """Whether it is about one person of whom nothing is said: "iemand binnen"."""
    return any(crowd.count is None and crowd.group.name is None for crowd in scene.crowds)


def _only_children(people: tuple[People, ...]) -> bool:
    """Children come and go with a grown-up; "2 kinderen weg" may be a parent in fear."""
    return bool(people) and all(one.group == "kind" for one in people)


def gone(scene: Scene) -> DoorReport | None:
    """ "2 mannen weg", "bed 4 vrij", "die van bed 3 vertrokken"."""
    if not scene.has("left", "free", "freed") or not scene.only(WHO, "left", "free", "freed", "again", "off"):
        return None
    people, placed = people_of(scene), scene.has(*PLACED)
    if people is None or not (placed or _leaves(scene, people)):
        return None
    if _means_later(scene) or (scene.has("at") and len(scene.of("beds") + scene.of("rooms")) > 1):
        return None  # "bed 3 leeg, man nu op bed 5" is a move
    places_left = bool(scene.numbers) and not placed and "left" in scene.values("left")  # "2 left"
    return _report(scene, DoorKind.LEFT, people, or_kind=DoorKind.COUNT if places_left else None)


def _means_later(scene: Scene) -> bool:
    """ "bed 4 vrij om 9 uur", "bed 4 vrij voor jan"."""
    return not scene.has("left", "freed") and (scene.has("around") or (scene.has("guest") and scene.has("for")))


def _leaves(scene: Scene, people: tuple[People, ...]) -> bool:
    """Without a bed: who left must be counted, or have left a facility; "vrouw weg" may be about a marriage."""
    if not scene.has("left") or scene.has("guest") or not people:
        return False
    counted = bool(scene.numbers) or any(crowd.count is not None for crowd in scene.crowds)
    return scene.has("facility") or (counted and not _only_children(people))


def no_show(scene: Scene) -> DoorReport | None:
    """ "jan niet gekomen", "reservering bed 3 niet gekomen"."""
    surely = scene.has("no_show") or (scene.has("wont_come") and scene.has("reservation", *PLACED))
    if not surely or not scene.only(WHO, "no_show", "wont_come", "reservation", "free", "freed", "again"):
        return None
    people = people_of(scene)
    told = scene.has("guest", "reservation", *PLACED) or any(crowd.count is not None for crowd in scene.crowds)
    return _report(scene, DoorKind.NO_SHOW, people) if told and people is not None else None


def _report(
    scene: Scene,
    kind: DoorKind,
    people: tuple[People, ...],
    *,
    now_full: bool = False,
    or_kind: DoorKind | None = None,
) -> DoorReport:
    return DoorReport(
        kind=kind,
        people=people,
        beds=scene.beds,
        rooms=scene.rooms,
        facility=scene.facility,
        guest=scene.guest,
        now_full=now_full,
        or_kind=or_kind,
    )
