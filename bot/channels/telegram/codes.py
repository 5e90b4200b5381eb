"""What buttons carry: at most 64 bytes, and good for one question of one interview only."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.interview.turn import Session

MOST_BYTES = 64
Verb = Literal["c", "t", "h", "d", "r", "a", "e", "u", "x", "p", "l"]
_SHORT_BYTES = 6
_BEGIN, _SPEAK = "begin", "speak"
# What the payload of a link can hold beside the longest name of a language.
LONGEST_TOKEN = 43


@dataclass(frozen=True, slots=True)
class Button:
    """A tap on something under the question of this mark and visit.

    Verbs: choose, tick, open a head, done, rate, an action, edit, use of words, take a theme out,
    another page, language.
    """

    mark: str
    visit: int
    verb: Verb
    what: str = ""

    def data(self) -> str:
        """The same as a button carries it."""
        return f"{self.mark}.{self.visit:x}.{self.verb}.{self.what}"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A tap under the invitation: begin with this token, or read it in this language."""

    token: str
    language: str
    begins: bool

    def data(self) -> str:
        """The same as a button carries it."""
        return f"{_BEGIN if self.begins else _SPEAK}.{self.language}.{self.token}"


def read(data: str) -> Button | Invitation | None:
    """What a button carried; None when it is none of ours."""
    head, _, rest = data.partition(".")
    middle, _, rest = rest.partition(".")
    if head in (_BEGIN, _SPEAK):
        return Invitation(rest, middle, head == _BEGIN)
    verb, _, what = rest.partition(".")
    try:
        return Button(head, int(middle, 16), _verb(verb), what)
    except ValueError:
        return None


def mark(session: Session) -> str:
    """What tells the question that stands open from all others, of this interview and of any."""
    held = (session.revision, session.seed, session.at, session.stage, session.language)
    return short("\0".join(held))


def short(name: str) -> str:
    """A few letters that stand for a name."""
    found = hashlib.blake2b(name.encode(), digest_size=_SHORT_BYTES).digest()
    return base64.urlsafe_b64encode(found).decode()


def long(what: str, names: Iterable[str]) -> str | None:
    """The name that these few letters stand for."""
    return next((name for name in names if short(name) == what), None)


def _verb(text: str) -> Verb:
    for verb in ("c", "t", "h", "d", "r", "a", "e", "u", "x", "p", "l"):
        if verb == text:
            return verb
    raise ValueError
