"""The people of an import: read from a table, counted, and forgotten but for their labels."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

ADDRESS = ("address", "email", "e-mail", "mail")
LABELS = ("department", "role family", "region")
REASONS = ("reason", "decline reason")
MOST_LETTERS = 40

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class People:
    """Who is invited, without who they are: the label written for each, or empty text.

    `repeated` counts lines whose address stood before; `passed_over` are further label columns.
    `reasons` counts how often each reason is on record; it leads to no person and no label.
    """

    labels: tuple[str, ...]
    repeated: int = 0
    by: str = ""
    passed_over: tuple[str, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)


class PeopleFileError(Exception):
    """A file of people that cannot be used; `mistakes` says all that is wrong, with its lines."""

    def __init__(self, file: str, mistakes: Sequence[str]) -> None:
        self.mistakes = tuple(mistakes)
        told = (f"  {mistake}" for mistake in self.mistakes)
        super().__init__("\n".join((f"Nobody was invited. In {file}:", *told)))


# What is wrong with single lines: no mistake repeats what stands in the file.
_NOT_UTF8 = "not UTF-8 text. Save the file as “CSV UTF-8”."
_CELLS = "not as many cells as in line 1. Look for a missing or stray separator."
_NO_ADDRESS = "no address. Write one, or remove the line."
_WRONG_ADDRESS = "the address has not the form name@host. Correct it."
_LONG_LABEL = f"the label is not one line of at most {MOST_LETTERS} letters. Shorten it."
_OTHER_LABEL = "the address stood before with another label. Keep one of the two."


def read_people(content: bytes, file: str) -> People:
    """The people in this CSV file; PeopleFileError with every mistake, and with no address.

    Separated by commas, semicolons or tabs; the first line names the columns.
    """
    if content.startswith(_UTF16):
        raise PeopleFileError(file, ["The file is UTF-16. Save it as “CSV UTF-8”."])
    wrong: dict[str, list[int]] = defaultdict(list)
    text = _text(content.removeprefix(_BOM), wrong)
    rows = list(_rows(text))
    if not rows:
        raise PeopleFileError(file, ["The file is empty. Write the columns in its first line."])
    columns = [" ".join(cell.split()).lower() for cell in rows[0][1]]
    mistakes = _wrong_columns(columns)
    people = _read(rows[1:], columns, wrong)
    mistakes += [f"{_lines(lines)}: {problem}" for problem, lines in wrong.items()]
    if not mistakes and not people.labels:
        mistakes = ["There is nobody in it. Write one person a line under the columns."]
    if mistakes:
        raise PeopleFileError(file, mistakes)
    return people


def _text(content: bytes, wrong: Mapping[str, list[int]]) -> str:
    """The text of the file, with the lines noted that are not UTF-8."""
    lines: list[str] = []
    for number, line in enumerate(content.replace(b"\r\n", b"\n").split(b"\n"), 1):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError:
            wrong[_NOT_UTF8].append(number)
            lines.append(line.decode(errors="replace"))
    return "\n".join(lines)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the number of its line."""
    lines = [f"{line}\n" for line in text.split("\n")]
    first = next((line for line in lines if line.strip()), "")
    separator = max(",;\t", key=first.count)
    reader = csv.reader(lines, delimiter=separator)
    begins = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            # A cell longer than any address: most likely a quotation mark that nothing closes.
            row = []
        if row is None:
            return
        if any(cell.strip() for cell in row) or (row == [] and lines[begins - 1].strip()):
            yield begins, row
        begins = reader.line_num + 1


def _wrong_columns(columns: Sequence[str]) -> list[str]:
    mistakes = []
    if sum(column in ADDRESS for column in columns) != 1:
        mistakes.append("Line 1 must name one column of addresses. Call it “address”.")
    for column in dict.fromkeys(columns):
        if column not in (*ADDRESS, *LABELS, *REASONS):
            mistakes.append(
                f"Line 1 names a column that is not needed, “{_short(column)}”. Remove it: only"
                f" address, {', '.join((*LABELS, REASONS[0]))} are read."
            )
        elif column in (*LABELS, *REASONS) and columns.count(column) > 1:
            mistakes.append(f"Line 1 names the column “{column}” twice. Remove one of them.")
    return mistakes


def _read(
    rows: Sequence[tuple[int, list[str]]], columns: Sequence[str], wrong: Mapping[str, list[int]]
) -> People:
    address = next((place for place, name in enumerate(columns) if name in ADDRESS), None)
    by = [name for name in columns if name in LABELS]
    label = columns.index(by[0]) if by else None
    why = next((place for place, name in enumerate(columns) if name in REASONS), None)
    found: dict[str, str] = {}
    reasons: Counter[str] = Counter()
    repeated = 0
    for line, row in rows:
        if len(row) != len(columns):
            wrong[_CELLS].append(line)
            continue
        if address is None:
            continue
        who = row[address].strip().casefold()
        what = " ".join(row[label].split()) if label is not None else ""
        problem = _problem(who, what, found)
        if problem:
            wrong[problem].append(line)
        repeated += who in found
        if why is not None and who not in found:
            reasons[" ".join(row[why].split())] += 1
        found.setdefault(who, what)
    return People(tuple(found.values()), repeated, by[0] if by else "", tuple(by[1:]), reasons)


def _problem(who: str, what: str, found: Mapping[str, str]) -> str:
    if not who:
        return _NO_ADDRESS
    name, _, host = who.rpartition("@")
    if not name or not host or any(c.isspace() or not c.isprintable() for c in who):
        return _WRONG_ADDRESS
    if len(what) > MOST_LETTERS or not what.isprintable():
        return _LONG_LABEL
    if found.get(who, what).casefold() != what.casefold():
        return _OTHER_LABEL
    return ""


def _lines(numbers: Sequence[int]) -> str:
    """Line numbers, with neighbours drawn together."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [str(a) if a == b else f"{a}–{b}" for a, b in runs]
    return f"Line{'s' if len(set(numbers)) > 1 else ''} {', '.join(told)}"


def _short(text: str) -> str:
    return "".join(c for c in text if c.isprintable())[:MOST_LETTERS]
