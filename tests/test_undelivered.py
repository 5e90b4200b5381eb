"""A digest that cannot arrive: who hears of it, where, and how it arrives after all."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.live import BEGINS, command, live, place
from tests.slack.stand_in import TOKEN, slack_stand_in
from tests.visitor import Visitor

BOUNDARY = datetime(2026, 12, 1, 0, 5, tzinfo=ZoneInfo("Europe/Berlin"))


def test_what_did_not_arrive_is_said_everywhere(tmp_path: Path) -> None:
    """The doctor, a page for monitors, a command and a channel say why, without any secret; once
    it is put right, one command brings it."""
    with slack_stand_in() as slack:
        environ: dict[str, str] = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_CHANNEL": "C0HIRING",
            "SLACK_ADMIN_CHANNEL": "C0ADMIN",
            "SLACK_API_URL": slack.url,
        }
        with live(tmp_path, BEGINS, **environ) as program:
            with Visitor(program.url) as visitor:
                assert visitor.ask("GET", "/healthz").text == "ok\n"
                program.links(12)
                slack.workspace.closed["C0HIRING"] = "is_archived"
                program.until(BOUNDARY)
                program.work()
                program.work()
                health = visitor.ask("GET", "/healthz")
            kept = program.log.read_text()
        outside = {**place(tmp_path, program.port), **environ}
        examined = command(outside, "doctor")
        (report,) = slack.posted
        assert report["channel"] == "C0ADMIN"
        assert health.status == 200
        assert health.text.startswith("ok\nA digest has not arrived. The channel is archived.")
        for said in (examined.printed, report["text"]):
            assert "C0HIRING" in said
            assert "The channel is archived." in said
        assert "C0" not in health.text
        assert kept.count("could not be posted") == 1
        assert TOKEN not in health.text + examined.printed + kept
        del slack.workspace.closed["C0HIRING"]
        assert command(outside, "posts", "--again").printed == "They are on their way.\n"
        assert [message["channel"] for message in slack.posted] == ["C0ADMIN", "C0HIRING"]
