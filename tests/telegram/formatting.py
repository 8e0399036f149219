"""Text with its formatting: HTML to entities, and the lengths Telegram allows."""

import html
import re
from dataclasses import dataclass, field

from tests.telegram.errors import bad_request
from tests.telegram.wire import Json, Request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link",
}  # fmt: skip
PIECE = re.compile(r"<(?P<end>/?)(?P<tag>[^\s<>]*)(?P<rest>[^<>]*)(?P<close>>?)|(?P<text>[^<]+)")
ESCAPE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")  # other names stay as they were typed
LINK = re.compile(r"""href\s*=\s*["']([^"']*)["']""")


def utf16_length(text: str) -> int:
    """The length as Telegram counts offsets: a character outside the basic plane counts for two."""
    return len(text.encode("utf-16-le")) // 2


def read_text(request: Request) -> Json:
    """The keys `text` and `entities` of a message; a 400 when it is empty, too long or badly formatted."""
    text, entities = _formatted(request, "text", "entities")
    if not text.strip():
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": text, **({"entities": entities} if entities else {})}


def read_caption(request: Request) -> Json:
    """The keys `caption` and `caption_entities`, none without a caption; a 400 when too long or badly formatted."""
    text, entities = _formatted(request, "caption", "caption_entities")
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return {**({"caption": text} if text else {}), **({"caption_entities": entities} if entities else {})}


def _formatted(request: Request, name: str, entities_name: str) -> tuple[str, list[Json]]:
    raw, mode = request.text(name).rstrip(), request.text("parse_mode").lower()
    if not mode:
        return raw, request.json(entities_name) or []
    if mode != "html":  # the project writes HTML only; another mode here is a mistake
        raise bad_request("unsupported parse_mode")
    return parse_html(raw)


@dataclass
class _Parse:
    """What was read so far, and the tags still open: (tag, entity)."""

    text: str = ""
    entities: list[Json] = field(default_factory=list)
    open: list[tuple[str, Json]] = field(default_factory=list)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities; a 400 that names the fault, as Telegram does, for markup it does not accept."""
    parse = _Parse()
    for piece in PIECE.finditer(source):
        at = len(source[: piece.start()].encode())
        if piece["text"] is not None:
            parse.text += _unescape(piece["text"])
        elif piece["end"]:
            _close(parse, piece, at)
        else:
            _open(parse, piece, at)
    if parse.open:
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{parse.open[-1][0]}\""
        )
    return parse.text, sorted(parse.entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _open(parse: _Parse, piece: re.Match[str], at: int) -> None:
    tag = piece["tag"].lower()
    unclosed = bad_request(f"can't parse entities: Unclosed start tag at byte offset {at}")
    if not piece["close"] and not piece["rest"]:
        raise unclosed
    spoiler = tag == "span" and "tg-spoiler" in piece["rest"]
    if tag not in TAGS and not spoiler:
        raise bad_request(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {at}')
    if not piece["close"]:
        raise unclosed
    entity: Json = {"type": "spoiler" if spoiler else TAGS[tag], "offset": utf16_length(parse.text)}
    if tag == "a" and (link := LINK.search(piece["rest"])):
        entity["url"] = _unescape(link[1])
    parse.open.append((tag, entity))


def _close(parse: _Parse, piece: re.Match[str], at: int) -> None:
    tag = piece["tag"].lower()
    if not piece["close"]:
        raise bad_request(f"can't parse entities: Unclosed end tag at byte offset {at}")
    if not parse.open:
        raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {at}")
    expected, entity = parse.open.pop()
    if tag != expected:
        found = f'expected "</{expected}>", found "</{tag}>"'
        raise bad_request(f"can't parse entities: Unmatched end tag at byte offset {at}, {found}")
    entity["length"] = utf16_length(parse.text) - entity["offset"]
    # a link without an address is shown as plain text
    if entity["length"] and (entity["type"] != "text_link" or entity.get("url")):
        parse.entities.append(entity)


def _unescape(text: str) -> str:
    return ESCAPE.sub(lambda found: html.unescape(found[0]), text)
