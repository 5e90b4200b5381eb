"""The core decides from its arguments alone."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = [
    file
    for folder in ("interview", "privacy", "insight")
    for file in sorted((ROOT / "bot" / folder).rglob("*.py"))
]
CLOCKS = {"now", "today", "utcnow"}


@pytest.mark.parametrize("file", CORE, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_clock_no_input_no_waiting(file: Path) -> None:
    """No part of the core asks for the time, opens a file, prints or waits."""
    nodes = list(ast.walk(ast.parse(file.read_text())))
    calls = [node.func for node in nodes if isinstance(node, ast.Call)]
    asked = {call.attr for call in calls if isinstance(call, ast.Attribute)} & CLOCKS
    used = {call.id for call in calls if isinstance(call, ast.Name)} & {"open", "print", "input"}
    waits = [node for node in nodes if isinstance(node, ast.AsyncFunctionDef | ast.Await)]
    assert (asked, used, waits) == (set(), set(), [])
