"""One line of JSON in, one line of JSON out: redaction for other programs and for measuring."""

import json
from typing import Any

from bot.privacy.redaction import Redactor


class BadLine(Exception):
    """A line is not what redaction reads; the message says what to write instead."""


_SHAPE = 'write {"text": "…", "lang": "en"} on one line'


def redact_line(redactor: Redactor, line: str) -> str:
    """The redacted text and its spans as JSON, of a line {"text", "lang"}; raises BadLine.

    The answer is {"text", "spans": [{"start", "end", "label"}]}; spans count characters of the
    original text.
    """
    text, language = _request(line)
    redacted = redactor.redact(text, language)
    spans = [{"start": s.start, "end": s.end, "label": s.label} for s in redacted.spans]
    return json.dumps({"text": redacted.text, "spans": spans}, ensure_ascii=False)


def _request(line: str) -> tuple[str, str]:
    try:
        data: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine(f"This line is not JSON; {_SHAPE}.") from None
    if not isinstance(data, dict):
        raise BadLine(f"This line is JSON but no object; {_SHAPE}.")
    text, language = data.get("text"), data.get("lang")
    if not isinstance(text, str):
        raise BadLine(f'This line has no "text" in quotes; {_SHAPE}.')
    if not isinstance(language, str):
        raise BadLine(f'This line has no "lang" in quotes; {_SHAPE}.')
    return text, language
