"""Conditions in words that somebody reads who never wrote one."""

from collections.abc import Iterable, Mapping

from bot.interview.conditions import Both, Comparison, Condition, Either, Not
from bot.interview.flow import ever_offered
from bot.interview.script import Ask, Script, Step

_SIGNS: Mapping[str, str] = {
    "<": "less than {}",
    "<=": "{} or less",
    ">": "more than {}",
    ">=": "{} or more",
    "=": "{}",
}


class ConditionWords:
    """Says conditions of one script: questions by their ids, choices by their labels.

    `causes` are the labels of the codebook by id.
    """

    def __init__(self, script: Script, causes: Mapping[str, str]) -> None:
        self._steps: Mapping[str, Step] = {step.id: step for step in script.steps}
        self._causes = causes

    def say(self, condition: Condition) -> str:
        """The condition as the rest of a sentence that begins with “when”."""
        match condition:
            case Comparison():
                return self._comparison(condition)
            case Not():
                return self._negated(condition.part)
            case Both():
                return " and ".join(self._within(part, Either) for part in condition.parts)
            case Either():
                return " or ".join(self._within(part, Both) for part in condition.parts)

    def asked(self, step: Step) -> str:
        """When a step is met by those who come to it, as the rest of a sentence; or nothing."""
        parts = [] if step.only_if is None else [self._within(step.only_if, Either)]
        if isinstance(step, Ask) and step.from_answer is not None:
            parts.append(f"several were chosen at *{step.from_answer}*")
        if isinstance(step, Ask) and step.text_by is not None and not step.texts:
            parts.append(f"there is a question fitted to the answer to *{step.text_by.step}*")
        if len(parts) == 1 and step.only_if is not None:
            return self.say(step.only_if)
        return " and ".join(parts)

    def label(self, step: str, choice: str) -> str:
        """A choice of a question as it reads on its button."""
        ask = self._steps.get(step)
        offered = ever_offered(ask, self._steps) if isinstance(ask, Ask) else []
        return next((f"“{each.label}”" for each in offered if each.id == choice), f"“{choice}”")

    def _within(self, part: Condition, *joined: type[Both] | type[Either]) -> str:
        said = self.say(part)
        return f"({said})" if isinstance(part, joined) else said

    def _negated(self, part: Condition) -> str:
        if not isinstance(part, Comparison):
            return f"it is not so that {self._within(part, Both, Either)}"
        if part.kind == "mentions":
            return f"*{part.step}* does not mention {self._cause(part)}"
        said = self._comparison(part)
        if part.kind in ("rating", "words", "is not"):
            return f"it is not so that {said}"
        return said.replace(" is ", " is not ", 1)

    def _comparison(self, comparison: Comparison) -> str:
        step = f"*{comparison.step}*"
        match comparison.kind:
            case "is" | "includes":
                return f"{step} is {self._labels(comparison)}"
            case "is not":
                return f"{step} is something other than {self._labels(comparison)}"
            case "answered":
                return f"{step} is answered"
            case "skipped":
                return f"{step} is skipped"
            case "nothing":
                return f"{step} is answered with “nothing”"
            case "mentions":
                return f"{step} mentions {self._cause(comparison)}"
            case "words":
                return f"{_counted(comparison)} typed at {step}"
            case "lowest":
                return f"the lowest rating at {step} is {_compared(comparison)}"
        return f"{self._rated(comparison)} is rated {_compared(comparison)}"

    def _labels(self, comparison: Comparison) -> str:
        labels = [self.label(comparison.step, choice) for choice in comparison.choices]
        return either(labels)

    def _cause(self, comparison: Comparison) -> str:
        if comparison.cause_from is not None:
            return f"what was chosen at *{comparison.cause_from}*"
        cause = comparison.cause or ""
        return f"“{self._causes.get(cause, cause)}”"

    def _rated(self, comparison: Comparison) -> str:
        ask = self._steps.get(comparison.step)
        items = ask.items if isinstance(ask, Ask) else ()
        label = next((item.label for item in items if item.id == comparison.item), "")
        return f"“{label}” at *{comparison.step}*" if label else f"*{comparison.step}*"


def either(words: Iterable[str]) -> str:
    """These words as alternatives: a, b or c."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _counted(comparison: Comparison) -> str:
    number = _compared(comparison).replace("less than", "fewer than").replace("or less", "or fewer")
    return f"{number} words were"


def _compared(comparison: Comparison) -> str:
    return _SIGNS[comparison.sign or "="].format(comparison.number)
