"""Requests that cannot be answered as asked: a code for programs, a status, a sentence."""

from typing import Literal

Code = Literal[
    "not_found",
    "wrong_method",
    "too_large",
    "wrong_type",
    "unreadable",
    "unknown_event",
    "no_key",
    "too_busy",
    "failed",
]

STATUS: dict[Code, int] = {
    "not_found": 404,
    "wrong_method": 405,
    "too_large": 413,
    "wrong_type": 415,
    "unreadable": 400,
    "unknown_event": 422,
    "no_key": 422,
    "too_busy": 429,
    "failed": 500,
}


class Problem(Exception):
    """A request that is answered with a sentence; its words are `problem_CODE` of the pages."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code: Code = code
