"""The dialogues in other languages: the files of translations beside them, and what they make."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from bot.insight.codebook import Codebook
from bot.insight.codebook_sentences import say_causes
from bot.interview.house import HouseStyle
from bot.interview.house_sentences import say_house
from bot.interview.po import read_po
from bot.interview.revision import Wording
from bot.interview.script import Script
from bot.interview.script_sentences import say_script
from bot.interview.spoken_language import SpokenLanguage, read_spoken_language
from bot.interview.translation import Speaking
from bot.pages import Pages, say_pages

_LOCALE, _LANGUAGE = "locale", "language.yaml"
_HOUSE, _CODEBOOK, _PAGES = "house-style", "codebook", "pages"
Sources = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Original:
    """A dialogue in its own language; `domain` names the files that translate its script."""

    domain: str
    script: Script
    house: HouseStyle
    codebook: Codebook


def translation_file(language: str, domain: str) -> str:
    """The name of a file of translations, within the folder of the dialogues."""
    return f"{_LOCALE}/{language}/{domain}.po"


def language_file(language: str) -> str:
    """The name of the file with the lists of words of a language."""
    return f"{_LOCALE}/{language}/{_LANGUAGE}"


def talk_files(language: str, domain: str) -> tuple[str, ...]:
    """The files by which the talk of a script is held in a language."""
    domains = (domain, _HOUSE, _CODEBOOK)
    return (language_file(language), *(translation_file(language, each) for each in domains))


def page_files(language: str) -> tuple[str, ...]:
    """The files by which the pages are shown in a language."""
    return (language_file(language), translation_file(language, _PAGES))


def language_of(name: str) -> str | None:
    """The language that a file translates into; None for one of the dialogues themselves."""
    path = PurePosixPath(name)
    return path.parts[1] if path.parts[0] == _LOCALE else None


def languages_in(folder: Path) -> tuple[str, ...]:
    """The languages that somebody began to translate the dialogues of a folder into."""
    found = (path for path in (folder / _LOCALE).glob("*") if path.is_dir())
    return tuple(sorted(path.name for path in found))


def worded(original: Original, language: str, sources: Sources) -> Wording | None:
    """The dialogue in a language, or None as long as anything in it is not translated.

    DialogueError when a file cannot be read.
    """
    files = talk_files(language, original.domain)
    if any(name not in sources for name in files):
        return None
    spoken = _spoken(language, sources)
    script, house, codebook = (Speaking(read_po(sources[name], name)) for name in files[1:])
    causes = say_causes(original.codebook, codebook)
    pairs = list(zip(original.codebook.causes(), causes, strict=True))
    wording = Wording(
        script=say_script(original.script, language, pairs, script),
        house=spoken.into(say_house(original.house, house)),
        causes={cause.id: cause.label for cause in causes},
    )
    if spoken.missing or script.missing or house.missing or codebook.missing:
        return None
    return wording


def paged(original: Pages, language: str, sources: Sources) -> Pages | None:
    """The pages in a language, or None as long as anything in them is not translated."""
    _, file = page_files(language)
    if any(name not in sources for name in page_files(language)):
        return None
    spoken, speaking = _spoken(language, sources), Speaking(read_po(sources[file], file))
    pages = say_pages(original, speaking)
    if spoken.missing or speaking.missing:
        return None
    return replace(pages, language=language, name=spoken.names[0], direction=spoken.direction)


def _spoken(language: str, sources: Sources) -> SpokenLanguage:
    name = language_file(language)
    # The folder names the language; that its file says the same is looked at when it is checked.
    return replace(read_spoken_language(sources[name], name), language=language)
