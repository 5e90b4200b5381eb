"""Several periods of simulated people, played through the public doors, with a copy every night."""

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any

from bot.app import Program
from bot.privacy.labels import FEWEST_PER_LABEL
from bot.privacy.pseudonym import response_id
from tests.adversary.chats import chatted, half_way
from tests.adversary.copies import Copy, bag_in
from tests.adversary.door import Answer, Door
from tests.adversary.people import CANARY, Event, Exchange, Mind, Person, when
from tests.adversary.stage import LABELS, Stage, door, shipped

_MOST_TURNS = 200
# What ties a thing to a person when it is met: a canary, or an id in hexadecimal digits.
NAME = re.compile(rf"{CANARY}[0-9a-f]{{8}}|[0-9a-f]{{32,}}")
SHORT = 64  # bytes of an id; more is text


@dataclass(frozen=True, slots=True)
class Plan:
    """How many people send on each day of each period; twice as many are invited.

    `short` is the share of people who take the short version, `telegram` of those in Telegram.
    On the last day so many more are `under_way` in Telegram, and never send.
    """

    periods: tuple[tuple[int, ...], ...]
    short: float = 0.0
    spare: float = 1.0
    telegram: float = 0.0
    under_way: int = 0

    def senders(self) -> int:
        """How many people send."""
        return sum(map(sum, self.periods))

    def invited(self, days: Sequence[int]) -> int:
        """How many people are invited in a period with these days."""
        return max(10, sum(days) + max(3, round(sum(days) * self.spare)))


@dataclass
class Season:
    """What was played: everybody in truth, and everything that anybody could collect."""

    people: list[Person]
    copies: list[Copy]
    lines: list[str] = field(default_factory=list)
    log: str = ""
    posts: list[dict[str, Any]] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    pages: "list[Page]" = field(default_factory=list)
    probes: dict[str, tuple[object, int]] = field(default_factory=dict)

    @cached_property
    def by_answer(self) -> Mapping[str, tuple[Person, str]]:
        """Person and question, by the id of an answer."""
        return {
            id_: (person, question)
            for person in self.people
            for id_, question in person.answer_ids().items()
        }

    @cached_property
    def by_name(self) -> Mapping[str, Person]:
        """Whom each of these names belongs to."""
        owners = {id_: person for id_, (person, _) in self.by_answer.items()}
        for person in self.people:
            owners[person.canary] = person
            owners[person.receipt.hex()] = person
            owners[response_id(person.receipt).hex()] = person
        return owners

    def named_in(self, value: object) -> list[Person]:
        """Everybody whom something in this value belongs to."""
        if isinstance(value, bytes):
            text = value.hex() if len(value) <= SHORT else value.decode("latin-1")
        else:
            text = str(value)
        found = (self.by_name.get(name) for name in NAME.findall(text))
        return [person for person in found if person is not None]

    @property
    def senders(self) -> list[Person]:
        """Those who sent, in the order in which they did."""
        sent = [person for person in self.people if person.sent is not None]
        return sorted(sent, key=when)

    @cached_property
    def batches(self) -> "tuple[Batch, ...]":
        """What each boundary released, in order."""
        return tuple(self._batches())

    def _batches(self) -> "Iterable[Batch]":
        known: list[set[str]] = []
        for after in (copy for copy in self.copies if copy.when == "boundary"):
            earlier = (copy for copy in self.copies if copy.moment < after.moment)
            before = max(earlier, key=lambda copy: copy.moment)
            for plain in after.opened.values():
                bag = bag_in(plain)
                if bag is None or "counters" not in bag:
                    continue
                ids = {str(answer["id"]) for answer in _answers(bag)}
                # An earlier bag comes again at every boundary, less what was deleted.
                if any(ids <= one for one in known):
                    continue
                known.append(ids)
                members = {
                    id(p): p for p in (self.by_answer[i][0] for i in ids if i in self.by_answer)
                }
                people = sorted(members.values(), key=when)
                yield Batch(before, after, bag, tuple(people))


