"""The fields of an action, as `add` and `edit` share them."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Key
from bot.retro_ref import Origin
from bot.values import Due, DueDay, People


class ActionFields(Arguments):
    who: Annotated[People, Key("wer", "who")] = ""
    due: Annotated[DueDay, Key("bis", "due")] = Due()
    retro: Annotated[Origin, Key("retro", "retrospektive", "retrospective")] = None
