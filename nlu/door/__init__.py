"""What night staff type at a full door, telegram style, in Dutch and English: "2 mannen binnen", "bed 4 vrij".

The way of a text: `vocabulary` makes tokens with the help of `lexicon.yml`, through typos; `chunks` puts together
counted people, beds with their labels, times and names; `readings` says what each kind of telegram looks like. A
reading must account for every word of the text, except where free words belong to it (a reason, a note), so that what
a client writes about a bed or a man is left to the ordinary model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nlu.door.chunks import chunks
from nlu.door.readings import FOR_MANY_FACILITIES, READINGS
from nlu.door.report import DoorKind, DoorReport, People, Refusal
from nlu.door.scene import Scene
from nlu.door.vocabulary import lexicon_for

__all__ = ["DoorKind", "DoorReport", "People", "Refusal", "understand_door"]


def understand_door(text: str, facilities: Mapping[str, Iterable[str]] | None = None) -> DoorReport | None:
    """What a telegram from the door says; None when the text is not surely one. Never raises on any text.

    `facilities` adds the names of configured facilities: canonical key → names. Times are not read here.
    """
    scene = Scene(text, chunks(text, lexicon_for(facilities)))
    if not scene:
        return None
    readings = READINGS if len(scene.facilities) < 2 else FOR_MANY_FACILITIES
    return next((found for reading in readings if (found := reading(scene)) is not None), None)
