"""What is not let in: wrong, old, repeated and foreign requests; and what unknown ones do."""

import json
from typing import Any

import pytest

from bot.insight.action import Action
from tests.slack.conftest import Serve
from tests.slack.person import Answered, Bringing, Person
from tests.slack.serving import Served, a_desk
from tests.slack.stand_in import SlackStandIn

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def running(serve: Serve) -> Served:
    """An app with one open action."""
    desk = a_desk()
    desk.actions["a"] = Action("a", "Answer sooner", "waiting", "recruiting")
    return serve(desk=desk)


def home_opened(slack: SlackStandIn, running: Served, id_: str = "Ev1", **who: object) -> str:
    person = Person(slack, running.bringing)
    return json.dumps({**person.home_opened(id_), **who})


def bring(running: Served, body: str, **headers: str) -> Answered:
    return running.bringing.bring(
        "application/json", body, {name.replace("_", "-"): value for name, value in headers.items()}
    )


def assert_untouched(slack: SlackStandIn, running: Served) -> None:
    """Nothing was shown, kept or told to anybody."""
    assert slack.workspace.homes == {}
    assert slack.workspace.views == {}
    assert slack.posted == []
    assert list(running.desk.actions) == ["a"]


@pytest.mark.parametrize(
    "signature", ["", "v0=", "v0=" + "0" * 64, "v1=x", "ä", "v0=" + "f" * 100_000]
)
def test_a_wrong_signature_is_refused(slack: SlackStandIn, running: Served, signature: str) -> None:
    """Whoever does not know the secret does not learn what is behind the door."""
    encoded = signature.encode().decode("latin-1")[:30_000]
    answered = bring(running, home_opened(slack, running), X_Slack_Signature=encoded)
    assert (answered.status, answered.body) == (401, "")
    assert_untouched(slack, running)


def test_another_body_than_was_signed_is_refused(slack: SlackStandIn, running: Served) -> None:
    """The signature is of the raw body: one space more is another body."""
    body = home_opened(slack, running)
    headers = running.bringing.signed("application/json", body)
    assert running.bringing.post(body + " ", headers).status == 401
    assert_untouched(slack, running)


@pytest.mark.parametrize("stamp", ["", "soon", "-1", "1e9", "9" * 30, "１７９", "1790000000.5"])
def test_a_timestamp_that_is_none_is_refused(
    slack: SlackStandIn, running: Served, stamp: str
) -> None:
    """Garbage in its place is no mistake of the program, but a no."""
    header = stamp.encode().decode("latin-1")
    answered = bring(running, home_opened(slack, running), X_Slack_Request_Timestamp=header)
    assert answered.status == 401
    assert_untouched(slack, running)


@pytest.mark.parametrize(("late", "status"), [(299, 200), (301, 401), (-299, 200), (-301, 401)])
def test_a_signature_is_fresh_for_five_minutes(
    slack: SlackStandIn, running: Served, late: int, status: int
) -> None:
    """Five minutes either way, since clocks differ, and not a second longer."""
    signed = running.clock.at
    bringing = Bringing(running.bringing.url, lambda: signed)
    running.clock.at += late
    body = home_opened(slack, running)
    assert bringing.bring("application/json", body).status == status
    if status == 200:
        slack.workspace.until(lambda: "U0ALEX" in slack.workspace.homes)
    else:
        assert_untouched(slack, running)


def test_what_was_overheard_cannot_be_sent_again(slack: SlackStandIn, running: Served) -> None:
    """The same signed request a second time is refused, though it is fresh."""
    person = Person(slack, running.bringing)
    fields = {
        "payload": json.dumps(
            {
                "type": "block_actions",
                "team": {"id": person.team},
                "user": {"id": person.user},
                "channel": {"id": person.channel, "name": "hiring"},
                "actions": [{"type": "button", "action_id": "done", "block_id": "b", "value": "a"}],
            }
        )
    }
    assert running.bringing.command(fields).status == 200
    assert running.bringing.command(fields).status == 401


def test_an_event_that_comes_again_does_nothing(slack: SlackStandIn, running: Served) -> None:
    """Slack brings an event again when an answer was slow, signed anew: it is taken once."""
    assert bring(running, home_opened(slack, running)).status == 200
    slack.workspace.until(lambda: "U0ALEX" in slack.workspace.homes)
    published = len(slack.calls)
    running.clock.at += 60
    again = bring(running, home_opened(slack, running), X_Slack_Retry_Num="1")
    assert (again.status, again.body) == (200, "")
    assert bring(running, home_opened(slack, running, "Ev2")).status == 200
    slack.workspace.until(lambda: len(slack.calls) == published + 1)


