"""What a shelter is like: address, hours, price, pets, what to bring – only what the configured data really say."""

from __future__ import annotations

from actions.registry import answers
from actions.turn import Turn
from storage import facilities
from storage.facilities import Facility


@answers("ask_shelter_info")
async def ask_shelter_info(turn: Turn) -> None:
    """Tell what is known about the shelter that is meant; when none is named, one where anybody may just come."""
    key = turn.understood.value("facility") or turn.arguments.get("facility")
    every = await facilities.all_facilities(turn.session)
    chosen = next((f for f in every if f.key == key), None) or next((f for f in every if not f.referral_needed), None)
    if chosen is None:
        turn.say("shelter-nothing-known")
        turn.offer_human()
        return
    turn.remember("shelter", facility=chosen.key)
    turn.paragraphs.append("\n".join(_facts(turn, chosen)))
    turn.say("shelter-call-to-be-sure" if chosen.phone else "shelter-ask-to-be-sure", phone=chosen.phone or "")
    turn.offer("button-bed", "ask_bed_availability", facility=chosen.key)
    turn.offer_human()


def _facts(turn: Turn, place: Facility) -> list[str]:
    facts = [turn.word("shelter-name", place=place.name)]
    if place.address:
        facts.append(turn.word("shelter-address", address=place.address))
    if place.opens_at:
        facts.append(turn.word("shelter-hours", opens=f"{place.opens_at:%H:%M}", closes=f"{place.closes_at:%H:%M}"))
    if place.price_cents is not None:
        facts.append(turn.word("shelter-price", euros=_euros(place.price_cents)))
    facts.append(turn.word("shelter-referral" if place.referral_needed else "shelter-just-come"))
    if place.pets is not None:
        facts.append(turn.word("shelter-pets" if place.pets else "shelter-no-pets"))
    else:
        facts.append(turn.word("shelter-pets-unknown"))
    if place.bring:
        facts.append(turn.word("shelter-bring", what=place.bring))
    if place.last_checked_on is None:
        facts.append(turn.word("shelter-unchecked"))
    else:
        facts.append(turn.word("shelter-checked", day=f"{place.last_checked_on:%d-%m-%Y}"))
    return facts


def _euros(cents: int) -> str:
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents / 100:.2f}".replace(".", ",")
