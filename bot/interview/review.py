"""The answers as they will be kept: shown before Send, handed over at Send."""

from collections.abc import Iterable, Iterator

from bot.interview.answers import Answer
from bot.interview.events import Send
from bot.interview.moment import Moment
from bot.interview.roles import in_roles
from bot.interview.script import Ask
from bot.interview.turn import Entry, Kept, Reading, ReviewItem, WordsUse


def on_path(moment: Moment) -> Iterator[tuple[Moment, Ask, Entry]]:
    """Each answer on the path with its question, and the moment at which it was asked."""
    path = moment.session.path
    for index, entry in enumerate(path):
        step = moment.revision.flow.steps[entry.step]
        if isinstance(step, Ask):
            yield moment.with_path(path[:index]), step, entry


def latest(moment: Moment) -> Iterable[tuple[Moment, Ask, Entry]]:
    """The same without consent and silent answers; of a question met again, the last answer."""
    put = (each for each in on_path(moment) if each[2].asked and each[1].type != "consent")
    return {ask.id: (then, ask, entry) for then, ask, entry in put}.values()


def review_items(moment: Moment) -> Iterator[ReviewItem]:
    """Every answer to a question that was put, consent aside."""
    labels = moment.revision.causes
    for then, ask, entry in latest(moment):
        answer = entry.answer
        codes = tuple((id, labels[id]) for id in _codes(ask, answer) if id in labels)
        reading = _reading(moment, ask, answer)
        yield ReviewItem(
            step=ask.id,
            question=then.question(ask),
            answer=then.shown(ask, answer),
            kept=_becomes(moment, answer, reading, has_codes=bool(codes)),
            codes=codes,
            follow_up=follow_up(then, ask, answer),
            reading=reading,
            words=_to_begin_with(reading),
            uses=_uses(moment) if reading is not None else (),
            caution=moment.say("words_marked") if reading is not None and reading.marked else "",
        )


def kept(moment: Moment, sent: Send) -> Iterator[Kept]:
    """What a completed interview leaves: choices, ratings, themes, and words only where allowed."""
    for _, ask, entry in latest(moment):
        answer = entry.answer
        if answer.skipped:
            continue
        found = _codes(ask, answer)
        stay = tuple(c for c in found if c in sent.codes[ask.id]) if ask.id in sent.codes else found
        reading = _reading(moment, ask, answer) if sent.words.get(ask.id) == "read" else None
        words = reading.text if reading is not None else None
        if ask.digest != "never":
            yield Kept(ask.id, answer.choices, answer.ratings, stay, words, answer.offered)
        elif words is not None:
            yield Kept(ask.id, words=words)


def _reading(moment: Moment, ask: Ask, answer: Answer) -> Reading | None:
    """What HR would read of an answer and its follow-up, where the script lets it be offered.

    Words of another language than the interview ended in are never read: in a batch, they could
    be the only ones in it.
    """
    typed = "\n".join(part for part in (answer.text, answer.probe) if part)
    language = moment.session.language
    if not (ask.words and typed) or answer.language not in ("", language):
        return None
    return in_roles(moment.redact(typed, language), moment.revision.house)


def _to_begin_with(reading: Reading | None) -> WordsUse | None:
    """Words that may tell who wrote them are kept only by those who say so."""
    if reading is None:
        return None
    return "count" if reading.marked else "read"


def _uses(moment: Moment) -> tuple[tuple[WordsUse, str], ...]:
    return ("read", moment.say("words_read")), ("count", moment.say("words_count"))


def shown(moment: Moment) -> tuple[str, ...]:
    """The questions that were put to this person, answered or skipped."""
    return tuple(ask.id for _, ask, _ in latest(moment))


def _codes(ask: Ask, answer: Answer) -> tuple[str, ...]:
    return answer.codes if ask.digest != "never" else ()


def _becomes(moment: Moment, answer: Answer, reading: Reading | None, *, has_codes: bool) -> str:
    """What becomes of typed words; whatever else was answered is kept just as it stands there."""
    if not (answer.text or answer.probe):
        return ""
    if reading is not None:
        return moment.say("kept_as_allowed")
    return moment.say("kept_as_themes" if has_codes else "kept_nothing")


def follow_up(then: Moment, ask: Ask, answer: Answer) -> tuple[str, str] | None:
    """The follow-up that was put to this answer, and what was said to it."""
    return (then.follow_up(ask, answer), answer.probe) if answer.probe else None
