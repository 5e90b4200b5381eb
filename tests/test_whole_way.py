"""The whole way, once: from personal links to the digest in Slack, and what is left behind."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import sync_playwright

from tests.browser import browser
from tests.channels.web.person import CANARY as WRITTEN
from tests.channels.web.person import Person, receipt
from tests.live import Live, live
from tests.people import CANARY, Invited, invited
from tests.slack.stand_in import TOKEN, SlackStandIn, slack_stand_in
from tests.visitor import Visitor

BOUNDARY = datetime(2026, 12, 1, 0, 5, tzinfo=ZoneInfo("Europe/Berlin"))
AGENT = "Mozilla/5.0 (canary-agent)"
FROM = "203.0.113.77"
HEADERS = {"User-Agent": AGENT, "X-Forwarded-For": FROM, "Referer": f"https://mail.example/{FROM}"}
LONG = {"consent": "agree", "instead": "another_offer", "halfway": "go_on"}


def interview_in_a_browser(link: str) -> tuple[str, ...]:
    """Take the complete interview on a phone; the words of the receipt."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        page = chromium.new_page(
            viewport={"width": 390, "height": 844}, user_agent=AGENT, reduced_motion="reduce"
        )
        person = Person(page, dict(LONG))
        person.open(link)
        person.walk()
        words = tuple(receipt(page))
        chromium.close()
    return words


def forbidden(people: Iterable[Invited], receipts: Iterable[tuple[str, ...]]) -> Iterator[bytes]:
    """Everything that must be found nowhere."""
    for word in (CANARY, WRITTEN, "canary-agent", FROM, "127.0.0.1", "mail.example", "key of"):
        yield word.encode()
    for person in people:
        yield from (person.token.encode(), person.token.replace("-", "").encode())
        yield from (person.token[:11].encode(), person.link.encode())
        if person.bits:
            yield from (person.bits, person.bits.hex().encode(), person.bits.hex().upper().encode())
    for words in receipts:
        for between in (" ", "\n", ", ", '", "', "-"):
            yield between.join(words[:3]).encode()


def assert_silent(moments: Mapping[str, bytes], needles: Iterable[bytes]) -> None:
    """None of these is in what was kept at any moment."""
    found = [
        (moment, needle) for needle in needles for moment, raw in moments.items() if needle in raw
    ]
    assert found == []


def answer(program: Live, people: Iterable[Invited]) -> None:
    """Let these people take the interview, one after the other."""
    with Visitor(program.url, HEADERS) as visitor:
        for person in people:
            person.interview(visitor)


def delete(program: Live, words: Iterable[str]) -> None:
    """Delete what belongs to a receipt, as its page does."""
    with Visitor(program.url, HEADERS) as visitor:
        done = visitor.form({"words": " ".join(words)}, "/receipt")
        made_up = visitor.form({"words": "acorn " * 16}, "/receipt")
    assert done.status == 200
    assert done.text == made_up.text


def assert_delivered(slack: SlackStandIn) -> str:
    """The digest arrived once, with its thread, and names bands only; its headline."""
    first, thread = slack.posted
    assert first["token"] == f"Bearer {TOKEN}"
    assert first["channel"] == "C0HIRING"
    assert first["blocks"]
    assert "CHANGE FIRST" in first["text"]
    assert "10–19 people who declined our offer answered" in first["text"]
    assert thread["thread_ts"]
    assert "HOW THIS WAS MADE" in thread["text"]
    return str(first["text"].splitlines()[0])


def test_whole_way(tmp_path: Path) -> None:
    """People are invited, answer, one takes it back, a period ends, and a team reads a digest.

    What the program keeps, logs and posts holds then, and at any moment before, no token, no
    address, no browser's name, no typed word and no receipt.
    """
    moments: dict[str, bytes] = {}
    with slack_stand_in() as slack:
        with live(
            tmp_path,
            SLACK_BOT_TOKEN=TOKEN,
            SLACK_CHANNEL="C0HIRING",
            SLACK_API_URL=slack.url,
        ) as program:
            links = program.links(20, "Engineering")
            moments["invited"] = program.kept()
            shown = interview_in_a_browser(links[0])
            moments["one sent"] = program.kept()
            people = invited(links, 3)
            answer(program, people[1:7])
            moments["seven sent"] = program.kept()
            program.advance(1)
            program.work()
            moments["the night after"] = program.kept()
            answer(program, people[7:13])
            delete(program, people[7].receipt)
            program.advance(12)
            program.work()
            assert slack.asked == []
            program.until(BOUNDARY)
            moments["the last evening"] = program.kept()
            program.work()
            moments["released"] = program.kept()
            program.work()
        moments["stopped"] = program.kept()
        headline = assert_delivered(slack)
        moments["Slack"] = json.dumps(slack.asked, ensure_ascii=False).encode()
    assert len(shown) == 16
    assert {person.outcome for person in people[1:13]} == {"completed"}
    assert_silent(moments, forbidden(people, [shown, *(p.receipt for p in people[1:13])]))
    # The search finds what is there: HR's own name of the cohort, and what was published.
    assert all(b"Autumn" in raw for name, raw in moments.items() if name != "Slack")
    assert b"Engineering" not in moments["Slack"]
    assert all(headline.encode() in moments[name] for name in ("released", "stopped", "Slack"))
    assert not any(headline.encode() in moments[name] for name in ("invited", "the last evening"))
    assert TOKEN.encode() not in moments["stopped"]
