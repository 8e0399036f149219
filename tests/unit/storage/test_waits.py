"""Nothing but storage/waits.py says since when somebody waits: then a wait runs exactly when somebody does."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SOURCES = [
    path
    for package in ("storage", "nlu", "actions", "bot")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "node_modules" not in path.parts and "versions" not in path.parts and path.name != "waits.py"
]
IN_SQL = re.compile(r"\bset\b[^;]*?\bwaiting_since\s*=", re.IGNORECASE | re.DOTALL)


def setting(source: str) -> list[int]:
    """The lines that set the moment: in Python, by name, or in SQL."""
    found = []
    for node in ast.walk(ast.parse(source)):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            parts = target.elts if isinstance(target, ast.Tuple) else [target]
            found += [p.lineno for p in parts if isinstance(p, ast.Attribute) and p.attr == "waiting_since"]
        if isinstance(node, ast.keyword) and node.arg == "waiting_since":
            found.append(node.value.lineno)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            sql = node.value.partition("WHERE")[0]
            if "UPDATE" in sql and IN_SQL.search(sql):
                found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_waits_sets_since_when_somebody_waits(path: Path) -> None:
    assert setting(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "talk.waiting_since = now",
        "talk.mode, talk.waiting_since = 'bot', None",
        "talk.waiting_since: object = now",
        "Conversation(waiting_since=now)",
        "update(Conversation).values(waiting_since=None)",
        "text('UPDATE conversation SET mode = :mode, waiting_since = :now WHERE id = :id')",
    ],
)
def test_it_is_found_in_any_form(source: str) -> None:
    assert setting(source) == [1]
