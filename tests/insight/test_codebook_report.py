"""What is told of how the codebook fits."""

from functools import cache

from bot.insight.codebook_report import code_in_any, report_lines
from bot.insight.notes import Agreement, Notes
from bot.insight.suggestions import Suggestions
from bot.insight.themes import Coder
from bot.privacy.batch import BagAnswer
from tests.insight.batches import CANARY, codebook


@cache
def coder() -> Coder:
    """Codes by the codebook of the project."""
    return Coder(codebook())


def answer(words: str | None, *codes: str, question: str = "concerns") -> BagAnswer:
    """An answer of a released batch."""
    return BagAnswer("1", question, codes=codes, words=words)


def report(
    answers: list[BagAnswer], notes: Notes | None = None, suggested: Suggestions | None = None
) -> tuple[str, ...]:
    """The report of these answers."""
    return report_lines(answers, {"concerns"}, coder(), notes or Notes(), 5, suggested or {})


def test_coverage_is_a_band_from_k_answers_on() -> None:
    """Counted are open answers with words, read or forgotten; the rest are no part of it."""
    no_words = BagAnswer("1", "concerns", choices=("nothing",))
    few = [answer(None, "waiting")] * 4 + [no_words, answer(None, question="causes")]
    assert report(few)[0].startswith("Too few")
    assert report([*few, answer(None)])[0] == "Most of the open answers have a theme."
    assert report([answer(None)] * 6)[0] == "A few of the open answers have a theme."


def test_phrases_are_named_from_three_answers_on() -> None:
    """What one or two wrote is not told, and nothing that was typed."""
    lines = report(
        [*[answer(f"The long commute, {CANARY}")] * 3, *[answer(f"low pay {CANARY}")] * 2]
    )
    assert "  location: long commute" in lines
    assert not any("low pay" in line or CANARY in line for line in lines)


def test_suggestions_are_told_in_bands() -> None:
    """How many were offered a theme and took it, and never that all or none did."""
    lines = report([], suggested={"mission": (12, 12), "growth": (6, 0), "culture": (41, 20)})
    assert lines[3:] == (
        "Themes suggested in the talk, of those suggested to enough people:",
        "  culture: suggested to 40 or more people, about half of them took it",
        "  growth: suggested to 5–9 people, a few of them took it",
        "  mission: suggested to 10–19 people, most of them took it",
    )


def test_notes_are_told_by_what_is_to_be_done() -> None:
    """Good and bad phrases, examples to take over, and the agreement."""
    notes = Notes(
        frozenset({("location", "long commute")}),
        frozenset({("pay_level", "the money")}),
        (("growth", "concern", "There was no way up."),),
        Agreement(38, 31, 20, 5, 6, 700),
        frozenset({("growth", "en", "no way up")}),
    )
    lines = report([], notes)
    assert lines[1].startswith("HR and the codebook agree on 31 of 38 answers. Krippendorff")
    assert lines[2:] == (
        *("", "Phrases that HR found good:", "  location: long commute"),
        *("", "Phrases that HR found bad:", "  pay_level: the money"),
        *("", "Phrases that HR would add:", "  growth: no way up"),
        *("", "Examples that HR would add:", "  growth: There was no way up."),
        *("", "“python -m bot codebook revise” takes these over into the codebook."),
    )


def test_words_are_coded_in_the_language_that_explains_most() -> None:
    """No language is kept with them."""
    assert [code.theme for code in code_in_any(coder(), "Ein besseres Gehalt")] == ["pay_level"]
    assert [code.theme for code in code_in_any(coder(), "the long commute")] == ["location"]
    assert code_in_any(coder(), "") == ()
