"""Nothing acknowledged is lost, whatever breaks between Telegram, the program and its disk."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.channels.telegram.conftest import PUBLIC, serving
from tests.channels.telegram.person import CANARY, Person
from tests.channels.telegram.stand_in import HTML, LOST, Fault, StandIn, telegram_stand_in
from tests.live import Live

CHAT = 990_000_001


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Live, StandIn]]:
    """One program for all faults that it outlives."""
    folder: Path = tmp_path_factory.mktemp("faults")
    with telegram_stand_in() as stand_in, serving(folder, stand_in, PUBLIC) as program:
        yield program, stand_in


@contextmanager
def started_anew(
    folder: Path, stand_in: StandIn, do: Callable[[Live, Callable[[], None]], None]
) -> Iterator[Live]:
    """Do something while a program serves, which kills it, and start it again."""
    with serving(folder, stand_in, PUBLIC) as program:
        do(program, lambda: program.process.send_signal(signal.SIGKILL))
        program.process.wait(30)
    with serving(folder, stand_in, PUBLIC) as again:
        yield again


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
    """After all of this the log holds no chat, name, text, token or address."""
    program, stand_in = bot
    person = begun(program, stand_in, CHAT + 24)
    stand_in.faults["sendMessage"] = [500, HTML, 500, 500, 500]
    person.write(f"What {CANARY} said.")
    log = program.log.read_text()
    assert "come again" in log
    for clear in (
        CANARY,
        str(CHAT)[:6],
        "canary",
        "Canary",
        "made-up",
        stand_in.url,
        "sendMessage",
    ):
        assert clear not in log
    assert str(CHAT)[:7].encode() not in program.kept()


@pytest.mark.parametrize("arrives", [False, True])
def test_killed_behind_the_commit(tmp_path: Path, stand_in: StandIn, *, arrives: bool) -> None:
    """Killed before its answer arrives, or before it could say 200: the turn is taken once."""

    def answers(program: Live, kill: Callable[[], None]) -> None:
        person = begun(program, stand_in, CHAT)

        def killed() -> None:
            if not arrives:
                stand_in.api.chats[CHAT].remove(person.last)
            kill()

        stand_in.faults["sendMessage"] = [killed]
        stand_in.write(CHAT, "All of it.", wait=False)

    with started_anew(tmp_path, stand_in, answers):
        person = Person(stand_in.chat(CHAT))
        stand_in.until(lambda: stand_in.brought[-1:] != [] and stand_in.brought[-1][1] == 200)
        assert "gave you pause" in person.last.text
        asked = [shown for shown in person.chat.said() if "gave you pause" in shown.text]
        assert len(asked) == 1 + arrives
        person.chat.write("/review")
        assert person.last.styled("blockquote") == ["All of it."]


def test_killed_at_send(tmp_path: Path, stand_in: StandIn) -> None:
    """A Send that was kept is answered with its receipt after the restart, and kept once."""
    codes: list[str] = []

    def sends(program: Live, kill: Callable[[], None]) -> None:
        codes.append(program.link().partition("#")[2])
        person = Person(stand_in.chat(CHAT))
        person.begin(codes[0])
        person.press("c", nth=1)
        person.to_review()
        stand_in.faults["sendMessage"] = [500, 500, kill_first(kill)]
        data = next(d for row in person.open.keyboard for _, d in row if d.endswith(".a.send"))
        stand_in.tap(CHAT, person.open, data, wait=False)

    def kill_first(kill: Callable[[], None]) -> Fault:
        def killed() -> None:
            # What was sent did not arrive on the person's phone.
            stand_in.api.chats[CHAT].pop()
            kill()

        return killed

    with started_anew(tmp_path, stand_in, sends) as program:
        person = Person(stand_in.chat(CHAT))
        stand_in.until(lambda: bool(person.last.styled("code")))
        assert len(person.last.styled("code")[0].split()) == 16
        stand_in.until(lambda: stand_in.brought[-1][1] == 200)
        person.chat.write("hello?")
        assert not person.last.styled("code")
        rival = Person(stand_in.chat(CHAT + 1))
        rival.begin(codes[0])
        rival.press("c", nth=1)
        rival.to_review()
        rival.press("a", "send")
        assert "already sent" in rival.last.text
        assert CANARY.encode() not in program.kept()
