"""The trend of milestones: across the days of the reports, upwards what was expected; the names to the right of the last report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.pictures import Worded
from bot.pictures.drawings import MilestoneTrend, TrendLine
from bot.pictures.layout.scene import MARGIN, TEXT_SIZE, WIDTH, Box, Form, Line, Scene, Shape, Text
from bot.pictures.layout.writing import LINE_SPACING, Pen
from bot.pictures.palette import GRID, MUTED, SERIES

_FORMS = (Form.CIRCLE, Form.SQUARE, Form.TRIANGLE, Form.DIAMOND, Form.DROP, Form.CROSS)
_HEIGHT = 600
"""Of the field of the lines."""
_NAMES = 340
"""Width of the column of names."""
_LEADER = 36
"""Between the field and the names: a thin line leads from the one to the other."""
_MARK, _INSET, _BETWEEN = 24, 20, 16
_NAME_LINES = (2, 1, 0)
"""Lines of a name beneath its number, as many as all of them have room for."""
_MAX_MONTHS_SHOWN = 7
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 60000, 120000)
"""In months, between the marks of the scale."""


@dataclass(frozen=True)
class _Scale:
    """Days on an axis, from one place to another."""

    first: int
    last: int
    begin: float
    end: float

    @classmethod
    def of(cls, days: Iterable[date], begin: float, end: float, *, margin: int = 0) -> _Scale:
        counts = [day.toordinal() for day in days]
        return cls(min(counts) - margin, max(counts) + margin, begin, end)

    def at(self, day: date) -> float:
        if self.first == self.last:
            return self.end
        return self.begin + (day.toordinal() - self.first) / (self.last - self.first) * (self.end - self.begin)


def scene(picture: Worded, trend: MilestoneTrend, pen: Pen) -> Scene:
    labels = picture.labels
    texts, y = pen.title(picture.title)
    texts.append(pen.at(labels["expected"], MARGIN, y, tone=MUTED))
    top = y + pen.font.height(TEXT_SIZE) + _BETWEEN
    bottom = top + _HEIGHT
    right = WIDTH - MARGIN - _NAMES - _LEADER
    reports = [report for line in trend.lines for report in line.reports]
    span = max(report.expected for report in reports) - min(report.expected for report in reports)
    upwards = _Scale.of((report.expected for report in reports), bottom - _INSET, top + _INSET, margin=max(span.days // 20, 10))
    months = _months(upwards, labels)
    left = MARGIN + pen.widest(labels[f"{month:%Y-%m}"] for month in months) + _BETWEEN
    across = _Scale.of((report.reported for report in reports), left + _INSET, right - _INSET)
    lines = [Line(points=((left, place), (right, place)), tone=GRID, width=2) for place in (bottom, *map(upwards.at, months))]
    for month in months:
        text = pen.at(labels[f"{month:%Y-%m}"], left - _BETWEEN, 0, tone=MUTED, anchor="end")
        texts.append(_moved(text, upwards.at(month) - text.box.height / 2))
    texts += _days(across, {report.reported for report in reports}, labels, bottom + _BETWEEN / 2, left, right, pen)
    under = bottom + _BETWEEN / 2 + pen.font.height(TEXT_SIZE)
    texts.append(pen.at(labels["reported"], left, under, tone=MUTED))
    under += pen.font.height(TEXT_SIZE)
    shapes: list[Shape] = []
    for line, form, tone in zip(trend.lines, _FORMS, SERIES, strict=False):
        points = tuple((across.at(report.reported), upwards.at(report.expected)) for report in line.reports)
        lines.append(Line(points=points, tone=tone, width=5))
        shapes += [_mark(form, tone, x, place) for x, place in points]
    for name, line, form, tone in zip(_names(trend.lines, labels, upwards, top, under, pen), trend.lines, _FORMS, SERIES, strict=False):
        begin = (across.at(line.reports[-1].reported) + _MARK / 2, upwards.at(line.expected))
        leader = (begin, (right, begin[1]), (right + _LEADER - 6, name.middle))
        lines.append(Line(points=leader, tone=tone, width=2, is_dashed=True))
        shapes.append(_mark(form, tone, right + _LEADER + _MARK / 2, name.middle))
        texts += name.texts
    if trend.more:
        texts.append(pen.at(labels["more"], MARGIN, under + _BETWEEN, tone=MUTED))
        under += _BETWEEN + pen.font.height(TEXT_SIZE)
    return Scene(
        height=round(under + MARGIN),
        title=picture.title,
        description=picture.caption,
        lines=tuple(lines),
        shapes=tuple(shapes),
        texts=tuple(text for text in texts if text.words),
    )


def _mark(form: Form, tone: str, x: float, y: float) -> Shape:
    return Shape(form=form, box=Box(x=x - _MARK / 2, y=y - _MARK / 2, width=_MARK, height=_MARK), tone=tone)


def _months(scale: _Scale, labels: Mapping[str, str]) -> list[date]:
    """The first days of months that the scale shows: few enough to be read, and evenly apart."""
    found = [date(int(name[:4]), int(name[5:]), 1) for name in labels if len(name) == 7 and name[4] == "-"]
    within = sorted(day for day in found if scale.first <= day.toordinal() <= scale.last)
    for step in _STEPS:
        kept = [day for day in within if (day.year * 12 + day.month - 1) % step == 0]
        if len(kept) <= _MAX_MONTHS_SHOWN:
            return kept or within[:1]
    return within[:1]


def _days(across: _Scale, days: set[date], labels: Mapping[str, str], y: float, left: float, right: float, pen: Pen) -> list[Text]:
    """The days of reports below the field: the last one, the first one, and between them as many as there is room for."""
    first, *between = sorted(days)
    last = between.pop() if between else None
    placed: list[Text] = []
    for day in (last or first, first, *reversed(between)) if last else (first,):
        text = pen.at(labels[day.isoformat()], across.at(day), y, tone=MUTED, anchor="middle")
        if text.box.right > right:
            text = pen.at(labels[day.isoformat()], right, y, tone=MUTED, anchor="end")
        elif text.box.x < left:
            text = pen.at(labels[day.isoformat()], left, y, tone=MUTED)
        if not any(text.box.x < other.box.right + TEXT_SIZE / 2 and other.box.x < text.box.right + TEXT_SIZE / 2 for other in placed):
            placed.append(text)
    return placed


@dataclass(frozen=True)
class _Name:
    middle: float
    """Of its first line, which has the number."""
    texts: Sequence[Text]


def _names(lines: Sequence[TrendLine], labels: Mapping[str, str], upwards: _Scale, top: float, bottom: float, pen: Pen) -> list[_Name]:
    """The names in the order of the lines, each as near to the end of its line as the others let it be."""
    x = WIDTH - MARGIN - _NAMES + _MARK + 12
    width = WIDTH - MARGIN - x
    step = TEXT_SIZE * LINE_SPACING
    for most in _NAME_LINES:
        wrapped = [pen.wrapped(line.name, width, lines=most) if most else [] for line in lines]
        heights = [step * (1 + len(each)) + 8 for each in wrapped]
        if sum(heights) <= bottom - top:
            break
    tops = _spread([upwards.at(line.expected) - step / 2 for line in lines], heights, top, bottom)
    found: list[_Name] = []
    for line, name, y in zip(lines, wrapped, tops, strict=True):
        number = pen.at(line.number, x, y, is_bold=True)
        day = pen.at(labels[line.expected.isoformat()], number.box.right + 12, y)
        has_room = day.box.right <= WIDTH - MARGIN
        texts = [number, *([day] if has_room else []), *(pen.at(each, x, y + step * place) for place, each in enumerate(name, start=1))]
        found.append(_Name(number.box.y + number.box.height / 2, texts))
    return found


def _spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Upper edges as near to the wanted ones as can be, so that nothing overlaps and all is between `top` and `bottom`."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    edges = [0.0] * len(wanted)
    edge = top
    for place in order:
        edge = edges[place] = max(wanted[place], edge)
        edge += heights[place]
    edge = bottom
    for place in reversed(order):
        edge = edges[place] = min(edges[place], edge - heights[place])
    return edges


def _moved(text: Text, top: float) -> Text:
    return replace(text, box=replace(text.box, y=top), baseline=text.baseline + top - text.box.y)
