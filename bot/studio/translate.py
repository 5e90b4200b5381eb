"""`translate`: files of translations, made, brought up to date, and looked through."""

import re
from collections.abc import Sequence
from pathlib import Path, PurePath

from bot.dialogue import HOUSE_STYLE, read_text
from bot.interview.house import HouseStyle
from bot.interview.house_reader import read_house_style
from bot.interview.po import read_po
from bot.interview.translation import Sentence, Speaking
from bot.studio.catalog import Heading, template, updated
from bot.studio.desk import Desk
from bot.studio.domains import Domains, read_domains
from bot.studio.files import replace_text
from bot.studio.language_file import new_language_file
from bot.studio.translated import read_spoken, translated
from bot.translations import language_file, languages_in, translation_file

_LOCALE = "locale"
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Z]{2})?")


def extract(desk: Desk) -> int:
    """Write one template a domain, for whoever begins a language with tools of their own."""
    source = _house(desk.folder).language
    for domain, sentences in read_domains(desk.folder).items():
        path = desk.folder / _LOCALE / f"{domain}.pot"
        _write(path, template(sentences, Heading(domain, source, "another language")))
        desk.say(f"{path.name}: {len(sentences)} sentences")
    return 0


def update(languages: Sequence[str], desk: Desk) -> int:
    """Bring the files of these languages up to date, or of all there are."""
    domains, house = read_domains(desk.folder), _house(desk.folder)
    for language in languages:
        if not _LANGUAGE.fullmatch(language) or language == house.language:
            desk.tell(f"“{language}” is no language to translate into: write it short, such as de.")
            return 2
    for language in languages or languages_in(desk.folder):
        for domain, sentences in domains.items():
            path = desk.folder / translation_file(language, domain)
            heading = Heading(domain, house.language, language)
            _write(path, _brought(path, sentences, heading))
        words = desk.folder / language_file(language)
        if not words.exists():
            _write(words, new_language_file(language, house))
    return _tell(domains, languages, desk)


def status(languages: Sequence[str], desk: Desk) -> int:
    """Say how far each language is, and what there is to do."""
    spoken = read_spoken(desk.folder)
    _tell(spoken.domains, languages, desk)
    for finding in translated(spoken):
        if not languages or set(languages) & set(PurePath(finding.place.file).parts):
            desk.say(str(finding))
    return 0


def _tell(domains: Domains, languages: Sequence[str], desk: Desk) -> int:
    for language in languages or languages_in(desk.folder):
        for domain, sentences in domains.items():
            path = desk.folder / translation_file(language, domain)
            desk.say(f"{language}  {domain}: {_counted(path, sentences)}")
    return 0


def _house(folder: Path) -> HouseStyle:
    return read_house_style(read_text(folder / HOUSE_STYLE), HOUSE_STYLE)


def _brought(path: Path, sentences: Sequence[Sentence], heading: Heading) -> str:
    if not path.exists():
        return template(sentences, heading)
    return updated(read_text(path), path.name, sentences, heading)


def _counted(path: Path, sentences: Sequence[Sentence]) -> str:
    speaking = Speaking(read_po(read_text(path), path.name) if path.exists() else ())
    for sentence in sentences:
        speaking(sentence.context, sentence.text)
    done = len(sentences) - len(speaking.missing)
    return f"{done} of {len(sentences)} translated"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_text(path, text)
