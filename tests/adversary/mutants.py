"""The program with one mistake each: what a careless hand could change, and an attack must catch.

A mutant is a block in which the running program is patched.
"""

import itertools
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import uvicorn
from sqlalchemy import Connection, text

import bot.channels.telegram.channel
import bot.channels.web.headers
import bot.channels.web.site
import bot.drafts
import bot.insight.counters
import bot.insight.publication
import bot.insight.suggestions
import bot.interviewer
import bot.logs
import bot.privacy.batch
import bot.privacy.pseudonym
import bot.privacy.release
import bot.privacy.segments
import bot.release.boundary
import bot.release.inviting
import storage.copying
import storage.drafts
import storage.keys
import storage.night
import storage.postgres
import storage.responses
import storage.retention
import storage.slots
import storage.sqlite
import storage.turning
import storage.vault
from bot.app import Program
from bot.channels.telegram.chats import Chats
from bot.dialogue import Dialogue
from bot.drafts import UnderWay
from bot.insight.counters import Block
from bot.insight.digest import Digest
from bot.interview.events import Event, Given, Send
from bot.interviewer import Interviewer, Reply
from bot.privacy.pseudonym import token_normal
from bot.release.boundary import Boundary
from storage.drafts import Draft
from storage.keys import KeyFolder
from storage.night import Night
from storage.publications import calendar_of, set_calendar
from storage.records import Bag, Kept, Pool, Settled
from storage.sealing import hash_token
from storage.store import Store
from storage.vault import Kind, Vault, inner_id
from tests.adversary.patching import original, patched

Mutant = Callable[[], AbstractContextManager[None]]


@contextmanager
def answers_in_clear_rows() -> Iterator[None]:
    """Each response as a row of readable JSON."""
    with _beside_keep(
        "CREATE TABLE IF NOT EXISTS answer (content TEXT)",
        "INSERT INTO answer VALUES (:response)",
    ):
        yield


@contextmanager
def created_at() -> Iterator[None]:
    """A table that says when each response came."""
    with _beside_keep(
        "CREATE TABLE IF NOT EXISTS arrival (id BLOB PRIMARY KEY, created_at TEXT) WITHOUT ROWID",
        "INSERT INTO arrival VALUES (:receipt, :moment)",
    ):
        yield


@contextmanager
def uuid7_ids() -> Iterator[None]:
    """A table whose ids begin with the time."""
    with _beside_keep(
        "CREATE TABLE IF NOT EXISTS entry (id TEXT PRIMARY KEY, response BLOB) WITHOUT ROWID",
        "INSERT INTO entry VALUES (:uuid7, :receipt)",
    ):
        yield


@contextmanager
def receipts_stored() -> Iterator[None]:
    """A table of the receipts."""
    with _beside_keep(
        "CREATE TABLE IF NOT EXISTS receipt (id BLOB PRIMARY KEY) WITHOUT ROWID",
        "INSERT INTO receipt VALUES (:receipt)",
    ):
        yield


@contextmanager
def tokens_beside_responses() -> Iterator[None]:
    """A table that says which link a response came through."""
    with _beside_keep(
        "CREATE TABLE IF NOT EXISTS came (token BLOB PRIMARY KEY, response BLOB) WITHOUT ROWID",
        "INSERT INTO came VALUES (:token, :receipt)",
    ):
        yield


@contextmanager
def status_column() -> Iterator[None]:
    """A column of the token says that it was used."""
    with _beside_keep(
        "ALTER TABLE token ADD COLUMN used INTEGER", "UPDATE token SET used = 1 WHERE hash = :token"
    ):
        yield


@contextmanager
def nothing_sealed_again() -> Iterator[None]:
    """The nightly run leaves the vault as it is."""

    def pretended(night: Night, connection: Connection) -> None:
        night.keyring.turn_sessions(night.today)
        with connection.begin():
            calendar = calendar_of(connection)
            if calendar is not None:
                set_calendar(connection, replace(calendar, last_night=night.today.isoformat()))

    async def turn(night: Night) -> bool:
        await night.writer.alone(partial(pretended, night))
        return True

    with patched(Night, "turn", turn):
        yield


@contextmanager
def slot_keys_that_stay() -> Iterator[None]:
    """Every night the slots are sealed anew, but under the same names."""
    with patched(storage.night, "following", lambda keys, _: keys), keys_kept():
        yield


@contextmanager
def keys_kept() -> Iterator[None]:
    """Old keys are not destroyed."""
    with patched(KeyFolder, "destroy", lambda _, __: None):
        yield


