"""Comparing written words: whether two are the same word, or one is a slip of the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

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
        target = fold(candidate)
        allowed = 1 if max(len(target), len(folded)) <= 6 else 2
        bare = target.replace("ae", "a").replace("oe", "o").replace("ue", "u")
        distance = 0 if folded == bare else edit_distance(folded, target, allowed)
        if distance <= allowed and len(target) >= 3:
            found.append((distance, candidate))
    return found


def edit_distance(word: str, target: str, most: int) -> int:
    """How many letters are too many, too few, wrong, or swapped with their neighbour (optimal string alignment distance).

    `most + 1` where it is more than `most`. A column of the usual table is two numbers whose bits say where it rises and where it falls
    (Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003).
    """
    if abs(len(word) - len(target)) > most:
        return most + 1
    if not word:
        return len(target)
    places: dict[str, int] = {}
    for at, letter in enumerate(word):
        places[letter] = places.get(letter, 0) | 1 << at
    full = (1 << len(word)) - 1
    last = 1 << (len(word) - 1)
    rises, falls, diagonal, before = full, 0, 0, 0
    distance = len(word)
    for letter in target:
        same = places.get(letter, 0)
        swapped = ((~diagonal & same) << 1) & before
        diagonal = (((same & rises) + rises) ^ rises) | same | falls | swapped
        more, less = falls | ~(diagonal | rises), diagonal & rises
        distance += bool(more & last) - bool(less & last)
        more = more << 1 | 1
        rises, falls = (less << 1 | ~(diagonal | more)) & full, more & diagonal & full
        before = same
    return min(distance, most + 1)
