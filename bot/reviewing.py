"""What was not understood, to be read and learnt from: masked, as a table or as candidate examples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.house import open_house
from bot.settings import Settings
from nlu.confidence import SURE
from nlu.masking import mask
from storage import misunderstandings
from storage.misunderstandings import Misunderstanding

MOST = 500


async def unsure(settings: Settings, days: int) -> list[Misunderstanding]:
    """Messages of the last days that fell back or were corrected, with names and numbers masked."""
    async with open_house(settings) as house, house.database.single() as session:
        since = house.now() - timedelta(days=days)
        found = await misunderstandings.found(session, since=since, sure=SURE, most=MOST)
        names = await misunderstandings.names(session)
    return [_masked(one, names) for one in found]


def _masked(one: Misunderstanding, names: set[str]) -> Misunderstanding:
    return Misunderstanding(
        said=" ".join(mask(one.said, names).split()),
        language=one.language,
        intent=one.intent,
        confidence=one.confidence,
        meant=one.meant,
    )


def show(found: Sequence[Misunderstanding], out: Console) -> None:
    """A table for people."""
    table = Table("said", "taken for", "sure", "meant", title=f"{len(found)} messages to learn from")
    for one in found:
        table.add_row(one.said, one.intent, f"{one.confidence:.2f}", one.meant or "")
    out.print(table)


def export(found: Sequence[Misunderstanding], file: Path) -> None:
    """Write candidate examples in Rasa's format: under what was meant, or else under what it was taken for."""
    by_intent: defaultdict[str, list[Misunderstanding]] = defaultdict(list)
    for one in found:
        by_intent[one.meant or one.intent].append(one)
    lines = [
        "# Candidates, not yet examples. Read each one: is the meaning right, and is nobody recognisable in it?",
        "# Then move it to nlu/project/data/<language>/<intent>.yml and throw this file away.",
        'version: "3.1"',
        "",
        "nlu:",
    ]
    for intent, some in sorted(by_intent.items()):
        lines += [f"- intent: {intent}", "  examples: |"]
        lines += [f"    - {said}" for said in sorted({one.said for one in some})]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
