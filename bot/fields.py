"""How a text is split into words of its own and fields, `KEY: VALUE`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.command import Key
from bot.messages import UserError
from bot.words import fold, nearest

_KEY = re.compile(r"\s*([^\W\d_][\w-]*)\s*:(?!//)[ \t]*")
# A run of space is looked at where it begins, and not again at each of its characters.
_BREAK = re.compile(r"(\n+|(?<![ \t])[ \t]+\|[ \t]*|\|[ \t]+|[,;][ \t]*)")
_INSIDE = re.compile(r"(?<=\s)([a-zäöüß][\w-]*):(?!//)\s")
_WORD = re.compile(r"\s*(\S+)\s*", re.DOTALL)
FIELD_FIRST = re.compile(r"\s*[|\n]|\s*[^\W\d_][\w-]*\s*:(?!//)")
"""Matches where a text begins with a field."""

AGAIN = "\x1e"
"""What stands between the values of a field that may be written more than once."""


class SlippedKey(UserError):
    """A field whose key is a slip of a known one."""

    def __init__(self, key: str, meant: str) -> None:
        super().__init__("field.meant", key=key, meant=meant)
        self.key = key
        self.meant = meant


@dataclass(frozen=True)
class Split:
    text: str
    fields: Mapping[str, str]
    """The key as it was written -> the words behind it."""


def split(text: str, *, fields: Sequence[Key], all_keys: Collection[str], repeats: bool = False) -> Split:
    """Takes the fields out of a text: on lines of their own, after ` | `, after a comma or semicolon.

    Only a known key (of one of `fields`) before a colon makes a field, so that `Frage: wer zahlt?` stays text.
    Refused: a slip of a known key, a key of other commands only (`all_keys`), a key twice, and after the pipe any lower-case word
    with a colon (nobody writes that by chance). Behind a comma only a long key counts as a slip. With `repeats` a key may come twice:
    its values stand one after the other, `AGAIN` between them.
    """
    pieces = _BREAK.split(text)
    words, breaks = pieces[0::2], ["\n", *pieces[1::2]]
    own: list[str] = []
    found: dict[str, list[str]] = {}
    current: list[str] = own
    for piece, pause in zip(words, breaks, strict=True):
        match = _KEY.match(piece)
        if match and _is_field(match[1], pause, fields, all_keys):
            key = match[1]
            before = next((words for other, words in found.items() if fold(key) == fold(other)), None)
            if before is None:
                current = found[key] = [piece[match.end() :]]
            elif repeats:
                current = before
                current += [AGAIN, piece[match.end() :]]
            else:
                raise UserError("field.twice", key=key)
        elif current:
            current += [pause, piece]
        else:
            current.append(piece)
    return Split(text="".join(own).strip(), fields={key: "".join(parts).strip() for key, parts in found.items()})


def first_word(text: str) -> tuple[str, str]:
    """The first word, and what stands behind it."""
    match = _WORD.match(text)
    return (match[1], text[match.end() :]) if match else ("", "")


def foreign_key(text: str, keys: Collection[str]) -> str | None:
    """The first field behind a pipe whose key is one of `keys` (folded), in a text that takes no fields."""
    for piece in re.split(r"\|", text)[1:]:
        match = _KEY.match(piece)
        if match and fold(match[1]) in keys:
            return match[1]
    return None


def hidden_field(text: str, keys: Collection[str]) -> tuple[int, str] | None:
    """Where in a text a known key stands without a separator before it (`… fehlt ampel: rot`): probably a field was meant."""
    for match in _INSIDE.finditer(text):
        if fold(match[1]) in keys:
            return match.start(1), match[1]
    return None


def _is_field(key: str, pause: str, fields: Sequence[Key], all_keys: Collection[str]) -> bool:
    folded = fold(key)
    words = [word for each in fields for word in each.words]
    if folded in map(fold, words):
        return True
    in_prose = pause.strip() in {",", ";"}
    if in_prose and (len(folded) < 5 or key[:1].isupper()):
        return False
    meant = nearest(key, words)
    if meant is not None and not (key[:1].isupper() and len(key) < 5):
        raise SlippedKey(key, meant)
    if in_prose or key[:1].isupper():
        return False
    if folded in all_keys:
        raise UserError("field.elsewhere", key=key, known=[each.words for each in fields])
    if "|" in pause:
        raise UserError("field.unknown", key=key, known=[each.words for each in fields])
    return False
