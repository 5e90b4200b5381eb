"""The settings: what holds when nothing is said, and what is said when something is wrong."""

import base64
import re
import string
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import SETTINGS, Settings, SettingsError, Slack, read_settings, trial

NEEDED = {"COMPANY": "Example Ltd", "CONTACT": "hr@example.com", "OPERATOR": "Example Ltd"}
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_CHANNEL": "#hiring"}


def no_file(path: str) -> str:
    raise FileNotFoundError(path)


def read(**environ: str) -> Settings:
    return read_settings({**NEEDED, **environ}, no_file)


def mistakes(environ: Mapping[str, str]) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        read_settings(environ, no_file)
    return caught.value.mistakes


def mistake(**environ: str) -> str:
    (only,) = mistakes({**NEEDED, **environ})
    return only


def test_defaults() -> None:
    """With nothing but the names candidates are told, the program listens on this machine only."""
    assert read() == Settings(
        company="Example Ltd",
        contact="hr@example.com",
        operator="Example Ltd",
        jobs_url="",
        public_url="http://127.0.0.1:8000",
        host="127.0.0.1",
        port=8000,
        database_url="sqlite:///./data/afterword.db",
        key_folder=Path("keys"),
        key_secret=None,
        k=5,
        release="quarterly",
        declines=None,
        retain_waiting=8,
        retain_bags=8,
        retain_lists=90,
        timezone=ZoneInfo("UTC"),
        dialogues=Path("dialogues"),
        digest_language="en",
        frame_ancestors=(),
        slack=None,
        telegram=None,
        log_level="info",
    )


def test_everything_given() -> None:
    """Every setting can be given, and blanks around a value do not count."""
    settings = read(
        **SLACK,
        JOBS_URL="https://jobs.example.com/all?team=any",
        PUBLIC_URL=" https://talk.example.com/ ",
        HOST="0.0.0.0",  # noqa: S104  (what an operator behind a proxy writes)
        PORT="9000",
        DATABASE_URL="sqlite:////srv/afterword.db",
        KEY_FOLDER="/srv/keys",
        K="8",
        RELEASE="Monthly",
        DECLINES="40",
        RETAIN_WAITING="4",
        RETAIN_BAGS="2",
        RETAIN_LISTS="0",
        SLACK_CHANNELS=" Engineering = #eng, Sales or Support=#sales,",
        TIMEZONE="Europe/Berlin",
        DIALOGUES="words",
        FRAME_ANCESTORS="https://jobs.example.com, https://*.example.org",
        SLACK_API_URL="http://127.0.0.1:9999/api",
        LOG_LEVEL="WARNING",
    )
    assert settings.public_url == "https://talk.example.com"
    assert (settings.port, settings.k, settings.release) == (9000, 8, "monthly")
    assert settings.timezone == ZoneInfo("Europe/Berlin")
    assert settings.frame_ancestors == ("https://jobs.example.com", "https://*.example.org")
    channels = {"Engineering": "#eng", "Sales or Support": "#sales"}
    assert settings.slack == Slack("xoxb-1", "#hiring", "http://127.0.0.1:9999/api/", channels)
    kept = (settings.retain_waiting, settings.retain_bags, settings.retain_lists)
    assert (settings.declines, *kept) == (40, 4, 2, 0)
    assert settings.log_level == "warning"


def test_all_mistakes_at_once() -> None:
    """Everything that is wrong is said in one go, each with what to do, and none twice."""
    environ = {"COMPANY": "Example Ltd", "PORT": "web", "K": "3", "TIMEZONE": "Mars/Base"}
    found = mistakes(environ)
    assert sorted(text.split()[0] for text in found) == [
        "CONTACT",
        "K",
        "OPERATOR",
        "PORT",
        "TIMEZONE",
    ]
    assert all(text.endswith((".", "https://talk.example.com")) for text in found)


def test_message_lists_mistakes() -> None:
    """What the operator reads is one sentence and then one line a mistake."""
    problem = SettingsError(("K is wrong.", "PORT is wrong."))
    assert str(problem).splitlines()[1:] == ["  K is wrong.", "  PORT is wrong."]


