"""Settings: what the operator decides, read once from the environment into one frozen value."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.settings import values
from bot.settings.form import Form, SettingsError
from bot.settings.names import SETTINGS

__all__ = ["SETTINGS", "Settings", "SettingsError", "Slack", "Telegram", "read_settings", "trial"]


@dataclass(frozen=True, slots=True)
class Slack:
    """Where and as whom digests are posted; `channels` are by label, the most important first.

    With a signing secret or an app token the app also answers, to `users` or to everybody.
    """

    token: str = field(repr=False)
    channel: str
    api_url: str
    channels: Mapping[str, str] = field(default_factory=dict)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    users: frozenset[str] = frozenset()
    admin_channel: str = ""

    @property
    def answers(self) -> bool:
        """Whether somebody answers when a button is pressed."""
        return bool(self.signing_secret or self.app_token)


@dataclass(frozen=True, slots=True)
class Telegram:
    """As which bot the interview is held in Telegram, and where the Bot API answers.

    `name` is what links into Telegram call it; empty when nobody said.
    """

    token: str = field(repr=False)
    api_url: str
    name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked; `slack` is None when the digest is to be a file, `telegram` when
    there is no bot.

    `public_url` has no slash at its end, `jobs_url` is empty when there is none. With a
    `key_secret` there is no key folder.
    `declines` is None when nobody said; what begins with `retain` are boundaries, or days.
    """

    company: str
    contact: str
    operator: str
    jobs_url: str
    public_url: str
    host: str
    port: int
    database_url: str
    key_folder: Path
    key_secret: bytes | None = field(repr=False)
    k: int
    release: values.Rule
    declines: int | None
    retain_waiting: int
    retain_bags: int
    retain_lists: int
    timezone: ZoneInfo
    dialogues: Path
    digest_language: str
    frame_ancestors: tuple[str, ...]
    slack: Slack | None
    telegram: Telegram | None
    log_level: values.LogLevel


def read_settings(environ: Mapping[str, str], read_file: Callable[[str], str]) -> Settings:
    """The settings in this environment; SettingsError names all that is wrong at once.

    `read_file` returns the text of a secret's file and raises OSError when it cannot.
    """
    form = Form(environ, read_file)
    # A mistake in HOST says nothing about PUBLIC_URL, so it is read as if HOST were not given.
    host = form.take("HOST", values.line) or "127.0.0.1"
    port = form.take("PORT", values.port)
    settings = Settings(
        company=form.take("COMPANY", values.line),
        contact=form.take("CONTACT", values.line),
        operator=form.take("OPERATOR", values.line),
        jobs_url=form.take("JOBS_URL", values.link),
        public_url=_public_url(form, host, port),
        host=host,
        port=port,
        database_url=form.take("DATABASE_URL", values.database),
        key_folder=form.take("KEY_FOLDER", values.folder),
        key_secret=_key_secret(form),
        k=form.take("K", values.k),
        release=form.take("RELEASE", values.rule),
        declines=form.take("DECLINES", values.declines),
        retain_waiting=form.take("RETAIN_WAITING", values.boundaries),
        retain_bags=form.take("RETAIN_BAGS", values.boundaries),
        retain_lists=form.take("RETAIN_LISTS", values.days),
        timezone=form.take("TIMEZONE", values.zone),
        dialogues=form.take("DIALOGUES", values.folder),
        digest_language=form.take("DIGEST_LANGUAGE", values.language),
        frame_ancestors=form.take("FRAME_ANCESTORS", values.sources),
        slack=_slack(form),
        telegram=_telegram(form),
        log_level=form.take("LOG_LEVEL", values.level),
    )
    form.close()
    return settings


