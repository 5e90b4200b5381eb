"""T: what is said in other languages."""

from bot.interview.checks.check import Check, Example

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
)
