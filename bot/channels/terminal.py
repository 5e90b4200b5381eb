"""The interview in a terminal, for whoever writes or checks a dialogue; it keeps nothing."""

import textwrap
from collections.abc import Callable, Iterator

from bot.interview.events import Event, Given, Stop
from bot.interview.script import Choice
from bot.interview.turn import Asked, Reading, ReviewItem, Session, Turn

_MINE, _THEIRS = "  > ", ""
_GREY, _BOLD, _PLAIN = "\x1b[2m", "\x1b[1m", "\x1b[0m"
NOT_KEPT = "This was a rehearsal: nothing was kept and nothing was sent."
HR_READS = "HR would read:"
ON_THE_PAGE = (
    "On the web page one chooses here, answer by answer, whether HR may read the words or only"
    " the themes are counted. This rehearsal keeps neither."
)


def talk(
    first: Turn,
    hear: Callable[[Session, Event], Turn],
    read: Callable[[str], str],
    write: Callable[[str], None],
    *,
    width: int,
    colour: bool,
    farewell: str = NOT_KEPT,
) -> None:
    """Hold one interview; `read` gives a typed line and raises EOFError when there are no more.

    `farewell` is said beside it when it is over.
    """
    paint = _Paint(width, colour)
    turn = first
    for line in _drawn(turn, paint):
        write(line)
    while turn.session is not None and turn.ask is not None:
        turn = hear(turn.session, _event(turn.ask, read, paint))
        for line in _drawn(turn, paint):
            write(line)
    write(paint.aside(farewell))


class _Paint:
    """How lines look: as wide as the terminal, quiet words in grey when there is colour."""

    def __init__(self, width: int, colour: bool) -> None:
        self._width, self._colour = max(40, min(width, 84)), colour

    def said(self, text: str) -> str:
        return "\n".join(self._wrapped(part) for part in text.splitlines()) + "\n"

    def question(self, text: str) -> str:
        wrapped = "\n".join(self._wrapped(part) for part in text.splitlines())
        return f"{self._in(_BOLD, wrapped)}\n"

    def listed(self, number: str, text: str) -> str:
        return self._wrapped(text, f"  {number:>2}  ", " " * 6)

    def aside(self, text: str) -> str:
        return self._in(_GREY, self._wrapped(text))

    def prompt(self) -> str:
        return "> "

    def _wrapped(self, text: str, first: str = "", rest: str = "") -> str:
        return textwrap.fill(text, self._width, initial_indent=first, subsequent_indent=rest)

    def _in(self, code: str, text: str) -> str:
        return f"{code}{text}{_PLAIN}" if self._colour else text


def _event(ask: Asked, read: Callable[[str], str], paint: _Paint) -> Event:
    try:
        return Given("" if ask.kind == "review" else ask.step, ask.visit, read(paint.prompt()))
    except EOFError:
        return _leaving(ask)


def _leaving(ask: Asked) -> Event:
    """No more lines: stop, and when asked whether to stop, leave."""
    if ask.kind == "offer" and any(choice.id == "leave" for choice in ask.choices):
        return Given(ask.step, ask.visit, choices=("leave",))
    if ask.kind == "offer" and any(choice.id == "yes_delete" for choice in ask.choices):
        return Given(ask.step, ask.visit, choices=("yes_delete",))
    return Stop(ask.visit)


def _drawn(turn: Turn, paint: _Paint) -> Iterator[str]:
    yield ""
    for line in turn.say:
        yield paint.said(f"{_MINE}{line.text}" if line.mine else line.text)
    if turn.ask is not None:
        yield from _question(turn.ask, paint)


def _question(ask: Asked, paint: _Paint) -> Iterator[str]:
    yield paint.question(ask.text)
    for number, item in enumerate(ask.review, 1):
        yield from _reviewed(number, item, paint)
    if any(item.words for item in ask.review):
        yield paint.aside(ON_THE_PAGE)
    if ask.items:
        yield from _card(ask, paint)
    else:
        yield from _choices(ask, len(ask.review), paint)
    if earlier := _earlier(ask):
        yield paint.aside(f"({earlier})")
    words = [label for _, label in ask.actions]
    aside = " · ".join([*([ask.progress] if ask.progress else []), *words])
    if aside:
        yield paint.aside(aside)


def _choices(ask: Asked, after: int, paint: _Paint) -> Iterator[str]:
    """The choices, numbered as they may be typed; in the review after the answers and Send."""
    if ask.kind == "review":
        yield paint.listed(str(after + 1), dict(ask.actions)["send"])
        after += 1
    head = None
    for number, choice in enumerate(ask.choices, after + 1):
        if choice.head != head and choice.head is not None:
            yield paint.aside(f"  {choice.head}")
        head = choice.head
        yield paint.listed(str(number), choice.label)
    if ask.choices or ask.kind == "review":
        yield ""


def _card(ask: Asked, paint: _Paint) -> Iterator[str]:
    scale = ", ".join(f"{value} = {label}" for value, label in ask.scale.items() if label)
    for item in ask.items:
        if item.label:
            yield paint.listed("·", item.label)
    yield ""
    example = " ".join(str(value) for value in _example(ask.items, tuple(ask.scale)))
    yield paint.aside(f"{scale}  ({example})")


def _example(items: tuple[Choice, ...], scale: tuple[int, ...]) -> Iterator[int]:
    for index, _ in enumerate(items):
        yield max(scale) - index % 2


def _earlier(ask: Asked) -> str:
    """What was answered before to the same question, on one line."""
    if ask.answer is None:
        return ""
    labels = {choice.id: choice.label for choice in ask.choices}
    ticked = [labels[id] for id in ask.answer.choices if id in labels]
    rated = " ".join(str(value) for _, value in ask.answer.ratings)
    return ", ".join(part for part in (*ticked, " ".join(ask.answer.text.split()), rated) if part)


def _reviewed(number: int, item: ReviewItem, paint: _Paint) -> Iterator[str]:
    yield paint.listed(str(number), item.question)
    for text in item.answer.splitlines():
        yield paint.listed("", f"{_MINE}{text}")
    if item.follow_up is not None:
        yield paint.listed("", item.follow_up[0])
        yield paint.listed("", f"{_MINE}{item.follow_up[1]}")
    if item.reading is not None:
        yield paint.listed("", HR_READS)
        for text in _with_marks(item.reading).splitlines():
            yield paint.listed("", f"{_MINE}{text}")
    codes = ", ".join(label for _, label in item.codes)
    kept = " ".join(part for part in (item.caution, item.kept, codes and f"[{codes}]") if part)
    if kept:
        yield paint.aside(f"      {kept}")


def _with_marks(reading: Reading) -> str:
    """What HR would read, the marked parts between angles."""
    text = reading.text
    for start, end in reversed(reading.marked):
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return text
