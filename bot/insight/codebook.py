"""The codebook: the one list of causes, with the only sentences about answers a digest prints."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from bot.insight.lexicon import GAP, Phrase, fold, read_phrases
from bot.interview.fields import Fields
from bot.interview.file_head import read_format
from bot.interview.mistakes import DialogueError, Mistake, did_you_mean
from bot.interview.script import Cause, Place
from bot.interview.yamlfile import Node, read_yaml

Control = Literal["yes", "hard", "no", "unknown"]
Phrases = Mapping[str, tuple[Phrase, ...]]
POLARITIES = ("positive", "concern")
OTHER = "other"

_TOP = ("format", "version", "heads", "denials", "irony", "themes")
_HEAD = ("label", "digest_label", "statements", "owner", "first_step")
_THEME_NEEDED = ("id", "head", "label", "concern", "definition", "control", "statements")
_THEME = (
    *(*_THEME_NEEDED, "not_this", "owner", "sensitive", "about_people"),
    *("phrases", "exclude", "examples", "first_step", "digest_label", "digest_concern"),
)
# Words that stand in every second answer, whatever it is about.
_TOO_COMMON = {
    "en": (
        *("company", "firm", "job", "work", "working", "role", "position", "process", "people"),
        *("person", "thing", "team", "time", "offer", "interview", "call", "question", "answer"),
        *("hiring", "candidate", "employer", "experience", "good", "bad", "better", "more", "no"),
    ),
    "de": ("arbeit", "stelle", "rolle", "firma", "unternehmen", "team", "zeit", "leute", "angebot"),
    "fr": ("travail", "poste", "entreprise", "équipe", "temps", "gens", "offre", "entretien"),
    "es": ("trabajo", "puesto", "empresa", "equipo", "tiempo", "gente", "oferta", "entrevista"),
}
_NAME_OR_DIGIT = re.compile(r"[0-9]|(?<![.!?;:…] )(?<!^)\b(?!I\b)[A-ZÄÖÜ][a-zäöüß]+")


@dataclass(frozen=True, slots=True)
class Head:
    """What causes are grouped under, and what is said of those too few to be named alone."""

    id: str
    label: str
    statements: Mapping[str, str]
    owner: str = ""
    first_step: str = ""
    digest_label: str = ""

    @property
    def named(self) -> str:
        """How a digest names it."""
        return self.digest_label or self.label


@dataclass(frozen=True, slots=True)
class Theme:
    """One cause: how it is offered, found in words, and put in a digest.

    `control` says whether the employer can change it; `owner` is a role, empty when nobody can.
    `statements` and `examples` go by polarity, `phrases` and `exclude` by language. `digest_label`
    and `digest_concern` stand in a digest where the candidate's own words would not do.
    """

    id: str
    head: str
    label: str
    concern: str
    definition: str
    not_this: str
    control: Control
    owner: str
    statements: Mapping[str, str]
    first_step: str
    sensitive: bool = False
    about_people: bool = False
    phrases: Phrases = field(default_factory=dict)
    exclude: Phrases = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    digest_label: str = ""
    digest_concern: str = ""

    def named(self, polarity: str) -> str:
        """How a digest names it, as something liked or as a worry."""
        if polarity == "concern":
            return self.digest_concern or self.concern
        return self.digest_label or self.label


@dataclass(frozen=True, slots=True)
class Denials:
    """What says, right before or right after a phrase, that it was not meant."""

    before: tuple[Phrase, ...] = ()
    after: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """Heads by id, themes in order; by language denials, and what shows that words are ironic."""

    version: int
    heads: Mapping[str, Head]
    themes: tuple[Theme, ...]
    denials: Mapping[str, Denials] = field(default_factory=dict)
    irony: Phrases = field(default_factory=dict)

    def head_of(self, theme: str) -> Head:
        """The head that a theme stands under; KeyError when there is no such theme."""
        return self.heads[{each.id: each.head for each in self.themes}[theme]]

    def causes(self) -> tuple[Cause, ...]:
        """The list as the interview needs it, `other` last."""
        themes = sorted(self.themes, key=lambda theme: theme.id == OTHER)
        return tuple(
            Cause(theme.id, theme.label, theme.concern, self.heads[theme.head].label)
            for theme in themes
        )


def read_codebook(text: str, file: str) -> Codebook:
    """The codebook in a file; DialogueError with every mistake of it."""
    return codebook_in(read_yaml(text, file))


def codebook_in(root: Node) -> Codebook:
    """The same from the tree of the file."""
    mistakes: list[Mistake] = []
    fields = Fields(root, mistakes)
    fields.only(_TOP, here="in a codebook")
    read_format(fields)
    for name in ("version", "heads", "themes"):
        fields.need(name)
    heads = _heads(fields)
    codebook = Codebook(
        version=fields.number("version", 1, 999_999) or 0,
        heads=heads,
        themes=_Themes(heads, mistakes).read(fields),
        denials=_denials(fields),
        irony=_irony(fields),
    )
    if mistakes:
        raise DialogueError(mistakes)
    return codebook


def _heads(fields: Fields) -> dict[str, Head]:
    group = fields.group("heads")
    names = group.names() if group else ()
    read = ((name, group.group(name)) for name in names if group)
    return {name: _head(name, each) for name, each in read if each is not None}


def _head(name: str, fields: Fields) -> Head:
    fields.is_id(name, fields.place)
    fields.only(_HEAD, here="with a head")
    for needed in ("label", "statements"):
        fields.need(needed)
    return Head(
        id=name,
        label=fields.sentence("label"),
        statements=_statements(fields),
        owner=fields.sentence("owner"),
        first_step=fields.sentence("first_step"),
        digest_label=fields.sentence("digest_label"),
    )


def _statements(fields: Fields) -> dict[str, str]:
    group = fields.group("statements")
    if group is None:
        return {}
    group.only(POLARITIES, here="among the statements")
    for polarity in POLARITIES:
        group.need(polarity)
    return {polarity: group.sentence(polarity) for polarity in POLARITIES}


def _denials(fields: Fields) -> dict[str, Denials]:
    group = fields.group("denials")
    languages = group.names() if group else ()
    read = ((language, group.group(language)) for language in languages if group)
    return {language: _denials_of(each) for language, each in read if each is not None}


def _denials_of(fields: Fields) -> Denials:
    fields.only(("before", "after"), here="among the denials")
    return Denials(
        before=tuple(phrase for _, phrase in _phrases(fields, "before")),
        after=tuple(phrase for _, phrase in _phrases(fields, "after")),
    )


def _irony(fields: Fields) -> dict[str, tuple[Phrase, ...]]:
    group = fields.group("irony")
    languages = group.names() if group else ()
    return {tag: tuple(p for _, p in _phrases(group, tag)) for tag in languages if group}


def _phrases(group: Fields, name: str) -> list[tuple[Node, Phrase]]:
    """The phrases under a name, those noted as mistakes left out."""
    group.texts(name)  # notes whatever is no text
    nodes = group.entries(name)
    lines = [(node, read_phrases(node.value)) for node in nodes if isinstance(node.value, str)]
    sound = [(node, read) for node, read in lines if _has_ends(group, node, read[0])]
    return [(node, phrase) for node, read in sound for phrase in read]


def _has_ends(fields: Fields, node: Node, phrase: Phrase) -> bool:
    parts = phrase.parts
    if phrase.words and GAP not in (parts[0], parts[-1]):
        return True
    what = f"“{phrase.text}” does not begin and end with a word."
    fields.wrong(node.place, "S14", what, "Put “..” between words only.")
    return False


class _Themes:
    """Reads the themes one after the other, and knows which ids and phrases are taken."""

    def __init__(self, heads: Mapping[str, Head], mistakes: list[Mistake]) -> None:
        self._heads = heads
        self._mistakes = mistakes
        self._ids: dict[str, Place] = {}
        self._phrases: dict[tuple[str, tuple[str, ...]], str] = {}

    def read(self, fields: Fields) -> tuple[Theme, ...]:
        """Every theme; `other` has to be among them, for what the list does not hold."""
        nodes = fields.entries("themes")
        themes = tuple(self._theme(Fields(node, self._mistakes)) for node in nodes)
        if themes and OTHER not in self._ids:
            todo = f"Add a theme with “id: {OTHER}”."
            fields.wrong(fields.at("themes"), "S04", "There is no theme for anything else.", todo)
        return themes

    def _theme(self, fields: Fields) -> Theme:
        fields.only(_THEME, here="with a theme")
        for needed in _THEME_NEEDED:
            fields.need(needed)
        control = cast("Control", fields.word("control", get_args(Control), "unknown"))
        if control != "no":
            fields.need("owner", "Add “owner:” with the role that can change it.")
        theme_id = self._id(fields)
        return Theme(
            id=theme_id,
            head=self._head(fields),
            label=fields.sentence("label"),
            concern=fields.sentence("concern"),
            definition=fields.sentence("definition"),
            not_this=fields.sentence("not_this"),
            control=control,
            owner=fields.sentence("owner"),
            statements=_statements(fields),
            first_step=fields.sentence("first_step"),
            sensitive=fields.flag("sensitive"),
            about_people=fields.flag("about_people"),
            phrases=self._lexicon(fields, "phrases", theme_id),
            exclude=self._lexicon(fields, "exclude", None),
            examples=_examples(fields),
            digest_label=fields.sentence("digest_label"),
            digest_concern=fields.sentence("digest_concern"),
        )

    def _id(self, fields: Fields) -> str:
        theme_id = fields.text("id")
        if theme_id and fields.is_id(theme_id, fields.at("id")):
            known = self._ids.setdefault(theme_id, fields.at("id"))
            if known != fields.at("id"):
                what = f"“{theme_id}” is the id of another theme, in line {known.line}."
                fields.wrong(fields.at("id"), "F01", what, "Choose an id that was never used.")
        return theme_id

    def _head(self, fields: Fields) -> str:
        head = fields.text("head")
        if head and head not in self._heads:
            todo = did_you_mean(head, list(self._heads)) or "Add it under “heads:”."
            fields.wrong(fields.at("head"), "C03", f"There is no head “{head}”.", todo)
        return head

    def _lexicon(
        self, fields: Fields, name: str, theme: str | None
    ) -> dict[str, tuple[Phrase, ...]]:
        group = fields.group(name)
        if group is None:
            return {}
        read = {language: _phrases(group, language) for language in group.names()}
        if theme is not None:
            for language, phrases in read.items():
                for node, phrase in phrases:
                    self._check(group, node.place, phrase, language, theme)
        return {language: tuple(p for _, p in phrases) for language, phrases in read.items()}

    def _check(
        self, fields: Fields, place: Place, phrase: Phrase, language: str, theme: str
    ) -> None:
        if len(phrase.parts) == 1 and _is_too_common(phrase.parts[0], language):
            what = f"“{phrase.text}” alone says too little."
            fields.wrong(place, "S14", what, "Write the words that go with it.")
        known = self._phrases.setdefault((language, phrase.parts), theme)
        if known != theme:
            what = f"“{phrase.text}” is a phrase of “{known}” already."
            fields.wrong(place, "S13", what, "Keep it with one of the two.")


def _is_too_common(part: str, language: str) -> bool:
    return part.rstrip("*") in map(fold, _TOO_COMMON.get(language, ()))


def points_at_somebody(text: str) -> bool:
    """Whether an example has what looks like a name or a number."""
    return _NAME_OR_DIGIT.search(text) is not None


def _examples(fields: Fields) -> dict[str, tuple[str, ...]]:
    group = fields.group("examples")
    if group is None:
        return {}
    group.only(POLARITIES, here="among the examples")
    for polarity, text in _pairs(group):
        found = _NAME_OR_DIGIT.search(text)
        if found:
            what = f"“{found[0]}” in an example may point to somebody."
            group.wrong(group.at(polarity), "P18", what, "Say it without names and numbers.")
    return {polarity: group.texts(polarity) for polarity in POLARITIES if polarity in group}


def _pairs(group: Fields) -> Iterator[tuple[str, str]]:
    return ((p, text) for p in POLARITIES if p in group for text in group.texts(p))