@contextmanager
def one_key_for_ever() -> Iterator[None]:
    """Every epoch has the same key."""
    with patched(storage.keys, "new_key", lambda: b"k" * 32):
        yield


@contextmanager
def deleted_bytes_left() -> Iterator[None]:
    """Connections leave what they delete in the files: `secure_delete` off, or no sweeping."""
    real = original(storage.sqlite, "_harden")

    def harden(connection: Any, path: Any) -> None:  # noqa: ANN401
        real(connection, path)
        connection.cursor().execute("PRAGMA secure_delete=OFF")

    careless = dict.fromkeys(storage.slots._EMPTY, "DELETE FROM {}")
    with (
        patched(storage.sqlite, "_harden", harden),
        patched(storage.slots, "_EMPTY", careless),
        patched(storage.slots, "_EMPTY_SOME", careless),
        patched(storage.postgres.PostgresDatabase, "sweep", lambda *_, **__: True),
    ):
        yield


@contextmanager
def unpadded_sessions() -> Iterator[None]:
    """Sessions are as long as what they hold."""
    with patched(bot.interviewer, "pad", _unpadded):
        yield


@contextmanager
def unpadded_replies() -> Iterator[None]:
    """Replies are as long as what they say, sessions too."""
    with unpadded_sessions(), patched(bot.channels.web.site, "pad", lambda body, _: body):
        yield


@contextmanager
def unpadded_slots() -> Iterator[None]:
    """Slots are as long as what they hold."""
    with patched(storage.vault, "pad", _unpadded):
        yield


@contextmanager
def ids_that_count() -> Iterator[None]:
    """Ids of answers are given in the order in which the answers come."""
    known: dict[tuple[bytes, str], str] = {}

    def counted(key: bytes, question: str, ordinal: str = "0") -> str:
        del ordinal
        return known.setdefault((key, question), f"{len(known):032x}")

    with (
        patched(bot.interviewer, "answer_id", counted),
        patched(bot.privacy.batch, "answer_id", counted),
    ):
        yield


@contextmanager
def shuffling_off() -> Iterator[None]:
    """The answers of a bag stand as they were given, person by person."""
    real = original(bot.insight.publication, "unjoined")

    def unshuffled(responses: Any, offers: Any, k: int, _: object) -> Any:  # noqa: ANN401
        return real(responses, offers, k, lambda _: None)

    with patched(bot.insight.publication, "unjoined", unshuffled):
        yield


@contextmanager
def language_kept() -> Iterator[None]:
    """Beside each answer in a bag stands its language."""
    real = original(bot.insight.publication, "write_bag")

    def write(*parts: Any) -> bytes:  # noqa: ANN401
        bag = json.loads(real(*parts))
        bag["answers"] = [{**answer, "language": "en"} for answer in bag["answers"]]
        return json.dumps(bag).encode()

    with patched(bot.insight.publication, "write_bag", write):
        yield


@contextmanager
def suggestions_of_few() -> Iterator[None]:
    """Of suggestions every total is kept, however few people it is of."""
    real = original(bot.insight.publication, "suggestions")

    def counted(responses: Any, codebook: Any, rules: Any) -> Any:  # noqa: ANN401
        return real(responses, codebook, replace(rules, k=1, floor=1))

    with (
        patched(bot.insight.publication, "suggestions", counted),
        patched(bot.insight.suggestions, "FLOOR", 1),
    ):
        yield


@contextmanager
def offers_kept() -> Iterator[None]:
    """Beside each answer in a bag stands what was suggested after it."""
    real = original(bot.insight.publication, "unjoined")
    write = original(bot.insight.publication, "write_bag")
    offered: dict[str, tuple[str, ...]] = {}

    def noted(responses: Any, *more: Any) -> Any:  # noqa: ANN401
        for one in responses:
            offered.update({a.id: one.offered.get(a.question, ()) for a in one.answers})
        return real(responses, *more)

    def written(*parts: Any) -> bytes:  # noqa: ANN401
        bag = json.loads(write(*parts))
        bag["answers"] = [{**a, "offered": offered[a["id"]]} for a in bag["answers"]]
        return json.dumps(bag).encode()

    with (
        patched(bot.insight.publication, "unjoined", noted),
        patched(bot.insight.publication, "write_bag", written),
    ):
        yield


