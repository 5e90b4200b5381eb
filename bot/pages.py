"""The words of the pages, read from `dialogues/pages.yaml`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.interview.mistakes import DialogueError, Mistake, did_you_mean
from bot.interview.script import Place
from bot.interview.translation import Say
from bot.interview.yamlfile import Node, read_yaml

FACTS = ("company", "operator", "contact", "k", "minimum")

# Every word of the pages, with the placeholders that are filled while a page is made.
WORDS: Mapping[str, tuple[str, ...]] = {
    # the talk
    "talk_title": (),
    "talk_of": (),
    "skip_to_answer": (),
    "you": (),
    "composer": (),
    "hint_write": (),
    "hint_or_write": (),
    "send_message": (),
    "done": (),
    "up_to": ("most",),
    "chosen": ("count", "most"),
    "full": ("most",),
    "earlier": (),
    "more": (),
    "start_again": (),
    "writing": (),
    "sent": (),
    "sending": (),
    "trying_again": (),
    "not_sent": (),
    "try_again": (),
    "change": (),
    "change_which": ("question",),
    "codes": (),
    "codes_hint": (),
    "review_words": (),
    "review_rest": (),
    "hr_reads": (),
    "words_of": ("question",),
    "mark_begins": (),
    "mark_ends": (),
    # before and after a talk
    "invited_title": (),
    "invited": (),
    "code": (),
    "code_hint": (),
    "start": (),
    "resume_title": (),
    "resume": (),
    "resume_go": (),
    "resume_new": (),
    "closed": (),
    "language": (),
    "receipt_title": (),
    "receipt_once": (),
    "receipt_copy": (),
    "receipt_copied": (),
    "receipt_print": (),
    "receipt_where": (),
    "foot_what": (),
    "foot_privacy": (),
    "foot_receipt": (),
    # pages
    "home_title": (),
    "home_lead": (),
    "home_open": (),
    "privacy_title": (),
    "privacy_lead": (),
    "promise": (),
    "promise_weaker": (),
    "changes_title": (),
    "changes_lead": (),
    "changes_because": ("cause",),
    "changes_none": (),
    "delete_title": (),
    "delete_lead": (),
    "delete_words": (),
    "delete_hint": (),
    "delete_go": (),
    "deleted_title": (),
    "deleted": (),
    # what can go wrong
    "problem_title": (),
    "problem_back": (),
    "problem_open": (),
    "problem_home": (),
    "problem_not_found": (),
    "problem_wrong_method": (),
    "problem_too_large": (),
    "problem_wrong_type": (),
    "problem_unreadable": (),
    "problem_unknown_event": (),
    "problem_no_key": (),
    "problem_too_busy": (),
    "problem_failed": (),
}
_FIELDS = ("format", "language", "direction", "words", "home", "privacy")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text below it; a line end parts paragraphs."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Words by name and the sections of the longer pages, in one language; `name` is its own."""

    language: str
    direction: str
    words: Mapping[str, str]
    home: tuple[Section, ...]
    privacy: tuple[Section, ...]
    name: str = ""

    def told(self, facts: Mapping[str, object]) -> "Pages":
        """The same pages with the facts put in."""
        known = {name: str(facts[name]) for name in FACTS}
        return replace(
            self,
            words={name: fill(text, known) for name, text in self.words.items()},
            home=tuple(Section(fill(s.title, known), fill(s.text, known)) for s in self.home),
            privacy=tuple(Section(fill(s.title, known), fill(s.text, known)) for s in self.privacy),
        )


def say_pages(pages: Pages, say: Say) -> Pages:
    """The pages with every sentence said by `say`."""
    return replace(
        pages,
        words={name: say(name, text) for name, text in pages.words.items()},
        home=_say_sections("home", pages.home, say),
        privacy=_say_sections("privacy", pages.privacy, say),
    )


def _say_sections(name: str, sections: Sequence[Section], say: Say) -> tuple[Section, ...]:
    return tuple(
        Section(
            say(f"{name}.{number}.title", section.title),
            say(f"{name}.{number}.text", section.text),
        )
        for number, section in enumerate(sections, 1)
    )


