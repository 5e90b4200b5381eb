"""Windows of a browser in which nothing may go wrong, and a look for barriers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]  # has none
from playwright.sync_api import Browser, Page

from tests.channels.web.person import fits

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
SMALLEST = {"width": 320, "height": 568}
# WCAG 2.2 asks for targets that a finger can hit; axe looks at it only when told to.
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
STORED = "Object.entries(sessionStorage).concat(Object.entries(localStorage)).flat().join()"


@contextmanager
def window(chromium: Browser, size: dict[str, int], **more: object) -> Iterator[Page]:
    """A fresh window in which nothing may go wrong, and no cookie may be set."""
    wrong: list[str] = []
    context = chromium.new_context(viewport=size, reduced_motion="reduce", **more)  # type: ignore[arg-type]  # options by name
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Security" in said.text else None)
    try:
        yield page
        assert wrong == []
        assert context.cookies() == []
    finally:
        context.close()


def inspector(page: Page, found: list[str]) -> Callable[[str], None]:
    """What looks for barriers on the page as it stands, and notes them under a name."""

    def inspect(where: str) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        violations = page.evaluate("async options => (await axe.run(options)).violations", AXE)
        found.extend(f"{where}: {v['id']} {v['nodes'][0]['html']}" for v in violations)
        if not fits(page):
            found.append(f"{where}: too wide")

    return inspect
