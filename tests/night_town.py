"""The small town with what a night needs besides: an extra bed, guests, and conversations; made over and over again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from storage import guests
from storage.conversations import Conversation
from storage.database import Database
from storage.rooms import Bed
from tests.any_order import empty
from tests.nights import EXTRA
from tests.town import make_town


@dataclass(frozen=True, kw_only=True)
class NightTown:
    """The night shelter, three guests and two conversations, by their ids."""

    shelter: uuid.UUID
    guests: list[uuid.UUID]
    talks: list[uuid.UUID]


async def make_night_town(db: Database, now: datetime) -> NightTown:
    """Empty the database and make the town anew."""
    await empty(db)
    async with db.begin() as session:
        town = await make_town(session, now)
        shelter = town.night_shelter.id
        session.add(Bed(facility_id=shelter, label=EXTRA, target_group="man", is_extra=True, position=4))
        named = [await guests.add(session, name, None) for name in ("Sam", "Jo", "Bo")]
        talks = [Conversation(created_at=now), Conversation(created_at=now)]
        session.add_all(talks)
    return NightTown(shelter=shelter, guests=[guest.id for guest in named], talks=[talk.id for talk in talks])
