"""`make contract`: the outside checks of ../shared/checks against a Stapje that is really started, on example data."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHECKS = ROOT.parent / "shared" / "checks"
BIN = Path(sys.executable).parent


def main() -> int:
    """Start, check, stop; the exit code is that of the worst check. Without the folder there is nothing to check."""
    if not CHECKS.exists():
        print("../shared/checks is not there; nothing to check")
        return 0
    with tempfile.TemporaryDirectory(prefix="stapje-contract-") as folder:
        var = Path(folder)
        models = ROOT / "var" / "models"
        if models.exists():
            shutil.copytree(models, var / "models")
        env = {**os.environ, "STAPJE_VAR": str(var), "STAPJE_PORT": str(_free_port())}
        with (var / "log").open("wb") as log:
            product = subprocess.Popen([BIN / "stapje", "run"], cwd=ROOT, env=env, stdout=log, stderr=log)
            try:
                return _check(env)
            finally:
                product.terminate()
                product.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _check(env: dict[str, str]) -> int:
    base = f"http://127.0.0.1:{env['STAPJE_PORT']}"
    _wait_until_ready(base)
    night, admin = (_out(env, "token", "create", "--role", role) for role in ("night_staff", "admin"))
    invite = f"{BIN / 'stapje'} invite --role"
    runs = (
        ("api_checks.py", base, "--staff-token", night, "--admin-token", admin),
        (
            "run_dialogues.py", base, "--staff-token", night,
            "--client-invite-command", f"{invite} client", "--staff-invite-command", f"{invite} night_staff",
        ),
        ("load.py", base, "--users", "40", "--seconds", "60", "--vary"),
    )  # fmt: skip
    codes = []
    for script, *arguments in runs:
        print(f"\n== {script}", flush=True)
        codes.append(subprocess.run([sys.executable, CHECKS / script, *arguments], env=env, check=False).returncode)
    return max(codes)


def _wait_until_ready(base: str) -> None:
    until = time.monotonic() + 600
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{base}/health/ready", timeout=2) as answer:
                if b'"nlu":"ready"' in answer.read():
                    return
        except OSError:
            pass
        time.sleep(1)
    raise SystemExit("Stapje was not ready within 10 minutes")


def _out(env: dict[str, str], *command: str) -> str:
    done = subprocess.run([BIN / "stapje", *command], env=env, check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]


if __name__ == "__main__":
    sys.exit(main())
