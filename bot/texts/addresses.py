"""The addresses of the board's pages, in the language of whoever is to read them."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.ids import Number
from bot.domain.record_types import RECORD_TYPES

PREFIXES = {"de": "", "en": "/en"}
"""Each language of the board, with what its addresses begin with."""
_LETTERS = frozenset(kind.letter for kind in RECORD_TYPES)


def pages_of_records(url: str, language: str) -> Callable[[Number], str]:
    """A number -> the address of its page on the board at `url`, which may be empty: then that of the machine that serves it."""
    return lambda number: f"{url}{PREFIXES[language]}/{number}" if number.letter in _LETTERS else ""
