"""What a waiver has to say, and what it then keeps quiet."""

import pytest

from bot.interview.checks.waivers import read_waivers, waived
from bot.interview.mistakes import Mistake
from bot.interview.script import Place
from bot.interview.yamlfile import read_yaml

SEVERITIES = {"Q01": "W", "Q07": "W", "F02": "E"}


def left(text: str, *lines: int) -> list[tuple[str, int]]:
    """Codes and lines that are left of a Q01 found in these lines of a file."""
    findings = [Mistake(Place("f.yaml", n, 3), "Q01", "What.", "Todo.") for n in lines]
    waivers, wrong = read_waivers(text, read_yaml(text, "f.yaml"), "f.yaml", SEVERITIES)
    return [(each.code, each.place.line) for each in (*waived(findings, waivers), *wrong)]


@pytest.mark.parametrize(
    "text",
    [
        "a: x  # lint: ok Q01 because it is so\n",
        "# lint: ok Q01 because it is so\na: x\n",
        "# lint: ok Q01 because it is so\n# and more of it\n\na: x\n",
        "a: x  #lint:ok q01 because it is so",
    ],
)
def test_a_waiver_stands_at_its_line_or_above_it(text: str) -> None:
    """Comments and empty lines may stand between a waiver and what it is about."""
    line = text.split("\n").index(next(n for n in text.split("\n") if n.startswith("a:"))) + 1
    assert left(text, line) == []
    assert left(text, line, line + 7) == [("Q01", line + 7)]


@pytest.mark.parametrize(
    ("waiver", "words"),
    [
        ("ok Q01", "gives no reason"),
        ("ok Q01 because", "gives no reason"),
        ("ok Q01 because …", "gives no reason"),
        ("ok Q71 because it is so", "There is no check “Q71”"),
        ("ok F02 because it is so", "an error cannot be waived"),
        ("fine", "cannot be read"),
    ],
)
def test_a_waiver_that_cannot_count_is_a_finding(waiver: str, words: str) -> None:
    """Without a reason, of no check, or of an error, it waives nothing and is told itself."""
    text = f"a: x  # lint: {waiver}\n"
    waivers, (wrong,) = read_waivers(text, read_yaml(text, "f.yaml"), "f.yaml", SEVERITIES)
    assert waivers == []
    assert (wrong.code, str(wrong.place)) == ("S16", "f.yaml:1:7")
    assert words in f"{wrong.what} {wrong.todo}"


def test_a_waiver_of_nothing_is_a_finding() -> None:
    """Left behind, it would hide the next finding of its kind."""
    assert left("a: x  # lint: ok Q07 because it is so\n", 1) == [("Q01", 1), ("S17", 1)]


def test_what_is_said_is_no_waiver() -> None:
    """A text may hold the very words of a waiver."""
    assert left("a: 'x # lint: ok Q01'\nb: |\n  # lint: ok Q01 because\n", 1) == [("Q01", 1)]
