"""The words that say that a field is to be empty: `bis: -`, `wer: niemand`. No day, person or link is called so."""

from __future__ import annotations

from bot.words import fold

_NOTHING = frozenset(
    {
        *("", "-", "–", "—", "/", "nichts", "kein", "keins", "keine", "keiner", "keinen", "niemand", "niemanden", "ohne", "leer"),
        *("offen", "none", "nobody", "no one", "nothing", "empty", "open", "n/a"),
    }
)


_DASHES = frozenset("-–—―−")


def is_dash(value: str) -> bool:
    """Whether nothing but a dash stands there: it empties also what may be any words, `lösung: -`."""
    return value.strip() in _DASHES


def says_nothing(value: str) -> bool:
    words = fold(" ".join(value.split()[:3]))
    return words in _NOTHING or words.removesuffix(" mehr") in _NOTHING
