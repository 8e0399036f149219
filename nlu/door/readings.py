"""All readings in their order. Each must account for every word of the text; the first that fits is the meaning."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from nlu.door.counts import count, full
from nlu.door.moves import came, gone, no_show
from nlu.door.notes import cold_weather, handover, undo
from nlu.door.questions import question
from nlu.door.refusals import turned_away
from nlu.door.report import DoorReport
from nlu.door.scene import Scene
from nlu.door.states import bed_state, opening

Reading: TypeAlias = Callable[[Scene], DoorReport | None]

FOR_MANY_FACILITIES: tuple[Reading, ...] = (handover, turned_away)
"""The readings in which two facilities may be named: one in free words, or one to which somebody is sent."""

READINGS: tuple[Reading, ...] = (
    handover,
    cold_weather,
    undo,
    question,
    turned_away,
    no_show,
    bed_state,
    opening,
    count,
    full,
    came,
    gone,
)
