"""What a text of the chat gets on a page: numbers become links, and lights a shape beside their word and colour."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_SHAPES = {
    "red": "M1 1h14v14H1z",
    "yellow": "M8 1l7.5 14H.5z",
    "green": "M8 .5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15z",
    "grey": "M1 6h14v4H1z",
}
"""A square, a triangle, a circle and a bar: those of the pictures, for everybody who does not tell the colours apart."""
_COLOURS = {"🔴": "red", "🟡": "yellow", "🟢": "green", "⚪": "grey"}
_WORDS = {
    "de": {"red": "rot", "yellow": "gelb", "green": "grün", "grey": "grau"},
    "en": {"red": "red", "yellow": "yellow", "green": "green", "grey": "grey"},
}
_NUMBER = re.compile(r"<strong>([A-Z]\d{1,9})</strong>")
_LIGHT = {
    language: re.compile(f"([{''.join(_COLOURS)}])(?: (?:<strong>)?({'|'.join(words.values())})\\b(?:</strong>)?)?")
    for language, words in _WORDS.items()
}


def light(language: str, colour: str, word: str = "") -> Markup:
    """A light: shape, word and colour. `colour` is red, yellow, green or grey."""
    return _mark(colour, word or _WORDS[language][colour])


def on_page(language: str, html: str, prefix: str | None) -> Markup:
    """The HTML of a text, cleaned already. `prefix` begins the addresses of numbers; None where nothing behind them may be seen."""
    if prefix is not None:
        html = _NUMBER.sub(rf'<a class="number" href="{prefix}/\1">\1</a>', html)
    return Markup(_LIGHT[language].sub(lambda found: _of_text(language, _COLOURS[found[1]], found[2]), html))


def _of_text(language: str, colour: str, word: str | None) -> Markup:
    """In the chat some lines have the emoji alone; grey says in the words behind it since when."""
    return _mark(colour, word or ("" if colour == "grey" else _WORDS[language][colour]))


def _mark(colour: str, word: str) -> Markup:
    shape = f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="{_SHAPES[colour]}"/></svg>'
    return Markup(f'<span class="light {colour}">{shape}{escape(word)}</span>')
