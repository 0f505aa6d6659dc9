"""Funds against time: of each group two bars on the same scale, the funds that were called and the time that is gone."""

from __future__ import annotations

from bot.pictures import Worded
from bot.pictures.drawings import FundsAndTime
from bot.pictures.layout.fonts import ELLIPSIS
from bot.pictures.layout.scene import INNER, MARGIN, TEXT_SIZE, WIDTH, Bar, Box, Line, Scene
from bot.pictures.layout.writing import Pen
from bot.pictures.palette import GRID, MUTED, SERIES

CALLED, GONE = SERIES[0], MUTED
_BAR, _ROW, _GAP, _BETWEEN = 32, 48, 28, 20


def scene(picture: Worded, drawing: FundsAndTime, pen: Pen) -> Scene:
    labels = picture.labels
    texts, y = pen.title(picture.title)
    bars: list[Bar] = []
    lines: list[Line] = []
    shares = [share for each in drawing.groups for share in (each.called, each.gone)]
    left = MARGIN + pen.widest((labels["called"], labels["gone"])) + _BETWEEN
    room = WIDTH - MARGIN - pen.widest(labels[f"{share}%"] for share in shares) - _BETWEEN - left
    # More than everything can be called, and a project can be overtime.
    scale = room / max(100, *shares, 100)
    for each in drawing.groups:
        lines.append(Line(points=((MARGIN, y), (WIDTH - MARGIN, y)), tone=GRID, width=2))
        texts.append(pen.at(pen.fitted(each.group, INNER, is_bold=True) or ELLIPSIS, MARGIN, y + 8, is_bold=True))
        y += 8 + pen.font.height(TEXT_SIZE) + 6
        for name, share, tone in ((labels["called"], each.called, CALLED), (labels["gone"], each.gone, GONE)):
            top = y + (_ROW - pen.font.height(TEXT_SIZE)) / 2
            length = max(share, 0) * scale
            texts.append(pen.at(name, MARGIN, top))
            bars.append(Bar(box=Box(x=left, y=y + (_ROW - _BAR) / 2, width=max(length, 2), height=_BAR), tone=tone))
            texts.append(pen.at(labels[f"{share}%"], left + max(length, 2) + _BETWEEN / 2, top))
            y += _ROW
        y += _GAP
    if drawing.more:
        texts.append(pen.at(labels["more"], MARGIN, y, tone=MUTED))
        y += pen.font.height(TEXT_SIZE) + _GAP
    return Scene(
        height=round(y - _GAP + MARGIN),
        title=picture.title,
        description=picture.caption,
        bars=tuple(bars),
        lines=tuple(lines),
        texts=tuple(text for text in texts if text.words),
    )
