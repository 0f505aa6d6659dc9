"""The rules for an offset from UTC: of an ISO 8601 timestamp, or by a name such as `MEZ`."""

from __future__ import annotations

import re

from bot.domain.date_phrases.ast import Piece, Rule, Zoned
from bot.domain.errors import NotUnderstood

MAX_OFFSET_MINUTES = 14 * 60
"""The largest offset from UTC in use, that of the Line Islands."""

_OFFSETS_IN_MINUTES = {"mez": 60, "cet": 60, "met": 60, "mesz": 120, "cest": 120, "utc": 0, "gmt": 0}
_LOCAL_TIME = (
    r"(?:(?:in |nach |zu )?(?:unserer|deutscher|berliner|lokaler|hiesiger|mitteleuropaeischer|local|german|berlin) (?:orts)?(?:zeit|time)"
    r"|orts?zeit)"
)


def _offset(match: re.Match[str]) -> Zoned | None:
    if not match["offset"]:
        return None
    if match["offset"] == "z":
        return Zoned(0)
    digits = match["offset"].replace(":", "")
    hours, minutes = int(digits[1:3]), int(digits[3:5] or 0)
    if minutes > 59 or hours * 60 + minutes > MAX_OFFSET_MINUTES:
        raise NotUnderstood("when.no-such-time")
    return Zoned((1 if digits[0] == "+" else -1) * (hours * 60 + minutes))


def _named(match: re.Match[str]) -> Piece:
    return Zoned(_OFFSETS_IN_MINUTES[match["zone"]], match["zone"])


RULES: tuple[Rule, ...] = (
    (r"offset(?P<offset>\S*)", _offset),
    (rf"(?P<zone>{'|'.join(_OFFSETS_IN_MINUTES)})", _named),
    (_LOCAL_TIME, lambda _: None),
)
