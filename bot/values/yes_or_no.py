"""`ja` or `nein`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.messages import UserError
from bot.values.length_limits import CHOICE
from bot.words import fold

YES = frozenset({"ja", "j", "yes", "y", "true", "x", "stimmt"})
NO = frozenset({"nein", "n", "no", "false", ""})


def _yes(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = fold(str(value))
    if word not in YES | NO:
        raise UserError("yes-or-no.unknown", said=value)
    return word in YES


Yes = Annotated[bool, BeforeValidator(_yes), CHOICE.first]
"""No where nothing is said."""
