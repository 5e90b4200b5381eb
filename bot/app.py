"""The composition root: builds every part and hands it what it needs; owns clock and chance."""

import asyncio
import gc
import json
import random
import secrets
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.actions import Actions, ChangesPage, action_lines
from bot.channels.terminal import talk
from bot.channels.web import PublicFacts, web
from bot.dialogue import (
    SCRIPT,
    Dialogue,
    compile_dialogue,
    only_in,
    read_sources,
    read_text,
)
from bot.digest_text import DigestText, digest_text
from bot.drafts import Drafts
from bot.insight.assumed import Reasons, read_reasons, to_keep
from bot.insight.codebook_report import report_lines
from bot.insight.digest import Digest
from bot.insight.digest_words import DigestWords, read_digest_words
from bot.insight.notes import Notes
from bot.insight.page import html
from bot.insight.rendering import full_text, markdown
from bot.insight.report import report
from bot.insight.roles import countable
from bot.insight.table import csv, json_of
from bot.interview.engine import begin, hear
from bot.interview.events import Event
from bot.interview.examples.keeping import Keeper
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.moment import Redact
from bot.interview.revision import Revision
from bot.interview.script import Ask, Place
from bot.interview.turn import Reading, Session, Turn
from bot.interview.wording import fill, message
from bot.interview.yamlfile import read_yaml
from bot.interviewer import Interviewer, spoken_date, told_facts
from bot.jobs import work, work_once
from bot.logs import log
from bot.pages import Pages, read_pages
from bot.privacy.lexicon import FILES, Lexicon, LexiconError, read_lexicon
from bot.privacy.people import People
from bot.privacy.redaction import Redactor
from bot.release import (
    Chance,
    DigestFolder,
    Invitation,
    Links,
    Outbox,
    Releaser,
    Terms,
    Wanted,
    post_lines,
    read_lines,
    wanted_count,
    wanted_people,
)
from bot.release import Words as AllowedWords
from bot.release.links import about_label, about_people, about_records, links_of, outlook_lines
from bot.rereading import Rereading, reread
from bot.revisions import Revisions, keep_current
from bot.settings import Settings, SettingsError
from bot.studio.passing import read_passing
from bot.studio.played import KEPT, new_example
from bot.team import Team
from bot.translations import page_files, paged
from storage.derived_keys import DerivedKeys
from storage.keyring import Keyring
from storage.keys import KeyFolder
from storage.kinds import database_file
from storage.store import Retention, Store, migrate, open_store

if TYPE_CHECKING:
    from bot.channels.telegram import Telegram
    from bot.slack.app import SlackApp

_WORDLISTS, _PAGES = "receipt-words", "pages.yaml"
_RECEIPT_WORDS = 256
_BACKLOG = 512
# How whatever runs the program, or somebody at the keyboard, tells it to stop.
_STOPS = (signal.SIGTERM, signal.SIGINT)
# What a decision may hold of all that is taken out of answers.
_HARMLESS = ("amount", "number")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
Form = Callable[[Digest, DigestWords], str]
FORMS: Mapping[str, Form] = {
    "text": lambda digest, _: full_text(digest),
    "markdown": lambda digest, _: markdown(digest),
    "html": lambda digest, _: html(digest),
    "report": report,
    "csv": lambda digest, _: csv(digest),
    "json": lambda digest, _: json_of(digest),
    "blocks": lambda digest, _: _blocks(digest),
}
# One sheet of the digest's page, served because the site's policy allows no inline style.
_SHEET = "/static/digest.css"


