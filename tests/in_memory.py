"""Folders in memory, for what a test writes and nobody reads back after a power cut: a database above all.

A disk takes some ten times as long to make the hundreds of files of a database. Where memory holds too little (a
container often has 64 MB there) the folder is an ordinary temporary one.
"""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

MEMORY = Path("/dev/shm")
PREFIX = "stapje-tests-"
ROOM = 2 * 1024**3
"""Bytes that have to be free before a database goes there."""
YOUNG = 60.0
"""Seconds in which a folder may not be locked yet."""


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A folder for this process, gone afterwards; those of runs that were killed go first."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    if roomy:
        _clear()
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX, dir=MEMORY if roomy else None) as name,
        (Path(name) / "lock").open("w") as lock,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go when this process ends, however it ends
        data = Path(name) / "data"
        data.mkdir()
        yield data


def _clear() -> None:
    """Remove what killed runs left; a server that outlived its run ends by itself when its folder is gone."""
    for lock in MEMORY.glob(f"{PREFIX}*/lock"):
        with contextlib.suppress(OSError), lock.open() as file:
            if time.time() - lock.stat().st_mtime < YOUNG:
                continue
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.parent, ignore_errors=True)
