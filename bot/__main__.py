"""The commands: `python -m bot COMMAND`; the only reader of the environment.

Each command imports what it needs, so that a mistake in the settings is told at once.
"""

import argparse
import asyncio
import os
import shutil
import sys
from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.interview.mistakes import DialogueError
from bot.logs import configure, log
from bot.settings import Settings, SettingsError, read_settings
from bot.settings import trial as trial_environ
from bot.studio.commands import COMMANDS
from bot.studio.desk import Desk
from storage.errors import StorageError

if TYPE_CHECKING:
    from bot.app import Program
    from bot.release import Links

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str]) -> int:
    """Do one command; 0 when it is done, 1 when something has to be put right first."""
    parsed = _parser().parse_args(arguments)
    command: Command = parsed.command
    try:
        done = command(parsed)
        sys.stdout.flush()
    except (SettingsError, DialogueError, StorageError) as error:
        _tell(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the lines has enough of them, as `head` does: what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Afterword: the declined-offer interview."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, about, command in (
        ("run", "try it on this machine: a database of its own, and a link", _run),
        ("demo", "play simulated candidates and print the digest a team would read", _demo),
        ("talk", "hold the interview in this terminal, and keep nothing unless told to", _talk),
        ("migrate", "create the database, or bring it up to date", _migrate),
        ("doctor", "say what weakens the promise here, and how to mend it", _doctor),
        ("serve", "serve the web chat", _serve),
        ("work", "do what is due: boundaries, the nightly run, the outbox", _work),
        ("invite", "make the links of a cohort and print them, once", _invite),
        ("forecast", "say when a first digest is likely", _forecast),
        ("release", "do now what the calendar says", _release),
        ("digest", "print the last digest", _digest),
        ("posts", "say which digests have not arrived, and why; try them again", _posts),
        ("actions", "list what was decided; note what is done, or keep it off /changes", _actions),
        ("decide", "note what the team decided to do", _decide),
        ("read", "print the words that candidates allowed HR to read", _read),
        ("codebook", "say how the codebook fits what was written; take over HR's notes", _codebook),
        ("redact", "redact lines of JSON from standard input", _redact),
        ("code", "code lines of JSON from standard input by the codebook", _code),
    ):
        each = commands.add_parser(name, help=about, description=about)
        each.set_defaults(command=command)
        for flag, options in _FLAGS.get(name, ()):
            each.add_argument(flag, **options)
    _add_studio(commands)
    return parser


