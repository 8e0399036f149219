"""Real processes of Stapje for acceptance tests: started with an environment, waited for, ended by their own id.

    async with started("worker", settings=settings, log=tmp_path / "worker.log") as process:
        await process.logged("worker.ready")

Settings are given as `DATABASE_URL=…` without their prefix. What a process logs is in `process.log` and comes with
every failure.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
STAPJE = ("-c", "from bot.cli import main; main()")
NOBODY_THERE = "http://127.0.0.1:9"  # the discard port: nothing listens, so this is Rasa being away
START_SECONDS = 120.0  # generous: a loaded machine with two cores loads Python slowly
STOP_SECONDS = 40.0


async def until(true: Callable[[], Awaitable[bool]], what: str, *, seconds: float = 30.0) -> None:
    """Wait until something is true; an AssertionError that says `what` did not come."""
    clock = asyncio.get_running_loop().time
    end = clock() + seconds
    while not await true():
        assert clock() < end, f"not within {seconds:.0f} s: {what}"
        await asyncio.sleep(0.1)


@dataclass(frozen=True, kw_only=True)
class Stapje:
    """One running process."""

    process: asyncio.subprocess.Process
    log: Path
    base_url: str

    @property
    def pid(self) -> int:
        """Its process id."""
        return self.process.pid

    @property
    def ended(self) -> bool:
        """Whether it is gone."""
        return self.process.returncode is not None

    def read_log(self) -> str:
        """What it has written so far, on both streams."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    async def logged(self, words: str, *, seconds: float = START_SECONDS) -> None:
        """Wait until its log holds these words."""

        async def there() -> bool:
            assert not self.ended or words in self.read_log(), f"it ended early:\n{self.read_log()[-3000:]}"
            return words in self.read_log()

        await until(there, f"{words!r} in the log", seconds=seconds)

    async def healthy(self, *, nlu: str | None = None, seconds: float = START_SECONDS) -> None:
        """Wait until its pages answer, with the language model in the state `nlu` if one is asked for."""

        async def ready() -> bool:
            assert not self.ended, f"it ended early:\n{self.read_log()[-3000:]}"
            return (await self.health()).get("nlu", "no answer") in ((nlu,) if nlu else ("ready", "down", "loading"))

        await until(ready, f"health with nlu {nlu or 'in any state'}", seconds=seconds)

    async def health(self) -> dict[str, str]:
        """What /health/ready says about its parts; empty without an answer."""
        async with httpx.AsyncClient(base_url=self.base_url, timeout=5) as client:
            try:
                parts: dict[str, str] = (await client.get("/health/ready")).json()["parts"]
            except (httpx.HTTPError, ValueError, KeyError):
                return {}
        return parts

    async def wait_killed(self, *, seconds: float = 60.0) -> None:
        """Wait until it has been killed with -9; an AssertionError when it lives on or ended another way."""
        code = await asyncio.wait_for(self.process.wait(), seconds)
        assert code == -signal.SIGKILL, f"ended with {code}:\n{self.read_log()[-3000:]}"

    async def stop(self) -> int:
        """Ask it to end as a service manager would, and after a while make it; returns its exit code."""
        if not self.ended:
            with contextlib.suppress(ProcessLookupError):
                self.process.terminate()
            try:
                await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
            except TimeoutError:
                self.process.kill()
                await self.process.wait()
        assert self.process.returncode is not None
        return self.process.returncode


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """A clean environment with only these settings of Stapje."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT)} | {f"STAPJE_{name}": value for name, value in settings.items()}


async def start(command: tuple[str, ...], *, settings: Mapping[str, str], log: Path) -> Stapje:
    """Start Python with these arguments; whoever starts it also ends it."""
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=ROOT, env=environment(settings),
            stdin=asyncio.subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip
    return Stapje(process=process, log=log, base_url=f"http://127.0.0.1:{settings.get('PORT', '8000')}")


@contextlib.asynccontextmanager
async def started(
    *arguments: str, settings: Mapping[str, str], log: Path, program: tuple[str, ...] = STAPJE
) -> AsyncIterator[Stapje]:
    """A process for the length of the block: `stapje` with these arguments, or another program of the tests."""
    process = await start((*program, *arguments), settings=settings, log=log)
    try:
        yield process
    except AssertionError as error:
        error.add_note(f"--- the end of {log.name}:\n{process.read_log()[-3000:]}")
        raise
    finally:
        await process.stop()
