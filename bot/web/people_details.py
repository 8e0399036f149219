"""What the section "Gegevens" of a person shows: contacts, channels, consents, invites and what was corrected."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from actions.municipalities import MUNICIPALITIES
from bot.web import consents
from bot.web.accounts import Visit
from bot.web.consents import Consent
from storage import contact_cards, invites, person_changes
from storage.contact_cards import ContactCard
from storage.conversations import Conversation
from storage.people import Invite, Person
from storage.person_changes import PersonChange

MOST_CHANGES = 20


@dataclass(frozen=True, kw_only=True)
class Details:
    """The facts of the section; changes are with the name of who made them."""

    cards: list[ContactCard]
    ended: list[ContactCard]
    consents: list[Consent]
    invites: list[Invite]
    changes: list[tuple[PersonChange, str]]
    municipalities: tuple[str, ...] = MUNICIPALITIES


async def gather(session: AsyncSession, visit: Visit, person: Person, conversation: Conversation) -> Details:
    """What is known of how to reach somebody, and of what they agreed to."""
    cards = await contact_cards.of_person(session, person.id)
    return Details(
        cards=[card for card in cards if card.ended_at is None],
        ended=[card for card in cards if card.ended_at is not None],
        consents=await consents.gather(session, visit, person, conversation),
        invites=await invites.still_open(session, person.id, visit.parts.now()),
        changes=await person_changes.of_person(session, person.id, MOST_CHANGES),
    )
