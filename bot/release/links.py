"""What whoever invites is given and told: the links, once, and how to hand them out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.privacy.labels import FEWEST_PER_LABEL
from bot.privacy.people import LABELS, People
from bot.release.terms import Invitation, Outlook

Spoken = Callable[[date], str]
_IN_TELEGRAM = (
    "The second link of a line leads into Telegram, which knows who uses it: put it second in your"
    " message, too. Both have one code, which works once."
)


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a cohort, as lines to print, and what whoever made them must know.

    Where several labels are, `lines` has a line before those of each, beginning with #.
    """

    links: tuple[str, ...]
    lines: tuple[str, ...]
    about: str


def links_of(
    made: Invitation, address: str, bot: str, asked: Sequence[str], spoken: Spoken
) -> Links:
    """The links under this address; `asked` are sentences about what was asked for.

    With the name of a `bot`, a line has the same person's link into Telegram beside it.
    """
    lines: list[str] = []
    for each in made.lists:
        if len(made.lists) > 1:
            lines.append(f"# {each.label or 'No label'}: {len(each.tokens)}")
        beside = [f" https://t.me/{bot}?start={token}" if bot else "" for token in each.tokens]
        lines += [f"{address}/i#{t}{more}" for t, more in zip(each.tokens, beside, strict=True)]
    tokens = (token for each in made.lists for token in each.tokens)
    about = [*_about(made, spoken), *asked, *([_IN_TELEGRAM] if bot else [])]
    return Links(tuple(f"{address}/i#{t}" for t in tokens), tuple(lines), "\n".join(about))


def about_label(label: str | None, made: Invitation) -> tuple[str, ...]:
    """What became of the label that was asked for."""
    if not label or made.label is not None:
        return ()
    few = f"Fewer than {FEWEST_PER_LABEL} people share the label “{label}”, so it was left out."
    return (few,)


def about_people(people: People, made: Invitation) -> tuple[str, ...]:
    """What became of the people of a file."""
    told = [f"The file has {len(people.labels)} people. Nothing of it was kept but their number."]
    if people.repeated:
        told.append(f"Addresses that stood there before: {people.repeated}; one person each.")
    if people.by and not made.shared_by:
        labels = [each.label for each in made.lists if each.label is not None]
        told.append(
            f"Labels come from the column {people.by}, and are kept where at least"
            f" {FEWEST_PER_LABEL} share them, alone or together:"
            f" {', '.join(labels) or 'none'}."
        )
    if people.passed_over:
        passed = ", ".join(people.passed_over)
        told.append(f"A person bears one label at most, so {passed} was not looked at.")
    return tuple(told)


def about_records(people: People, kept: Mapping[str, int]) -> tuple[str, ...]:
    """What became of the reasons in a file."""
    if not any(people.reasons):
        return ()
    if not kept:
        return ("Too few of them have a reason on record to hide anybody, so none was counted.",)
    counted = (
        "The reasons on record were counted for all of them together, for the next digest; nothing"
        " ties a reason to a person, a label or a link."
    )
    return (counted,)


def outlook_lines(outlook: Outlook, declines: int, rate: float, spoken: Spoken) -> tuple[str, ...]:
    """When the first digest is likely, for whoever sets this up."""
    by, year = outlook.chances.by, outlook.periods_a_year
    lines = [f"With {declines} declines a year, of whom {rate:.0%} answer, a first digest comes"]
    if year <= len(by):
        lines.append(f"  within a year in {by[year - 1]:.0%} of cases,")
    lines.append(f"  within {len(by)} release dates, as long as answers may wait, in {by[-1]:.0%}.")
    likely = outlook.chances.likely
    if likely is None:
        lines.append("That is not likely enough: inviting would be refused.")
    else:
        lines.append(f"It is likely from {spoken(outlook.days[likely - 1])} on.")
    lines.append(
        f"Digests of single {', '.join(LABELS[:-1])} or {LABELS[-1]} hardly ever come with fewer"
        " than 30 people invited."
    )
    return tuple(lines)


def _about(made: Invitation, spoken: Spoken) -> list[str]:
    until = spoken(date.fromisoformat(made.until) - timedelta(days=1))
    if made.shared_by:
        whole = f"One link for {made.shared_by} people together, for as many interviews."
        return [
            f"{whole} It works until {until}; whoever opens it is told that it is shared.",
            "It is shown only now. Afterword sends no mail: send it yourself.",
        ]
    lines = [
        f"{len(made.tokens)} links, one for each person, in no order. They work until {until}.",
        "They are shown only now: send them all in one go, and keep no list of who got which.",
    ]
    if len(made.lists) > 1:
        lines.append(
            "Give the links under a label to the people it names, and those under “No label” to"
            " the others; among them, at random."
        )
    return lines
