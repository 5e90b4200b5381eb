"""The texts in a line of JSON from another program, or a sentence that says what to write."""

import json
from typing import Any


class BadLine(Exception):
    """A line is not what is read here; the message says what to write instead."""


def texts_in(line: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The texts under these names in a line that holds one JSON object; raises BadLine."""
    shape = ", ".join(f'"{name}": "…"' for name in names)
    todo = f"write {{{shape}}} on one line"
    try:
        data: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine(f"This line is not JSON; {todo}.") from None
    if not isinstance(data, dict):
        raise BadLine(f"This line is JSON but no object; {todo}.")
    for name in names:
        if not isinstance(data.get(name), str):
            raise BadLine(f'This line has no "{name}" in quotes; {todo}.')
    return tuple(data[name] for name in names)
