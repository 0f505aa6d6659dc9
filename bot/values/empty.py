"""The words that say that a field is to be empty: `bis: -`, `wer: niemand`. No day, person or link is called so."""

from __future__ import annotations

from bot.words import fold

_NOTHING = frozenset(
    {
        *("", "-", "–", "—", "/", "nichts", "kein", "keins", "keine", "keiner", "keinen", "niemand", "niemanden", "ohne", "leer"),
        *("offen", "none", "nobody", "no one", "nothing", "empty", "open", "n/a"),
    }
)


def says_nothing(value: str) -> bool:
    words = fold(" ".join(value.split()[:3]))
    return words in _NOTHING or words.removesuffix(" mehr") in _NOTHING
