"""One turn: open the session, ask the engine, seal the session again; at Send, keep the answers."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, Protocol

from bot.dialogue import Dialogue
from bot.interview.engine import begin, hear, standing
from bot.interview.events import Event
from bot.interview.house import HouseStyle
from bot.interview.moment import Redact
from bot.interview.record import from_record, to_record
from bot.interview.revision import Revision
from bot.interview.speaking import speaking
from bot.interview.turn import Asked, EndOutcome, Line, Session, Turn
from bot.interview.wording import message
from bot.privacy.batch import BagAnswer, Response, holds, write_response
from bot.privacy.pseudonym import (
    answer_id,
    deletion_key,
    receipt_bytes,
    receipt_words,
    response_id,
    token_normal,
)
from bot.revisions import Revisions
from storage.errors import (
    BusyDatabase,
    CannotOpen,
    DiskFull,
    DiskTrouble,
    ReceiptTaken,
    TooLarge,
)
from storage.keyring import Keyring
from storage.records import Calendar, Kept, Terms
from storage.sealing import digest, hash_token, pad, seal, unpad, unseal
from storage.store import Store

Problem = Literal[
    "unknown_token", "spent_token", "expired", "unreadable_session", "retired", "full"
]

# Nearly every interview stays in the first size from start to end, so that the length of a
# session says nothing about what was written.
SIZES = (4_096, 8_192, 16_384, 32_768, 65_536)
_CONTEXT = b"session"
# What passes: the person may press Send again, with the same session and the same name of it.
_NO_ROOM = (BusyDatabase, DiskFull, DiskTrouble)
_TAG = 8  # bytes in front of a sealed session that name the key it was sealed with


@dataclass(frozen=True, slots=True)
class Reply:
    """What a channel shows after a turn, in `language`.

    `receipt` holds 16 words after Send, else nothing.
    """

    session: str | None
    say: tuple[Line, ...] = ()
    ask: Asked | None = None
    again: bool = False
    outcome: EndOutcome | None = None
    receipt: tuple[str, ...] = ()
    language: str = ""


class Refused(Exception):
    """A turn that cannot be taken, with the sentence a person is told."""

    def __init__(self, code: Problem, sentence: str, status: int, language: str = "") -> None:
        super().__init__(code)
        self.code, self.sentence, self.status = code, sentence, status
        self.language = language


class ReceiptError(Exception):
    """The words typed are not a receipt: it has 16 words of the list."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An interview under way as it is kept: the session, and the invitation it began with."""

    session: Session
    token: bytes
    terms: Terms

    def record(self) -> list[Any]:
        """The same as plain data."""
        terms = self.terms
        told = [terms.period, terms.label, terms.k, terms.until]
        return [to_record(self.session), self.token.hex(), told]


def opened(record: list[Any]) -> Opened:
    """The interview that this record was made of; ValueError or TypeError when it was not."""
    session, token, told = record
    return Opened(from_record(session), bytes.fromhex(token), Terms(*told))


@dataclass(frozen=True, slots=True)
class _Carried:
    """An interview that the person carries, and the key it was sealed with."""

    opened: Opened
    key: bytes


class ChangesPage(Protocol):
    """The page that says what changed because of interviews."""

    @property
    def address(self) -> str:
        """Where it is, or nothing while nothing stands there, as of the last look."""
        ...

    async def look(self) -> None:
        """Look whether anything stands there now."""
        ...


