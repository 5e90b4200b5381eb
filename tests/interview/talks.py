"""One person's interview by the shipped dialogue, played through the engine."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.app import read_redaction, reader_of
from bot.dialogue import Dialogue, compile_dialogue, read_sources
from bot.insight.themes import Coder
from bot.interview.answering import Noticed
from bot.interview.engine import begin, hear
from bot.interview.events import Back, Delete, Edit, Event, Given, Help, Resume, Send, Skip, Stop
from bot.interview.moment import Redact
from bot.interview.revision import Revision
from bot.interview.turn import Asked, Reading, ReviewItem, Session, Turn

FACTS = {
    "company": "Example Ltd",
    "operator": "the people team",
    "contact": "people@example.com",
    "k": "5",
    "label": "",
    "until": "31 December 2026",
    "jobs": "",
    "changes": "",
}
_DIALOGUES = Path(__file__).parents[2] / "dialogues"
Told = str | tuple[str, ...] | Mapping[str, int] | None


@cache
def shipped_dialogue() -> Dialogue:
    """The dialogue of this repository, compiled once."""
    return compile_dialogue(read_sources(_DIALOGUES))


def shipped() -> tuple[Revision, Coder]:
    """The dialogue of this repository, compiled once, and what finds causes in words."""
    return shipped_dialogue().revision, shipped_dialogue().coder


def noticed(session: Session, event: Event, dialogue: Dialogue | None = None) -> Noticed:
    """What the codebook finds in typed words, and would suggest."""
    return (dialogue or shipped_dialogue()).notice(session, event)


def redact(text: str, language: str) -> Reading:
    """What HR would read of these words, by the lists of this repository."""
    return _reader()(text, language)


@cache
def _reader() -> Redact:
    return reader_of(read_redaction(_DIALOGUES), (), FACTS["company"])


class Talk:
    """An interview under way, moved on by what the person does; `turn` is the latest.

    It is held by the shipped dialogue in its own language, or by another one in this `language`.
    """

    def __init__(
        self,
        seed: str = "ab",
        *,
        dialogue: Dialogue | None = None,
        language: str = "en",
        **facts: str,
    ) -> None:
        self._facts = {**FACTS, **facts}
        self._dialogue = dialogue or shipped_dialogue()
        self.turn: Turn = begin(self._dialogue.revision, seed, language, self._facts, redact)

    @property
    def session(self) -> Session:
        """The session as it stands."""
        assert self.turn.session is not None
        return self.turn.session

    @property
    def ask(self) -> Asked:
        """What is asked now."""
        assert self.turn.ask is not None
        return self.turn.ask

    @property
    def at(self) -> str:
        """Where the talk stands: a step, or a step and what is asked about its answer."""
        stage = self.session.stage
        if stage in ("question", "review", "halfway", "stop", "delete"):
            return self.session.at if stage == "question" else stage
        return f"{self.session.at} {stage}"

    @property
    def said(self) -> str:
        """What was said in this turn."""
        return "\n".join(line.text for line in self.turn.say)

    @property
    def path(self) -> dict[str, tuple[str, ...] | str]:
        """What was answered on the path: ticks, or else words."""
        return {e.step: e.answer.choices or e.answer.text for e in self.session.path}

    def does(self, event: Event) -> "Talk":
        """Whatever event it is."""
        found, revision = noticed(self.session, event, self._dialogue), self._dialogue.revision
        self.turn = hear(revision, self.session, event, self._facts, redact, found)
        return self

    def types(self, text: str) -> "Talk":
        """Words typed."""
        return self.does(Given(self.ask.step, self.ask.visit, text=text))

    def taps(self, *choices: str) -> "Talk":
        """Choices tapped."""
        return self.does(Given(self.ask.step, self.ask.visit, choices=choices))

    def rates(self, **ratings: int) -> "Talk":
        """A card of ratings filled in."""
        return self.does(Given(self.ask.step, self.ask.visit, ratings=ratings))

    def skips(self) -> "Talk":
        """The button Skip."""
        return self.does(Skip(self.ask.visit))

    def goes_back(self) -> "Talk":
        """The button Back."""
        return self.does(Back(self.ask.visit))

    def edits(self, step: str = "") -> "Talk":
        """The button Change of an answer, or the review."""
        return self.does(Edit(self.ask.visit, step))

    def stops(self) -> "Talk":
        """The button Stop."""
        return self.does(Stop(self.ask.visit))

    def deletes(self) -> "Talk":
        """The button Delete everything."""
        return self.does(Delete(self.ask.visit))

    def sends(self, **codes: tuple[str, ...]) -> "Talk":
        """The button Send."""
        return self.does(Send(self.ask.visit, codes))

    def reloads(self) -> "Talk":
        """The page drawn anew."""
        return self.does(Resume())

    def asks_for_help(self) -> "Talk":
        """The button Help."""
        return self.does(Help())

    def tells(self, told: Told) -> "Talk":
        """An answer: words, ticks, ratings, or nothing for a skip."""
        if told is None:
            return self.skips()
        if isinstance(told, str):
            return self.types(told)
        return self.taps(*told) if isinstance(told, tuple) else self.rates(**told)

    def until(self, place: str, **told: Told) -> "Talk":
        """On to this place: what is told by step, and everything else skipped."""
        for _ in range(60):
            if self.at == place:
                return self
            known: Told = {"consent": ("agree",), "halfway": ("go_on",)}.get(self.at)
            self.tells(told.get(self.at.replace(" ", "_"), known))
            assert self.turn.session is not None, f"it ended before {place}: {self.turn.outcome}"
        raise AssertionError(f"{place} was not met; the talk is at {self.at}")

    def item(self, step: str) -> ReviewItem:
        """One answer as the review shows it."""
        return next(item for item in self.ask.review if item.step == step)
