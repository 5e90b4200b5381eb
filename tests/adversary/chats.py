"""People who take the interview in Telegram, and an attack on what their chats leave behind."""

import asyncio
import itertools
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any

from bot.app import Program
from bot.channels.telegram.codes import Button, Invitation, read, short
from bot.channels.web.wire import write_json
from bot.drafts import UnderWay
from bot.interviewer import Reply
from bot.privacy.pseudonym import receipt_bytes
from tests.adversary.copies import Copy, readable
from tests.adversary.door import JSON, Door
from tests.adversary.finding import Finding
from tests.adversary.people import Event, Mind, Person
from tests.adversary.stage import Stage, door, shipped
from tests.channels.telegram.bot_api import BotApi, Shown

_PHRASES = ("It was fine", "All of it", "Hard to say", "As one expects", "Nothing new")
_NAMES = ("Canary-Name", "Canary-Family", "canary_user")
_NUMBERS = itertools.count(700_000_001)
_ZLIB = b"\x78\x01"
Question = Mapping[str, Any]


class Phone:
    """The phone of one person; what its Telegram brings goes through the program's own route."""

    def __init__(self, program: Program, api: BotApi, number: int, at: int) -> None:
        assert program.telegram is not None
        self._program, self._telegram = program, program.telegram
        self._api, self._number, self._at = api, number, at
        self._door: Door = door(program)

    async def write(self, text: str) -> None:
        """Write a message, a minute after the last act."""
        self._at += 60
        await self._bring(self._api.message(self._number, text, self._at))

    async def press(self, verb: str, what: str = "") -> None:
        """Press a button that does this."""
        for shown in reversed(self._api.said(self._number)):
            for _, data in (button for row in shown.keyboard for button in row):
                if _does(data, verb, what):
                    await self._bring(self._api.tap(self._number, shown.number, data))
                    return
        raise AssertionError(f"no button for {verb} {what}")

    async def asked(self) -> Question | None:
        """What stands open, as the web chat would have it."""
        participant = self._telegram.participant(self._number)
        return await self._telegram.chats._drafts.turn(participant, _asked)

    def last(self) -> Shown:
        """What was said last."""
        return self._api.said(self._number)[-1]

    async def _bring(self, update: dict[str, Any]) -> None:
        secret = ("x-telegram-bot-api-secret-token", self._telegram.secret)
        headers = [("content-type", JSON), secret]
        answer = await self._door.ask("POST", "/telegram", json.dumps(update).encode(), headers)
        assert answer.status == 200
        if answer.body:
            call = json.loads(answer.body)
            with suppress(Exception):
                self._api.call(call.pop("method"), call)


async def chatted(program: Program, stage: Stage, person: Person, mind: Mind) -> None:
    """The whole interview of one person in Telegram, up to the receipt."""
    phone = await _begun(program, stage, person)
    while not phone.last().styled("code"):
        ask = await phone.asked()
        assert ask is not None
        await _acted(phone, person, ask, mind.event(ask))
    (receipt,) = phone.last().styled("code")
    person.receipt = receipt_bytes(receipt, shipped().receipts["en"]) or b""


def telegram(stage: Stage) -> Finding:
    """Interviews broken off, finished and deleted; then the copies, with keys, and the log."""
    return asyncio.run(_attacked(stage))


async def _attacked(stage: Stage) -> Finding:
    async with stage.program() as program:
        made = await program.invite("Autumn", 10, None)
        chance = Random(f"chats {stage.seed}")
        people = [
            Person(f"person {n}", link, f"zorvex{chance.randbytes(4).hex()}", b"", "1")
            for n, link in enumerate(made.links[:3])
        ]
        sender, leaver, breaker = people
        minds = [Mind(person, _PHRASES, short=True) for person in people]
        await chatted(program, stage, sender, minds[0])
        await half_way(program, stage, leaver, minds[1], "/delete")
        await half_way(program, stage, breaker, minds[2], "/help")
        evening = stage.copy("evening", "1")
        for _ in range(2):
            await stage.work(program, stage.now + timedelta(days=1))
        night = stage.copy("night", "1")
    return Finding(leaks=tuple(_leaks(stage, people, evening, night)), looked=len(people))


