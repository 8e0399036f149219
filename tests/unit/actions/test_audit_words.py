"""Every action that the code writes into the audit trail can be read as a sentence: the source itself is searched."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import audit_words, texts

ROOT = Path(__file__).parents[3]
SOURCES = [f for part in ("actions", "bot", "storage") for f in sorted((ROOT / part).rglob("*.py"))]
RECORDS = ("record", "many")
"""The functions of storage/audit.py that add entries; those that hand an argument `action` on to them are found."""
FAMILIES = {
    "api.listed.{}": "person conversation nudge appointment debt_referral bed bed_hold stay waiter handover_note",
    "referral.{}": "accepted returned registration crisis intake decision plan stabilisation solution aftercare closed",
    "step.{}": "done partly",
    "bed.{}": "in extended no_show out mistake named moved broken mended undone released",
}
"""Actions that the code puts together, and what they go on with."""
NOT_RECORDING = ("audit", "audit_words")
"""Files in which functions about an action do not record it."""
HANDED = ("change.audited_as",)
"""Actions that come as a value: those of bed_changes.py, which are the family "bed."."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Recorders:
    """Functions that hand their argument `action` on to the trail: where it stands, by file (private ones) and name."""

    def __init__(self, trees: dict[Path, ast.Module]) -> None:
        self.places: dict[tuple[Path | None, str], int] = {(None, name): 1 for name in RECORDS}
        functions = [(file, n) for file, tree in trees.items() for n in ast.walk(tree) if isinstance(n, Function)]
        for file, function in functions:
            names = [a.arg for a in function.args.args if a.arg != "self"]
            named = {*names, *(a.arg for a in function.args.kwonlyargs)}
            if (
                "action" in named
                and file.stem not in NOT_RECORDING
                and re.search("audit|note_names", ast.unparse(function))
            ):
                place = names.index("action") if "action" in names else len(names)
                self.places[self._where(file, function.name)] = place

    @staticmethod
    def _where(file: Path, name: str) -> tuple[Path | None, str]:
        return (file if name.startswith("_") else None), name

    def action_in(self, file: Path, call: ast.Call) -> ast.expr | None:
        """The argument of a call that is the action, if it is a call of a recorder."""
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        place = self.places.get(self._where(file, name))
        if place is None or (name in RECORDS and ast.unparse(call.func) not in (name, f"audit.{name}")):
            return None
        given = {k.arg: k.value for k in call.keywords}
        return given.get("action", call.args[place] if place < len(call.args) else None)


def constants(tree: ast.Module) -> dict[str, str]:
    """The texts that a module gives names to."""
    return {
        ast.unparse(node.targets[0]): node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def defaults(tree: ast.Module) -> Iterator[str]:
    """Actions that are recorded when nobody says another."""
    for function in (n for n in ast.walk(tree) if isinstance(n, Function)):
        for one, value in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True):
            if one.arg == "action" and isinstance(value, ast.Constant):
                yield str(value.value)


def family(said: ast.JoinedStr) -> str:
    """How an action that is put together begins: "step.{}"."""
    return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in said.values)  # type: ignore[misc]


def actions_in(found: ast.expr, names: dict[str, str]) -> Iterator[str]:
    """The actions that an argument can be."""
    if isinstance(found, ast.Constant) and isinstance(found.value, str):
        yield found.value
    elif isinstance(found, ast.IfExp):
        yield from actions_in(found.body, names)
        yield from actions_in(found.orelse, names)
    elif isinstance(found, ast.JoinedStr):
        yield from (family(found).format(name) for name in FAMILIES[family(found)].split())
    elif ast.unparse(found).split(".")[-1] in names:
        yield names[ast.unparse(found).split(".")[-1]]


def recorded() -> tuple[set[str], list[str]]:
    """All actions that the source records, and the places of which nobody can say which they are."""
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in SOURCES if "node_modules" not in file.parts}
    recorders, actions, unclear = Recorders(trees), set[str](), list[str]()
    everywhere = {
        k: v for tree in trees.values() for k, v in constants(tree).items() if re.fullmatch(r"[a-z_]+\.[a-z_.]+", v)
    }
    for file, tree in trees.items():
        names = everywhere | constants(tree)
        actions |= set(defaults(tree))
        inside = {
            id(call): {a.arg for a in (*f.args.args, *f.args.kwonlyargs)}
            for f in ast.walk(tree) if isinstance(f, (ast.FunctionDef, ast.AsyncFunctionDef))
            for call in ast.walk(f) if isinstance(call, ast.Call)
        }  # fmt: skip
        for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
            found = recorders.action_in(file, call)
            if found is None or ast.unparse(found) in HANDED or ast.unparse(found) in inside.get(id(call), ()):
                continue
            these = set(actions_in(found, names))
            actions |= these
            if not these and ast.unparse(call.func).startswith(("audit.", "_")):  # others may only share a name
                unclear.append(f"{file.name}:{call.lineno} {ast.unparse(found)}")
    return actions | {f"bed.{name}" for name in FAMILIES["bed.{}"].split()}, unclear


ACTIONS, UNCLEAR = recorded()


def test_the_search_of_the_source_finds_what_is_recorded_in_every_way() -> None:
    some = {"conversation.read", "guests.seen", "bed.counted", "desk.routed", "step.partly", "api.listed.stay"}
    assert some <= ACTIONS
    assert UNCLEAR == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_action_that_is_recorded_has_words(language: str) -> None:
    assert sorted(action for action in ACTIONS if audit_words.key_of(action) not in texts.keys(language)) == []


def test_an_action_reads_as_what_somebody_did() -> None:
    assert audit_words.did("nl", "conversation.read") == "heeft het gesprek gelezen"
    assert audit_words.did("en", "person.opted_out") == "wants no more messages from Stapje"


def test_an_action_of_another_version_is_shown_as_it_is() -> None:
    assert audit_words.did("nl", "moon.seen") == "(moon.seen)"
