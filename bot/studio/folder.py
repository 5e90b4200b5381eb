"""The dialogues of a folder as texts, with a mistake for each file that is none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue import CODEBOOK, HOUSE_STYLE, read_text
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.script import Place
from bot.interview.yamlfile import LONGEST

WORDS, PAGES, DIGEST, REASONS = "checks/words.yaml", "pages.yaml", "digest.yaml", "reasons.yaml"
NEEDED = (HOUSE_STYLE, CODEBOOK, PAGES, DIGEST, WORDS)
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Folder:
    """The texts by name, such as `house-style.yaml`, and what could not be read."""

    texts: Texts
    mistakes: tuple[Mistake, ...]

    @property
    def scripts(self) -> list[str]:
        """The names of the scripts: every file at the top that is nothing else."""
        others = (*NEEDED, REASONS)
        return [name for name in self.texts if "/" not in name and name not in others]


def read_folder(folder: Path) -> Folder:
    """Everything that `check` looks at, in one folder."""
    texts: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for name in dict.fromkeys((*_found(folder), *NEEDED)):
        try:
            texts[name] = read_file(folder / name)
        except DialogueError as error:
            mistakes += [_of(name, mistake) for mistake in error.mistakes]
    return Folder(texts, tuple(mistakes))


def read_file(path: Path) -> str:
    """The text of one file; DialogueError when it is none, or far too large."""
    if path.is_file() and path.stat().st_size > 4 * LONGEST:
        what = f"The file is too large to be a dialogue: {path.stat().st_size:,} bytes."
        todo = "Look whether it is the right file."
        raise DialogueError([Mistake(Place(str(path), 1, 1), "S11", what, todo)])
    return read_text(path)


def _found(folder: Path) -> Iterator[str]:
    for pattern in ("*.yaml", "shared/*.yaml"):
        for path in sorted(folder.glob(pattern)):
            yield path.relative_to(folder).as_posix()


def _of(name: str, mistake: Mistake) -> Mistake:
    return Mistake(Place(name, 1, 1), mistake.code, mistake.what, mistake.todo)
