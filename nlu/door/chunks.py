"""From tokens to chunks: beds and rooms with their labels, counted people, times, names, words of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlu.door.vocabulary import Group, Lexicon, Token, tokens

_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_LABEL = re.compile(r"\d{1,4}[a-z]?|[a-z]")
_SIGNS = frozenset(",.;:!()…\n")
_PARTICLES = frozenset({"de", "der", "den", "van", "el"})
_MOST_IN_RANGE = 50  # a longer "bed 1 t/m 400" is a slip of the finger


@dataclass(frozen=True)
class Chunk:
    """A piece of the text of one kind: a kind of the lexicon, or what is put together here.

    Those are people, beds, rooms, places, number, guest, sign and ask. What is none of these is `unknown`.
    """

    kind: str
    value: object
    start: int
    end: int


@dataclass(frozen=True)
class Crowd:
    """People as they were written: `count` is None when no number was said."""

    count: int | None
    group: Group
    persons: int | None = None


def chunks(text: str, lexicon: Lexicon) -> list[Chunk]:
    """The whole text as chunks, in order."""
    row = tokens(text, lexicon)
    return _with_guest(list(_Chunker(row, lexicon).all()), text)


class _Chunker:
    """Reads the tokens of one text from left to right."""

    def __init__(self, row: list[Token], lexicon: Lexicon) -> None:
        self._row = row
        self._lexicon = lexicon
        self._at = 0

    def all(self) -> Iterator[Chunk]:
        before = ""
        while self._at < len(self._row):
            first = self._at
            kind, value = self._next(before)
            yield Chunk(kind, value, self._row[first].start, self._row[self._at - 1].end)
            before = kind

    def _plain(self, at: int) -> str:
        return self._row[at].plain if at < len(self._row) else ""

    def _entry(self, at: int) -> tuple[str, object, int]:
        """What the longest phrase at a token is, and where it ends; kind "" when there is none."""
        for length in range(self._lexicon.longest.get(self._plain(at), 0), 0, -1):
            phrase = tuple(token.plain for token in self._row[at : at + length])
            if len(phrase) == length and phrase in self._lexicon.phrases:
                return *self._lexicon.phrases[phrase], at + length
        return "", None, at + 1

    def _next(self, before: str) -> tuple[str, object]:
        kind, value, end = self._entry(self._at)
        if kind in ("bed", "room"):
            return self._beds(kind, end)
        if before == "facility" and self._is_room_of_family():
            return self._beds("room", self._at)
        if kind == "group" and isinstance(value, Group):
            return self._people(None, value, end)
        if (number := self._number(self._at)) is not None and kind in ("", "number"):
            return self._counted(number, before)
        if not kind:
            return self._without_entry()
        self._at = end
        return kind, value

    def _without_entry(self) -> tuple[str, object]:
        word = self._plain(self._at)
        if word[:-1].isdecimal():
            return self._abbreviated(word)
        self._at += 1
        if word == "?":
            return "ask", None
        if _CLOCK.fullmatch(word):
            return "filler", word
        return ("sign" if word in _SIGNS else "unknown"), word

    def _is_room_of_family(self) -> bool:
        """ "gezinskamer 1 bezet": the number is the room's, and says what happened with it."""
        if not _LABEL.fullmatch(self._plain(self._at)) or self._entry(self._at - 1)[1] != "gezinskamer":
            return False
        return self._entry(self._at + 1)[0] in ("taken", "free", "freed", "broken", "mended", "be")

    def _number(self, at: int) -> int | None:
        word = self._plain(at)
        if word.isdecimal():
            return int(word) if len(word) <= 4 else None
        kind, value, end = self._entry(at)
        return value if kind == "number" and isinstance(value, int) and end == at + 1 else None

    def _abbreviated(self, word: str) -> tuple[str, object]:
        """ "2m", "1v"; "22u" is a time."""
        self._at += 1
        group = self._lexicon.abbreviations.get(word[-1])
        if group and len(word) <= 4:
            return "people", Crowd(int(word[:-1]), group)
        return ("filler" if word[-1] in "uh" else "unknown"), word

    def _counted(self, number: int, before: str) -> tuple[str, object]:
        at = self._at + 1
        if self._entry(at)[0] == "new":
            at += 1
        kind, value, end = self._entry(at)
        if kind == "group" and isinstance(value, Group):
            return self._people(number, value, end)
        if group := self._lexicon.abbreviations.get(self._plain(at)):
            return self._people(number, group, at + 1)
        if kind in ("place", "bed", "room") and self._label(end) is None:
            self._at = end
            return "places", number
        self._at += 1
        if kind == "hour" or before == "around":
            self._at = end if kind == "hour" else self._at
            return "filler", number
        return ("number" if number < 1000 else "unknown"), number

    def _people(self, count: int | None, group: Group, end: int) -> tuple[str, object]:
        """A crowd with what belongs to it: "van 45 jaar" is an age, "gezin van 4" a size."""
        self._at = end
        if group.pair:
            return "people", Crowd(2, group)
        of = self._plain(end) in ("van", "of")
        number = self._number(end + of)
        aged = self._entry(end + of + 1)[0] == "age"
        if number is None or not (of or aged):
            return "people", Crowd(count, group)
        self._at = end + of + 1 + aged
        return "people", Crowd(count, group, number if group.name == "gezin" and not aged else None)

    def _beds(self, kind: str, end: int) -> tuple[str, object]:
        """Labels after "bed" or "kamer"; without one it is just a place."""
        if self._entry(end)[0] == "number_sign":
            end += 1
        label = self._label(end)
        self._at = end
        if label is None:
            return "place", None
        labels = [label]
        self._at = end + 1
        while (further := self._further(kind)) is not None:
            joint, label, end = further
            between = [label] if joint == "and" else _between(labels[-1], label)
            if not between:
                break
            labels += between
            self._at = end
        return kind + "s", tuple(dict.fromkeys(labels))

    def _further(self, kind: str) -> tuple[str, str, int] | None:
        """The next label of a row: how it is tied on, the label, where it ends."""
        joint, _, at = self._entry(self._at)
        if self._plain(self._at) == ",":
            joint, at = "and", self._at + 1
            at = self._entry(at)[2] if self._entry(at)[0] == "and" else at
        if not joint and self._plain(self._at).isdecimal():
            joint, at = "and", self._at
        if joint not in ("and", "through"):
            return None
        same, _, end = self._entry(at)
        at = end if same == kind else at
        label = self._label(at)
        if label is None or (same != kind and self._counts_something(at)):
            return None
        return joint, label, at + 1

    def _counts_something(self, at: int) -> bool:
        return self._plain(at).isalpha() or self._entry(at + 1)[0] in ("group", "place", "hour", "inside", "bed")

    def _label(self, at: int) -> str | None:
        word = self._plain(at)
        if _LABEL.fullmatch(word) and not (word.isalpha() and self._entry(at)[0] not in ("", "number")):
            return word.lstrip("0") or word
        number = self._number(at)
        return str(number) if number is not None else None