def fill(text: str, values: Mapping[str, object]) -> str:
    """The text with these placeholders replaced; unknown ones stay as they are."""
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)


def read_pages(text: str, file: str) -> Pages:
    """The words of the pages; DialogueError with every mistake of the file."""
    reader = _Reader(file)
    pages = reader.pages(read_yaml(text, file))
    if reader.mistakes:
        raise DialogueError(reader.mistakes)
    return pages


class _Reader:
    """Reads the tree of one file and notes what is wrong with it."""

    def __init__(self, file: str) -> None:
        self._top = Place(file, 1, 1)
        self.mistakes: list[Mistake] = []

    def pages(self, node: Node) -> Pages:
        entries = self._entries(node, "The file")
        self._unknown(node, _FIELDS)
        for name in _FIELDS:
            if name not in entries:
                self._wrong(self._top, "S04", f"“{name}” is missing.", "Add it.")
        return Pages(
            language=self._text(entries.get("language")),
            direction=self._direction(entries.get("direction")),
            words=self._words(entries.get("words")),
            home=tuple(self._sections(entries.get("home"))),
            privacy=tuple(self._sections(entries.get("privacy"))),
        )

    def _direction(self, node: Node | None) -> str:
        direction = self._text(node)
        if node is not None and direction not in ("ltr", "rtl"):
            what = f"The direction is “{direction}”."
            self._wrong(
                node.place, "S06", what, "Write ltr, or rtl when it reads from right to left."
            )
        return direction

    def _words(self, node: Node | None) -> dict[str, str]:
        if node is None:
            return {}
        entries = self._entries(node, "“words”")
        self._unknown(node, tuple(WORDS))
        for name in WORDS:
            if name not in entries:
                what = f"The words for “{name}” are missing."
                self._wrong(node.place, "S04", what, "Add them.")
        return {name: self._text(entries.get(name), WORDS[name]) for name in WORDS}

    def _sections(self, node: Node | None) -> Iterator[Section]:
        if node is None:
            return
        if not isinstance(node.value, tuple):
            self._wrong(node.place, "S05", "This is no list.", "Begin each with “- title:”.")
            return
        for item in node.value:
            entries = self._entries(item, "A section")
            self._unknown(item, ("title", "text"))
            for name in ("title", "text"):
                if name not in entries:
                    self._wrong(item.place, "S04", f"This section has no {name}.", "Add it.")
            yield Section(self._text(entries.get("title")), self._text(entries.get("text")))

    def _entries(self, node: Node, what: str) -> Mapping[str, Node]:
        if isinstance(node.value, Mapping):
            return node.value
        todo = "Write each line as name: text."
        self._wrong(node.place, "S05", f"{what} has no names in it.", todo)
        return {}

    def _unknown(self, node: Node, known: tuple[str, ...]) -> None:
        for name in self._names(node):
            if name not in known:
                todo = did_you_mean(name, known) or "Remove it."
                self._wrong(node.key_place(name), "S03", f"“{name}” is not known here.", todo)

    @staticmethod
    def _names(node: Node) -> Iterator[str]:
        if isinstance(node.value, Mapping):
            yield from node.value

    def _text(self, node: Node | None, placeholders: tuple[str, ...] = ()) -> str:
        if node is None:
            return ""
        if not isinstance(node.value, str) or not node.value.strip():
            self._wrong(node.place, "S04", "There is no text here.", "Write it.")
            return ""
        for name in _PLACEHOLDER.findall(node.value):
            if name not in (*FACTS, *placeholders):
                what = f"Nobody fills in {{{name}}} here."
                allowed = ", ".join(f"{{{known}}}" for known in (*FACTS, *placeholders))
                self._wrong(node.place, "S09", what, f"Use only {allowed}.")
        return node.value.strip()

    def _wrong(self, place: Place, code: str, what: str, todo: str) -> None:
        self.mistakes.append(Mistake(place, code, what, todo))
