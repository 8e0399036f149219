"""What a region says or counts in its own way, put in force in this process: texts, check-in templates, legal terms.

What stands in the table (storage/own_data.py): `text` by "nl/steps-open" with {"text": a Fluent pattern}; `rhythm` by
the name of a template with {"phases": rows as in rhythms.yml}; `term` by its name with the fields that differ; `route`
holds which team gets whom (actions/routing.py), and is read where it is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import rhythm, terms, texts
from storage import own_data
from storage.own_data import OwnData

TEXT, RHYTHM, TERM, ROUTE = own_data.KINDS


async def put_in_force(session: AsyncSession) -> None:
    """From now on this process says and counts what the database has."""
    use(await own_data.everything(session))


def use(every: Sequence[OwnData]) -> None:
    """From now on this process says and counts this, and what Stapje brings along where there is nothing."""
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in every:
        if row.kind == TEXT:
            language, _, key = row.key.partition("/")
            said[language][key] = row.value["text"]
    texts.use(said)
    rhythm.use({row.key: row.value["phases"] for row in every if row.kind == RHYTHM})
    terms.use({row.key: row.value for row in every if row.kind == TERM and row.key in terms.brought_along()})
