"""Staff report in their own chat that they had contact with a client: "sam gesproken", "contact gehad met Kim".

Read by rules, not by the model: a check-in that is closed by mistake is a silence that nobody hears.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence

from actions import ladder
from actions.permissions import May, may
from actions.registry import answers
from actions.step_library import plain
from actions.turn import Turn
from storage import contact, conversations
from storage.contact import Client

MOST = 5
"""So many names as buttons at once."""
LONGEST = 90
_WHO = r"(?P<who>[^,;:?]{1,40}?)"
_HAD = (
    r"(?:(?:ik )?(?:heb|had|heb ik|hebben we|we hebben|i have|i've|i) )?"
    r"(?:net |vandaag |gisteren |zojuist |al |just |today )*"
)
_WHEN = r"(?: (?:net|vandaag|vanmiddag|vanochtend|vanmorgen|gisteren|zojuist|today|yesterday|just now))?"
_NAMED = tuple(
    re.compile(f"{_HAD}{said}{_WHEN}")
    for said in (
        rf"(?:goed |even |kort )?contact (?:gehad )?met {_WHO}(?: gehad)?",
        rf"met {_WHO} (?:contact gehad|gesproken|gepraat|gebeld)",
        rf"{_WHO} (?:gesproken|gezien|ontmoet|opgezocht|bezocht|aan de (?:lijn|telefoon) gehad|aan de deur gesproken)",
        rf"(?:gesproken|gepraat|gebeld) met {_WHO}",
        rf"(?:ben )?(?:langs )?bij {_WHO} (?:langs ?geweest|geweest|langs ?gegaan)",
        rf"(?:had )?contact with {_WHO}",
        rf"(?:spoke|spoken|talked|met) (?:to |with ){_WHO}",
        rf"(?:saw|seen|visited) {_WHO}",
    )
)
_UNNAMED = re.compile(rf"{_HAD}(?:contact gehad|had contact)(?: met (?:iemand|een client|client))?{_WHEN}")
_DENIED = re.compile(r"\b(?:niet|geen|nooit|nog|nee|kon|zonder|not|no|never|did ?n.?t|could ?n.?t|have ?n.?t)\b")


def named_in(said: str) -> str | None:
    """The name in a report of contact: "" when it names nobody, None when it is no such report."""
    words = plain(said)
    if not words or len(words) > LONGEST or "?" in said or _DENIED.search(words):
        return None
    if _UNNAMED.fullmatch(words):
        return ""
    found = next((m for pattern in _NAMED if (m := pattern.fullmatch(words))), None)
    return found["who"].strip() if found else None


def is_sure(said: str) -> bool:
    """Whether a message names the contact itself; "sam gezien" may also be about somebody at the door."""
    return "contact" in plain(said)


def fitting(name: str, clients: Sequence[Client]) -> list[Client]:
    """The clients who may be meant: every word that was said is a word of their name."""
    said = set(plain(name).split())
    return [client for client in clients if said and said <= set(plain(client.name).split())]


async def hear(turn: Turn) -> bool:
    """Act on a report of contact; False when the message is none, or names nobody we know and may be about others.

    It comes after danger, a human in the chat and buttons (see actions.turn).
    """
    if turn.staff is None or not may(turn.role, May.ANSWER_CLIENTS):
        return False
    asked = turn.recalled("contact") is not None
    name = named_in(turn.text)
    if name is None and not asked:
        return False
    clients = await contact.clients(turn.session, turn.staff)
    found = fitting(turn.text if name is None else name, clients)
    if len(found) == 1:
        await _note(turn, found[0])
    elif found:
        _ask_which(turn, found)
    elif name is None or not (name == "" or is_sure(turn.text)):
        return False
    else:
        _ask_which(turn, [client for client in clients if client.silent], unknown=name)
    return True


def _ask_which(turn: Turn, clients: Sequence[Client], unknown: str = "") -> None:
    if unknown:
        turn.say("contact-unknown", name=unknown)
    else:
        turn.say("contact-which")
    for client in clients[:MOST]:
        turn.offer("button-named-step", "contact.had", name=client.name[:40], person=str(client.person_id))
    turn.remember("contact")


@answers("contact.had", needs=May.ANSWER_CLIENTS)
async def chosen(turn: Turn) -> None:
    """A colleague chose with whom they had contact."""
    assert turn.staff is not None
    person = uuid.UUID(turn.arguments["person"])
    client = next((c for c in await contact.clients(turn.session, turn.staff) if c.person_id == person), None)
    if client is None:  # in another team by now
        await turn.go("old_button")
        return
    await _note(turn, client)


async def _note(turn: Turn, client: Client) -> None:
    assert turn.staff is not None
    conversation = await conversations.lock(turn.session, client.conversation_id)
    await ladder.had_contact(turn.session, conversation, turn.staff, turn.now)
    turn.say("contact-noted" if client.silent else "contact-noted-only", name=client.name)
