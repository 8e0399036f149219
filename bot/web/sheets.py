"""Tables of figures: as a page shows them, and as a CSV file that Excel in the Netherlands opens in one go."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

Cell = str | int | None
"""A word, a number, or None for a number that is kept back."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table. `key` names it in texts and as a file; the first `heads` columns say what a row is about."""

    key: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    heads: int = 1
    has_csv: bool = True


def as_csv(sheet: Sheet, name: str, hidden: str) -> Response:
    """The table as a file: UTF-8 with a byte order mark, `;` between the cells, so that Excel asks nothing."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(column) for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([hidden if cell is None else _harmless(cell) for cell in row])
    return Response(
        lines.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "no-store"},
    )


def _harmless(cell: str | int) -> str | int:
    """A word that a spreadsheet would take for a formula gets a quote before it; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA) else cell
