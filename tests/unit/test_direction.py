"""The house keeps its shape: arrows between packages point one way, files stay readable, one subject has one name."""

from __future__ import annotations

import ast
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAY_IMPORT = {
    "storage": {"storage"},
    "nlu": {"nlu"},
    "actions": {
        "actions", "storage", "nlu.understanding", "nlu.confidence", "nlu.caseload", "nlu.door.report", "nlu.needs",
        "nlu.goals", "nlu.letters", "nlu.life_domains", "nlu.money", "nlu.numbers", "nlu.privacy",
        "nlu.referrals", "nlu.step_parts",
    },
    "bot": {"bot", "actions", "nlu", "storage"},
}  # fmt: skip
"""Per package, the packages and modules it may know."""
OURS = {*MAY_IMPORT, "tests"}
MADE_ELSEWHERE = {"node_modules", "vendor", "models"}
CODE = {".py", ".js", ".css", ".html"}
LONGEST = 500


def files_of(package: str) -> list[Path]:
    """The code of a package. Migrations are left out: they are written once by a program and never edited."""
    found = (ROOT / package).rglob("*")
    return sorted(
        file
        for file in found
        if file.suffix in CODE and not MADE_ELSEWHERE & set(file.parts) and "migrations/versions" not in file.as_posix()
    )


MODULES = [
    pytest.param(package, file, id=file.relative_to(ROOT).as_posix())
    for package in MAY_IMPORT
    for file in files_of(package)
    if file.suffix == ".py"
]


def imported(source: str) -> set[str]:
    """Everything of ours that a module names in an import, wherever it stands, as dotted names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "write imports in full, so that one can search for them"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.partition(".")[0] in OURS}


def backward(package: str, source: str) -> list[str]:
    """What a module of this package imports and should not know."""
    allowed = MAY_IMPORT[package]
    return sorted(n for n in imported(source) if not any(n == a or n.startswith(f"{a}.") for a in allowed))


def test_every_package_is_looked_at() -> None:
    assert {file.relative_to(ROOT).parts[0] for package in MAY_IMPORT for file in files_of(package)} == set(MAY_IMPORT)
    assert len(MODULES) > 80


@pytest.mark.parametrize(("package", "file"), MODULES)
def test_imports_point_one_way(package: str, file: Path) -> None:
    assert backward(package, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("storage", "from actions import clock"),
        ("storage", "import nlu.understanding"),
        ("nlu", "from storage.database import now_utc"),
        ("actions", "from bot.bell import Bell"),
        ("actions", "from nlu import rasa"),
        ("actions", "from nlu.door import understand_door"),
        ("actions", "def later():\n    from nlu.rasa import Rasa"),
        ("bot", "from tests import contract"),
    ],
)
def test_a_backward_import_is_seen(package: str, line: str) -> None:
    assert len(backward(package, line)) == 1


def test_the_packages_form_no_cycle() -> None:
    arrows: dict[str, set[str]] = {}
    for package in MAY_IMPORT:
        sources = (file.read_text(encoding="utf-8") for file in files_of(package) if file.suffix == ".py")
        known = {name.partition(".")[0] for source in sources for name in imported(source)}
        arrows[package] = known - {package}
    assert list(TopologicalSorter(arrows).static_order())[-1] == "bot"  # raises CycleError when there is one


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_no_file_is_too_long(package: str) -> None:
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files_of(package)}
    assert {file.name: lines for file, lines in lengths.items() if lines > LONGEST} == {}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_subject_has_one_file_in_a_package(package: str) -> None:
    """Who looks for beds opens one `beds.py` in each package."""
    names = Counter(file.name for file in files_of(package) if file.name != "__init__.py" and file.suffix == ".py")
    assert [name for name, count in names.items() if count > 1] == []
