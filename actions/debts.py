"""Debt help: three short questions and a consent, then a referral with a clock. No amounts, no blame."""

from __future__ import annotations

import re

from actions import clock, forms, terms
from actions.forms import Form, Slot, Slots
from actions.permissions import May, may
from actions.registry import answers
from actions.turn import Turn
from storage import audit, debts, nudges, tasks
from storage.debts import DebtReferral
from storage.nudges import Nudge

URGENT_WORDS = {
    "eviction": ("ontruiming", "uit huis", "uitgezet", "huisuitzetting", "eviction", "evicted", "kicked out"),
    "cut_off": ("afgesloten", "afsluit", "afsluiting", "cut off", "disconnect"),
    "insurance": ("verzekering gestopt", "royement", "geroyeerd", "insurance ended"),
    "bailiff": ("deurwaarder", "vonnis", "dwangbevel", "beslag", "dagvaarding", "bailiff", "court"),
}
"""Letter words and what they mean (DOMAIN.md section 5, letter ladder). Any of them makes a referral urgent."""
CALM_WORDS = (r"nee\b", "geen", "nog niet", "niets", "alleen", "aanmaning", "herinnering", r"no\b", "not yet", "none")
UNSURE_WORDS = ("weet", "geen idee", "misschien", "durf", "niet open", "don't know", "not sure", "maybe")
MUNICIPALITIES = ("Almelo", "Hellendoorn", "Rijssen-Holten", "Tubbergen", "Twenterand", "Wierden")
CONSENT_TO = "debt_help_municipality"


def threat_in(said: str) -> str | None:
    """The first threat that a text names, if any; a plain "nee" in front of it is heard."""
    said = said.lower()
    for threat, words in URGENT_WORDS.items():
        for word in words:
            if re.search(rf"(?<!geen )(?<!no ){re.escape(word)}", said):
                return threat
    return None


def _read_kinds(turn: Turn) -> list[str] | None:
    kinds = turn.understood.values("debt_type")
    if kinds:
        return list(kinds)
    return ["overig"] if len(turn.text) > 2 and turn.understood.intent not in ("deny", "goodbye") else None


def _read_threat(turn: Turn) -> str | None:
    threat = threat_in(turn.text)
    if threat or turn.understood.intent == "debt_urgent":
        return threat or "bailiff"
    if turn.understood.intent == "affirm":
        return "bailiff"
    if _has(turn.text, UNSURE_WORDS):
        return "unknown"
    return "none" if turn.understood.intent == "deny" or _has(turn.text, CALM_WORDS) else None


