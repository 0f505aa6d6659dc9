"""An amount of money and the day as of which it is true, as people write both in one breath: `51 T€ Stand 30.9.`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo

from bot.context import Context
from bot.domain.reports.amounts import MAX_EUROS, AmountTooLarge, AmountUnclear, is_rounded, read_amount
from bot.messages import UserError
from bot.values.day import read_past_day
from bot.values.length_limits import AMOUNT, DATE, Limit
from bot.values.validation import context_of
from bot.words import fold

AMOUNT_WITH_DAY = Limit("amount", AMOUNT.most + DATE.most)
_AS_OF = frozenset({"stand", "per", "zum", "am", "bis", "ab", "vom", "as", "on", "by", "until", "at"})
_OF = frozenset({"of", "zum", "am", "vom", "bis", "dem"})


@dataclass(frozen=True)
class Amount:
    euros: int
    day: date | None
    """As of which day, where that was said beside it."""
    is_rounded: bool


def _amount(value: Any, info: ValidationInfo) -> Amount:
    return value if isinstance(value, Amount) else read_amount_of(context_of(info), str(value))


def read_amount_of(ctx: Context, said: str) -> Amount:
    """Raises UserError: `amount.unclear`, `amount.two`, `amount.too-large`, or what is wrong with the day."""
    amount, day = _apart(said)
    comma_groups = ctx.settings.language == "en"
    try:
        euros = read_amount(amount, comma_groups=comma_groups)
    except AmountUnclear as unclear:
        if len(unclear.meant) == 2:
            raise UserError("amount.two", said=amount, one=unclear.meant[0], other=unclear.meant[1]) from None
        raise UserError("amount.unclear", said=amount) from None
    except AmountTooLarge:
        raise UserError("amount.too-large", most=MAX_EUROS) from None
    return Amount(euros, read_past_day(ctx, DATE.require(day)) if day else None, is_rounded(amount))


def _apart(said: str) -> tuple[str, str]:
    """The amount and the day, which stands behind a word like `Stand`, or in brackets."""
    words = said.replace("(", " ").replace(")", " ").replace("[", " ").replace("]", " ").split()
    for place, word in enumerate(words):
        if place and fold(word.strip(",;")) in _AS_OF:
            behind = words[place + 1 :]
            while behind and fold(behind[0]) in _OF:
                behind = behind[1:]
            return " ".join(words[:place]).rstrip(" ,;–-") if behind else said, " ".join(behind)
    return said, ""


CalledAmount = Annotated[Amount, BeforeValidator(_amount), AMOUNT_WITH_DAY.first]
