"""What an answer leads to: its themes, its follow-up, the question asked again."""

import json
from dataclasses import dataclass, replace

from bot.interview.answers import SKIPPED, Answer
from bot.interview.asking import GO_ON, NONE, SEND, asked, may_skip
from bot.interview.events import Given, Send
from bot.interview.hearing import Again, choice_of, hear_answer, hear_words
from bot.interview.matching import Chosen, choose_several, is_nothing
from bot.interview.moment import Moment
from bot.interview.moving import after_draft, edit, go_on, keep, next_visit, to_review
from bot.interview.review import kept, shown
from bot.interview.saying import end, farewell, spoken, turn
from bot.interview.script import OTHER, Choice
from bot.interview.turn import Line, Turn
from bot.interview.wording import fill

MOST_BYTES = 24_000  # of text in one interview
_MOST_A_CHARACTER = 6  # bytes that one takes in a sealed session, and more than its quotes do
SEVERAL = "mul"  # as the language of an answer in more than one
_EDIT = "edit "  # with a space, which no id of a step has


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the coder found in the words just typed.

    Causes they may be about, those with evidence, and of these the ones to suggest.
    """

    mentions: tuple[str, ...] = ()
    evident: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


NOTHING = Noticed()


def given(moment: Moment, heard: Given, noticed: Noticed) -> Turn:
    """The turn after an answer; one to a question that no longer stands open changes nothing."""
    stage = moment.session.stage
    if stage == "review":
        return _at_review(moment, heard)
    if heard.step != (stage if stage in ("halfway", "stop", "delete") else moment.session.at):
        return turn(moment)
    match stage:
        case "question":
            return _answer(moment, heard, noticed)
        case "probe" | "other":
            return _words(moment, heard, noticed)
        case "themes":
            return _themes(moment, heard)
    return _offer(moment, heard)


def send(moment: Moment, sent: Send) -> Turn:
    """Send from the review; from anywhere else, go there first."""
    if not moment.begun:
        return turn(moment)
    if moment.session.stage != "review":
        return to_review(moment.at(offered_half=True))
    if all(e.answer.skipped or not e.asked for e in moment.session.path[1:]):
        return turn(moment, (moment.say("review_nothing"),))
    left = tuple(kept(moment, sent))
    last = farewell(moment)
    said = (Line(spoken(moment, last.texts, last.id)),)
    return Turn(None, said, outcome="completed", kept=left, shown=shown(moment), end=last.id)


def _answer(moment: Moment, heard: Given, noticed: Noticed) -> Turn:
    found = hear_answer(moment, heard)
    if isinstance(found, Again):
        return _ask_again(moment, found.sentence)
    answer = found.answer
    if moment.ask.type == "consent":
        return _consent(moment, answer)
    if _too_long(moment, answer.text):
        return _ask_again(moment, moment.say("all_too_long"))
    if answer.text:
        known = (id for id in noticed.suggestions if id in moment.revision.causes)
        suggested = tuple(known) if moment.ask.suggest_themes else ()
        answer = replace(_typed(moment, answer, noticed), offered=suggested)
    return _settle(moment, answer, (found.remark,) if found.remark else ())


def _settle(moment: Moment, draft: Answer, said: tuple[str, ...]) -> Turn:
    """Ask what belongs to an answer still: words for `other`, themes to confirm, a follow-up."""
    if OTHER in draft.choices and not draft.text:
        return turn(next_visit(moment, stage="other", draft=draft, tries=0), said)
    if draft.offered:
        return turn(next_visit(moment, stage="themes", draft=draft, tries=0), said)
    return after_draft(moment, draft, said)


def _words(moment: Moment, heard: Given, noticed: Noticed) -> Turn:
    """Words that belong to the answer under way."""
    draft = moment.session.draft or SKIPPED
    text, remark = hear_words(moment, heard.text)
    if not text:
        return _ask_again(moment, moment.say("please_write"))
    if _too_long(moment, text):
        return _ask_again(moment, moment.say("all_too_long"))
    said = (remark,) if remark else ()
    if moment.session.stage == "other":
        return after_draft(moment, _typed(moment, replace(draft, text=text), noticed), said)
    return keep(moment, _typed(moment, replace(draft, probe=text), noticed), said)


def _typed(moment: Moment, answer: Answer, noticed: Noticed) -> Answer:
    """The answer with what was found in its words, those of a follow-up added."""
    language = moment.session.language
    return replace(
        answer,
        language=language if answer.language in ("", language) else SEVERAL,
        mentions=tuple(dict.fromkeys((*answer.mentions, *noticed.mentions))),
        evident=tuple(dict.fromkeys((*answer.evident, *noticed.evident))),
    )


def _themes(moment: Moment, heard: Given) -> Turn:
    choices, house = asked(moment).choices, moment.revision.house
    offered = {choice.id for choice in choices}
    ids = tuple(id for id in dict.fromkeys(heard.choices) if id in offered)
    if not ids and is_nothing(heard.text, house):
        ids = (NONE,)
    if not ids and heard.text:
        matched = choose_several(heard.text, choices, house)
        ids = matched if isinstance(matched, tuple) else ()
    if not ids:
        return _ask_again(moment, moment.say("choose_some"))
    taken = tuple(id for id in ids if id != NONE)
    return after_draft(moment, replace(moment.session.draft or SKIPPED, taken=taken))


def _consent(moment: Moment, answer: Answer) -> Turn:
    chosen = answer.choices[0]
    if chosen == "how":
        return turn(moment, (fill(moment.ask.help or "", moment.facts),))
    return keep(moment.at(short=chosen == "short"), answer)


def _offer(moment: Moment, heard: Given) -> Turn:
    """An answer to one of the engine's own questions: go on, send, leave, delete."""
    match = choice_of(asked(moment).choices, heard, moment.revision.house)
    match match.id if isinstance(match, Chosen) else None:
        case "go_on":
            return go_on(moment)
        case "send":
            return to_review(moment.at(offered_half=True))
        case "leave":
            return end("stopped", moment.say("stopped"))
        case "yes_delete":
            return end("deleted", moment.say("deleted"))
    return turn(moment, (moment.say("choose_one"),))


