"""Redaction replaces what names somebody, leaves the rest alone, and never fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.redaction import Redacted, Redactor
from bot.privacy.spans import masked
from tests.privacy.lists import lexicon, redactor

LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "de-AT", "it", ""])
WRITTEN = (
    "Priya Mark mark May Hope Frau Dr. Mr K J. Jürgen O'Brien GmbH Google Target at from with and"
    " of University the The Das ist von bei chez con en Universität [name] [amount] 5k €40,000 €"
    " 45.000 10% 0151 2345678 jo@example.com @jo_k example.com/x 😀 مرحبا 你好 — . , ! 's ’s d'Or"
    " \n \u200d \x00 \ud800 ﬁ ß İ"
)
PIECES = st.sampled_from(WRITTEN.split(" "))
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join))

REPLACED = [
    ("en", "I spoke with Tomasz Wójcik about pay.", "I spoke with [name] about pay."),
    ("en", "spoke to priya and then deepak", "spoke to [name] and then [name]"),
    ("en", "Final chat with JEFF was cold.", "Final chat with [name] was cold."),
    ("en", "The call with May in May was fine.", "The call with [name] in May was fine."),
    ("en", "Grace's tone was kind.", "[name]'s tone was kind."),
    ("en", "Ms Kowalczyk and Stefan B. came late.", "[name] and [name] came late."),
    ("en", "An offer from Kestrel Robotics GmbH.", "An offer from [company]."),
    ("en", "Target let me work remotely.", "[company] let me work remotely."),
    ("en", "I studied at the University of Leeds.", "I studied at the [school]."),
    ("en", "Mail jo.smith@example.com, please.", "Mail [email], please."),
    ("en", "Mail jo (at) example (dot) com now.", "Mail [email] now."),
    ("en", "Ring (415) 555-0132 or 020 7946 0958.", "Ring [phone] or [phone]."),
    ("en", "See https://example.com/jo?x=1.", "See [link]."),
    ("en", "I am @nils_codes there.", "I am [handle] there."),
    ("en", "It was €72k, I need 80 to 85k.", "It was [amount], I need [amount]."),
    ("en", "Equity of 0.05% is little.", "Equity of [amount] is little."),
    ("en", "My candidate number is 4821.", "My candidate number is [number]."),
    ("de", "Herr Koch war nett.", "[name] war nett."),
    ("de", "Mein Chef Jürgen Kessler ging.", "Mein Chef [name] ging."),
    ("de", "Ich gehe zur Telekom.", "Ich gehe zur [company]."),
    ("de", "Es waren 65.000 Euro geboten.", "Es waren [amount] geboten."),
    ("fr", "J'ai rejoint Capgemini pour 52 000 €.", "J'ai rejoint [company] pour [amount]."),
    ("fr", "L'entretien avec Camille Lefèvre.", "L'entretien avec [name]."),
    ("es", "Hablé con Begoña Ruiz del sueldo.", "Hablé con [name] del sueldo."),
    ("es", "Me ofrecieron 38.000 euros.", "Me ofrecieron [amount]."),
]

# Each kind of rule by which a name shows that no list would tell from a common word.
SHOWN = [
    ("en", "n26 matched it within 48h", "[company] matched it within 48h"),
    ("en", "ended up at kite instead", "ended up at [company] instead"),
    ("en", "Will was late, Rose was kind.", "[name] was late, [name] was kind."),
    ("en", "Will you improve? Mark my words.", "Will you improve? Mark my words."),
    ("en", "i met hope first", "i met [name] first"),
    ("en", "kev and zhenya were tired", "[name] and [name] were tired"),
    ("en", "Spoke to Jo, Ed and Bo.", "Spoke to [name], [name] and [name]."),
    ("en", "J. from sales, then I left.", "[name] from sales, then I left."),
    ("en", "Between Stripe and Notion I chose.", "Between [company] and [company] I chose."),
    ("en", "a buyout of Rs 2,40,000 in all", "a buyout of [amount] in all"),
    ("es", "por S/ 7,800 al mes", "por [amount]"),
    ("en", "185 base, hard to beat", "[amount], hard to beat"),
    ("en", "12 weeks, 3 rounds, Python 3.12, in 2024", "12 weeks, 3 rounds, Python 3.12, in 2024"),
    ("fr", "au 8, chemin des Lilas, 1204 Genève", "au [place]"),
    ("de", "Ich bleibe bei Kordt+Söhne.", "Ich bleibe bei [company]."),
    ("en", "a course at Glasgow Caledonian", "a course at [school]"),
    ("en", "Ramp.", "[company]."),
    ("en", "A vibe from Christian, who joked.", "A vibe from [name], who joked."),
    ("en", "Big Dave was nice.", "[name] was nice."),
    ("en", "They mocked Ashcombe Technical College.", "They mocked [school]."),
    ("en", "asked for 95, got 88.", "asked for [amount], got [amount]."),
    ("en", "cheers, ant", "cheers, [name]"),
    ("en", "I live at 12 Oak Tree Lane.", "I live at [place]."),
    ("en", "i think dmitri k. and a. osei left", "i think [name] and [name] left"),
    ("en", "liked big dave, not the big dog", "liked [name], not the big dog"),
    ("en", "joined Marks and Spencer", "joined [company]"),
    ("en", "they came up to 118 from 104", "they came up to [amount] from [amount]"),
    ("en", "they said eighty five, i am on ninety", "they said [amount], i am on [amount]"),
    ("en", "they pay £28 an hour there", "they pay [amount] there"),
    ("en", "off 14 Mill Rd, CB1 2AD then", "off [place] then"),
    ("en", "said yes to amber mill, fine", "said yes to [company], fine"),
    ("en", "going back to sorrel and rye", "going back to [company]"),
    ("en", "because lantern came back with more", "because [company] came back with more"),
    ("en", "velvet's process took days", "[company]'s process took days"),
    ("en", "doing a masters at east holme uni", "doing a masters at [school]"),
    ("en", "i moved to 17b thornbury rd", "i moved to [place]"),
    ("en", "loved talking to wren after", "loved talking to [name] after"),
    ("en", "shame about old frank and otis", "shame about [name] and [name]"),
    ("en", "between you and lark it was easy", "between you and [company] it was easy"),
    ("de", "gegen sternwarte kein vergleich", "gegen [company] kein vergleich"),
    ("de", "mein abschluss von der uni hardegg", "mein abschluss von der [school]"),
    ("de", "Hinter den Höfen 23", "[place]"),
    ("fr", "je pars chez petit navire bleu", "je pars chez [company]"),
    ("fr", "diplômé de l'école des mines de sauvagnac", "diplômé de l'[school]"),
    ("es", "estudio en la universidad de valdemora", "estudio en la [school]"),
    ("de", "Ich wohne in der Lindenstraße 12.", "Ich wohne in der [place]."),
    ("de", "mit herrn vogel und frau sommer", "mit [name] und [name]"),
    ("de", "die Schwarz-Gruppe war schneller", "die [company] war schneller"),
    ("de", "62 statt 58, fertig", "[amount] statt [amount], fertig"),
    ("de", "jan punkt ott at gmx punkt net", "[email]"),
    ("de", "mit uli hab ich mich gut verstanden", "mit [name] hab ich mich gut verstanden"),
    ("fr", "mme lefort restait froide", "[name] restait froide"),
    ("fr", "je pars chez les mousquetaires", "je pars chez les [company]"),
    ("fr", "au 27 bis rue des Tanneurs, 59100 Roubaix", "au [place]"),
    ("fr", "j'habite rue des Lilas", "j'habite [place]"),
    ("es", "me quedo en kite", "me quedo en [company]"),
    ("es", "vivo en Av. Caseros 2841, 3° B", "vivo en [place]"),
    ("es", "al final me voy a glovo", "al final me voy a [company]"),
]

LEFT_ALONE = [
    ("en", "Good people, bad process. Long commute. Fair pay. Young team. Best of luck."),
    ("en", "didnt hear back, recieved nothing, sooo disapointing, mispronounced my role"),
    ("en", "The whole thing dragged on, tbh I'd lost interest by round five."),
    ("de", "ich fand die leute nett aber der weg war zu weit, naja, schade"),
    ("fr", "le processus était interminable et le test à côté de la plaque"),
    ("es", "me parecio una falta de respeto que nadie me avisara"),
    ("en", "You use Slack, Zoom, Jira and Python. The Head of People was kind."),
    ("en", "Christian holidays were listed, Diwali and Eid were not."),
    ("en", "The onsite in Berlin was on a Tuesday in March; 4.5 out of 5, 24/7, 30-60-90, 401k."),
    ("en", "THE PROCESS WAS TERRIBLE. Nobody called. Hope this helps, mark my words."),
    ("en", "I had to chase for every answer, and a match was hard to chase."),
    ("en", "A team of 40, I waited 30 minutes, 25 applicants, 45 days, page 36."),
    ("en", "100% remote, 3 rounds, 14 days of silence, 60 people."),
    ("de", "Die Wertschätzung im Vorstellungsgespräch fehlte, besonders beim Teamleiter."),
    ("de", "Kein Jobticket, keine Rückmeldung trotz Nachfrage, Überstunden ohne Ende."),
    ("fr", "Franchement, l'équipe avait l'air sympa. Dommage pour le télétravail."),
    ("es", "Sinceramente, el sueldo era bajo. Nadie me llamó en tres semanas."),
]


@pytest.mark.parametrize(("language", "text", "expected"), REPLACED + SHOWN)
def test_a_name_a_contact_or_a_sum_gives_way_to_what_it_was(
    language: str, text: str, expected: str
) -> None:
    """Each kind of direct identifier is replaced as a whole, and nothing beside it."""
    assert redactor().redact(text, language).text == expected


@pytest.mark.parametrize(("language", "text"), LEFT_ALONE)
def test_what_names_nobody_stays(language: str, text: str) -> None:
    """Techniques, jobs, months, large places, peoples and common words are left alone."""
    assert redactor().redact(text, language) == Redacted(text, ())


def test_nothing_of_a_name_survives() -> None:
    """A name that was found once is replaced wherever it stands, in any case."""
    text = "Oluwaseun Adebayo was kind. I told oluwaseun so, and ADEBAYO too."
    redacted = redactor().redact(text, "en")
    for part in ("oluwaseun", "adebayo"):
        assert part not in redacted.text.casefold()


def test_names_of_staff_are_always_replaced() -> None:
    """A listed name goes even where it is a common word, but only with its capital when it is."""
    staffed = Redactor(lexicon(), staff=["Rosy Field", "Xq"])
    text = "rosy field was early, Field asked, the field is wide, xq left"
    assert staffed.redact(text, "en").text == (
        "[name] was early, [name] asked, the field is wide, [name] left"
    )


def test_the_company_that_asks_is_left_alone() -> None:
    """Words given as allowed are no names."""
    text = "I liked Brightwell."
    assert redactor().redact(text, "en").text == "I liked [name]."
    assert Redactor(lexicon(), allowed=["Brightwell"]).redact(text, "en").text == text


def test_long_and_strange_texts_are_read() -> None:
    """4,000 characters of emoji, right-to-left script, joined marks and controls are no trouble."""
    text = ("😀 שלום مرحبا e\u0301 👩🏽‍💻 \u202e Anna \x00 " * 120)[:4000]
    assert "Anna" not in redactor().redact(text, "en").text


@settings(max_examples=200, deadline=None)
@given(TEXTS, LANGUAGES)
def test_spans_are_sorted_disjoint_and_inside_the_text(text: str, language: str) -> None:
    """Spans lie in order in the original, and the redacted text is the original without them."""
    redacted = redactor().redact(text, language)
    at = 0
    for span in redacted.spans:
        assert at <= span.start < span.end <= len(text)
        at = span.end
    assert redacted.text == masked(text, redacted.spans)


@settings(max_examples=200, deadline=None)
@given(TEXTS, LANGUAGES)
def test_redacting_again_changes_nothing(text: str, language: str) -> None:
    """What was redacted holds nothing more to redact, and what stands for it is left alone."""
    once = redactor().redact(text, language).text
    assert redactor().redact(once, language) == Redacted(once, ())


@settings(max_examples=100, deadline=None)
@given(TEXTS, LANGUAGES)
def test_marks_lie_in_order_inside_the_text(text: str, language: str) -> None:
    """Marking never fails, whatever was typed."""
    at = 0
    for mark in redactor().marks(text, language):
        assert at <= mark.start < mark.end <= len(text)
        at = mark.end
