"""The whole way through Slack, on the real program: answers, digest, decision, done, digest."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.live import BEGINS, Live, live
from tests.people import CANARY, invited
from tests.slack.person import SECRET, Bringing, Person, filled
from tests.slack.stand_in import TOKEN, SlackStandIn, slack_stand_in
from tests.slack.workspace import Said
from tests.visitor import Visitor

BERLIN = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 12, 1, 0, 5, tzinfo=BERLIN)
SECOND = datetime(2027, 1, 1, 0, 5, tzinfo=BERLIN)
AGENT = "Mozilla/5.0 (canary-agent)"


def season(program: Live, visitor: Visitor, seed: int, ends: datetime) -> None:
    """Twelve are invited, eight answer, the period ends."""
    for person in invited(program.links(12), seed)[:8]:
        person.interview(visitor)
    program.until(ends)
    program.work()


def digests(slack: SlackStandIn) -> list[Said]:
    """What was posted to the channel, without what stands in threads."""
    return [message for message in slack.posted if "thread_ts" not in message]


def test_from_an_answer_to_what_changed(tmp_path: Path) -> None:
    """A team reads a digest, decides in Slack, notes it as done, reads that in the next digest;
    and candidates read on a page what changed. Of what they typed nothing is anywhere."""
    with (
        slack_stand_in() as slack,
        live(
            tmp_path,
            BEGINS,
            SLACK_BOT_TOKEN=TOKEN,
            SLACK_SIGNING_SECRET=SECRET,
            SLACK_CHANNEL="C0HIRING",
            SLACK_API_URL=slack.url,
        ) as program,
        Visitor(program.url, {"User-Agent": AGENT}) as visitor,
    ):
        alex = Person(slack, Bringing(program.url, lambda: program.now.timestamp()))
        assert "There is no digest yet" in alex.command()["text"]
        season(program, visitor, 1, FIRST)
        (digest,) = digests(slack)
        view = alex.open_form(digest)
        what = str(filled(view)["what"])
        assert what in digest["text"]
        assert filled(view)["until"] == "2027-01-01"
        assert alex.hand_in(view).json()["response_action"] == "update"
        slack.workspace.until(lambda: slack.posted[-1]["text"].startswith("Decided: "))
        assert slack.posted[-1]["thread_ts"] == digest["ts"]
        told = alex.command()
        assert what in told["text"]
        assert what not in visitor.ask("GET", "/changes").text
        actions = [part for part in told["blocks"] if "accessory" in part]
        where = alex.press("done", actions[0]["accessory"]["value"], told)
        assert alex.told(where)["text"].startswith("Noted as done: ")
        assert what.rstrip(".") in visitor.ask("GET", "/changes").text
        season(program, visitor, 2, SECOND)
        _, second = digests(slack)
        assert f"Done: {what}" in second["text"]
        assert "Nothing is open" in alex.command()["text"]
        assert visitor.ask("GET", "/healthz").text == "ok\n"
        kept = program.kept()
        # A library with nothing to complain about is not heard at all.
        assert "something to say" not in program.log.read_text()
    everything = f"{slack.posted} {slack.workspace.told} {slack.workspace.views}"
    assert CANARY not in everything
    assert slack.workspace.refused == []
    for needle in (CANARY, "canary.alex", "U0ALEX", SECRET, TOKEN, "canary-agent"):
        assert needle.encode() not in kept
