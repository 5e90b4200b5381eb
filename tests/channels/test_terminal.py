"""The interview in a terminal, typed line by line."""

from collections.abc import Callable, Iterable
from contextlib import chdir
from pathlib import Path

import pytest

from bot.channels.terminal import HR_READS, NOT_KEPT, ON_THE_PAGE, talk
from bot.interview.engine import begin, hear
from bot.interview.events import Event
from bot.interview.turn import Session, Turn
from tests.interview.talks import FACTS, noticed, redact, shipped

WHOLE = (
    *("start", "remote work", "the friendly team", "1", "it was this and that for me", "1, 2", "1"),
    *("a longer story", "perhaps", "skip", "go on", "another offer", "1", "no", "5 4 3 4 5"),
    *("skip", "nothing", "maybe", "send"),
)


class Screen:
    """A terminal: what was written, and the lines still to be typed; then its end."""

    def __init__(self, typed: Iterable[str]) -> None:
        self._typed = iter(typed)
        self.written: list[str] = []
        self.turns: list[Turn] = []

    def read(self, prompt: str) -> str:
        """The next line typed."""
        self.written.append(prompt)
        for line in self._typed:
            return line
        raise EOFError

    @property
    def text(self) -> str:
        """Everything on the screen."""
        return "\n".join(self.written)


def play(*typed: str, width: int = 80, colour: bool = False) -> Screen:
    """An interview with these lines typed."""
    screen = Screen(typed)

    def hears(session: Session, event: Event) -> Turn:
        screen.turns.append(
            hear(shipped()[0], session, event, FACTS, redact, noticed(session, event))
        )
        return screen.turns[-1]

    first = begin(shipped()[0], "ab", "en", FACTS, redact)
    write: Callable[[str], None] = screen.written.append
    talk(first, hears, screen.read, write, width=width, colour=colour)
    return screen


def test_a_whole_interview_is_typed() -> None:
    """Every question is answered by typing a line, the review is shown, and Send ends it."""
    screen = play(*WHOLE)
    last = screen.turns[-1]
    assert last.outcome == "completed"
    assert {answer.question for answer in last.kept} >= {"liked", "causes", "hiring", "again"}
    assert "Thank you, truly" in screen.text
    assert screen.written[-1] == NOT_KEPT


def test_numbers_are_those_on_the_screen() -> None:
    """What stands under a number is what the number chooses, in the review as well."""
    screen = play(*WHOLE[:-1])
    review = screen.turns[len(WHOLE) - 2].ask
    assert review is not None
    assert f"  {len(review.review) + 1:>2}  Send" in screen.written
    assert play(*WHOLE[:-1], str(len(review.review) + 1)).turns[-1].outcome == "completed"
    changed = play(*WHOLE[:-1], "2").turns[len(WHOLE) - 1].ask
    assert changed is not None
    assert changed.step == review.review[1].step


@pytest.mark.parametrize("stopped_after", range(len(WHOLE)))
def test_the_end_of_input_leaves_politely(stopped_after: int) -> None:
    """When no more lines come, wherever it stands, the interview ends with nothing kept."""
    screen = play(*WHOLE[:stopped_after])
    last = screen.turns[-1]
    assert (last.outcome, last.session, last.kept) == ("stopped", None, ())
    assert screen.written[-1] == NOT_KEPT


def test_the_end_of_input_after_delete() -> None:
    """Asked whether to delete everything, no answer is no reason to keep it."""
    assert play("start", "remote work", "delete").turns[-1].outcome == "deleted"


def test_back_shows_the_old_answer() -> None:
    """A question asked again is shown with what was answered to it."""
    screen = play("start", "remote work", "back")
    assert any(line.startswith("(Remote work") for line in screen.written)
    screen = play("start", "skip", "the product", "back")
    assert "(the product)" in screen.written


def test_colour_only_when_asked_for() -> None:
    """Without colour no escape sequence is written; with it, questions are bold."""
    assert "\x1b" not in play(*WHOLE).text
    assert "\x1b[1m" in play(*WHOLE, colour=True).text


@pytest.mark.parametrize("width", [10, 40, 80, 400])
def test_lines_are_as_wide_as_the_terminal(width: int) -> None:
    """No line is wider than the terminal, nor too wide to be read."""
    lines = play(*WHOLE, width=width).text.splitlines()
    assert max(len(line) for line in lines) <= max(40, min(width, 84))


def test_nothing_is_written_anywhere(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An interview in the terminal leaves no file, and prints nothing but through `write`."""
    with chdir(tmp_path):
        play(*WHOLE)
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_the_review_shows_what_hr_would_read() -> None:
    """Typed words stand there redacted, too, and that nothing of them is kept from a terminal."""
    typed = ("start", "skip", "Priya Raman was kind", "As the only doctor I had no time", "review")
    screen = play(*typed)
    assert f"      {HR_READS}" in screen.written
    assert "        > [name] was kind" in screen.written
    assert "        > «As the only doctor I had no time»" in screen.written
    assert "The marked part may tell who you are" in " ".join(screen.text.split())
    assert " ".join(screen.text.split()).count(ON_THE_PAGE) == 1
    assert ON_THE_PAGE not in " ".join(play("start", "skip", "skip", "review").text.split())
