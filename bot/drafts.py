"""Interviews that lie in the vault while they are under way: for channels that carry nothing.

A turn is one transaction: the draft is opened, the turn decided, the draft sealed again. Drafts
are written one by one, so that no two turns of a participant ever see the same one.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from bot.dialogue import Dialogue
from bot.interview.events import Event
from bot.interview.matching import Command, command
from bot.interview.turn import Asked, Session, Turn
from bot.interviewer import Interviewer, Opened, Reply, opened
from bot.privacy.pseudonym import RECEIPT_BYTES, response_id
from bot.revisions import Revisions
from storage.drafts import MOST_BYTES, Draft
from storage.errors import StorageError, TooLarge
from storage.store import Store

T = TypeVar("T")
# What a channel keeps beside the session, as JSON has it.
Notes = Mapping[str, Any]
Dialogues = Mapping[str, Dialogue | None]

# The way a draft is written down; one of another way is passed over.
_WAY = 1
_LARGE = MOST_BYTES // 2  # what is smaller fits into its slot as it is
_ONCE_BYTES = 16


class NotKept(Exception):
    """A turn could not be kept, and has not happened."""


@dataclass(frozen=True, slots=True)
class _First:
    """Something has to be looked up before this interview can go on."""

    session: Session


class Drafts:
    """The drafts of all participants; `today` says by which day they are dated."""

    def __init__(
        self,
        store: Store,
        revisions: Revisions,
        interviewer: Interviewer,
        entropy: Callable[[int], bytes],
        today: Callable[[], date],
    ) -> None:
        self._store, self._revisions, self._interviewer = store, revisions, interviewer
        self._entropy, self._today = entropy, today

    async def turn(self, participant: bytes, take: Callable[["UnderWay"], T]) -> T:
        """Do this with the interview of a participant; all of it is durable on return, or none.

        NotKept when it could not be kept; the same may be tried again later.
        `take` must change nothing else: it may be called again.
        """
        known: Dialogues = {}
        while True:
            work = partial(self._within, take, known)
            try:
                done = await self._store.with_draft(participant, self._today(), work)
            except StorageError as error:
                raise NotKept from error
            if not isinstance(done, _First):
                return done
            known = await self._looked_up(done.session)

    async def _looked_up(self, session: Session) -> Dialogues:
        if session.stage == "review":
            await self._interviewer.look()
        return {session.revision: await self._revisions.get(session.revision)}

    def _within(
        self, take: Callable[["UnderWay"], T], known: Dialogues, draft: Draft
    ) -> T | _First:
        notes, before = _read(draft.content)
        if before is None:
            return take(UnderWay(self._interviewer, self._entropy, draft, notes))
        session = before.session
        dialogue = known.get(session.revision)
        if session.revision not in known:
            dialogue = self._revisions.ready(session.revision)
            if dialogue is None or session.stage == "review":
                return _First(session)
        return take(UnderWay(self._interviewer, self._entropy, draft, notes, before, dialogue))


class UnderWay:
    """The interview of one participant, within one turn.

    `notes` are what the channel kept beside it; they stay when the interview has ended, until the
    draft does.
    """

    def __init__(
        self,
        interviewer: Interviewer,
        entropy: Callable[[int], bytes],
        draft: Draft,
        notes: Notes,
        before: Opened | None = None,
        dialogue: Dialogue | None = None,
    ) -> None:
        self._interviewer, self._entropy, self._draft = interviewer, entropy, draft
        self.notes = notes
        self._now, self._dialogue = before, dialogue
        # What stands open is looked at several times in a turn, and costs about as much as one.
        self._asked: tuple[Opened, Asked] | None = None

    @property
    def session(self) -> Session | None:
        """The interview as it stands, if one is open."""
        return None if self._now is None else self._now.session

    @property
    def retired(self) -> bool:
        """Whether the words of the interview are no longer kept, so that it cannot go on."""
        return self._now is not None and self._dialogue is None

    def ask(self) -> Asked:
        """What stands open."""
        now, dialogue = self._opened()
        if self._asked is None or self._asked[0] is not now:
            self._asked = now, self._interviewer.standing(dialogue, now)
        return self._asked[1]

    def command(self, text: str) -> Command | None:
        """What a typed message asks for, when the whole of it is one of the words for it."""
        now, dialogue = self._opened()
        return command(text, dialogue.revision.into(now.session.language).house)

    def begin(self, token: str, language: str) -> Reply:
        """Begin an interview; Refused when the token opens none."""
        hashed = self._interviewer.hashed(token, language)
        terms, calendar = self._draft.terms(hashed), self._draft.calendar()
        self._now, turn = self._interviewer.begin(hashed, terms, calendar, language)
        self._dialogue = self._interviewer.current
        return _reply(turn, self._now.session.language)

    def hear(self, event: Event) -> Reply:
        """Take one turn; at Send the response is kept. Refused when it cannot be."""
        now, dialogue = self._opened()
        turn = self._interviewer.decide(dialogue, now, event)
        if turn.outcome == "completed":
            return self._sent(now, dialogue, turn)
        self._now = None if turn.session is None else replace(now, session=turn.session)
        return _reply(turn, (turn.session or now.session).language)

    def put(self, session: Session) -> None:
        """Go on from this session instead: the same interview, at another moment."""
        now, _ = self._opened()
        self._now = replace(now, session=session)

    def keep(self, notes: Notes) -> bool:
        """Keep the interview as it stands now, with these notes; false when that is too much."""
        try:
            self._draft.write(_written(notes, self._now))
        except TooLarge:
            return False
        return True

    def end(self, notes: Notes) -> None:
        """Let go of the interview; only the notes stay."""
        self._draft.write(_written(notes, None))
        self._now = None

    def forget(self) -> None:
        """Let go of everything."""
        self._draft.forget()
        self._now = None

    def _sent(self, now: Opened, dialogue: Dialogue, turn: Turn) -> Reply:
        receipt = self._entropy(RECEIPT_BYTES)
        language = now.session.language
        period = self._interviewer.period(self._draft.calendar(), language)
        plain = self._interviewer.response(now, turn, period, receipt)
        once = self._entropy(_ONCE_BYTES)
        kept = self._draft.keep(now.token, once, response_id(receipt), plain)
        self._interviewer.settled(kept, language)
        self._now = None
        return self._interviewer.thanked(dialogue, turn, receipt, language)

    def _opened(self) -> tuple[Opened, Dialogue]:
        assert self._now is not None  # noqa: S101 - the caller has looked at `session`
        assert self._dialogue is not None  # noqa: S101 - and at `retired`
        return self._now, self._dialogue


def _reply(turn: Turn, language: str) -> Reply:
    return Reply(None, turn.say, turn.ask, turn.again, turn.outcome, language=language)


def _written(notes: Notes, now: Opened | None) -> bytes:
    """A draft as bytes; made small only when it is large, which takes as long as a commit.

    Much of it is there twice, before the last words and after.
    """
    plain = [_WAY, notes, None if now is None else now.record()]
    data = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(data, 0 if len(data) < _LARGE else 1)


def _read(content: bytes | None) -> tuple[Notes, Opened | None]:
    """Notes and interview of a draft; nothing when it was written in another way."""
    if content is None:
        return {}, None
    way, notes, now = json.loads(zlib.decompress(content))
    if way != _WAY:
        return {}, None
    return notes, None if now is None else opened(now)
