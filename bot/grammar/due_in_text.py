"""The due date and the person that a text names without writing them as fields: `Ben holt Angebot ein bis Freitag`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.values.appointment import says_when
from bot.words import fold

_LEADS = frozenset({"bis", "by", "until", "spaetestens", "faellig"})
_BEHIND = frozenset({"zum", "zur", "the", "am", "on", "spaetestens"})
_FOR = frozenset({"fuer", "an", "for", "to", "–", "-", "—", "@"})
_MAX_DAY_WORDS = 6
"""The most words that a day is written in."""


@dataclass(frozen=True)
class Told:
    text: str
    """The text without the day, and without a person who is only addressed."""
    due: str = ""
    who: str = ""


def told(text: str, is_person: Callable[[str], bool]) -> Told:
    """The due date and the person in a text. `is_person` says whether words are the name of exactly one person."""
    rest, due = _due(text.split())
    title, who = _who(rest, is_person)
    return Told(" ".join(title), due, who) if title else Told(text)


def due_told(text: str) -> Told:
    rest, due = _due(text.split())
    return Told(" ".join(rest), due) if rest and due else Told(text)


def _due(words: list[str]) -> tuple[list[str], str]:
    """The words without "bis Freitag" at the end or at the beginning, and the day."""
    for at in range(max(len(words) - _MAX_DAY_WORDS - 1, 1), len(words) - 1):
        if _bare(words[at]) in _LEADS:
            day = " ".join(_without_lead(words[at + 1 :])).strip(" .!)")
            if says_when(day):
                return _trimmed(words[:at]), day
    if len(words) > 2 and _bare(words[0]) in _LEADS:
        for end in range(min(len(words) - 1, _MAX_DAY_WORDS), 1, -1):
            day = " ".join(_without_lead(words[1:end])).strip(" ,:.!")
            if says_when(day):
                return words[end:], day
    return words, ""


def _who(words: list[str], is_person: Callable[[str], bool]) -> tuple[list[str], str]:
    if len(words) < 2:
        return words, ""
    for count in (2, 1):
        name = " ".join(words[:count]).strip(" ,:")
        behind = words[count : count + 1]
        is_called = words[count - 1][-1] in ":," or name.startswith("@")
        does = bool(behind) and behind[0][:1].islower()
        if behind and (is_called or does) and is_person(name):
            return (words[count:] if is_called else words), name
    for count in (2, 1):
        if len(words) <= count:
            continue
        name = " ".join(words[-count:]).strip("()[] ,.!")
        lead = fold(words[-count - 1]) if len(words) > count + 1 else ""
        is_apart = words[-count].startswith(("(", "[", "@")) or lead in _FOR or words[-count - 1][-1] in ",;:"
        if is_apart and is_person(name):
            return _trimmed(words[: -count - 1] if lead in _FOR else words[:-count]), name
    return words, ""


def _without_lead(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and fold(words[0]) in _BEHIND else words


def _trimmed(words: list[str]) -> list[str]:
    """The words without a preposition that led to the words that were taken out."""
    text = " ".join(words).rstrip(" ,;:(–—-")
    return text.split()


def _bare(word: str) -> str:
    return fold(word.strip("(,;"))
