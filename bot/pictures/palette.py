"""The colours of the pictures, by what they mean, for light and dark surroundings.

A PNG has the light ones and a background of its own. In the SVG they are presentation attributes, which any stylesheet outranks: a page
that shows it inline serves `stylesheet()` and so has the dark ones too, without a `<style>` in each picture, which would hold for the
whole page and which a strict content security policy refuses. There is one green only: for many people two of them are the same.
"""

from __future__ import annotations

from collections.abc import Mapping

PAPER, INK, MUTED, GRID = "paper", "ink", "muted", "grid"
GREEN, YELLOW, RED, NONE = "green", "yellow", "red", "none"
OUTLINE = "outline"
"""Around the yellow triangle, which would hardly be seen on white without it."""
SERIES = ("series-1", "series-2", "series-3", "series-4", "series-5", "series-6")

LIGHT: Mapping[str, str] = {
    **{PAPER: "#ffffff", INK: "#1b1c1e", MUTED: "#55585d", GRID: "#d6d8dc"},
    **{GREEN: "#1b7f3b", YELLOW: "#f5b800", RED: "#c4221f", NONE: "#6d7177", OUTLINE: "#7a5600"},
    **dict(zip(SERIES, ("#0b5fa5", "#c04a00", "#7a2f96", "#3f4247", "#b0206a", "#765000"), strict=True)),
}
DARK: Mapping[str, str] = {
    **{PAPER: "#1b1c1e", INK: "#f3f4f5", MUTED: "#b9bcc2", GRID: "#44474c"},
    **{GREEN: "#4fc46f", YELLOW: "#f5b800", RED: "#ff6f66", NONE: "#a3a7ad", OUTLINE: "#ffe08a"},
    **dict(zip(SERIES, ("#6bb1f2", "#ff9a57", "#cf9bea", "#d0d3d8", "#ff8dc4", "#dcb469"), strict=True)),
}


def stylesheet() -> str:
    """CSS for a page that shows pictures inline: their colours in light and dark surroundings."""
    return f"{_rules(LIGHT)}@media (prefers-color-scheme: dark) {{\n{_rules(DARK)}}}\n"


def _rules(palette: Mapping[str, str]) -> str:
    return "".join(
        f".lotse-fill-{name} {{ fill: {value} }}\n.lotse-stroke-{name} {{ stroke: {value} }}\n" for name, value in palette.items()
    )
