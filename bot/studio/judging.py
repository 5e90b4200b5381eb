"""`read --code`: HR reads allowed words one by one, and says what the codebook made of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.insight.codebook import Codebook, points_at_somebody
from bot.insight.lexicon import OR, Phrase, clauses, read_phrases
from bot.insight.notes import Notes
from bot.insight.phrase_tree import PhraseTree
from bot.insight.themes import Code
from bot.privacy.release import SMALLEST_K

HELP = """\
  Enter            this is right as it stands; the next one
  +ID              it is about this theme, too
  good N, bad N    a good phrase for its theme, or a bad one: the theme is not meant
  phrase LANGUAGE ID WORDS
                   two to five words by which many people would name a theme
  like ID TEXT     an example of something liked, in your own words
  worry ID TEXT    an example of a worry, in your own words
  themes           the ids of all themes
  skip, stop       do not count this one; end here"""
_POLARITIES = {"like": "positive", "worry": "concern"}
_PHRASE = range(2, 6)  # words; one alone is no evidence, and a sentence is somebody's
_TOO_CLOSE = 4  # words in a row that an example may not share with what somebody wrote
_WRITE = "Say it in a few words of your own."


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer as HR reads it: the question, the words, and what the codebook finds in them."""

    question: str
    text: str
    codes: tuple[Code, ...]


class Judging:
    """Goes through answers with HR; `keep` gets the notes after each of them."""

    def __init__(
        self,
        codebook: Codebook,
        answers: Sequence[Shown],
        ask: Callable[[], str],
        say: Callable[[str], None],
        keep: Callable[[Notes], None],
    ) -> None:
        self._themes = {theme.id: theme.label for theme in codebook.themes}
        self._taken = {
            (language, phrase.parts): theme.label
            for theme in codebook.themes
            for language, phrases in theme.phrases.items()
            for phrase in phrases
        }
        self._answers = answers
        self._written = [_words(answer.text) for answer in answers]
        self._ask, self._say, self._keep = ask, say, keep

    def go_through(self, notes: Notes) -> Notes:
        """Every answer until HR stops; the notes that came of it."""
        if self._answers:
            self._say(HELP)
        for answer in self._answers:
            self._show(answer)
            page = _Page(answer, notes)
            end = self._judge(page)
            notes = page.notes(len(self._themes), counted=end == "")
            self._keep(notes)
            if end == "stop":
                break
        if notes.agreement.answers:
            self._say(notes.agreement.line())
        return notes

    def _show(self, answer: Shown) -> None:
        self._say(f"\n{answer.question}\n")
        self._say("\n".join(f"    {line}" for line in answer.text.splitlines()))
        for number, code in enumerate(answer.codes, 1):
            self._say(f"  {number}  {self._themes[code.theme]}: “{code.why}”")
        if not answer.codes:
            self._say("  No theme was found.")

    def _judge(self, page: "_Page") -> str:
        """Take what HR types about one answer until it is done with it; how it ended."""
        while True:
            try:
                typed = self._ask().strip()
            except EOFError:
                return "stop"
            if typed in ("", "skip", "stop"):
                return typed
            self._say(self._take(page, typed))

    def _take(self, page: "_Page", typed: str) -> str:
        word, _, rest = typed.partition(" ")
        if typed == "themes":
            return "\n".join(f"  {id_:<16} {label}" for id_, label in self._themes.items())
        if typed.startswith("+"):
            return self._add(page, typed[1:].strip())
        if word in ("good", "bad"):
            return page.judge(rest.strip(), good=word == "good")
        if word == "phrase":
            language, _, named = rest.strip().partition(" ")
            theme, _, text = named.strip().partition(" ")
            return self._phrase(page, language, theme, text)
        if word in _POLARITIES:
            theme, _, text = rest.strip().partition(" ")
            return self._example(page, theme, _POLARITIES[word], text.strip())
        return HELP

    def _add(self, page: "_Page", theme: str) -> str:
        if theme not in self._themes:
            return f"There is no theme “{theme}”; “themes” lists them."
        page.added.add(theme)
        return f"Noted: {self._themes[theme]}."

    def _phrase(self, page: "_Page", language: str, theme: str, text: str) -> str:
        languages = sorted({language for language, _ in self._taken})
        phrase = read_phrases(text.lower().replace(OR, " "))[0]
        if language not in languages:
            return f"Name a language first, one of {', '.join(languages)}: “phrase en growth …”."
        if theme not in self._themes:
            return f"There is no theme “{theme}”; “themes” lists them."
        if phrase.words not in _PHRASE or points_at_somebody(phrase.text):
            return "A phrase has two to five words, and no number."
        if label := self._taken.get((language, phrase.parts)):
            return f"That is a phrase of “{label}” already."
        if 0 < self._times(phrase) < SMALLEST_K:
            return "Only a few answers have these words. Choose some that more people would use."
        page.phrases.add((theme, language, phrase.text))
        return "Noted."

    def _times(self, phrase: Phrase) -> int:
        """In how many answers these words stand."""
        tree = PhraseTree()
        tree.add(phrase, None)
        return sum(
            any(True for words in clauses(answer.text) for _ in tree.hits(words))
            for answer in self._answers
        )

    def _example(self, page: "_Page", theme: str, polarity: str, text: str) -> str:
        if theme not in self._themes:
            return f"There is no theme “{theme}”; “themes” lists them."
        words = _words(text)
        if len(words) < 2:
            return f"That is no sentence yet. {_WRITE}"
        if points_at_somebody(text):
            return f"A name or a number may point to somebody. {_WRITE}"
        if any(_share_a_run(words, theirs) for theirs in self._written):
            return f"That is too close to what somebody wrote. {_WRITE}"
        page.examples.append((theme, polarity, text))
        return "Noted."


