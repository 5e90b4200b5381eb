"""A script as the drawing, the document and the comparison need it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.dialogue import CODEBOOK, HOUSE_STYLE, SCRIPT, read_text
from bot.insight.codebook import read_codebook
from bot.interview.condition_words import ConditionWords
from bot.interview.edges import Edge, edges_of
from bot.interview.flow import Flow
from bot.interview.house_reader import read_house_style
from bot.interview.mistakes import DialogueError
from bot.interview.reader import read_leniently
from bot.interview.script import Cause, Script

# A step that nobody can get to is a mistake that can be drawn.
_DRAWN = ("F03",)


@dataclass(frozen=True)
class Seen:
    """A script with the causes it offers, and the ways through it, worked out once."""

    script: Script
    causes: tuple[Cause, ...]

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every way from step to step that somebody takes."""
        return edges_of(Flow(self.script))

    @cached_property
    def words(self) -> ConditionWords:
        """Conditions in words."""
        return ConditionWords(self.script, {c.id: c.label for c in self.causes})

    @cached_property
    def met(self) -> frozenset[str]:
        """The steps that somebody meets."""
        return frozenset({self.script.steps[0].id, *(edge.end for edge in self.edges)})


def see(folder: Path, file: str | None) -> Seen:
    """The script of a file, or the one served; DialogueError when it cannot be understood.

    What stands around it is that of its own folder, if it has any, or else of the folder given.
    """
    path = Path(file) if file is not None else folder / SCRIPT
    around = path.parent if (path.parent / CODEBOOK).exists() else folder
    causes = tuple(read_codebook(read_text(around / CODEBOOK), CODEBOOK).causes())
    house = read_house_style(read_text(around / HOUSE_STYLE), HOUSE_STYLE)
    shared = {f"shared/{each.name}": read_text(each) for each in around.glob("shared/*.yaml")}
    reading = read_leniently(read_text(path), str(path), causes=causes, house=house, shared=shared)
    if wrong := [mistake for mistake in reading.mistakes if mistake.code not in _DRAWN]:
        raise DialogueError(wrong)
    return Seen(reading.script, causes)
