"""Measure every figure and hold it against what is promised; exit status 1 when one is missed."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from bench.checks import reading_ten, thirty
from bench.coding import answers, code, coder
from bench.connection import Connection
from bench.digest import batch, digest, past
from bench.page import first_load
from bench.people import interview
from bench.process import (
    Served,
    command,
    free_port,
    keep_off_last_core,
    place_in,
    serving,
    use_all_cores,
)
from bench.storage import Measured, databases
from bench.telegram import telegram_rates
from bench.turns import rates, recorded
from bot.app import Words, read_words

_PEOPLE = 2_000
_LARGE_BATCH = 300
_ANSWERS = 1_000
_STARTS = 5
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what was measured, what is promised, and whether less is better."""

    name: str
    measured: float
    promised: float
    unit: str
    less: bool = True
    note: str = ""

    @property
    def kept(self) -> bool:
        return self.measured < self.promised if self.less else self.measured >= self.promised

    def __str__(self) -> str:
        bound = f"{'<' if self.less else '≥'} {self.promised:g} {self.unit}".strip()
        measured = f"{self.measured:.3g} {self.unit}".strip()
        mark = "kept" if self.kept else "MISSED"
        return f"{self.name:<52} {measured:>10}   {bound:<10} {mark:<6} {self.note}".rstrip()


def figures(folder: Path) -> Iterator[Figure]:
    """Every figure, as soon as it is measured."""
    words = read_words(Path("dialogues"))
    environ = place_in(folder)
    command(environ, "migrate")
    printed = command(environ, "invite", "--cohort", "Bench", "--count", str(_PEOPLE + 100))
    tokens = [line.partition("#")[2] for line in printed.split() if "#" in line]
    yield _start(environ, tokens[0])
    with _serve(environ) as served:
        yield Figure("first load of the chat", first_load(served) / 1000, 60, "kB")
        yield _turn(served, words, tokens[:50])
    with _serve(environ) as served:
        fresh = served.memory() / _MB
        sent = interview(served, words, tokens[100:])
        note = f"{fresh:.0f} MB before; {sent} sent"
        name = f"memory of serve after {_PEOPLE} interviews"
        yield Figure(name, served.memory() / _MB, 120, "MB", note=note)
    yield _digest()
    yield from _checks()
    yield _coding()
    yield from _telegram(folder)
    yield _demo()
    use_all_cores()
    for name, measured in databases(folder):
        yield from _storage(name, measured)


def _storage(name: str, measured: Measured) -> Iterator[Figure]:
    night = measured.night
    yield Figure(f"{name}: a boundary with 500 responses", measured.boundary, 5, "s")
    yield Figure(f"{name}: 10,000 slots sealed anew", night.took, 30, "s")
    note = f"{night.lookup * 1000:.0f} ms, and {night.quiet_lookup * 1000:.0f} ms without a night"
    waited = (night.lookup - night.quiet_lookup) * 1000
    yield Figure(f"{name}: what the night adds to the longest look", waited, 50, "ms", note=note)
    note = f"{night.send * 1000:.0f} ms, and {night.quiet_send * 1000:.0f} ms without a night"
    waited = (night.send - night.quiet_send) * 1000
    yield Figure(f"{name}: what the night adds to the longest Send", waited, 50, "ms", note=note)
    note = f"{measured.write * 1000:.2f} against {measured.bare * 1000:.2f} ms"
    commits = measured.write / measured.bare
    yield Figure(f"{name}: a Send, of a bare commit", commits, 2, "", note=note)
    note = f"{measured.together:.0f} against {measured.one_by_one:.0f} a second"
    times = measured.together / measured.one_by_one
    yield Figure(f"{name}: 50 Sends at once, of one by one", times, 3, "", less=False, note=note)


def _serve(environ: Mapping[str, str]) -> AbstractContextManager[Served]:
    return serving(int(environ["PORT"]), ["-m", "bot", "serve"], environ)


def _start(environ: Mapping[str, str], token: str) -> Figure:
    """From starting the process to the answer to the first turn; the median of a few starts."""
    body = b'{"session":null,"event":{"kind":"start","token":"%s"},"key":""}' % token.encode()
    took = []
    for _ in range(_STARTS):
        began = time.perf_counter()
        with _serve(environ) as served:
            answered = Connection(served.port).post("/turn", body)
            took.append(time.perf_counter() - began)
            if answered.status != 200:
                raise RuntimeError("the first turn was refused")
    return Figure("start to first answer", sorted(took)[len(took) // 2], 2, "s")


def _turn(served: Served, words: Words, tokens: list[str]) -> Figure:
    turns = asyncio.run(recorded(served, words, tokens))
    port = free_port()
    with serving(port, ["-m", "bench.bare", str(port)]) as bare:
        web, plain, ratio = rates(served, bare, turns)
    note = f"{web:.0f} against {plain:.0f} a second, {len(turns)} turns of one interview"
    return Figure("a web turn, of bare JSON", ratio, 0.25, "", less=False, note=note)


def _digest() -> Figure:
    responses = batch(_LARGE_BATCH)
    before = past(responses)
    began = time.perf_counter()
    digest(responses, before)
    took = (time.perf_counter() - began) * 1000
    return Figure(f"digest of {_LARGE_BATCH} interviews", took, 300, "ms")


def _checks() -> Iterator[Figure]:
    yield Figure("check of 30 questions", thirty() * 1000, 250, "ms")
    yield Figure("check of 40 questions, the last reads ten", reading_ten(), 2, "s")
    took = []
    for _ in range(_STARTS):
        began = time.perf_counter()
        command(os.environ, "check")
        took.append(time.perf_counter() - began)
    yield Figure("check of the shipped dialogues, started", sorted(took)[len(took) // 2], 2, "s")


def _coding() -> Figure:
    lexicon, given = coder(), answers(_ANSWERS)
    began = time.perf_counter()
    found = code(lexicon, given)
    took = time.perf_counter() - began
    return Figure(f"{_ANSWERS} answers coded", took, 0.5, "s", note=f"{found} codes")


def _telegram(folder: Path) -> Iterator[Figure]:
    """Turns in Telegram, durable each, against a bare handler and a bot that is not durable."""
    place = folder / "telegram"
    place.mkdir()
    environ = place_in(place)
    command(environ, "migrate")
    printed = command(environ, "invite", "--cohort", "Telegram", "--count", "2000")
    tokens = [line.partition("#")[2] for line in printed.split() if "#" in line]
    found = telegram_rates(environ, tokens, place)
    note = f"{found.ours:.0f} against {found.plain:.0f} a second, {found.calls:.1f} calls a turn"
    name = "a Telegram turn, of a plain bot that is not durable"
    yield Figure(name, found.against_plain, 1.3, "", less=False, note=note)
    note = f"{found.ours:.0f} against {found.bare:.0f} a second"
    name = "a Telegram turn, of one commit and one call"
    yield Figure(name, found.against_bare, 0.6, "", less=False, note=note)


def _demo() -> Figure:
    began = time.perf_counter()
    command(os.environ, "demo", "--people", "300")
    return Figure("demo --people 300", time.perf_counter() - began, 20, "s")


def main() -> int:
    """Print each figure; 1 when one is missed."""
    keep_off_last_core()
    missed = 0
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        for figure in figures(Path(folder)):
            print(figure, flush=True)
            missed += not figure.kept
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