@contextmanager
def words_quoted() -> Iterator[None]:
    """A digest quotes what people typed."""
    typed: list[str] = []
    notice = original(Dialogue, "notice")
    write = original(bot.insight.publication, "write")

    def noticed(dialogue: Any, session: Any, event: Event) -> Any:  # noqa: ANN401
        if isinstance(event, Given) and event.text:
            typed.append(event.text)
        return notice(dialogue, session, event)

    def quoting(*parts: Any) -> Digest:  # noqa: ANN401
        digest: Digest = write(*parts)
        return replace(digest, header=f"“{typed[-1]}”")

    with (
        patched(Dialogue, "notice", noticed),
        patched(bot.insight.publication, "write", quoting),
    ):
        yield


@contextmanager
def words_kept_anyway() -> Iterator[None]:
    """Words are kept of every answer, whatever the person chose."""
    real = Interviewer.hear

    class Always(dict[str, str]):
        def get(self, *_: object) -> Any:  # noqa: ANN401
            return "read"

    async def hear(self: Interviewer, session: str, event: Event, **more: Any) -> Reply:  # noqa: ANN401
        if isinstance(event, Send):
            event = replace(event, words=Always())
        return await real(self, session, event, **more)

    with patched(Interviewer, "hear", hear):
        yield


@contextmanager
def waiting_words_read() -> Iterator[None]:
    """HR's page shows what waits, too."""
    keep = original(storage.responses, "keep")
    bags = Store.bags
    waiting: list[bytes] = []

    def kept(vault: Vault, send: storage.responses.Send) -> Kept:
        waiting.append(send.response)
        done: Kept = keep(vault, send)
        return done

    async def all_of(self: Store) -> tuple[Bag, ...]:
        return (*await bags(self), *(Bag("", response) for response in waiting))

    with patched(storage.responses, "keep", kept), patched(Store, "bags", all_of):
        yield


@contextmanager
def cumulative_digests() -> Iterator[None]:
    """Every boundary publishes everybody so far."""
    real = original(Boundary, "settle")

    def settle(self: Boundary, pool: Pool, *more: Any) -> Settled:  # noqa: ANN401
        settled: Settled = real(self, pool, *more)
        return replace(settled, keep=pool.responses)

    with patched(Boundary, "settle", settle):
        yield


@contextmanager
def atom_rule_off() -> Iterator[None]:
    """Every set of people may be published beside every other."""
    with patched(bot.privacy.segments, "admit", lambda *_: True):
        yield


@contextmanager
def two_way_slice() -> Iterator[None]:
    """Answers to one question are counted by answers to another, from five people on."""
    real = original(bot.insight.counters, "_blocks")

    def blocks(group: Any, *more: Any) -> Any:  # noqa: ANN401
        yield from real(group, *more)
        given = [response.answer("instead") for response in group.values()]
        for choice in sorted({c for answer in given if answer for c in answer.choices}):
            base = sum(bool(answer and choice in answer.choices) for answer in given)
            yield Block(f"again by instead {choice}", base)

    with patched(bot.insight.counters, "_blocks", blocks):
        yield


@contextmanager
def k_taken_at_release() -> Iterator[None]:
    """What counts is the k of the boundary, not the one people answered under."""
    real = original(bot.release.boundary, "decide")

    def decided(pool: Sequence[Any], **more: Any) -> Any:  # noqa: ANN401
        return real([replace(one, k=5) for one in pool], **more)

    with patched(bot.release.boundary, "decide", decided):
        yield


@contextmanager
def rare_questions_kept() -> Iterator[None]:
    """A question stays in the bag however few were shown it."""
    real = original(bot.insight.publication, "unjoined")

    def kept(responses: Any, offers: Any, _: int, shuffle: Any) -> Any:  # noqa: ANN401
        return real(responses, offers, 1, shuffle)

    with patched(bot.insight.publication, "unjoined", kept):
        yield


@contextmanager
def waiting_for_ever() -> Iterator[None]:
    """Responses wait until there are enough, however long that takes."""
    real = original(bot.release.boundary, "decide")

    def decided(pool: Any, **more: Any) -> Any:  # noqa: ANN401
        return real(pool, **{**more, "waits": 99})

    with patched(bot.release.boundary, "decide", decided):
        yield


@contextmanager
def tokens_never_dropped() -> Iterator[None]:
    """Tokens outlive their period."""
    with patched(bot.release.boundary, "_is_over", lambda *_: False):
        yield


@contextmanager
def bags_for_ever() -> Iterator[None]:
    """Bags do not age."""
    with patched(storage.turning, "one_boundary_older", lambda _, after, __: tuple(after)):
        yield


