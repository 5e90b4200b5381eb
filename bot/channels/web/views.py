"""The pages as text: templates, filled with a reply or with words."""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from bot.channels.web.assets import Assets
from bot.channels.web.carried import NOTHING, Carried
from bot.channels.web.conversation import PublicFacts
from bot.channels.web.heard import RECEIPT_BYTES
from bot.channels.web.reviewed import reviewed
from bot.interview.asking import NONE
from bot.interview.script import Choice
from bot.interview.turn import Asked, Line
from bot.interviewer import Reply
from bot.pages import FACTS, Pages, fill

_ADDRESS = re.compile(r"https?://[^\s<>\"”]*[^\s<>\"”.,;:!?)]")
# In the row under the question; every other action is in the menu.
_NEAR = ("back", "skip", "how", "send")


@dataclass(frozen=True, slots=True)
class Talk:
    """What one page of the talk shows.

    `first` is the session as the interview began; `carried` what was chosen in an earlier review.
    """

    reply: Reply
    lines: tuple[Line, ...]
    first: str = ""
    carried: Carried = NOTHING


class Views:
    """Makes pages of templates, words and facts."""

    def __init__(
        self, folder: Path, assets: Assets, pages: Sequence[Pages], facts: PublicFacts
    ) -> None:
        known = {name: getattr(facts, name) for name in FACTS}
        self._pages = {each.language: each.told(known) for each in pages}
        self.languages = tuple(self._pages)
        self._shared = {
            "asset": assets.url,
            "facts": facts,
            "languages": [(each.language, each.name) for each in pages],
            "none_of_these": NONE,
        }
        self._template: Callable[[str], Template] = _templates(folder).get_template

    def page(self, name: str, language: str, **values: object) -> bytes:
        """The page of this template in a language, or in the first when it is not one of them."""
        pages = self._told(language)
        # So that a page that is opened from this one is in the same language.
        query = f"?language={pages.language}" if len(self._pages) > 1 else ""
        values |= {**self._shared, "pages": pages, "words": pages.words, "query": query}
        # A lone half of a character may have come with a request: it is shown as a question mark.
        return self._template(f"{name}.html").render(values).encode("utf-8", "replace")

    def talk(self, talk: Talk) -> bytes:
        """The page of a talk under way, or of its end."""
        ask = talk.reply.ask
        return self.page(
            "talk",
            talk.reply.language,
            reply=talk.reply,
            ask=ask,
            reviewed=[reviewed(item, talk.carried) for item in ask.review] if ask else [],
            # In the review its own fields stand in their place.
            carried=talk.carried.fields if ask and not ask.review else (),
            lines=talk.lines,
            first=talk.first or talk.reply.session or "",
            key=secrets.token_hex(16),
            # For browsers without JavaScript, and the same if the button is pressed twice.
            receipt=secrets.token_hex(RECEIPT_BYTES),
        )

    def sentence(self, code: str, language: str) -> str:
        """What a visitor is told about a problem."""
        return self._told(language).words[f"problem_{code}"]

    def _told(self, language: str) -> Pages:
        return self._pages.get(language) or self._pages[self.languages[0]]


@cache
def _templates(folder: Path) -> Environment:
    """The templates of a folder, each compiled once however many sites there are."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "far": far,
        "fill": fill_named,
        "grouped": grouped,
        "linked": linked,
        "near": near,
        "paragraphs": paragraphs,
    }
    return environment


def near(ask: Asked) -> list[tuple[str, str]]:
    """The actions that stand by the question."""
    return [action for action in ask.actions if action[0] in _NEAR]


def far(ask: Asked) -> list[tuple[str, str]]:
    """The actions that stand in the menu."""
    return [action for action in ask.actions if action[0] not in _NEAR]


def grouped(choices: Sequence[Choice]) -> list[tuple[str | None, list[Choice]]]:
    """Choices under their heads, in the order given."""
    groups: list[tuple[str | None, list[Choice]]] = []
    for choice in choices:
        if not groups or groups[-1][0] != choice.head:
            groups.append((choice.head, []))
        groups[-1][1].append(choice)
    return groups


def fill_named(text: str, **values: object) -> str:
    """A template's way to fill placeholders."""
    return fill(text, values)


def linked(text: str) -> Markup:
    """The text as HTML, with addresses as links that tell the other side nothing."""
    parts: list[str] = []
    at = 0
    for found in _ADDRESS.finditer(text):
        url = escape(found[0])
        parts.append(escape(text[at : found.start()]))
        parts.append(f'<a href="{url}" rel="noreferrer noopener" target="_blank">{url}</a>')
        at = found.end()
    parts.append(escape(text[at:]))
    return Markup("".join(parts))  # noqa: S704 - every part of it was escaped above


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which line ends part."""
    return [part.strip() for part in text.splitlines() if part.strip()]
