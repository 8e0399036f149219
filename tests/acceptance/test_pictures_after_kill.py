"""kill -9 around a picture: after a restart it is there once, with what was drawn first."""

from __future__ import annotations

import pytest

from storage import people, steps
from storage.steps import Step
from tests.acceptance.place import Place
from tests.acceptance.test_kill_minus_nine import KILLER, let_claims_expire
from tests.processes import started, until
from tests.town import add_person

pytest_plugins = ("tests.acceptance.fixtures_pipeline",)
CHAT, ASKED = 911, 3


async def invited(place: Place) -> str:
    """A client with a step, and their invite."""
    async with place.database.begin() as session:
        person = await add_person(session)
        step = Step(person_id=person.id, what="de sleutel ophalen", life_domain="wonen", state="done")
        await steps.add(session, step)
        return await people.invite(session, now=step.created_at, person_id=person.id)


async def done(place: Place) -> bool:
    came_in = await place.value("SELECT count(*) FROM inbound")
    return bool(came_in == ASKED + 1 and await place.waiting() == 0)


@pytest.mark.parametrize(
    ("point", "times", "most"), [("acting", 2, ASKED), ("committed", 2, ASKED), ("delivered", 3, ASKED + 1)]
)
async def test_each_picture_that_was_asked_for_comes_once(place: Place, point: str, times: int, most: int) -> None:
    """Only the one that Telegram had when the sender died may come twice: nobody can ask whether it has it."""
    place.telegram.inject_message(CHAT, f"/start {await invited(place)}")
    for _ in range(ASKED):
        place.telegram.inject_message(CHAT, "mijn brug")
    log = place.folder / "killed.log"
    async with started(point, str(times), settings=place.settings, log=log, program=KILLER) as doomed:
        await doomed.wait_killed()
    assert not await done(place), "it died too late to show anything"
    await let_claims_expire(place)
    async with started("worker", settings=place.settings, log=place.folder / "again.log"):
        await until(lambda: done(place), "every picture sent", seconds=130)
    photos = place.telegram.calls("sendPhoto", chat_id=CHAT)
    assert ASKED <= len(photos) <= most
    assert await place.value("SELECT count(*) FROM picture") == ASKED
    assert {line.text for line in place.telegram.transcript(CHAT) if line.text.startswith("Kijk")} == {
        "Kijk, dit heb je al gedaan:\n• Wonen: de sleutel ophalen"
    }
