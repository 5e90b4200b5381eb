"""Socket Mode: the same app over a connection of its own, which is watched and made anew."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import Access
from bot.slack.line import LOOK, Line
from tests.slack.line_server import LineServer, line_server
from tests.slack.person import Person, words
from tests.slack.serving import Served, a_desk, served
from tests.slack.stand_in import TOKEN, SlackStandIn
from tests.slack.workspace import APP_TOKEN

ALEX = Access("C0HIRING", users=frozenset({"U0ALEX"}))


@pytest.fixture
def server(slack: SlackStandIn) -> Iterator[LineServer]:
    """Slack's end."""
    with line_server(slack) as running:
        yield running


@pytest.fixture
def running(slack: SlackStandIn, server: LineServer) -> Iterator[Served]:
    """The app, connected."""
    with served(slack, a_desk(), ALEX, APP_TOKEN) as app:
        server.until_open()
        yield app


def test_the_same_app_over_a_line(slack: SlackStandIn, server: LineServer, running: Served) -> None:
    """Command, form, decision and page, without a route that Slack could reach."""
    assert running.app.door is None
    alex = Person(slack, server)
    told = alex.command()
    assert running.desk.digests[""].header in told["text"]
    view = alex.open_form(told)
    assert alex.hand_in(view).json()["response_action"] == "update"
    slack.workspace.until(lambda: "Noted" in words(slack.workspace.views[view["id"]]))
    assert len(running.desk.actions) == 1
    assert running.desk.digests[""].header in words(alex.open_home())
    assert running.app.problems() == ()


def test_an_event_that_comes_again_does_nothing(
    slack: SlackStandIn, server: LineServer, running: Served
) -> None:
    """An envelope is brought again when its answer was slow; the event in it is the same."""
    alex = Person(slack, server)
    for id_ in ("Ev1", "Ev1", "Ev2"):
        server.event(alex.home_opened(id_))
    assert running.app.problems() == ()
    slack.workspace.until(lambda: sum(method == "views.publish" for method, _ in slack.calls) == 2)


def test_slack_hangs_up_and_it_calls_again(
    slack: SlackStandIn, server: LineServer, running: Served
) -> None:
    """Slack ends each connection after some hours; whoever asks then is heard on the next."""
    server.hang_up()
    server.until_open(2)
    assert Person(slack, server).command()["text"]
    assert running.app.problems() == ()


class Looks:
    """Time between looks, in which these things happen one after the other; then it stands."""

    def __init__(self, *happen: Callable[[], Awaitable[None]]) -> None:
        self._happen = list(happen)
        self.slept: list[float] = []
        self.over = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if not self._happen:
            self.over.set()
            await asyncio.Event().wait()
        await self._happen.pop(0)()


async def nothing() -> None:
    """Time passes."""


@asynccontextmanager
async def holding(
    slack: SlackStandIn,
    looks: Looks,
    token: str = APP_TOKEN,
    *,
    ping: float = 10.0,
    patience: float = 20.0,
) -> AsyncIterator[Line]:
    """A line with nobody at it, until those looks are over."""
    client = AsyncWebClient(TOKEN, base_url=slack.url)
    app = AsyncApp(name="slack", client=client, signing_secret="x")
    line = Line(app, token, slack.url, looks.sleep, ping=ping, patience=patience)
    running = asyncio.create_task(line.run())
    try:
        yield line
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_a_dead_connection_is_made_anew(slack: SlackStandIn, server: LineServer) -> None:
    """When the library itself has died without a word, two looks are enough to find that."""
    said: list[str] = []

    async def die() -> None:
        assert line.held is not None
        said.append(line.problem)
        await killed(line.held.client)

    async def tell() -> None:
        said.append(line.problem)

    looks = Looks(die, tell)
    async with holding(slack, looks) as line:
        await looks.over.wait()
        await asyncio.to_thread(server.until_open, 2)
        assert line.problem == ""
    assert said[0] == ""
    assert "down" in said[1]


async def test_a_silent_connection_is_made_anew(slack: SlackStandIn, server: LineServer) -> None:
    """Where nobody hears at the other end, and nothing says so, there is soon another."""
    server.silent = 1
    async with holding(slack, Looks(), ping=0.2):
        await asyncio.to_thread(server.until_open, 2)


async def test_a_connection_that_does_not_come_up_is_tried_anew(
    slack: SlackStandIn, server: LineServer
) -> None:
    """Where somebody takes the call and never answers it, the next one is made."""

    async def mend() -> None:
        slack.workspace.line = server.url

    with socket.create_server(("127.0.0.1", 0)) as mute:
        slack.workspace.line = f"ws://127.0.0.1:{mute.getsockname()[1]}/link"
        looks = Looks(mend, nothing, nothing, nothing)
        async with holding(slack, looks, patience=0.5) as line:
            await looks.over.wait()
            await asyncio.to_thread(server.until_open)
            assert line.problem == ""


async def test_an_old_connection_is_made_anew(slack: SlackStandIn, server: LineServer) -> None:
    """One that looks sound may hear nothing any more, so none is held for more than six hours."""
    looks = Looks(*[nothing] * int(6 * 3600 / LOOK))
    async with holding(slack, looks):
        await looks.over.wait()
        await asyncio.to_thread(server.until_open, 2)
    assert server.opened == 2
    assert set(looks.slept) == {LOOK}


async def test_a_refused_token_is_said_and_tried_again(slack: SlackStandIn) -> None:
    """Whoever runs this reads which setting is wrong, and never the token."""
    looks = Looks(nothing)
    async with holding(slack, looks, "xapp-revoked") as line:
        await looks.over.wait()
        assert "SLACK_APP_TOKEN (invalid_auth)" in line.problem
        assert "xapp-revoked" not in line.problem
    assert len(slack.calls) == 2


async def test_slack_out_of_reach_is_tried_again(slack: SlackStandIn, server: LineServer) -> None:
    """A failure inside Slack, or nobody listening, passes by itself."""
    slack.faults["apps.connections.open"] = ["internal_error", 502]
    looks = Looks(nothing, nothing)
    async with holding(slack, looks) as line:
        await looks.over.wait()
        await asyncio.to_thread(server.until_open)
        assert line.problem == ""
    assert server.opened == 1


async def killed(client: object) -> None:
    """All that would bring the connection up again ends, and so does the connection."""
    assert isinstance(client, SocketModeClient)
    for task in (client.current_session_monitor, client.message_receiver):
        assert task is not None
        task.cancel()
    assert client.current_session is not None
    await client.current_session.close()
