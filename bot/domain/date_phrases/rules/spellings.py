"""Spellings that are brought to another one before a phrase is cut."""

from __future__ import annotations

import re

from bot.domain.date_phrases.vocabulary import DAY_ENDS, LONG_WEEKDAYS, either

_REWRITES = (
    (r"\b(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(?:00)?(?=z|$)", r"\1-\2-\3t\4:\5"),
    (r"(\d{4}-\d\d-\d\d)t(\d\d:\d\d(?::\d\d)?)(?:[.,]0+)?(z|[+-]\d\d:?\d\d|\+\d\d)?$", r"\1 \2 offset\3"),
    # Behind a space a minus would more likely be a range.
    (r"(\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?) ?(z|\+\d\d:?\d\d)$", r"\1 offset\2"),
    (r"(?<=\d) : (?=\d\d)", ":"),
    (r"(?<=\d) (?=[.:])|(?<=\d:) (?=\d\d)", ""),
    (rf"^(?:by |bis )?{either(DAY_ENDS)}$", "today"),
    (r"\b(?:eow|eom|eoy)\b", lambda match: {"eow": "end of week", "eom": "end of month", "eoy": "end of year"}[match[0]]),
    (r"\b(monats|quartals|jahres)(anfang|beginn|mitte|ende)\b", r"\2 \1"),
    # The academic quarter of an hour.
    (r"\b(\d{1,2}) ?uhr c\. ?t\b\.?", r"\1:15 uhr"),
    (r" s\. ?t\b\.?", ""),
    (r"\bnach (?:der )?(?:naechste[nr]|kommenden) (?:woche|kw)\b", "nach der naechsten"),
    (r"\b(?:woche|kw|kalenderwoche) nach (?:der )?(?:naechste[nr]|kommenden)\b", "uebernaechste woche"),
    (r"\bthis (morning|afternoon|evening)\b", r"today \1"),
    (r"\bwochen(anfang|beginn|mitte)\b", r"\1 woche"),
    (rf"\b({either(LONG_WEEKDAYS)})(morgen|vormittag|mittag|nachmittag|abend)s\b", r"\1s \2s"),
    (rf"\b({either(LONG_WEEKDAYS)}s?)-?(morgen|frueh|vormittag|mittag|nachmittag|abend)(s?)\b", r"\1 \2\3"),
)


def spelt(folded: str) -> str:
    """The normalized text in the spelling that the rules know."""
    for written, meant in _REWRITES:
        folded = re.sub(written, meant, folded)
    return folded
