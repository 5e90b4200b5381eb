"""`check`: every finding in the dialogues, with its place and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.dialogue import CODEBOOK, HOUSE_STYLE, put_together, read_sources
from bot.interview.checks.table import severities
from bot.interview.checks.waivers import Waiver, read_waivers, waived
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.script import Place
from bot.studio.desk import Desk
from bot.studio.findings import Checked, Format, severity, write
from bot.studio.folder import Folder, Texts, read_file, read_folder
from bot.studio.inspection import Inspected, inspect
from bot.studio.played import played
from bot.studio.syllables import syllables
from bot.studio.translated import spoken_of, translated


def check(files: Sequence[str], against: str | None, form: Format, desk: Desk) -> int:
    """Print all findings, or those in these files; 1 when one of them is an error."""
    errors = 0
    for folder, names in _folders(files, desk.folder).items():
        checked = check_folder(folder, names, against)
        errors += checked.errors
        for line in write(checked, folder, form):
            desk.say(line)
    return 1 if errors else 0


def check_folder(folder: Path, names: Sequence[str] = (), against: str | None = None) -> Checked:
    """All findings in a folder of dialogues, or in those of its files that are named."""
    read = read_folder(folder)
    found = list(read.mistakes)
    texts = {**read.texts, **_elsewhere(folder, names, read, found)}
    scripts = [*read.scripts, *(texts.keys() - read.texts.keys())]
    older = _older(against, scripts, found)
    inspected = inspect(texts, scripts, syllables, older)
    found += waive(inspected, texts)
    found += _played(folder, inspected, found)
    found += _translated(folder, inspected)
    wanted = [each for each in found if _is_wanted(each, names, inspected)]
    summaries = {n: s for n, s in inspected.summaries.items() if not names or n in names}
    return Checked(DialogueError(wanted).mistakes, summaries)


def waive(inspected: Inspected, texts: Texts) -> list[Mistake]:
    """The findings that nobody waived, and what is wrong with the waivers themselves."""
    waivers: list[Waiver] = []
    mistakes: list[Mistake] = []
    for name, root in inspected.roots.items():
        more, wrong = read_waivers(texts[name], root, name, severities())
        waivers += more
        mistakes += wrong
    return [*waived(inspected.findings, waivers), *mistakes]


def _folders(files: Sequence[str], folder: Path) -> Mapping[Path, list[str]]:
    """The folders of dialogues that these files lie in, each with their names there."""
    if not files:
        return {folder: []}
    folders: dict[Path, list[str]] = {}
    for file in map(Path, files):
        if file.is_dir():
            folders.setdefault(file, [])
        elif (file.parent / HOUSE_STYLE).exists():
            folders.setdefault(file.parent, []).append(file.name)
        elif file.resolve().is_relative_to(folder.resolve()):
            name = file.resolve().relative_to(folder.resolve()).as_posix()
            folders.setdefault(folder, []).append(name)
        else:
            known = not file.exists() and (folder / file).exists()
            folders.setdefault(folder, []).append(str(file if known else file.absolute()))
    return folders


def _elsewhere(folder: Path, names: Sequence[str], read: Folder, found: list[Mistake]) -> Texts:
    """The scripts among the named files that are not of the folder itself."""
    texts: dict[str, str] = {}
    for name in names:
        if name in read.texts or any(each.place.file == name for each in read.mistakes):
            continue
        if "/" in name and not Path(name).is_absolute():
            continue  # played examples and translations are looked at with their script
        try:
            texts[name] = read_file(folder / name)
        except DialogueError as error:
            found += [_at(name, mistake) for mistake in error.mistakes]
    return texts


def _older(against: str | None, scripts: Sequence[str], found: list[Mistake]) -> Texts | None:
    """The texts of an older version: those of a folder, or of one script."""
    if against is None:
        return None
    path = Path(against)
    if path.is_dir():
        return read_folder(path).texts
    try:
        text = read_file(path)
    except DialogueError as error:
        found += error.mistakes
        return None
    if path.name in (HOUSE_STYLE, CODEBOOK):
        return {path.name: text}
    same = [name for name in scripts if Path(name).name == path.name]
    return dict.fromkeys(same or scripts, text)


def _played(folder: Path, inspected: Inspected, found: Sequence[Mistake]) -> Iterator[Mistake]:
    """What the examples find, once nothing else is wrong with their script."""
    house, codebook = inspected.house, inspected.codebook
    if house is None or codebook is None:
        return
    wrong = {each.place.file for each in found if severity(each) == "E"}
    for name, reading in inspected.scripts.items():
        if name not in wrong and not reading.mistakes and not Path(name).is_absolute():
            sources = read_sources(folder, name)
            dialogue = put_together(name, sources, reading.script, house, codebook)
            yield from played(folder, dialogue)


def _translated(folder: Path, inspected: Inspected) -> Iterator[Mistake]:
    """What is wrong with the translations, once what they translate can be read."""
    house, codebook = inspected.house, inspected.codebook
    within = {n: r for n, r in inspected.scripts.items() if not Path(n).is_absolute()}
    if house is None or codebook is None or any(r.mistakes for r in within.values()):
        return
    try:
        told = {name: reading.script for name, reading in within.items()}
        spoken = spoken_of(folder, told, house, codebook)
    except DialogueError:
        return  # told where the pages and the digest are read
    yield from translated(spoken)


def _is_wanted(finding: Mistake, names: Sequence[str], inspected: Inspected) -> bool:
    """Whether it stands in a file that was asked for, or keeps one from being read."""
    if not names or finding.place.file in names:
        return True
    shared = finding.place.file in (HOUSE_STYLE, CODEBOOK)
    return shared and any(name not in inspected.scripts for name in names)


def _at(name: str, mistake: Mistake) -> Mistake:
    return Mistake(Place(name, 1, 1), mistake.code, mistake.what, mistake.todo)