@pytest.mark.parametrize(
    "foreign",
    [
        {"team_id": "T0THEIRS"},
        {"team_id": None},
        {"team": {"id": "T0THEIRS"}},
        {"user": {"id": "U0ALEX", "team_id": "T0THEIRS"}},
    ],
)
def test_a_foreign_team_is_refused(
    slack: SlackStandIn, running: Served, foreign: dict[str, Any]
) -> None:
    """Another workspace, or a guest from one in a shared channel, is not let in."""
    answered = bring(running, home_opened(slack, running, **foreign))
    assert (answered.status, answered.body) == (403, "")
    assert_untouched(slack, running)


def test_until_slack_says_whose_token_it_is_nobody_is_let_in(
    slack: SlackStandIn, serve: Serve
) -> None:
    """Slack brings it again later; by then it may be known. Until then a monitor is told why."""
    slack.faults["auth.test"] = ["invalid_auth"] * 2
    running = serve()
    assert bring(running, home_opened(slack, running)).status == 503
    (problem,) = running.app.problems()
    assert "SLACK_BOT_TOKEN" in problem
    assert slack.workspace.homes == {}
    slack.faults["auth.test"].clear()
    assert bring(running, home_opened(slack, running, "Ev2")).status == 200
    assert running.app.problems() == ()


def test_slack_can_try_the_address(running: Served) -> None:
    """Setting up the app, Slack asks whether this address knows the secret."""
    asked = json.dumps({"type": "url_verification", "challenge": "say this", "token": "x"})
    answered = bring(running, asked)
    assert (answered.status, answered.json()) == (200, {"challenge": "say this"})
    assert bring(running, asked + " ", X_Slack_Signature="v0=0").status == 401


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", '"x"', "payload=", "payload=%7B", "payload=1", "a=b", "[" * 9999],
)
def test_nonsense_is_refused(slack: SlackStandIn, running: Served, body: str) -> None:
    """What is signed and makes no sense breaks nothing."""
    for kind in (FORM, "application/json", ""):
        running.clock.at += 1
        assert 400 <= running.bringing.bring(kind, body).status < 500
    assert_untouched(slack, running)


def test_only_posts_of_a_decent_size(running: Served) -> None:
    """Another method and a body beyond all that Slack sends are refused."""
    assert running.bringing.bring(FORM, "x" * 1_100_000).status == 413


@pytest.mark.parametrize("action", ["unknown", "decide_everything", ""])
def test_an_unknown_action_does_nothing(slack: SlackStandIn, running: Served, action: str) -> None:
    """A button that an older or newer version made is acknowledged, and nothing happens."""
    person = Person(slack, running.bringing)
    person.press(action, "a", {"text": "x", "ts": "1.1"})
    assert (person.said[-1].status, person.said[-1].body) == (200, "")
    assert_untouched(slack, running)


def test_an_unknown_command_or_form_does_nothing(slack: SlackStandIn, running: Served) -> None:
    """What the manifest does not know is not ours."""
    team = Person(slack, running.bringing).team
    fields = {"command": "/other", "team_id": team, "user_id": "U0ALEX", "channel_id": "C0HIRING"}
    assert running.bringing.command(fields).status == 404
    view = {"type": "modal", "callback_id": "other", "id": "V1", "state": {"values": {}}}
    handed = {"type": "view_submission", "team": {"id": team}, "user": {"id": "U0ALEX"}}
    assert running.bringing.payload({**handed, "view": view}).status == 404
    assert_untouched(slack, running)


def test_a_form_that_was_tampered_with_keeps_nothing(slack: SlackStandIn, running: Served) -> None:
    """A form without its fields, or from nowhere, is no decision."""
    person = Person(slack, running.bringing)
    view = {"type": "modal", "callback_id": "decision", "id": "V1", "private_metadata": "{}"}
    states: list[dict[str, Any]] = [{}, {"values": {}}, {"values": {"what": {"field": {}}}}]
    for state in states:
        handed = {"type": "view_submission", "team": {"id": person.team}, "user": {"id": "U0ALEX"}}
        answered = running.bringing.payload({**handed, "view": {**view, "state": state}})
        assert answered.status == 500
    assert_untouched(slack, running)
