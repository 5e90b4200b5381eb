"""The documents say what the program does, and nothing of the machines it was made on."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import SETTINGS

ROOT = Path(__file__).parents[1]
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "dialogues/README.md",
    "docs/works-council.md",
)
# Put together here, so that this file does not hold what it looks for.
INDEX_HOSTS = tuple(f"{name}.{end}" for name, end in (("pypi", "org"), ("pythonhosted", "org")))
INDEX_HOSTS += ("registry." + "npmjs", "--index" + "-url", "--find" + "-links")
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:work|root|home|Users)/\w")


def tracked() -> list[Path]:
    """The text files of the project: tracked ones, and new ones that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [ROOT / name for name in listed.stdout.splitlines()]
    return [file for file in files if file.is_file() and file.suffix not in (".png", ".ico")]


def table(document: str, heading: str) -> list[tuple[str, ...]]:
    """The rows of the first table under a heading of a document, without its head."""
    text = (ROOT / document).read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("|")][2:]
    cells = (re.split(r"(?<!\\)\|", line)[1:-1] for line in lines)
    return [tuple(cell.strip() for cell in row) for row in cells]


def test_readme_lists_every_setting() -> None:
    """The README's table is the table of the program: names, defaults, meanings, in order."""
    rows = [
        (
            f"`{setting.name}`" + (" (secret)" if setting.secret else ""),
            "needed" if setting.default is None else setting.default and f"`{setting.default}`",
            setting.about,
        )
        for setting in SETTINGS
    ]
    assert table("README.md", "Settings") == rows


def test_readme_lists_every_command() -> None:
    """The README's table has every command of the program, and no other."""
    help_ = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    commands = set(re.findall(r"^ {4}(\w+)(?: {2,}|$)", help_.stdout, re.MULTILINE))
    listed = [
        re.findall(r"python -m bot (\w+)", row[0]) for row in table("README.md", "The commands")
    ]
    assert {name for names in listed for name in names} == commands


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    """Every relative link of a document leads to a file that is there."""
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text())
    folder = (ROOT / document).parent
    assert [link for link in links if not (folder / link).exists()] == []


def test_no_index_and_no_machine_is_named() -> None:
    """No file names a package index or a path of somebody's machine: both differ elsewhere."""
    found = [
        f"{file.relative_to(ROOT)}: {word}"
        for file in tracked()
        for text in [file.read_text("utf-8")]
        for word in (*INDEX_HOSTS, *MACHINE_PATH.findall(text))
        if word in text
    ]
    assert found == []


def test_locks_have_hashes() -> None:
    """Every locked package is pinned to one version and its hashes."""
    for lock in ROOT.glob("requirements*.lock"):
        entries = re.split(r"\n(?=\S)", lock.read_text().strip())
        assert entries
        assert [e for e in entries if "==" not in e.split()[0] or "--hash=sha256:" not in e] == []


def test_checks_hold_what_the_program_holds() -> None:
    """The lock of the checks has every package of the program's lock, at the same version."""

    def pins(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")
