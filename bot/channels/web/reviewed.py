"""An answer as the review's page shows it: what is marked, what was replaced, what was chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.channels.web.carried import Carried
from bot.interview.turn import ReviewItem

Marks = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, marked or not; its own parts are (text, whether it is a role word)."""

    marked: bool
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One answer of the review, its texts in pieces; `codes` are (id, label, stays).

    `reads` is what HR would read where that differs from what was typed. Where it does not, the
    marked parts are marked in `answer` and `follow_up` themselves.
    """

    item: ReviewItem
    answer: tuple[Piece, ...]
    follow_up: tuple[Piece, ...]
    reads: tuple[Piece, ...]
    use: str | None
    codes: tuple[tuple[str, str, bool], ...]


def reviewed(item: ReviewItem, before: Carried) -> Reviewed:
    """The answer with what was chosen for it before another one was changed."""
    follow_up = item.follow_up[1] if item.follow_up else ""
    typed = "\n".join(part for part in (item.answer, follow_up) if part)
    reading = item.reading
    as_typed = reading is not None and reading.text == typed
    marks = reading.marked if reading is not None and as_typed else ()
    second = len(item.answer) + 1
    moved = [(start - second, end - second) for start, end in marks]
    return Reviewed(
        item=item,
        answer=pieces(item.answer, marks),
        follow_up=pieces(follow_up, moved),
        reads=pieces(reading.text, reading.marked, reading.roles)
        if reading and not as_typed
        else (),
        use=item.words and before.use(item.step, item.words),
        codes=tuple((id, label, before.stays(item.step, id)) for id, label in item.codes),
    )


def pieces(text: str, marks: Marks, roles: Marks = ()) -> tuple[Piece, ...]:
    """The text cut where a mark begins or ends; marks outside it are left out."""
    within = [(max(start, 0), min(end, len(text))) for start, end in marks]
    return tuple(_cut(text, [mark for mark in within if mark[0] < mark[1]], roles))


def _cut(text: str, marks: Marks, roles: Marks) -> Iterator[Piece]:
    at = 0
    for start, end in (*marks, (len(text), len(text))):
        for a, b, marked in ((at, start, False), (start, end, True)):
            if a < b:
                yield Piece(marked, tuple(_by_role(text, a, b, roles)))
        at = end


def _by_role(text: str, at: int, end: int, roles: Marks) -> Iterator[tuple[str, bool]]:
    for start, stop in roles:
        if at <= start and stop <= end:
            yield text[at:start], False
            yield text[start:stop], True
            at = stop
    yield text[at:end], False
