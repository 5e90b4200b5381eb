"""A line of JSON is redacted, or refused with a sentence that says what to write."""

import json

import pytest

from bot.interview.json_line import BadLine
from bot.privacy.redaction_line import redact_line
from tests.privacy.lists import redactor


def test_a_line_becomes_its_redacted_text_and_spans() -> None:
    """Spans count characters of the original text."""
    line = json.dumps({"text": "Ask Dmitri.", "lang": "en"})
    assert json.loads(redact_line(redactor(), line)) == {
        "text": "Ask [name].",
        "spans": [{"start": 4, "end": 10, "label": "name"}],
    }


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no object"),
        ('{"lang": "en"}', 'no "text"'),
        ('{"text": 3, "lang": "en"}', 'no "text"'),
        ('{"text": "Dmitri"}', 'no "lang"'),
    ],
)
def test_a_bad_line_is_refused_with_a_sentence(line: str, what: str) -> None:
    """The sentence says what is wrong and what to write, and repeats nothing of the line."""
    with pytest.raises(BadLine) as error:
        redact_line(redactor(), line)
    assert what in str(error.value)
    assert '{"text"' in str(error.value)
    assert "Dmitri" not in str(error.value)
