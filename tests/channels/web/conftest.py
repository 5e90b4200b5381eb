"""A running program and a browser for the tests of the web chat."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import browser as find_browser
from tests.live import Live
from tests.live import live as running

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    # A page from elsewhere embeds the program, which here is on loopback; and a process made ready
    # for a page that never comes takes time from those that do.
    "--disable-features=LocalNetworkAccessChecks,SpareRendererForSitePerProcess",
]


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The real program, with fresh links into it."""
    folder: Path = tmp_path_factory.mktemp("live")
    with running(folder) as program:
        yield program


# Not for the whole run: while Playwright's sync API is open, no other event loop can run.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a module; each test opens a window of its own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_browser(), args=_ARGUMENTS)
        yield started
        started.close()
