"""S: how a file is written."""

from bot.interview.checks.check import Check, Example

CHECKS: tuple[Check, ...] = (
    Check(
        "S01",
        "E",
        "The file cannot be read from here on",
        "Colons, quotation marks and the spaces at the beginning of a line have a meaning. Where "
        "they do not fit together, nobody can tell what was meant.",
        "Put quotation marks around a text with a colon, close those that are open, and begin "
        "lines that belong together with as many spaces.",
        Example("- ask: liked\n  type: open\n  text: One thing: what did you like?"),
        Example('- ask: liked\n  type: open\n  text: "One thing: what did you like?"'),
    ),
    Check(
        "S02",
        "E",
        "Something stands here that a dialogue does not use",
        "Tabs look like spaces and are none; signs such as & and * at the beginning of a text make "
        "it point elsewhere. Neither can be seen when a file is read aloud.",
        "Use spaces, write each part out, and put quotation marks around a text that begins so.",
        Example("- ask: liked\n  type: open\n  text: &liked What did you like?"),
        Example("- ask: liked\n  type: open\n  text: What did you like?"),
    ),
    Check(
        "S03",
        "E",
        "This name is not known here",
        "What stands left of a colon is one of a few names. A mistyped one would be passed over, "
        "and the interview would lack something.",
        "Correct the name, or remove the line.",
        Example("- ask: liked\n  type: open\n  txet: Well?\n  text: What did you like?"),
        Example("- ask: liked\n  type: open\n  text: What did you like?"),
    ),
    Check(
        "S04",
        "E",
        "Something is missing",
        "A question without its words or its choices could not be asked.",
        "Add what is missing.",
        Example("- ask: again\n  type: choice\n  text: Would you consider us again?"),
        Example(
            "- ask: again\n  type: choice\n  text: Would you consider us again?\n"
            "  choices: {yes: Yes, no: No}"
        ),
    ),
    Check(
        "S05",
        "E",
        "Something of another shape should stand here",
        "Some things are one text, some a list, some names with a text each.",
        "Write it as the sentence says.",
        Example("- ask: liked\n  type: open\n  text: {first: What did you like?}"),
        Example("- ask: liked\n  type: open\n  text: What did you like?"),
    ),
    Check(
        "S06",
        "E",
        "This cannot be the value of that name",
        "Some names take one of a few words, or a number within bounds.",
        "Write one of the values that the sentence names.",
        Example("- ask: liked\n  type: opn\n  text: What did you like?"),
        Example("- ask: liked\n  type: open\n  text: What did you like?"),
    ),
    Check(
        "S07",
        "E",
        "This cannot be an id",
        "Answers are counted by ids for years, in every language, so they are plain.",
        "Use small letters a–z, digits and _, beginning with a letter.",
        Example("- ask: What you liked\n  type: open\n  text: What did you like?"),
        Example("- ask: liked\n  type: open\n  text: What did you like?"),
    ),
    Check(
        "S08",
        "E",
        "Two choices read alike",
        "Nobody could tell which of the two to tap.",
        "Word one of them differently, or remove it.",
        Example(
            "- ask: again\n  type: choice\n  text: Would you consider us again?\n"
            "  choices: {yes: Yes, sure: Yes, no: No}"
        ),
        Example(
            "- ask: again\n  type: choice\n  text: Would you consider us again?\n"
            "  choices: {yes: Yes, maybe: Perhaps, no: No}"
        ),
    ),
    Check(
        "S09",
        "E",
        "Nobody fills in these braces",
        "A name in braces that is not known would be said as it stands, braces and all.",
        "Use one of the names that the sentence lists, or leave the braces out.",
        Example("- say: thanks_so_far\n  text: Thank you for talking to {firm}."),
        Example("- say: thanks_so_far\n  text: Thank you for talking to {company}."),
    ),
    Check(
        "S10",
        "E",
        "The file to be used is not there",
        "`use:` puts the steps of another file in place; without it they would be missing.",
        "Name a file of the folder `shared`, such as shared/closing.yaml.",
        Example("- use: shared/closing_words.yaml"),
        Example("- say: closing\n  text: One last thing."),
    ),
    Check(
        "S11",
        "E",
        "The file is missing, or no text",
        "A dialogue is plain text in UTF-8, as every editor writes it. A table, a picture or a "
        "document of a word processor cannot be read.",
        "Save it as plain text (UTF-8) under the name that is expected.",
        Example("x" * 20 + "\x00", "file"),
        Example("- say: closing\n  text: One last thing."),
        note="An empty list of receipt words or of names to be redacted is told by this code, too.",
    ),
    Check(
        "S12",
        "E",
        "The same name stands here twice",
        "Only one of the two would count, and nobody sees which.",
        "Keep one of the two.",
        Example("- ask: liked\n  type: open\n  text: What did you like?\n  text: Why?"),
        Example("- ask: liked\n  type: open\n  text: What did you like?"),
    ),
    Check(
        "S13",
        "E",
        "One word stands for two things",
        "What somebody types would mean either; what was meant is a matter of luck.",
        "Keep it with one of the two.",
        Example("synonyms:\n  Start: [go, begin]\n  Not now: [later, go]", "house"),
        Example("synonyms:\n  Start: [go, begin]\n  Not now: [later]", "house"),
    ),
    Check(
        "S14",
        "E",
        "This phrase finds too much, or nothing",
        "A cause is found in typed words by its phrases. A word of every second answer finds it "
        "everywhere; one that begins or ends with a gap finds nothing for sure.",
        "Write two words or more that people use for this cause.",
        Example("phrases: {en: [work]}", "theme"),
        Example("phrases: {en: [working on Sundays, Sunday shifts]}", "theme"),
    ),
    Check(
        "S15",
        "W",
        "A synonym of a label that nobody is offered",
        "When a label is reworded, what people type for it has to move along, or it is no longer "
        "understood.",
        "Correct the label in the house style, or remove it there.",
        Example("synonyms:\n  Start now: [go, begin]", "house"),
        Example("synonyms:\n  Start: [go, begin]", "house"),
    ),
    Check(
        "S16",
        "E",
        "This waiver cannot count",
        "A warning may be kept on purpose, but whoever reads it next wants to know why. An error "
        "is never kept.",
        "Write `# lint: ok CODE because …` with a reason; put errors right.",
        Example("- say: closing  # lint: ok Q07\n  text: One last thing."),
        Example("- say: closing\n  text: One last thing."),
    ),
    Check(
        "S17",
        "W",
        "A waiver of nothing",
        "What it was for is gone; left behind, it would hide the next one.",
        "Remove the comment.",
        Example("- say: closing  # lint: ok Q07 because it is quoted\n  text: One last thing."),
        Example("- say: closing\n  text: One last thing."),
    ),
    Check(
        "S18",
        "W",
        "Phrases of a language that nobody is talked to in",
        "Typed words are looked at in the language of the talk. What stands under another one, or "
        "under one whose short name is mistyped, is never looked for.",
        "Correct the short name, or name the language under `also in` in the interview.",
        Example("phrases: {dee: [nachts arbeiten]}", "theme"),
        Example("phrases: {de: [nachts arbeiten]}", "theme"),
    ),
    Check(
        "S19",
        "W",
        "This phrase finds what others find already",
        "Whoever changes or removes one of the two thinks that it was the only one. Plurals, "
        "accents and capitals make no difference, and a line with `|` stands for several phrases.",
        "Keep it once.",
        Example("phrases: {en: [shift at night, Sunday duty, shifts at night]}", "theme"),
        Example("phrases: {en: [shift at night, Sunday duty]}", "theme"),
    ),
)
