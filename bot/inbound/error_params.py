"""The parameters that the text of a refusal gets."""

from __future__ import annotations

import re
from typing import Any

from bot.domain.ids import Number
from bot.grammar.in_english import spoken
from bot.messages import UserError
from bot.texts import Texts

MAX_SHOWN_LENGTH = 120
"""Characters of a quotation of what somebody wrote."""


def worded(error: UserError, texts: Texts, *, suggest: str = "") -> dict[str, Any]:
    """The parameters of the text that answers a mistake; `suggest` is what it suggests, as it is shown."""
    noun = error.params.get("noun")
    return {
        "number": str(error.number or "B12"),
        "example": _speaking_of(error.number, _example(texts, error.about)),
        **{key: _shown(value) for key, value in error.params.items()},
        "known": [spoken(words, texts.language) for words in error.params.get("known", ())],
        "suggest": suggest,
        "literal": bool(suggest and error.literal),
        "noun": texts.plain(f"noun.{noun}") if noun else "",
    }


def _example(texts: Texts, command: str) -> str:
    """The example of a command on one line, its fields after commas: phone keyboards have no bar (`|`) at hand."""
    name = f"{command}.example".replace(" ", ".")
    return texts.plain(name).replace(" | ", ", ") if name in texts else ""


def _shown(value: Any) -> Any:
    """A long text cut to one line, anything else as it is."""
    return _cut(value, MAX_SHOWN_LENGTH) if isinstance(value, str) else value


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return " ".join(text[: 2 * most].split())[:most].rstrip() + " …"


def _speaking_of(number: Number | None, example: str) -> str:
    """An example with the number of the record that was named, where it names one of that kind."""
    return re.sub(rf"\b{number.letter}\d+\b", str(number), example) if number else example
