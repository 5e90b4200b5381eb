"""Finds a browser for the tests, and brings one when there is none: `python -m tests.browser`.

In this order: an installed Chromium or Chrome, Playwright's own, Debian's package.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_NONE = (
    "The tests need a browser and found none. Install Chromium or Chrome"
    " (Debian and Ubuntu: apt-get install chromium), then run make test again."
)


class NoBrowser(Exception):
    """No browser is installed and none could be brought."""


def installed() -> str | None:
    """The path of a Chromium or Chrome that is on this machine, Playwright's own included."""
    commands = (shutil.which(command) for command in _COMMANDS)
    applications = (path for path in _APPLICATIONS if Path(path).exists())
    return next((path for path in (*commands, *applications) if path), None) or _playwrights()


def browser() -> str:
    """The path of the browser that the tests drive; NoBrowser when there is none."""
    path = installed()
    if path is None:
        raise NoBrowser(_NONE)
    return path


def bring() -> str:
    """The path of the browser, after bringing one when there was none; NoBrowser otherwise."""
    ways: tuple[Callable[[], None], ...] = (_download, _install_package)
    for way in ways:
        if installed() is None:
            way()
    return browser()


def _playwrights() -> str | None:
    """Where Playwright keeps its Chromium, asked in a process of its own (it starts Node)."""
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True)
    path = answer.stdout.strip()
    return path if path and Path(path).exists() else None


def _download() -> None:
    """Let Playwright fetch its own Chromium; offline this fails within seconds."""
    _try([sys.executable, "-m", "playwright", "install", "chromium"])


def _install_package() -> None:
    """Install Debian's package, where that is possible without asking for a password."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _try(["apt-get", "-q", "update"], quiet)
        _try(["apt-get", "-q", "install", "-y", "--no-install-recommends", "chromium"], quiet)


def _try(command: list[str], environ: dict[str, str] | None = None) -> None:
    """Run a command that may fail: what counts is whether there is a browser afterwards."""
    sys.stderr.write(f"No browser yet: {' '.join(command[-4:])}\n")
    try:
        subprocess.run(command, env=environ, capture_output=True, timeout=180, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return


if __name__ == "__main__":
    try:
        bring()
    except NoBrowser as problem:
        sys.exit(str(problem))
