"""A model for a hash: the same configuration and data are trained once, with progress shown."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from nlu.errors import TrainingFailed

PROJECT = Path(__file__).parent / "project"
ROOT = PROJECT.parent.parent


def environment() -> dict[str, str]:
    """The environment Rasa's process gets: quiet, offline, with our components, on one core of the machine."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "OMP_NUM_THREADS": "1",  # several threads for sums as small as ours cost a quarter of the speed
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "CUDA_VISIBLE_DEVICES": "-1",
    }


def rasa_command() -> Path:
    """Rasa's own program in its own environment; raises TrainingFailed when it is not installed."""
    found = Path(os.path.normpath(ROOT / ".venv-nlu" / "bin" / "rasa"))
    if not found.exists():
        raise TrainingFailed("Rasa is not installed; run `make .venv-nlu` first")
    return found


def sources() -> list[Path]:
    """Every file a model depends on."""
    fixed = [PROJECT / name for name in ("config.yml", "thesaurus.yml", "requirements.lock")]
    return [*fixed, *sorted((PROJECT / "data").rglob("*.yml")), *sorted((PROJECT / "components").glob("*.py"))]


def fingerprint() -> str:
    """The hash of configuration and data."""
    digest = hashlib.sha256()
    for file in sources():
        digest.update(file.relative_to(PROJECT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def model_path(folder: Path) -> Path:
    """Where the model of the present data is, or will be."""
    return folder / f"nlu-{fingerprint()}.tar.gz"


async def train(folder: Path, tell: Callable[[str], None]) -> Path:
    """The model of the present data, trained when it is not there yet; `tell` hears how far it is.

    Raises TrainingFailed with Rasa's last words.
    """
    wanted = model_path(folder)
    if wanted.exists():
        return wanted
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{wanted.name.removesuffix('.tar.gz')}-{os.getpid()}"
    process = await asyncio.create_subprocess_exec(
        rasa_command(), "train", "nlu", "--config", "config.yml", "--nlu", "data",
        "--out", str(folder.resolve()), "--fixed-model-name", name,
        cwd=PROJECT, env=environment(), stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    last = await _follow(process, tell)
    made = folder / f"{name}.tar.gz"
    if process.returncode != 0 or not made.exists():
        raise TrainingFailed(f"Rasa could not train a model: {' / '.join(last)}")
    made.replace(wanted)
    return wanted


async def _follow(process: asyncio.subprocess.Process, tell: Callable[[str], None]) -> list[str]:
    """Read Rasa's output to its end; pass on the names of the components it trains; returns the last lines."""
    assert process.stdout is not None
    last: list[str] = []
    try:
        async for raw in process.stdout:
            line = raw.decode("utf-8", "replace").strip()
            last = [*last[-4:], line] if line else last
            if "Starting to train component" in line:
                tell(line.split("'")[1])
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return last
