"""What people write as a text: how long it may be, and when it says anything at all."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import BeforeValidator

from bot.messages import UserError
from bot.values.empty import is_dash
from bot.values.length_limits import GROUP, PLACE

MAX_TEXT_LENGTH = 2000
MAX_LINES = 60
MAX_NAME_LENGTH = 80


def read_text(value: str, most: int = MAX_TEXT_LENGTH) -> str:
    """The text without white space around it, empty for a dash; a UserError where it has more than `most` characters or too many lines."""
    text = "" if is_dash(value) else value.strip()
    if len(text) > most:
        raise UserError("text.too-long", length=len(text), most=most)
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        raise UserError("text.too-many-lines", lines=lines, most=MAX_LINES)
    return text


def _name(value: str) -> str:
    return " ".join(read_text(value, MAX_NAME_LENGTH).split())


def _title(value: str) -> str:
    return " ".join(_words(value).split())  # a second line could pass for one of the bot's


def _words(value: str) -> str:
    text = read_text(value)
    # Punctuation alone says nothing that anybody could act on.
    if not any(unicodedata.category(character)[0] in "LNS" for character in text):
        raise UserError("text.missing")
    return text


Text = Annotated[str, BeforeValidator(read_text)]
"""What people write, at most 2,000 characters in 60 lines; may be empty."""
Name = Annotated[str, BeforeValidator(_name)]
"""What a group is called, in one line of at most 80 characters; may be empty."""
Words = Annotated[str, BeforeValidator(_words)]
"""A text that must say something."""
Title = Annotated[str, BeforeValidator(_title)]
"""The same, in one line."""
GroupName = Annotated[str, BeforeValidator(read_text), GROUP.first]
"""Which of the groups, as it was written."""
Place = Annotated[str, BeforeValidator(read_text), PLACE.first]
"""A place in an order, as it was written."""
