"""Figures without a currency that are pay because of what their sentence says."""

import re
from collections.abc import Callable, Iterator

from bot.privacy.spans import Span

# What is counted, so that a figure before it is no pay.
COUNTED = (
    r"min\w*|h\b|hours?|hrs?\b|stunden?|heures?|horas?|days?|tagen?|jours?|d[ií]as?|weeks?|wochen?"
    r"|semaines?|semanas?|months?|monaten?|mois|mes(?:es)?\b|years?|jahren?|ans\b|an\b(?!\s(?:hour|h\b))|años?|people|leuten?"
    r"|personen|personnes|personas|candidat\w+|bewerber\w*|interviews?|rounds?|runden?|tours?\b|rondas?"
    r"|times|mal\b|fois|veces|km|kilom\w+|miles|meilen|questions?|fragen?|preguntas?|e-?mails?|pages?"
    r"|seiten?|páginas?|engineers?|colleagues?|employees|mitarbeiter\w*|salariés|empleados|urlaubstage"
    r"|applicants|tests?\b|lines?|zeilen?|grad\b|degrees?|uhr\b|seconds?|sekunden?|meetings?|slides?|folien?"
)
_AFTER = rf"(?!\w|[/:°]|-\d|[.,]\d|\s?%|[\s-]?(?:{COUNTED}))"
_DIGITS = r"(?<![\w.,:/#+-])(?:[2-9]\d|[1-9]\d\d)"
_UNITS = r"one|two|three|four|five|six|seven|eight|nine"
_ENGLISH = rf"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:{_UNITS}))?"
_GERMAN = (
    r"(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und)?"
    r"(?:zwanzig|drei(?:ß|ss)ig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)"
)
_FRENCH = (
    r"(?:trente|quarante|cinquante|soixante|septante|huitante|nonante|quatre[\s-]vingts?)"
    r"(?:[\s-](?:et[\s-])?(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize"
    r"|quatorze|quinze|seize)(?:-(?:sept|huit|neuf))?)?"
)
_SPANISH = (
    r"(?:veinti\w+|(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)"
    r"(?:\sy\s(?:un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?)"
)
_ONE = rf"(?:{_DIGITS}|\b(?:{_ENGLISH}|{_GERMAN}|{_FRENCH}|{_SPANISH})\b)"
_TO = r"\s*(?:-|–|—|\b(?:to|and|or|bis|und|oder|à|et|ou|a|y|o)\b)\s*"
_FIGURE = re.compile(rf"{_ONE}(?:{_TO}{_ONE})?{_AFTER}", re.IGNORECASE)
# What ends a clause after a figure, and what stands before one that is no pay.
_ENDS = re.compile(
    r"\s*(?:[.,;!?)…]|$|(?:already|and|but|here|there|now|today|in|im|schon|jetzt|hier|und|aber|war|ist"
    r"|aujourd['’]hui|ici|déjà|et|mais|là|ahora|ya|y|pero|aquí|hoy)\b)",
    re.IGNORECASE,
)
_NO_PAY = re.compile(
    r"\b(?:of|out|over|about|am|i['’]m|aged?|room|page|step|line|bus|version|von|über|zimmer|seite|linie"
    r"|(?<!lieu\s)(?<!vez\s)(?<!lugar\s)de|des|du|sur|ligne|página|línea|sobre|windows|java|agenda|iso|top)\s*$",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"\w{_TO}\w", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[^.!?…\n]|[.](?=\w))+")
_FEWEST = 2
_NEAR = 12


def find_compared(text: str, tells_of_pay: Callable[[str], bool]) -> Iterator[Span]:
    """Every figure from 20 that counts nothing, where pay is told of, or two are compared.

    Elsewhere those that stand alone at the end of a clause.
    """
    for sentence in _SENTENCE.finditer(text):
        found = list(_FIGURE.finditer(text, *sentence.span()))
        if found and not tells_of_pay(sentence[0]):
            found = _compared([each for each in found if not _counts(text, each)])
        yield from (Span(*figure.span(), "amount") for figure in found)


def _compared(found: list[re.Match[str]]) -> list[re.Match[str]]:
    """All of the figures of a sentence when they are compared, else those that end a clause."""
    if len(found) >= _FEWEST or any(_RANGE.search(each[0]) for each in found):
        return found
    return [each for each in found if _ENDS.match(each.string, each.end())]


def _counts(text: str, figure: re.Match[str]) -> bool:
    """Whether the word before says that the figure is no pay: "a team of 40", "page 36"."""
    return bool(_NO_PAY.search(text[max(0, figure.start() - _NEAR) : figure.start()]))
