"""How the codebook fits what people write: what it covers, and what HR thinks of its phrases."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.insight.notes import Notes
from bot.insight.rollup import FLOOR
from bot.insight.suggestions import Suggestions
from bot.insight.telling import band, people_band
from bot.insight.themes import Code, Coder
from bot.privacy.batch import BagAnswer

_BANDS = ("A few", "Some", "About half", "Most")
_REVISE = "“python -m bot codebook revise” takes these over into the codebook."
_PEOPLE = ("5–9", "10–19", "20–39", "40 or more")


def report_lines(
    answers: Sequence[BagAnswer],
    asked: Collection[str],
    coder: Coder,
    notes: Notes,
    k: int,
    suggested: Suggestions,
) -> tuple[str, ...]:
    """The report as lines: of answers to the open questions `asked`, from k answers on."""
    written = [each for each in answers if each.question in asked and not each.choices]
    used = _used((each.words for each in written if each.words), coder)
    return (
        _coverage(written, k),
        notes.agreement.line() if notes.agreement.answers else "HR has judged no answers yet.",
        *_part(
            "Themes suggested in the talk, of those suggested to enough people:", _taken(suggested)
        ),
        *_part("Phrases found in three answers or more, of those that HR may read:", used),
        *_part("Phrases that HR found good:", notes.good),
        *_part("Phrases that HR found bad:", notes.bad),
        *_part("Phrases that HR would add:", ((t, text) for t, _, text in notes.phrases)),
        *_part("Examples that HR would add:", ((t, text) for t, _, text in notes.examples)),
        *(("", _REVISE) if notes.bad or notes.phrases or notes.examples else ()),
    )


def code_in_any(coder: Coder, text: str) -> tuple[Code, ...]:
    """The codes of words whose language nobody kept: those of the one that explains most."""
    found = (coder.look(text, language) for language in coder.languages)
    return max(found, key=lambda each: len(each.mentions)).codes


def _coverage(written: Sequence[BagAnswer], k: int) -> str:
    if len(written) < k:
        return "Too few open answers were released to say how many of them have a theme."
    share = sum(bool(each.codes) for each in written) / len(written)
    return f"{_BANDS[band(share)]} of the open answers have a theme."


def _used(words: Iterable[str], coder: Coder) -> list[tuple[str, str]]:
    """The phrases that are the reason for a code in as many answers as may be spoken of."""
    times = Counter((code.theme, code.why) for text in words for code in code_in_any(coder, text))
    return [each for each, people in times.items() if people >= FLOOR]


def _taken(suggested: Suggestions) -> Iterator[tuple[str, str]]:
    """How many took a theme of those it was suggested to; none and all are bands as well."""
    for theme, (offered, taken) in suggested.items():
        to, by = _PEOPLE[people_band(offered)], _BANDS[band(taken / offered)].lower()
        yield theme, f"suggested to {to} people, {by} of them took it"


def _part(title: str, phrases: Iterable[tuple[str, str]]) -> Iterator[str]:
    lines = [f"  {theme}: {phrase}" for theme, phrase in sorted(phrases)]
    if lines:
        yield from ("", title, *lines)
