"""The few words that always work, with the model away too: whole messages, compared letter by letter.

"Mens spreken" and "stop" have to work at any moment (DESIGN: Promises 2); a lone emoji says something as well.
"""

from __future__ import annotations

import re
import unicodedata

COMMANDS: dict[str, tuple[str, ...]] = {
    "talk_to_human": (
        "mens", "mens spreken", "ik wil een mens spreken", "ik wil een mens", "mens aub", "bel me", "/mens", "human",
        "talk to a human", "i want a human", "contactpersoon", "medewerker",
    ),
    "opt_out": (
        "stop", "/stop", "stop berichten", "geen berichten meer", "stop met berichten", "afmelden", "unsubscribe",
    ),
    "opt_in": ("/berichten", "start berichten", "aanmelden berichten"),
    "ask_help": ("menu", "help", "/help", "/menu", "opties", "hulp?"),
    "greet": ("start", "/start"),
    "change_language": ("/taal", "taal", "language", "/language"),
    "ask_bed_availability": ("bed", "bed?", "plek?", "/bed", "slaapplek?"),
    "ask_steps": ("/stappen", "mijn stappen"),
    "affirm": ("ja", "yes", "y", "j", "ok", "oke", "oké", "👍", "✅", "👌"),
    "deny": ("nee", "no", "n", "👎", "❌"),
    "thank": ("🙏", "❤", "♥"),
    "checkin_positive": ("😀", "😃", "😄", "😁", "🙂", "😊", "🥳", "💪"),
    "checkin_neutral": ("😐", "😕", "🤷"),
    "checkin_negative": ("😢", "😭", "😞", "😔", "😟", "☹", "🙁", "😩", "😫", "💔"),
}  # fmt: skip
_INTENTS = {phrase: intent for intent, phrases in COMMANDS.items() for phrase in phrases}
_TRAILING = re.compile(r"[\s.!]+$")
_DECORATION = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]")


def command_in(text: str) -> str | None:
    """The intent of a message that is nothing but one of the known words, or one emoji said several times."""
    said = _TRAILING.sub("", unicodedata.normalize("NFC", text).strip().lower())
    if said in _INTENTS:
        return _INTENTS[said]
    signs = set(_DECORATION.sub("", said).replace(" ", ""))
    return _INTENTS.get(signs.pop()) if len(signs) == 1 else None
