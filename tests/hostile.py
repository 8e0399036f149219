"""What somebody with bad plans sends, and what of it must never be in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

MARK = "zoek7mij"
WORDS = f"javascript:{MARK}//\"'><img src=x onerror={MARK}()><script>{MARK}</script></textarea>{{{{7*191}}}}{{ $naam }}"
"""A text that wants to be a link, markup, a script, a Jinja expression and a Fluent placeable."""
VALUES = (
    WORDS, "", "\x00", "' OR 1=1; DROP TABLE message; --", "%_\\", "-1", "0", "9" * 30, "1e999", "NaN", "٣", "²",
    "0001-01-01", "9999-12-31", "9999-12-31T23:59:59-14:00", "2026-02-30", "24:00", "23:59", "[]", "{}", "null", "[1",
    "00000000-0000-0000-0000-000000000000", "//elsewhere.example", "\u202e\u2066💥", "x" * 6000, "a & b | !c:*",
)  # fmt: skip
"""Values for any field: markup, SQL, numbers and dates at the edge of what there is, another site's address."""
_LINKS = {"href", "src", "action", "formaction", "hx-get", "hx-post", "poster", "data", "xlink:href"}


@dataclass
class Form:
    """A form of a page: where it goes, and its fields as they would be sent."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """A page as a browser would read it: what is wrong with it, the forms on it, and its words."""

    def __init__(self, body: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._inside = ""
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        self._inside = tag
        self.wrong += [f"<{tag} {name}>: the policy lets nothing inline run" for name in had if _is_inline(name)]
        if tag == "script" and "src" not in had and had.get("type") != "application/json":
            self.wrong.append("a script without src: the policy lets nothing inline run")
        self.wrong += [f"<{tag} {name}={had[name][:40]!r}> runs" for name in _LINKS & set(had) if _runs(had[name])]
        if tag in ("style", "base", "iframe", "object", "embed") and MARK in str(attrs):
            self.wrong.append(f"<{tag}> was made by what somebody typed")
        self._note_form(tag, had)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        if tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style") and MARK in data:
            self.wrong.append(f"somebody's words inside <{self._inside}>")

    def _note_form(self, tag: str, had: dict[str, str]) -> None:
        if tag == "form":
            self._form = Form(action=had.get("action", ""))
            self.forms.append(self._form)
        elif self._form and had.get("name"):
            self._form.fields.setdefault(had["name"], had.get("value", ""))
        if had.get("formaction") and self._form:
            self.forms.append(Form(action=had["formaction"], fields=self._form.fields))


def _is_inline(name: str) -> bool:
    return name == "style" or re.fullmatch(r"on[a-z]+", name) is not None


def _runs(link: str) -> bool:
    return re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE) is not None


def wrong_in(body: str) -> Iterator[str]:
    """What is wrong with the markup of a page."""
    yield from Page(body).wrong
    if "{{7*191}}" not in body and "1337" in body and MARK in body:
        yield "a template reckoned with what somebody typed"
