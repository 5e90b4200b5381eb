"""Inviting as HR does it: a file, one shared link, and what is said about the chances."""

import re
from pathlib import Path

import pytest

from bot.app import make_database, open_program, read_words, real_world
from bot.release.links import links_of
from bot.release.terms import Invitation, TokenList
from bot.settings import read_settings
from tests.live import command, free_port, place

LINK = re.compile(r"http://127\.0\.0\.1:\d+/i#[0-9a-z-]{31}")
CANARY = "zebra"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a program whose database was just made."""
    environ = place(tmp_path_factory.mktemp("fresh"), free_port())
    assert command(environ, "migrate").code == 0
    return environ


def kept(environ: dict[str, str]) -> bytes:
    """All bytes that the program keeps."""
    folder = Path(environ["KEY_FOLDER"]).parent
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_invite_a_file(fresh: dict[str, str], tmp_path: Path) -> None:
    """Per label a list of links; of the file nothing is kept or printed but the labels."""
    file = tmp_path / "people.csv"
    lines = [f"{CANARY}{n}@example.org;{'Sales' if n < 15 else CANARY}" for n in range(20)]
    file.write_text("E-Mail;Department\r\n" + "\r\n".join([*lines, lines[0]]), "utf-8-sig")
    done = command(fresh, "invite", "--cohort", "Filed", "--file", str(file))
    assert done.code == 0
    heads = [line for line in done.printed.splitlines() if line.startswith("#")]
    links = [line for line in done.printed.splitlines() if not line.startswith("#")]
    assert heads == ["# Sales: 15", "# No label: 5"]
    assert all(LINK.fullmatch(link) for link in links)
    assert len(set(links)) == 20
    assert "The file has 20 people" in done.said
    assert "stood there before: 1" in done.said
    assert CANARY not in done.printed + done.said
    assert CANARY.encode() not in kept(fresh)


def test_links_into_telegram() -> None:
    """Where a bot is named, each line has both links with one code, the anonymous way first."""
    made = Invitation((TokenList("Sales", ("aaa", "bbb")), TokenList(None, ("ccc",))), "2027-01-01")
    both = links_of(made, "https://talk.example.com", "ample_talk_bot", (), str)
    assert both.lines == (
        "# Sales: 2",
        "https://talk.example.com/i#aaa https://t.me/ample_talk_bot?start=aaa",
        "https://talk.example.com/i#bbb https://t.me/ample_talk_bot?start=bbb",
        "# No label: 1",
        "https://talk.example.com/i#ccc https://t.me/ample_talk_bot?start=ccc",
    )
    assert "Telegram, which knows who uses it" in both.about
    web = links_of(made, "https://talk.example.com", "", (), str)
    assert web.lines[1:3] == web.links[:2] == both.links[:2]
    assert "Telegram" not in web.about


def test_a_file_with_mistakes_invites_nobody(fresh: dict[str, str], tmp_path: Path) -> None:
    """All mistakes at once, with their lines; and nothing is half done."""
    file = tmp_path / "people.csv"
    file.write_bytes(b"address,name\na@x.org,\nzebra,\n\xff@x.org,\n" + b"b@x.org,\n" * 20)
    done = command(fresh, "invite", "--cohort", "Mistaken", "--file", str(file))
    assert (done.code, done.printed) == (1, "")
    assert [line.split(":")[0].strip() for line in done.said.splitlines()[1:]] == [
        "Line 1 names a column that is not needed, “name”. Remove it",
        "Line 4",
        "Line 3",
    ]
    assert CANARY not in done.said
    assert b"Mistaken" not in kept(fresh)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--count", "20", "--file", "people.csv"), 2, "not both"),
        ((), 2, "--count N, or --file"),
        (("--file", "people.csv", "--label", "Sales"), 2, "leave out --label"),
        (("--file", "nowhere.csv"), 1, "cannot be read"),
        (("--file", "."), 1, "cannot be read"),
        (("--count", "19", "--shared"), 1, "needs 20 to 900 people"),
    ],
    ids=str,
)
def test_invitations_that_cannot_be(
    fresh: dict[str, str], words: tuple[str, ...], code: int, said: str
) -> None:
    """Each is refused in a sentence, and nobody is invited."""
    done = command(fresh, "invite", "--cohort", "Unmade", *words)
    assert (done.code, done.printed) == (code, "")
    assert said in done.said
    assert "Traceback" not in done.said
    assert b"Unmade" not in kept(fresh)


def test_a_hopeless_invitation(fresh: dict[str, str]) -> None:
    """With five declines a year it is said why nobody is invited."""
    done = command({**fresh, "DECLINES": "5"}, "invite", "--cohort", "Unmade", "--count", "4")
    assert (done.code, done.printed) == (1, "")
    assert "with 5 declines a year and 40 % of them answering, 5 answers" in done.said
    assert b"Unmade" not in kept(fresh)


def test_forecast(fresh: dict[str, str], tmp_path: Path) -> None:
    """When a first digest is likely, in figures and by its date; and when it is not."""
    fresh = {**fresh, "DATABASE_URL": f"sqlite:///{tmp_path}/quarters.db", "RELEASE": "quarterly"}
    fresh["KEY_FOLDER"] = str(tmp_path / "keys")
    assert command(fresh, "migrate").code == 0
    done = command(fresh, "forecast", "--declines", "10", "--response-rate", "0.57")
    assert done.code == 0
    assert "within a year in 37% of cases" in done.printed
    assert "within 8 release dates, as long as answers may wait, in 92%." in done.printed
    assert re.search(r"likely from \d+ \w+ 20\d\d on", done.printed)
    assert "fewer than 30 people invited" in " ".join(done.printed.split())
    assert "would be refused" in command(fresh, "forecast", "--declines", "5").printed
    assert command(fresh, "forecast", "--declines", "10", "--response-rate", "2").code == 2


def test_read_nothing(fresh: dict[str, str]) -> None:
    """Before a release there is nothing to read, and that is one sentence."""
    done = command(fresh, "read")
    assert (done.code, done.printed) == (0, "There is nothing to read yet.\n")


async def test_a_shared_link_says_so(tmp_path: Path) -> None:
    """Whoever opens it is told before the first question; who has a link of their own is not."""
    environ = place(tmp_path, free_port())
    settings = read_settings(environ, lambda file: Path(file).read_text("utf-8"))
    make_database(settings)
    program = await open_program(settings, real_world(), read_words(settings.dialogues))
    try:
        shared = await program.invite("Fair", 25, None, shared=True)
        own = await program.invite("Autumn", 12, None)
        assert "25 people together" in shared.about
        (link,) = shared.links
        first = await program.interviewer.start(link.partition("#")[2], "en")
        assert "one for all 25 people" in first.say[0].text
        other = await program.interviewer.start(own.links[0].partition("#")[2], "en")
        assert not [line for line in other.say if "one for all" in line.text]
    finally:
        program.close()
