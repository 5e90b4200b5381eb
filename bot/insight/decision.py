"""What a team wants to decide, checked before it is kept."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.insight.codebook import Codebook
from bot.insight.digest_words import DigestWords

MOST_LETTERS = 200
_EXAMPLE = "2027-03-31"

# The parts of a text that may name somebody.
FindNames = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody filled in: fields as of an Action, not yet checked."""

    what: str
    cause: str = ""
    owner: str = ""
    until: str = ""


def owners(codebook: Codebook) -> tuple[str, ...]:
    """The roles that may take something on, each once."""
    named = (*(t.owner for t in codebook.themes), *(h.owner for h in codebook.heads.values()))
    return tuple(dict.fromkeys(owner for owner in named if owner))


def flaws(
    decision: Decision, codebook: Codebook, words: DigestWords, find_names: FindNames
) -> Mapping[str, str]:
    """What is wrong, a sentence by field; empty when it can be kept.

    What is decided is public once it is done, so it must not name anybody.
    """
    checks = (
        ("what", _what(decision.what, words, find_names)),
        ("cause", _cause(decision.cause, codebook, words)),
        ("owner", _owner(decision.owner, codebook, words)),
        ("until", _until(decision.until, words)),
    )
    return {field: sentence for field, found in checks for sentence in found}


def _what(what: str, words: DigestWords, find_names: FindNames) -> Iterator[str]:
    if not what.strip():
        yield words.say("decision_empty")
    elif len(what) > MOST_LETTERS or not what.isprintable():
        yield words.say("decision_long", most=str(MOST_LETTERS))
    elif found := find_names(what):
        yield words.say("decision_names", found=", ".join(found))


def _cause(cause: str, codebook: Codebook, words: DigestWords) -> Iterator[str]:
    if cause and cause not in {theme.id for theme in codebook.themes}:
        yield words.say("decision_cause")


def _owner(owner: str, codebook: Codebook, words: DigestWords) -> Iterator[str]:
    if owner not in owners(codebook):
        yield words.say("decision_owner", owners=", ".join(owners(codebook)))


def _until(until: str, words: DigestWords) -> Iterator[str]:
    try:
        plain = not until or date.fromisoformat(until).isoformat() == until
    except ValueError:
        plain = False
    if not plain:
        yield words.say("decision_until", example=_EXAMPLE)