def _leaks(stage: Stage, people: list[Person], evening: Copy, night: Copy) -> Iterator[str]:
    never = {str(person.chat): "the number of a chat" for person in people}
    never |= dict.fromkeys(_NAMES, "a name")
    words = {person.canary: "typed words" for person in people}
    # Whatever is there, those with the keys read responses and drafts, but nobody's chat.
    yield from (f"log: {what}" for what in _met([stage.log.getvalue()], {**never, **words}))
    for copy in (evening, night):
        clear = [text.decode() for _, raw in copy.raw() for text in readable(raw)]
        yield from (f"{copy.when} copy: {what}" for what in _met(clear, {**never, **words}))
        yield from (f"{copy.when}, opened: {what}" for what in _met(drafts(copy), never))
    sender, leaver, breaker = (person.canary for person in people)
    ended = {sender: "words that were sent", leaver: "words that were deleted"}
    yield from (f"a draft after its end: {what}" for what in _met(drafts(evening), ended))
    if not _met(drafts(evening), {breaker: "words under way"}):
        yield "the attack sees no draft at all"
    yield from (f"a draft of two nights ago: {breaker}" for draft in drafts(night) if draft)


def drafts(copy: Copy) -> list[str]:
    """Every draft in a copy that its keys open, as text."""
    return [draft for plain in copy.opened.values() for draft in _in(plain)]


def _in(plain: bytes) -> Iterator[str]:
    start = plain.find(_ZLIB)
    while start >= 0:
        with suppress(zlib.error):
            made = zlib.decompressobj()
            # What stands behind the compressed part belongs to it too.
            yield (made.decompress(plain[start:]) + made.unused_data).decode("utf-8", "replace")
            return
        start = plain.find(_ZLIB, start + 1)


def _met(texts: Iterable[str], wanted: Mapping[str, str]) -> set[str]:
    return {what for text in texts for needle, what in wanted.items() if needle in text}


async def half_way(
    program: Program, stage: Stage, person: Person, mind: Mind, command: str
) -> None:
    """Answer until something was typed, then send a command; delete where it asks."""
    phone = await _begun(program, stage, person)
    while not person.typed:
        ask = await phone.asked()
        assert ask is not None
        await _acted(phone, person, ask, mind.event(ask))
    await phone.write(command)
    ask = await phone.asked()
    if ask is not None and ask["step"] == "delete":
        await phone.press("c", short("yes_delete"))


async def _begun(program: Program, stage: Stage, person: Person) -> Phone:
    person.chat = next(_NUMBERS)
    phone = Phone(program, stage.telegram.api, person.chat, int(stage.now.timestamp()))
    await phone.write(f"/start {person.token}")
    await phone.press("begin")
    return phone


async def _acted(phone: Phone, person: Person, ask: Question, event: Event) -> None:
    """Do with taps and texts what the mind decided."""
    if ask["kind"] not in ("consent", "offer", "review") and ask["step"] not in person.shown:
        person.shown.append(ask["step"])
    if event["kind"] == "send":
        await _sent(phone, person, ask)
        return
    person.events[ask["step"]] = event
    if event.get("text"):
        await phone.write(event["text"])
    elif event.get("ratings"):
        for item, point in event["ratings"].items():
            await phone.press("r", f"{short(item)}.{point}")
        await phone.press("d")
    elif ask["kind"] == "several":
        await _ticked(phone, ask, event["choices"])
    else:
        await phone.press("c", short(event["choices"][0]))


async def _ticked(phone: Phone, ask: Question, ids: list[str]) -> None:
    heads = {choice["id"]: choice["head"] for choice in ask["choices"]}
    for id_ in ids:
        head = heads[id_] if len(heads) > 8 else None
        if head is not None:
            await phone.press("h", short(head))
        await phone.press("t", short(id_))
        if head is not None:
            await phone.press("h")
    await phone.press("d")


async def _sent(phone: Phone, person: Person, ask: Question) -> None:
    for item in ask["review"]:
        wanted = "read" if item["step"] in person.allowed else "count"
        if item["words"] not in (None, wanted):
            await phone.press("u", short(item["step"]))
    await phone.press("a", "send")


def _asked(under: UnderWay) -> Question | None:
    if under.session is None:
        return None
    asked: Question = json.loads(write_json(Reply(None, ask=under.ask())))["ask"]
    return asked


def _does(data: str, verb: str, what: str) -> bool:
    match read(data):
        case Invitation(begins=True):
            return verb == "begin"
        case Button(verb=same, what=same_what) if same == verb:
            return what == same_what
    return False
