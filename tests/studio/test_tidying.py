"""`fmt` on files."""

from pathlib import Path

from bot.studio.tidying import tidy
from tests.live import ROOT
from tests.studio.desks import Heard

UNTIDY = "# Ours.\nformat:   1\nsteps:\n- say:  hello\n  text: 'Hello.'\n"
TIDY = "# Ours.\nformat: 1\nsteps:\n  - say: hello\n    text: Hello.\n"


def test_every_file_of_the_folder_is_brought_into_style(tmp_path: Path) -> None:
    """Those that change are named; a second time there is nothing to do."""
    for name in ("a.yaml", "shared/b.yaml", "tests/c.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(UNTIDY)
    (tmp_path / "d.yaml").write_text(TIDY)
    (tmp_path / "e.txt").write_text(UNTIDY)
    heard = Heard(tmp_path)
    assert tidy([], heard.desk, only_look=False) == 0
    assert heard.said == [
        str(tmp_path / name) for name in ("a.yaml", "shared/b.yaml", "tests/c.yaml")
    ]
    assert {path.read_text() for path in tmp_path.rglob("*.yaml")} == {TIDY}
    assert (tmp_path / "e.txt").read_text() == UNTIDY
    again = Heard(tmp_path)
    assert tidy([], again.desk, only_look=False) == 0
    assert (again.said, again.told) == ([], [])
    assert len(list(tmp_path.iterdir())) == 5


def test_looking_changes_nothing(tmp_path: Path) -> None:
    """With --check a file is named and left as it is."""
    (tmp_path / "a.yaml").write_text(UNTIDY)
    heard = Heard(tmp_path)
    assert tidy([], heard.desk, only_look=True) == 1
    assert heard.said == [str(tmp_path / "a.yaml")]
    assert (tmp_path / "a.yaml").read_text() == UNTIDY


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    """What is wrong is told, and the other files are tidied all the same."""
    broken = "text: 'never closed\n"
    (tmp_path / "a.yaml").write_text(broken)
    (tmp_path / "b.yaml").write_text(UNTIDY)
    heard = Heard(tmp_path)
    assert tidy([], heard.desk, only_look=False) == 1
    assert (tmp_path / "a.yaml").read_text() == broken
    assert "never closed" in heard.told[0]
    assert (tmp_path / "b.yaml").read_text() == TIDY


def test_only_the_files_named(tmp_path: Path) -> None:
    """A file is named by its path, wherever it lies."""
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(UNTIDY)
    assert tidy([str(tmp_path / "b.yaml")], Heard(tmp_path).desk, only_look=False) == 0
    assert (tmp_path / "a.yaml").read_text() == UNTIDY
    assert (tmp_path / "b.yaml").read_text() == TIDY


def test_the_dialogues_that_come_with_the_product_are_in_style() -> None:
    """Whoever edits one writes it in its style: python -m bot fmt."""
    heard = Heard(ROOT / "dialogues")
    assert tidy([], heard.desk, only_look=True) == 0
    assert heard.said == []
