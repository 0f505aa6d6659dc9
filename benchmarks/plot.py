"""How does a figure over the versions look? A small chart as SVG: a line a peer, its last value beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

COLOURS = ("#1f5fa8", "#8a8a8a", "#c8641e", "#3b8a3f", "#8b4fa3", "#a8322d")
"""Told apart in print and by people who see few colours by their labels, which stand at the lines."""

_WIDTH, _HEIGHT = 720, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 190, 34, 30
_LINE = 15
"""Pixels that a label takes, so that none covers another."""
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Panel:
    """One figure: its title with the unit, and for each peer a value a version, None where it was not measured."""

    title: str
    lines: Mapping[str, Sequence[float | None]]


def chart(versions: Sequence[str], panels: Sequence[Panel]) -> str:
    """The panels one below the other, the versions from left to right. Raises ValueError where there is nothing to show."""
    if not versions or not panels:
        raise ValueError("nothing to show")
    names = list(dict.fromkeys(name for panel in panels for name in panel.lines))
    colours = {name: COLOURS[place % len(COLOURS)] for place, name in enumerate(names)}
    height = _HEIGHT * len(panels)
    drawn = "".join(_panel(versions, panel, colours, place * _HEIGHT) for place, panel in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" role="img" '
        f'font-family="sans-serif" font-size="12"><rect width="{_WIDTH}" height="{height}" fill="#fff"/>{drawn}</svg>\n'
    )


def _panel(versions: Sequence[str], panel: Panel, colours: Mapping[str, str], offset: int) -> str:
    values = [value for line in panel.lines.values() for value in line if value is not None]
    top = nice(max(values, default=1.0))
    bottom = offset + _HEIGHT - _BOTTOM

    def y(value: float) -> float:
        return bottom - value / top * (_HEIGHT - _TOP - _BOTTOM)

    def x(place: int) -> float:
        width = _WIDTH - _LEFT - _RIGHT
        return _LEFT + (width / 2 if len(versions) == 1 else width * place / (len(versions) - 1))

    parts = [_text(_LEFT, offset + 20, panel.title, weight="bold")]
    for share in (0.0, 0.5, 1.0):
        parts.append(f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y(top * share):.1f}" y2="{y(top * share):.1f}" stroke="#ddd"/>')
        parts.append(_text(_LEFT - 6, y(top * share) + 4, number(top * share), anchor="end"))
    parts += [_text(x(place), bottom + 18, version, anchor="middle") for place, version in enumerate(versions)]
    labels: list[tuple[float, str, str]] = []
    for name, line in panel.lines.items():
        points = [(x(place), y(value)) for place, value in enumerate(line) if value is not None]
        if not points:
            continue
        colour = colours[name]
        if len(points) > 1:
            path = " ".join(f"{left:.1f},{height:.1f}" for left, height in points)
            parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{left:.1f}" cy="{height:.1f}" r="3.5" fill="{colour}"/>' for left, height in points]
        last = next(value for value in reversed(line) if value is not None)
        labels.append((points[-1][1], f"{name}: {number(last)}", colour))
    for height, label, colour in apart(labels):
        parts.append(_text(_WIDTH - _RIGHT + 10, height + 4, label, fill=colour))
    return "".join(parts)


def apart(labels: Sequence[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Moved up where one would cover the next, the lowest staying where it is."""
    placed: list[tuple[float, str, str]] = []
    for height, label, colour in sorted(labels, reverse=True):
        free = min(height, placed[-1][0] - _LINE) if placed else height
        placed.append((free, label, colour))
    return placed


def nice(value: float) -> float:
    """The next round number that is not less."""
    if value <= 0:
        return 1.0
    power = 1.0
    while power > value:
        power /= 10
    while power * 10 <= value:
        power *= 10
    return next(step * power for step in _STEPS if step * power >= value * 0.999999)


def number(value: float) -> str:
    """With as many digits as tell something."""
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _text(x: float, y: float, text: str, *, anchor: str = "start", weight: str = "normal", fill: str = "#222") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" fill="{fill}">{escape(text)}</text>'
