"""What a text of the chat gets on a page: its lights have a shape beside word and colour, and other emoji go.

The emoji in our texts stand beside their words, for a phone. On a page they are unrest, and a screen without a font for them shows
boxes. What people wrote stays as it is: it is put in after this, see `bot.texts.render`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from bot.texts.render import as_page, render

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
_LIGHT = {
    language: re.compile(rf"([{''.join(_COLOURS)}])(?: (?:\*\*)?({'|'.join(words.values())})\b(?:\*\*)?)?")
    for language, words in _WORDS.items()
}
_OPEN, _BETWEEN, _CLOSE = "\ue002", "\ue003", "\ue004"  # private use: they mean nothing to Markdown and pass through the cleaning
_PLACE = re.compile(f"{_OPEN}(\\w+){_BETWEEN}(\\w*){_CLOSE}")
_EMOJI = re.compile("(?:[\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u20e3]*)+ ?")


def light(language: str, colour: str, word: str = "") -> Markup:
    """A light: shape, word and colour. `colour` is red, yellow, green or grey."""
    return _mark(colour, word or _WORDS[language][colour])


def on_page(language: str, markdown: str, literals: Sequence[str], *, is_file: bool = False) -> Markup:
    """A text as HTML; that of a file with its headings and tables."""
    markdown = _EMOJI.sub("", _LIGHT[language].sub(lambda found: _place(language, found), markdown))
    marked = [_place(language, found) if (found := _LIGHT[language].fullmatch(each)) else each for each in literals]
    html = as_page(markdown, marked) if is_file else render(markdown, marked).html
    return Markup(_PLACE.sub(lambda found: _mark(found[1], found[2]), html))


def in_words(markdown: str, literals: Sequence[str]) -> str:
    """A text without any formatting."""
    return render(_EMOJI.sub("", markdown), literals).body.strip()


def _place(language: str, found: re.Match[str]) -> str:
    """What stands for a light until the text is HTML. Some lines have the emoji alone; grey says in the words behind it since when."""
    colour = _COLOURS[found[1]]
    word = found[2] or ("" if colour == "grey" else _WORDS[language][colour])
    return f"{_OPEN}{colour}{_BETWEEN}{word}{_CLOSE}"


def _mark(colour: str, word: str) -> Markup:
    shape = f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="{_SHAPES[colour]}"/></svg>'
    return Markup(f'<span class="light {colour}">{shape}{escape(word)}</span>')
