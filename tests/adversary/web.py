"""Attacks through the web door: scanners, replay, receipts, guessing, headers."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from random import Random
from typing import TypeVar

from bot.app import Program
from bot.privacy.pseudonym import receipt_words, token_text
from tests.adversary.door import Answer, Door
from tests.adversary.finding import Finding
from tests.adversary.people import Mind, Person
from tests.adversary.season import bags_of, interview, invited, phrases, to_review
from tests.adversary.stage import Stage, door, shipped

T = TypeVar("T")
_PEOPLE = 12
_AT_ONCE = 16
_MEMBERS = 6
# What a cached page of ours may say; everything else says no-store.
_STATIC = ("/static/", "/embed.js")
_REVEALING = ("set-cookie", "etag", "last-modified", "server", "x-request-id", "date")


def scanners(stage: Stage) -> Finding:
    """Scanners open every link (GET, HEAD, and press Start); then the people come and send."""

    async def attack(_: Program, web: Door, people: Sequence[Person]) -> list[str]:
        for person in people:
            await web.get(person.link)
            await web.get(person.link, "HEAD")
            await web.start(person.token)
            await web.get(person.link)
        ends = [await _send(web, person) for person in people]
        return [f"a scanned link no longer works ({a.status})" for a in ends if not _sent(a)]

    return _acted(stage, attack)


def replay(stage: Stage) -> Finding:
    """Every Send once more: the same, under another name, of an older session, a period later."""

    async def attack(program: Program, web: Door, people: Sequence[Person]) -> list[str]:
        leaks = []
        for person in people[:_MEMBERS]:
            session, event, _ = await to_review(web, person, Mind(person, phrases(), short=True))
            last = (session, event)
            first = await web.turn(*last, person.token)
            again = await web.turn(*last, person.token)
            rival = await web.turn(*last, "another name")
            if not _sent(first) or first.json()["receipt"] != again.json().get("receipt"):
                leaks.append("a repeated Send is not the same Send")
            if _sent(rival):
                leaks.append("a link was used twice")
            if _sent(await web.turn(session, {**event, "receipt": "00" * 16}, "a third")):
                leaks.append("a link was used three times")
        calendar = await program.store.calendar()
        assert calendar is not None
        await stage.work(program, datetime.fromisoformat(calendar.ends))
        late = [await web.turn(*last, "late")]
        leaks += ["a Send counts after its period" for a in late if _sent(a)]
        released = [len(bag["answers"]) for bag in await bags_of(program)]
        asked = sum(len(p.shown) for p in people[:_MEMBERS])
        leaks += [f"{n} answers for {asked} questions" for n in released if n > asked]
        return leaks

    return _acted(stage, attack)


def receipts(stage: Stage) -> Finding:
    """The receipt page answers the same, whether a receipt is anybody's, and it deletes."""

    async def attack(program: Program, web: Door, people: Sequence[Person]) -> list[str]:
        words = shipped().receipts["en"]
        for person in people[: _MEMBERS + 2]:
            await _send(web, person)
        one, other = people[0], people[1]
        said = [await web.forget(receipt_words(p.receipt, words)) for p in (one, one, people[-1])]
        calendar = await program.store.calendar()
        assert calendar is not None
        await stage.work(program, datetime.fromisoformat(calendar.ends))
        said += [await web.forget(receipt_words(p.receipt, words)) for p in (other, other, one)]
        told = {(a.status, tuple(a.headers.items()), a.body) for a in said}
        leaks = [] if len(told) == 1 else ["the page tells whether a receipt was anybody's"]
        calendar = await program.store.calendar()
        assert calendar is not None
        await stage.work(program, datetime.fromisoformat(calendar.ends))
        left = {str(a["id"]) for bag in await bags_of(program) for a in bag["answers"]}
        leaks += [
            "an answer outlived its receipt" for p in (one, other) if left & set(p.answer_ids())
        ]
        if not left:
            leaks.append("nothing was released, so nothing was seen")
        return leaks

    return _acted(stage, attack)


