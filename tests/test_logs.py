"""The log: reads the real bytes a process writes, with canaries where people's words would be."""

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bot import logs

ROOT = Path(__file__).parents[1]
CANARY = "canary-7f3a-the-words-of-a-candidate"
LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (info|warning|error|critical) +\S.*")


def run(program: str, level: str = "info") -> list[str]:
    """The lines that a process of its own writes to standard output and standard error."""
    head = f"""
        import logging, sys, threading, warnings
        from bot import logs
        canary = {CANARY!r}
        logs.configure({level!r}, sys.stderr)
    """
    code = textwrap.dedent(head) + textwrap.dedent(program)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    return (done.stdout + done.stderr).splitlines()


def test_one_readable_line_an_event() -> None:
    """An event is one line: when, how grave, and a sentence with its numbers."""
    (line,) = run('logs.log("serving", port=8000)')
    assert LINE.fullmatch(line)
    assert line.endswith("serving on port 8000")


@pytest.mark.parametrize("event", logs.EVENTS)
def test_every_event_can_be_logged(event: str) -> None:
    """Each sentence of the list is one line and needs no more than the numbers it names."""
    numbers = re.findall(r"{(\w+)}", logs.EVENTS[event][1])
    line = logs.EVENTS[event][1].format(**dict.fromkeys(numbers, 7))
    assert "\n" not in line
    assert "{" not in line


def test_every_event_is_used() -> None:
    """The list holds no sentence that the program never says."""
    program = "".join(path.read_text() for path in (ROOT / "bot").rglob("*.py"))
    assert [event for event in logs.EVENTS if program.count(f'"{event}"') < 2] == []


@pytest.mark.parametrize(
    "call",
    [
        "logs.log(canary)",
        'logs.log("serving", port=canary)',
        'logs.log("serving", port=True)',
        'logs.log("serving", port=80.5)',
    ],
)
def test_only_the_list_and_whole_numbers(call: str) -> None:
    """What is not on the list, or is no whole number, is refused where it is written."""
    lines = run(f"try: {call}\nexcept ValueError: print('refused')")
    assert lines == ["refused"]


def test_failure_says_type_and_place_only() -> None:
    """An exception is logged with its type, its causes and places, not with what it says."""
    (line,) = run(
        """
        def turn(words):
            try:
                int(words)
            except ValueError as cause:
                raise RuntimeError(words) from cause
        try:
            turn(canary)
        except RuntimeError as error:
            logs.log_failure("job_failed", error)
        """
    )
    assert CANARY not in line
    assert re.search(
        r"RuntimeError at <string>:\d+ < .* caused by ValueError at <string>:\d+", line
    )


def test_failure_keeps_numbers_of_the_system() -> None:
    """The number of a system error is kept, since a full disk must be told from a lost one."""
    (line,) = run('logs.log_failure("job_failed", OSError(28, canary, canary))')
    assert "OSError 28" in line
    assert CANARY not in line


def test_groups_of_failures() -> None:
    """Of several exceptions at once each is named."""
    group = ExceptionGroup(CANARY, [ValueError(CANARY), KeyError(CANARY)])
    assert logs.describe(group) == "ExceptionGroup of (ValueError; KeyError)"


def test_failures_in_a_circle() -> None:
    """Exceptions that name each other as cause are described once each."""
    one, two = ValueError(CANARY), KeyError(CANARY)
    one.__cause__, two.__cause__ = two, one
    assert logs.describe(one) == "ValueError caused by KeyError"


