"""A question for the administrator: two sentences that the client sends, or asks the contactperson to send.

Nothing is sent to an administrator by Stapje, and it never says what they shall do.
"""

from __future__ import annotations

import re

from actions import forms, handover, texts
from actions.forms import Form, Slot, Slots
from actions.money import STAFF_READ
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from nlu.money import wish_in
from nlu.numbers import without_numbers
from storage import money

LONGEST = 300
NOTHING_SAID = ("deny", "affirm", "goodbye", "thank")
_JOINS = re.compile(r"(?:of|om|if|whether)\b", re.IGNORECASE)
"""How a question begins that goes on after "Ik wil graag vragen"."""
_SOON = re.compile(r"\b(?:vandaag|morgen|snel|spoed|haast|zsm|gauw|deze week|today|tomorrow|soon|this week|asap)\b")
_WHENEVER = re.compile(r"\b(?:niet uit|wanneer|geen haast|rustig|ooit|whenever|no hurry|matter)\b")
WHEN_OPTIONS = (("button-draft-soon", "soon"), ("button-draft-whenever", "whenever"))


def _read_what(turn: Turn) -> str | None:
    if turn.understood.intent in NOTHING_SAID:
        return None
    wish = wish_in(turn.text)
    if wish is not None and wish.action == "money.draft":
        return _tidy(wish.own) or None
    return _tidy(turn.text) or None


def _read_when(turn: Turn) -> str | None:
    said = turn.text.lower()
    if _WHENEVER.search(said) or turn.understood.intent == "deny":
        return "whenever"
    return "soon" if _SOON.search(said) or turn.understood.times or turn.understood.intent == "affirm" else None


def _tidy(said: str) -> str:
    return " ".join(without_numbers(said).split()).strip(" .!?,;")[:LONGEST]


async def _finish(turn: Turn, slots: Slots) -> None:
    draft = write(turn.language, slots["what"], slots["when"])
    turn.say("draft-here")
    turn.paragraphs.append(f"“{draft}”")
    turn.say("draft-who-question")
    turn.offer("button-draft-human", "money.draft_human", draft=draft)
    turn.offer("button-draft-self", "money.draft_self")
    turn.offer("button-draft-again", "money.draft")
    turn.offer_human()


def write(language: str, what: str, when: str) -> str:
    """The two sentences: what is asked, in the client's own words, and by when an answer would help."""
    key = "draft-ask" if _JOINS.match(what) else "draft-ask-about"
    first = texts.say(language, key, what=what[0].lower() + what[1:] if key == "draft-ask" else what)
    return f"{first} {texts.say(language, 'draft-soon' if when == 'soon' else 'draft-whenever')}"


DRAFT = forms.form(
    Form(
        kind="money_draft",
        slots=(
            Slot(name="what", ask="draft-what", again="draft-what-again", read=_read_what),
            Slot(name="when", ask="draft-when", again="draft-when-again", read=_read_when, options=WHEN_OPTIONS),
        ),
        finish=_finish,
        own_intents=frozenset({"debt_help", "need_basics", "step_set", "ask_housing"}),
    )
)


async def begin(turn: Turn, what: str = "") -> None:
    """Write a question for the administrator; what was said already is not asked again."""
    turn.say("draft-first")
    known = {"what": tidy} if (tidy := _tidy(what)) else {}
    await forms.start(turn, DRAFT, **known)


@answers("money.draft", needs=May.HAVE_STEPS)
async def draft(turn: Turn) -> None:
    """A button: write one, or write it anew."""
    await begin(turn)


@answers("money.draft_human", needs=May.HAVE_STEPS)
async def ask_human(turn: Turn) -> None:
    """The contactperson gets the question and sends it, or talks it over first."""
    assert turn.person is not None
    words = texts.say(STAFF_READ, "inbox-money-draft", said=str(turn.arguments["draft"]))
    plan = await money.plan_of(turn.session, turn.person.id)
    await turn.call_human("money", words=words, subject_id=plan.id if plan else None)
    turn.say("draft-passed-on")
    handover.who_reads(turn)
    turn.offer_human()


@answers("money.draft_self", needs=May.HAVE_STEPS)
async def send_self(turn: Turn) -> None:
    """The client sends it."""
    turn.say("draft-self")
    turn.offer_human()
