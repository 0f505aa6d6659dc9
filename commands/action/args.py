"""The fields of an action, as `add` and `edit` share them."""

from __future__ import annotations

from typing import Annotated

from bot import field_words
from bot.command import Arguments, Key
from bot.retro_ref import Origin
from bot.values import Due, DueDay, People


class ActionFields(Arguments):
    who: Annotated[People, Key(*field_words.WHO)] = ""
    due: Annotated[DueDay, Key(*field_words.DUE)] = Due()
    retro: Annotated[Origin, Key("retro", "retrospektive", "retrospective")] = None
