"""From text to a tree with places, and what is refused on the way."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.interview.mistakes import DialogueError, did_you_mean
from bot.interview.script import Place
from bot.interview.yamlfile import Node, read_yaml

DIALOGUES = Path(__file__).parents[2] / "dialogues"


def refused(text: str) -> list[str]:
    """What is said of a text that is refused."""
    with pytest.raises(DialogueError) as caught:
        read_yaml(text, "f.yaml")
    return [str(mistake) for mistake in caught.value.mistakes]


def test_every_value_is_text_with_its_place() -> None:
    """Yes, numbers and dates stay what was typed."""
    node = read_yaml("a: yes\nb: [1, 2026-01-01]\n", "f.yaml")
    assert node.get("a") == Node(Place("f.yaml", 1, 4), "yes", quotes=0)
    listed = node.get("b")
    assert listed is not None
    assert [item.value for item in listed.value if isinstance(item, Node)] == ["1", "2026-01-01"]
    assert listed.place == Place("f.yaml", 2, 4)


def test_names_keep_their_order_and_place() -> None:
    """A name can be pointed at; an unknown one stands for the whole group."""
    node = read_yaml("b: 1\na: 2\n", "f.yaml")
    assert list(node.key_places) == ["b", "a"]
    assert node.key_place("a") == Place("f.yaml", 2, 1)
    assert node.key_place("c") == node.place


def test_a_column_of_a_text_is_told_where_it_can_be() -> None:
    """Of a text on one line, quotes counted; of a longer one only where it begins."""
    node = read_yaml("a: xyz\nb: 'xyz'\nc: x\n  yz\n", "f.yaml")
    for name, column in (("a", 6), ("b", 7), ("c", 4)):
        inner = node.get(name)
        assert inner is not None
        assert inner.place_of(3).column == column


def test_files_of_other_editors_are_read() -> None:
    """A byte order mark and the line ends of Windows do no harm and move no place."""
    node = read_yaml("\ufeffa: 1\r\nb: 2\r\n", "f.yaml")
    assert node.key_place("b") == Place("f.yaml", 2, 1)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", "1:1", "The file is empty."),
        ("# only a remark\n", "1:1", "The file is empty."),
        ("a: b: c\n", "1:5", "second colon"),
        ("a: 'x\nb: c\n", "1:4", "never closed"),
        ('a: "x\nb: "y"\n', "1:4", "closed only in line 2"),
        ("a:\n\tb: 1\n", "2:1", "There is a tab"),
        ("a: 1\x00", "1:5", "belongs to no text"),
        ("a: \ud800", "1:4", "belongs to no text"),
        ("\x89PNG\n", "1:1", "belongs to no text"),
        ("a: &x 1\n", "1:4", "“&x” would name"),
        ("a: *x\n", "1:4", "“*x” would repeat"),
        ("a: *really* nice\n", "1:4", "“*really*” would repeat"),
        ("a: !x 1\n", "1:4", "begins with “!”"),
        ("<<: {a: 1}\n", "1:1", "“<<” would copy"),
        ("a: 1\n---\nb: 2\n", "2:1", "second file begins"),
        ("%YAML 1.1\n---\na: 1\n", "2:1", "begins with %"),
        ("a: 1\nb: 2\na: 3\n", "3:1", "“a” stands here twice, first in line 1"),
        ("a: {b: 1, b: 2}\n", "1:11", "stands here twice"),
        ("[a]: 1\n", "1:1", "plain text"),
        ("a: @x\n", "1:4", "cannot begin with this character"),
        ("a:\n  b: 1\n c: 2\n", "3:2", "too far"),
        ("a: {b} and c\n", "1:8", "belongs to nothing before it"),
        ("a: [b\n", "2:1", "is not closed well"),
        ("[" * 50, "1:21", "within each other"),
        ('a: "\\q"\n', "1:6", "backslash"),
        ("a\nb: 1\n", "2:2", "second colon"),
    ],
)
def test_what_is_refused_is_told_in_plain_words(text: str, place: str, said: str) -> None:
    """A place, what is wrong, and what to do, without a word of YAML."""
    found = refused(text)
    assert found[0].startswith(f"f.yaml:{place}  S"), found
    assert said in found[0], found
    assert not any(word in found[0].lower() for word in ("anchor", "alias", "scalar", "token"))


def test_what_can_be_told_at_once_is() -> None:
    """Names twice, repeats and copies do not hide each other."""
    assert len(refused("a: 1\na: 2\nb: *x\n<<: {c: 1}\n")) == 3


def test_a_name_is_met_once_even_when_it_stands_there_twice() -> None:
    """The first one counts, so that what follows is judged by it."""
    assert "first in line 1" in refused("a: 1\na: 2\na: 3\n")[1]


def test_the_nearest_name_is_proposed() -> None:
    """A slip is recognised; something else altogether is not."""
    assert did_you_mean("titel", ["text", "title"]) == "Did you mean “title”?"
    assert did_you_mean("Agree", ["agree"]) == "Did you mean “agree”?"
    assert did_you_mean("xyz", ["text", "title"]) == ""
    assert did_you_mean("xyz", []) == ""


def met(text: str, *, pure: bool) -> list[tuple[object, ...]]:
    """What a parser tells of a text: what stands where."""
    return [
        (type(event), getattr(event, "value", None), event.start_mark.line, event.start_mark.column)
        for event in YAML(typ="safe", pure=pure).parse(text)
    ]


def test_the_fast_parser_meets_what_the_slow_one_does() -> None:
    """libyaml is there, and of the shipped files it tells the same, at the same places."""
    assert YAML(typ="safe").Parser is not YAML(typ="safe", pure=True).Parser
    for path in DIALOGUES.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert met(text, pure=False) == met(text, pure=True), path.name


def test_line_ends_of_old_systems_are_none() -> None:
    """What only an older YAML takes for the end of a line moves nothing to another line."""
    node = read_yaml("a: 'x\u2028y'\nb: z\n", "f.yaml")
    assert node.key_place("b") == Place("f.yaml", 2, 1)
