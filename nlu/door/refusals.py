"""Telegrams about people who were turned away."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.door.chunks import Chunk
from nlu.door.people import people_of
from nlu.door.report import DoorKind, DoorReport, Refusal
from nlu.door.scene import ALWAYS, BEFORE_REASON, WHO, Scene


def turned_away(scene: Scene) -> DoorReport | None:
    """ "2 mannen weg moeten sturen, vol", "jongen van 17 doorverwezen naar Kamer-Raad"."""
    if scene.has("me", "ask") or not (scene.has("refused", "referred", "unplaced") or {"sent", "away"} <= scene.kinds):
        return None
    told, referred_to = _referred(scene)
    known, loose = _told(told)
    who = scene.part(known)
    people = people_of(who)
    if not people or not who.only(WHO, _REFUSING) or scene.part(told[len(known) :]).tells_more():
        return None
    return DoorReport(
        kind=DoorKind.TURNED_AWAY,
        people=people,
        facility=who.facility,
        refusal=_refusal(scene, loose),
        referred_to=referred_to,
    )


_REFUSING = frozenset(
    {"refused", "referred", "unplaced", "sent", "away", "did", "full", "no_more", "no_place", "refusal", "because"}
)


_ENDS_PLACE = frozenset({"sign", "because", "full", "no_more", "no_place", "refusal"})


def _referred(scene: Scene) -> tuple[Sequence[Chunk], str | None]:
    """What is told before "naar …", and the words after it up to the next sign."""
    at = next((n for n, chunk in enumerate(scene.row) if chunk.kind == "to"), None)
    if at is None:
        return scene.row, None
    end = next((n for n in range(at, len(scene.row)) if scene.row[n].kind in _ENDS_PLACE), len(scene.row))
    article = scene.text[scene.row[at].start : scene.row[at].end].partition(" ")[2]
    stop = scene.row[end - 1].end
    place = f"{article} {scene.text[scene.row[at].end : stop].strip()}".strip()
    return [*scene.row[:at], *scene.row[end:]], place or None


def _told(row: Sequence[Chunk]) -> tuple[Sequence[Chunk], bool]:
    """The row without a reason in free words, after a sign or "wegens", once it is said who was refused."""
    for at, chunk in enumerate(row):
        opens = chunk.kind == "because" or chunk.value in BEFORE_REASON
        enough = any(c.kind in ("refused", "referred") for c in row[:at]) and any(
            c.kind in ("people", "number") for c in row[:at]
        )
        if opens and enough and any(c.kind not in ALWAYS | WHO | _REFUSING for c in row[at:]):
            return row[:at], True
    return row, False


def _refusal(scene: Scene, loose: bool) -> Refusal | None:
    if reasons := scene.values("refusal"):
        return Refusal(str(reasons[0]))
    if any(crowd.group.minor for crowd in scene.crowds):
        return Refusal.TOO_YOUNG
    if scene.has("full", "no_more", "no_place", "unplaced"):
        return Refusal.FULL
    return Refusal.OTHER if loose else None
