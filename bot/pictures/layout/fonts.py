"""The font of the pictures: which characters it has, and how wide they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

FAMILY = "Source Sans Pro"
FILES = ("SourceSansPro", "SourceSansProBold")
"""Without and with emphasis."""
ELLIPSIS = "…"
_REPEATED = re.compile("…(?: …)+")


@dataclass(frozen=True)
class Face:
    """One of its two weights, in parts of the size of the text."""

    path: str
    advances: Mapping[str, float]
    """The width of each character that it has."""
    ascent: float
    descent: float


@dataclass(frozen=True)
class Font:
    regular: Face
    bold: Face

    @classmethod
    def installed(cls) -> Self:
        import font_source_sans_pro  # noqa: PLC0415  # these are libraries of the child process

        return cls(*(_face(font_source_sans_pro.font_files_ttf[name]) for name in FILES))

    @property
    def paths(self) -> list[str]:
        return [self.regular.path, self.bold.path]

    def width(self, words: str, size: float, *, is_bold: bool = False) -> float:
        """Without kerning, which only ever brings letters closer by a little."""
        face = self.bold if is_bold else self.regular
        return sum(face.advances[character] for character in words) * size

    def ascent(self, size: float) -> float:
        return self.regular.ascent * size

    def height(self, size: float) -> float:
        return (self.regular.ascent + self.regular.descent) * size

    def drawable(self, words: str) -> str:
        """The words in characters that the font has.

        Emoji, other symbols and what is invisible are left out. Letters that it does not have, of other scripts, become an ellipsis:
        it shows that something is missing, which the caption says in full.
        """
        kept: list[str] = []
        for character in unicodedata.normalize("NFC", " ".join(words.split())):
            if character in self.regular.advances and character in self.bold.advances and _is_visible(character):
                kept.append(character)
            elif unicodedata.category(character)[0] in "LN" and (not kept or kept[-1] != ELLIPSIS):
                kept.append(ELLIPSIS)
        return _REPEATED.sub(ELLIPSIS, " ".join("".join(kept).split()))


def _is_visible(character: str) -> bool:
    """Controls are not, nor is what only changes the character before it, as in keycap emoji; `©` and `✓` are no emoji here."""
    return unicodedata.category(character)[0] not in "CM"


def _face(path: str) -> Face:
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(path, lazy=True) as font:
        scale = font["head"].unitsPerEm
        metrics = font["hmtx"]
        advances = {chr(code): metrics[name][0] / scale for code, name in font.getBestCmap().items()}
        return Face(path, advances, font["hhea"].ascent / scale, -font["hhea"].descent / scale)
