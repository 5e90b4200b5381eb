"""Phrases of a codebook that nothing is found by: of no language, or found by others already."""

from collections.abc import Collection, Iterator

from bot.insight.lexicon import read_parts
from bot.interview.mistakes import Mistake, did_you_mean
from bot.interview.yamlfile import Node


def idle_phrases(root: Node, languages: Collection[str]) -> Iterator[Mistake]:
    """What stands under a language nobody is talked to in, and what one theme holds twice."""
    for name in ("denials", "irony"):
        yield from _of_no_language(root.get(name), languages)
    for theme in _listed(root.get("themes")):
        for name in ("phrases", "exclude"):
            group = theme.get(name)
            yield from _of_no_language(group, languages)
            for _, lines in _named(group):
                yield from _again(_listed(lines))


def _of_no_language(group: Node | None, languages: Collection[str]) -> Iterator[Mistake]:
    for tag, _ in _named(group):
        if group is not None and tag not in languages:
            todo = did_you_mean(tag, sorted(languages)) or f"Known are: {_all(languages)}."
            what = f"Nobody is talked to in “{tag}”, so nothing under it is looked for."
            yield Mistake(group.key_place(tag), "S18", what, todo)


def _again(lines: tuple[Node, ...]) -> Iterator[Mistake]:
    """The lines that find nothing that those before them do not find."""
    before: set[tuple[str, ...]] = set()
    for line in lines:
        parts = _parts(line)
        if parts and parts <= before:
            what = f"“{line.value}” stands under this theme already."
            yield Mistake(line.place, "S19", what, "Keep it once.")
        before |= parts


def _parts(line: Node) -> set[tuple[str, ...]]:
    return set(read_parts(line.value)) if isinstance(line.value, str) else set()


def _named(group: Node | None) -> tuple[tuple[str, Node], ...]:
    named = group.value if group is not None else ""
    return () if isinstance(named, str | tuple) else tuple(named.items())


def _listed(node: Node | None) -> tuple[Node, ...]:
    return node.value if node is not None and isinstance(node.value, tuple) else ()


def _all(languages: Collection[str]) -> str:
    return ", ".join(sorted(languages))
