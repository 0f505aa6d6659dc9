"""The fields of an action, as `add` and `edit` share them."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Key
from bot.grammar import field_words
from bot.values import Due, DueDay, People
from commands.retro.reference import Origin


class ActionFields(Arguments):
    who: Annotated[People, Key(*field_words.WHO)] = ""
    due: Annotated[DueDay, Key(*field_words.DUE)] = Due()
    retro: Annotated[Origin, Key("retro", "retrospektive", "retrospective")] = None
