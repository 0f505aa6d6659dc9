"""The fields of an action, as `add` and `edit` share them."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Key
from bot.retro_ref import Origin
from bot.values import Due, DueDay, Text


class ActionFields(Arguments):
    who: Annotated[Text, Key("wer", "who")] = ""
    """As it was written: whom it means is only plain in the room of the action's group."""
    due: Annotated[DueDay, Key("bis", "due")] = Due()
    retro: Annotated[Origin, Key("retro", "retrospektive", "retrospective")] = None
