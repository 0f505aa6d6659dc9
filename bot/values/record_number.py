"""The number of a record of one kind, as people write it: `B12`, `#12`, `12`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.domain.ids import Number
from bot.messages import UserError
from bot.values.length_limits import NUMBER


def number_of(letter: str, *others: str) -> BeforeValidator:
    """Of the kind with that letter, which a bare count means too, or of one of the `others`."""

    def read(value: Any) -> Number:
        number = value if isinstance(value, Number) else Number.read(str(value), letter)
        if number is None or number.letter not in (letter, *others):
            raise UserError("number.unknown", said=str(value))
        return number

    return BeforeValidator(lambda value: read(NUMBER.require(value)))


ActionNumber = Annotated[Number, number_of("A")]
BlockerNumber = Annotated[Number, number_of("B")]
DecisionNumber = Annotated[Number, number_of("D")]
MilestoneNumber = Annotated[Number, number_of("M")]
QuestionNumber = Annotated[Number, number_of("Q")]
LearningNumber = Annotated[Number, number_of("L")]
TeamNumber = Annotated[Number, number_of("G")]
TopicNumber = Annotated[Number, number_of("T")]
RetroNumber = Annotated[Number, number_of("R")]
SessionNumber = Annotated[Number, number_of("S")]
