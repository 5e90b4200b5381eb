"""Languages made by code: every sentence in other letters, longer, and between brackets.

`he` is written from right to left in Hebrew letters, `uk` from left to right in Cyrillic ones: what
is shown in Latin letters has not been translated.
"""

import re
import shutil
from pathlib import Path

from bot.dialogue import read_text
from bot.interview.house import WORDS
from bot.interview.po import read_po
from bot.studio.catalog import Heading, template
from bot.studio.domains import read_domains
from bot.translations import language_file, translation_file

DIALOGUES = Path(__file__).parents[1] / "dialogues"
LETTERS = {"uk": "абцдефгхийклмнопярстувшъыз", "he": "אבגדהוזחטיכלמנסעפצקרשתםןףץ"}
NAMES = {"uk": "Шевдо", "he": "פסאודו"}
_PART = re.compile(r"\{\w+\}|[^{}]+")
_LONGER = 0.35


def pseudo(text: str, language: str) -> str:
    """The text in this language, its placeholders and line ends as they were."""
    return "\n".join(_line(line, language) for line in text.split("\n"))


def _line(line: str, language: str) -> str:
    letters = str.maketrans("abcdefghijklmnopqrstuvwxyz", LETTERS[language])
    said = "".join(
        part if part.startswith("{") else part.lower().translate(letters)
        for part in _PART.findall(line)
    )
    more = int(len(line) * _LONGER)
    filler = (LETTERS[language][:6] + " ") * (more // 7) + LETTERS[language][: more % 7]
    return f"⟦{said} {filler.strip()}⟧" if line.strip() else line


def translated(source: str, file: str, language: str) -> str:
    """A file of translations with each sentence said."""
    entries = iter(read_po(source, file))
    head, _, rest = source.partition("\n\n")

    def say(_: "re.Match[str]") -> str:
        said = pseudo(next(entries).source, language)
        return 'msgstr "{}"\n'.format(said.replace('"', r"\"").replace("\n", r"\n"))

    return f"{head}\n\n" + re.sub(r'msgstr ""\n', say, rest)


def dialogues(folder: Path, *languages: str) -> Path:
    """The shipped dialogues in a folder of their own, held in these languages, too."""
    place = folder / "dialogues"
    shutil.copytree(DIALOGUES, place, ignore=shutil.ignore_patterns("locale", "tests"))
    for language in languages:
        _translate(place, language)
    script = place / "declined-offer.yaml"
    text = re.sub(r"(?m)^also in:.*\n", "", read_text(script))
    text = text.replace("language: en\n", f"language: en\nalso in: [{', '.join(languages)}]\n", 1)
    script.write_text(text, encoding="utf-8")
    return place


def _translate(place: Path, language: str) -> None:
    (place / "locale" / language).mkdir(parents=True)
    for domain, sentences in read_domains(place).items():
        source = template(sentences, Heading(domain, "en", language))
        said = translated(source, f"{domain}.po", language)
        (place / translation_file(language, domain)).write_text(said, encoding="utf-8")
    words = "\n".join(f"  {name}: [{_words(name, language)}]" for name in WORDS)
    (place / language_file(language)).write_text(
        f"format: 1\nlanguage: {language}\nnames: [{NAMES[language]}, pseudo {language}]\n"
        f"direction: {'rtl' if language == 'he' else 'ltr'}\nwords:\n{words}\n",
        encoding="utf-8",
    )
    letters = LETTERS[language][10:]
    receipt = "\n".join(f"{a}{b}{a}" for a in letters for b in letters)
    (place / f"receipt-words/{language}.txt").write_text(f"{receipt}\n", encoding="utf-8")


def _words(name: str, language: str) -> str:
    count = {"months": 12, "ordinals": 20}.get(name, 2)
    return ", ".join(pseudo(f"{name} {chr(97 + n)}", language)[1:-1].strip() for n in range(count))