class Interviewer:
    """The only part that remembers: it opens, asks the engine, and seals again.

    `facts` are the sentences' constant facts (company, operator, contact, jobs_url); `wordlists`
    the words of receipts by language; `entropy` gives so many random bytes. `now` is only compared
    with the end of the period, never kept; `redact` gives what HR would read of typed words.
    `changes` knows whether the page that says what changed has anything on it.
    """

    def __init__(
        self,
        store: Store,
        keys: Keyring,
        revisions: Revisions,
        facts: Mapping[str, str],
        wordlists: Mapping[str, Sequence[str]],
        entropy: Callable[[int], bytes],
        now: Callable[[], datetime],
        redact: Redact,
        changes: ChangesPage,
    ) -> None:
        self._store, self._keys, self._revisions = store, keys, revisions
        self._facts, self._wordlists, self._entropy = facts, wordlists, entropy
        self._now, self._redact, self._changes = now, redact, changes

    async def start(self, token: str, language: str) -> Reply:
        """Begin an interview; the token is only looked up, nothing is spent before Send."""
        hashed = self.hashed(token, language)
        terms = await self._store.token(hashed)
        begun, turn = self.begin(hashed, terms, await self._store.calendar(), language)
        return self._reply(turn, begun)

    async def hear(
        self,
        session: str,
        event: Event,
        *,
        once: str = "",
        receipt: bytes | None = None,
        language: str = "",
    ) -> Reply:
        """Take one turn; at Send the answers are durable when this returns.

        `once` names this Send, so that repeating it keeps one response; `receipt` are 16 random
        bytes made where the person sits, else they are drawn from the name of this Send.
        `language` is that of a refusal, where the session cannot tell its own.
        """
        carried = self._open(session, language)
        before = carried.opened
        dialogue = await self._revisions.get(before.session.revision)
        if dialogue is None:
            raise self.refused("retired", 410, before.session.language)
        if before.session.stage == "review":
            await self.look()
        turn = self.decide(dialogue, before, event)
        if turn.outcome != "completed":
            return self._reply(turn, before)
        name = once.encode() or self._entropy(16)
        if receipt is None:
            receipt = digest(carried.key, b"receipt", name, before.token)[:16]
        await self._keep(before, turn, name, receipt)
        return self.thanked(dialogue, turn, receipt, before.session.language)

    async def forget(self, words: str, language: str = "") -> None:
        """Delete the answers of this receipt: at once while they wait, else at the next boundary.

        Whether there were any is not told. ReceiptError, in this `language`, when these are not 16
        words of one list.
        """
        read = (receipt_bytes(words, wordlist) for wordlist in self._wordlists.values())
        receipts = {receipt for receipt in read if receipt is not None}
        if not receipts:
            raise ReceiptError(message(self._house(language), "receipt_unreadable"))
        # Words of two lists may be two receipts: nobody can tell which one was meant.
        for receipt in receipts:
            await self._forget(receipt)

    async def _forget(self, receipt: bytes) -> None:
        if await self._store.forget(response_id(receipt)):
            return
        key = deletion_key(receipt)
        bags = await self._store.bags()
        if any(holds(bag.content, key) for bag in bags):
            await self._store.ask_to_delete(key)

    def hashed(self, token: str, language: str = "") -> bytes:
        """The hash of a typed token; Refused when it cannot be one."""
        normal = token_normal(token)
        if normal is None:
            raise self.refused("unknown_token", 404, language)
        return hash_token(normal)

    def begin(
        self, hashed: bytes, terms: Terms | None, calendar: Calendar | None, language: str
    ) -> tuple[Opened, Turn]:
        """The first turn of an interview that a token opens; Refused when it opens none."""
        if terms is None:
            raise self.refused("unknown_token", 404, language)
        self.period(calendar, language)
        revision = self._revisions.current.revision
        language = revision.nearest(language) or revision.script.language
        told = self._told(revision.into(language), terms)
        turn = begin(revision, self._entropy(8).hex(), language, told, self._redact)
        session = turn.session
        assert session is not None  # noqa: S101 - an interview begins with a question
        if terms.sends > 1:
            shared = message(
                revision.into(language).house, "shared_link", {"sends": str(terms.sends)}
            )
            turn = replace(turn, say=(Line(shared), *turn.say))
        return Opened(session, hashed, terms), turn

    @property
    def current(self) -> Dialogue:
        """The dialogue that new interviews begin with."""
        return self._revisions.current

    def standing(self, dialogue: Dialogue, now: Opened) -> Asked:
        """What stands open in an interview under way."""
        told = self._told(dialogue.revision.into(now.session.language), now.terms)
        return standing(dialogue.revision, now.session, told, self._redact)

    async def look(self) -> None:
        """Look whether the end of an interview may lead to what changed."""
        await self._changes.look()

    def decide(self, dialogue: Dialogue, before: Opened, event: Event) -> Turn:
        """The turn that an event makes."""
        spoken = speaking(dialogue.revision, before.session, event).language
        told = self._told(dialogue.revision.into(spoken), before.terms)
        noticed = dialogue.notice(before.session, event)
        return hear(dialogue.revision, before.session, event, told, self._redact, noticed)

    def response(self, before: Opened, turn: Turn, period: str, receipt: bytes) -> bytes:
        """What a completed interview leaves, as it is kept."""
        return write_response(_response(before, turn, period, deletion_key(receipt)))

    def thanked(self, dialogue: Dialogue, turn: Turn, receipt: bytes, language: str = "") -> Reply:
        """The last words, with the receipt."""
        thanks = Line(message(dialogue.revision.into(language).house, "receipt"))
        own = dialogue.revision.script.language
        words = receipt_words(receipt, self._wordlists.get(language) or self._wordlists[own])
        said = (*turn.say, thanks)
        return Reply(None, said, outcome=turn.outcome, receipt=words, language=language)

    def period(self, calendar: Calendar | None, language: str = "") -> str:
        """The period under way; Refused when it is over, for then its tokens are unknown."""
        if calendar is None or self._now() >= datetime.fromisoformat(calendar.ends):
            raise self.refused("unknown_token", 404, language)
        return calendar.period

    def settled(self, kept: Kept, language: str = "") -> None:
        """Refused, when a response could not be kept."""
        if kept == "unknown":
            raise self.refused("unknown_token", 404, language)
        if kept == "spent":
            raise self.refused("spent_token", 409, language)

    def refused(self, code: Problem, status: int, language: str = "") -> Refused:
        """A refusal with its sentence."""
        house = self._house(language)
        return Refused(code, message(house, code, self._facts), status, house.language)

    def _house(self, language: str) -> HouseStyle:
        """The house style in which somebody is answered who asks for this language."""
        revision = self._revisions.current.revision
        return revision.into(revision.nearest(language) or "").house

    async def _keep(self, before: Opened, turn: Turn, once: bytes, receipt: bytes) -> None:
        language = before.session.language
        period = self.period(await self._store.calendar(), language)
        plain = self.response(before, turn, period, receipt)
        try:
            kept = await self._store.keep(before.token, once, response_id(receipt), plain)
        except _NO_ROOM as error:
            raise self.refused("full", 503, language) from error
        except ReceiptTaken as error:
            raise self.refused("spent_token", 409, language) from error
        self.settled(kept, language)

    def _reply(self, turn: Turn, before: Opened) -> Reply:
        sealed, language = None, before.session.language
        if turn.session is not None:
            sealed = self._seal(replace(before, session=turn.session))
            language = turn.session.language
        return Reply(sealed, turn.say, turn.ask, turn.again, turn.outcome, language=language)

    def _seal(self, now: Opened) -> str:
        plain = json.dumps(now.record(), ensure_ascii=False, separators=(",", ":"))
        tag, key = self._keys.session_key()
        try:
            padded = pad(plain.encode(), SIZES)
        except TooLarge as error:
            raise self.refused("unreadable_session", 413, now.session.language) from error
        return base64.urlsafe_b64encode(tag + seal(key, padded, _CONTEXT)).decode()

    def _open(self, text: str, language: str) -> _Carried:
        try:
            raw = base64.b64decode(text.encode(), altchars=b"-_", validate=True)
        except (ValueError, binascii.Error) as error:
            raise self.refused("unreadable_session", 400, language) from error
        key = self._keys.session_key_of(raw[:_TAG])
        if len(raw) <= _TAG or key is None:
            code: Problem = "expired" if len(raw) > _TAG else "unreadable_session"
            raise self.refused(code, 400, language)
        try:
            plain = unpad(unseal(key, raw[_TAG:], _CONTEXT))
        except CannotOpen as error:
            raise self.refused("unreadable_session", 400, language) from error
        try:
            return _Carried(opened(json.loads(plain)), key)
        except (ValueError, TypeError) as error:
            # Sealed by us, but by a version of this program that wrote sessions otherwise.
            raise self.refused("retired", 410, language) from error

    def _told(self, revision: Revision, terms: Terms) -> dict[str, str]:
        """What the sentences may name, in the language of the revision."""
        house = revision.house
        # The boundary that ends a period is the first moment at which its tokens no longer work.
        until = spoken_date(date.fromisoformat(terms.until) - timedelta(days=1), house)
        address = self._changes.address
        return {
            **told_facts(self._facts, house),
            "k": str(terms.k),
            "label": terms.label or "",
            "until": until,
            "changes": message(house, "changes", {"url": address}) if address else "",
        }


def told_facts(facts: Mapping[str, str], house: HouseStyle) -> dict[str, str]:
    """The constant facts as sentences may name them: the page of jobs in a sentence of its own."""
    url = facts["jobs_url"]
    return {**facts, "jobs": message(house, "jobs", {"url": url}) if url else "", "changes": ""}


def spoken_date(day: date, house: HouseStyle) -> str:
    """A date in words."""
    month = house.words["months"][day.month - 1]
    facts = {"day": str(day.day), "month": month, "year": str(day.year)}
    return message(house, "date", facts)


def _response(before: Opened, turn: Turn, period: str, key: bytes) -> Response:
    return Response(
        period=before.terms.period,
        label=before.terms.label,
        k=before.terms.k,
        sent=period,
        waited=0,
        revision=before.session.revision,
        language=before.session.language,
        shown=turn.shown,
        answers=tuple(
            BagAnswer(
                id=answer_id(key, kept.question),
                question=kept.question,
                choices=kept.choices,
                ratings=dict(kept.ratings),
                codes=kept.codes,
                words=kept.words,
            )
            for kept in turn.kept
        ),
        offered={kept.question: kept.offered for kept in turn.kept if kept.offered},
    )
