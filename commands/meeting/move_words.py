"""The words behind `verschieben S3`: which date, or all of them, and where to.

`auf Mi 11:00`, `alle eine Stunde später`, `vom 1.12. auf 2.12.`, `am 10.12. um 30 Minuten nach hinten`: the fields `am:` and `auf:` say
the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.date_phrases.shifts import is_shift
from commands.meeting.fields import whole_series

_TO = r"(?:auf|to|zu|nach)\b ?:?"
_ALL = re.compile(r"(?:alle|all)\b[ ,:]*", re.IGNORECASE)
_FROM = re.compile(r"(?:am|vom|den|on|from) (?P<on>.+)", re.IGNORECASE)
_BARE = re.compile(rf"(?:(?:am|vom|den|on|from) (?P<on>.+?) (?={_TO}))?(?:{_TO})? ?(?P<to>.*)", re.IGNORECASE)
"""On one line, with no more than one space between two words."""
_MOST_WORDS = 12
"""Words of a way to go: "um eine Stunde und dreißig Minuten nach hinten" is long."""


@dataclass(frozen=True)
class Said:
    """`on` and `to` as they were written; empty where they were not."""

    whole: bool
    on: str
    to: str


def read_bare(text: str) -> Said:
    """The words of a move without its fields."""
    whole, rest = whole_series(" ".join(text.split()))
    if not whole and (begins := _ALL.match(rest)):
        whole, rest = True, rest[begins.end() :]
    words = rest.split()
    for first in range(max(0, len(words) - _MOST_WORDS), len(words)):
        to = " ".join(words[first:])
        before = " ".join(words[:first])
        named = _FROM.fullmatch(before)
        if (named or not before) and is_shift(to):
            return Said(whole, named["on"].strip() if named else "", to)
    bare = _BARE.fullmatch(rest.strip())
    assert bare is not None, "it takes any text"
    return Said(whole, (bare["on"] or "").strip(), bare["to"].strip())