def _add_studio(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that work on the dialogues alone."""
    for command in COMMANDS:
        each = commands.add_parser(command.name, help=command.about, description=command.about)
        each.set_defaults(command=partial(_at_desk, command.run))
        for flag, options in command.flags:
            each.add_argument(flag, **options)


def _at_desk(run: Callable[[argparse.Namespace, Desk], int], arguments: argparse.Namespace) -> int:
    folder, _script = _folder_and_script(None)
    return run(arguments, Desk(folder, _say, _tell))


def _people(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not a number of people; write 1 or more")


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if 0 < share <= 1:
        return share
    raise argparse.ArgumentTypeError(f"{text} is no share; write one such as 0.4")


_FORMS = ("text", "markdown", "html", "report", "csv", "json", "blocks")
_FLAGS: Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]] = {
    "demo": (
        ("--people", {"type": _people, "default": 24, "help": "how many answer"}),
        ("--seed", {"type": int, "default": 3, "help": "draws what they answer"}),
        ("--format", {"choices": ("terminal", *_FORMS), "default": "terminal"}),
    ),
    "talk": (
        ("script", {"nargs": "?", "help": "another script than the default one"}),
        ("--keep", {"metavar": "NAME", "help": "keep the conversation as an example to check by"}),
        ("--language", {"default": "", "help": "another language than its own, such as de"}),
    ),
    "work": (("--once", {"action": "store_true", "help": "do what is due and stop"}),),
    "invite": (
        ("--cohort", {"required": True, "help": "a name that only HR reads"}),
        ("--count", {"type": _people, "help": "how many people are invited"}),
        ("--file", {"help": "a CSV file of them: address, and perhaps a column of labels"}),
        (
            "--panels",
            {"type": _people, "help": "how many managers or panels stand behind it"},
        ),
        ("--label", {"help": "a coarse word, shown to the people, that at least 15 of them share"}),
        ("--shared", {"action": "store_true", "help": "one link for all, of at least 20 people"}),
    ),
    "forecast": (
        ("--declines", {"required": True, "type": _people, "help": "declined offers in a year"}),
        (
            "--response-rate",
            {"type": _share, "default": 0.4, "help": "the share of them that answers (0.4)"},
        ),
    ),
    "actions": tuple(
        (f"--{name}", {"metavar": "ID", "help": about})
        for name, about in (
            ("done", "note that it is done; /changes then says so to candidates"),
            ("reopen", "note that it is not done after all"),
            ("hide", "keep it off /changes"),
            ("show", "let it stand on /changes again"),
            ("drop", "forget it"),
        )
    ),
    "posts": (("--again", {"action": "store_true", "help": "try them once more"}),),
    "decide": (
        ("--what", {"required": True, "help": "in a sentence; public once it is done"}),
        ("--owner", {"required": True, "help": "the role that does it"}),
        ("--cause", {"default": "", "help": "the id of the cause it is about"}),
        ("--until", {"default": "", "help": "a day, such as 2027-03-31"}),
        ("--instead-of", {"metavar": "ID", "help": "say this one anew"}),
    ),
    "read": (
        (
            "--code",
            {"action": "store_true", "help": "go through them and judge what the codebook finds"},
        ),
    ),
    "codebook": (
        ("what", {"choices": ("report", "revise"), "help": "what is wanted"}),
        ("--check", {"action": "store_true", "help": "only say what a revision would change"}),
    ),
    "digest": (
        (
            "--format",
            {"choices": _FORMS, "default": "text"},
        ),
    ),
}


def _settings() -> Settings:
    return read_settings(os.environ, _read_file)


def _read_file(file: str) -> str:
    return Path(file).read_text(encoding="utf-8")


def _migrate(_: argparse.Namespace) -> int:
    from bot.app import make_database

    settings = _settings()
    configure(settings.log_level, sys.stderr)
    make_database(settings)
    log("migrated")
    return 0


def _doctor(_: argparse.Namespace) -> int:
    from bot.doctor import examine, missing, notes, report, stopping

    settings = _settings()
    configure(settings.log_level, sys.stderr)
    found = examine(settings)
    _say(report(found, notes(settings), missing(settings)))
    return 1 if stopping(found) else 0


def _serve(_: argparse.Namespace) -> int:
    from bot.app import serve

    return _started(serve)


def _work(arguments: argparse.Namespace) -> int:
    from bot.app import look_after

    return _started(lambda program: look_after(program, once=arguments.once))


def _invite(arguments: argparse.Namespace) -> int:
    if (arguments.count is None) == (arguments.file is None):
        _tell("Say who is invited: --count N, or --file PEOPLE.csv, and not both.")
        return 2
    if arguments.file is not None:
        return _invite_file(arguments)

    async def invite(program: "Program") -> None:
        made = await program.invite(
            arguments.cohort,
            arguments.count,
            arguments.label,
            arguments.panels,
            shared=arguments.shared,
        )
        _hand_out(made)

    return _with_program(invite)


def _invite_file(arguments: argparse.Namespace) -> int:
    from bot.privacy.people import PeopleFileError, read_people

    if arguments.label is not None:
        _tell("The labels come from the file: leave out --label.")
        return 2
    try:
        people = read_people(Path(arguments.file).read_bytes(), arguments.file)
    except OSError:
        _tell(f"Nobody was invited: {arguments.file} cannot be read. Check its path.")
        return 1
    except PeopleFileError as error:
        _tell(str(error))
        return 1

    async def invite(program: "Program") -> None:
        made = await program.invite_people(
            arguments.cohort, people, arguments.panels, shared=arguments.shared
        )
        _hand_out(made)

    return _with_program(invite)


def _hand_out(made: "Links") -> None:
    for line in made.lines:
        _say(line)
    _tell(made.about)


def _forecast(arguments: argparse.Namespace) -> int:
    async def forecast(program: "Program") -> None:
        for line in await program.forecast(arguments.declines, arguments.response_rate):
            _say(line)

    return _with_program(forecast)


def _read(arguments: argparse.Namespace) -> int:
    async def read(program: "Program") -> None:
        if arguments.code:
            await _judge(program)
            return
        for line in await program.read():
            _say(line)

    return _with_program(read)


async def _judge(program: "Program") -> None:
    """Go through the allowed words with HR, and keep what it notes about the codebook."""
    from bot.insight.codebook_report import code_in_any
    from bot.release import NOTHING_TO_READ
    from bot.studio.judging import Judging, Shown
    from bot.studio.notebook import keep_notes, open_notes

    folder, dialogue = program.settings.dialogues, program.words.dialogue
    notes = open_notes(folder)
    shown = [
        Shown(each.question, text, code_in_any(dialogue.coder, text))
        for each in await program.allowed_words()
        for text in each.written
    ]
    if not shown:
        _say(NOTHING_TO_READ)
        return
    keep = partial(keep_notes, folder)
    Judging(dialogue.codebook, shown, lambda: input("> "), _say, keep).go_through(notes)


def _codebook(arguments: argparse.Namespace) -> int:
    from bot.studio.notebook import open_notes
    from bot.studio.revising import revise

    if arguments.what == "revise":
        return _at_desk(lambda asked, desk: revise(desk, only_look=asked.check), arguments)

    async def report(program: "Program") -> None:
        for line in await program.codebook_report(open_notes(program.settings.dialogues)):
            _say(line)

    return _with_program(report)


def _release(_: argparse.Namespace) -> int:
    async def release(program: "Program") -> None:
        digests = await program.release()
        for digest in digests:
            _say(digest)
        if not digests:
            _say("nothing yet")

    return _with_program(release)


def _digest(arguments: argparse.Namespace) -> int:
    async def digest(program: "Program") -> None:
        _say(await program.digest(arguments.format))

    return _with_program(digest)


def _posts(arguments: argparse.Namespace) -> int:
    async def posts(program: "Program") -> None:
        for line in await program.posts(again=arguments.again):
            _say(line)

    return _with_program(posts)


def _actions(arguments: argparse.Namespace) -> int:
    async def change(program: "Program") -> None:
        actions = program.actions
        changes = {
            "done": actions.done,
            "reopen": actions.reopen,
            "hide": actions.hide,
            "show": lambda id: actions.hide(id, hidden=False),
            "drop": actions.drop,
        }
        for name, do in changes.items():
            if (id := getattr(arguments, name)) is not None:
                await do(id)
        for line in await program.decisions():
            _say(line)

    return _with_program(change)


def _decide(arguments: argparse.Namespace) -> int:
    from bot.insight.decision import Decision

    wanted = Decision(arguments.what, arguments.cause, arguments.owner, arguments.until)

    async def decide(program: "Program") -> None:
        if arguments.instead_of is None:
            await program.actions.decide(wanted)
        else:
            await program.actions.edit(arguments.instead_of, wanted)
        for line in await program.decisions():
            _say(line)

    return _with_program(decide)


def _talk(arguments: argparse.Namespace) -> int:
    from bot.app import real_world, rehearse

    folder, script = _folder_and_script(arguments.script)
    width = shutil.get_terminal_size().columns
    facts = {name: os.environ.get(name) or value for name, value in trial_environ({}).items()}
    rehearse(
        folder,
        script,
        facts,
        real_world(),
        input,
        _say,
        width=width,
        colour=_in_colour(),
        keep=arguments.keep,
        language=arguments.language,
    )
    return 0


def _folder_and_script(file: str | None) -> tuple[Path, str | None]:
    """The folder of the dialogues and the name of a script in it, if one was given."""
    if file is not None:
        return Path(file).parent, Path(file).name
    return Path(os.environ.get("DIALOGUES") or "./dialogues"), None


def _redact(_: argparse.Namespace) -> int:
    from bot.app import read_redaction
    from bot.privacy.redaction import Redactor
    from bot.privacy.redaction_line import redact_line

    folder, _script = _folder_and_script(None)
    redactor = Redactor(read_redaction(folder))
    return _line_by_line(lambda line: redact_line(redactor, line))


def _code(_: argparse.Namespace) -> int:
    from bot.dialogue import compile_dialogue, read_sources
    from bot.insight.code_line import code_line, coding_of

    folder, _script = _folder_and_script(None)
    dialogue = compile_dialogue(read_sources(folder))
    coding = coding_of(dialogue.revision, dialogue.coder)
    return _line_by_line(lambda line: code_line(coding, line))


def _line_by_line(answer: Callable[[str], str]) -> int:
    """Answer each line of standard input; one that cannot be is told, and the rest goes on."""
    from bot.interview.json_line import BadLine

    wrong = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            _say(answer(_decoded(line)))
        except BadLine as error:
            wrong = 1
            _tell(f"line {number}: {error}")
    return wrong


def _decoded(line: bytes) -> str:
    from bot.interview.json_line import BadLine

    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadLine("This line is not UTF-8 text; save it as UTF-8.") from None


def _demo(arguments: argparse.Namespace) -> int:
    from bot.app import read_words
    from bot.demo import demo

    settings = _trial_settings()
    told = demo(
        settings,
        read_words(settings.dialogues, settings.digest_language),
        arguments.people,
        arguments.seed,
        arguments.format,
        width=shutil.get_terminal_size().columns,
        colour=_in_colour(),
    )
    _say(told)
    return 0


def _run(_: argparse.Namespace) -> int:
    from bot.app import read_words, real_world
    from bot.demo.trial import trial

    settings = _trial_settings()
    words = read_words(settings.dialogues, settings.digest_language)
    asyncio.run(trial(settings, real_world(), words, _say))
    return 0


def _trial_settings() -> Settings:
    settings = read_settings(trial_environ(os.environ), _read_file)
    configure(settings.log_level, sys.stderr)
    return settings


def _started(do: "Callable[[Program], Coroutine[Any, Any, None]]") -> int:
    """Open the program and do this, unless something is too bad to start with."""
    from bot.doctor import examine, stopping

    reasons = stopping(examine(_settings()))
    if reasons:
        _tell("\n".join(("Nothing was started:", *(f"  - {reason}" for reason in reasons))))
        return 1
    return _with_program(do)


def _with_program(do: "Callable[[Program], Coroutine[Any, Any, None]]") -> int:
    """Open the program with the settings of the environment, do this, and close it again."""
    from bot.actions import CannotDecide, NoSuchAction
    from bot.app import open_program, read_words, real_world
    from bot.release import CannotInvite

    settings = _settings()
    configure(settings.log_level, sys.stderr)

    async def opened() -> int:
        program = await open_program(
            settings, real_world(), read_words(settings.dialogues, settings.digest_language)
        )
        try:
            await do(program)
        except (CannotInvite, CannotDecide, NoSuchAction) as error:
            _tell(str(error))
            return 1
        else:
            return 0
        finally:
            program.close()

    return asyncio.run(opened())


def _in_colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what the command was asked for


def _tell(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - beside what the command was asked for


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
