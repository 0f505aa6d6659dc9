"""An amount of money: whole euros, as people write them (`25.000 €`, `25k`, `0,1 Mio`)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.domain.reports.amounts import MAX_EUROS, AmountTooLarge, AmountUnclear, read_amount
from bot.messages import UserError
from bot.values.length_limits import AMOUNT

__all__ = ["MAX_EUROS", "Euros"]


def _euros(value: Any) -> int | None:
    if value is None or isinstance(value, int) or not str(value).strip():
        return value or None
    try:
        return read_amount(str(value), comma_groups=True)
    except AmountUnclear:
        raise UserError("euros.unknown", said=value) from None
    except AmountTooLarge:
        raise UserError("euros.too-many", most=MAX_EUROS) from None


Euros = Annotated[int | None, BeforeValidator(_euros), AMOUNT.first]
