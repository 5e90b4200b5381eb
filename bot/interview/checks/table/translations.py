"""T: what is said in other languages."""

from bot.interview.checks.check import Check, Example

_LIKED = 'msgctxt "liked.text"\nmsgid "What did you like?"\nmsgstr "{}"\n'
_HELP = 'msgctxt "help"\nmsgid "Write to {{contact}}."\nmsgstr "{}"\n'
_YES = 'msgctxt "again.choices.yes"\nmsgid "Yes"\nmsgstr "{}"\n'
_PERHAPS = 'msgctxt "again.choices.perhaps"\nmsgid "Perhaps"\nmsgstr "{}"\n'
_DRAFT = "also in: []"

CHECKS: tuple[Check, ...] = (
    Check(
        "T01",
        "E",
        "A file of translations that cannot be read",
        "Such files are made by `python -m bot translate` and filled in with a PO editor; lines of "
        "another form say nothing.",
        "Open the file in a PO editor, or put the text between quotation marks.",
        Example(
            'msgctxt "liked.text"\nmsgid "What did you like?"\nmsgstr Qu’avez-vous aimé ?', "po"
        ),
        Example(
            'msgctxt "liked.text"\nmsgid "What did you like?"\nmsgstr "Qu’avez-vous aimé ?"', "po"
        ),
    ),
    Check(
        "T02",
        "E",
        "A sentence, or a file, that is not translated",
        "The script names this language under `also in`; it is offered only once nothing of it is "
        "missing, so that nobody is talked with in two languages.",
        "Translate it, or take the language out of `also in` until it is done.",
        Example(_LIKED.format(""), "po"),
        Example(_LIKED.format("Qu’avez-vous aimé ?"), "po"),
    ),
    Check(
        "T03",
        "E",
        "A translation that is older than its sentence",
        "The sentence was changed since it was translated, so the two may say different things.",
        "Run `python -m bot translate update`, look at each translation marked fuzzy, correct it, "
        "and take the mark away.",
        Example("#, fuzzy\n" + _LIKED.format("Qu’est-ce qui vous plaît ?"), "po"),
        Example(_LIKED.format("Qu’avez-vous aimé ?"), "po"),
    ),
    Check(
        "T04",
        "E",
        "A translation with other placeholders",
        "What stands in braces is filled in while the sentence is said; the translation would lack "
        "a fact, or show braces.",
        "Keep each name in braces as it is, and put it where the sentence needs it.",
        Example(_HELP.format("Écrivez à {contacte}."), "po"),
        Example(_HELP.format("Écrivez à {contact}."), "po"),
    ),
    Check(
        "T05",
        "E",
        "A label that is too long for a button",
        "A button has room for 64 bytes; a letter with an accent takes two of them.",
        "Say it shorter.",
        Example(
            _YES.format("Oui, je dirais très volontiers oui à une prochaine occasion chez vous"),
            "po",
        ),
        Example(_YES.format("Oui"), "po"),
    ),
    Check(
        "T06",
        "E",
        "Two labels that read the same",
        "Two choices beside each other were translated with the same words; nobody can tell them "
        "apart.",
        "Word one of them differently.",
        Example(_YES.format("Peut-être") + "\n" + _PERHAPS.format("Peut-être"), "po"),
        Example(_YES.format("Oui") + "\n" + _PERHAPS.format("Peut-être"), "po"),
    ),
    Check(
        "T07",
        "W",
        "A language that somebody still works at",
        "Something is not translated yet. Nobody is offered the language, or in the digest the "
        "team does not read it.",
        "Go on translating; `python -m bot translate status` tells what is left.",
        Example(_LIKED.format(""), "po", head=_DRAFT),
        Example(_LIKED.format("Qu’avez-vous aimé ?"), "po", head=_DRAFT),
    ),
    Check(
        "T08",
        "W",
        "Synonyms of a label that no button has",
        "In the file of a language, synonyms stand under the label as it reads in that language; "
        "these would never be understood.",
        "Write the label just as it is translated.",
        Example("synonyms:\n  Peut etre: [ça dépend]", "language"),
        Example("synonyms:\n  Peut-être: [ça dépend]", "language"),
    ),
    Check(
        "T09",
        "E",
        "Words of receipts that differ by an accent only",
        "Many people type without accents, and a receipt is all that leads to their answers.",
        "Put another word in its place, unless receipts were given out already.",
        Example("côte\ncote", "receipts"),
        Example("côte\nplage", "receipts"),
    ),
)
