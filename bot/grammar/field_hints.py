"""Fields that a text hints at without writing them: `Server fällt aus, ampel rot`, `… (rot)`, `… dringend!`.

A hint is only asked about, and only where the word stands by itself: a `rote Ampel am Bahnhof` is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.grammar.field_words import COLOUR
from bot.values.colour_words import COLOURS, URGENT, Said, apart, bare, colour_of
from bot.words import fold

_KEYS = frozenset(map(fold, COLOUR))
_COPULAS = frozenset({"ist", "sind", "steht", "auf", "is", "are", "at", "=", "on", "ganz", "jetzt", "now", "sehr", "very"})
_VERBS = frozenset({"ist", "sind", "steht", "is", "are"})
_ADJECTIVES = {
    **dict.fromkeys(("rote", "roter", "roten", "hohe", "hoher", "hohen", "hoechste", "hoechster", "high", "top", "red"), Said.RED),
    **dict.fromkeys(("gelbe", "gelber", "gelben", "mittlere", "mittlerer", "yellow", "medium"), Said.YELLOW),
    **dict.fromkeys(("gruene", "gruener", "gruenen", "niedrige", "niedriger", "geringe", "geringer", "green", "low"), Said.GREEN),
}
_WORD = {Said.RED: "rot", Said.YELLOW: "gelb"}
_MAX_COLOUR_WORDS = 8
"""The most words at the end of a line that are searched for a colour."""
_POINTS = ".,;:!?)]}–—-/|…"


@dataclass(frozen=True)
class Hint:
    argument: str
    key: str
    value: str
    text: str
    """The text without it."""
    said: str
    """The words that say it."""
    name: str
    """The name of the text that asks."""


def urgent_first(text: str) -> Hint | None:
    """The hint in `dringend: Server fällt aus`, where the word is also the key of a field, and what follows is no value of it."""
    word, colon, rest = text.strip().partition(":")
    if not colon or fold(word) not in URGENT or "\n" in word or colour_of(rest.partition("\n")[0]) is not None:
        return None
    return Hint("severity", "ampel", _WORD[Said.RED], rest.strip(), word, "hint.colour")


def hinted(text: str, keys: Mapping[str, str]) -> Hint | None:
    """The colour that a title hints at. `keys` are the fields of the command, folded -> argument; None where none of them is a colour."""
    argument = keys.get("ampel")
    words = apart(text).split()
    if argument is None or not words:
        return None
    for first in range(len(words)):
        found = _colour_at(words, first)
        if found is None:
            continue
        begin, end, said = found
        # "Der Server ist rot" is no sentence without its end.
        is_sentence = begin > 0 and words[begin - 1][-1] not in _POINTS and any(bare(word) in _VERBS for word in words[begin:end])
        rest = text if is_sentence else _joined(words[:begin], words[end:])
        if not rest:
            continue
        name = "hint.green" if said is Said.GREEN else "hint.colour"
        return Hint(argument, "ampel", _WORD.get(said, "gelb"), rest, " ".join(words[begin:end]).strip(" ,;:.–-"), name)
    return None


def hinted_behind(value: str, keys: Mapping[str, str]) -> Hint | None:
    """The colour that the end of a line hints at in the value of another field: `Lösung: neu mieten⏎Farbe rot`.

    Only with the name of its field, or alone on its line: `Lösung: die Lampe leuchtet rot` is about a lamp.
    """
    argument = keys.get("ampel")
    lines = value.split("\n")
    for at, line in enumerate(lines) if argument is not None else ():
        words = apart(line).split()
        begin, said = _colour_behind(words, alone=at > 0)
        if argument is None or said is None:
            continue
        rest = "\n".join(filter(str.strip, [*lines[:at], _joined(words[:begin], []), *lines[at + 1 :]]))
        if rest:
            name = "hint.green" if said is Said.GREEN else "hint.colour"
            return Hint(argument, "ampel", _WORD.get(said, "gelb"), rest, " ".join(words[begin:]), name)
    return None


def _colour_behind(words: list[str], *, alone: bool) -> tuple[int, Said | None]:
    """The index from which the last words of a line say a colour, and which; `alone` where they may be the whole line."""
    if alone and len(words) == 1:
        return 0, COLOURS.get(bare(words[0])) or (Said.RED if bare(words[0]) in URGENT else None)
    last = words[-_MAX_COLOUR_WORDS:]
    for first in range(len(last)):
        found = _colour_at(last, first)
        if found is not None and found[1] == len(last) and any(bare(word) in _KEYS for word in last[found[0] :]):
            return len(words) - len(last) + found[0], found[2]
    return 0, None


def _colour_at(words: list[str], at: int) -> tuple[int, int, Said] | None:
    """The colour that the words from index `at` on say: where they begin and end, and which it is."""
    word = words[at]
    # "ampel rot", "prio: hoch", "ampel steht auf rot"
    if bare(word) in _KEYS:
        end = at + 1
        while end < min(len(words) - 1, at + 4) and bare(words[end]) in _COPULAS:
            end += 1
        said = colour_of(words[end]) if end < len(words) else None
        if said is not None:
            return at, end + 1, said
    # "mit hoher Priorität", at the end or between commas
    adjective = _ADJECTIVES.get(bare(word))
    if adjective is not None and at + 1 < len(words) and bare(words[at + 1]) in _KEYS and _stands_out(words, at, at + 2):
        begin = at - 1 if at and fold(words[at - 1]) in {"mit", "with", "bei"} else at
        return begin, at + 2, adjective
    said = COLOURS.get(bare(word)) or (Said.RED if bare(word) in URGENT else None)
    if said is None:
        return None
    is_emoji = not any(character.isalpha() for character in word)
    shouted = word.isupper() and not all(other.isupper() for other in words if other.isalpha())
    if is_emoji or shouted or _stands_out(words, at, at + 1):
        begin = at
        while begin and fold(words[begin - 1]) in _COPULAS and begin - 1 > 0:
            begin -= 1
        return begin, _last_of_them(words, at), said
    return None


def _last_of_them(words: list[str], at: int) -> int:
    """The index behind the word at `at` and its repetitions: 🔴🔴🔴."""
    end = at + 1
    while end < len(words) and words[end] == words[at]:
        end += 1
    return end


def _stands_out(words: list[str], begin: int, end: int) -> bool:
    """Whether these words are the last, or the first with a pause behind them, or stand between pauses or behind "ist"."""
    pause_behind = words[end - 1][-1] in _POINTS or (end < len(words) and not bare(words[end]))
    if begin == 0:
        return pause_behind
    pause_before = words[begin - 1][-1] in _POINTS or words[begin][0] in "([{–—-" or fold(words[begin - 1]) in _COPULAS
    return end == len(words) or (pause_before and pause_behind)


def _joined(before: list[str], behind: list[str]) -> str:
    """The words before and behind, as one text."""
    front = " ".join(before).rstrip(" ,;:–—-/|([{")
    back = " ".join(behind).lstrip(" ,;:–—-/|)]}.!")
    return f"{front} {back}".strip()
