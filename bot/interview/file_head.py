"""What stands at the top of every dialogue file: its format and its language."""

import re

from bot.interview.fields import Fields

FORMAT = "1"


def read_format(fields: Fields) -> None:
    """Note a format that this reader does not know."""
    fields.need("format", f"Add “format: {FORMAT}” as the first line.")
    fields.word("format", (FORMAT,), FORMAT)


def read_language(fields: Fields) -> str:
    """The language of the file by its short name."""
    fields.need("language", "Add “language: en”, or another language.")
    return next(iter(read_languages(fields, "language")), "")


def read_languages(fields: Fields, name: str) -> tuple[str, ...]:
    """Languages by their short names."""
    languages = fields.texts(name)
    for language in languages:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", language):
            todo = "Write its short name, such as en, de, fr or es."
            fields.wrong(fields.at(name), "S06", f"“{language}” is no language.", todo)
    return languages