def _between(first: str, last: str) -> list[str]:
    """The labels after the first up to the last one; empty when that is no range."""
    if not (first.isdecimal() and last.isdecimal()) or not 0 < int(last) - int(first) <= _MOST_IN_RANGE:
        return []
    return [str(n) for n in range(int(first) + 1, int(last) + 1)]


def _with_guest(row: list[Chunk], text: str) -> list[Chunk]:
    """The row with a plain name as one chunk, the word "naam" before it gone."""
    for at in range(len(row)):
        begins = at + _particles(row, at)
        if begins < len(row) and row[begins].kind in ("unknown", "first_name"):
            end = _name_end(row, begins, text)
            if _is_plainly_a_name(row, at, begins, end, text):
                before = [c for c in row[:at] if c.kind != "name"]
                stop = row[end - 1].end
                guest = Chunk("guest", text[row[at].start : stop], row[at].start, stop)
                return [*before, guest, *row[end:]]
    return row


def _particles(row: list[Chunk], at: int) -> int:
    count = 0
    while count < 3 and at + count < len(row) and row[at + count].value in _PARTICLES:
        count += 1
    return count


def _name_end(row: list[Chunk], begins: int, text: str) -> int:
    end = begins + 1
    while end < len(row) and end < begins + 5:
        skip = _particles(row, end)
        if end + skip >= len(row) or row[end + skip].kind not in ("unknown", "first_name"):
            break
        if not _capital(row[end + skip], text):
            break
        end += skip + 1
    last = row[end - 1]
    initial = last.end - last.start == 1 and end < len(row) and row[end].value == "." and row[end].start == last.end
    return end + initial


def _capital(chunk: Chunk, text: str) -> bool:
    """Whether it is written as a name; a text all in capitals says nothing."""
    word = text[chunk.start : chunk.end]
    return word.isalpha() and word[0].isupper() and (len(word) == 1 or not word.isupper())


def _is_plainly_a_name(row: list[Chunk], at: int, begins: int, end: int, text: str) -> bool:
    if not text[row[begins].start].isalpha():
        return False
    before = [c for c in row[:at] if c.kind != "sign"]
    last = before[-1] if before else None
    if last is None:
        return row[begins].kind == "first_name"
    if last.kind == "name" or row[begins].kind == "first_name":
        return True
    if last.kind == "check_in":
        after = next((c.kind for c in row[end:] if c.kind != "sign"), "")
        return after in ("beds", "rooms", "at") and end == begins + 1
    titled = last.kind == "reservation" or (
        last.kind == "people" and isinstance(last.value, Crowd) and last.value.group.title
    )
    return titled and _capital(row[begins], text)
