"""A scene: texts, shapes and lines at their places, each with the box that it fills. What is drawn, and what the tests measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

WIDTH = 1080
MARGIN = 40
INNER = WIDTH - 2 * MARGIN
TEXT_SIZE = 30
"""Pixels of 1080: no text is smaller than 28, which on a phone of 360 points is 9."""
TITLE_SIZE = 50


@dataclass(frozen=True, kw_only=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def overlaps(self, other: Box) -> bool:
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def contains(self, other: Box) -> bool:
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom


@dataclass(frozen=True, kw_only=True)
class Text:
    words: str
    box: Box
    """As high as the letters of the font can be, as wide as they are."""
    baseline: float
    size: int
    tone: str
    is_bold: bool = False


class Form(StrEnum):
    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DASH = "dash"
    DIAMOND = "diamond"
    DROP = "drop"
    """A triangle that stands on its tip."""
    CROSS = "cross"


@dataclass(frozen=True, kw_only=True)
class Shape:
    form: Form
    box: Box
    tone: str
    outline: str = ""


@dataclass(frozen=True, kw_only=True)
class Bar:
    box: Box
    tone: str


@dataclass(frozen=True, kw_only=True)
class Line:
    points: tuple[tuple[float, float], ...]
    tone: str
    width: float
    is_dashed: bool = False


@dataclass(frozen=True, kw_only=True)
class Scene:
    height: int
    title: str
    description: str
    """The caption, for those who hear the picture."""
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    shapes: tuple[Shape, ...] = ()
    texts: tuple[Text, ...] = ()
    """Drawn in this order: what is written lies on top."""

    @property
    def frame(self) -> Box:
        return Box(x=0, y=0, width=WIDTH, height=self.height)

    @property
    def boxes(self) -> Iterator[Box]:
        yield from (bar.box for bar in self.bars)
        yield from (shape.box for shape in self.shapes)
        yield from (text.box for text in self.texts)
