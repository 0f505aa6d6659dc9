"""The fields of a blocker, as `add` and `edit` share them."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Key
from bot.domain.blockers import Severity
from bot.grammar import field_words
from bot.values import Colour, Delay, Due, DueDay, Text
from commands.milestone.blocking import Delayed


class BlockerFields(Arguments):
    solution: Annotated[Text, Key(*field_words.SOLUTION)] = ""
    severity: Annotated[Colour, Key(*field_words.COLOUR)] = Severity.YELLOW
    delay: Annotated[Delay, Key(*field_words.DELAY)] = ""
    milestone: Annotated[Delayed, Key("meilenstein", "milestone")] = None
    due: Annotated[DueDay, Key(*field_words.DUE)] = Due()
