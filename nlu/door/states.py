"""Telegrams about what can be used: beds and rooms out of order or in order again, the house closed or open."""

from __future__ import annotations

from nlu.door.chunks import Chunk
from nlu.door.report import DoorKind, DoorReport
from nlu.door.scene import BEFORE_REASON, PLACED, Scene


def bed_state(scene: Scene) -> DoorReport | None:
    """ "kamer 2 buiten gebruik lekkage", "bed 3 weer in gebruik"; what comes after both is the reason."""
    kind, act = _act(scene)
    place = next((c for c in scene.row if c.kind in PLACED), None)
    if act is None or place is None or scene.has("me", "ask"):
        return None
    end = max(act.end, place.end)
    head = scene.part([c for c in scene.row if c.end <= end])
    if not head.only(PLACED, "broken", "fault", "mended", "closed", "again", "on", "off"):
        return None
    if scene.part([c for c in scene.row if c.start >= end]).tells_more():
        return None
    if act.kind == "fault" and act.start > place.start:
        end = act.start  # the leak is the reason itself
    return DoorReport(
        kind=kind,
        beds=head.beds,
        rooms=head.rooms,
        facility=head.facility,
        reason=_reason(scene, end),
    )


def _act(scene: Scene) -> tuple[DoorKind, Chunk | None]:
    """What happened to a bed, and the words that say so."""
    mended = next((c for c in scene.row if c.kind == "mended"), None)
    if mended:
        return DoorKind.IN_ORDER, mended
    return DoorKind.OUT_OF_ORDER, next((c for c in scene.row if c.kind in ("broken", "fault", "closed")), None)


def _reason(scene: Scene, end: int) -> str | None:
    """The writer's words after a place, behind signs and "wegens"; None when nothing is left."""
    start = next((c.start for c in scene.row if c.start >= end and c.kind not in ("because", "sign")), None)
    return None if start is None else scene.text[start:].strip()


def opening(scene: Scene) -> DoorReport | None:
    """ "weer open", "nachtopvang dicht vannacht, brand"."""
    if scene.has("me", "ask", *PLACED) or scene.begins_with("be"):
        return None
    if not scene.has("reopened", "open"):
        return _closing(scene)
    sure = scene.has("reopened", "we") and scene.only("open", "reopened", "again")
    return DoorReport(kind=DoorKind.OPENED, facility=scene.facility) if sure else None


def _closing(scene: Scene) -> DoorReport | None:
    at = next(
        (n for n, c in enumerate(scene.row) if c.kind in ("because", "through") or c.value in BEFORE_REASON),
        len(scene.row),
    )
    head, tail = scene.part(scene.row[:at]), scene.part(scene.row[at:])
    if not head.only("closed", "did") or not head.has("closed") or not head.has("facility", "we") or tail.tells_more():
        return None
    reason = _reason(scene, head.row[-1].end)
    return DoorReport(kind=DoorKind.CLOSED, facility=scene.facility, reason=reason)
