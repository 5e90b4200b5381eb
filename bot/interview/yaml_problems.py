"""What a YAML parser stumbles over, in words for people who never met YAML."""

# What the parser says, what we say instead, and what to do. The first that fits is taken.
_QUOTES = "Put the whole text in quotes, or on the lines below after a | sign."
_ALIGN = "Begin it with as many spaces as the lines that belong with it."
_SAYINGS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "There is a second colon in this line.", _QUOTES),
    ("found unexpected ':'", "There is a colon too many here.", _QUOTES),
    (
        "while scanning a quoted scalar",
        "The quotation mark opened here is never closed.",
        "Close it with the same mark; within such marks, write the mark itself twice (or use “ ”).",
    ),
    (
        "double-quoted scalar",
        "A backslash within double quotes has a meaning of its own.",
        "Use single quotes, or leave the backslash out.",
    ),
    ("could not find expected ':'", "This line has no colon after its name.", "Write name: value."),
    (
        "cannot start any token",
        "A text cannot begin with this character.",
        "Put the whole text in quotes.",
    ),
    ("flow sequence", "A list opened with [ is not closed well.", "Close it with ]; put commas."),
    ("flow mapping", "A group opened with { is not closed well.", "Close it with }; put commas."),
    ("sequence entries are not allowed", "A list cannot begin here.", "Put “- ” on a new line."),
    (
        "block scalar",
        "After | or > there is something that does not belong there.",
        "Begin the text on the next line, further in.",
    ),
    (
        "expected <block end>, but found '<scalar>'",
        "A text stands here that belongs to nothing before it.",
        "Put quotes around the whole text, or line it up with the lines that belong with it.",
    ),
    ("expected <block end>", "This line stands too far in or too far out.", _ALIGN),
    ("alias", "A text cannot begin with *.", "Put the whole text in quotes."),
    ("anchor", "A text cannot begin with &.", "Put the whole text in quotes."),
    ("tag", "A text cannot begin with !.", "Put the whole text in quotes."),
    ("directive", "A line cannot begin with %.", "Remove the line, or put the text in quotes."),
    ("document", "This line does not belong in the file.", "Remove it."),
)
UNREADABLE = ("The file cannot be read from here on.", "Compare this line with those around it.")


def in_plain_words(said: str) -> tuple[str, str]:
    """What is wrong and what to do, for what the parser said."""
    return next(((what, todo) for part, what, todo in _SAYINGS if part in said), UNREADABLE)
