"""The length that each kind of value may have. It is checked before a reader runs, so that no reader has to be quick with a long text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BeforeValidator

from bot.messages import UserError


@dataclass(frozen=True)
class Limit:
    """The most characters of a kind of value. `kind` names it in the refusal, and picks the example."""

    kind: str
    most: int

    def require(self, value: Any) -> Any:
        """The value as it is; a UserError where it is a text that is longer."""
        if isinstance(value, str) and len(value) > self.most:
            raise UserError("value.too-long", kind=self.kind, length=len(value), most=self.most)
        return value

    @property
    def first(self) -> BeforeValidator:
        """The validator of the limit. It has to stand last in an `Annotated`, because pydantic runs that one first."""
        return BeforeValidator(self.require)


DATE = Limit("date", 160)
"""`alle zwei Wochen donnerstags von 9:30 Uhr an ab 1.12.` is long."""
PERIOD = Limit("period", 160)
DURATION = Limit("duration", 80)
DELAY = Limit("delay", 80)
LEAD = Limit("lead", 80)
PERSON = Limit("person", 600)
"""An id has up to 255 characters, and a link to one escapes them."""
GROUP = Limit("group", 200)
RETRO = Limit("retro", 60)
NUMBER = Limit("number", 60)
PLACE = Limit("place", 60)
"""A place in an order (`2`, `zuerst`), not a location."""
AMOUNT = Limit("amount", 60)
COLOUR = Limit("colour", 60)
CHOICE = Limit("choice", 100)
