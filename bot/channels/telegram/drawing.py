"""What a turn comes to, drawn: an answer as calls of the Bot API, in their order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.channels.telegram import calls
from bot.channels.telegram.calls import Call
from bot.channels.telegram.heard import Heard, Tap
from bot.channels.telegram.notes import Answer, Notes
from bot.channels.telegram.question import Question
from bot.channels.telegram.rich import Span, messages, paragraphs


@dataclass(frozen=True, slots=True)
class Taken:
    """What a turn came to: calls in their order.

    `last` says that they hold what is shown only once and let go of when it has arrived; `typed`
    that the question will most likely be answered by typing.
    """

    calls: tuple[Call, ...] = ()
    last: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """What there is to draw with: what was heard, the notes, and the question that stands open."""

    heard: Heard
    notes: Notes
    question: Question | None
    say: Callable[..., str]

    def drawn(self, answer: Answer, *, closes: bool = False, toast: str = "") -> Taken:
        """An answer as calls; `closes` takes the buttons of the question before away."""
        tap, question = self._tap, self.question
        drawn = [] if tap is None else [calls.answer(tap, toast)]
        drawn += self._closing(answer) if closes else []
        if answer.ask == "redrawn" and tap is not None and question is not None:
            drawn.append(calls.redrawn(self.heard.chat, tap.message, question.rows()))
        blocks = [list(answer.say)]
        if answer.ask == "question" and question is not None:
            blocks += question.text()
        buttons = question if answer.ask in ("buttons", "question") else None
        drawn += written(self.heard.chat, [block for block in blocks if block], buttons)
        typed = buttons is not None and buttons.ask.free_text
        return Taken(tuple(drawn), bool(self.notes.over and answer.say), typed)

    @property
    def _tap(self) -> Tap | None:
        return self.heard.what if isinstance(self.heard.what, Tap) else None

    def _closing(self, answer: Answer) -> list[Call]:
        """Take buttons away that answer nothing any more, wherever they are known to be."""
        tap, chat, shown = self._tap, self.heard.chat, self.notes.shown
        closing = []
        if tap is not None:
            chosen = answer.chosen and self.say("telegram_chosen", answer=answer.chosen)
            closing.append(calls.closed(chat, tap, chosen))
        if shown and (tap is None or tap.message != shown):
            closing.append(calls.bare(chat, shown))
        return closing


def written(
    chat: int, blocks: Iterable[list[Span]], question: Question | None = None
) -> list[Call]:
    """Blocks as messages; the buttons of the question are under the last of them."""
    found = messages(paragraphs(blocks))
    rows = question.rows() if question is not None else []
    sent = [calls.say(chat, message) for message in found[:-1]]
    return [*sent, *(calls.say(chat, last, rows, asks=True) for last in found[-1:])]
