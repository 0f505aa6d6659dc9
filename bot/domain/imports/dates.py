"""Days and times as a table writes them: German or ISO, with a year. What can be read in two ways is not read at all."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan jänner",
            "februar feb",
            "märz mär mrz maerz",
            "april apr",
            "mai",
            "juni jun",
            "juli jul",
            "august aug",
            "september sep sept",
            "oktober okt",
            "november nov",
            "dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mo mon montag",
            "di die dienstag",
            "mi mit mittwoch",
            "do don donnerstag",
            "fr fre freitag",
            "sa sam samstag sonnabend",
            "so son sonntag",
        )
    )
    for name in names.split()
}
_TIME = r"(?:(?:[T\s]|,)\s*(?P<time>\d{1,2}[:.]\d{2})(?:[:.]\d{2}(?:\.\d{1,6})?)?(?:\s*Uhr)?)?"
_ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_TIME}")
_GERMAN = re.compile(rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE)
_NAMED = re.compile(rf"(?P<day>\d{{1,2}})\.\s?(?P<name>[A-Za-zäÄ]{{3,9}})\.?\s(?P<year>\d{{4}}){_TIME}", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?P<weekday>[A-Za-z]{2,10})\.?,?\s+(?P<rest>.+)", re.DOTALL)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2})?\s*(?:Uhr|h)?", re.IGNORECASE)
MAX_LENGTH = 60
YEARS = range(1990, 2101)


def read_day(said: str) -> tuple[date, time | None] | None:
    """The day, and the time beside it; None where it is neither German nor ISO, has no year, or is no day."""
    said = said.strip()
    if len(said) > MAX_LENGTH:
        return None
    weekday: int | None = None
    led = _WEEKDAY.fullmatch(said)
    if led is not None and led["weekday"].casefold() in _WEEKDAYS:
        weekday, said = _WEEKDAYS[led["weekday"].casefold()], led["rest"].strip()
    match = _ISO.fullmatch(said) or _GERMAN.fullmatch(said) or _NAMED.fullmatch(said)
    if match is None:
        return None
    parts = match.groupdict()
    month = _MONTHS.get(parts["name"].casefold()) if parts.get("name") else int(parts["month"])
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    at = read_clock(parts["time"]) if parts["time"] else None
    if month is None or year not in YEARS or (parts["time"] and at is None):
        return None
    try:
        day = date(year, month, int(parts["day"]))
    except ValueError:
        return None
    return None if weekday is not None and day.weekday() != weekday else (day, at)


def read_clock(said: str) -> time | None:
    """`10:00`, `10.00 Uhr`, `10 Uhr`; None where it is no time of day."""
    match = _CLOCK.fullmatch(said.strip()) if len(said) <= MAX_LENGTH else None
    if match is None or (match[2] is None and said.strip().isdigit() and len(said.strip()) > 2):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def local(day: date, at: time) -> datetime:
    return datetime.combine(day, at)
