"""The one style of dialogue files: nothing said is changed, no comment is lost or moved astray."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.interview.formatting.style import formatted, same
from bot.interview.mistakes import DialogueError
from bot.interview.yamlfile import read_yaml

FOLDER = Path(__file__).parents[2] / "dialogues"
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.yaml"))

GOLDEN = Path(__file__).parent / "golden"
UNTIDY = (GOLDEN / "untidy.yaml").read_text()
TIDY = (GOLDEN / "tidy.yaml").read_text()


def test_one_style() -> None:
    """Order of names, indents, quotes, long texts, empty lines; comments stay where they belong."""
    assert formatted(UNTIDY, "untidy.yaml") == TIDY


def test_what_is_tidy_stays_as_it_is() -> None:
    """A file in its style is written again byte for byte."""
    assert formatted(TIDY, "tidy.yaml") == TIDY


def test_the_marks_of_other_editors_go() -> None:
    """A byte order mark and the line ends of Windows are gone, a last line end is there."""
    assert formatted("\ufeff" + UNTIDY.replace("\n", "\r\n").rstrip(), "untidy.yaml") == TIDY


@pytest.mark.parametrize("name", FILES)
def test_what_comes_with_the_product_says_the_same_afterwards(name: str) -> None:
    """Every shipped file keeps its words and its comments, and settles at once."""
    text = (FOLDER / name).read_text()
    tidy = formatted(text, name)
    assert same(read_yaml(text, name), read_yaml(tidy, name))
    assert sorted(comments(tidy)) == sorted(comments(text))
    assert formatted(tidy, name) == tidy


def comments(text: str) -> list[str]:
    """Every comment that has a line of its own."""
    return re.findall(r"^ *(#.*)$", text, re.MULTILINE)


NAMES = st.text("ab:#-? ,'\"{[", min_size=1, max_size=4).filter(lambda name: name.strip() == name)
TEXTS = st.text("ab :#\n-?,'\"{}[]|>&*!%@`\\~0é\u2028\x85", max_size=30).map(str.strip)
TREES = st.recursive(
    TEXTS | TEXTS.map(lambda text: f"{text} {text or 'a'} " * 9).map(str.strip),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=3))
def test_whatever_is_said_is_said_still(tree: object) -> None:
    """Any text survives, whatever signs it holds and however long it is."""
    text = json.dumps(tree)
    tidy = formatted(text, "any.yaml")
    assert same(read_yaml(text, "any.yaml"), read_yaml(tidy, "any.yaml")), tidy
    assert formatted(tidy, "any.yaml") == tidy


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(1, 6))
def test_no_comment_is_lost(data: st.DataObject, count: int) -> None:
    """Comments and empty lines put in anywhere are all there afterwards, in their order."""
    lines = TIDY.splitlines()
    for number in range(count):
        place, indent = data.draw(st.integers(0, len(lines))), " " * data.draw(st.integers(0, 8))
        lines[place:place] = data.draw(st.sampled_from([[""], [f"{indent}# {number}"]]))
    text = "\n".join(lines)
    # Within a text it would be a part of the text.
    assume(says_as_much(text))
    tidy = formatted(text, "any.yaml")
    assert says_as_much(tidy)
    assert comments(tidy) == comments(text)
    assert formatted(tidy, "any.yaml") == tidy


def says_as_much(text: str) -> bool:
    """Whether this is readable and says what the tidy file says."""
    try:
        return same(read_yaml(text, "any.yaml"), read_yaml(TIDY, "any.yaml"))
    except DialogueError:
        return False