class _Page:
    """What HR says about one answer, before it is done with it."""

    def __init__(self, answer: Shown, notes: Notes) -> None:
        self._answer, self._notes = answer, notes
        self.added: set[str] = set()
        self.examples: list[tuple[str, str, str]] = []
        self.phrases: set[tuple[str, str, str]] = set()
        self._good: set[Code] = set()
        self._bad: set[Code] = set()

    def judge(self, number: str, *, good: bool) -> str:
        """Note a phrase, by its number, as good or bad."""
        codes = self._answer.codes
        if not (number.isascii() and number.isdigit() and 1 <= int(number) <= len(codes)):
            return "Write the number of a phrase above, such as “bad 1”."
        code = codes[int(number) - 1]
        (self._good if good else self._bad).add(code)
        (self._bad if good else self._good).discard(code)
        return "Noted."

    def notes(self, themes: int, *, counted: bool) -> Notes:
        """The notes after this answer; whether it is `counted` among those judged."""
        before = self._notes
        after = replace(
            before.judged(_plain(self._good), _plain(self._bad)),
            examples=tuple(dict.fromkeys((*before.examples, *self.examples))),
            phrases=before.phrases | self.phrases,
        )
        if not counted:
            return after
        found = {code.theme for code in self._answer.codes}
        meant = (found - {code.theme for code in self._bad}) | self.added
        return replace(after, agreement=before.agreement.with_answer(found, meant, themes))


def _plain(codes: Iterable[Code]) -> frozenset[tuple[str, str]]:
    return frozenset((code.theme, code.why) for code in codes)


def _words(text: str) -> list[str]:
    return [word for clause in clauses(text) for word in clause]


def _share_a_run(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether so many words in a row, or all of a shorter example, stand in both."""
    length = min(_TOO_CLOSE, len(mine))
    runs = {tuple(theirs[i : i + length]) for i in range(len(theirs) - length + 1)}
    return any(tuple(mine[i : i + length]) in runs for i in range(len(mine) - length + 1))
