"""Which language somebody writes, so that the conversation can follow; careful, because chat messages are short."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from lingua import ConfidenceValue, Language, LanguageDetector, LanguageDetectorBuilder

# The languages people around the shelters speak most. Every language more costs memory and makes short texts vaguer.
LANGUAGES: Final = (
    Language.DUTCH,
    Language.ENGLISH,
    Language.GERMAN,
    Language.FRENCH,
    Language.SPANISH,
    Language.PORTUGUESE,
    Language.POLISH,
    Language.ROMANIAN,
    Language.BULGARIAN,
    Language.UKRAINIAN,
    Language.RUSSIAN,
    Language.TURKISH,
    Language.ARABIC,
    Language.PERSIAN,
    Language.SOMALI,
)
# Tigrinya is unknown to the detector; its script is used here for nothing else.
_ETHIOPIC: Final = re.compile(r"[\u1200-\u137f]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)
_MIN_WORDS: Final = 3
_MIN_LETTERS: Final = 12
_LEAD: Final = 0.30  # by how much the new language must be likelier than the expected one
# Everyday words that hardly occur in the other languages; two of them in a sentence settle it.
_DUTCH: Final = frozenset(
    re.findall(
        r"\w+",
        "ik het een niet geen mijn mn voor naar ook maar nog heb hebt heeft moet ben bij zijn jij wij kun gaat wordt "
        "deze mij hoe waar wie wanneer iets iemand vannacht vanavond vandaag",
    )
)
_MAX_CHARS: Final = 400  # the beginning of a long message says enough


def detect_language(text: str, expected: str) -> str:
    """The ISO 639-1 code of the language of `text`; `expected`, the language of the conversation, unless clear.

    Short and mixed messages ("ok", "bed?", "yo bro is there nog plek") keep `expected`. Text in another script than
    Latin is clear from one word on. Never raises.
    """
    words = _WORD.findall(text[:_MAX_CHARS])
    sample = " ".join(words)
    if _ETHIOPIC.search(sample):
        return "ti"
    if not words or (_LATIN.search(sample) and (len(words) < _MIN_WORDS or len(sample) < _MIN_LETTERS)):
        return expected
    if expected == "nl" and len(_DUTCH & {word.lower() for word in words}) > 1:
        return expected  # what nearly every message is, without asking the detector, which takes a millisecond
    return _clear_language(sample, expected)


def _clear_language(sample: str, expected: str) -> str:
    ranking = {value.language.iso_code_639_1.name.lower(): value.value for value in _confidences(sample)}
    likeliest = max(ranking, key=ranking.__getitem__)
    lead = ranking[likeliest] - ranking.get(expected, 0.0)
    return likeliest if lead >= _LEAD else expected


@lru_cache(maxsize=4096)
def _confidences(sample: str) -> list[ConfidenceValue]:
    return _detector().compute_language_confidence_values(sample)


@cache
def _detector() -> LanguageDetector:
    """The shared detector, built on first use: loading its models takes a second or so and some hundred megabytes."""
    return LanguageDetectorBuilder.from_languages(*LANGUAGES).build()
