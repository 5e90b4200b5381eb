"""The text of a file of examples -> the examples, or every mistake in it at once."""

from collections.abc import Iterator, Mapping

from bot.interview.examples.example import (
    Changes,
    Deed,
    Example,
    Exchange,
    Expected,
    Tells,
    Told,
)
from bot.interview.fields import Fields
from bot.interview.file_head import read_format, read_languages
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.yamlfile import Node, read_yaml

_TOP = ("format", "script", "note", "examples")
_EXAMPLE = ("example", "language", "note", "play", "expect")
_DEEDS = ("me", "types", "change")
_EXCHANGE = ("bot", "says", *_DEEDS)
_EXPECT = ("end", "answers", "not answered")


def read_examples(text: str, file: str) -> tuple[Example, ...]:
    """The examples of a file; DialogueError names everything wrong with it."""
    mistakes: list[Mistake] = []
    fields = Fields(read_yaml(text, file), mistakes)
    fields.only(_TOP, here="at the top of a file of examples")
    read_format(fields)
    fields.need("script", "Add “script:” with the id of the script that is played.")
    fields.need("examples", "Add “examples:” with a list of them.")
    script = fields.text("script")
    nodes = fields.entries("examples")
    examples = tuple(_example(Fields(node, mistakes), script) for node in nodes)
    if mistakes:
        raise DialogueError(mistakes)
    return examples


def _example(fields: Fields, script: str) -> Example:
    fields.only(_EXAMPLE, here="in an example")
    fields.need("example", "Add “example:” with what it shows, in a few words.")
    fields.need("play", "Add “play:” with a list of what is shown and done.")
    return Example(
        place=fields.node.key_place("example"),
        title=fields.text("example"),
        script=script,
        language=next(iter(read_languages(fields, "language")), ""),
        play=tuple(_play(fields)),
        expected=_expected(fields),
    )


def _play(fields: Fields) -> Iterator[Exchange]:
    nodes = fields.entries("play")
    for index, node in enumerate(nodes):
        inner = Fields(node, fields.mistakes)
        if "skip to" in inner:
            inner.only(("skip to",), here="with “skip to”")
            yield Exchange(node.place, inner.text("skip to"), skipping=True)
        else:
            yield _exchange(inner, last=index == len(nodes) - 1)


def _exchange(fields: Fields, *, last: bool) -> Exchange:
    fields.only(_EXCHANGE, here="in a play")
    fields.need("bot", "Add “bot:” with where the talk stands, or write “skip to: …”.")
    done = [name for name in _DEEDS if name in fields]
    # A mistyped name was noted, and may be what is done.
    if not done and not last and set(fields.names()) <= set(_EXCHANGE):
        todo = "Add “me:” with what the person taps or writes."
        fields.wrong(fields.place, "S04", "Here the person does nothing.", todo)
    for name in done[1:]:
        what = f"A person does one thing at a time, but “{done[0]}” stands here too."
        fields.wrong(fields.node.key_place(name), "S03", what, "Keep one of them.")
    deed = _deed(fields, done[0]) if done else None
    return Exchange(fields.place, fields.text("bot"), deed, fields.text("says"))


def _deed(fields: Fields, name: str) -> Deed:
    if name == "change":
        return Changes(fields.text("change"))
    if name == "types":
        return Tells(fields.text("types"), typed=True)
    return Tells(_told(fields, "me"))


def _told(fields: Fields, name: str) -> Told:
    """A text, a list of ids, or ratings: items with a number each."""
    node = fields.node.get(name)
    if node is not None and isinstance(node.value, tuple):
        return fields.texts(name)
    if not fields.is_group(name):
        return fields.text(name)
    group = Fields(_node(node), fields.mistakes)
    rated = {item: group.number(item, 1, 10) for item in group.names()}
    return {item: number for item, number in rated.items() if number is not None}


def _expected(fields: Fields) -> Expected:
    group = fields.group("expect")
    if group is None:
        return Expected(fields.place)
    group.only(_EXPECT, here="in what is expected")
    return Expected(
        place=group.place,
        end=group.text("end"),
        answers=_answers(group),
        not_answered=group.texts("not answered"),
    )


def _answers(fields: Fields) -> Mapping[str, Told] | None:
    group = fields.group("answers")
    return None if group is None else {name: _told(group, name) for name in group.names()}


def _node(node: Node | None) -> Node:
    assert node is not None  # noqa: S101 - only asked of a name that stands there
    return node
