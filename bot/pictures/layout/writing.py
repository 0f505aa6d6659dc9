"""Words as texts at their places: measured, wrapped, shortened."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.pictures.layout.fonts import ELLIPSIS, Font
from bot.pictures.layout.scene import INNER, MARGIN, TEXT_SIZE, TITLE_SIZE, Box, Text
from bot.pictures.palette import INK

LINE_SPACING = 1.26
"""Of the size of the text: the letters of this font can be as high as that."""
TITLE_CHARACTERS = 34
TITLE_LINES = 4


@dataclass(frozen=True)
class Pen:
    font: Font

    def at(
        self, words: str, x: float, top: float, *, size: int = TEXT_SIZE, tone: str = INK, is_bold: bool = False, anchor: str = "start"
    ) -> Text:
        """A line whose upper edge is at `top`; `x` is its left edge, its middle or its right edge (`start`, `middle`, `end`)."""
        kept = self.font.drawable(words)
        width = self.font.width(kept, size, is_bold=is_bold)
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = Box(x=left, y=top, width=width, height=self.font.height(size))
        return Text(words=kept, box=box, baseline=top + self.font.ascent(size), size=size, tone=tone, is_bold=is_bold)

    def title(self, words: str) -> tuple[list[Text], float]:
        """The title at the top of a picture, and where what follows may begin."""
        step, top = TITLE_SIZE * LINE_SPACING, float(MARGIN)
        lines = self._balanced(words)
        texts = [self.at(line, MARGIN, top + step * place, size=TITLE_SIZE, is_bold=True) for place, line in enumerate(lines)]
        return texts, top + step * len(lines) + TEXT_SIZE

    def _balanced(self, words: str) -> list[str]:
        """The lines of a title, as few as it needs, and about equally long."""

        def lines(characters: int) -> list[str]:
            return self.wrapped(words, INNER, TITLE_SIZE, lines=TITLE_LINES, is_bold=True, characters=characters)

        at_best = lines(TITLE_CHARACTERS)
        if len(at_best) in (0, 1, TITLE_LINES):
            return at_best
        longest_word = max(len(word) for word in self.font.drawable(words).split())
        narrower = range(longest_word, TITLE_CHARACTERS)
        enough = bisect_left(narrower, True, key=lambda characters: len(lines(characters)) == len(at_best))
        return lines(narrower[enough]) if enough < len(narrower) else at_best

    def wrapped(
        self, words: str, width: float, size: int = TEXT_SIZE, *, lines: int, is_bold: bool = False, characters: int = 1000
    ) -> list[str]:
        """The words in at most so many lines, each within the width; what does not fit is cut with an ellipsis."""

        def fits(line: str) -> bool:
            return len(line) <= characters and self.font.width(line, size, is_bold=is_bold) <= width

        wrapped: list[str] = []
        left = self.font.drawable(words)
        while left and len(wrapped) < lines:
            line = _first_line(left, fits)
            if not line:
                return wrapped
            wrapped.append(line)
            left = left[len(line) :].lstrip()
        if left:
            wrapped[-1] = _shortened(f"{wrapped[-1]} {left}", fits)
        return wrapped

    def fitted(self, words: str, width: float, size: int = TEXT_SIZE, *, is_bold: bool = False) -> str:
        """The words in one line; nothing where not even an ellipsis fits."""
        return next(iter(self.wrapped(words, width, size, lines=1, is_bold=is_bold)), "")

    def widest(self, texts: Iterable[str], size: int = TEXT_SIZE) -> float:
        return max((self.font.width(self.font.drawable(each), size) for each in texts), default=0.0)


def _first_line(words: str, fits: Callable[[str], bool]) -> str:
    """As many whole words as fit; of a word that is too long for a line, as many letters as fit."""
    if fits(words):
        return words
    parts = words.split(" ")
    count = bisect_left(range(1, len(parts) + 1), True, key=lambda count: not fits(" ".join(parts[:count])))
    return " ".join(parts[:count]) or _letters(words, fits)


def _shortened(words: str, fits: Callable[[str], bool]) -> str:
    line = _letters(words, lambda letters: fits(f"{letters.rstrip()}{ELLIPSIS}")).rstrip()
    return f"{line.removesuffix(ELLIPSIS)}{ELLIPSIS}" if fits(ELLIPSIS) else line


def _letters(words: str, fits: Callable[[str], bool]) -> str:
    count = bisect_left(range(1, len(words) + 1), True, key=lambda count: not fits(words[:count]))
    return words[:count]
