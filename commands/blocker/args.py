"""The fields of a blocker, as `add` and `edit` share them."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Key
from bot.domain.blockers import Severity
from bot.values import Colour, Delay, Due, DueDay, Text


class BlockerFields(Arguments):
    solution: Annotated[Text, Key("lösung", "loesungsansatz", "solution")] = ""
    severity: Annotated[Colour, Key("ampel", "severity")] = Severity.YELLOW
    delay: Annotated[Delay, Key("verzug", "delay")] = ""
    due: Annotated[DueDay, Key("bis", "due")] = Due()
