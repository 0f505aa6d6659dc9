"""The numbers that a text begins with: `B3`, `B3 B7`, `B3, B7 und B9 …`, and where the noun says the kind, `3, 7`."""

from __future__ import annotations

import re
from collections.abc import Container

from bot.domain.ids import Number

_AROUND = "[\"'„“”»«()\\[\\]*_`]{0,3}+"
"""Brackets, quotation marks and emphasis around a number, `(B12)`."""
_NUMBER = re.compile(rf"\s*+{_AROUND}(#?\s?(?:([A-Za-z])[\s.#-]?)?\d{{1,9}}+){_AROUND}[.:!?]?(?=[\s,;/+&|]|$)")
_AND = re.compile(r"\s*(?:[,;/+&]\s*)?(?:(?:und|and|sowie|u\.)(?=\s))?", re.IGNORECASE)
_OF_YEAR = re.compile(r"(?: ?/ ?\d\d|\s?20\d\d)(?!\d)")
"""A year behind a quarter."""
MAX_NUMBERS = 10
"""Records that one message may name: the answer has to be read on a phone."""


def leading(text: str, letter: str, letters: Container[str]) -> tuple[list[Number], str]:
    """The numbers at the beginning, each once, and what stands behind them. `letter` is the noun's own, `letters` are all that there are.

    A bare count continues the list behind a comma or an "und", among other counts or where nothing but numbers is written: in `T2 1` it
    is something else, and in `B3, 7 Vorlagen sind da` it belongs to the text. So does the quarter in `M4 Q3 Zulieferung`.
    """
    found: list[tuple[Number, bool, int]] = []
    at, is_listed = 0, True
    while (match := _NUMBER.match(text, at)) is not None:
        kind = (match[2] or "").upper()
        written = re.sub(r"\s", "", match[1])
        number = Number.read(written, letter)
        is_apart = kind and not match[1].lstrip("# ")[1:].isdigit()
        if number is None or (kind and kind not in letters) or (is_apart and kind != letter):
            break
        if found and kind == "Q" and number.count <= 4:
            is_among_others = letter == "Q" or bool(text[found[-1][2] : at].strip())
            if not is_among_others or _OF_YEAR.match(text, match.end()):
                break  # the quarter of a year
        is_count = not kind and "#" not in written
        if is_count and not is_listed:
            break
        found.append((number, is_count, match.end()))
        gap = _AND.match(text, match.end())
        at = gap.end() if gap else match.end()
        is_listed = is_count or bool(text[match.end() : at].strip())
    if not found:
        return [], text
    nothing_else = not text[found[-1][2] :].strip(" \t\n.,;!")
    if not nothing_else and not found[0][1]:
        while found[-1][1]:
            found.pop()
    return list(dict.fromkeys(number for number, _, _ in found)), text[found[-1][2] :].lstrip(" \t,;")
