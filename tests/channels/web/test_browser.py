"""The interview in a real browser, against the real program."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.channels.web.person import CANARY, Person, Typist, fits, receipt
from tests.channels.web.windows import DESKTOP, PHONE, SMALLEST, STORED, inspector, window
from tests.live import Live
from tests.live import live as running

LONG = {"consent": "agree", "instead": "another_offer"}
SHORT = {"consent": "short"}
# What is replaced, and what may tell who wrote it.
TELLING = {"liked": "Priya Raman was kind", "concerns": "As the only doctor I had to wait"}


@pytest.mark.parametrize(
    ("size", "scheme"), [(SMALLEST, "light"), (DESKTOP, "dark")], ids=["smallest", "desktop"]
)
def test_complete_interview(
    live: Live, chromium: Browser, size: dict[str, int], scheme: str
) -> None:
    """From the link to the receipt, without a barrier at any kind of question; then neither this
    tab nor the program holds a typed word."""
    found: list[str] = []
    with window(chromium, size, color_scheme=scheme, has_touch=size is SMALLEST) as page:
        inspect = inspector(page, found)
        person = Person(page, dict(LONG), dict(TELLING))
        person.open(live.link())
        assert page.url == f"{live.url}/i"
        person.walk(lambda kind: look(page, kind, person.taken, found, inspect))
        assert {"consent", "open", "several", "choice", "ratings", "offer", "review"} <= set(
            person.taken
        )
        assert len(receipt(page)) == 16
        assert page.evaluate(STORED) == ""
    assert found == []
    assert not any(word.encode() in live.kept() for word in (CANARY, *TELLING.values()))


def look(
    page: Page, kind: str, before: list[str], found: list[str], inspect: Callable[[str], None]
) -> None:
    """Look for barriers at a kind of question not met before, and at each whether it fits."""
    if kind not in before:
        inspect(kind)
    elif not fits(page):
        found.append(f"{kind}: too wide")


def test_short_version(live: Live, chromium: Browser) -> None:
    """The short version is shorter, and ends with a receipt too."""
    with window(chromium, PHONE) as page:
        person = Person(page, dict(SHORT))
        person.open(live.link())
        person.walk()
        assert len(person.taken) < 14
        assert "ratings" not in person.taken
        assert len(receipt(page)) == 16


def test_keyboard_alone(live: Live, chromium: Browser) -> None:
    """Tab, Space, arrows and Enter are enough, and what has the focus can be seen."""
    with window(chromium, DESKTOP) as page:
        person = Typist(page, dict(LONG), words="Three long weeks")
        person.open(live.link())
        person.walk()
        assert len(receipt(page)) == 16


def test_without_javascript(live: Live, chromium: Browser) -> None:
    """Plain forms take the whole interview, each page with the whole talk so far."""
    with window(chromium, PHONE, java_script_enabled=False) as page:
        address, _, token = live.link().partition("#")
        page.goto(address)
        page.fill("#token", token)
        page.click("[value=start]")
        person = Person(page, dict(LONG))
        person.walk(until="review")
        assert page.locator(".line.mine").count() >= 8
        person.walk()
        assert len(receipt(page)) == 16


def test_reload_in_the_middle(live: Live, chromium: Browser) -> None:
    """A reload says everything again and goes on; the tab keeps the sealed session only."""
    with window(chromium, PHONE) as page:
        person = Person(page, dict(SHORT))
        person.open(live.link())
        person.walk(until="several")
        asked = page.inner_text("#question")
        assert CANARY not in page.evaluate(STORED)
        page.reload()
        page.wait_for_selector("#turn[data-kind=several]", state="attached")
        assert page.inner_text("#question") == asked
        assert CANARY in page.inner_text("#log")
        person.walk()
        assert len(receipt(page)) == 16


def test_lost_line(live: Live, chromium: Browser) -> None:
    """A message that did not get through is sent again, the same to the byte."""
    bodies: list[str | None] = []

    def lose(route: Route) -> None:
        bodies.append(route.request.post_data)
        if len(bodies) < 3:
            route.abort()
        else:
            route.continue_()

    with window(chromium, PHONE) as page:
        person = Person(page, dict(SHORT))
        person.open(live.link())
        page.route("**/turn", lose)
        person.turn(person.choose)
        assert person.kind == "open"
        assert page.inner_text(".state") == "Sent"
    assert len(bodies) == 3
    assert len(set(bodies)) == 1


def test_change_and_take_away(live: Live, chromium: Browser) -> None:
    """In the review an answer can be changed and a theme taken away before Send."""
    sent: list[str] = []
    with window(chromium, PHONE) as page:
        page.on("request", lambda request: sent.append(request.post_data or ""))
        person = Person(page, dict(SHORT))
        person.open(live.link())
        person.walk(until="review")
        person.turn(lambda: page.click(".review [value='edit:would_have']"))
        assert page.locator("[name=choice].chosen").count() == 1
        person.turn(lambda: page.click("[name=choice][value=no]"))
        assert person.kind == "review"
        code = page.locator(".code input").first
        name = code.get_attribute("name")
        code.uncheck()
        person.walk()
        assert len(receipt(page)) == 16
    assert name is not None
    assert sent[-1].count(name) < sent[-1].count(name.replace("keep.", "shown."))


def test_delete_everything(live: Live, chromium: Browser) -> None:
    """Delete asks once more, and then nothing is left in the tab and nothing is kept."""
    with window(chromium, PHONE) as page:
        person = Person(page, dict(SHORT))
        person.open(live.link())
        person.walk(until="several")
        page.click("#menu summary")
        person.turn(lambda: page.click("#menu [value=delete]"))
        person.turn(lambda: page.click("[name=choice][value=yes_delete]"))
        assert person.kind == "end"
        assert receipt(page) == []
        assert page.evaluate(STORED) == ""
    assert CANARY.encode() not in live.kept()


def test_start_again(live: Live, chromium: Browser) -> None:
    """Start again returns to the beginning, without the link."""
    with window(chromium, PHONE) as page:
        person = Person(page, dict(SHORT))
        person.open(live.link())
        person.walk(until="several")
        page.click("#menu summary")
        person.turn(lambda: page.click("#menu [value=again]"))
        assert person.kind == "consent"
        assert CANARY not in page.inner_text("#log")


def test_mistyped_code(live: Live, chromium: Browser) -> None:
    """A link that opens nothing says so, and leaves the code there to be put right."""
    with window(chromium, PHONE) as page:
        page.goto(f"{live.url}/i#00000-00000")
        page.wait_for_selector("#problem:not([hidden])")
        assert page.input_value("#token") == "00000-00000"
        assert "code" in page.inner_text("#problem")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers(live: Live, chromium: Browser, scheme: str) -> None:
    """axe finds nothing on any page around the interview, on the smallest screen."""
    found: list[str] = []
    with window(chromium, SMALLEST, color_scheme=scheme) as page:
        inspect = inspector(page, found)
        for path in ("/", "/privacy", "/changes", "/receipt", "/i", "/nowhere"):
            page.goto(live.url + path)
            inspect(path)
    assert found == []


def test_first_load(live: Live, chromium: Browser) -> None:
    """All that comes before the first question is less than 60 kB, and all of it is ours."""
    sizes: dict[str, int] = {}
    with window(chromium, PHONE) as page:
        page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
        Person(page).open(live.link())
        page.wait_for_load_state("networkidle")
    assert all(url.startswith(live.url) for url in sizes)
    assert sum(sizes.values()) < 60_000
    assert next(size for url, size in sizes.items() if url.endswith(".js")) < 15_000


def test_embedded(tmp_path: Path, chromium: Browser) -> None:
    """A page that may do so shows the chat in a frame, by one script that takes the code along."""
    host = "https://jobs.example"
    with running(tmp_path, FRAME_ANCESTORS=host) as live, window(chromium, DESKTOP) as page:
        address, _, token = live.link().partition("#")
        script = address.replace("/i", "/embed.js")
        body = f'<!doctype html><script defer src="{script}" data-title="Looking back"></script>'
        page.route(f"{host}/**", lambda route: route.fulfill(body=body, content_type="text/html"))
        page.goto(f"{host}/talk#{token}")
        frame = page.frame_locator("iframe[title='Looking back']")
        frame.locator("[name=choice][value=agree]").wait_for()
        assert page.url == f"{host}/talk"