def _has(said: str, words: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{word}", said.lower()) for word in words)


def _read_municipality(turn: Turn) -> str | None:
    named = turn.understood.value("municipality")
    return named or next((m for m in MUNICIPALITIES if m.lower() in turn.text.lower()), None)


def _read_consent(turn: Turn) -> bool | None:
    said = turn.text.lower()
    if turn.understood.intent == "affirm" or re.match(r"\W*(ja|jawel|yes|oke|oké|ok|prima|is goed|graag)\b", said):
        return True
    return False if turn.understood.intent == "deny" or re.match(r"\W*(nee|no|liever niet)\b", said) else None


_KIND_OPTIONS = tuple(
    (f"debt-type-{kind}", [kind]) for kind in ("huur", "energie", "zorgverzekering", "boetes", "overig")
)


_THREAT_OPTIONS = (
    ("debt-threat-none", "none"),
    ("debt-threat-bailiff", "bailiff"),
    ("debt-threat-eviction", "eviction"),
    ("debt-threat-cut-off", "cut_off"),
    ("debt-threat-insurance", "insurance"),
    ("debt-threat-unknown", "unknown"),
)


_MUNICIPALITY_OPTIONS = tuple((f"municipality-{m.lower()}", m) for m in MUNICIPALITIES)


def _consent_facts(turn: Turn, slots: Slots) -> dict[str, object]:
    kinds = ", ".join(turn.word(f"debt-type-{kind}").lower() for kind in slots["kinds"])
    return {"municipality": slots["municipality"], "kinds": kinds}


_CONSENT_OPTIONS = (("button-yes-pass-on", True), ("button-no-keep", False))


async def _refer(turn: Turn, slots: Slots) -> None:
    if not slots["consent"]:
        turn.say("debt-not-passed-on")
        turn.say("debt-geldfit")
        turn.offer_human()
        return
    assert turn.person is not None
    urgent = slots["threat"] in URGENT_WORDS
    today = clock.local(turn.now).date()
    referral = await debts.add(
        turn.session,
        DebtReferral(
            person_id=turn.person.id, conversation_id=turn.conversation.id, municipality=slots["municipality"],
            debt_types=slots["kinds"], words=slots["words"],
            threat=None if slots["threat"] == "none" else slots["threat"], urgent=urgent,
            consent_at=turn.now, consent_to=CONSENT_TO, requested_on=today,
            due_on=terms.first_talk_by(today, urgent=urgent), created_at=turn.now,
        ),
    )  # fmt: skip
    await _tell_staff(turn, referral)
    if slots["municipality"] != turn.person.municipality:
        turn.person.municipality = slots["municipality"]
        turn.session.add(turn.person)
    turn.say("debt-passed-on-urgent" if urgent else "debt-passed-on", municipality=slots["municipality"])
    turn.say("debt-due", day=clock.day_words(referral.due_on, turn.language))
    turn.offer("button-set-step", "step_set")
    turn.offer_human()


async def _tell_staff(turn: Turn, referral: DebtReferral) -> None:
    due_at = clock.at(referral.due_on, clock.OFFICE_UNTIL)
    await turn.call_human(
        "debt_referral", priority=tasks.URGENT if referral.threat else tasks.SOON, words=referral.words,
        subject_id=referral.id, due_at=due_at,
    )  # fmt: skip
    warn = clock.at(terms.on_working_day(clock.local(turn.now).date()), clock.OFFICE_FROM)
    warn = max(warn, clock.at(referral.due_on, clock.OFFICE_FROM)) if referral.urgent else due_at
    await nudges.plan(
        turn.session,
        [
            Nudge(
                kind="referral_deadline", person_id=referral.person_id, conversation_id=referral.conversation_id,
                subject_id=referral.id, due_at=warn, dedupe_key=f"referral_deadline:{referral.id}",
            )
        ],
    )  # fmt: skip
    await audit.record(
        turn.session, "referral.consented", now=turn.now, person_id=referral.person_id,
        conversation_id=referral.conversation_id, referral=str(referral.id), to=referral.consent_to,
    )  # fmt: skip


DEBT = forms.form(
    Form(
        kind="debt",
        slots=(
            Slot(name="kinds", ask="debt-which-kind", read=_read_kinds, options=_KIND_OPTIONS),
            Slot(name="threat", ask="debt-which-letter", read=_read_threat, options=_THREAT_OPTIONS),
            Slot(
                name="municipality", ask="debt-which-municipality", read=_read_municipality,
                options=_MUNICIPALITY_OPTIONS, again="debt-which-municipality-again",
            ),
            Slot(
                name="consent", ask="debt-consent", read=_read_consent, options=_CONSENT_OPTIONS, facts=_consent_facts
            ),
        ),
        finish=_refer,
        stopped="debt-stopped",
        own_intents=frozenset({"debt_help", "debt_urgent", "ask_housing", "need_basics"}),
    )
)  # fmt: skip


@answers("debt_help", "debt_urgent")
async def debt_help(turn: Turn) -> None:
    """Money worries: say that asking is a good step, then the short form; a visitor gets the way in and a human."""
    urgent = turn.understood.intent == "debt_urgent"
    turn.say("debt-urgent-first" if urgent else "debt-first")
    if not may(turn.role, May.HAVE_REFERRALS):
        turn.say("debt-geldfit")
        turn.say("debt-visitor")
        turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
        turn.offer("button-not-now", "small_talk.fine", answers="no")
        return
    running = await debts.open_one(turn.session, turn.conversation.id)
    if running is not None:
        await _tell_running(turn, running)
        return
    known: Slots = {"words": turn.text[:1000]}
    if kinds := turn.understood.values("debt_type"):
        known["kinds"] = list(kinds)
    if urgent or threat_in(turn.text):
        known["threat"] = threat_in(turn.text) or "bailiff"
        known.setdefault("kinds", ["overig"])
    if named := turn.understood.value("municipality"):
        known["municipality"] = named
    await forms.start(turn, DEBT, **known)


async def _tell_running(turn: Turn, running: DebtReferral) -> None:
    """Nobody is asked the same twice; new words go to the person who has the request."""
    await turn.call_human("debt_referral", priority=tasks.SOON, subject_id=running.id)
    turn.paragraphs.clear()
    turn.say("debt-running", day=clock.day_words(running.due_on, turn.language))
    turn.offer_human()
