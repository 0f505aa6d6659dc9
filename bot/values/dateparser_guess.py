"""dateparser's reading of a text that the grammar does not know, and whether it can be trusted.

Every part of its answer has to have been written, and everything written to be in its answer.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, time

from bot.domain.date_phrases.days import near_enough
from bot.domain.date_phrases.vocabulary import MONTHS, WEEKDAYS, either

_STOP = re.compile(
    r"\b(?:vor|nach|before|after|nicht|not|kein\w*|no|ausser|except|oder|or|zwischen|between|ago|jede\w*|every|each|alle|in)\b"
)
_MAX_NUMBERS = 8
_MAX_WORDS = 20
"""A text with more words is no date, and takes dateparser a tenth of a second to find out."""
_WEEKDAY = re.compile(rf"\b{either(WEEKDAYS)}\b")
_MONTH = re.compile(rf"\b{either(MONTHS)}\b")


def guess(folded: str, local: datetime, language: str) -> tuple[date, time | None] | None:
    """What dateparser makes of it, None where any doubt is left."""
    if not _may_be_a_date(folded):
        return None
    # Imported late: it costs a second and 30 MB, and is rarely needed.
    import dateparser  # noqa: PLC0415

    found = dateparser.parse(
        folded,
        languages=["en", "de"] if language == "en" else ["de", "en"],
        settings={
            "RELATIVE_BASE": local.replace(hour=0, minute=0, second=0, microsecond=0),
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": ["day", "month", "year"],
        },
    )
    if found is None or not _is_accounted_for(folded, found):
        return None
    return near_enough(found.date(), local.date()), found.time() if _has_time(folded) else None


def _may_be_a_date(folded: str) -> bool:
    """Whether dateparser is worth asking: numbers and words, no more than a date has, and none that turns a date into something else."""
    return 2 <= len(_numbers(folded)) <= _MAX_NUMBERS and len(folded.split()) <= _MAX_WORDS and not _STOP.search(folded)


def _has_time(folded: str) -> bool:
    return bool(re.search(r"\d:\d\d|\d ?(?:uhr|h|am|pm)\b", folded))


def _is_accounted_for(folded: str, found: datetime) -> bool:
    """Whether every number in the text is exactly one part of the answer, and every part of the answer is in the text: dateparser takes
    numbers for years and hours, and today's date for what is missing, without saying so."""
    if found.tzinfo is not None or found.second or found.microsecond:
        return False
    weekdays = {WEEKDAYS[word] for word in _WEEKDAY.findall(folded)}
    months = {MONTHS[word] for word in _MONTH.findall(folded)}
    if weekdays - {found.weekday()} or months - {found.month}:
        return False
    parts = [found.day, found.year]
    if not months:
        parts.append(found.month)
    if _has_time(folded):
        hour = found.hour
        parts.append(hour - 12 if re.search(r"p\.?m", folded) and hour > 12 else hour)
        parts.append(found.minute)
    # "10 Uhr" has no minutes and 10:00:00 has seconds: noughts may be missing or too many.
    return Counter(part for part in parts if part) == Counter(number for number in _numbers(folded) if number)


def _numbers(folded: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", folded)]
