"""A text written out as the Markdown of a file: what people wrote formats nothing, wherever in a line it stands."""

from __future__ import annotations

import html

import pytest
from markdown_it import MarkdownIt

from bot.texts.render import mark, written_out

_READER = MarkdownIt("commonmark").enable(["strikethrough", "table"])
PLACES = ("- {}", "{}", "## T7 {}", "## {}", "a\n{}", "1. {}", "- {}\n- y", "Ergebnis: {}", "- a\n  - {}")
WORDS = (
    *("# x", "- x", "+ x", "* x", "1. x", "1) x", "123456789. x", "12.x", "-", "=", "===", "---", "3-4 Leute", "#", "x #", "x ##", "> x"),
    *("    x", "```", "~~~", "| a | b |", "[x]: y", "<b>", "&amp;", "1.", "_x_", "__", "***", "!", "![x](y)", "x\\", "\\", "`", "**x**"),
)


def test_a_separator_between_two_words_keeps_its_space() -> None:
    assert written_out(f"{mark(0)}{mark(1)}{mark(2)}", ["gelb", ", ", "rot"]) == "gelb, rot\n"


@pytest.mark.parametrize("words", WORDS)
def test_words_read_as_they_were_written(words: str) -> None:
    for place in PLACES:
        read = _READER.render(written_out(place.format(mark(0)), [words]))
        literal = _READER.render(place.format("WORDS")).replace("WORDS", html.escape(" ".join(words.split()), quote=False))
        assert read.replace("&quot;", '"') == literal, place
