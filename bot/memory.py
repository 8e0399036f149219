"""Python's garbage collector, told once what will not become garbage."""

from __future__ import annotations

import gc

YOUNG = 50_000
"""How many new objects there may be before the collector looks; a turn makes a few thousand, nearly all short-lived."""


def settle() -> None:
    """Call it when everything is loaded: modules, models and templates stay, so the collector passes them over.

    Without it one turn in ten waits for a walk through all of them; measured, an eighth of all time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 50)
