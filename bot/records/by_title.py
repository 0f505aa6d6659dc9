"""Finds the record that is meant by words of its title, where its number was left out: `!blocker gelöst Raum`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol, TypeVar

from bot.domain.record_types import Record
from bot.grammar.implied_verb import FILLERS
from bot.messages import UserError
from bot.words import fold

_WORD = re.compile(r"[^\W_]+")
_LONG = 4
"""A word of at least so many letters may stand for a longer one: `Raum` for `Raumbuchung`."""


class Titled(Record, Protocol):
    """A record with a text of its own."""

    @property
    def text(self) -> str: ...


T = TypeVar("T", bound=Titled)


def titled(records: Iterable[T], text: str) -> T | None:
    """The only one whose title has all of the words, or else the only one that has the first of them."""
    said = [word for word in _words(text) if word not in FILLERS]
    if not said:
        return None
    known = [(record, _words(record.text)) for record in records]
    for wanted in (said, said[:1]):
        found = [record for record, words in known if all(any(_is_meant(each, word) for word in words) for each in wanted)]
        if len(found) == 1:
            return found[0]
    return None


def by_title(records: Iterable[T], noun: str, text: str, new: str | None) -> UserError | None:
    """The question whether that one is meant. `noun` is said with its prefix, `text` behind it; `new` takes it as a new record."""
    verb, _, rest = text.partition(" ")
    record = titled(records, rest)
    if record is None:
        return None
    words, known = _words(rest), _words(record.text)
    adds = any(not any(_is_meant(each, word) for word in known) for each in words if each not in FILLERS)
    suggest = f"{noun} {verb} {record.number} {rest if adds else ''}".strip()
    return UserError("which.titled", titled=record, suggest=suggest, literal=new)


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _is_meant(said: str, word: str) -> bool:
    return said == word or (len(said) >= _LONG and word.startswith(said))
