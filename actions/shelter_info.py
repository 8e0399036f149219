"""What a shelter is like: address, hours, price, pets, what to bring – only what the configured data really say."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol
from urllib.parse import urlencode

from actions import clock
from actions.registry import answers
from actions.turn import Turn
from storage import facilities
from storage.facilities import Facility

CHECK_AGAIN_AFTER = timedelta(days=90)
"""Facts that were last looked at longer ago may have changed; the answer says so."""
LONGEST_QUESTION = 12
"""In a longer message more is asked than one fact."""
_MAP_SEARCH = "https://www.openstreetmap.org/search"


class Speaks(Protocol):
    """Whoever says something in one language: a turn, or a page that shows what would be said."""

    def word(self, key: str, **arguments: Any) -> str:
        """A text in that language."""


def route_link(place: Facility) -> str | None:
    """Where to see the way: the link of the shelter itself, else a search on the map; None without an address."""
    if place.route_url or not place.address:
        return place.route_url
    return map_link(place.address, place.municipality)


def map_link(address: str, municipality: str | None) -> str:
    """A search on the map for an address; its municipality is added where the address does not name it."""
    where = address if municipality is None or municipality in address else f"{address}, {municipality}"
    return f"{_MAP_SEARCH}?{urlencode({'query': where})}"


def way_there(said: Speaks, place: Facility) -> list[str]:
    """The address and the way, a line each; nothing when no address is known."""
    lines = [said.word("shelter-where", address=place.address)] if place.address else []
    link = route_link(place)
    return [*lines, said.word("shelter-route", link=link)] if link else lines


def come_first(said: Speaks, place: Facility) -> str:
    """How one gets in: just come, or sign up first and where."""
    if not place.referral_needed:
        return said.word("shelter-just-come")
    return said.word("shelter-referral-call" if place.phone else "shelter-referral", phone=place.phone or "")


@answers("ask_shelter_info")
async def ask_shelter_info(turn: Turn) -> None:
    """Tell what is known about the shelter that is meant: the one fact that is asked, or all of them."""
    chosen = await _meant(turn)
    if chosen is None:
        turn.say("shelter-nothing-known")
        turn.offer_human()
        return
    turn.remember("shelter", facility=chosen.key)
    asked = _asked(turn)
    if asked:
        turn.paragraphs.append("\n".join([turn.word("shelter-name", place=chosen.name), *_told(turn, chosen, asked)]))
    else:
        turn.paragraphs.append("\n".join(card(turn, chosen)))
    _to_be_sure(turn, chosen)
    turn.offer("button-bed", "ask_bed_availability", facility=chosen.key)
    if asked:
        turn.offer("button-know-more", "shelter.all", facility=chosen.key)
    turn.offer_human()


@answers("shelter.all")
async def tell_all(turn: Turn) -> None:
    """All that is known about a shelter."""
    await ask_shelter_info(turn)


async def _meant(turn: Turn) -> Facility | None:
    """The shelter that is named, else the one that was talked about, else one where anybody may just come."""
    talked_about = (turn.recalled("shelter") or {}).get("facility") or (turn.recalled("beds") or {}).get("best")
    key = turn.understood.value("facility") or turn.arguments.get("facility") or talked_about
    every = await facilities.all_facilities(turn.session)
    named = next((f for f in every if f.key == key), None)
    return named or next((f for f in every if not f.referral_needed), None) or next(iter(every), None)


def _address(said: Speaks, place: Facility) -> list[str]:
    return way_there(said, place) or [said.word("shelter-where-unknown")]


def _hours(said: Speaks, place: Facility) -> list[str]:
    if place.opens_at is None:
        return [said.word("shelter-hours-unknown")]
    return [said.word("shelter-hours", opens=f"{place.opens_at:%H:%M}", closes=f"{place.closes_at:%H:%M}")]


def _price(said: Speaks, place: Facility) -> list[str]:
    if place.price_cents is None:
        return [said.word("shelter-price-unknown")]
    if place.price_cents == 0:
        return [said.word("shelter-costs-nothing")]
    return [said.word("shelter-price", euros=euros(place.price_cents))]


def _pets(said: Speaks, place: Facility) -> list[str]:
    if place.pets is None:
        return [said.word("shelter-pets-unknown")]
    return [said.word("shelter-pets" if place.pets else "shelter-no-pets")]


def _children(said: Speaks, place: Facility) -> list[str]:
    if place.children is None:
        return [said.word("shelter-children-unknown")]
    return [said.word("shelter-children" if place.children else "shelter-no-children")]


def _stairs(said: Speaks, place: Facility) -> list[str]:
    if place.step_free is None:
        return [said.word("shelter-stairs-unknown")]
    return [said.word("shelter-no-stairs" if place.step_free else "shelter-stairs")]


def _bring(said: Speaks, place: Facility) -> list[str]:
    return [said.word("shelter-bring", what=place.bring) if place.bring else said.word("shelter-bring-unknown")]


def _sign_up(said: Speaks, place: Facility) -> list[str]:
    return [come_first(said, place)]


def _ages(said: Speaks, place: Facility) -> list[str]:
    if place.min_age is not None and place.max_age is not None:
        return [said.word("shelter-ages", youngest=place.min_age, oldest=place.max_age)]
    if place.min_age is not None:
        return [said.word("shelter-age-from", youngest=place.min_age)]
    if place.max_age is not None:
        return [said.word("shelter-age-until", oldest=place.max_age)]
    return [said.word("shelter-ages-unknown")]


Fact = Callable[[Speaks, Facility], list[str]]
_ASKED: tuple[tuple[str, Fact], ...] = (
    (r"adres|waar|route|weg|address|where|directions", _address),
    (r"hoe laat|open|dicht|sluit|tijd(en)?|what time|opens?|closes?|closing", _hours),
    (r"kost(en)?|prijs|betalen|geld|euro|gratis|costs?|price|pay|free", _price),
    (r"hond(en|je)?|kat(ten)?|huisdier(en)?|dog|cat|pets?", _pets),
    (r"kind(eren)?|baby|zoon|dochter|child(ren)?|kids?", _children),
    (r"trap(pen)?|rolstoel|lift|drempels?|wheelchair|stairs|steps|step-free", _stairs),
    (r"meenemen|mee te nemen|neem ik mee|spullen|handdoek|bring", _bring),
    (r"aanmelden|melden|verwijzing|inschrijven|afspraak|sign up|register|referral", _sign_up),
    (r"leeftijd|hoe oud|jaar|how old|age", _ages),
)
"""Words by which one fact is asked; of "mag mijn hond mee" not all others need to be told."""


def _asked(turn: Turn) -> list[Fact]:
    """The facts that are asked for by name; none when the question is about the shelter as a whole."""
    said = turn.text.lower()
    if turn.understood.intent is None or len(said.split()) > LONGEST_QUESTION:
        return []
    found = [fact for words, fact in _ASKED if re.search(rf"\b({words})\b", said)]
    return found if len(found) < 3 else []


def _told(said: Speaks, place: Facility, facts: list[Fact]) -> list[str]:
    return [line for fact in facts for line in fact(said, place)]


def card(said: Speaks, place: Facility) -> list[str]:
    """Everything that is known, and nothing that is not: what is unknown is asked by phone."""
    known: list[tuple[Fact, bool]] = [
        (_address, place.address is not None),
        (_hours, place.opens_at is not None),
        (_price, place.price_cents is not None),
        (_sign_up, True),
        (_ages, place.min_age is not None or place.max_age is not None),
        (_pets, True),  # many who sleep outside have a dog: that nobody said is worth a line
        (_children, place.children is not None),
        (_stairs, place.step_free is not None),
        (_bring, place.bring is not None),
    ]
    facts = [fact for fact, is_known in known if is_known]
    return [said.word("shelter-name", place=place.name), *_told(said, place, facts)]


def _to_be_sure(turn: Turn, place: Facility) -> None:
    """When the facts were last looked at, and whom to ask."""
    checked = place.last_checked_on
    day = f"{checked:%d-%m-%Y}" if checked else ""
    old = checked is not None and clock.local(turn.now).date() - checked > CHECK_AGAIN_AFTER
    lines = [turn.word("shelter-checked", day=day) if checked else turn.word("shelter-unchecked")]
    if place.phone:
        lines.append(turn.word("shelter-still-right" if old else "shelter-call-to-be-sure", phone=place.phone))
    else:
        lines.append(turn.word("shelter-ask-to-be-sure"))
    turn.paragraphs.append("\n".join(lines))


def euros(cents: int) -> str:
    """An amount in euros as people write it: "6", "6,50"."""
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents / 100:.2f}".replace(".", ",")
