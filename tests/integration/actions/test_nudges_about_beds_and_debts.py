"""What the clock says about a place that is held, and to staff about a referral whose term ends."""

from datetime import datetime

from sqlmodel import select

from bot.bell import Bell
from bot.schedule import Clockwork
from storage import beds, debts, holds, messages, stays
from storage.database import Database
from storage.nudges import Nudge
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)


async def ring(db: Database, now: datetime) -> None:
    """What the clock does every few seconds."""
    await Clockwork(db, Bell(), lambda: now).compose_due()


async def heard(sam: talk.Talk) -> list[str]:
    async with sam.db.begin() as session:
        return [m.text for m in await messages.latest(session, sam.conversation_id) if m.direction == "out"]


async def hold(sam: talk.Talk) -> beds.Place:
    await sam.says("bed voor een man", "reserve_bed", target_group="man")
    assert sam.person is not None
    async with sam.db.begin() as session:
        found = await holds.own_hold(session, sam.conversation_id, sam.now)
        assert found is not None
        return found


async def test_a_hold_is_reminded_of_before_it_ends(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await hold(sam)
    await ring(db, moment("2026-11-26 21:10"))
    assert (await heard(sam))[-1] == "Je plek in de opvang is voor jou tot 21:30. Kom je nog?"


async def test_a_hold_that_is_over_is_not_reminded_of(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await hold(sam)
    await ring(db, moment("2026-11-26 21:30"))
    assert len(await heard(sam)) == 1


async def test_a_hold_that_became_a_stay_is_not_reminded_of(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    held = await hold(sam)
    async with db.begin() as session:
        await stays.arrive(session, held.id, now=sam.now)
    await ring(db, moment("2026-11-26 21:10"))
    assert len(await heard(sam)) == 1


async def refer(sam: talk.Talk) -> None:
    await sam.says("huur, aanmaning in Almelo", "debt_help", debt_type="huur", municipality="Almelo")
    await sam.presses("debt-threat-none")
    await sam.presses("debt-money-none")
    await sam.presses("button-yes-pass-on")


async def test_a_referral_deadline_rings_loud_for_staff_and_says_nothing_to_the_client(
    db: Database, town: Town
) -> None:
    sam = await talk.client(db, town.contact)
    await refer(sam)
    before = await heard(sam)
    assert await sam.tasks() == {"debt_referral": 1}
    await ring(db, moment("2026-12-24 17:00"))
    assert await heard(sam) == before
    assert await sam.tasks() == {"debt_referral": 0}


async def test_a_referral_that_is_closed_needs_no_warning(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await refer(sam)
    async with db.begin() as session:
        made = await debts.open_one(session, sam.conversation_id)
        assert made is not None
        made.closed_at = sam.now
    await ring(db, moment("2026-12-24 17:00"))
    async with db.begin() as session:
        assert [n.state for n in (await session.exec(select(Nudge))).all()] == ["cancelled"]
