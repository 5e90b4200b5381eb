"""The words in braces that are replaced when a sentence is said."""

import re
from collections.abc import Collection, Iterator

# What a script may use; `jobs` and `changes` are empty when there is no such page.
PLACEHOLDERS = ("company", "operator", "contact", "k", "label", "until", "jobs", "changes")

_BRACED = re.compile(r"\{([^{}\n]*)\}|[{}]")


def placeholders(text: str) -> tuple[str, ...]:
    """The names in braces in a sentence, in order."""
    return tuple(found[1] for found in _BRACED.finditer(text) if found[1])


def unknown_placeholders(text: str, known: Collection[str]) -> Iterator[str]:
    """Everything in braces, or a brace alone, that nobody will replace."""
    for found in _BRACED.finditer(text):
        if found[1] not in known:
            yield found[0]
