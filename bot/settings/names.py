"""The settings by name: what each means and what holds when it is not given."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as the README lists it; without a default it must be given.

    A secret may also come from the file that NAME_FILE names.
    """

    name: str
    about: str
    default: str | None = ""
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("COMPANY", "The company's name as candidates know it.", None),
    Setting("CONTACT", "Whom a candidate can turn to: an address or a page.", None),
    Setting("OPERATOR", "Who runs this program and answers for it (shown on `/privacy`).", None),
    Setting("JOBS_URL", "The page of open jobs, linked at the very end; none when empty."),
    Setting(
        "PUBLIC_URL",
        "Where candidates reach the web chat, without a path (`https://talk.example.com`)."
        " Needed unless HOST is this machine.",
    ),
    Setting("HOST", "The address to listen on; `0.0.0.0` behind a proxy.", "127.0.0.1"),
    Setting("PORT", "The port to listen on.", "8000"),
    Setting(
        "DATABASE_URL",
        "Where everything is kept: a SQLite file, or `postgresql://user@host/name`.",
        "sqlite:///./data/afterword.db",
        secret=True,
    ),
    Setting(
        "KEY_FOLDER",
        "The folder of the keys. Never copy it into a backup: old backups must stay unreadable.",
        "./keys",
    ),
    Setting(
        "KEY_SECRET",
        "Instead of KEY_FOLDER, where there is no disk: 32 random bytes, of which all keys follow."
        ' `python -c "import secrets; print(secrets.token_hex(32))"` makes one.'
        " Old backups can then be read by whoever has it.",
        secret=True,
    ),
    Setting(
        "K",
        "How many people, at least, a digest is made of; 5 or more. Acts from the next period on.",
        "5",
    ),
    Setting(
        "RELEASE",
        "How often answers may be released: `quarterly`, or `monthly` from 40 declines a year.",
        "quarterly",
    ),
    Setting(
        "DECLINES",
        "How many offers were declined last year: from it follows whether inviting makes sense.",
    ),
    Setting("RETAIN_WAITING", "For how many boundaries answers may wait; 8 or fewer.", "8"),
    Setting("RETAIN_BAGS", "For how many boundaries released answers are kept; 8 or fewer.", "8"),
    Setting(
        "RETAIN_LISTS",
        "For how many days after their period cohorts keep name and label; 90 or fewer.",
        "90",
    ),
    Setting("TIMEZONE", "The zone in which periods begin (`Europe/Berlin`).", "UTC"),
    Setting("DIALOGUES", "The folder of scripts, house style and codebook.", "./dialogues"),
    Setting(
        "DIGEST_LANGUAGE",
        "The language the team reads its digest in; one that `dialogues/locale` has, or `en`.",
        "en",
    ),
    Setting(
        "FRAME_ANCESTORS",
        "Pages that may embed the chat (`https://jobs.example.com`), separated by spaces;"
        " none when empty.",
    ),
    Setting(
        "SLACK_BOT_TOKEN",
        "The token of the Slack app; when empty, the digest is a file.",
        secret=True,
    ),
    Setting(
        "SLACK_CHANNEL",
        "The channel the digest is posted to, by its id (`C0123ABCD`); goes with the token.",
    ),
    Setting(
        "SLACK_CHANNELS",
        "Channels for the digests of labels (`Engineering=C0123ABCD, Sales=C0456EFGH`), the most"
        " important first. Acts from the next period on.",
    ),
    Setting(
        "SLACK_SIGNING_SECRET",
        "The signing secret of the Slack app: with it the app answers in Slack, at"
        " `/slack/events` of PUBLIC_URL.",
        secret=True,
    ),
    Setting(
        "SLACK_APP_TOKEN",
        "Instead, where Slack cannot reach this program: an app-level token (`xapp-…`), with which"
        " it answers over a connection of its own (Socket Mode).",
        secret=True,
    ),
    Setting(
        "SLACK_USERS",
        "The ids of those who may use the app in the digests' channels, and see its page"
        " (`U0123ABCD`), separated by spaces; everybody in those channels when empty.",
    ),
    Setting(
        "SLACK_ADMIN_CHANNEL",
        "The channel that is told when a digest could not be posted; nobody when empty.",
    ),
    Setting("SLACK_API_URL", "Where Slack's API answers.", "https://slack.com/api/"),
    Setting(
        "TELEGRAM_TOKEN",
        "The token of the Telegram bot; when empty, the interview is held on the web only.",
        secret=True,
    ),
    Setting(
        "TELEGRAM_NAME",
        "The bot's name (`ample_talk_bot`): with it, `invite` prints links into Telegram, too.",
    ),
    Setting("TELEGRAM_API_URL", "Where Telegram's Bot API answers.", "https://api.telegram.org/"),
    Setting("LOG_LEVEL", "The least that is logged: `info`, `warning` or `error`.", "info"),
)
