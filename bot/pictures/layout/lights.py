"""The course of the traffic lights: of each group two rows, in columns the days, and what the shapes mean below."""

from __future__ import annotations

from collections.abc import Mapping

from bot.pictures import Worded
from bot.pictures.drawings import LightsCourse, Mark
from bot.pictures.layout.fonts import ELLIPSIS
from bot.pictures.layout.scene import INNER, MARGIN, TEXT_SIZE, WIDTH, Box, Form, Line, Scene, Shape, Text
from bot.pictures.layout.writing import Pen
from bot.pictures.palette import GREEN, GRID, MUTED, NONE, OUTLINE, RED, YELLOW

_LOOKS = {
    Mark.GREEN: (Form.CIRCLE, GREEN, ""),
    Mark.YELLOW: (Form.TRIANGLE, YELLOW, OUTLINE),
    Mark.RED: (Form.SQUARE, RED, ""),
    Mark.NONE: (Form.DASH, NONE, ""),
}
"""A shape of its own for each colour: not everybody tells the colours apart."""
_ROW = 50
_GAP = 28
"""Between groups."""
_MARK = 34
_BETWEEN = 24
"""Between the names of the rows and the first column."""


def scene(picture: Worded, course: LightsCourse, pen: Pen) -> Scene:
    labels = picture.labels
    texts, y = pen.title(picture.title)
    shapes: list[Shape] = []
    lines: list[Line] = []
    names = {"content": labels["content"], "resources": labels["resources"]}
    left = MARGIN + pen.widest(names.values()) + _BETWEEN
    step = (WIDTH - MARGIN - left) / max(len(course.days), 1)
    # Whole pixels: marks that are the same in each pixel make a smaller file.
    middles = [float(round(left + step * (place + 0.5))) for place in range(len(course.days))]
    texts += _days(course, labels, middles, step, y, pen)
    y += pen.font.height(TEXT_SIZE) + 12
    for rows in course.groups:
        lines.append(Line(points=((MARGIN, y), (WIDTH - MARGIN, y)), tone=GRID, width=2))
        texts.append(pen.at(pen.fitted(rows[0].group, INNER, is_bold=True) or ELLIPSIS, MARGIN, y + 8, is_bold=True))
        y += 8 + pen.font.height(TEXT_SIZE) + 6
        for row in rows:
            texts.append(pen.at(names[row.light], MARGIN, y + (_ROW - pen.font.height(TEXT_SIZE)) / 2))
            shapes += [mark_at(mark, middle, y + _ROW / 2) for mark, middle in zip(row.marks, middles, strict=True)]
            y += _ROW
        y += _GAP
    if course.more:
        texts.append(pen.at(labels["more"], MARGIN, y, tone=MUTED))
        y += pen.font.height(TEXT_SIZE) + _GAP
    meanings, legend, y = _legend(labels, y, pen)
    return Scene(
        height=round(y + MARGIN),
        title=picture.title,
        description=picture.caption,
        lines=tuple(lines),
        shapes=(*shapes, *legend),
        texts=(*(text for text in texts if text.words), *meanings),
    )


def mark_at(mark: Mark, x: float, y: float) -> Shape:
    form, tone, outline = _LOOKS[mark]
    height = _MARK / 5 if form is Form.DASH else _MARK
    return Shape(form=form, box=Box(x=x - _MARK / 2, y=y - height / 2, width=_MARK, height=height), tone=tone, outline=outline)


def _days(course: LightsCourse, labels: Mapping[str, str], middles: list[float], step: float, y: float, pen: Pen) -> list[Text]:
    """The days above their columns, as many as there is room for; the last one always."""
    texts: list[Text] = []
    for day, middle in zip(reversed(course.days), reversed(middles), strict=True):
        text = pen.at(labels[day.isoformat()], middle, y, tone=MUTED, anchor="middle")
        beyond = text.box.right - (WIDTH - MARGIN)
        if beyond > 0:
            text = pen.at(labels[day.isoformat()], WIDTH - MARGIN, y, tone=MUTED, anchor="end")
        if not texts or text.box.right + TEXT_SIZE / 2 <= texts[-1].box.x:
            texts.append(text)
    return texts


def _legend(labels: Mapping[str, str], y: float, pen: Pen) -> tuple[list[Text], list[Shape], float]:
    texts: list[Text] = []
    shapes: list[Shape] = []
    x = float(MARGIN)
    for mark in (Mark.GREEN, Mark.YELLOW, Mark.RED, Mark.NONE):
        text = pen.at(labels[mark], x + _MARK + 12, y, tone=MUTED)
        if text.box.right > WIDTH - MARGIN:
            x, y = float(MARGIN), y + _ROW
            text = pen.at(labels[mark], x + _MARK + 12, y, tone=MUTED)
        shapes.append(mark_at(mark, x + _MARK / 2, text.box.y + text.box.height / 2))
        texts.append(text)
        x = text.box.right + 36
    return texts, shapes, y + pen.font.height(TEXT_SIZE)