@dataclass(frozen=True, slots=True)
class Page:
    """What HR could read at one moment, and how many batches were released by then."""

    released: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """One released batch: the copies before and after, the opened bag, and who is in it."""

    before: Copy
    after: Copy
    bag: Mapping[str, object]
    people: tuple[Person, ...]

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The answers in the order of the bag."""
        return _answers(self.bag)


def _answers(bag: Mapping[str, object]) -> list[dict[str, Any]]:
    found = bag["answers"]
    assert isinstance(found, list)
    return found


def answers_in(plain: bytes) -> list[dict[str, Any]]:
    """The answers within an opened value, of a response or of a bag."""
    found = bag_in(plain)
    return _answers(found) if found is not None and "answers" in found else []


def play(stage: Stage, plan: Plan) -> Season:
    """Play a season to its end."""
    return asyncio.run(_play(stage, plan))


async def _play(stage: Stage, plan: Plan) -> Season:
    season = Season([], stage.copies)
    async with stage.program() as program:
        for days in plan.periods:
            await _period(stage, program, season, plan, days)
        season.digests += [await program.digest(form) for form in ("text", "markdown", "html")]
    season.log = stage.log.getvalue()
    season.posts = list(stage.slack.posted)
    return season


async def _period(
    stage: Stage, program: Program, season: Season, plan: Plan, days: Sequence[int]
) -> None:
    web = door(program)
    calendar = await program.store.calendar()
    assert calendar is not None
    people = await invited(program, plan.invited(days), calendar.period, stage.seed)
    season.people += people
    chance = Random(f"order {stage.seed} {calendar.period}")
    coming = chance.sample(people, sum(days))
    others = [person for person in people if person not in coming]
    for day, count in enumerate(days, 1):
        for person in (coming.pop() for _ in range(count)):
            stage.now += timedelta(minutes=chance.randint(5, 40))
            mind = Mind(person, phrases(), short=chance.random() < plan.short)
            if chance.random() < plan.telegram:
                await chatted(program, stage, person, mind)
            else:
                await interview(web, person, mind)
            person.sent = stage.now
        stage.now = stage.now.replace(hour=22, minute=0)
        for person in others[: plan.under_way] if day == len(days) else ():
            await half_way(program, stage, person, Mind(person, phrases(), short=True), "/help")
        stage.copy("evening", calendar.period)
        await stage.work(program, (stage.now + timedelta(days=1)).replace(hour=3))
        stage.copy("night", calendar.period)
        stage.now = stage.now.replace(hour=9)
    await _probe(season, web, people)
    await _open_page(program, season)
    await stage.work(program, datetime.fromisoformat(calendar.ends))
    stage.copy("boundary", calendar.period)
    await _open_page(program, season)
    stage.now += timedelta(hours=9)
    season.lines += web.lines


async def invited(program: Program, count: int, period: str, seed: str) -> list[Person]:
    """So many invited people with their links; where they are many, half of them under a label."""
    shares = {"": count}
    if count >= 2 * FEWEST_PER_LABEL:
        first = count // 2
        shares = dict(zip(LABELS, (first, count - first), strict=True))
    found: list[tuple[str, str]] = []
    for label, share in shares.items():
        made = await program.invite(f"Cohort {label}", share, label or None)
        found += [(link, label) for link in made.links]
    chance = Random(f"people {seed} {period}")
    return [
        Person(
            name=f"{period} person {number}",
            link=link,
            canary=f"{CANARY}{chance.randbytes(4).hex()}",
            receipt=chance.randbytes(16),
            period=period,
            label=label,
        )
        for number, (link, label) in enumerate(chance.sample(found, len(found)))
    ]


async def interview(web: Door, person: Person, mind: Mind) -> Answer:
    """The whole interview of one person, up to the receipt; or the answer that broke it off."""
    session, event, answer = await to_review(web, person, mind)
    if not session:
        return answer
    answer = await web.turn(session, event, person.token)
    _note(person, "review", event, answer)
    return answer


async def to_review(web: Door, person: Person, mind: Mind) -> tuple[str, Event, Answer]:
    """The interview up to the Send, which is handed back as session and event, not sent."""
    answer = await web.start(person.token)
    for _ in range(_MOST_TURNS):
        told = answer.json()
        if answer.status != 200 or told["outcome"] is not None:
            return "", {}, answer
        ask = told["ask"]
        event = mind.event(ask)
        if event["kind"] == "send":
            return told["session"], event, answer
        if ask["kind"] not in ("consent", "offer") and ask["step"] not in person.shown:
            person.shown.append(ask["step"])
        person.events[ask["step"]] = event
        answer = await web.turn(told["session"], event, person.token)
        _note(person, ask["step"], event, answer)
    raise AssertionError("an interview did not end")


def _note(person: Person, step: str, event: Mapping[str, Any], answer: Answer) -> None:
    session = len(answer.json().get("session") or "")
    person.wire.append(Exchange(step, len(str(event)), len(answer.body), session))


async def _probe(season: Season, web: Door, people: Sequence[Person]) -> None:
    """Try every link again, as HR could, and note what is told."""
    for person in people:
        opened, begun = await web.get(person.link), await web.start(person.token)
        kind = (begun.json().get("ask") or {}).get("kind")
        told = (opened.status, opened.body, begun.status, kind)
        season.probes[person.token] = told, len(begun.body)


async def _open_page(program: Program, season: Season) -> None:
    released = len(await program.store.bags())
    season.pages.append(Page(released, await program.read()))


def phrases() -> tuple[str, ...]:
    """Things people say."""
    themes = shipped().dialogue.codebook.themes
    return tuple(said for theme in themes for many in theme.examples.values() for said in many)


async def bags_of(program: Program) -> list[dict[str, Any]]:
    """What the program itself holds of released batches."""
    found = (bag_in(bag.content) for bag in await program.store.bags())
    return [bag for bag in found if bag is not None]
