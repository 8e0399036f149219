"""A real Rasa for acceptance tests: trained once for the present data, one server for all tests of a run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.rasa_child import RasaChild, free_port
from nlu import training
from tests.processes import ROOT, until

MODELS = ROOT / "var" / "test-models"


@dataclass(frozen=True, kw_only=True)
class TrainedRasa:
    """A server that runs and the model it has loaded."""

    url: str
    model: Path


@pytest.fixture(scope="session")
async def trained_model() -> Path:
    """The model of the present data; training takes a minute or two the first time."""
    return await training.train(MODELS, lambda part: None)


@pytest.fixture(scope="session")
async def rasa(trained_model: Path) -> AsyncIterator[TrainedRasa]:
    """One Rasa server for the whole run; tests give its address as STAPJE_RASA_URL."""
    child = RasaChild(MODELS, free_port())
    watching = asyncio.create_task(child.run())

    async def ready() -> bool:
        assert not watching.done(), "Rasa's keeper ended"
        return child.state == "ready"

    try:
        await until(ready, "Rasa with its model loaded", seconds=150)
        yield TrainedRasa(url=child.url, model=trained_model)
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        if child.process is not None:
            await child.process.wait()
