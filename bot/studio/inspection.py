"""Everything that the checks find in the texts of a folder, without touching a file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.dialogue import CODEBOOK, HOUSE_STYLE
from bot.insight.assumed import read_reasons
from bot.insight.codebook import Codebook, codebook_in
from bot.insight.digest_words import read_digest_words
from bot.insight.idle_phrases import idle_phrases
from bot.insight.roles import countable
from bot.interview.checks.lengths import too_long
from bot.interview.checks.phrases import unwanted
from bot.interview.checks.privacy import figures, untrue
from bot.interview.checks.questions import askew
from bot.interview.checks.said import Said, said_by_codebook, said_by_house, said_by_script
from bot.interview.checks.sentences import Syllables
from bot.interview.checks.synonyms import useless
from bot.interview.checks.through import Summary, through
from bot.interview.checks.versions import causes_changed, changed
from bot.interview.checks.word_lists import WordLists, read_word_lists
from bot.interview.house import HouseStyle
from bot.interview.house_reader import house_style_in
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.reader import Reading, read_leniently
from bot.interview.script import Place
from bot.interview.yamlfile import Node, read_yaml
from bot.pages import read_pages
from bot.studio.folder import DIGEST, PAGES, REASONS, WORDS, Texts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inspected:
    """What came of it: the findings, and the parts that could be read, scripts by name.

    `roots` are the trees of all files, by name; None where there is no tree.
    """

    findings: tuple[Mistake, ...]
    roots: Mapping[str, Node | None] = field(default_factory=dict)
    scripts: Mapping[str, Reading] = field(default_factory=dict)
    summaries: Mapping[str, Summary] = field(default_factory=dict)
    house: HouseStyle | None = None
    codebook: Codebook | None = None


def inspect(
    texts: Texts, scripts: Sequence[str], syllables: Syllables, against: Texts | None = None
) -> Inspected:
    """Every finding of every check, those of the named scripts among them.

    `against` holds the texts of an older version, to which there may be answers.
    """
    inspection = Inspection(texts, syllables)
    inspection.look_at_shared()
    for name in scripts:
        inspection.look_at_script(name)
    inspection.look_at_rest()
    if against is not None:
        inspection.compare(against)
    return inspection.result()


class Inspection:
    """One look at the texts of a folder: first at what is shared, then at each script."""

    def __init__(self, texts: Texts, syllables: Syllables) -> None:
        self._texts = texts
        self._syllables = syllables
        self._found: list[Mistake] = []
        self._scripts: dict[str, Reading] = {}
        self._summaries: dict[str, Summary] = {}
        self._lists: WordLists | None = None
        self._house: HouseStyle | None = None
        self._codebook: Codebook | None = None
        self._codebook_root: Node | None = None
        self._house_root: Node | None = None

    def result(self) -> Inspected:
        findings = tuple(DialogueError(self._found).mistakes)
        roots: dict[str, Node | None] = dict.fromkeys(self._texts)
        roots |= {name: reading.root for name, reading in self._scripts.items()}
        roots |= {HOUSE_STYLE: self._house_root, CODEBOOK: self._codebook_root}
        known = {name: root for name, root in roots.items() if name in self._texts}
        return Inspected(
            findings, known, self._scripts, self._summaries, self._house, self._codebook
        )

    def look_at_shared(self) -> None:
        """The lists of words, the house style and the codebook, which every script rests on."""
        self._lists = self._read(WORDS, read_word_lists)
        self._house_root = self._read(HOUSE_STYLE, read_yaml)
        self._codebook_root = self._read(CODEBOOK, read_yaml)
        if self._house_root is not None:
            self._house = self._tried(house_style_in, self._house_root)
        if self._codebook_root is not None:
            self._codebook = self._tried(codebook_in, self._codebook_root)

    def look_at_script(self, name: str) -> None:
        """One script; nothing can be said of it when what it rests on cannot be read."""
        if self._house is None or self._codebook is None or name not in self._texts:
            return
        shared = {path: text for path, text in self._texts.items() if path.startswith("shared/")}
        causes, house = self._codebook.causes(), self._house
        try:
            reading = read_leniently(
                self._texts[name], name, causes=causes, house=house, shared=shared
            )
        except DialogueError as error:
            self._found += error.mistakes
            return
        self._scripts[name] = reading
        self._found += reading.mistakes
        if self._lists is not None and reading.written:
            self._judge(name, reading, self._lists)

    def look_at_rest(self) -> None:
        """What stands around the interviews."""
        self._read(PAGES, read_pages)
        book = self._codebook
        if book is not None:
            self._read(REASONS, lambda text, file: read_reasons(text, file, book))
        whole = [r.script for r in self._scripts.values() if not r.mistakes]
        questions = {id: q for script in whole for id, q in countable(script).items()} or None
        self._read(DIGEST, lambda text, file: read_digest_words(text, file, questions))
        if self._lists is None or self._house is None:
            return
        language = self._house.language
        said: list[Said] = []
        if self._house_root is not None:
            said += said_by_house(self._house_root, language)
        if self._codebook_root is not None:
            said += said_by_codebook(self._codebook_root, language)
            languages = {language, *self._lists.languages, *self._asked_in()}
            self._found += idle_phrases(self._codebook_root, languages)
        self._judge_wording(said, self._lists)
        if self._house_root is not None and self._scripts:
            asked = [reading.script for reading in self._scripts.values()]
            self._found += useless(self._house, self._house_root, asked)

    def _asked_in(self) -> Iterator[str]:
        """The languages of the scripts."""
        for reading in self._scripts.values():
            yield reading.script.language
            yield from reading.script.also_in

    def compare(self, against: Texts) -> None:
        """Hold the scripts and the codebook against older ones of the same names."""
        old = Inspection({**self._texts, **against}, self._syllables)
        old.look_at_shared()
        for name in self._scripts.keys() & against.keys():
            old.look_at_script(name)
            before = old._scripts.get(name)
            if before is not None:
                self._found += changed(before.script, self._scripts[name])
        if old._codebook and self._codebook and self._codebook_root and CODEBOOK in against:
            causes = old._codebook.causes(), self._codebook.causes()
            self._found += causes_changed(*causes, self._codebook_root)

    def _judge(self, name: str, reading: Reading, lists: WordLists) -> None:
        script, written = reading.script, reading.written
        language = script.language
        said = [*said_by_script(written, language), *said_by_house(reading.root, language)]
        if language and not lists.knows(language):
            what = f"There are no lists of words in “{language}”, so its wording is not judged."
            place = Place(name, 1, 1)
            self._found.append(Mistake(place, "Q18", what, f"Add “{language}:” to {WORDS}."))
        else:
            self._judge_wording(said, lists)
            self._found += askew(written, said, lists, language)
            self._found += untrue(written, said, lists, language)
        if not reading.mistakes:
            went = through(script, written, said, lists)
            self._found += went.mistakes
            if went.summary is not None:
                self._summaries[name] = went.summary

    def _judge_wording(self, said: Sequence[Said], lists: WordLists) -> None:
        self._found += unwanted(said, lists)
        self._found += too_long(said, self._syllables)
        self._found += figures(said, lists)

    def _read(self, name: str, reading: Callable[[str, str], T]) -> T | None:
        if name not in self._texts:
            return None
        return self._tried(lambda text: reading(text, name), self._texts[name])

    def _tried(self, reading: Callable[..., T], part: object) -> T | None:
        """What was read, or None with its mistakes noted."""
        try:
            return reading(part)
        except DialogueError as error:
            self._found += error.mistakes
            return None
