"""As much of JSON Schema as the schema of scripts uses: whether a value keeps to it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
}


class Validator:
    """Says whether values keep to a schema; a word of the schema it does not know is an error."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._root = schema
        self._words: Mapping[str, Callable[[Any, Any, Mapping[str, Any]], bool]] = {
            "$ref": lambda v, word, _: self.fits(v, self._at(word)),
            "type": lambda v, word, _: _typed(v, word),
            "enum": lambda v, word, _: v in word,
            "const": lambda v, word, _: v == word,
            "pattern": lambda v, word, _: not isinstance(v, str) or bool(re.search(word, v)),
            "minLength": lambda v, word, _: not isinstance(v, str) or len(v) >= word,
            "minimum": lambda v, word, _: not isinstance(v, int) or v >= word,
            "maximum": lambda v, word, _: not isinstance(v, int) or v <= word,
            "minItems": lambda v, word, _: not isinstance(v, list) or len(v) >= word,
            "minProperties": lambda v, word, _: not isinstance(v, dict) or len(v) >= word,
            "required": lambda v, word, _: not isinstance(v, dict) or set(word) <= set(v),
            "items": lambda v, word, _: (
                not isinstance(v, list) or all(self.fits(e, word) for e in v)
            ),
            "anyOf": lambda v, word, _: any(self.fits(v, each) for each in word),
            "oneOf": lambda v, word, _: sum(self.fits(v, each) for each in word) == 1,
            "properties": self._named,
            "patternProperties": lambda *_: True,  # looked at with the other names
            "additionalProperties": lambda *_: True,
        }

    def fits(self, value: object, schema: Mapping[str, Any] | None = None) -> bool:
        """Whether a value keeps to the schema, or to a part of it."""
        schema = self._root if schema is None else schema
        silent = {"$schema", "$defs", "title"}
        named = "patternProperties" in schema and "properties" not in schema
        if named and not self._named(value, {}, schema):
            return False
        words = ((name, word) for name, word in schema.items() if name not in silent)
        return all(self._words[name](value, word, schema) for name, word in words)

    def _named(self, value: object, known: Mapping[str, Any], schema: Mapping[str, Any]) -> bool:
        if not isinstance(value, dict):
            return True
        patterns = schema.get("patternProperties", {})
        for name, each in value.items():
            parts = [part for pattern, part in patterns.items() if re.search(pattern, name)]
            parts += [known[name]] if name in known else []
            if not parts:
                rest = schema.get("additionalProperties", {})
                parts = [rest] if rest is not False else []
            if not parts or not all(self.fits(each, part) for part in parts):
                return False
        return True

    def _at(self, reference: str) -> Any:  # noqa: ANN401 - a part of a schema
        at: Any = self._root
        for name in reference.removeprefix("#/").split("/"):
            at = at[name]
        return at


def _typed(value: object, names: str | list[str]) -> bool:
    kinds = [names] if isinstance(names, str) else names
    return any(isinstance(value, _TYPES[k]) and not isinstance(value, bool) for k in kinds)
