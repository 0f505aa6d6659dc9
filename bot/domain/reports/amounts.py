"""Amounts of money as Germans write them: `51.000,50 €`, `51 TEUR`, `0,1 Mio`, `EUR 51 000`; whole euros come out."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

MAX_EUROS = 999_999_999
MAX_AMOUNT_LENGTH = 60
"""Characters: no amount that can be kept is longer, whatever stands around it."""


_MOST_FIGURES = 24
"""Of one amount, separators included: a decimal number keeps 28."""


class AmountUnclear(Exception):
    """What was written is no amount, or may be two. `meant` are the amounts that it may be, where it may be several."""

    def __init__(self, *meant: int) -> None:
        super().__init__("unclear")
        self.meant = meant


class AmountTooLarge(Exception):
    """It is more than MAX_EUROS."""


_CURRENCY = frozenset({"€", "eur", "euro", "euros"})
_UNITS = {
    **dict.fromkeys(("t", "k", "tsd", "tsd.", "tausend", "thousand", "t€", "k€", "teur", "keur", "te", "tsd€", "teuro"), 1_000),
    **dict.fromkeys(("m", "mio", "mio.", "mill", "mill.", "mn", "million", "millionen", "millions", "m€", "mio€", "meur"), 1_000_000),
    **dict.fromkeys(("mrd", "mrd.", "milliarde", "milliarden", "bn", "billion"), 1_000_000_000),
}
_LED = frozenset(
    {
        *("ca", "ca.", "circa", "zirka", "rund", "etwa", "ungefähr", "ungefaehr", "knapp", "gut", "genau", "bisher", "bislang", "~", "≈"),
        *(
            "insgesamt",
            "gesamt",
            "noch",
            "jetzt",
            "nun",
            "schon",
            "bereits",
            "in",
            "about",
            "around",
            "roughly",
            "approx",
            "approx.",
            "exactly",
        ),
        *("total", "so", "far"),
    }
)
"""Words before an amount that say nothing of its size that could be kept."""
_NOTHING = frozenset({"nichts", "nix", "null", "keine", "kein", "keinen", "nothing", "none", "zero", "nil"})
_NUMBER = re.compile(r"[\d., ]*\d")
_PIECES = re.compile(r"\d[\d., ]*+|[^\W\d_]++[.]?|[€~≈]|\S")
_GROUPS = re.compile(r"\d{1,3}(?:([. ,])\d{3})(?:\1\d{3})*")
_NO_CENTS = re.compile(r",(?:-{1,2}|–|—)(?=\s|€|\Z)")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’ʼ‘`´", " "))


def read_amount(said: str, *, comma_groups: bool = False) -> int:
    """The amount in whole euros, half euros rounded up. Raises AmountUnclear and AmountTooLarge.

    In German a comma begins the cents, so `51,000` may be two amounts; with `comma_groups` it separates thousands, as in English.
    """
    if len(said) > MAX_AMOUNT_LENGTH:
        raise AmountUnclear
    number, factor = _parts(said)
    if len(number) > _MOST_FIGURES:
        raise AmountTooLarge
    amount = _value(number, has_unit=factor > 1, comma_groups=comma_groups) * factor
    whole = int(amount.quantize(Decimal(1), ROUND_HALF_UP))
    if whole > MAX_EUROS:
        raise AmountTooLarge
    return whole


def is_rounded(said: str) -> bool:
    """Whether the amount that was written has cents."""
    number, factor = _parts(said)
    amount = _value(number, has_unit=factor > 1, comma_groups=True) * factor
    return amount != int(amount)


def _parts(said: str) -> tuple[str, int]:
    """The figures, and by how much its unit multiplies them."""
    # NFKC makes a space of each of the narrow ones, and figures of the full-width ones.
    plain = _NO_CENTS.sub("", unicodedata.normalize("NFKC", said.translate(_APOSTROPHES))).strip().rstrip("!;")
    words = [each.strip() for each in _PIECES.findall(plain.casefold())]
    while words and words[0] in _LED:
        words.pop(0)
    number, factor, currencies = "", 0, 0
    for word in words:
        if _NUMBER.match(word) and not number:
            number = word.rstrip(" .,")
        elif word in _NOTHING and not number:
            number = "0"
        elif word.rstrip(".") in _CURRENCY and not currencies:
            currencies += 1
        elif word in _UNITS and number and not factor:
            factor = _UNITS[word]
        elif word != ".":
            raise AmountUnclear
    if not number:
        raise AmountUnclear
    return number, factor or 1


def _value(number: str, *, has_unit: bool, comma_groups: bool) -> Decimal:
    """What the figures say, whatever separates thousands and cents."""
    if number.isdecimal():
        return Decimal(number)
    head, sign, tail = _last_part(number)
    if _GROUPS.fullmatch(number):
        whole = Decimal(re.sub(r"\D", "", number))
        part = Decimal(f"{head}.{tail}") if head.isdecimal() else whole
        if number.startswith("0"):  # `0.125 Mio` has no thousands
            return _fraction(head, tail, has_unit)
        if sign == "," and head.isdecimal() and not comma_groups:
            raise AmountUnclear(int(part), int(whole))
        return whole
    if sign == " " or (head and not head.isdecimal() and not (_GROUPS.fullmatch(head) and sign not in head)):
        raise AmountUnclear
    if sign == "." and len(tail) == 1 and not has_unit:
        raise AmountUnclear  # `51.5`: nobody writes cents so
    return _fraction(re.sub(r"\D", "", head), tail, has_unit)


def _fraction(head: str, tail: str, has_unit: bool) -> Decimal:
    """Cents have two digits, and `,5` is understood; thousands and millions may be told to the euro."""
    if len(tail) > (6 if has_unit else 2):
        raise AmountUnclear
    if not has_unit and (int(head or 0) == 0 and int(tail) > 0):
        raise AmountUnclear  # `0,5` is half a million, if anything
    return Decimal(f"{head or 0}.{tail}")


def _last_part(number: str) -> tuple[str, str, str]:
    """What stands before the last separator, that separator, and what stands behind it."""
    at = max(number.rfind(sign) for sign in "., ")
    return number[:at], number[at], number[at + 1 :]
