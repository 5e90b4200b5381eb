"""However a dialogue file is mangled, its author gets sentences, never a traceback."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.interview.house_reader import read_house_style
from bot.interview.mistakes import DialogueError, Mistake
from tests.interview.script_samples import SCRIPT, mistakes, read

Change = tuple[Callable[[list[str], int, str], None], int, str]

LINES = SCRIPT.splitlines()
SHARED = {"shared/extra.yaml": "- say: extra\n  text: One more thing.\n"}
line = st.integers(0, len(LINES) - 1)
junk = st.sampled_from(
    [
        *("", "- ", "  ", "\t", "'", '"', "{", "}", "[", "]", ": ", "#", "&a ", "*a ", "!b ", "|"),
        *("---", "~", "null", "\x00", "\ud800", "é", "yes", "text: ", "<<: {a: b}"),
        "use: shared/extra.yaml",
    ]
)


def delete(lines: list[str], at: int, _: str) -> None:
    """A line is gone."""
    del lines[at]


def rename(lines: list[str], at: int, word: str) -> None:
    """What stands before the first colon is another word."""
    name, colon, rest = lines[at].partition(":")
    lines[at] = name[: len(name) // 2] + word + colon + rest


def indent(lines: list[str], at: int, _: str) -> None:
    """A line stands further in."""
    lines[at] = "  " + lines[at]


def outdent(lines: list[str], at: int, _: str) -> None:
    """A line stands further out."""
    lines[at] = lines[at].removeprefix("  ")


def truncate(lines: list[str], at: int, word: str) -> None:
    """The file ends in the middle of a line."""
    lines[at:] = [lines[at][: len(lines[at]) // 2] + word]


def double(lines: list[str], at: int, _: str) -> None:
    """A line stands there twice."""
    lines.insert(at, lines[at])


def move(lines: list[str], at: int, _: str) -> None:
    """A line stands somewhere else."""
    lines.insert((at * 7) % len(lines), lines.pop(at))


def insert(lines: list[str], at: int, word: str) -> None:
    """Something strange stands in the middle of a line."""
    lines[at] = lines[at][: len(lines[at]) // 2] + word + lines[at][len(lines[at]) // 2 :]


def replace_value(lines: list[str], at: int, word: str) -> None:
    """Another value stands after the colon."""
    lines[at] = lines[at].partition(":")[0] + ": " + word


changes = st.tuples(
    st.sampled_from(
        [delete, rename, indent, outdent, truncate, double, move, insert, replace_value]
    ),
    line,
    junk,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(changes, min_size=1, max_size=4))
def test_a_mangled_script_is_read_or_refused_with_sentences(changed: list[Change]) -> None:
    """Whatever happens to its lines, each mistake has a place in the file and something to do."""
    lines = list(LINES)
    for change, at, word in changed:
        if lines:
            change(lines, at % len(lines), word)
    for mistake in mistakes("\n".join(lines), SHARED):
        assert 1 <= mistake.place.line <= len(lines) + 2
        assert mistake.place.column >= 1
        assert mistake.what.endswith(".")
        assert mistake.todo[-1] in ".?"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_refused(text: str) -> None:
    """A file of anything at all is refused with sentences as a script and as a house style."""
    assert mistakes(text)
    assert house_mistakes(text)


def house_mistakes(text: str) -> tuple[Mistake, ...]:
    """Everything wrong with a house style."""
    try:
        read_house_style(text, "house.yaml")
    except DialogueError as error:
        return error.mistakes
    return ()


@settings(max_examples=30, deadline=None)
@given(line)
def test_a_script_without_one_line_is_never_half_read(at: int) -> None:
    """A script that is read whole has every step that its lines name."""
    lines = LINES[:at] + LINES[at + 1 :]
    try:
        script = read("\n".join(lines))
    except DialogueError:
        return
    named = sum(text.startswith(("  - ask:", "  - say:", "  - end:")) for text in lines)
    assert len(script.steps) == named
