"""Two processes serve one bot from one PostgreSQL database, each update brought to either."""

from pathlib import Path

from tests.channels.telegram.conftest import PUBLIC, serving
from tests.channels.telegram.person import CANARY, Person
from tests.channels.telegram.stand_in import StandIn
from tests.storage.server import running_server


def test_an_interview_in_two_processes(tmp_path: Path, stand_in: StandIn) -> None:
    """Turns go to one process or the other, some to both at once; the interview is one."""
    with running_server() as server:
        shared = {"DATABASE_URL": server.url(server.create()), "KEY_FOLDER": str(tmp_path / "keys")}
        folders = [tmp_path / "one", tmp_path / "two"]
        for folder in folders:
            folder.mkdir()
        with (
            serving(folders[0], stand_in, PUBLIC, **shared) as first,
            serving(folders[1], stand_in, PUBLIC, **shared) as second,
        ):
            person = Person(stand_in.chat(7))
            person.begin(first.link().partition("#")[2])
            person.press("c", nth=1)
            number = person.write("All of it, relly.")
            person.chat.edit(number, "All of it, really.")
            # The same update at both processes is taken once.
            update = stand_in.api.message(7, "Slow answers", 1_800_000_000)
            for program in (first, second, first):
                assert stand_in.post(program.port, update)[0] == 200
            person.to_review()
            quotes = [
                quote for shown in person.chat.said()[-2:] for quote in shown.styled("blockquote")
            ]
            assert quotes.count("All of it, really.") == 1
            assert quotes.count("Slow answers") == 1
            assert len(person.send()) == 16
            taken = {program.port for program in (first, second)}
            assert len(taken) == 2
            assert CANARY.encode() not in first.kept() + second.kept()
