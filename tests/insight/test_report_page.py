"""The digest's pages in a real browser: read by everybody, and the report on one sheet."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from bot.insight.page import html
from bot.insight.report import report
from tests.browser import browser
from tests.channels.web.windows import inspector, window
from tests.insight.batches import digest_text
from tests.insight.situations import SITUATIONS, Situation

LONGEST = ("looking-back", "in-german", "many-causes")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for all tests here."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=browser(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()


def printed(situation: Situation) -> str:
    """The report of a situation."""
    return report(situation.digest(), digest_text(situation.language).words)


def test_the_report_is_one_sheet_of_paper(chromium: Browser) -> None:
    """Also in a longer language, with many causes and with all that happened since."""
    page = chromium.new_page()
    for name in LONGEST:
        page.set_content(printed(SITUATIONS[name]))
        sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
        assert (name, len(sheets)) == (name, 1)


def test_everybody_can_read_digest_and_report(chromium: Browser) -> None:
    """On the smallest screen and on a large one, in light and dark: axe finds nothing, nothing is
    cut off."""
    situation = SITUATIONS["looking-back"]
    found: list[str] = []
    for width, scheme in ((320, "dark"), (1100, "light")):
        with window(chromium, {"width": width, "height": 800}, color_scheme=scheme) as page:
            inspect = inspector(page, found)
            for name, words in (("page", html(situation.digest())), ("report", printed(situation))):
                page.set_content(words)
                inspect(f"{name} at {width}")
    assert found == []