@pytest.mark.parametrize("name", [s.name for s in SETTINGS if s.default is None])
def test_needed(name: str) -> None:
    """What candidates must be told cannot be left out, nor left empty."""
    assert mistake(**{name: "  "}).startswith(f"{name} is missing")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COMPANY", "two\nlines"),
        ("CONTACT", "x" * 201),
        ("JOBS_URL", "jobs.example.com"),
        ("TELEGRAM_NAME", "https://t.me/ample_talk_bot"),
        ("JOBS_URL", "javascript:alert(1)"),
        ("JOBS_URL", 'https://example.com/"><script>'),
        ("PUBLIC_URL", "ftp://example.com"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://example.com/talk"),
        ("PUBLIC_URL", "https://example.com?x=1"),
        ("PUBLIC_URL", "https://example.com:port"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "٨٠٠٠"),
        ("K", "4"),
        ("K", "five"),
        ("K", "101"),
        ("RELEASE", "weekly"),
        ("DECLINES", "0"),
        ("DECLINES", "many"),
        ("RETAIN_WAITING", "9"),
        ("RETAIN_WAITING", "0"),
        ("RETAIN_BAGS", "9"),
        ("RETAIN_LISTS", "91"),
        ("TIMEZONE", "Atlantis"),
        ("TIMEZONE", "../../etc/passwd"),
        ("FRAME_ANCESTORS", "*"),
        ("FRAME_ANCESTORS", "https://a.example; script-src *"),
        ("FRAME_ANCESTORS", "https://a.example/path"),
        ("LOG_LEVEL", "debug"),
    ],
)
def test_unusable_values(name: str, value: str) -> None:
    """A value that cannot be used is one mistake, and names its setting first."""
    assert mistake(**{name: value}).startswith(f"{name} ")


def test_public_url_is_needed_off_this_machine() -> None:
    """Who listens for others says under which address candidates come."""
    assert mistake(HOST="0.0.0.0").startswith("PUBLIC_URL is missing")  # noqa: S104  (as above)
    assert read(HOST="::1", PORT="81").public_url == "http://[::1]:81"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://afterword:hunter2@db/afterword",
        "mysql://root:hunter2@db/x",
        "postgresql://",
        "postgresql://db/",
        "sqlite://",
        "sqlite:///",
        "sqlite:///x.db?mode=memory",
        "hunter2",
    ],
)
def test_other_databases_are_refused(url: str) -> None:
    """Another database is refused with what to write instead, and its password is not repeated."""
    said = mistake(DATABASE_URL=url)
    assert "write sqlite:///./data/afterword.db" in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://afterword:hunter2@db:5433/afterword?sslmode=require",
        "postgresql:///afterword?host=/run/postgresql",
    ],
)
def test_postgresql_is_taken(url: str) -> None:
    """A PostgreSQL database may be named with all that its driver understands."""
    assert read(DATABASE_URL=url).database_url == url


SECRET = bytes(range(7, 39))


@pytest.mark.parametrize(
    "written",
    [
        SECRET.hex(),
        SECRET.hex().upper(),
        base64.urlsafe_b64encode(SECRET).decode(),
        base64.urlsafe_b64encode(SECRET).decode().rstrip("="),
    ],
)
def test_key_secret(written: str) -> None:
    """The secret of the keys is 32 bytes in hex or base64url, and is never shown."""
    settings = read(KEY_SECRET=written)
    assert settings.key_secret == SECRET
    assert repr(SECRET) not in repr(settings)
    assert read(KEY_SECRET="  ").key_secret is None


def test_what_makes_a_key_secret(tmp_path: Path) -> None:
    """What the table of settings says to run makes a secret, which may lie in a file."""
    about = next(setting.about for setting in SETTINGS if setting.name == "KEY_SECRET")
    ((program,),) = [re.findall(r'`python -c "(.*?)"`', about)]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    (tmp_path / "secret").write_text(done.stdout)
    environ = {**NEEDED, "KEY_SECRET_FILE": str(tmp_path / "secret")}
    settings = read_settings(environ, lambda path: Path(path).read_text())
    assert settings.key_secret == bytes.fromhex(done.stdout)


