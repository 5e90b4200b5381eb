"""An interview as a diagram and as a document."""

import re
import shutil
from pathlib import Path

import pytest

from bot.interview.reader import read_leniently
from bot.studio.document import Document, Paragraph, Table, html, markdown
from bot.studio.drawing import mermaid
from bot.studio.paper import paper
from bot.studio.scripts import Seen
from bot.studio.showing import draw, render
from tests.interview.script_samples import CAUSES, HOUSE
from tests.live import ROOT
from tests.studio.desks import Heard

GOLDEN = Path(__file__).parent / "golden"
# A line of the diagrams we draw, and nothing else; no quotation mark within quoted words.
_QUOTED = r'"[^"<>`]*(?:<(?:b|/b|br)>[^"<>`]*)*"'
_LINE = re.compile(
    rf"(flowchart TD|subgraph part_\d+\[{_QUOTED}\]|end"
    rf"|step_\w+(\[{_QUOTED}\]|\(\[{_QUOTED}\]\)|>{_QUOTED}\])"
    rf"|step_\w+ (-->|-\.->)(\|{_QUOTED}\|)? step_\w+"
    r"|classDef unreachable [\w:#,-]+|class [\w,]+ unreachable)"
)


@pytest.fixture(scope="module")
def small() -> Seen:
    """A small script in which one step is met by nobody."""
    text = (GOLDEN / "small.yaml").read_text()
    reading = read_leniently(text, "small.yaml", causes=CAUSES, house=HOUSE, shared={})
    assert [mistake.code for mistake in reading.mistakes] == ["F03"]
    return Seen(reading.script, CAUSES)


def test_the_diagram(small: Seen) -> None:
    """Parts, ways with what leads there, the short version dashed, grey what nobody meets."""
    drawn = mermaid(small.script, small.edges, small.met, small.words)
    assert drawn + "\n" == (GOLDEN / "small.mmd").read_text()


def test_the_document(small: Seen) -> None:
    """All that is said, when, what leads where, and what becomes of it."""
    document = paper(small, {"reasons": ["de", "fr"], "most": ["de"]})
    assert markdown(document) == (GOLDEN / "small.md").read_text()


def test_the_shipped_interview_is_drawn(tmp_path: Path) -> None:
    """Every step and every line of it is one that Mermaid takes."""
    heard = Heard(ROOT / "dialogues")
    assert draw(None, heard.desk) == 0
    lines = [line.strip() for line in heard.said[0].splitlines()]
    assert [line for line in lines if not _LINE.fullmatch(line)] == []
    assert "step_instead -->|“Taking another offer”| step_stronger" in heard.said[0].replace(
        '"', ""
    )
    assert "unreachable" not in heard.said[0]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_the_shipped_interview_is_a_document(form: str) -> None:
    """Every question and every end is in it, with the languages it is translated into."""
    heard = Heard(ROOT / "dialogues")
    assert render(None, form, heard.desk) == 0
    for words in ("what were you mainly looking for", "not_today", "HR alone", "de, "):
        assert words in heard.said[0]


def test_another_script_with_what_stands_around_it(tmp_path: Path) -> None:
    """A file by itself borrows codebook and house style from the folder of dialogues."""
    shutil.copy(ROOT / "dialogues" / "declined-offer.yaml", tmp_path / "mine.yaml")
    heard = Heard(ROOT / "dialogues")
    assert render(str(tmp_path / "mine.yaml"), "markdown", heard.desk) == 0
    assert heard.said[0].startswith("# After a declined offer\n")
    assert "Translations" not in heard.said[0]


def test_what_is_said_cannot_break_the_page() -> None:
    """Marks of Markdown and of HTML stay the signs they are."""
    nasty = "<script>alert(1)</script> | *not an id* `x` [a](b) # _c_ &amp;"
    document = Document(nasty, "en", (Paragraph(nasty), Table(("A *b*",), ((nasty,),))))
    page, plain = html(document), markdown(document)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") == 4
    assert "<code>b</code>" in page
    assert "\\<script\\>" in plain
    assert plain.splitlines()[-1].count(" | ") == 0
