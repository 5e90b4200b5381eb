"""Labelled answers, and how well what the coder suggests fits their labels.

They fall into two folds by a hash of their ids: `TUNED`, which phrases are adjusted on, and the
other, of which only the totals are looked at.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.insight.codebook import Codebook
from bot.insight.themes import Coder

_DATA = Path(__file__).parent / "data"
TUNED, HELD_BACK = 0, 1


@dataclass(frozen=True, slots=True)
class Labelled:
    """An answer, and for each of its labels the causes of which one would be right."""

    id: str
    text: str
    language: str
    question: str
    labels: tuple[frozenset[str], ...]

    @property
    def fold(self) -> int:
        """The fold it falls into."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2


@dataclass(frozen=True, slots=True)
class Fit:
    """How many suggestions are right, and how many labels were found."""

    suggested: int
    right: int
    labels: int
    found: int

    @property
    def precision(self) -> float:
        """The share of suggestions that are right."""
        return self.right / self.suggested

    @property
    def recall(self) -> float:
        """The share of labels that were found."""
        return self.found / self.labels

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.2f} ({self.right} of {self.suggested}), "
            f"recall {self.recall:.2f} ({self.found} of {self.labels})"
        )


def labelled(codebook: Codebook, file: str = "themes_dev.jsonl") -> list[Labelled]:
    """The answers; a label that is an outcome, or sensitive throughout, asks for no suggestion."""
    becomes = json.loads((_DATA / "theme_map.json").read_text(encoding="utf-8"))
    sensitive = {theme.id for theme in codebook.themes if theme.sensitive}
    lines = (_DATA / file).read_text(encoding="utf-8").splitlines()
    return [_one(json.loads(line), becomes, sensitive) for line in lines]


def fit(coder: Coder, answers: Iterable[Labelled]) -> Fit:
    """How well the suggestions for these answers fit."""
    suggested = right = labels = found = 0
    for answer in answers:
        mine = {code.theme for code in coder.suggest(answer.text, answer.language)}
        suggested += len(mine)
        right += len(mine & frozenset[str]().union(*answer.labels))
        labels += len(answer.labels)
        found += sum(bool(label & mine) for label in answer.labels)
    return Fit(suggested, right, labels, found)


def _one(row: dict[str, object], becomes: dict[str, list[str]], sensitive: set[str]) -> Labelled:
    gold = row["gold"]
    assert isinstance(gold, list)
    labels = (frozenset(becomes[each["theme"]]) - sensitive for each in gold)
    return Labelled(
        id=str(row["id"]),
        text=str(row["text"]),
        language=str(row["lang"]),
        question=str(row["question"]),
        labels=tuple(label for label in labels if label),
    )
