"""The house style, as it stands in its file, and the messages that a script says otherwise."""

from collections.abc import Mapping

from bot.interview.fields import Fields
from bot.interview.file_head import read_format, read_language
from bot.interview.house import MESSAGES, WORDS, HouseStyle
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.yamlfile import Node, read_yaml

_TOP = ("format", "language", "names", "messages", "acknowledgements", "words", "synonyms")


def read_house_style(text: str, file: str) -> HouseStyle:
    """The house style in a file; DialogueError with every mistake of it."""
    return house_style_in(read_yaml(text, file))


def house_style_in(root: Node) -> HouseStyle:
    """The same from the tree of the file."""
    mistakes: list[Mistake] = []
    fields = Fields(root, mistakes)
    fields.only(_TOP, here="in a house style")
    read_format(fields)
    fields.need(
        "acknowledgements", "Add “acknowledgements:” with a list of neutral words of thanks."
    )
    language = read_language(fields)
    house = HouseStyle(
        language=language,
        names=fields.texts("names") or (language,),
        messages=_all_messages(fields),
        acknowledgements=fields.sentences("acknowledgements"),
        words=_words(fields),
        synonyms=read_synonyms(fields),
    )
    if mistakes:
        raise DialogueError(mistakes)
    return house


def read_messages(fields: Fields) -> dict[str, str]:
    """The messages that stand under `messages`, all of them known by name."""
    group = fields.group("messages")
    if group is None:
        return {}
    group.only(tuple(MESSAGES), here="among the messages")
    names = [name for name in group.names() if name in MESSAGES]
    return {name: group.sentence(name, MESSAGES[name]) for name in names}


def _all_messages(fields: Fields) -> dict[str, str]:
    fields.need("messages", "Add “messages:” with one “name: sentence” a line below it.")
    group = fields.group("messages")
    if group is not None:
        for name in MESSAGES:
            group.need(name)
    return read_messages(fields)


def _words(fields: Fields) -> dict[str, tuple[str, ...]]:
    fields.need("words", "Add “words:” with one list of words for each name below it.")
    group = fields.group("words")
    if group is None:
        return {}
    group.only(WORDS, here="among the words")
    for name in WORDS:
        group.need(name, f"Add “{name}: [ … ]” with the words people type for it.")
    return {name: group.texts(name) for name in group.names() if name in WORDS}


def read_synonyms(fields: Fields) -> Mapping[str, str]:
    """What people type, with the label it stands for."""
    group = fields.group("synonyms")
    labels: dict[str, str] = {}
    if group is None:
        return labels
    pairs = [(name, typed) for name in group.names() for typed in group.texts(name)]
    for label, typed in pairs:
        known = labels.setdefault(typed, label)
        if known != label:
            what = f"“{typed}” stands for “{known}” already."
            group.wrong(group.at(label), "S13", what, "Keep it under one of the two labels.")
    return labels
