"""What stands before a key: whether it is set apart from the words before it, and where those end."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

BARS = "|｜¦│║‖"
_COMMAS = ",;，；、"
_CLOSERS = {"(": ")", "[": "]", "{": "}", "（": "）", "„": '“”"', "“": '”"', "»": "«", "«": "»", "‚": "‘’", "‘": "’", "<": ">"} | {
    mark: mark for mark in "\"'*_`"
}
"""Brackets and quotation marks around a field, each with what closes it."""
_BRACKETS = frozenset("([{（<")
_EMPHASIS = frozenset("*_`")
_SEPARATORS = frozenset("/\\–—―‒−-•·‣▪●○◦+→⇒>~=:：" + BARS + _COMMAS)
"""Characters before a key that are no part of the words before it, unlike `!`, `?`, an emoji, or a closing bracket or quotation mark."""
_LINE_ENDS = frozenset(BARS + _COMMAS)
_GOES_ON = re.compile(r"\s*+\w")
_MAX_ASIDE_LENGTH = 200
"""Characters between the brackets around a field that are searched for the closing one."""


@dataclass(frozen=True)
class Pause:
    """What separates a key from the words before it."""

    marks: str
    """Everything between the last letter or digit before the key and the key."""
    cut: int
    """The index at which the words before it end."""

    @property
    def is_bar(self) -> bool:
        return any(mark in BARS for mark in self.marks)

    @property
    def is_first(self) -> bool:
        """Whether nothing was said before the key."""
        return self.cut == 0 and "\n" not in self.marks and not self.is_bar

    @property
    def is_own(self) -> bool:
        """Whether it cannot stand within a sentence: the beginning, a line of its own, or a bar."""
        return "\n" in self.marks or self.cut == 0 or self.is_bar

    @property
    def is_clear(self) -> bool:
        """Whether it is more than white space, or a hyphen, which joins words as well."""
        return self.is_own or (self.marks != "-" and not self.marks.isspace())

    @property
    def opener(self) -> str:
        """The bracket or quotation mark right before the key."""
        last = self.marks[-1:]
        return last if last in _CLOSERS else ""

    def closed(self, value: str) -> str:
        """The value without what closes the bracket, or the emphasis, that was opened before its key."""
        value = value.strip()
        if self.opener in _EMPHASIS:
            return value.strip(self.opener).strip()
        trimmed = value.rstrip(" .,;!")
        is_closed = self.opener not in value and trimmed[-1:] in tuple(_CLOSERS.get(self.opener, ""))
        return trimmed[:-1].rstrip() if is_closed else value


def pause_before(text: str, start: int) -> Pause:
    """The pause before the key that begins at `start`. The bullet or number of a list item belongs to it."""
    begin = _back(text, start)
    number = begin
    while number and begin - number < 3 and text[number - 1].isdigit():
        number -= 1
    if number < begin and text[begin] in ".)":
        before = _back(text, number)
        if before == 0 or "\n" in text[before:number]:
            begin = before
    marks = text[begin:start]
    line = marks.find("\n")
    cut, ends = (start, _SEPARATORS) if line < 0 else (begin + line, _LINE_ENDS)
    if line < 0:
        while cut > begin and text[cut - 1] == marks[-1] and marks[-1] in _CLOSERS:
            cut -= 1
    while cut > begin and (text[cut - 1].isspace() or text[cut - 1] in ends or text[cut - 2 : cut] == " *"):
        cut -= 1
    # Phones turn two spaces into a full stop, which is cut. An ellipsis, the dot of "am 15." and a dot before a bar are kept.
    if line < 0 and cut > begin and text[cut - 1] == "." and not any(mark in BARS for mark in marks):
        letter = text[cut - 2 : cut - 1]
        cut -= letter != "." and not letter.isdigit()
    return Pause(marks, cut)


def without_closer(value: str, opened: Collection[str]) -> str:
    """The value without the bracket at its end that was opened before one of the fields: `(ampel: rot, bis: Freitag)`."""
    closes = {_CLOSERS[mark]: mark for mark in opened if mark in _BRACKETS}
    last = value[-1:]
    return value[:-1].rstrip() if last in closes and closes[last] not in value else value


def aside(text: str, pause: Pause, begins: int) -> tuple[str, str] | None:
    """A value in brackets, and the words that go on behind them: `Raum (ampel: rot) fehlt`; None where nothing goes on."""
    if pause.opener not in _BRACKETS:
        return None
    end = text.find(_CLOSERS[pause.opener], begins, begins + _MAX_ASIDE_LENGTH)
    if end < 0 or not _GOES_ON.match(text, end + 1):
        return None
    return text[begins:end].strip(), text[end + 1 :].strip()


def _back(text: str, place: int) -> int:
    """The end of the last letter or digit before `place`."""
    while place and not text[place - 1].isalnum():
        place -= 1
    return place