def trial(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The environment of a try-out on this machine: a database of its own, nothing to post to.

    Names and port are the operator's where given.
    """
    shown = {
        "COMPANY": "Example Ltd",
        "CONTACT": "people@example.com",
        "OPERATOR": "Example Ltd",
    }
    kept_apart = {
        "HOST": "127.0.0.1",
        "PUBLIC_URL": "",
        "DATABASE_URL": "sqlite:///./data/demo/afterword.db",
        "KEY_FOLDER": "./data/demo/keys",
        "KEY_SECRET": "",
        "SLACK_BOT_TOKEN": "",
        "SLACK_CHANNEL": "",
        "SLACK_CHANNELS": "",
        "SLACK_SIGNING_SECRET": "",
        "SLACK_APP_TOKEN": "",
        "SLACK_USERS": "",
        "SLACK_ADMIN_CHANNEL": "",
        "TELEGRAM_TOKEN": "",
    }
    given = {name: value for name, value in environ.items() if not name.endswith("_FILE")}
    return {**shown, **{name: value for name, value in given.items() if value}, **kept_apart}


def _public_url(form: Form, host: str, port: int) -> str:
    """Where candidates reach the chat; on a loopback host it follows from host and port."""

    def read(text: str) -> str:
        if text:
            return values.origin(text)
        if host in values.LOOPBACK:
            return f"http://{f'[{host}]' if ':' in host else host}:{port}"
        raise ValueError(
            "is missing. Write the address at which candidates reach this program,"
            " such as https://talk.example.com"
        )

    return form.take("PUBLIC_URL", read)


def _key_secret(form: Form) -> bytes | None:
    """What keys follow from when they are in no folder."""
    if form.given("KEY_FOLDER") and form.given("KEY_SECRET"):
        form.mistakes.append("KEY_FOLDER and KEY_SECRET are both set. Keep the one used before.")
    return form.take("KEY_SECRET", values.key_secret)


def _slack(form: Form) -> Slack | None:
    """The Slack settings, which go together: none of them, or at least token and channel."""
    read = Slack(
        token=form.take("SLACK_BOT_TOKEN", values.secret),
        channel=form.take("SLACK_CHANNEL", values.line),
        api_url=form.take("SLACK_API_URL", values.api_url),
        channels=form.take("SLACK_CHANNELS", values.channels),
        signing_secret=form.take("SLACK_SIGNING_SECRET", values.secret),
        app_token=form.take("SLACK_APP_TOKEN", values.slack_app_token),
        users=form.take("SLACK_USERS", values.slack_users),
        admin_channel=form.take("SLACK_ADMIN_CHANNEL", values.line),
    )
    form.mistakes += _apart(read)
    return read if read.token and read.channel else None


def _apart(read: Slack) -> Iterator[str]:
    """What was set without what it goes with. None is a mistake that was told before."""
    without_token = {
        "SLACK_CHANNEL": read.channel,
        "SLACK_CHANNELS": read.channels,
        "SLACK_SIGNING_SECRET": read.signing_secret,
        "SLACK_APP_TOKEN": read.app_token,
        "SLACK_USERS": read.users,
        "SLACK_ADMIN_CHANNEL": read.admin_channel,
    }
    for name, value in without_token.items():
        if read.token == "" and value:
            yield f"SLACK_BOT_TOKEN is missing, but {name} is set. Set both."
    if read.token and read.channel == "":
        yield "SLACK_CHANNEL is missing, but SLACK_BOT_TOKEN is set. Set both."
    if read.signing_secret and read.app_token:
        yield (
            "SLACK_SIGNING_SECRET and SLACK_APP_TOKEN are both set. Keep the first where Slack can"
            " reach this program, the other where it cannot."
        )


def _telegram(form: Form) -> Telegram | None:
    """The Telegram settings: address and name mean nothing without a token."""
    token = form.take("TELEGRAM_TOKEN", values.telegram_token)
    api_url = form.take("TELEGRAM_API_URL", values.api_url)
    name = form.take("TELEGRAM_NAME", values.telegram_name)
    return Telegram(token, api_url, name) if token else None
