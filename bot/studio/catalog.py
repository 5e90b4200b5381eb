"""Files of translations (PO), written and brought up to date; the only importer of Babel."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.placeholders import placeholders
from bot.interview.po import read_po as read_entries
from bot.interview.script import Place
from bot.interview.translation import Sentence

_WIDTH = 100
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_ABOUT = """\
# Afterword, {domain}: from {source} into {language}.
# Write each translation between the quotation marks behind msgstr; leave everything else as it is.
# “fuzzy” marks a translation whose sentence has changed: look at it, then take the mark away.
"""
_HEAD = r"""msgid ""
msgstr ""
"Project-Id-Version: Afterword\n"
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a file says of itself: what it holds, and from which language into which."""

    domain: str
    source: str
    language: str


def template(sentences: Iterable[Sentence], heading: Heading) -> str:
    """The sentences as a file in which nothing is translated yet."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for sentence in sentences:
        _add(catalog, sentence, "")
    return _written(catalog, heading)


def updated(text: str, file: str, sentences: Sequence[Sentence], heading: Heading) -> str:
    """The file with these sentences in their order, keeping every translation there is.

    One whose sentence was changed is kept and marked fuzzy, with the sentence it was made for. What
    is said no more goes to the end, out of the way.
    """
    old = _read(text, file)
    kept = {(_context(m), _source(m)): m for m in (*old.obsolete.values(), *_messages(old))}
    wanted = {(sentence.context, sentence.text) for sentence in sentences}
    changed = {key[0]: m for key, m in kept.items() if key not in wanted and m.string}
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for sentence in sentences:
        found = kept.pop((sentence.context, sentence.text), None)
        if found is not None and (found.string or sentence.context not in changed):
            message = _add(catalog, sentence, _text(found))
            message.user_comments = [c for c in found.user_comments if not _tells_before(c)]
            _mark(message, _before(found) if found.fuzzy else None)
        elif sentence.context in changed:
            before = changed.pop(sentence.context)
            kept.pop((_context(before), _source(before)))
            message = _add(catalog, sentence, _text(before))
            message.user_comments = [c for c in before.user_comments if not _tells_before(c)]
            _mark(message, _before(before) or [_source(before)])
        else:
            _add(catalog, sentence, "")
    for key, message in kept.items():
        if message.string:
            catalog.obsolete[key] = message
    return _written(catalog, heading)


def _add(catalog: Catalog, sentence: Sentence, translation: str) -> Message:
    notes = [sentence.note] if sentence.note else []
    if sentence.most is not None:
        notes.insert(0, f"A button, at most {sentence.most} bytes long.")
    named = list(dict.fromkeys(placeholders(sentence.text)))
    if named:
        notes.append(f"Keep {', '.join('{' + name + '}' for name in named)} as it stands.")
    if "\n" in sentence.text:
        notes.append("Paragraphs end with \\n.")
    return catalog.add(
        sentence.text, translation, auto_comments=notes, context=sentence.context or None
    )


def _mark(message: Message, before: Sequence[str] | None) -> None:
    if before is not None:
        message.flags.add("fuzzy")
        message.previous_id = list(before)


def _tells_before(comment: str) -> bool:
    """Whether this is the sentence a translation was made for: Babel writes it, and reads it so."""
    return comment.startswith("|")


def _before(message: Message) -> list[str]:
    """The sentence that a fuzzy translation was made for."""
    told = [c.removeprefix("|").strip() for c in message.user_comments if _tells_before(c)]
    # Babel breaks these lines as it does those of any comment: also between quotation marks.
    quoted = _QUOTED.findall(" ".join(told).rpartition("msgid ")[2])
    entry = "\n".join(['msgid ""', *quoted, 'msgstr ""'])
    return [each.source for each in read_entries(entry, "")]


def _read(text: str, file: str) -> Catalog:
    try:
        return read_po(BytesIO(text.encode()), charset="utf-8", abort_invalid=True)
    except (PoFileError, ValueError) as error:
        line = getattr(error, "lineno", None) or 0
        what, todo = "This is no file of translations.", "Open it in a PO editor and mend it."
        raise DialogueError([Mistake(Place(file, line + 1, 1), "T01", what, todo)]) from error


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _context(message: Message) -> str:
    return message.context or ""


def _source(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _text(message: Message) -> str:
    return message.string if isinstance(message.string, str) else (message.string or ("",))[0]


def _written(catalog: Catalog, heading: Heading) -> str:
    """The file without dates and names of tools, so that it changes only with its words."""
    file = BytesIO()
    write_po(file, catalog, width=_WIDTH, no_location=True, omit_header=True, include_previous=True)
    values = {"domain": heading.domain, "source": heading.source, "language": heading.language}
    body = re.sub(r"\n{3,}", "\n\n", file.getvalue().decode())
    return _ABOUT.format(**values) + _HEAD.format(**values) + body.rstrip("\n") + "\n"