def _at_review(moment: Moment, heard: Given) -> Turn:
    """Words typed at the review: the number of an answer to change, send, go on."""
    drawn = asked(moment)
    answers = [Choice(f"{_EDIT}{item.step}", item.question) for item in drawn.review]
    choices = [*answers, Choice(SEND, moment.say("button_send")), *drawn.choices]
    match = choice_of(choices, heard, moment.revision.house)
    if not isinstance(match, Chosen):
        return turn(moment, (moment.say("choose_one"),))
    if match.id == SEND:
        return send(moment, Send(heard.visit))
    return go_on(moment) if match.id == GO_ON else edit(moment, match.id.removeprefix(_EDIT))


def _ask_again(moment: Moment, sentence: str) -> Turn:
    """Ask once more; after the re-asks the script allows, offer to skip."""
    tries = moment.session.tries + 1
    if tries > moment.revision.script.limits.ask_again:
        sentence = moment.say("skip_offer" if may_skip(moment) else "cannot_skip")
    return turn(next_visit(moment, tries=tries), (sentence,))


def _too_long(moment: Moment, text: str) -> bool:
    session = moment.session
    aside = (entry for entry in session.spare if entry.step != session.at)
    answers = [entry.answer for entry in (*session.path, *aside)]
    texts = [part for a in answers for part in (a.text, a.probe or "")]
    texts += [session.draft.text] if session.draft is not None else []
    texts.append(text)
    if sum(map(len, texts)) * _MOST_A_CHARACTER < MOST_BYTES:
        return False
    return sum(map(_held, texts)) > MOST_BYTES


def _held(text: str) -> int:
    """The bytes that a text takes in a sealed session, where quotes and line ends take two."""
    return len(json.dumps(text, ensure_ascii=False).encode())
