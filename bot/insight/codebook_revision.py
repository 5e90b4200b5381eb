"""What HR noted while reading becomes a new version of the codebook, its comments kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.insight.codebook import POLARITIES, codebook_in
from bot.insight.notes import Agreement, Notes
from bot.interview.formatting.comments import Notes as Comments
from bot.interview.formatting.comments import at, notes_of
from bot.interview.formatting.style import written
from bot.interview.script import Place
from bot.interview.yamlfile import Node, read_yaml

_OF = {"positive": "something liked", "concern": "a worry"}


@dataclass(frozen=True, slots=True)
class Revised:
    """The file as it is to be, what is different in words, and what of the notes is left."""

    text: str
    differences: tuple[str, ...]
    notes: Notes


def revised(text: str, file: str, notes: Notes) -> Revised:
    """The codebook in `text` after these notes; DialogueError when it cannot be read.

    Bad phrases go, examples and phrases of HR's own come, and the version rises by one. What was
    agreed was about the version before, so that it is counted anew.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    root = read_yaml(plain, file)
    version = codebook_in(root).version
    revision = _Revision(notes, notes_of(plain, root), file)
    themes = revision.themes(root)
    left = replace(notes, bad=frozenset(), examples=(), phrases=frozenset())
    if not revision.differences:
        return Revised(text, (), left)
    fresh = {"version": revision.text(str(version + 1)), "themes": themes}
    done = written(_with(root, fresh), revision.comments)
    said = (*revision.differences, f"This is version {version + 1} of the codebook.")
    return Revised(done, said, replace(left, agreement=Agreement()))


@dataclass(slots=True)
class _Revision:
    """Goes through the themes, and says what it changes; `made` counts the entries it adds."""

    notes: Notes
    comments: Comments
    file: str
    differences: list[str] = field(default_factory=list)
    made: int = 0

    def themes(self, root: Node) -> Node:
        """The list of themes as it is to be."""
        themes = root.get("themes")
        assert themes is not None  # noqa: S101 - a codebook has themes
        return replace(themes, value=tuple(map(self._theme, _listed(themes))))

    def text(self, value: str) -> Node:
        """An entry that no comment belongs to, since it stands nowhere yet."""
        self.made += 1
        return Node(Place(self.file, 0, self.made), value)

    def _theme(self, theme: Node) -> Node:
        id_, label = (_text(theme.get(name)) for name in ("id", "label"))
        named = f"{label} ({id_})"
        bad = {phrase for each, phrase in self.notes.bad if each == id_}
        group = theme.get("phrases") or self._group()
        group = self._without(group, bad, named)
        for _, language, phrase in sorted(e for e in self.notes.phrases if e[0] == id_):
            told = f"{named} is found by “{phrase}” now."
            group = self._added(group, language, phrase, told)
        examples = theme.get("examples") or self._group()
        for polarity in POLARITIES:
            for mine, kind, sentence in self.notes.examples:
                if (mine, kind) == (id_, polarity):
                    told = f"{named} has another example of {_OF[polarity]}: “{sentence}”"
                    examples = self._added(examples, polarity, sentence, told)
        return _with(theme, {"phrases": group, "examples": examples})

    def _without(self, group: Node, bad: Collection[str], named: str) -> Node:
        left = {}
        for language, phrases in _named(group).items():
            kept = tuple(node for node in _listed(phrases) if _text(node) not in bad)
            for node in _listed(phrases):
                if node not in kept:
                    self.differences.append(f"{named} is no longer found by “{_text(node)}”.")
                    self._hand_on(node, _listed(phrases), kept)
            left[language] = replace(phrases, value=kept)
        return _with(group, left)

    def _hand_on(self, gone: Node, all_: Sequence[Node], kept: Sequence[Node]) -> None:
        """Comments above a phrase may be about those below it, too: they stay."""
        above = self.comments.before.pop(at(gone.place), [])
        below = [node for node in all_[all_.index(gone) :] if node in kept]
        if below:
            before = self.comments.before
            before[at(below[0].place)] = [*above, *before.get(at(below[0].place), [])]
        elif kept:
            self.comments.after.setdefault(at(kept[-1].place), []).extend(above)

    def _added(self, group: Node, name: str, text: str, told: str) -> Node:
        """The group with a text more under this name, unless it stands there."""
        listed = group.get(name) or replace(self.text(""), value=())
        if text in map(_text, _listed(listed)):
            return group
        self.differences.append(told)
        return _with(group, {name: replace(listed, value=(*_listed(listed), self.text(text)))})

    def _group(self) -> Node:
        return replace(self.text(""), value={})


def _with(group: Node, changed: Mapping[str, Node]) -> Node:
    """The group with these entries in their place, new ones last, without what became empty."""
    before = _named(group)
    places = {**{name: node.place for name, node in changed.items()}, **group.key_places}
    empty = {name for name, node in before.items() if not node.value}
    value = {**before, **changed}
    left = {name: node for name, node in value.items() if node.value or name in empty}
    return replace(group, value=left, key_places=places)


def _named(node: Node) -> Mapping[str, Node]:
    return node.value if isinstance(node.value, Mapping) else {}


def _listed(node: Node) -> tuple[Node, ...]:
    return node.value if isinstance(node.value, tuple) else ()


def _text(node: Node | None) -> str:
    return node.value.strip() if node is not None and isinstance(node.value, str) else ""
