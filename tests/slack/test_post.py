"""Every answer of Slack's, and every lack of one, ends as the outcome that fits it."""

import socket
from collections.abc import Iterator

import pytest

from bot.insight.delivery import Later, Lost, Posted, Refused
from bot.insight.digest import Digest
from bot.insight.rendering import text, text_thread
from bot.slack.post import Slack
from tests.insight.situations import SITUATIONS
from tests.slack.stand_in import LOST, TOKEN, SlackStandIn, slack_stand_in

NOTE = "This may be a repeat."


@pytest.fixture
def server() -> Iterator[SlackStandIn]:
    """A stand-in for Slack."""
    with slack_stand_in() as stand_in:
        yield stand_in


@pytest.fixture
def slack(server: SlackStandIn) -> Slack:
    """A poster that knows the stand-in."""
    return Slack(TOKEN, server.url, NOTE, timeout=5)


@pytest.fixture
def digest() -> Digest:
    """A digest worth posting."""
    found = SITUATIONS["first-batch"]
    return found.digest()


async def test_a_digest_arrives_once_and_whole(
    server: SlackStandIn, slack: Slack, digest: Digest
) -> None:
    """One message whose plain text is the whole first screen; links never unfurl."""
    assert await slack.post(digest, "C1") == Posted("1700000000.000001")
    (message,) = server.posted
    assert message["path"] == "/api/chat.postMessage"
    assert message["token"] == f"Bearer {TOKEN}"
    assert message["channel"] == "C1"
    assert message["text"] == text(digest)
    assert message["blocks"]
    assert message["unfurl_links"] is False
    assert message["unfurl_media"] is False
    assert NOTE not in str(message)


async def test_the_rest_opens_in_the_thread(
    server: SlackStandIn, slack: Slack, digest: Digest
) -> None:
    """What stands behind the first screen is a reply, whole in its text too."""
    assert isinstance(await slack.post_thread(digest, "C1", "1.5"), Posted)
    (message,) = server.posted
    assert (message["thread_ts"], message["text"]) == ("1.5", text_thread(digest))


async def test_without_a_thread_there_is_no_reply(server: SlackStandIn, slack: Slack) -> None:
    """The one constant sentence has nothing behind it."""
    assert await slack.post_thread(Digest("en", "Nothing yet."), "C1", "1.5") == Posted()
    assert server.asked == []


async def test_mentions_in_the_text_are_only_text(server: SlackStandIn, slack: Slack) -> None:
    """The plain text calls nobody either."""
    await slack.post(Digest("en", "<!channel> a & b"), "C1")
    assert server.posted[0]["text"] == "&lt;!channel&gt; a &amp; b"


@pytest.mark.parametrize("error", ["invalid_blocks", "invalid_blocks_format", "msg_too_long"])
async def test_refused_blocks_leave_the_words(
    server: SlackStandIn, slack: Slack, digest: Digest, error: str
) -> None:
    """When Slack cannot draw it, it is posted without its chart, and then as words alone."""
    server.answers = [error, error]
    assert isinstance(await slack.post(digest, "C1"), Posted)
    drawn, bare, words = server.asked
    assert any(block["type"] == "data_visualization" for block in drawn["blocks"])
    assert bare["blocks"] == [b for b in drawn["blocks"] if b["type"] != "data_visualization"]
    assert "blocks" not in words
    assert words["text"] == drawn["text"] == text(digest)
    assert server.posted == [words]


async def test_refused_words_are_refused(
    server: SlackStandIn, slack: Slack, digest: Digest
) -> None:
    """When even words alone are refused, that is said, and not taken for success."""
    server.answers = ["msg_too_long"] * 3
    assert isinstance(await slack.post(digest, "C1"), Refused)


async def test_a_public_channel_is_joined(
    server: SlackStandIn, slack: Slack, digest: Digest
) -> None:
    """Where the app only has to come in, it comes in, and the digest arrives."""
    server.workspace.closed["C1"] = "not_in_channel"
    assert isinstance(await slack.post(digest, "C1"), Posted)
    assert [method for method, _ in server.calls] == ["conversations.join"]
    assert len(server.posted) == 1


async def test_whoever_runs_it_is_told(server: SlackStandIn) -> None:
    """A report goes to its own channel and names the digest's; without a channel nobody is told."""
    slack = Slack(TOKEN, server.url, NOTE, admin="C9", timeout=5)
    assert isinstance(await slack.report("C1", "The channel is archived."), Posted)
    (message,) = server.posted
    assert message["channel"] == "C9"
    assert "C1. " in message["text"]
    assert message["text"].endswith("The channel is archived.")
    assert await Slack(TOKEN, server.url, NOTE, timeout=5).report("C1", "x") is None


async def test_asked_to_wait_it_waits(server: SlackStandIn, slack: Slack, digest: Digest) -> None:
    """Slack says for how long; nothing is posted meanwhile, and nothing is tried in between."""
    server.answers, server.headers = [429], {"Retry-After": "17"}
    assert await slack.post(digest, "C1") == Later(17.0)
    assert len(server.asked) == 1
    assert server.posted == []


@pytest.mark.parametrize("answer", [LOST, 500, 502, "internal_error", "fatal_error"])
async def test_a_lost_answer_is_not_taken_for_a_failure(
    server: SlackStandIn, slack: Slack, digest: Digest, answer: str | int
) -> None:
    """Who cannot know whether it arrived says so, and does not try again on its own."""
    server.answers = [answer]
    assert await slack.post(digest, "C1") == Lost()
    assert len(server.asked) == 1


async def test_the_next_attempt_says_that_it_repeats(
    server: SlackStandIn, slack: Slack, digest: Digest
) -> None:
    """A repeat begins with the note, in the text and in the blocks."""
    await slack.post(digest, "C1", repeats=True)
    (message,) = server.posted
    assert message["text"].startswith(NOTE)
    assert NOTE in str(message["blocks"][0])


async def test_a_closed_door_is_tried_later(digest: Digest) -> None:
    """When nobody listens nothing was sent."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/api/"
    outcome = await Slack(TOKEN, url, NOTE, timeout=5).post(digest, "C1")
    assert isinstance(outcome, Later)


async def test_no_answer_in_time_is_lost(digest: Digest) -> None:
    """When somebody listens and says nothing, it may have arrived."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/api/"
        assert await Slack(TOKEN, url, NOTE, timeout=1).post(digest, "C1") == Lost()


@pytest.mark.parametrize(
    ("error", "todo"),
    [
        ("invalid_auth", "SLACK_BOT_TOKEN"),
        ("channel_not_found", "SLACK_CHANNEL"),
        ("not_in_channel", "Invite it"),
        ("is_archived", "archived"),
        ("token_revoked", "Install the app again"),
        ("missing_scope", "chat:write"),
        ("some_new_error", "some_new_error"),
    ],
)
async def test_a_refusal_says_what_to_do(
    server: SlackStandIn, slack: Slack, digest: Digest, error: str, todo: str
) -> None:
    """What will not pass by itself is said to whoever runs this; the token is never repeated."""
    server.answers = [error]
    outcome = await slack.post(digest, "#hiring")
    assert isinstance(outcome, Refused)
    assert todo in outcome.problem
    assert TOKEN not in outcome.problem
