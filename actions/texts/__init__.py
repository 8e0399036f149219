"""Every sentence Stapje says, in Fluent files a translator can open: `texts/<language>/<subject>.ftl`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentNone

LANGUAGES = ("nl", "en")
FOLDER = Path(__file__).parent
PLACEABLE = 900
"""Fluent fills in no value of more than 1,000 characters; a longer one (a list, a person's own words) goes round it."""
_MARK = re.compile("\ue000([a-z_]+)\ue001")


class MissingText(LookupError):
    """A text key has no sentence; add it to the subject's file in texts/nl and texts/en."""


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for file in sorted((FOLDER / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle


@cache
def _formatter(language: str, key: str) -> Callable[[dict[str, Any]], str]:
    bundle = _bundle(language)
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


def keys(language: str) -> set[str]:
    """All text keys of a language."""
    return set(_bundle(language)._messages)
