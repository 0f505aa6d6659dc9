"""Comparing written words: whether two are the same word, or one is a slip of the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def fold(word: str) -> str:
    """The word in a form for comparison: without case, umlauts spelled out, without a trailing colon or dot."""
    return unicodedata.normalize("NFC", word).strip().rstrip(":.").casefold().translate(_UMLAUTS)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant by a mistyped one; None where nothing is near.

    Near is one slip (a letter too many, too few, wrong, or two swapped) in a word of up to six letters, two in a longer one. A
    word of two letters has no slips: everything would be near it. An umlaut typed as its bare vowel is no slip.
    """
    return min(near(word, known), key=lambda found: found[0], default=(0, None))[1]


def near(word: str, known: Iterable[str]) -> list[tuple[int, str]]:
    """Every known word that may be meant by a mistyped one, with its distance."""
    folded = fold(word)
    if len(folded) < 3:
        return []
    found: list[tuple[int, str]] = []
    for candidate in known:
        target, bare = _forms(candidate)
        allowed = 1 if max(len(target), len(folded)) <= 6 else 2
        distance = 0 if folded == bare else OSA.distance(folded, target, score_cutoff=allowed)
        if distance <= allowed and len(target) >= 3:
            found.append((distance, candidate))
    return found


@lru_cache(maxsize=2048)
def _forms(known: str) -> tuple[str, str]:
    """A known word folded, and with bare vowels for its umlauts. Every command asks for the same ones: the verbs of its noun."""
    target = fold(known)
    return target, target.replace("ae", "a").replace("oe", "o").replace("ue", "u")
