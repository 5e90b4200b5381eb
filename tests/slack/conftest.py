"""A workspace, and the app that answers in it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from bot.slack.access import Access
from tests.slack.serving import MemoryDesk, Served, a_desk, served
from tests.slack.stand_in import SlackStandIn, slack_stand_in

Serve = Callable[..., Served]


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    """A workspace of a test's own."""
    with slack_stand_in() as stand_in:
        yield stand_in


@pytest.fixture
def serve(slack: SlackStandIn) -> Iterator[Serve]:
    """Serves the app, by default to everybody in one channel."""
    with ExitStack() as stack:

        def serving(access: Access | None = None, desk: MemoryDesk | None = None) -> Served:
            found = served(slack, desk or a_desk(), access or Access("C0HIRING"))
            return stack.enter_context(found)

        yield serving
