"""The review: every answer as it will be kept, and buttons that carry the answers' numbers."""

from collections.abc import Callable, Iterator

from bot.channels.telegram.codes import Verb, short
from bot.channels.telegram.notes import Notes
from bot.channels.telegram.rich import Span
from bot.interview.events import Send
from bot.interview.turn import Asked, Reading, ReviewItem

Say = Callable[..., str]
Make = Callable[[str, Verb, str], tuple[str, str]]
Row = list[tuple[str, str]]

_MOST = 80  # buttons; with those below them fewer than the hundred that Telegram shows
_A_ROW = 3
_IN, _OUT = "☑ ", "☐ "


def review_text(ask: Asked, say: Say) -> Iterator[list[Span]]:
    """Every answer, numbered, with what becomes of it, said once."""
    told: set[str] = set()
    for number, item in enumerate(ask.review, 1):
        yield list(_item(number, item, item.kept if item.kept not in told else "", say))
        told.add(item.kept)


def review_buttons(ask: Asked, notes: Notes, page: int, say: Say, make: Make) -> list[Row]:
    """Change an answer, say what becomes of its words, take a theme out."""
    edits = [
        make(say("telegram_change", number=str(number)), "e", short(item.step))
        for number, item in enumerate(ask.review, 1)
    ]
    rows = [edits[i : i + _A_ROW] for i in range(0, len(edits), _A_ROW)]
    for number, item in enumerate(ask.review, 1):
        rows += [[button] for button in _choices(number, item, notes, make)]
    pages = _paged(rows)
    shown = list(pages[page % len(pages)])
    if len(pages) > 1:
        shown.append([make(say("telegram_more"), "p", "")])
    return [*shown, *([make(choice.label, "c", short(choice.id))] for choice in ask.choices)]


def sending(ask: Asked, notes: Notes) -> Send:
    """What Send says: which themes stay, and what becomes of words."""
    open_items = [item for item in ask.review if item.words is not None]
    words = {item.step: use_of(item, notes) for item in open_items}
    codes = {item.step: _stay(item, notes) for item in ask.review if item.step in notes.gone}
    return Send(ask.visit, codes, words)


def use_of(item: ReviewItem, notes: Notes) -> str:
    """What becomes of the words of an answer."""
    return notes.uses.get(item.step) or item.words or "count"


def _stay(item: ReviewItem, notes: Notes) -> tuple[str, ...]:
    gone = notes.gone.get(item.step, ())
    return tuple(code for code, _ in item.codes if code not in gone)


def _item(number: int, item: ReviewItem, kept: str, say: Say) -> Iterator[Span]:
    yield Span(f"{number}. {item.question}", "bold")
    yield from (Span("\n"), Span(item.answer, "blockquote"))
    if item.follow_up is not None:
        yield Span(f"\n{item.follow_up[0]}\n")
        yield Span(item.follow_up[1], "blockquote")
    if item.reading is not None:
        yield Span(f"\n{say('telegram_reads')}\n")
        yield from _marked(item.reading)
    remark = " ".join(part for part in (item.caution, kept) if part)
    if remark:
        yield from (Span("\n"), Span(remark, "italic"))


def _marked(reading: Reading) -> Iterator[Span]:
    """What HR would read, with what may tell who wrote it underlined."""
    at = 0
    for start, end in reading.marked:
        yield Span(reading.text[at:start])
        yield Span(reading.text[start:end], "underline")
        at = end
    yield Span(reading.text[at:])


def _choices(number: int, item: ReviewItem, notes: Notes, make: Make) -> Iterator[tuple[str, str]]:
    if item.words is not None:
        use = dict(item.uses).get("read" if use_of(item, notes) == "read" else "count", "")
        yield make(f"{number}: {use}", "u", short(item.step))
    for code, label in item.codes:
        sign = _OUT if code in notes.gone.get(item.step, ()) else _IN
        yield make(f"{number}: {sign}{label}", "x", f"{short(item.step)}.{short(code)}")


def _paged(rows: list[Row]) -> list[list[Row]]:
    """The rows in pages of so many buttons; one page at least."""
    pages: list[list[Row]] = [[]]
    for row in rows:
        if sum(map(len, pages[-1])) + len(row) > _MOST:
            pages.append([])
        pages[-1].append(row)
    return pages
