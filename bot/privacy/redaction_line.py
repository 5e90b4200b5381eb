"""One line of JSON in, one line of JSON out: redaction for other programs and for measuring."""

import json

from bot.interview.json_line import texts_in
from bot.privacy.redaction import Redactor


def redact_line(redactor: Redactor, line: str) -> str:
    """The redacted text and its spans as JSON, of a line {"text", "lang"}; raises BadLine.

    The answer is {"text", "spans": [{"start", "end", "label"}]}; spans count characters of the
    original text.
    """
    text, language = texts_in(line, ("text", "lang"))
    redacted = redactor.redact(text, language)
    spans = [{"start": s.start, "end": s.end, "label": s.label} for s in redacted.spans]
    return json.dumps({"text": redacted.text, "spans": spans}, ensure_ascii=False)
