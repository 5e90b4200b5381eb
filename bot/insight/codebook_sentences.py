"""Every sentence of the codebook that anybody reads, said anew."""

from collections.abc import Mapping
from dataclasses import replace

from bot.insight.codebook import Codebook, Head, Theme
from bot.interview.script import Cause
from bot.interview.translation import LONGEST_LABEL, Say

_HEAD = "A heading over some causes."
_OWNER = "A role, written in the digest as who can change a cause."
_STATEMENT = {
    "positive": "In the digest, when people liked it.",
    "concern": "In the digest, when it was a concern.",
}
_NAMED = "In the digest, which the hiring team reads: the candidate's own words would not do there."
_FIRST_STEP = "In the digest: a first step that others took."


def say_causes(codebook: Codebook, say: Say) -> tuple[Cause, ...]:
    """What candidates read of the codebook: its causes and heads."""
    return tuple(
        Cause(
            id=cause.id,
            label=say(f"{cause.id}.label", cause.label),
            concern=say(f"{cause.id}.concern", cause.concern),
            head=say(f"head.{codebook.head_of(cause.id).id}.label", cause.head, _HEAD),
        )
        for cause in codebook.causes()
    )


def say_codebook(codebook: Codebook, say: Say) -> Codebook:
    """The codebook with every sentence said by `say`; phrases are of one language each already."""
    heads = {id: _head(head, say) for id, head in codebook.heads.items()}
    return replace(codebook, heads=heads, themes=tuple(_theme(t, say) for t in codebook.themes))


def _head(head: Head, say: Say) -> Head:
    return replace(
        head,
        label=say(f"head.{head.id}.label", head.label, _HEAD),
        digest_label=say(f"head.{head.id}.digest_label", head.digest_label, _NAMED),
        statements=_statements(f"head.{head.id}", head.statements, say),
        first_step=say(f"head.{head.id}.first_step", head.first_step, _FIRST_STEP),
        owner=say("owner", head.owner, _OWNER),
    )


def _theme(theme: Theme, say: Say) -> Theme:
    meant = " ".join(part for part in (theme.definition, theme.not_this and _not(theme)) if part)
    return replace(
        theme,
        label=say(f"{theme.id}.label", theme.label, f"A neutral name. {meant}", most=LONGEST_LABEL),
        concern=say(
            f"{theme.id}.concern", theme.concern, "The same as a worry.", most=LONGEST_LABEL
        ),
        digest_label=say(f"{theme.id}.digest_label", theme.digest_label, _NAMED),
        digest_concern=say(f"{theme.id}.digest_concern", theme.digest_concern, _NAMED),
        statements=_statements(theme.id, theme.statements, say),
        first_step=say(f"{theme.id}.first_step", theme.first_step, _FIRST_STEP),
        owner=say("owner", theme.owner, _OWNER),
    )


def _not(theme: Theme) -> str:
    return f"Not meant: {theme.not_this}"


def _statements(context: str, statements: Mapping[str, str], say: Say) -> dict[str, str]:
    return {
        polarity: say(f"{context}.statements.{polarity}", text, _STATEMENT[polarity])
        for polarity, text in statements.items()
    }
