"""Rasa's server as a child of this process: trained, started, watched, started again when it dies."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import signal
import socket
import sys
from pathlib import Path

from bot.logs import log
from nlu import training
from nlu.errors import TrainingFailed
from nlu.rasa import Rasa

LOOK_EVERY_SECONDS = 1.0
LONGEST_BACKOFF_SECONDS = 20.0


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _die_with_parent() -> None:
    """On Linux the child is told to end when its parent dies, so that kill -9 leaves no orphan behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class RasaChild:
    """Use `run` as a task; `state` is training, loading, ready or down."""

    def __init__(self, models: Path, port: int) -> None:
        self._models, self._port = models, port
        self.state = "loading"
        self.process: asyncio.subprocess.Process | None = None
        self._probe = Rasa(self.url)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    async def run(self) -> None:
        """Keep a Rasa server alive until cancelled."""
        backoff = 1.0
        try:
            while True:
                try:
                    await self._serve(await self._model())
                    backoff = 1.0 if self.state == "ready" else backoff
                except TrainingFailed as error:
                    log().error("rasa.training_failed", error=str(error))
                self.state = "down"
                log().warning("rasa.down", again_in_seconds=backoff)
                await asyncio.sleep(backoff)
                backoff = min(backoff * 2, LONGEST_BACKOFF_SECONDS)
        finally:
            await self._stop()
            await self._probe.close()

    async def _model(self) -> Path:
        if not training.model_path(self._models).exists():
            self.state = "training"
            log().info("rasa.training", hint="once for this data; a minute or two")
        return await training.train(self._models, lambda part: log().info("rasa.training", component=part))

    async def _serve(self, model: Path) -> None:
        """Start the server and watch it; returns when it has died."""
        self.state = "loading"
        log_file = model.parent.resolve() / "rasa.log"
        self.process = await asyncio.create_subprocess_exec(
            training.rasa_command(), "run", "--enable-api", "--model", str(model.resolve()),
            "--port", str(self._port), "--interface", "127.0.0.1", "--log-file", str(log_file),
            cwd=training.PROJECT, env=training.environment(), stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL, preexec_fn=_die_with_parent,
        )  # fmt: skip
        ended = asyncio.create_task(self.process.wait())
        while not ended.done():
            ready = await self._probe.ready()
            if ready and self.state != "ready":
                log().info("rasa.ready")
            self.state = "ready" if ready else "loading" if self.state == "loading" else "down"
            await asyncio.wait([ended], timeout=LOOK_EVERY_SECONDS)

    async def _stop(self) -> None:
        if self.process is None or self.process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        try:
            await asyncio.wait_for(self.process.wait(), 5)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()


class RasaElsewhere:
    """A Rasa server that somebody else runs; only watched."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.state = "loading"

    async def run(self) -> None:
        """Look every few seconds whether it answers."""
        probe = Rasa(self.url)
        try:
            while True:
                ready = await probe.ready()
                self.state = "ready" if ready else "down"
                await asyncio.sleep(5 * LOOK_EVERY_SECONDS)
        finally:
            await probe.close()
