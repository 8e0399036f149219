"""Food, clothes, things and money for today, and everything around a home: places that help, and a human soon."""

from __future__ import annotations

import re
from typing import Any

from actions import clock, forms, help_places
from actions.forms import STOP_BUTTON, Form, Slot, Slots
from actions.handover import who_reads
from actions.municipalities import MUNICIPALITIES
from actions.registry import answers
from actions.turn import Turn
from storage import help_places as places
from storage import tasks
from storage.help_places import HelpPlace

NEEDS = {
    "food": r"eten|ete|gegeten|honger|voedsel\w*|maaltijd\w*|brood|melk|boodschap\w*|soep\w*|trek|luiers?"
    r"|food|eaten|eat|hungry|groceries|meals?|bread|milk|nappies|diapers",
    "emergency_money": r"geld|leefgeld|euro|saldo|blut|platzak|rondkomen|pinnen|noodgeld|noodhulp|voorschot"
    r"|money|broke|cash|loan",
    "clothes": r"kleren|kleding\w*|jas|winterjas\w*|schoenen|sokken|ondergoed|broek|trui|muts|handschoenen|dekens?"
    r"|slaapzak|clothes|clothing|coat|jacket|shoes|socks|blankets?|sleeping bag",
    "furniture": r"meubels?|matras\w*|koelkast|fornuis|wasmachine|stoel\w*|tafel|pannen|pan|inrichting"
    r"|furniture|mattress|fridge|cooker|washing machine|chairs?|table",
}
"""Words that name a need, as whole words; what is named first in this table matters most today."""
HUNGRY = (
    r"\b(honger|uitgehongerd|(niks|niets|nix|geen)( meer)?( te)? eten|(niet|niks|niets)( meer)? gegeten|hungry|starving"
    r"|nothing to eat|no food|not eaten|haven.?t eaten)\b"
)
HUNGRY_CHILD = r"\b(kind|kinderen|kids?|baby|zoon\w*|dochter\w*|de kleine|child|children)\b"
ALL_WORDS = ("alles", "allemaal", "everything", "all of it")
ANYWHERE_WORDS = ("weet", "maakt niet uit", "nergens", "anders", "ergens", "don't know", "anywhere", "nowhere", "other")
MOST_PLACES = 3
MOST_OTHERS = 2


def needs_in(said: str) -> list[str]:
    """What a text says somebody lacks, most pressing first; empty when it names nothing."""
    said = said.lower()
    if any(word in said for word in ALL_WORDS):
        return list(NEEDS)
    return [kind for kind, words in NEEDS.items() if re.search(rf"\b({words})\b", said)]


def is_hungry(said: str) -> bool:
    """Whether somebody, or a child of theirs, has nothing to eat today: then nothing is asked first."""
    said = said.lower()
    return bool(re.search(HUNGRY, said)) or ("food" in needs_in(said) and bool(re.search(HUNGRY_CHILD, said)))


@answers("need_basics")
async def need_basics(turn: Turn) -> None:
    """No food, clothes or money: a human is called at once; then what is needed and where, then places that help."""
    hungry, needs, where = is_hungry(turn.text), needs_in(turn.text), _where(turn)
    await _call_human(turn, needs, hungry=hungry)
    turn.say("basics-hungry" if hungry else "basics-first")
    if hungry or turn.conversation.form is not None:  # in the middle of another form nothing more is asked
        await _tell(turn, ["food"] if hungry else needs or list(NEEDS), where)
        return
    known: dict[str, Any] = {"needs": needs} if needs else {}
    await forms.start(turn, BASICS, **known, **({"where": where} if where else {}))


async def _call_human(turn: Turn, needs: list[str], *, hungry: bool, words: str | None = None) -> None:
    """Hunger is urgent; hunger and a lack of money are for the same day, or the first day on which somebody reads."""
    same_day = clock.at(clock.local(clock.next_reading(turn.now)).date(), clock.OFFICE_UNTIL)
    await turn.call_human(
        "need_basics", priority=tasks.URGENT if hungry else tasks.SOON, words=words,
        due_at=same_day if hungry or "emergency_money" in needs else None,
    )  # fmt: skip


