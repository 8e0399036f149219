"""What we are built of: every requirement pinned by hash, and nothing in our own code that bandit finds worrying."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = [*sorted((ROOT / "requirements").glob("*.lock")), ROOT / "nlu" / "project" / "requirements.lock"]
NOT_OURS = "bot/web/node_modules"
NOT_LOCKED = {"stapje", "pip", "setuptools", "wheel", "uv"}
"""What a fresh environment has beside the lock: ourselves, and what installs us (tools.lock)."""
REASONED = {"B608": "S608", "B704": "S704"}
"""Findings that a line answers with a reason, by ruff's name for the same rule: SQL and markup of our own making."""


def pins(lock: Path) -> list[str]:
    """The requirements of a lock file, each with all that stands behind it on one line."""
    joined = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.relative_to(ROOT)))
def test_every_requirement_is_one_version_with_its_hashes(lock: Path) -> None:
    found = pins(lock)
    loose = [pin for pin in found if not re.match(r"\S+==\S+.*--hash=sha256:[0-9a-f]{64}", pin)]
    assert found and loose == []


@pytest.mark.parametrize("name", ["run", "dev", "tools"])
def test_what_is_asked_for_by_name_is_locked(name: str) -> None:
    asked = re.findall(r"^([A-Za-z0-9._-]+)", (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8"), re.M)
    locked = {re.split(r"[=\[ ]", pin)[0].lower() for pin in pins(ROOT / "requirements" / f"{name}.lock")}
    plain = {re.sub(r"[._-]+", "-", one.lower()) for one in asked if not one.startswith("-")}
    assert {one for one in plain if one not in {re.sub(r"[._-]+", "-", each) for each in locked}} == set()


def test_what_is_installed_is_what_is_locked() -> None:
    locked: dict[str, set[str]] = {}
    for pin in pins(ROOT / "requirements" / "dev.lock"):  # one name may have a version for each Python
        name, version = re.split(r"==|[ ;]", pin)[:2]
        locked.setdefault(plain(name), set()).add(version)
    there = {plain(one.name): one.version for one in metadata.distributions()}
    other = {name: version for name, version in there.items() if version not in locked.get(name, {version})}
    assert other == {}, "rm .venv/ready && make check"
    assert set(there) - set(locked) <= NOT_LOCKED


def plain(name: str) -> str:
    """A package's name in its one form (PEP 503)."""
    return re.sub(r"[._-]+", "-", name.lower())


def test_the_packages_of_the_pages_have_their_hashes() -> None:
    lock = json.loads((ROOT / "bot" / "web" / "package-lock.json").read_text(encoding="utf-8"))
    loose = [name for name, about in lock["packages"].items() if name and "integrity" not in about]
    assert loose == []


def test_bandit_finds_nothing_of_weight_that_no_line_answers() -> None:
    command = [sys.executable, "-m", "bandit", "-q", "-r", "bot", "actions", "nlu", "storage", "-x", NOT_OURS, "-ll"]
    done = subprocess.run([*command, "-f", "json"], cwd=ROOT, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert report["errors"] == [] and report["metrics"]["_totals"]["loc"] > 10_000
    assert [said(finding) for finding in report["results"] if not answered(finding)] == []


def answered(finding: dict[str, object]) -> bool:
    """Whether the lines it is about give a reason."""
    rule = REASONED.get(str(finding["test_id"]))
    span = finding["line_range"]
    assert isinstance(span, list)
    lines = (ROOT / str(finding["filename"])).read_text(encoding="utf-8").splitlines()
    near = lines[min(span) - 1 : max(span) + 3]
    of_file = [line for line in lines if line.startswith("# ruff: noqa:")]
    return rule is not None and any(re.search(rf"noqa: .*{rule}.* \(", line) for line in [*near, *of_file])


def said(finding: dict[str, object]) -> str:
    """A finding as somebody looks it up."""
    return f"{finding['filename']}:{finding['line_number']} {finding['test_id']} {finding['issue_text']}"
