"""However dialogues are broken, `check` says so in sentences, or they still work."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue import CODEBOOK, HOUSE_STYLE, SCRIPT, put_together
from bot.interview.mistakes import Mistake
from bot.interview.script import Ask
from bot.studio.findings import severity
from bot.studio.folder import DIGEST, PAGES, WORDS
from bot.studio.inspection import Inspected, inspect
from bot.studio.syllables import syllables
from tests.interview.made_scripts import examples
from tests.interview.walks import walk
from tests.studio.breaking import BREAKS, Break
from tests.studio.placed import plain

FILES = (SCRIPT, SCRIPT, SCRIPT, SCRIPT, HOUSE_STYLE, CODEBOOK, DIGEST, PAGES, WORDS)
STEP = re.compile(r"^ *- (?:ask|say|end):", re.MULTILINE)
breaks = st.tuples(st.sampled_from(BREAKS), st.integers(0, 10_000), st.integers(0, 10_000))


def broken(name: str, changes: list[tuple[Break, int, int]]) -> dict[str, str]:
    """The dialogues with one file changed."""
    lines = plain()[name].split("\n")
    for change, at, other in changes:
        if lines:
            change(lines, at % len(lines), other % len(lines))
    return {**plain(), name: "\n".join(lines)}


def assert_sound(found: Mistake, changed: Mapping[str, str]) -> None:
    """A finding has a place in its file, and says what is wrong and what to do."""
    assert 1 <= found.place.line <= changed[found.place.file].count("\n") + 2
    assert found.place.column >= 1
    assert found.what.endswith(".")
    assert found.todo[-1] in ".?"


def assert_works(done: Inspected, text: str) -> None:
    """Every step was read, can be met, and every walk ends, whoever takes it."""
    assert done.house is not None
    assert done.codebook is not None
    script = done.scripts[SCRIPT].script
    assert len(script.steps) == len(STEP.findall(text))
    revision = put_together(SCRIPT, {SCRIPT: text}, script, done.house, done.codebook).revision
    met: set[str] = set()
    for seed, start in enumerate(["agree"] * 6 + ["short", "refuse"]):
        met |= {moved.before.at for moved in walk(revision, seed, stray=False, start=start)}
    assert {ask.id for ask in script.steps if isinstance(ask, Ask) and _is_plain(ask)} <= met


def _is_plain(ask: Ask) -> bool:
    """Whether everybody is asked this who is not led past it by what they chose."""
    return (
        ask.only_if is None and not ask.from_answer and bool(ask.texts) and not ask.drop_when_short
    )


@examples(30)
@given(st.sampled_from(FILES), st.lists(breaks, min_size=1, max_size=3))
def test_broken_dialogues_are_told_in_sentences(
    name: str, changes: list[tuple[Break, int, int]]
) -> None:
    """No traceback, every finding has its place, and what passes without an error works."""
    changed = broken(name, changes)
    done = inspect(changed, [SCRIPT], syllables)
    for found in done.findings:
        assert_sound(found, changed)
    if all(severity(found) != "E" for found in done.findings):
        assert_works(done, changed[SCRIPT])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("\n\n", "The file is empty."),
        ("\x89PNG\r\n\x1a\n\x00\x00", "perhaps this is no text file"),
        ("steps: \x00", "perhaps this is no text file"),
        ("a: b\n" * 300_000, "too large to be a dialogue"),
        ("{" * 500, "Too many things stand within each other"),
        ("- " * 500 + "a", "Too many things stand within each other"),
        ("just some words", "Names with values should stand here."),
        ("- a\n- b", "Names with values should stand here."),
    ],
)
def test_what_is_no_script_is_told_in_a_sentence(text: str, said: str) -> None:
    """Nothing, something binary, far too much, and what is no dialogue: a sentence each."""
    found = inspect({**plain(), SCRIPT: text}, [SCRIPT], syllables).findings
    assert any(each.place.file == SCRIPT and said in each.what for each in found), found


@pytest.mark.parametrize("name", [HOUSE_STYLE, CODEBOOK, DIGEST, PAGES, WORDS])
def test_every_other_file_is_told_when_it_is_no_dialogue(name: str) -> None:
    """A file that is something else is an error in that file, and never a traceback."""
    for text in ("", "\x89PNG\r\n\x1a\n\x00", "just some words", "- a\n- b"):
        found = inspect({name: text}, [], syllables).findings
        assert any(each.place.file == name and severity(each) == "E" for each in found), found


@pytest.mark.parametrize("name", [SCRIPT, HOUSE_STYLE, CODEBOOK])
def test_marks_of_other_systems_change_nothing(name: str) -> None:
    """A byte order mark, and lines that end as Windows ends them, are no mistake."""
    text = "\ufeff" + plain()[name].replace("\n", "\r\n")
    findings = inspect({**plain(), name: text}, [SCRIPT], syllables).findings
    assert findings == inspect(plain(), [SCRIPT], syllables).findings
