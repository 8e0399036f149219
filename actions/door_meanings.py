"""A telegram that may mean two things, both of them in words; and one that only the model could read."""

from __future__ import annotations

from dataclasses import replace

from actions import occupancy
from actions.turn import Turn
from nlu.door.report import DoorKind, DoorReport, People
from storage.facilities import GROUPS

FROM_DIRECTION = {
    "in": DoorKind.ARRIVED,
    "out": DoorKind.LEFT,
    "broken": DoorKind.OUT_OF_ORDER,
    "mended": DoorKind.IN_ORDER,
    None: DoorKind.QUESTION,
}


def both(report: DoorReport, text: str) -> tuple[DoorReport, DoorReport]:
    """The likelier reading first."""
    return replace(report, or_kind=None), other(report, text)


def _is_taken(text: str) -> bool:
    """ "14 bezet" may be about bed 14, "18 binnen" is about people."""
    return bool({"bezet", "taken", "occupied", "vol", "full"} & set(text.lower().split()))


def other(report: DoorReport, text: str = "") -> DoorReport:
    """The same words read as their other kind: "14 bezet" is a count or bed 14, "2 vrij" places left or bed 2."""
    match report.kind, report.or_kind:
        case DoorKind.ARRIVED, DoorKind.COUNT:
            unsaid = [one.count for one in report.people if one.group is None]
            groups = tuple(one for one in report.people if one.group is not None)
            return _as(report, DoorKind.COUNT, people=groups, total=unsaid[0] if unsaid else None)
        case DoorKind.COUNT, DoorKind.ARRIVED if report.total is not None and _is_taken(text):
            return _as(report, DoorKind.ARRIVED, beds=(str(report.total),), total=None)
        case DoorKind.COUNT, DoorKind.ARRIVED:
            came = report.people or (People(count=report.total, group=None),)
            return _as(report, DoorKind.ARRIVED, people=came, total=None)
        case DoorKind.COUNT, DoorKind.LEFT:
            return _as(report, DoorKind.LEFT, beds=tuple(str(one.count) for one in report.free), free=())
        case DoorKind.LEFT, DoorKind.COUNT:
            return _as(report, DoorKind.COUNT, free=report.people, people=())
        case _:
            groups = tuple(People(count=None, group=one.group) for one in report.free if one.group)
            return _as(report, report.or_kind or report.kind, people=groups, free=())


def _as(report: DoorReport, kind: DoorKind, **fields: object) -> DoorReport:
    return replace(report, kind=kind, or_kind=None, **fields)  # type: ignore[arg-type]


def words(turn: Turn, report: DoorReport) -> str:
    """What a reading says happened, short enough for a button."""
    count = report.total if report.total is not None else sum(one.count or 0 for one in report.people)
    noun = ", ".join(turn.word("group-some", group=p.group or "", count=p.count) for p in report.people if p.count)
    match report.kind:
        case DoorKind.ARRIVED | DoorKind.LEFT if report.beds:
            key = "door-means-bed-taken" if report.kind is DoorKind.ARRIVED else "door-means-bed-free"
            return turn.word(key, bed=", ".join(report.beds))
        case DoorKind.ARRIVED | DoorKind.LEFT:
            return turn.word("door-means-came" if report.kind is DoorKind.ARRIVED else "door-means-left", noun=noun)
        case DoorKind.COUNT if report.free:
            return turn.word("door-means-places", count=sum(one.count or 0 for one in report.free))
        case DoorKind.COUNT:
            return turn.word("door-means-inside", count=count)
        case _:
            return turn.word("door-means-question")


def from_entities(turn: Turn) -> DoorReport:
    """What the model found in words the rules could not read: the direction by its words, the rest by its entities."""
    understood = turn.understood
    kind = FROM_DIRECTION[occupancy.direction(understood.text)]
    written, bed = understood.value("person_count"), understood.value("bed")
    group = understood.value("target_group")
    known = group if group in GROUPS else None
    count = int(written) if written and written.isdigit() else None
    people = (People(count=count, group=known),) if known or count else ()
    if kind in (DoorKind.ARRIVED, DoorKind.LEFT) and not people and bed is None:
        people = (People(count=1, group=None),)
    if kind is DoorKind.QUESTION and known is None:
        people = ()
    return DoorReport(
        kind=kind, people=people, beds=(bed.lower(),) if bed else (), facility=understood.value("facility"),
        reason=understood.text if kind is DoorKind.OUT_OF_ORDER else None,
    )  # fmt: skip