@contextmanager
def lists_for_ever() -> Iterator[None]:
    """The lists of those invited stay."""
    with patched(storage.retention, "end_lists", lambda *_: False):
        yield


@contextmanager
def start_spends() -> Iterator[None]:
    """Opening the interview spends the token, as a scanner that presses buttons would."""
    real = Interviewer.start

    async def start(self: Interviewer, token: str, language: str) -> Reply:
        reply = await real(self, token, language)
        hashed = hash_token(token_normal(token) or "")
        await self._store.keep(hashed, b"scanner", hashed, b"{}")
        return reply

    with patched(Interviewer, "start", start):
        yield


@contextmanager
def start_tells() -> Iterator[None]:
    """Start refuses a link that was used."""
    real = Interviewer.start

    async def start(self: Interviewer, token: str, language: str) -> Reply:
        mark = inner_id(Kind.SPENT, hash_token(token_normal(token) or ""))
        if await self._store._write(lambda vault: vault.find(mark)) != [None]:
            raise self.refused("spent_token", 409)
        return await real(self, token, language)

    with patched(Interviewer, "start", start):
        yield


@contextmanager
def token_in_path() -> Iterator[None]:
    """Links carry the token in their path, which servers see."""
    real = original(Program, "invite")

    async def invite(self: Program, *asked: Any, **more: Any) -> Any:  # noqa: ANN401
        made = await real(self, *asked, **more)
        return replace(made, links=tuple(link.replace("/i#", "/i/") for link in made.links))

    with patched(Program, "invite", invite):
        yield


