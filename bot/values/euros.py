"""An amount of money: whole euros, as people write them (`25.000 €`, `25k`)."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.messages import UserError
from bot.values.length_limits import AMOUNT

MAX_EUROS = 999_999_999


def _euros(value: Any) -> int | None:
    if value is None or isinstance(value, int) or not str(value).strip():
        return value or None
    said = re.sub(r"(?i)euros?|eur|€|\s|'", "", str(value)).rstrip(".;!")
    said = re.sub(r",(-+|00?)$|\.00$", "", said)
    match = re.fullmatch(r"(\d+|\d{1,3}(?:[.,]\d{3})+)(?:(?i:t|tsd\.?|k))?", said)
    if match is None:
        raise UserError("euros.unknown", said=value)
    digits = re.sub(r"[.,]", "", match[1])
    # Python itself refuses to read thousands of digits.
    amount = int(digits[: len(str(MAX_EUROS)) + 1]) * (1000 if said[-1].isalpha() or said.endswith("sd.") else 1)
    if amount > MAX_EUROS:
        raise UserError("euros.too-many", most=MAX_EUROS)
    return amount


Euros = Annotated[int | None, BeforeValidator(_euros), AMOUNT.first]
