"""From the running Slack app there is no way to an answer: every object of it is walked."""

import asyncio
import gc
import logging
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_bolt.async_app import AsyncApp

from bot.actions import Actions
from bot.app import World, make_database, open_program, real_world
from bot.drafts import Drafts
from bot.interviewer import Interviewer
from bot.privacy.redaction import Redactor
from bot.release import Outbox, Releaser
from bot.revisions import Revisions
from bot.settings import read_settings
from bot.slack.access import Access
from bot.slack.answers import Answers
from bot.slack.app import SlackApp
from bot.slack.counter import Counter
from bot.team import Team
from storage.database import Database
from storage.derived_keys import DerivedKeys
from storage.keys import KeyFolder
from storage.store import Store
from storage.vault import Vault
from storage.writer import Writer
from tests.adversary.stage import shipped
from tests.live import ROOT, free_port, place

FORBIDDEN = (
    *(
        Store,
        Database,
        Writer,
        Vault,
        KeyFolder,
        DerivedKeys,
        Interviewer,
        Drafts,
        Releaser,
        Outbox,
        Actions,
    ),
    *(Revisions, Redactor, Team),
)
# Where the walk ends: what belongs to the whole process and not to the app. Of a function its
# closure and defaults are walked; modules and classes are the import contract's business; what
# waits on the other side of the counter is somebody else's, and its future leads there.
ENDS = (type, types.ModuleType, logging.Logger, asyncio.AbstractEventLoop, asyncio.Future)
CODE = (types.FrameType, types.CodeType, types.CoroutineType, types.BuiltinFunctionType)


def reached(start: object) -> Iterator[object]:
    """Everything that can be had from an object, by attributes, containers and closures."""
    met, todo = {id(start)}, [start]
    while todo:
        at = todo.pop()
        yield at
        for each in inner(at):
            if id(each) not in met and not isinstance(each, (*ENDS, *CODE)):
                met.add(id(each))
                todo.append(each)


def inner(at: object) -> list[object]:
    """What an object leads to."""
    if isinstance(at, types.FunctionType):
        cells = [cell.cell_contents for cell in at.__closure__ or ()]
        return [*cells, *(at.__defaults__ or ()), *(at.__kwdefaults__ or {}).values(), at.__dict__]
    if isinstance(at, types.MethodType):
        return [at.__self__, at.__func__]
    return gc.get_referents(at)


@pytest.mark.parametrize(
    "how", [{"SLACK_SIGNING_SECRET": "secret"}, {"SLACK_APP_TOKEN": "xapp-made-up"}]
)
async def test_no_answer_can_be_reached_from_the_app(tmp_path: Path, how: dict[str, str]) -> None:
    """While it runs beside its desk, the app leads to no storage, no keys, no interviewer, no
    releaser, and to nothing else that knows one."""
    environ = {
        **place(tmp_path, free_port()),
        "SLACK_BOT_TOKEN": "xoxb-made-up",
        "SLACK_CHANNEL": "C0HIRING",
        **how,
    }
    settings = read_settings(environ, str)
    make_database(settings)
    world = real_world()
    program = await open_program(settings, World(world.now, world.bits, world.chance), shipped())
    assert program.slack is not None
    serving = asyncio.create_task(program.slack.counter.serve(program.team))
    try:
        assert await program.slack.counter.open_actions() == ()
        found = list(reached(program.slack))
        assert [type(each) for each in found if isinstance(each, FORBIDDEN)] == []
        # The walk sees what there is: the parts of the app, and from the program everything.
        assert {type(each) for each in found} >= {SlackApp, Answers, Counter, Access, AsyncApp}
        assert set(types_in(reached(program))) >= {Store, Interviewer, Releaser, SlackApp}
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        program.close()


def types_in(objects: Iterator[object]) -> Iterator[type]:
    return (type(each) for each in objects)


def test_the_walk_finds_what_is_hidden() -> None:
    """A closure, a default, a bound method, a list in a dict: none hides anything."""

    class Secret:
        def method(self) -> None:
            pass

    hidden = Secret()
    for way in (
        lambda: hidden,
        lambda value=hidden: value,
        hidden.method,
        {"a": [(hidden,)]},
        asyncio.Queue,
    ):
        assert any(each is hidden for each in reached(way)) is (way is not asyncio.Queue)


def test_who_has_no_slack_does_not_wait_for_its_libraries() -> None:
    """Neither they nor what they need are read by a program without Slack."""
    ask = (
        "import sys, bot.app, bot.doctor; print([name for name in"
        " ('slack_sdk', 'slack_bolt', 'aiohttp', 'bot.slack.blocks') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr
