"""Every sentence Stapje says, in Fluent files a translator can open: `texts/<language>/<subject>.ftl`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentNone

LANGUAGES = ("nl", "en")
FOLDER = Path(__file__).parent
PLACEABLE = 900
"""Fluent fills in no value of more than 1,000 characters; a longer one (a list, a person's own words) goes round it."""
_MARK = re.compile("\ue000([a-z_]+)\ue001")
_OWN: dict[str, dict[str, str]] = {}
"""Sentences of the region's own by language and key, as Fluent patterns; see `use`."""


class MissingText(LookupError):
    """A text key has no sentence; add it to the subject's file in texts/nl and texts/en."""


def use(own: Mapping[str, Mapping[str, str]]) -> None:
    """From now on say these sentences of the region's own, by language and key, instead of those in the files."""
    _OWN.clear()
    _OWN.update({language: dict(said) for language, said in own.items()})
    for made in (_own_bundle, _formatter, _plain, _counted):
        made.cache_clear()


def entry(key: str, pattern: str) -> str:
    """A message of a Fluent file with this pattern, which may have several lines."""
    return "\n".join([f"{key} =", *(f"    {line}" if line.strip() else "" for line in pattern.splitlines()), ""])


@cache
def _bundle(language: str) -> FluentBundle:
    return _bundle_with(language, "")


@cache
def _own_bundle(language: str) -> FluentBundle:
    return _bundle_with(language, "".join(entry(key, said) for key, said in _OWN[language].items()))


@cache
def _resources(language: str) -> list[Any]:  # FluentResource is a function in this library
    return [FluentResource(file.read_text(encoding="utf-8")) for file in sorted((FOLDER / language).glob("*.ftl"))]


def _bundle_with(language: str, own: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for resource in _resources(language):
        bundle.add_resource(resource)
    bundle.add_resource(FluentResource(own), allow_overrides=True)
    return bundle


@cache
def _formatter(language: str, key: str) -> Callable[[dict[str, Any]], str]:
    ours = _of_bundle(_bundle(language), language, key)
    if key not in _OWN.get(language, ()):
        return ours
    own = _of_bundle(_own_bundle(language), language, key)

    def render(arguments: dict[str, Any]) -> str:
        """What the region wrote may not fit a newer version any more; nobody gets no answer because of that."""
        try:
            return own(arguments)
        except MissingText:
            return ours(arguments)

    return render


def _of_bundle(bundle: FluentBundle, language: str, key: str) -> Callable[[dict[str, Any]], str]:
    if not bundle.has_message(key):
        raise MissingText(f"{key} has no text in texts/{language}")
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise MissingText(f"{key} has attributes but no text in texts/{language}")

    def render(arguments: dict[str, Any]) -> str:
        said, errors = bundle.format_pattern(pattern, arguments)
        if errors or isinstance(said, FluentNone):
            raise MissingText(f"{key} in texts/{language} could not be filled in: {errors}")
        return str(said)

    return render


def say(language: str, key: str, **arguments: Any) -> str:
    """The sentence `key` in a language (Dutch when we don't speak it); raises MissingText for an unknown key."""
    spoken = language if language in LANGUAGES else "nl"
    if not arguments:
        return _plain(spoken, key)
    if all(type(value) is int for value in arguments.values()):
        return _counted(spoken, key, tuple(arguments.items()))
    long = {name: value for name, value in arguments.items() if isinstance(value, str) and len(value) > PLACEABLE}
    if not long:
        return _formatter(spoken, key)(arguments)
    marks = {name: f"\ue000{name}\ue001" for name in long}
    said = _formatter(spoken, key)({**arguments, **marks})
    return _MARK.sub(lambda found: long[found[1]], said)


@cache
def _plain(language: str, key: str) -> str:
    """A sentence without anything to fill in, such as a button's label: made once."""
    return _formatter(language, key)({})


@lru_cache(maxsize=4096)
def _counted(language: str, key: str, numbers: tuple[tuple[str, int], ...]) -> str:
    """A sentence with only numbers in it, such as "3 uur"; names and people's words are never kept so."""
    return _formatter(language, key)(dict(numbers))


@dataclass(frozen=True)
class Speaker:
    """Says things in one language."""

    language: str

    def word(self, key: str, **arguments: Any) -> str:
        """A text; see `say`."""
        return say(self.language, key, **arguments)


def keys(language: str) -> set[str]:
    """All text keys of a language."""
    return set(_bundle(language)._messages)
