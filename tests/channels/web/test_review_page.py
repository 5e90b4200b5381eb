"""The review in a real browser: what HR would read, and what becomes of the words."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from tests.channels.web.person import Person, Typist, fits, receipt
from tests.channels.web.windows import DESKTOP, PHONE, SMALLEST, STORED, window
from tests.live import Live
from tests.live import live as running
from tests.visitor import Visitor

BOUNDARY = datetime(2026, 12, 1, 0, 5, tzinfo=ZoneInfo("Europe/Berlin"))
READ, COUNTED = "purple umbrellas", "velvet ladders"
SAID = {
    "liked": f"Priya Raman was kind, and I would have had {READ}",
    "concerns": f"As the only doctor I was waiting for an answer under {COUNTED}",
}
FINGER = 44  # pixels of the smallest thing that a finger can hit
REMEMBER = "talk => sessionStorage.setItem('afterword', JSON.stringify(talk))"


def at_review(page: Page, live: Live, **allowed: str) -> Person:
    """Somebody with JavaScript who comes back to an interview in its review."""
    session = reviewing(live)
    page.goto(f"{live.url}/i")
    page.evaluate(REMEMBER, {"session": session, "first": session})
    page.reload()
    page.wait_for_selector("#turn[data-kind=review]", state="attached")
    return Person(page, said=dict(SAID), allowed=allowed)


def at_plain_review(page: Page, live: Live) -> Person:
    """The same without JavaScript, by a form as the pages have it."""
    hidden = f'<input type="hidden" name="session" value="{reviewing(live)}">'
    button = '<button name="do" value="start">'
    page.set_content(f'<form method="post" action="{live.url}/turn">{hidden}{button}Go on</button>')
    page.click("button")
    return Person(page, said=dict(SAID))


def reviewing(live: Live) -> str:
    """The sealed session of an interview with `SAID` in its review."""
    with Visitor(live.url) as visitor:
        reply = visitor.begin(live.link())
        reply = visitor.go(reply, {"kind": "answer", "choices": ["short"]})
        while reply["ask"]["kind"] != "review":
            text = SAID.get(reply["ask"]["step"]) if reply["ask"]["kind"] == "open" else None
            reply = visitor.go(reply, _event(reply["ask"]["kind"], text))
    session: str = reply["session"]
    return session


def _event(kind: str, text: str | None) -> dict[str, object]:
    if text is not None:
        return {"kind": "answer", "text": text}
    return {"kind": "answer", "choices": ["no"]} if kind == "choice" else {"kind": "skip"}


Come = Callable[[Page, Live], Person]
BY_SCRIPT = pytest.mark.parametrize(
    ("script", "come"), [(True, at_review), (False, at_plain_review)], ids=["javascript", "plain"]
)


def part(page: Page, step: str) -> str:
    """The selector of an answer's part of the review."""
    assert page.locator(f"[value='edit:{step}']").count() == 1
    return f".review section:has([value='edit:{step}'])"


@BY_SCRIPT
def test_what_hr_would_read(live: Live, chromium: Browser, script: bool, come: Come) -> None:
    """Under one's own words stands what HR would read: names replaced, telling parts marked."""
    with window(chromium, PHONE, java_script_enabled=script) as page:
        person = come(page, live)
        liked, concerns = part(page, "liked"), part(page, "concerns")
        assert page.inner_text(f"{liked} > .said") == SAID["liked"]
        assert "[name] was kind" in page.inner_text(f"{liked} .reads .said")
        assert page.inner_text(f"{liked} .reads .role") == "[name]"
        assert page.locator(f"{liked} mark, {liked} .caution").count() == 0
        # Nothing was replaced here, so the part is marked where it was typed.
        assert page.locator(f"{concerns} .reads").count() == 0
        assert "As the only doctor" in page.inner_text(f"{concerns} > .said mark")
        assert "may tell who you are" in page.inner_text(f"{concerns} .caution")
        assert (person.chosen("liked"), person.chosen("concerns")) == ("read", "count")
        assert page.locator(".about p").count() == 1


