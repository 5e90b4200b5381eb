"""The manifest asks for what the app does, and for nothing else."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.slack.app import COMMAND
from bot.slack.door import PATH
from bot.slack.gate import SCOPES
from tests.slack.workspace import NEEDED

FILE = Path(__file__).parents[2] / "manifest.yaml"


def manifest() -> dict[str, Any]:
    """The manifest as Slack reads it."""
    found: dict[str, Any] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return found


def test_the_scopes_are_the_least() -> None:
    """To post, to be asked, and to come into a public channel; no history, no people, no files.
    The workspace that all tests talk to refuses every call for which there is none."""
    scopes = manifest()["oauth_config"]["scopes"]
    assert scopes == {"bot": ["chat:write", "commands", "channels:join"]}
    assert {*NEEDED.values(), "commands"} == set(scopes["bot"])
    assert set(SCOPES) <= set(scopes["bot"])


def test_it_names_what_the_app_answers() -> None:
    """The command, the page and the buttons lead to the route that is there."""
    found = manifest()
    (command,) = found["features"]["slash_commands"]
    settings = found["settings"]
    assert command["command"] == COMMAND
    assert settings["event_subscriptions"]["bot_events"] == ["app_home_opened"]
    assert settings["interactivity"]["is_enabled"] is True
    assert found["features"]["app_home"]["home_tab_enabled"] is True
    addresses = [
        command["url"],
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
    ]
    assert addresses == [f"https://talk.example.com{PATH}"] * 3


def test_slack_takes_its_texts() -> None:
    """The limits that Slack sets for names and descriptions."""
    found = manifest()
    shown = found["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 < len(shown["long_description"]) <= 4000
    assert len(found["features"]["bot_user"]["display_name"]) <= 80
    assert len(found["features"]["slash_commands"][0]["description"]) <= 2000
