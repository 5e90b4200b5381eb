"""What Slack's libraries say about people, texts and tokens never reaches the log."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.insight.action import Action
from bot.slack.access import Access
from tests.adversary.stage import logged
from tests.slack.line_server import line_server
from tests.slack.person import SECRET, Person
from tests.slack.serving import a_desk, served
from tests.slack.stand_in import TOKEN, SlackStandIn
from tests.slack.workspace import APP_TOKEN

WRITTEN = "canary-written"
SILENT = ("canary", "U0ALEX", "C0HIRING", "hiring", TOKEN, APP_TOKEN, SECRET, "T0OURS", "R0000")
LIBRARIES = ("aiohttp", "asyncio", "slack_bolt", "slack_sdk", "slack:AsyncApp")
ALEX = Access("C0HIRING", users=frozenset({"U0ALEX"}))


@contextmanager
def talkative() -> Iterator[None]:
    """The libraries say all that they ever say, as they would for somebody who asks for it."""
    loggers = [logging.getLogger(name) for name in LIBRARIES]
    before = [each.level for each in loggers]
    for each in loggers:
        each.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        for each, level in zip(loggers, before, strict=True):
            each.setLevel(level)


def misuse(alex: Person) -> None:
    """Everything that a library might want to tell about."""
    workspace = alex.slack.workspace
    alex.command("canary")
    view = alex.open_form(None)
    alex.hand_in(view, what=f"{WRITTEN} Alex")
    alex.hand_in({**view, "callback_id": "canary"}, what=WRITTEN)
    alex.hand_in({**view, "private_metadata": "canary"}, what=WRITTEN)
    workspace.closed["C0HIRING"] = "canary_refusal"
    alex.slack.faults["views.open"] = ["canary_refusal", 502]
    for _ in range(2):
        where = alex.press("decide", "canary", {"text": "x", "ts": "canary"})
        alex.told(where)
    alex.slack.faults["respond"] = ["canary"] * 4
    calls = len(alex.slack.calls)
    alex.command_only("canary")
    alex.press("canary", "canary", {"text": "canary", "ts": "1"})
    alex.open_home()
    assert len(alex.slack.calls) > calls


def test_the_log_holds_nothing_of_anybody(slack: SlackStandIn) -> None:
    """Unknown forms, broken ones, refusals and failures: events and places in code, and no word,
    though the libraries are at their most talkative."""
    log = io.StringIO()
    with logged(log), talkative():
        desk = a_desk()
        desk.actions["a"] = Action("a", WRITTEN, "waiting", "recruiting")
        with served(slack, desk, ALEX) as running:
            misuse(Person(slack, running.bringing))
            other = Person(slack, running.bringing, team="T0CANARY")
            other.press("done", "a", {"text": "x", "ts": "1"})
        with line_server(slack) as line, served(slack, desk, ALEX, APP_TOKEN):
            line.until_open()
            Person(slack, line).command("canary")
            line.hang_up()
            line.until_open(2)
    said = log.getvalue()
    assert "could not be answered" in said
    assert "slack_bolt" in said
    assert [word for word in SILENT if word in said] == []