def test_choices_are_for_fingers_and_ears(live: Live, chromium: Browser) -> None:
    """Each choice is a named group with its reason, large enough, from either side, at 320 px."""
    with window(chromium, SMALLEST) as page:
        at_review(page, live)
        group = page.get_by_role("group", name="Your words on: And what gave you pause?")
        caution = page.locator(f"#{group.get_attribute('aria-describedby')}")
        assert "may tell who you are" in caution.inner_text()
        assert group.get_by_role("radio", name="HR may read my words, mixed with others’").count()
        assert "marked: As the only doctor" in (page.locator("mark").text_content() or "")
        sizes = [box.bounding_box() for box in page.locator(".use, .code, .asked .link").all()]
        assert len(sizes) >= 6
        assert all(size and size["height"] >= FINGER for size in sizes)
        mark = page.locator("mark").evaluate("mark => getComputedStyle(mark).textDecorationLine")
        assert mark == "underline"
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert fits(page)


def test_a_choice_outlives_a_reload(live: Live, chromium: Browser) -> None:
    """What was chosen and unticked stands there after a reload; the tab keeps no typed word."""
    with window(chromium, PHONE) as page:
        person = at_review(page, live)
        person.allow("liked", "count")
        person.allow("concerns", "read")
        assert READ not in page.evaluate(STORED)
        page.reload()
        page.wait_for_selector("#turn[data-kind=review]", state="attached")
        assert (person.chosen("liked"), person.chosen("concerns")) == ("count", "read")
        person.walk()
        assert page.evaluate(STORED) == ""


@BY_SCRIPT
def test_a_choice_outlives_changes_of_others(
    live: Live, chromium: Browser, script: bool, come: Come
) -> None:
    """To change another answer leaves the choice; to give this one anew begins it anew."""
    with window(chromium, PHONE, java_script_enabled=script) as page:
        person = come(page, live)
        person.allow("liked", "count")
        person.allow("concerns", "read")
        code = page.locator(f"{part(page, 'concerns')} .code input").first
        code.uncheck()
        person.turn(lambda: page.click("[value='edit:would_have']"))
        person.turn(lambda: page.click("[name=choice][value=no]"))
        assert (person.chosen("liked"), person.chosen("concerns")) == ("count", "read")
        assert not code.is_checked()
        person.said["concerns"] = "As the only nurse I was waiting for an answer"
        person.turn(lambda: page.click("[value='edit:concerns']"))
        person.turn(lambda: person.answer("open"))
        person.walk(until="review")
        assert (person.chosen("liked"), person.chosen("concerns")) == ("count", "count")
        assert code.is_checked()


def test_choosing_by_keyboard(live: Live, chromium: Browser) -> None:
    """Tab and arrows choose, the choice can be seen to have the focus, and Send sends it."""
    sent: list[str] = []
    with window(chromium, DESKTOP) as page:
        at_review(page, live)
        person = Typist(page, allowed={"liked": "count", "concerns": "read"})
        page.on("request", lambda request: sent.append(request.post_data or ""))
        person.allow("liked", "count")
        focused = page.locator(".use:has(:focus-visible)")
        assert focused.evaluate("use => getComputedStyle(use).outlineStyle") == "solid"
        person.walk()
        assert len(receipt(page)) == 16
    fields = parse_qs(sent[0])
    assert (fields["words.liked"], fields["words.concerns"]) == (["count"], ["read"])


def test_what_becomes_of_the_words(tmp_path: Path, chromium: Browser) -> None:
    """What is counted only is nowhere; what HR may read lies sealed, and is read redacted."""
    with running(tmp_path) as live:
        with window(chromium, PHONE) as page:
            at_review(page, live, liked="read", concerns="count").walk()
        assert_in_no_clear_byte(live)
        others(live, 5)
        live.until(BOUNDARY)
        live.work()
        read = "\n".join(live.read())
        assert f"[name] was kind, and I would have had {READ}" in read
        assert COUNTED not in read
        assert "Priya" not in read
        assert_in_no_clear_byte(live)


def others(live: Live, count: int) -> None:
    """So many more people of ten invited, who let HR read a word of theirs."""
    with Visitor(live.url) as visitor:
        for link in live.links(10)[:count]:
            reply = visitor.review(link, "the kind people")
            send = {
                "kind": "send",
                "words": {"liked": "read"},
                "receipt": link.encode().hex()[-32:],
            }
            assert visitor.go(reply, send, link)["outcome"] == "completed"


def assert_in_no_clear_byte(live: Live) -> None:
    """No file of the program has a word of it in clear, of what HR may read neither."""
    kept = live.kept()
    found = [word for word in (READ, COUNTED, "Priya", "was kind") if word.encode() in kept]
    assert found == []
