"""Texts are parted where sentences end, and styles stay on what they were put on."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.rich import LONGEST, Message, Span, clipped, messages, units
from tests.channels.telegram.bot_api import BotApi

STYLES = st.sampled_from(["", "bold", "italic", "underline", "blockquote", "code"])
WORDS = st.text("aé😀 .\n<&*_`[𝕏", max_size=40)
SPANS = st.lists(st.builds(Span, WORDS, STYLES), max_size=12)


def styled(message: Message) -> list[tuple[str, str]]:
    """The styles of a message with what they cover."""
    plain = message.text.encode("utf-16-le")
    return [
        (
            entity["type"],
            plain[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode(
                "utf-16-le"
            ),
        )
        for entity in message.entities
    ]


@given(SPANS, st.integers(8, 60))
def test_any_text_arrives_whole(spans: list[Span], longest: int) -> None:
    """No message is too long or empty, nothing but blanks is lost, and no style moves."""
    found = messages(spans, longest)
    said = "".join(message.text for message in found)
    assert "".join(said.split()) == "".join("".join(span.text for span in spans).split())
    assert all(0 < units(message.text) <= longest for message in found)
    for style in ("bold", "blockquote"):
        meant = "".join(span.text for span in spans if span.style == style)
        shown = "".join(
            text for message in found for kind, text in styled(message) if kind == style
        )
        assert "".join(meant.split()) == "".join(shown.split())


@given(SPANS)
def test_the_bot_api_takes_any_text(spans: list[Span]) -> None:
    """What people type never breaks a message, whatever it looks like."""
    api = BotApi(chats={1: []})
    for message in messages(spans):
        api.call(
            "sendMessage",
            {
                "chat_id": 1,
                "text": message.text,
                "entities": list(message.entities),
                "link_preview_options": {"is_disabled": True},
            },
        )


def test_sentences_stay_whole() -> None:
    """A long text is parted behind a sentence, not within one."""
    found = messages([Span("This is one sentence of many. " * 400)])
    assert len(found) == 3
    assert all(message.text.endswith("many.") for message in found)


def test_one_long_word_is_cut_between_characters() -> None:
    """What has no place to part it is cut, and no character falls in two."""
    found = messages([Span("😀" * 5_000, "bold")])
    assert [units(message.text) for message in found] == [LONGEST, LONGEST, 1_808]
    assert "".join(text for message in found for _, text in styled(message)) == "😀" * 5_000


@given(WORDS, st.integers(1, 20))
def test_a_label_is_clipped(text: str, most: int) -> None:
    """A label is never longer than allowed, and one that fits stays as it is."""
    found = clipped(text, most)
    assert units(found) <= most
    assert found == text or units(text) > most