@pytest.mark.parametrize(
    "name",
    [
        "aiohttp.client",
        "asyncio",
        "concurrent.futures",
        "httpx",
        "multiprocessing",
        "psycopg",
        "psycopg.pool",
        "slack_sdk.web",
        "sqlalchemy.engine",
        "telegram.Bot",
        "telegram.request",
        "transitions.core",
        "uvicorn.access",
        "uvicorn.asgi",
        "uvicorn.error",
    ],
)
def test_libraries_are_not_quoted(name: str) -> None:
    """A library's chatter is dropped; its warnings are told without their words."""
    lines = run(
        f"""
        talker = logging.getLogger({name!r})
        talker.debug(canary)
        talker.info("GET %s", canary)
        talker.warning("refused %s", canary)
        try:
            raise ValueError(canary)
        except ValueError:
            talker.exception(canary, extra={{"sentence": canary}})
        """
    )
    assert len(lines) == 2
    assert all(LINE.fullmatch(line) and name in line for line in lines)
    assert CANARY not in "".join(lines)


def test_a_library_that_keeps_to_itself_is_not_quoted() -> None:
    """What never reaches the one way out, since a library keeps its log to itself, is not quoted
    either; nor is what a thread breaks on."""
    lines = run(
        """
        import multiprocessing
        talker = multiprocessing.get_logger()
        talker.info(canary)
        talker.warning("refused %s", canary)
        def broken():
            raise ValueError(canary)
        sys.argv = [canary]
        threading.Thread(target=broken, name=canary).start()
        """
    )
    assert len(lines) == 2
    assert all(LINE.fullmatch(line) for line in lines)
    assert CANARY not in "".join(lines)


def test_what_asyncio_finds_is_not_quoted() -> None:
    """A task that nobody waited for, and a callback that broke, are told by type."""
    lines = run(
        """
        import asyncio, gc
        async def broken(words):
            raise ValueError(words)
        def called():
            raise KeyError(canary)
        async def main():
            loop = asyncio.get_running_loop()
            loop.set_debug(True)
            loop.call_soon(called)
            task = asyncio.create_task(broken(canary), name=canary)
            await asyncio.wait([task])
            del task
            gc.collect()
        asyncio.run(main())
        """
    )
    assert lines
    assert all(LINE.fullmatch(line) for line in lines)
    assert CANARY not in "".join(lines)
    assert "KeyError" in "".join(lines)
    assert "ValueError" in "".join(lines)


def test_a_library_that_brings_its_own_level() -> None:
    """A library that raises its own verbosity afterwards is still not printed below a warning."""
    assert (
        run('t = logging.getLogger("httpx"); t.setLevel(1); t.info(canary); t.debug(canary)') == []
    )


@pytest.mark.parametrize(
    "program",
    [
        "raise ValueError(canary)",
        "t = threading.Thread(target=int, args=(canary,)); t.start(); t.join()",
        "warnings.warn(canary)",
        'logging.getLogger("afterword").error(canary)',
        'logging.getLogger("x").error("%s %s", canary)',
        """
        class Broken:
            def __str__(self): raise ValueError(canary)
        logging.getLogger("x").error(Broken())
        """,
        """
        class Broken:
            def __del__(self): raise ValueError(canary)
        Broken()
        """,
        """
        import asyncio
        async def fail(): raise ValueError(canary)
        async def main():
            task = asyncio.create_task(fail())
            await asyncio.sleep(0)
            del task
        asyncio.run(main())
        """,
    ],
)
def test_every_other_way_out(program: str) -> None:
    """Uncaught exceptions, threads, tasks, warnings, broken records: told, but without words."""
    lines = run(program)
    assert lines
    assert all(LINE.fullmatch(line) for line in lines)
    assert CANARY not in "".join(lines)


def test_interrupt_is_no_failure() -> None:
    """Ctrl-C ends the program with one calm line."""
    (line,) = run("raise KeyboardInterrupt(canary)")
    assert line.endswith("stopped")


def test_level() -> None:
    """Below the level that the operator chose nothing is printed."""
    assert run('logs.log("serving", port=1)', level="error") == []


def test_no_path_of_the_machine() -> None:
    """Places in code are named by file and line, not by where the program lies."""
    (line,) = run(
        "import json\ntry: json.loads(canary)\nexcept ValueError as e: "
        'logs.log_failure("job_failed", e)'
    )
    assert "json/decoder.py:" in line
    assert sys.prefix not in line
    assert sys.base_prefix not in line