@contextmanager
def redeem_on_get() -> Iterator[None]:
    """Opening the link spends it."""
    real = Program.asgi

    def asgi(self: Program) -> Any:  # noqa: ANN401
        app = real(self)

        async def redeeming(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
            token = token_normal(scope["path"].removeprefix("/i/"))
            if scope["method"] == "GET" and token is not None:
                hashed = hash_token(token)
                await self.store.keep(hashed, b"get", hashed, b"{}")
            await app(scope, receive, send)

        return redeeming

    with token_in_path(), patched(Program, "asgi", asgi):
        yield


@contextmanager
def nothing_spent() -> Iterator[None]:
    """A link works as often as one likes."""
    real = Vault.change

    def change(self: Vault, **changed: Any) -> None:  # noqa: ANN401
        into = [s for s in changed.get("into", ()) if s.kind is not Kind.SPENT]
        real(self, **{**changed, "into": into})

    with patched(storage.responses, "_marks", lambda *_: ()), patched(Vault, "change", change):
        yield


@contextmanager
def receipt_page_tells() -> Iterator[None]:
    """The receipt page says when there was nothing to delete."""

    async def forget(self: Interviewer, words: str, language: str = "") -> None:  # noqa: ARG001
        receipt = bot.privacy.pseudonym.receipt_bytes(words, self._wordlists["en"]) or b""
        if not await self._store.forget(bot.privacy.pseudonym.response_id(receipt)):
            raise bot.interviewer.ReceiptError("There is nothing under these words.")

    with patched(Interviewer, "forget", forget):
        yield


@contextmanager
def tokens_that_count() -> Iterator[None]:
    """Each token is the one before plus one."""
    numbers = itertools.count(1 << 100)

    def token(_: bytes) -> str:
        return bot.privacy.pseudonym.token_text(next(numbers).to_bytes(16, "big"))

    with patched(bot.release.inviting, "token_text", token):
        yield


@contextmanager
def receipts_of_two_letters() -> Iterator[None]:
    """Only the first half byte of a receipt counts."""
    response = original(bot.interviewer, "response_id")
    deletion = original(bot.interviewer, "deletion_key")
    with ExitStack() as stack:
        for place in (bot.interviewer, bot.privacy.pseudonym):
            for name, real in (("response_id", response), ("deletion_key", deletion)):
                short = lambda receipt, real=real: real(bytes([receipt[0] >> 4]) * 16)  # noqa: E731
                stack.enter_context(patched(place, name, short))
        yield


@contextmanager
def draft_kept_after_send() -> Iterator[None]:
    """The interview stays in its slot when it has ended."""
    real = original(UnderWay, "hear")

    def hear(self: UnderWay, event: Event) -> Reply:
        before = self._now
        reply: Reply = real(self, event)
        self._now = self._now or before
        return reply

    def end(self: UnderWay, notes: Any) -> None:  # noqa: ANN401
        self._draft.write(bot.drafts._written(notes, self._now))
        self._now = None

    with patched(UnderWay, "hear", hear), patched(UnderWay, "end", end):
        yield


@contextmanager
def chat_id_kept() -> Iterator[None]:
    """A draft says whose it is."""
    real = original(Draft, "write")

    def write(self: Draft, content: bytes) -> None:
        real(self, content + self._names[0])

    def name(_: bytes, what: str) -> bytes:
        return what.encode()

    with patched(Draft, "write", write), patched(bot.channels.telegram.channel, "_digest", name):
        yield


@contextmanager
def drafts_for_ever() -> Iterator[None]:
    """A draft stays until somebody ends it."""
    with ExitStack() as stack:
        for place in (storage.drafts, storage.copying):
            stack.enter_context(patched(place, "is_over", lambda *_: False))
        yield


@contextmanager
def updates_logged() -> Iterator[None]:
    """A library says what it hears, as Telegram's own does when it is asked to."""
    real = Chats.take

    async def take(self: Chats, raw: Any, **more: Any) -> Any:  # noqa: ANN401
        logging.getLogger("telegram").info("Processing update %s", raw)
        return await real(self, raw, **more)

    with patched(Chats, "take", take), _everything_is_logged():
        yield


@contextmanager
def cookies() -> Iterator[None]:
    """Every answer sets a cookie."""
    real = original(bot.channels.web.site, "security_headers")

    def headers(ancestors: str) -> Any:  # noqa: ANN401
        return (*real(ancestors), ("Set-Cookie", "visitor=1"))

    with patched(bot.channels.web.site, "security_headers", headers):
        yield


@contextmanager
def access_log() -> Iterator[None]:
    """The server logs every request."""
    with patched(uvicorn, "Config", _logging_config), _everything_is_logged():
        yield


@contextmanager
def httpx_at_info() -> Iterator[None]:
    """A library that speaks of every request is heard, as httpx at INFO would be."""
    real = Interviewer.hear

    async def hear(self: Interviewer, session: str, event: Event, **more: Any) -> Reply:  # noqa: ANN401
        logging.getLogger("httpx").info("HTTP Request: POST /turn %s", more)
        return await real(self, session, event, **more)

    with patched(Interviewer, "hear", hear), _everything_is_logged():
        yield


@contextmanager
def errors_with_their_words() -> Iterator[None]:
    """A crash is logged with what the exception says."""
    with patched(bot.logs, "describe", repr):
        yield


@contextmanager
def _everything_is_logged() -> Iterator[None]:
    def formatted(_: logging.Formatter, record: logging.LogRecord) -> str:
        return record.getMessage()

    with (
        patched(bot.logs, "_fit", lambda _: True),
        patched(bot.logs, "_TALKERS", ()),
        patched(bot.logs._Formatter, "format", formatted),
    ):
        yield


_Config = uvicorn.Config


def _logging_config(app: Any, **settings: Any) -> uvicorn.Config:  # noqa: ANN401
    return _Config(app, **{**settings, "access_log": True})


def _worded(statement: str, dialect: str) -> str:
    if dialect == "sqlite":
        return statement
    return statement.replace(" WITHOUT ROWID", "").replace("BLOB", "BYTEA")


def _unpadded(plain: bytes, _: Sequence[int]) -> bytes:
    return len(plain).to_bytes(4, "big") + plain


@contextmanager
def _beside_keep(made_by: str, noted_by: str) -> Iterator[None]:
    """Another statement in the transaction that keeps a response."""
    real = original(storage.responses, "keep")
    moments = itertools.count()
    ready: set[int] = set()

    def keep(vault: Vault, send: storage.responses.Send) -> Kept:
        kept: Kept = real(vault, send)
        if not ready:
            vault.connection.execute(text(_worded(made_by, vault.connection.dialect.name)))
            ready.add(1)
        moment = next(moments)
        values = {
            "token": send.token_hash,
            "receipt": send.receipt_id,
            "response": send.response.decode(),
            "moment": f"2026-01-01T{moment // 3600:02}:{moment // 60 % 60:02}:{moment % 60:02}",
            "uuid7": f"{1_767_225_600_000 + moment:012x}{send.receipt_id[:10].hex()}",
        }
        named = {name: value for name, value in values.items() if f":{name}" in noted_by}
        vault.connection.execute(text(noted_by), named)
        return kept

    with patched(storage.responses, "keep", keep):
        yield