@pytest.mark.parametrize(
    "written",
    [
        "a-secret-that-somebody-thought-of",
        "0" * 64,
        "changeme" * 8,
        SECRET.hex()[:-2],
        SECRET.hex() + "00",
        "z" + SECRET.hex()[1:],
        base64.urlsafe_b64encode(SECRET).decode()[:-4],
        base64.urlsafe_b64encode(SECRET).decode() * 2,
        "é" * 43,
        "passwordpasswordpasswordpasswordpasswordpas",
    ],
)
def test_key_secrets_that_are_none(written: str) -> None:
    """What is not 32 random bytes is refused with how to make them, and not repeated."""
    said = mistake(KEY_SECRET=written)
    assert said.startswith("KEY_SECRET is not 32 random bytes")
    assert "secrets.token_hex(32)" in said
    assert written not in said


@pytest.mark.parametrize("name", ["KEY_SECRET", "KEY_SECRET_FILE"])
def test_keys_come_from_one_place(name: str) -> None:
    """A folder and a secret cannot both be where the keys come from."""
    environ = {**NEEDED, "KEY_FOLDER": "/srv/keys", name: SECRET.hex()}
    with pytest.raises(SettingsError) as caught:
        read_settings(environ, lambda _: SECRET.hex())
    (said,) = caught.value.mistakes
    assert said == "KEY_FOLDER and KEY_SECRET are both set. Keep the one used before."


def test_the_bot_by_its_name() -> None:
    """The name is that of links, however it was copied, and means nothing without a token."""
    named = {**NEEDED, "TELEGRAM_NAME": "@ample_talk_bot"}
    assert read_settings(named, str).telegram is None
    telegram = read_settings({**named, "TELEGRAM_TOKEN": "4242:made-up"}, str).telegram
    assert telegram is not None
    assert telegram.name == "ample_talk_bot"


@pytest.mark.parametrize("name", SLACK)
def test_slack_settings_go_together(name: str) -> None:
    """A token without a channel, or a channel without a token, would post nothing in silence."""
    assert mistake(**{name: SLACK[name]}).endswith("Set both.")


@pytest.mark.parametrize("channels", ["Engineering", "=#eng", "Sales=", "Sales=#a, Sales=#b"])
def test_channels_of_labels(channels: str) -> None:
    """Each label has one channel, and each channel a label."""
    assert mistake(**SLACK, SLACK_CHANNELS=channels).startswith("SLACK_CHANNELS ")
    said = mistake(SLACK_CHANNELS="Sales=#sales")
    assert said.startswith("SLACK_BOT_TOKEN is missing")


def test_slack_answers_in_one_way_or_the_other() -> None:
    """By signed requests or over a connection of its own; both at once is a mistake."""
    secret, token = {"SLACK_SIGNING_SECRET": "s3cret"}, {"SLACK_APP_TOKEN": "xapp-1"}
    for answers, more in ((False, {}), (True, secret), (True, token)):
        slack = read(**SLACK, **more).slack
        assert slack is not None
        assert slack.answers is answers
        assert not any(value in repr(slack) for value in more.values())
    assert "both set" in mistake(**SLACK, **secret, **token)
    assert "xapp-" in mistake(**SLACK, SLACK_APP_TOKEN="xoxb-1")
    assert "xoxb-1" not in mistake(**SLACK, SLACK_APP_TOKEN="xoxb-1").partition("xapp-")[2]


