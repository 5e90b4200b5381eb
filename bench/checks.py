"""How long the checks of a script take: of a plain one, and of one with very many ways."""

import time
from collections.abc import Callable
from pathlib import Path

from bot.studio.folder import read_folder
from bot.studio.inspection import Inspection
from bot.studio.syllables import syllables

_HEAD = """\
format: 1
script: bench
title: Measured
language: en
limits: {questions: 60, ask again: 2, probes: 2, minutes: 30}
steps:
  - ask: consent
    type: consent
    text: >-
      We would like to learn from your no. It takes about 30 minutes; skip or stop any time. Your
      answers are kept without your name, and the team only sees summaries. No names, please.
    choices: {agree: Start, refuse: Not now}
    go: {refuse: not_today}
"""
_ENDS = """\
  - end: thanks
    outcome: completed
    text: Thank you.
  - end: not_today
    outcome: refused
    text: That is all right.
"""
_QUESTION = """\
  - ask: q{n}
    type: choice
    text: Did this part of our hiring go well for you?
    choices: {{yes: Yes, no: No, rather_not: Rather not say}}
    digest: count
"""
_NAME = "bench.yaml"
_TRIES = 3


def thirty() -> float:
    """The seconds for a script of thirty questions, a third of which hang on the one before."""
    hanging = "    only if: q{before} is yes\n"
    steps = (
        _QUESTION.format(n=n) + (hanging.format(before=n - 1) if n % 3 == 2 else "")
        for n in range(30)
    )
    return _took(_HEAD + "".join(steps) + _ENDS)


def reading_ten() -> float:
    """The seconds for forty questions, the last of which reads the answers to ten earlier ones."""
    steps = [_QUESTION.format(n=n) for n in range(40)]
    steps[-1] += f"    only if: {' and '.join(f'q{n} is yes' for n in range(10))}\n"
    return _took(_HEAD + "".join(steps) + _ENDS)


def _took(text: str) -> float:
    texts = {**read_folder(Path("dialogues")).texts, _NAME: text}
    return min(_seconds(texts) for _ in range(_TRIES))


def _seconds(texts: dict[str, str]) -> float:
    """From the text to its findings and figures, with the house style and the codebook known."""
    inspection = Inspection(texts, syllables)
    inspection.look_at_shared()
    seconds = _timed(lambda: inspection.look_at_script(_NAME))
    done = inspection.result()
    if done.findings or _NAME not in done.summaries:
        raise RuntimeError(f"the measured script has findings: {done.findings}")
    return seconds


def _timed(do: Callable[[], None]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began
