"""Nothing acknowledged is lost, whatever breaks between Telegram, the program and its disk."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.telegram.bot_api import TOKEN
from tests.channels.telegram.conftest import PUBLIC, serving
from tests.channels.telegram.person import CANARY, Person
from tests.channels.telegram.stand_in import HTML, LOST, Fault, StandIn, telegram_stand_in
from tests.live import Live

CHAT = 990_000_001


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Live, StandIn]]:
    """One program for all faults that it outlives."""
    folder: Path = tmp_path_factory.mktemp("faults")
    with (
        telegram_stand_in() as stand_in,
        serving(folder, stand_in, PUBLIC, TALKATIVE="yes") as program,
    ):
        yield program, stand_in


def begun(program: Live, stand_in: StandIn, chat: int) -> Person:
    """Somebody who has begun the short version."""
    person = Person(stand_in.chat(chat))
    person.begin(program.link().partition("#")[2])
    person.press("c", nth=1)
    return person


@pytest.mark.parametrize(
    ("number", "faults"),
    [(1, [500]), (2, [HTML, HTML]), (3, [(429, 1)]), (4, [LOST]), (5, [502, 500, HTML, 500, HTML])],
)
def test_trouble_with_the_bot_api(
    bot: tuple[Live, StandIn], number: int, faults: list[Fault]
) -> None:
    """A question that could not be sent is sent again, and an answer is taken once."""
    program, stand_in = bot
    person = begun(program, stand_in, CHAT + number)
    stand_in.faults["sendMessage"] = list(faults)
    person.write("All of it.")
    assert "gave you pause" in person.last.text
    person.chat.write("/review")
    assert person.last.styled("blockquote") == ["All of it."]


def test_an_old_query_is_nothing(bot: tuple[Live, StandIn]) -> None:
    """A tap that comes too late to be answered is taken all the same."""
    program, stand_in = bot
    person = begun(program, stand_in, CHAT + 20)
    stand_in.api.old_queries = True
    person.press("c")
    stand_in.api.old_queries = False
    assert "gave you pause" in person.last.text


def test_who_blocks_the_bot_is_left_alone(bot: tuple[Live, StandIn]) -> None:
    """403 ends the interview: nothing is tried again, and nothing of it is kept."""
    program, stand_in = bot
    person = begun(program, stand_in, CHAT + 21)
    stand_in.faults["sendMessage"] = [403]
    before = len(stand_in.api.calls)
    person.write("All of it.")
    tried = [method for method, _ in stand_in.api.calls[before:] if method == "sendMessage"]
    assert tried == []
    person.chat.write("/skip")
    assert "No interview is open" in person.last.text
    second = begun(program, stand_in, CHAT + 22)
    stand_in.bring(stand_in.api.block(CHAT + 22))
    stand_in.api.blocked.clear()
    second.chat.write("/skip")
    assert "No interview is open" in second.last.text


def test_only_telegram_brings_updates(bot: tuple[Live, StandIn]) -> None:
    """Without the secret, or with another, nothing is read."""
    program, stand_in = bot
    update = stand_in.api.message(CHAT + 23, "/start", 1_800_000_000)
    assert stand_in.post(program.port, update, "")[0] == 403
    assert stand_in.post(program.port, update, "0" * 64)[0] == 403
    assert stand_in.api.said(CHAT + 23) == []
    assert stand_in.post(program.port, update)[0] == 200


def test_no_log_names_anybody(bot: tuple[Live, StandIn]) -> None:
    """After all of this the log holds no chat, name, text, token or address, though every library
    says all that it ever says."""
    program, stand_in = bot
    person = begun(program, stand_in, CHAT + 24)
    stand_in.faults["sendMessage"] = [500, HTML, 500, 500, 500]
    person.write(f"What {CANARY} said.")
    log = program.log.read_text()
    assert "come again" in log
    assert "telegram" in log
    assert " debug " in log
    for clear in (
        CANARY,
        str(CHAT)[:6],
        "canary",
        "Canary",
        "made-up",
        TOKEN,
        TOKEN.partition(":")[2],
        stand_in.url,
        "sendMessage",
    ):
        assert clear not in log
    assert str(CHAT)[:7].encode() not in program.kept()


def killing(program: Live, stand_in: StandIn, *, arrives: bool) -> Fault:
    """Kills the program while it waits to hear that its message was sent.

    Whether it arrives or not: the program cannot know.
    """

    def kill() -> None:
        if not arrives:
            stand_in.api.chats[CHAT].remove(stand_in.api.said(CHAT)[-1])
        program.process.send_signal(signal.SIGKILL)

    return kill


def test_killed_again_and_again(tmp_path: Path, stand_in: StandIn) -> None:
    """Killed before an answer arrives, before it could say 200, and at Send: each turn is taken
    once, its answer arrives, and the response is kept once, with its receipt."""
    person = Person(stand_in.chat(CHAT))
    with serving(tmp_path, stand_in, PUBLIC) as program:
        code = program.link().partition("#")[2]
        person.begin(code)
        person.press("c", nth=1)
        stand_in.faults["sendMessage"] = [killing(program, stand_in, arrives=False)]
        stand_in.write(CHAT, "All of it.", wait=False)
        program.process.wait(30)
    with serving(tmp_path, stand_in, PUBLIC) as program:
        stand_in.taken()
        assert asked(person, "gave you pause") == 1
        stand_in.faults["sendMessage"] = [killing(program, stand_in, arrives=True)]
        stand_in.write(CHAT, "Hard to say, in truth.", wait=False)
        program.process.wait(30)
    with serving(tmp_path, stand_in, PUBLIC) as program:
        stand_in.taken()
        assert asked(person, "played a part") == 2, "it could not know that the first arrived"
        person.to_review()
        quotes = person.last.styled("blockquote")
        assert (quotes.count("All of it."), quotes.count("Hard to say, in truth.")) == (1, 1)
        stand_in.faults["sendMessage"] = [500, killing(program, stand_in, arrives=False)]
        data = next(d for row in person.open.keyboard for _, d in row if d.endswith(".a.send"))
        stand_in.tap(CHAT, person.open, data, wait=False)
        program.process.wait(30)
    with serving(tmp_path, stand_in, PUBLIC) as program:
        stand_in.taken()
        (receipt,) = person.last.styled("code")
        assert len(receipt.split()) == 16
        person.chat.write("hello?")
        assert not person.last.styled("code")
        rival = Person(stand_in.chat(CHAT + 1))
        rival.begin(code)
        rival.press("c", nth=1)
        rival.to_review()
        rival.press("a", "send")
        assert "already sent" in rival.last.text


def asked(person: Person, words: str) -> int:
    """How often the person was asked this."""
    return sum(words in shown.text for shown in person.chat.said())