def _where(turn: Turn) -> str:
    """The municipality that a message names, else the one that is known of this person; empty when neither."""
    named = turn.understood.value("municipality") or _named(turn.text)
    return named or (turn.person.municipality if turn.person else None) or ""


def _named(said: str) -> str | None:
    return next((m for m in MUNICIPALITIES if m.lower() in said.lower()), None)


def _read_needs(turn: Turn) -> list[str] | None:
    return needs_in(turn.text) or None


def _read_where(turn: Turn) -> str | None:
    named = turn.understood.value("municipality") or _named(turn.text)
    if named is None and any(word in turn.text.lower() for word in ANYWHERE_WORDS):
        return ""
    return named


async def _finish(turn: Turn, slots: Slots) -> None:
    """The questions may have brought out more than the first words did."""
    hungry = is_hungry(turn.text)
    await _call_human(turn, slots["needs"], hungry=hungry, words=turn.text if hungry else "")
    await _tell(turn, slots["needs"], slots["where"])


BASICS = forms.form(
    Form(
        kind="basics",
        slots=(
            Slot(
                name="needs", ask="basics-which", read=_read_needs, certain=True,
                options=tuple((f"button-basics-{kind.replace('_', '-')}", [kind]) for kind in NEEDS),
            ),
            Slot(
                name="where", ask="basics-where", read=_read_where, again="basics-where-again",
                options=(*((f"municipality-{m.lower()}", m) for m in MUNICIPALITIES), ("button-basics-anywhere", "")),
            ),
        ),
        finish=_finish,
        own_intents=frozenset({"need_basics", "debt_help"}),
        always=(("button-human", "talk_to_human"), *STOP_BUTTON),
    )
)  # fmt: skip


@answers("basics.more")
async def tell_more(turn: Turn) -> None:
    """Places for another need, after those for the first."""
    await _tell(turn, [str(turn.arguments["need"])], str(turn.arguments["where"]))


async def _tell(turn: Turn, needs: list[str], where: str) -> None:
    """At most three places, near ones first; what is not known is said, and the human is there already."""
    found = await places.serving(turn.session, [*needs, "walk_in"], where or None)
    chosen = _choose(found, needs)
    near = not where or any(place.municipality == where for place in chosen)
    if not chosen:
        turn.say("basics-none")
    else:
        turn.say("basics-here") if near else turn.say("basics-none-near", municipality=where)
        today = clock.local(turn.now).date()
        turn.paragraphs += [help_places.card(turn.language, place, today) for place in chosen]
    if "emergency_money" in needs:
        turn.say("basics-money")
    who_reads(turn)
    for need in [n for n in NEEDS if n not in needs][:MOST_OTHERS]:
        turn.offer(f"button-basics-{need.replace('_', '-')}", "basics.more", need=need, where=where)
    turn.offer_human()


def _choose(found: list[HelpPlace], needs: list[str]) -> list[HelpPlace]:
    """The best place for each need before a second one for any; drop-ins only where nothing else is known."""
    ranked = []
    for number, need in enumerate(needs):
        ranked += [(rank, number, place) for rank, place in enumerate(p for p in found if p.kind == need)]
    ranked.sort(key=lambda one: one[:2])
    fitting = [place for _, _, place in ranked] or [place for place in found if place.kind == "walk_in"]
    return fitting[:MOST_PLACES]


@answers("ask_housing")
async def ask_housing(turn: Turn) -> None:
    """How long until a home: nobody can promise that; the contactperson knows where somebody stands."""
    await turn.call_human("housing")
    turn.say("housing-no-promise")
    who_reads(turn)
    turn.offer_human()


@answers("report_housing_problem")
async def report_housing_problem(turn: Turn) -> None:
    """Trouble in or around the home: heard, passed on, and who to call when it is urgent."""
    await turn.call_human("housing", priority=tasks.SOON)
    turn.say("housing-problem-heard")
    who_reads(turn)
    turn.offer_human()
