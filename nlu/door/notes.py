"""Telegrams around the beds: a note for the next shift, the cold-weather switch, taking something back."""

from __future__ import annotations

import re

from nlu.door.chunks import Chunk
from nlu.door.report import DoorKind, DoorReport
from nlu.door.scene import PLACED, Scene


def handover(scene: Scene) -> DoorReport | None:
    """ "overdracht nachtopvang: rustige nacht"."""
    if not scene.begins_with("handover"):
        return None
    for at, chunk in enumerate(scene.row[:8]):
        headed = all(c.kind in _HEADING for c in scene.row[:at])
        if chunk.value == ":" or (headed and chunk.value in (",", "\n", "-")):
            before = [c for c in scene.row[:at] if c.kind == "facility"]
            rest = scene.text[chunk.end :].strip()
            place = str(before[0].value) if before else None
            doubtful = scene.row[:at] if chunk.value == ":" else scene.row  # without a colon it may be about a house
            if any(c.kind in ("me", "ask") for c in doubtful):
                return None
            return DoorReport(kind=DoorKind.HANDOVER, facility=place, rest=rest) if rest else None
    return None


_HEADING = frozenset({"handover", "facility", "shift", "filler", "for", "on"})


def cold_weather(scene: Scene) -> DoorReport | None:
    """ "koudweerregeling aan tot vrijdag"; a question about it is not for here."""
    if scene.has("ask", "me", "how_many") or len(scene.of("cold")) != 1:
        return None
    at = next(n for n, chunk in enumerate(scene.row) if chunk.kind == "cold")
    if any(chunk.kind not in ("filler", "set", "sign", "on", "off", "facility") for chunk in scene.row[:at]):
        return None
    switch = next((chunk for chunk in scene.row if chunk.kind in ("on", "off")), None)
    if switch is None or _is_doubted(scene, switch):
        return None
    first, last = sorted((scene.row[at], switch), key=lambda chunk: chunk.start)
    between = re.sub(r"^(is|staat|gaat|weer)(?!\w)\s*", "", scene.text[first.end : last.start].strip(" ,:"))
    said = (between, scene.rest(last.end))
    rest = " ".join(part for part in said if any(letter.isalnum() for letter in part))  # not a lone emoji
    return DoorReport(kind=DoorKind.COLD_WEATHER, on=switch.kind == "on", facility=scene.facility, rest=rest or None)


def _is_doubted(scene: Scene, switch: Chunk) -> bool:
    """ "koudweer niet aan", "koudweer aan als het vriest"."""
    before = [c for c in scene.row if c.start < switch.start]
    after = [c for c in scene.row if c.start > switch.start][:1]
    return any(c.kind == "doubt" for c in before + after) or any(c.value == "of" for c in after)


def undo(scene: Scene) -> DoorReport | None:
    """ "oeps", "klopt niet, bed 4 was fout"."""
    meant = scene.has("undo") or (scene.has("wrong") and scene.has(*PLACED))
    if not meant or not scene.only("undo", "wrong", "place", PLACED):
        return None
    return DoorReport(kind=DoorKind.UNDO, beds=scene.beds, rooms=scene.rooms, facility=scene.facility)
