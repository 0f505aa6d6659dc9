"""How a text begins with the number of a retrospective, and which notes it names: `R2 3 7`."""

from __future__ import annotations

import re

from bot.domain.ids import Number
from bot.domain.retros import LETTER
from bot.messages import UserError

_BESIDE = frozenset(
    {"und", "and", "mit", "with", "nummer", "nummern", "number", "numbers", "nr", "no", "notiz", "notizen", "note", "notes"}
)
"""Words that people write between and before the numbers."""


def leading_number(text: str) -> tuple[Number | None, str]:
    """`R2 3 7` is R2 and `3 7`; without the letter a number is a note's, or minutes."""
    first, _, rest = text.strip().partition(" ")
    number = Number.read(first)
    return (number, rest.strip()) if number is not None and number.letter == LETTER else (None, text.strip())


def places(text: str, *, least: int) -> list[int]:
    """The notes that a text names, each once. Raises UserError for anything else, and for fewer than `least`."""
    words = [word for word in re.split(r"[\s,;+&/#]+", text) if word and word.casefold().rstrip(".") not in _BESIDE]
    are_numbers = all(word.isdecimal() and len(word) < 6 for word in words)
    found = list(dict.fromkeys(int(word) for word in words)) if are_numbers else []
    if len(found) < least:
        raise UserError("retro.places" if least == 1 else "retro.places-two", said=text)
    return found
