"""The words of a dialogue, read from its files, ready to interview."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from bot.insight.codebook import Codebook, read_codebook
from bot.insight.themes import Code, Coder
from bot.interview.answering import NOTHING, Noticed
from bot.interview.events import Event, Given
from bot.interview.house import HouseStyle
from bot.interview.house_reader import read_house_style
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.reader import read_script
from bot.interview.revision import Revision, Wording, compile_revision
from bot.interview.script import Ask, Place, Script
from bot.interview.turn import Session
from bot.translations import Original, Sources, language_of, languages_in, talk_files, worded

SCRIPT, HOUSE_STYLE, CODEBOOK = "declined-offer.yaml", "house-style.yaml", "codebook.yaml"
_SUGGESTED = 3  # themes at most, asked back about one answer
_UNREAD = "This file cannot be read."
_WHERE = (
    f"Look at its name and its folder: a script stands beside {HOUSE_STYLE} and {CODEBOOK}, in the"
    " folder that DIALOGUES names."
)


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
    """The texts that make a revision, by name; DialogueError when one is missing or unreadable.

    Translations that somebody has only begun are among them, as far as they are there.
    """
    # Without a script what stands around it is nobody's question.
    sources = {script: read_text(folder / script)}
    names = [HOUSE_STYLE, CODEBOOK]
    names += sorted(f"shared/{path.name}" for path in folder.glob("shared/*.yaml"))
    for language in languages_in(folder):
        files = talk_files(language, Path(script).stem)
        names += [name for name in files if (folder / name).exists()]
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
        what = "There is no such file." if isinstance(error, FileNotFoundError) else _UNREAD
        raise _unreadable(path, what, _WHERE) from error


def compile_dialogue(sources: Sources) -> Dialogue:
    """The dialogue these texts say; DialogueError with the mistakes of all of them.

    It is held in the languages its script names, of those into which all of it is translated; the
    others are no part of the revision.
    """
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
    return put_together(name, sources, script, house, codebook)


def put_together(
    name: str, sources: Sources, script: Script, house: HouseStyle, codebook: Codebook
) -> Dialogue:
    """The dialogue of parts that were read from these texts; `name` is the file of the script."""
    labels = {cause.id: cause.label for cause in codebook.causes()}
    others = _others(Original(PurePath(name).stem, script, house, codebook), sources)
    held = {other.house.language for other in others}
    used = {n: text for n, text in sources.items() if language_of(n) in (None, *held)}
    revision = compile_revision(revision_id(used), script, house, labels, others)
    return Dialogue(used, revision, codebook, Coder(codebook))


def only_in(languages: Collection[str], dialogue: Dialogue) -> Dialogue:
    """The dialogue held in none but these languages, and its own."""
    if all(language in languages for language in dialogue.revision.others):
        return dialogue
    kept = {
        name: text
        for name, text in dialogue.sources.items()
        if language_of(name) in (None, *languages)
    }
    return compile_dialogue(kept)


def _others(original: Original, sources: Sources) -> list[Wording]:
    """The dialogue in each language that its script names and that is complete."""
    mistakes: list[Mistake] = []
    found: list[Wording] = []
    for language in original.script.also_in:
        try:
            wording = worded(original, language, sources)
        except DialogueError as error:
            mistakes.extend(error.mistakes)
        else:
            found += [wording] if wording is not None else []
    if mistakes:
        raise DialogueError(mistakes)
    return found


def revision_id(sources: Sources) -> str:
    """A name for exactly these texts."""
    plain = json.dumps(sources, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def _unreadable(path: Path, what: str, todo: str) -> DialogueError:
    return DialogueError([Mistake(Place(str(path), 1, 1), "S11", what, todo)])
