"""What HR reads: allowed words of released batches, mixed, and tied to nobody."""

from dataclasses import replace

from bot.privacy.batch import BagAnswer, Response
from bot.release import read_lines
from bot.release.reading import NOTHING_TO_READ, mixed
from tests.insight.batches import script
from tests.release.office import AUTUMN, Office, ended, next_boundary, people, receipt


def writing(count: int, language: str = "en") -> list[Response]:
    """People who let HR read what they liked and what worried them."""
    return [
        replace(
            one,
            language=language,
            answers=(
                *(replace(a, words=f"liked {language} {n}") for a in one.answers if a.words),
                BagAnswer("", "concerns", words=f"worried {language} {n}"),
                BagAnswer("", "causes", choices=("waiting",)),
            ),
        )
        for n, one in enumerate(people(count))
    ]


async def test_words_are_read_after_the_release_only(office: Office) -> None:
    """While answers wait nothing of them can be read; then all of it, question by question."""
    made = await office.releaser.invite("Autumn", 20, "Engineering", AUTUMN)
    await office.send(made, writing(7))
    assert await office.releaser.words(AUTUMN) == ()
    await next_boundary(office)
    liked, worried = await office.releaser.words(AUTUMN)
    assert sorted(liked.written) == [f"liked en {n}" for n in range(7)]
    assert sorted(worried.written) == [f"worried en {n}" for n in range(7)]
    order = [text.split()[-1] for text in liked.written]
    assert order != [text.split()[-1] for text in worried.written]
    assert order != sorted(order)


async def test_what_is_read_has_no_label_and_no_person(office: Office) -> None:
    """Beside the words there are questions, and nothing else."""
    made = await office.releaser.invite("Autumn", 20, "Engineering", AUTUMN)
    await office.send(made, writing(7))
    await next_boundary(office)
    lines = "\n".join(read_lines(await office.releaser.words(AUTUMN)))
    for secret in ("Engineering", "Autumn", "2026", "waiting", *made.tokens):
        assert secret not in lines
    assert "What did you like" in lines
    assert "  - liked en 0" in lines


async def test_words_in_a_rare_language_cannot_be_read(office: Office) -> None:
    """The two who wrote German would be known by it."""
    made = await office.releaser.invite("Autumn", 20, None, AUTUMN)
    await office.send(made, [*writing(7), *writing(2, "de")])
    await next_boundary(office)
    lines = "\n".join(read_lines(await office.releaser.words(AUTUMN)))
    assert "liked en" in lines
    assert " de " not in lines


async def test_an_overdue_deletion_acts_before_anybody_reads(office: Office) -> None:
    """However late the worker is: what was to go at a boundary cannot be read after it."""
    made = await office.releaser.invite("Autumn", 20, None, AUTUMN)
    await office.send(made, writing(7))
    await next_boundary(office)
    await office.store.ask_to_delete(receipt(3))
    assert "liked en 3" in str(await office.releaser.words(AUTUMN))
    assert "liked en 3" not in str(await office.releaser.words(await ended(office)))


def test_nothing_to_read_is_one_sentence() -> None:
    """No batch, and a batch without words, read alike."""
    none = mixed([BagAnswer("1", "liked", codes=("mission",))], script(), lambda _: None)
    assert read_lines(none) == read_lines(()) == (NOTHING_TO_READ,)


def test_a_question_that_is_asked_no_more_stands_last() -> None:
    """Its words are not lost when the script changes."""
    answers = [BagAnswer("1", "old", words="one\ntwo"), BagAnswer("2", "liked", words="three")]
    first, last = mixed(answers, script(), lambda _: None)
    assert first.written == ("three",)
    assert (last.question, last.written) == ("old", ("one\ntwo",))
    assert read_lines([last]) == ("old", "", "  - one", "    two")
