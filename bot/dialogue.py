"""The words of a dialogue, read from its files, ready to interview."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.insight.codebook import Codebook, read_codebook
from bot.insight.themes import Code, Coder
from bot.interview.answering import NOTHING, Noticed
from bot.interview.events import Event, Given
from bot.interview.house_reader import read_house_style
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.reader import read_script
from bot.interview.revision import Revision, compile_revision
from bot.interview.script import Ask, Place
from bot.interview.turn import Session

SCRIPT, HOUSE_STYLE, CODEBOOK = "declined-offer.yaml", "house-style.yaml", "codebook.yaml"
LANGUAGE = "language.yaml"
Sources = Mapping[str, str]
_SUGGESTED = 3  # themes at most, asked back about one answer


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One revision with the texts and the codebook it was made with."""

    sources: Sources
    revision: Revision
    codebook: Codebook
    coder: Coder

    def notice(self, session: Session, event: Event) -> Noticed:
        """What the coder finds in words typed at a question that may have them counted."""
        if not isinstance(event, Given) or not event.text or session.stage in ("review", "halfway"):
            return NOTHING
        step = self.revision.flow.steps[session.at]
        if not isinstance(step, Ask):
            return NOTHING
        found = self.coder.look(event.text, session.language)
        suggests = step.suggest_themes and session.stage == "question"
        return Noticed(
            mentions=_themes(found.mentions),
            evident=_themes(found.codes),
            suggestions=_themes(found.codes[:_SUGGESTED]) if suggests else (),
        )


def _themes(codes: Sequence[Code]) -> tuple[str, ...]:
    return tuple(code.theme for code in codes)


def read_sources(folder: Path, script: str = SCRIPT) -> dict[str, str]:
    """The texts that make a revision, by name; DialogueError when one is missing or unreadable."""
    names = [script, HOUSE_STYLE, CODEBOOK]
    names += sorted(f"shared/{path.name}" for path in folder.glob("shared/*.yaml"))
    sources: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for name in names:
        try:
            sources[name] = read_text(folder / name)
        except DialogueError as error:
            mistakes.extend(error.mistakes)
    if mistakes:
        raise DialogueError(mistakes)
    return sources


def read_text(path: Path) -> str:
    """The text of a dialogue file; DialogueError when there is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        what, todo = "This file is not UTF-8 text.", "Save it as UTF-8."
        raise _unreadable(path, what, todo) from error
    except OSError as error:
        what = "This file cannot be read."
        raise _unreadable(path, what, "Put it there, or set DIALOGUES to its folder.") from error


def compile_dialogue(sources: Sources) -> Dialogue:
    """The dialogue these texts say; DialogueError with the mistakes of all of them."""
    name = next(name for name in sources if name not in (HOUSE_STYLE, CODEBOOK) and "/" not in name)
    mistakes: list[Mistake] = []
    codebook = house = None
    try:
        codebook = read_codebook(sources[CODEBOOK], CODEBOOK)
    except DialogueError as error:
        mistakes.extend(error.mistakes)
    try:
        house = read_house_style(sources[HOUSE_STYLE], HOUSE_STYLE)
    except DialogueError as error:
        mistakes.extend(error.mistakes)
    if codebook is None or house is None:
        raise DialogueError(mistakes)
    shared = {path: text for path, text in sources.items() if path.startswith("shared/")}
    causes = codebook.causes()
    script = read_script(sources[name], name, causes=causes, house=house, shared=shared)
    labels = {cause.id: cause.label for cause in causes}
    revision = compile_revision(revision_id(sources), script, house, labels)
    return Dialogue(sources, revision, codebook, Coder(codebook))


def revision_id(sources: Sources) -> str:
    """A name for exactly these texts."""
    plain = json.dumps(sources, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def _unreadable(path: Path, what: str, todo: str) -> DialogueError:
    return DialogueError([Mistake(Place(str(path), 1, 1), "S11", what, todo)])
