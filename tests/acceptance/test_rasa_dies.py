"""The language model dies in mid-conversation: it is noticed, answered around, and back within a minute."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it ships no types; PostgreSQL's package brings it
import pytest

from actions import texts
from bot.rasa_child import free_port
from tests.acceptance.place import Place
from tests.acceptance.talk import Talk, labels
from tests.processes import Stapje, started

pytest_plugins = ("tests.acceptance.fixtures_pipeline", "tests.rasa")

BACK_SECONDS = 60.0
"""The promise, counted from the kill."""


@dataclass(frozen=True, kw_only=True)
class WithChild:
    """A started Stapje that keeps a Rasa of its own."""

    stapje: Stapje
    place: Place

    def rasa(self) -> psutil.Process:
        """Its Rasa."""
        (found,) = (
            child for child in psutil.Process(self.stapje.pid).children() if "rasa" in " ".join(child.cmdline())
        )
        return found

    async def task_kinds(self) -> str:
        """The kinds of work that wait for a human."""
        return str(await self.place.value("SELECT coalesce(string_agg(DISTINCT kind, ' '), '') FROM task"))


@pytest.fixture
async def with_child(place: Place, trained_model: Path) -> AsyncIterator[WithChild]:
    """`stapje run` on a database of its own, with the model trained already."""
    models = place.folder / "models"
    models.mkdir()
    shutil.copy(trained_model, models / trained_model.name)
    settings = place.settings | {"PORT": str(free_port())}
    del settings["RASA_URL"]
    async with started("run", settings=settings, log=place.folder / "run.log") as stapje:
        await stapje.healthy(nlu="ready", seconds=300)
        yield WithChild(stapje=stapje, place=place)


@pytest.mark.timeout(500)
async def test_rasa_killed_in_mid_conversation(
    with_child: WithChild, record_property: Callable[[str, object], None]
) -> None:
    talk = Talk(telegram=with_child.place.telegram, chat=6001)
    first = await talk.say("wat kun je allemaal voor me doen?")
    assert texts.say("nl", "nlu-away") not in first.text

    os.kill(with_child.rasa().pid, signal.SIGKILL)
    killed = time.monotonic()
    async with asyncio.timeout(BACK_SECONDS):
        await _answered_around(with_child, talk)
        await with_child.stapje.healthy(nlu="ready", seconds=BACK_SECONDS)
    record_property("seconds until Rasa was back", round(time.monotonic() - killed, 1))
    back = await talk.say("heb je ook informatie over de nachtopvang?")
    assert texts.say("nl", "nlu-away") not in back.text
    talk.check()


async def _answered_around(with_child: WithChild, talk: Talk) -> None:
    """What is said while the model is away: nothing is guessed, and danger, a human and the buttons work."""
    away = await talk.say("kan ik hulp krijgen met een brief van de gemeente?")
    assert texts.say("nl", "nlu-away") in away.text
    assert "Mens spreken" in labels(away)
    await with_child.stapje.healthy(nlu="loading", seconds=BACK_SECONDS)
    assert "not_understood" in await with_child.task_kinds()

    assert "113" in (await talk.say("ik wil niet meer leven")).text
    assert "crisis" in await with_child.task_kinds()
    assert texts.say("nl", "human-write-here") in (await talk.say("mens")).text
    assert texts.say("nl", "human-write-here") in (await talk.press("Mens spreken")).text


@pytest.mark.timeout(500)
async def test_stapje_killed_leaves_no_rasa_behind(with_child: WithChild) -> None:
    rasa = with_child.rasa()
    with_child.stapje.process.kill()
    await with_child.stapje.wait_killed()
    gone, alive = psutil.wait_procs([rasa], timeout=30)
    assert (gone, alive) == ([rasa], [])