def _blocks(digest: Digest) -> str:
    # Only now: a server without Slack need not hold its library.
    from bot.slack.blocks import digest_blocks

    blocks = digest_blocks(digest, button=True)
    return json.dumps(blocks, indent=2, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class World:
    """What the program does not decide: the time, and chance.

    `seconds` only go on, whatever the clock is set to; where they begin means nothing.
    """

    now: Callable[[], datetime]
    bits: Callable[[int], bytes]
    chance: random.Random
    seconds: Callable[[], float] = time.monotonic


def real_world() -> World:
    """The clock and the randomness of this machine."""
    return World(lambda: datetime.now(UTC), secrets.token_bytes, secrets.SystemRandom())


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that HR words: the dialogue, the pages, the digest, the words of receipts.

    Pages and receipts go by language, the dialogue's own first.
    """

    dialogue: Dialogue
    pages: Mapping[str, Pages]
    text: DigestText
    reasons: Reasons
    receipts: Mapping[str, tuple[str, ...]]
    lexicon: Lexicon
    staff: tuple[str, ...]

    @property
    def digest(self) -> DigestWords:
        """The words of a digest."""
        return self.text.words


@dataclass(frozen=True, slots=True)
class Program:
    """The running parts, for whoever serves, works, or gives a command."""

    settings: Settings
    world: World
    words: Words
    store: Store
    keyring: Keyring
    revisions: Revisions
    interviewer: Interviewer
    releaser: Releaser
    outbox: Outbox
    actions: Actions
    redactor: Redactor
    team: Team
    telegram: "Telegram | None" = None
    slack: "SlackApp | None" = None

    def asgi(self) -> ASGIApp:
        """Everything that answers requests: the web chat, and Telegram and Slack where set up."""
        paths: dict[str, ASGIApp] = {}
        if self.telegram is not None:
            paths[self.telegram.path] = self.telegram.webhook
        if self.slack is not None and self.slack.door is not None:
            paths[self.slack.path] = self.slack.door
        return _routed(self._web(), paths) if paths else self._web()

    def _web(self) -> ASGIApp:
        ancestors = " ".join(self.settings.frame_ancestors) or "'none'"
        local = self.settings.host in _LOOPBACK
        preview = self._preview if local and self.settings.slack is None else None
        facts = PublicFacts(
            company=self.settings.company,
            operator=self.settings.operator,
            contact=self.settings.contact,
            k=self.settings.k,
            keys_destroyed=self.keyring.destroys,
        )
        return web(
            self.interviewer,
            facts,
            tuple(self.words.pages.values()),
            frame_ancestors=ancestors,
            preview=preview,
            changes=self.actions.public,
            health=self.health,
            seconds=self.world.seconds,
        )

    async def invite(
        self,
        cohort: str,
        count: int,
        label: str | None,
        panels: int | None = None,
        *,
        shared: bool = False,
    ) -> Links:
        """Make the links of a cohort; they are shown once and kept nowhere."""
        people = wanted_count(label, count)
        wanted = Wanted(cohort, people, panels, shared, self.settings.declines)
        made = await self.releaser.invite_all(wanted, self.world.now())
        return self._links(made, about_label(label, made))

    async def invite_people(
        self, cohort: str, people: People, panels: int | None = None, *, shared: bool = False
    ) -> Links:
        """Make the links of the people of a file."""
        by_label = wanted_people(people, shared=shared)
        records = to_keep(people.reasons, self.words.reasons)
        declines = self.settings.declines
        wanted = Wanted(cohort, by_label, panels, shared, declines, records=records)
        made = await self.releaser.invite_all(wanted, self.world.now())
        return self._links(made, (*about_people(people, made), *about_records(people, records)))

    async def forecast(self, declines: int, rate: float) -> tuple[str, ...]:
        """When a first digest is likely, as lines."""
        outlook = await self.releaser.forecast(declines, rate, self.world.now())
        return outlook_lines(outlook, declines, rate, self._spoken)

    async def read(self) -> tuple[str, ...]:
        """The words that candidates allowed HR to read, as lines."""
        return read_lines(await self.allowed_words())

    async def allowed_words(self) -> list[AllowedWords]:
        """The words that candidates allowed HR to read, by question as it was put."""
        facts = told_facts(facts_of(self.settings), self.words.dialogue.revision.house)
        words = await self.releaser.words(self.world.now())
        return [replace(each, question=fill(each.question, facts)) for each in words]

    async def codebook_report(self, notes: Notes) -> tuple[str, ...]:
        """How the codebook fits what was released, and what HR noted about it, as lines."""
        dialogue = self.words.dialogue
        steps = dialogue.revision.script.steps
        asked = {step.id for step in steps if isinstance(step, Ask) and step.type == "open"}
        answers = await self.releaser.answers(self.world.now())
        suggested = await self.releaser.suggestions()
        return report_lines(answers, asked, dialogue.coder, notes, self.settings.k, suggested)

    async def release(self) -> tuple[str, ...]:
        """Do what the calendar says is due; the digests published, as text."""
        published = []
        while (released := await self.releaser.boundary_if_due(self.world.now())) is not None:
            if released.published:
                published.append(full_text(released.digest))
        return tuple(published)

    async def digest(self, form: str) -> str:
        """The digest published last in this form, one of FORMS."""
        return FORMS[form](await self.releaser.latest(self.world.now()), self.words.digest)

    async def posts(self, *, again: bool = False) -> tuple[str, ...]:
        """Which digests have not arrived, as lines; or have them tried once `again`."""
        found = await self.outbox.given_up()
        if not found:
            return ("Every digest has arrived, or is on its way.",)
        if not again:
            return post_lines(found)
        await self.outbox.try_again(self._destination)
        await self.outbox.deliver(self.world.now())
        left = await self.outbox.given_up()
        return post_lines(left) or ("They are on their way.",)

    def _destination(self, digest: Digest) -> str:
        """Where such digests go now."""
        slack = self.settings.slack
        if slack is None:
            return ""
        return slack.channels.get(digest.label, slack.channel) if digest.label else slack.channel

    async def health(self) -> tuple[str, ...]:
        """What does not work as it should, in sentences without a channel or a secret."""
        stuck = await self.outbox.given_up()
        of_slack = self.slack.problems() if self.slack is not None else ()
        return (*(f"A digest has not arrived. {post.problem}" for post in stuck), *of_slack)

    async def decisions(self) -> tuple[str, ...]:
        """What teams decided to do, as lines."""
        return action_lines(await self.actions.all(), self._spoken)

    def close(self) -> None:
        """Finish what waits and let go of the database."""
        self.store.close()

    def _links(self, made: Invitation, asked: Sequence[str]) -> Links:
        telegram = self.settings.telegram
        bot = "" if telegram is None else telegram.name
        return links_of(made, self.settings.public_url, bot, asked, self._spoken)

    def _spoken(self, day: date) -> str:
        return spoken_date(day, self.words.dialogue.revision.house)

    async def _preview(self) -> str:
        return html(await self.releaser.latest(self.world.now()), _SHEET)


def read_words(folder: Path, digest_language: str = "en") -> Words:
    """All words in this folder; DialogueError with the mistakes of every file at once."""
    mistakes: list[Mistake] = []
    dialogue = _read(lambda: compile_dialogue(read_sources(folder)), mistakes)
    pages = _read(lambda: read_pages(read_text(folder / _PAGES), _PAGES), mistakes)
    questions = countable(dialogue.revision.script) if dialogue is not None else None
    digest = _read(
        lambda: read_digest_words(read_text(folder / "digest.yaml"), "digest.yaml", questions),
        mistakes,
    )
    reasons = _read(lambda: _reasons(folder, dialogue), mistakes)
    receipts = _read(lambda: _wordlists(folder, dialogue), mistakes)
    lexicon = _read(lambda: read_redaction(folder), mistakes)
    if mistakes or not (dialogue and pages and digest and reasons and receipts and lexicon):
        raise DialogueError(mistakes)
    shown = _shown(folder, pages, dialogue)
    whole = [language for language in shown if language in receipts]
    return Words(
        only_in(whole, dialogue),
        {language: shown[language] for language in whole},
        digest_text(folder, dialogue, digest, digest_language),
        reasons,
        receipts,
        lexicon,
        _staff(folder),
    )


def _shown(folder: Path, pages: Pages, dialogue: Dialogue) -> dict[str, Pages]:
    """The pages in each language of the dialogue into which all of them are translated."""
    name = dialogue.revision.house.names[0]
    found = {pages.language: replace(pages, name=name)}
    for language in dialogue.revision.others:
        files = [name for name in page_files(language) if (folder / name).exists()]
        translated = paged(pages, language, {name: read_text(folder / name) for name in files})
        found |= {language: translated} if translated is not None else {}
    return found


def _wordlists(folder: Path, dialogue: Dialogue | None) -> dict[str, tuple[str, ...]]:
    """Every list of words for receipts: one that was ever given out must be readable for ever."""
    paths = sorted((folder / _WORDLISTS).glob("*.txt"))
    own = dialogue.revision.script.language if dialogue is not None else "en"
    if all(path.stem != own for path in paths):
        paths.append(folder / _WORDLISTS / f"{own}.txt")
    return {path.stem: _wordlist(path) for path in paths}


def read_redaction(folder: Path) -> Lexicon:
    """The lists by which typed words are redacted; DialogueError names what is wrong with them."""
    lists = folder / "redaction"
    try:
        return read_lexicon({name: read_text(lists / name) for name in FILES})
    except LexiconError as error:
        what, todo = str(error), "Restore the lists as they came."
        raise DialogueError([Mistake(Place("redaction", 1, 1), "S11", what, todo)]) from error


def reader_of(lexicon: Lexicon, staff: Sequence[str], company: str) -> Redact:
    """What HR would read of typed words, and what in it may tell who wrote them."""
    return reading_with(Redactor(lexicon, staff, (company,)))


def reading_with(redactor: Redactor) -> Redact:
    """The same with a redactor that was made before."""

    def read(text: str, language: str) -> Reading:
        redacted = redactor.redact(text, language).text
        marks = redactor.marks(redacted, language)
        return Reading(redacted, tuple((mark.start, mark.end) for mark in marks))

    return read


def make_database(settings: Settings) -> None:
    """Create or bring up to date what the settings name."""
    migrate(settings.database_url)


async def open_program(settings: Settings, world: World, words: Words) -> Program:
    """Open keys and database and put the parts together; the database must be migrated.

    A StorageError says what stands in the way.
    """
    keyring = keyring_of(settings, world)
    kept = Retention(list_days=settings.retain_lists, bag_boundaries=settings.retain_bags)
    store = open_store(settings.database_url, keyring, kept)
    revisions = await keep_current(words.dialogue, store)
    slack = settings.slack
    terms = Terms(
        settings.release,
        settings.timezone,
        settings.k,
        destination=slack.channel if slack is not None else "",
        slices=slack.channels if slack is not None else {},
        waits=settings.retain_waiting,
    )
    releaser = Releaser(
        store, revisions, words.text, terms, Chance(world.bits, world.chance.shuffle)
    )
    await releaser.begin(world.now())
    facts = facts_of(settings)
    redactor = Redactor(words.lexicon, words.staff, (settings.company,))
    redact = reading_with(redactor)
    actions = _actions(redactor, world, words, store)
    changes = ChangesPage(actions, f"{settings.public_url}/changes")
    interviewer = Interviewer(
        store, keyring, revisions, facts, words.receipts, world.bits, world.now, redact, changes
    )
    outbox = _outbox(settings, words.digest, store)
    telegram = _telegram(settings, world, store, revisions, interviewer)
    return Program(
        *(settings, world, words, store, keyring, revisions, interviewer, releaser, outbox),
        *(actions, redactor, Team(releaser, actions, world.now), telegram),
        _slack(settings, world, words),
    )


def keyring_of(settings: Settings, world: World) -> Keyring:
    """The keys: from their folder, or without a disk from the secret in the settings."""
    today = _calendar_of(settings, world)
    if settings.key_secret is not None:
        return DerivedKeys(settings.key_secret, today)
    return KeyFolder(settings.key_folder).open_or_create(today())


def _calendar_of(settings: Settings, world: World) -> Callable[[], date]:
    """Tells which day it is where the nights of this program begin."""
    return lambda: world.now().astimezone(settings.timezone).date()


def _telegram(
    settings: Settings,
    world: World,
    store: Store,
    revisions: Revisions,
    interviewer: Interviewer,
) -> "Telegram | None":
    """The bot, where there is a token for one."""
    if settings.telegram is None:
        return None
    # Only now: whoever has no bot need not wait for its library.
    from bot.channels.telegram import open_telegram

    drafts = Drafts(store, revisions, interviewer, world.bits, _calendar_of(settings, world))
    return open_telegram(
        settings.telegram.token,
        settings.telegram.api_url,
        settings.public_url,
        drafts,
        interviewer,
        _Voice(settings, revisions.current),
        asyncio.sleep,
        store.claim,
        world.seconds,
    )


def _slack(settings: Settings, world: World, words: Words) -> "SlackApp | None":
    """The app that answers in Slack, where it is set up for that; no other part is handed to it."""
    slack = settings.slack
    if slack is None or not slack.answers:
        return None
    # Only now: whoever has no such app need not wait for its library.
    from bot.slack.access import Access
    from bot.slack.answers import Texts
    from bot.slack.app import SlackApp, Tokens
    from bot.slack.form import choices

    return SlackApp(
        Tokens(slack.token, slack.signing_secret, slack.app_token),
        slack.api_url,
        Texts(words.digest, choices(words.text.codebook)),
        Access(slack.channel, slack.channels, slack.users),
        lambda: world.bits(16).hex(),
        lambda: world.now().timestamp(),
        world.seconds,
        asyncio.sleep,
    )


class _Voice:
    """The house style in every language, for a channel that says sentences of its own."""

    def __init__(self, settings: Settings, dialogue: Dialogue) -> None:
        self._facts = facts_of(settings)
        self._revision = dialogue.revision
        self.languages = tuple(dialogue.revision.called)

    def say(self, language: str, name: str, **facts: str) -> str:
        """A sentence of the house style."""
        house = self._revision.into(self._revision.nearest(language) or "").house
        return message(house, name, {**self._facts, **facts})


def _routed(otherwise: ASGIApp, paths: Mapping[str, ASGIApp]) -> ASGIApp:
    """One app of several: these paths have their own, the rest is for the other."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await paths.get(scope.get("path", ""), otherwise)(scope, receive, send)

    return app


def digest_folder(database_url: str) -> Path:
    """Where digests lie as files: beside the database file, or where the program was started."""
    file = database_file(database_url)
    return (file.parent if file is not None else Path()) / "digests"


def _actions(redactor: Redactor, world: World, words: Words, store: Store) -> Actions:
    """What teams decide, in which nobody may be named: it is public once it is done."""

    def find_names(text: str) -> tuple[str, ...]:
        found = redactor.redact(text, words.digest.language).spans
        return tuple(text[s.start : s.end] for s in found if s.label not in _HARMLESS)

    return Actions(
        store, words.text.codebook, words.digest, lambda: world.bits(16).hex(), find_names
    )


def _outbox(settings: Settings, words: DigestWords, store: Store) -> Outbox:
    """Where digests go: to Slack, or without a token into a folder."""
    if settings.slack is None:
        folder = DigestFolder(digest_folder(settings.database_url))
        return Outbox(store, folder, "digest_file")
    # Only now: whoever has no Slack need not wait for its library.
    from bot.slack.post import Slack

    slack = Slack(
        settings.slack.token,
        settings.slack.api_url,
        words.say("repeat"),
        button=settings.slack.answers,
        admin=settings.slack.admin_channel,
    )
    return Outbox(store, slack, "digest_posted")


async def serve(program: Program) -> None:
    """Answer on the port of the settings until told to stop."""
    settings = program.settings
    config = uvicorn.Config(
        program.asgi(),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        lifespan="off",
    )
    server = uvicorn.Server(config)
    # The server stops at these signals and then raises them again, for whoever handled them before.
    # That is the server too: to be told to stop is no failure, and there is a database to close.
    for told in _STOPS:
        signal.signal(told, server.handle_exit)
    # The trees of the files have served; what was made of them stays, and to look through it again
    # and again would slow every turn.
    read_yaml.cache_clear()
    gc.collect()
    gc.freeze()
    with _listening(settings.host, settings.port) as listening:
        log("serving", port=settings.port)
        # Whoever comes at once is answered; lists are needed only when somebody has written.
        beside = [asyncio.create_task(asyncio.to_thread(program.redactor.prepare))]
        beside += [asyncio.create_task(keep_reading(program))]
        beside += [] if program.telegram is None else [asyncio.create_task(program.telegram.run())]
        beside += [] if program.slack is None else _answering(program.slack, program.team)
        try:
            await server.serve(sockets=[listening])
            if program.slack is not None:
                await program.slack.finish()
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
    log("stopped")


def _answering(slack: "SlackApp", team: Team) -> "list[asyncio.Task[None]]":
    """The app, and behind its counter whom it asks."""
    return [asyncio.create_task(slack.counter.serve(team)), asyncio.create_task(slack.run())]


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio sends small answers at once only where it reads TCP.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        mistake = (
            f"HOST {host} and PORT {port} cannot be used: another program listens there, or it is"
            " not an address of this machine. Change one of them, or stop the other program."
        )
        raise SettingsError((mistake,)) from error
    return listening


async def look_after(program: Program, *, once: bool = False) -> None:
    """Do what is due: boundaries, the nightly run, the outbox; once, or until told to stop."""
    if once:
        await work_once(program.releaser, program.outbox, program.world.now)
        return
    working = asyncio.create_task(keep_working(program))
    for told in _STOPS:
        asyncio.get_running_loop().add_signal_handler(told, working.cancel)
    with suppress(asyncio.CancelledError):
        await working
    log("stopped")


async def keep_working(program: Program) -> None:
    """Do what is due, again and again, until cancelled."""
    await work(program.releaser, program.outbox, program.world.now, sleep=asyncio.sleep)


async def keep_reading(program: Program) -> None:
    """Take every change of the dialogue that passes its checks, until cancelled."""
    folder = program.settings.dialogues

    def read() -> Dialogue:
        # Pages are read at the start, and an interview needs them in its language.
        return only_in(program.words.pages, read_passing(folder))

    async def take(dialogue: Dialogue) -> None:
        if await program.revisions.take(dialogue):
            log("dialogue_taken", languages=1 + len(dialogue.revision.others))

    await reread(Rereading(folder, read, take), sleep=asyncio.sleep)


def rehearse(
    folder: Path,
    script: str | None,
    environ: Mapping[str, str],
    world: World,
    read: Callable[[str], str],
    write: Callable[[str], None],
    *,
    width: int,
    colour: bool,
    keep: str | None = None,
    language: str = "",
) -> None:
    """Hold the interview of a folder in a terminal, in a language; no database is opened.

    Nothing is kept of it, unless it shall become an example: `keep` is the name of that.
    """
    dialogue = compile_dialogue(read_sources(folder, script or SCRIPT))
    facts = {name.lower(): value for name, value in environ.items()}
    facts |= {"k": "5", "label": "", "until": "", "jobs": "", "changes": ""}
    revision = dialogue.revision
    redact = reader_of(read_redaction(folder), _staff(folder), facts["company"])
    spoken = _spoken_in(revision, language)
    first = begin(revision, world.bits(8).hex(), spoken, facts, redact)

    def turn(session: Session, event: Event) -> Turn:
        return hear(revision, session, event, facts, redact, dialogue.notice(session, event))

    if keep is None:
        talk(first, turn, read, write, width=width, colour=colour)
        return
    path = new_example(folder, keep)
    keeper = Keeper(first, turn)
    said = KEPT.format(path=path)
    talk(first, keeper.hear, read, write, width=width, colour=colour, farewell=said)
    title = keep.replace("-", " ").capitalize()
    path.write_text(keeper.example(title, revision.script.id, spoken), encoding="utf-8")


def _spoken_in(revision: Revision, language: str) -> str:
    """The language asked for, or the revision's own; DialogueError when it is not complete."""
    own = revision.script.language
    if language and revision.nearest(language) is None:
        what = f"Not everything is translated into “{language}”, or no “also in:” names it."
        todo = f"See python -m bot translate status {language}."
        raise DialogueError([Mistake(Place(f"locale/{language}", 1, 1), "T02", what, todo)])
    return revision.nearest(language) or own


def facts_of(settings: Settings) -> dict[str, str]:
    """What the sentences of an interview may name, whatever their language."""
    return {
        "company": settings.company,
        "operator": settings.operator,
        "contact": settings.contact,
        "jobs_url": settings.jobs_url,
    }


T = TypeVar("T")


def _read(reading: Callable[[], T], mistakes: list[Mistake]) -> T | None:
    """What was read, or None with its mistakes noted."""
    try:
        return reading()
    except DialogueError as error:
        mistakes.extend(error.mistakes)
        return None


def _reasons(folder: Path, dialogue: Dialogue | None) -> Reasons:
    """What other systems call a cause, where HR keeps such a list."""
    if dialogue is None:
        return Reasons({})
    file = folder / "reasons.yaml"
    text = read_text(file) if file.exists() else "format: 1\n"
    return read_reasons(text, file.name, dialogue.codebook)


def _staff(folder: Path) -> tuple[str, ...]:
    """The names of people who work here, one a line, where HR keeps such a list."""
    file = folder / "staff.txt"
    return tuple(read_text(file).splitlines()) if file.exists() else ()


def _wordlist(path: Path) -> tuple[str, ...]:
    words = tuple(read_text(path).split())
    if len(words) == len(set(words)) == _RECEIPT_WORDS:
        return words
    place = Place(f"receipt-words/{path.name}", 1, 1)
    what = f"A receipt needs {_RECEIPT_WORDS} different words, one a line."
    raise DialogueError([Mistake(place, "S11", what, "Restore the list as it came.")])
