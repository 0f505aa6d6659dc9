"""The number of a record of one kind, as people write it: `B12`, `#12`, `12`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.domain.ids import Number
from bot.messages import UserError
from bot.values.limits import NUMBER


def _number(letter: str) -> BeforeValidator:
    def read(value: Any) -> Number:
        number = value if isinstance(value, Number) else Number.read(str(value), letter)
        if number is None or number.letter != letter:
            raise UserError("number.unknown", said=str(value))
        return number

    return BeforeValidator(lambda value: read(NUMBER.require(value)))


ActionNumber = Annotated[Number, _number("A")]
BlockerNumber = Annotated[Number, _number("B")]
LearningNumber = Annotated[Number, _number("L")]
TeamNumber = Annotated[Number, _number("G")]
TopicNumber = Annotated[Number, _number("T")]
RetroNumber = Annotated[Number, _number("R")]
SessionNumber = Annotated[Number, _number("S")]
