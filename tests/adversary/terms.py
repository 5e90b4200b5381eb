"""Attacks by whoever sets up the program: a lowered k, a renamed question, endless waiting."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import Program, Words, read_words
from tests.adversary.finding import Finding
from tests.adversary.people import Mind, Person
from tests.adversary.season import answers_in, bags_of, interview, invited, phrases
from tests.adversary.stage import DIALOGUES, Stage, door

_HIGH_K, _LOW_K, _BETWEEN = 10, 5, 7
_OLD, _NEW = "again", "again_now"
_MOST_BOUNDARIES = 8
_LIST_DAYS = 90
_COHORT = b"Cohort"


def lowered_k(stage: Stage) -> Finding:
    """People come under k = 10, then k is set to 5 before the boundary: seven stay hidden."""

    async def attack() -> list[str]:
        async with stage.program(k=_HIGH_K) as program:
            await _answered(stage, program, _BETWEEN)
        async with stage.program(k=_LOW_K) as program:
            await _boundary(stage, program)
            early = [len(bag["answers"]) for bag in await bags_of(program)]
            # Those who come under the lower k do not lower it for the others.
            await _answered(stage, program, 1)
            await _boundary(stage, program)
            late = [len(bag["answers"]) for bag in await bags_of(program)]
        return ["seven people were published under k = 10"] * bool(early) + [
            "eight people were published, seven of them under k = 10"
        ] * bool(late and not early)

    return Finding(leaks=tuple(asyncio.run(attack())), looked=_BETWEEN + 1)


def renamed_question(stage: Stage) -> Finding:
    """A question gets another name for the last three people, which would date their answers."""

    async def attack() -> list[str]:
        async with stage.program() as program:
            await _answered(stage, program, 8)
        async with stage.program(words=_renamed()) as program:
            await _answered(stage, program, 3)
            await _boundary(stage, program)
            bags = await bags_of(program)
        named = {str(a["question"]) for bag in bags for a in bag["answers"]}
        leaks = ["the answers of three people are dated by their question"] * (_NEW in named)
        return leaks if _OLD in named else [*leaks, "nothing was released, so nothing was seen"]

    return Finding(leaks=tuple(asyncio.run(attack())), looked=11)


def retention(stage: Stage) -> Finding:
    """Too few answer for eight boundaries: then nothing of them is left, and no token before."""

    async def attack() -> tuple[list[str], int]:
        leaks: list[str] = []
        async with stage.program() as program:
            people = await _answered(stage, program, 3)
            for passed in range(1, _MOST_BOUNDARIES + 1):
                await _boundary(stage, program)
                left = _left(stage, people)
                if left and passed == _MOST_BOUNDARIES:
                    leaks.append(f"{left} responses outlived {passed} boundaries")
                if not left and passed < _MOST_BOUNDARIES:
                    leaks.append(f"the responses are gone after {passed} boundaries already")
            if any(len(rows) for name, rows in stage.copies[-1].tables.items() if name == "token"):
                leaks.append("tokens outlived their period")
        return leaks, len(people)

    leaks, looked = asyncio.run(attack())
    return Finding(leaks=tuple(leaks), looked=looked * _MOST_BOUNDARIES)


def lists(stage: Stage) -> Finding:
    """A batch is released: its bag goes after eight more boundaries, its list after 90 days."""

    async def attack() -> list[str]:
        leaks: list[str] = []
        async with stage.program() as program:
            people = await _answered(stage, program, 8)
            ended = await _boundary(stage, program)
            if not _left(stage, people):
                leaks.append("nothing was released, so nothing was seen")
            for passed in range(1, _MOST_BOUNDARIES + 1):
                now = await _boundary(stage, program)
                if (now - ended).days > _LIST_DAYS and _listed(stage):
                    leaks.append(f"the list outlived its period by {(now - ended).days} days")
                if passed == _MOST_BOUNDARIES and (left := _left(stage, people)):
                    leaks.append(f"answers of {left} people outlived {passed} boundaries")
        return leaks

    return Finding(leaks=tuple(asyncio.run(attack())), looked=8 * _MOST_BOUNDARIES)


async def _answered(stage: Stage, program: Program, count: int) -> Sequence[Person]:
    """So many people of a new cohort answer."""
    calendar = await program.store.calendar()
    assert calendar is not None
    seed = f"{stage.seed} {len(stage.copies)} {count}"
    people = await invited(program, max(14, count + 3), calendar.period, seed)
    for person in people[:count]:
        await interview(door(program), person, Mind(person, phrases()))
    return people[:count]


async def _boundary(stage: Stage, program: Program) -> datetime:
    calendar = await program.store.calendar()
    assert calendar is not None
    ends = datetime.fromisoformat(calendar.ends)
    await stage.work(program, ends)
    stage.copy("boundary", calendar.period)
    return ends


def _listed(stage: Stage) -> bool:
    """Whether the name of a cohort still stands anywhere in the files."""
    return any(_COHORT in raw for _, raw in stage.copies[-1].raw())


def _left(stage: Stage, people: Sequence[Person]) -> int:
    """How many of these people's responses can still be opened."""
    opened = stage.copies[-1].opened.values()
    kept = {str(answer["id"]) for plain in opened for answer in answers_in(plain)}
    return sum(bool(kept & set(person.answer_ids())) for person in people)


@cache
def _renamed() -> Words:
    """The shipped words with another id for one question."""
    with TemporaryDirectory(prefix="afterword-renamed-") as folder:
        for path in DIALOGUES.rglob("*"):
            if path.is_file():
                to = Path(folder) / path.relative_to(DIALOGUES)
                to.parent.mkdir(parents=True, exist_ok=True)
                text = path.read_text(encoding="utf-8")
                text = text.replace(f"ask: {_OLD}\n", f"ask: {_NEW}\n")
                to.write_text(text.replace(f"\n  {_OLD}:\n", f"\n  {_NEW}:\n"), encoding="utf-8")
        return read_words(Path(folder))