def guesses(tries: int) -> Callable[[Stage], Finding]:
    """So many tokens and receipts guessed, half of them near one's own."""

    def scene(stage: Stage) -> Finding:
        async def attack(program: Program, web: Door, people: Sequence[Person]) -> list[str]:
            for person in people[:_MEMBERS]:
                await _send(web, person)
            chance = Random(f"guesses {stage.seed}")
            tokens = _tokens(chance, people[0], tries)
            begun = await _all(web.start, tokens)
            leaks = [f"{sum(a.status == 200 for a in begun)} tokens guessed"]
            words = [
                receipt_words(chance.randbytes(16), shipped().receipts["en"]) for _ in range(tries)
            ]
            await _all(web.forget, words)
            calendar = await program.store.calendar()
            assert calendar is not None
            await stage.work(program, datetime.fromisoformat(calendar.ends))
            left = {str(a["id"]) for bag in await bags_of(program) for a in bag["answers"]}
            lost = sum(not left & set(p.answer_ids()) for p in people[:_MEMBERS])
            return [*(x for x in leaks if x[0] != "0"), *[f"{lost} receipts guessed"] * bool(lost)]

        found = _acted(stage, attack)
        return Finding(leaks=found.leaks, looked=2 * tries)

    return scene


def headers(stage: Stage) -> Finding:
    """What the headers of every answer let a browser keep, tell or load."""

    async def attack(_: Program, web: Door, people: Sequence[Person]) -> list[str]:
        paths = (
            "/",
            "/i",
            "/privacy",
            "/changes",
            "/receipt",
            "/healthz",
            "/nowhere",
            "/static/talk.js",
        )
        answers = [(path, await web.get(path)) for path in paths]
        answers += [("/turn", await web.start(people[0].token)), ("/turn", await web.get("/turn"))]
        answers += [("/turn", await web.start("nothing")), ("/turn", await _send(web, people[1]))]
        return [f"{path}: {why}" for path, answer in answers for why in _revealing(path, answer)]

    return _acted(stage, attack)


def _acted(
    stage: Stage, attack: Callable[[Program, Door, Sequence[Person]], Awaitable[list[str]]]
) -> Finding:
    """Invite some people, and let the attack begin."""

    async def act() -> Finding:
        async with stage.program() as program:
            calendar = await program.store.calendar()
            assert calendar is not None
            people = await invited(program, _PEOPLE, calendar.period, stage.seed)
            web = door(program)
            leaks = await attack(program, web, people)
            return Finding(leaks=tuple(leaks), looked=len(web.lines))

    return asyncio.run(act())


async def _send(web: Door, person: Person) -> Answer:
    return await interview(web, person, Mind(person, phrases(), short=True))


def _sent(answer: Answer) -> bool:
    return answer.status == 200 and answer.json()["outcome"] == "completed"


def _tokens(chance: Random, own: Person, tries: int) -> list[str]:
    """Random ones, and the neighbours of one's own."""
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    number = 0
    for digit in own.token.replace("-", ""):
        number = number * 32 + alphabet.index(digit)
    near = [abs(number + step) for step in range(-(tries // 4), tries // 4 + 1) if step]
    made = [token_text((n % 2**128).to_bytes(16, "big")) for n in near]
    return made + [token_text(chance.randbytes(16)) for _ in range(tries - len(made))]


async def _all(ask: Callable[[T], Awaitable[Answer]], tries: Sequence[T]) -> list[Answer]:
    done: list[Answer] = []
    for at in range(0, len(tries), _AT_ONCE):
        done += await asyncio.gather(*map(ask, tries[at : at + _AT_ONCE]))
    return done


def _revealing(path: str, answer: Answer) -> list[str]:
    static = path.startswith(_STATIC) and answer.status == 200
    found = [f"sends {name}" for name in _REVEALING if name in answer.headers and not static]
    if "set-cookie" in answer.headers:
        found.append("sets a cookie")
    if not static and "no-store" not in answer.headers.get("cache-control", ""):
        found.append("may be kept")
    if answer.headers.get("referrer-policy") != "no-referrer":
        found.append("tells where one came from")
    policy = answer.headers.get("content-security-policy", "")
    if "default-src 'none'" not in policy or "http:" in policy or "https:" in policy:
        found.append("may load from others")
    return found