@pytest.mark.parametrize(
    "name", ["SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "SLACK_USERS", "SLACK_ADMIN_CHANNEL"]
)
def test_what_belongs_to_slack_needs_its_token(name: str) -> None:
    """Without a token nothing of it would do anything, and that is said."""
    value = {"SLACK_APP_TOKEN": "xapp-1", "SLACK_USERS": "U0123ABCD"}.get(name, "C1")
    assert mistake(**{name: value}).startswith("SLACK_BOT_TOKEN is missing")


def test_slack_users_are_ids() -> None:
    """People are listed by their ids, since a name can be anybody's."""
    slack = read(**SLACK, SLACK_USERS="U0123ABCD, W0123ABCD").slack
    assert slack is not None
    assert slack.users == {"U0123ABCD", "W0123ABCD"}
    assert "@alex" in mistake(**SLACK, SLACK_USERS="@alex")


def test_slack_token_is_never_shown() -> None:
    """Neither the settings written out nor a mistake holds the token."""
    assert "xoxb-1" not in repr(read(**SLACK))
    assert "xoxb" not in mistake(SLACK_BOT_TOKEN="xoxb-1 xoxb-2", SLACK_CHANNEL="#hiring")


def test_slack_api_is_encrypted() -> None:
    """The token travels in the clear only to this machine itself."""
    assert "https://" in mistake(**SLACK, SLACK_API_URL="http://slack.example.com/api/")


def test_secret_from_a_file(tmp_path: Path) -> None:
    """A secret may lie in a file, whose last line break does not belong to it."""
    file = tmp_path / "token"
    file.write_text("xoxb-from-file\n")
    environ = {**NEEDED, "SLACK_BOT_TOKEN_FILE": str(file), "SLACK_CHANNEL": "#hiring"}
    settings = read_settings(environ, lambda path: Path(path).read_text())
    assert settings.slack is not None
    assert settings.slack.token == "xoxb-from-file"


def test_secret_file_that_is_not_there() -> None:
    """A secret's file that cannot be read is a mistake that names the file."""
    said = mistake(SLACK_BOT_TOKEN_FILE="/run/none", SLACK_CHANNEL="#hiring")
    assert said.startswith("SLACK_BOT_TOKEN cannot be read")
    assert "/run/none" in said


def test_secret_given_twice() -> None:
    """Of a secret and its file only one may be set."""
    said = mistake(**SLACK, SLACK_BOT_TOKEN_FILE="/run/token")
    assert "Keep one" in said


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("SLACK_CHANEL", "SLACK_CHANNEL"),
        ("SLACK_BOT_TOKN", "SLACK_BOT_TOKEN"),
        ("SLACK_BOT_TOKEN_FIL", "SLACK_BOT_TOKEN_FILE"),
        ("TIME_ZONE", "TIMEZONE"),
        ("LOGLEVEL", "LOG_LEVEL"),
        ("PUBLIC_URI", "PUBLIC_URL"),
        ("slack_channel", "SLACK_CHANNEL"),
    ],
)
def test_slips_of_the_pen(written: str, meant: str) -> None:
    """A name that is nearly a setting's is asked about, never passed over."""
    assert mistake(**{written: "x"}) == f"{written} is no setting. Did you mean {meant}?"


@pytest.mark.parametrize("name", ["HOSTNAME", "PATH", "HOME", "LANG", "PYTHONPATH", "COMPANY_ID"])
def test_other_programs_variables(name: str) -> None:
    """Whatever else is in the environment is nobody's mistake."""
    assert read(**{name: "x"}) == read()


def test_trial_touches_nothing_real() -> None:
    """A try-out uses neither the operator's database nor its keys nor Slack, whatever is set."""
    real = {
        **SLACK,
        "DATABASE_URL": "sqlite:////srv/real.db",
        "DATABASE_URL_FILE": "/run/url",
        "KEY_SECRET": SECRET.hex(),
        "KEY_SECRET_FILE": "/run/secret",
        "KEY_FOLDER": "/srv/keys",
        "HOST": "0.0.0.0",  # noqa: S104  (as above)
        "PUBLIC_URL": "https://talk.example.com",
        "COMPANY": "Real Ltd",
        "PORT": "8123",
    }
    settings = read_settings(trial(real), no_file)
    assert settings.database_url == "sqlite:///./data/demo/afterword.db"
    assert settings.key_folder == Path("data/demo/keys")
    assert settings.key_secret is None
    assert settings.slack is None
    assert settings.public_url == "http://127.0.0.1:8123"
    assert settings.company == "Real Ltd"


def test_trial_needs_nothing() -> None:
    """A try-out starts with an empty environment."""
    assert read_settings(trial({}), no_file).company


@given(
    st.dictionaries(
        st.sampled_from([s.name for s in SETTINGS]),
        st.text(string.printable + "é\x00\udc80😀", max_size=40),
    )
)
def test_any_text_is_read_or_refused(environ: dict[str, str]) -> None:
    """Whatever is written, there are settings or there are mistakes, and nothing else happens."""
    try:
        outcome: Settings | SettingsError = read_settings(environ, no_file)
    except SettingsError as problem:
        outcome = problem
    assert outcome.mistakes if isinstance(outcome, SettingsError) else outcome.k >= 5
