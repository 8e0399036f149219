"""A picture of what was taken for what: a row an intent, a column what it was understood as, darker is more."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

mpl.use("Agg")  # no window
SIZE_PER_INTENT = 0.28
MARGIN = 4.0
DARK = 0.5
"""From this share on the square is so dark that only white can be read on it."""


def draw(pairs: Mapping[tuple[str, str], int], file: Path) -> None:
    """Write the picture of (should be, understood as) → times; shares of each row, so that small intents show too."""
    intents = sorted({intent for pair in pairs for intent in pair})
    wanted = {intent: sum(pairs.get((intent, other), 0) for other in intents) for intent in intents}
    shares = [[pairs.get((row, column), 0) / (wanted[row] or 1) for column in intents] for row in intents]
    side = MARGIN + SIZE_PER_INTENT * len(intents)
    figure = Figure(figsize=(side, side), layout="constrained")
    axes = figure.add_subplot()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(intents)), intents, rotation=90, fontsize=8)
    axes.set_yticks(range(len(intents)), intents, fontsize=8)
    axes.set_xlabel("understood as")
    axes.set_ylabel("should be")
    for row, name in enumerate(intents):
        for column, other in enumerate(intents):
            if times := pairs.get((name, other), 0):
                colour = "white" if shares[row][column] > DARK else "black"
                axes.text(column, row, str(times), ha="center", va="center", fontsize=7, color=colour)
    figure.savefig(file, dpi=110)
