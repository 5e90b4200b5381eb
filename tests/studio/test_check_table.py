"""The table of checks: every example does what it says, every code is in it, the pages are it."""

import re
from pathlib import Path

import pytest

from bot.interview.checks.check import Check
from bot.interview.checks.table import CHECKS
from bot.studio.check_pages import FOLDER, pages
from tests.live import ROOT
from tests.studio.placed import findings

_CODE = re.compile(r'"([SFCTQPVX]\d\d)"')


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_the_bad_example_is_found_and_the_good_one_is_not(check: Check, tmp_path: Path) -> None:
    """The bad example has this finding and no other, the good one has none."""
    assert {each.code for each in findings(check.bad, tmp_path / "bad")} == {check.code}
    assert [str(each) for each in findings(check.good, tmp_path / "good")] == []


def test_each_code_is_in_the_table_once_and_used() -> None:
    """No finding has a code without a page, and no page a code that nothing finds."""
    codes = [check.code for check in CHECKS]
    assert len(codes) == len(set(codes))
    table = ROOT / "bot" / "interview" / "checks" / "table"
    sources = [path for path in (ROOT / "bot").rglob("*.py") if table not in path.parents]
    used = {code for path in sources for code in _CODE.findall(path.read_text())}
    assert used == set(codes)


def test_the_pages_are_those_of_the_table() -> None:
    """What HR reads about a finding is what the table says now."""
    folder = ROOT / "dialogues" / FOLDER
    written = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    assert written == dict(pages()), "Run: python -m bot check --pages"


def test_every_sentence_of_the_table_is_one() -> None:
    """Titles are short, reasons and advice are whole sentences."""
    for check in CHECKS:
        assert len(check.title) <= 60
        for text in (check.why, check.todo, *filter(None, [check.note])):
            assert re.fullmatch(r"[A-Z`“].*[.]", text), (check.code, text)
