"""A file of people is read as a whole, or refused with all that is wrong, and without a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.people import People, PeopleFileError, read_people

CANARY = "zebra"


def mistakes(content: bytes) -> tuple[str, ...]:
    """What is said about a file that cannot be used."""
    with pytest.raises(PeopleFileError) as caught:
        read_people(content, "people.csv")
    return caught.value.mistakes


@pytest.mark.parametrize(
    "content",
    [
        b"address,department\na@x.org,Sales\nb@x.org,IT\n",
        b"\xef\xbb\xbfE-Mail;Department\r\na@x.org;Sales\r\nb@x.org;IT",
        b"department\temail\n\nSales\ta@x.org\n  \t \nIT\tb@x.org\n\n",
        b'"mail","department"\n"a@x.org"," Sales "\n" b@x.org","IT"\n',
    ],
)
def test_files_as_spreadsheets_write_them(content: bytes) -> None:
    """Commas, semicolons or tabs, with or without a byte order mark, quotes and blank lines."""
    assert read_people(content, "people.csv") == People(("Sales", "IT"), 0, "department")


def test_addresses_alone_are_enough() -> None:
    """Without a column of labels people bear none."""
    assert read_people(b"address\na@x.org\nb@x.org\n", "f").labels == ("", "")


def test_the_same_address_is_one_person() -> None:
    """Whoever stands there twice is invited once, and how often that was is told."""
    people = read_people(b"address,region\na@x.org,West\nA@X.org ,west\nb@x.org,East\n", "f")
    assert (people.labels, people.repeated) == (("West", "East"), 1)


def test_of_several_label_columns_the_first_counts() -> None:
    """A person bears one label at most; the other columns are named, so that it can be told."""
    people = read_people(b"address,region,department\na@x.org,West,IT\n", "f")
    assert (people.labels, people.by, people.passed_over) == (("West",), "region", ("department",))


def test_all_mistakes_are_told_together_with_their_lines() -> None:
    """Every kind of mistake once, with all its lines, and nothing of what stands in them."""
    content = (
        b"address,department,name\na@x.org,IT,x\nzebra,IT,x\n,IT,x\n\xffzebra@x.org,IT,x\n"
        b"d@x.org,IT\nb@x.org,IT,x\nb@x.org,Sales,x\ne@x.org,"
        + b"z" * 41
        + b",x\nf@x.org\ng@x.org\n"
    )
    said = mistakes(content)
    assert [each.split(":")[0] for each in said] == [
        "Line 1 names a column that is not needed, “name”. Remove it",
        "Line 5",
        "Line 3",
        "Line 4",
        "Lines 6, 10–11",
        "Line 8",
        "Line 9",
    ]
    assert not any(CANARY in each or "@x" in each for each in said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"address\n", "nobody in it"),
        (b"department\nIT\n", "one column of addresses"),
        (b"address,email\na@x.org,a@x.org\n", "one column of addresses"),
        (b"address,region,region\na@x.org,West,West\n", "twice"),
        ("address\na@x.org\n".encode("utf-16"), "UTF-16"),
        (b'address\n"a@x.org\nb@x.org\n', "name@host"),
        (b'address\n"' + b"x" * 200_000, "cells"),
    ],
)
def test_files_that_cannot_be_used(content: bytes, said: str) -> None:
    """Each is refused in a sentence that says what to do."""
    assert any(said in each for each in mistakes(content))


def test_fifty_thousand_lines() -> None:
    """A large file is read; one with a mistake in every line is told in one line."""
    good = b"address,department\n" + b"".join(b"p%d@x.org,IT\n" % n for n in range(50_000))
    assert len(read_people(good, "f").labels) == 50_000
    bad = good.replace(b"@", b"")
    assert mistakes(bad) == ("Lines 2–50001: the address has not the form name@host. Correct it.",)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Whatever the file is, there are people or there are mistakes, and nothing else happens."""
    try:
        told: tuple[str, ...] = read_people(b"address\n" + content, "f").labels
    except PeopleFileError as error:
        told = error.mistakes
    assert told


def test_reasons_are_counted_apart_from_everybody() -> None:
    """How often each reason stands there is known, and nothing else: neither whose nor of which
    label; whoever stands there twice counts once."""
    content = b"address,reason,region\na@x.org,Salary,West\nb@x.org, Salary ,\na@x.org,,west\n"
    people = read_people(content, "people.csv")
    assert people.reasons == {"Salary": 2}
    assert people.labels == ("West", "")
