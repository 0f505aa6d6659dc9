"""Dates and numbers as a language writes them.

Babel knows this of all languages, but keeps five megabytes for two; the tests compare with what it writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

WEEKDAYS: Mapping[str, Sequence[str]] = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
SHORT_WEEKDAYS: Mapping[str, Sequence[str]] = {
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS: Mapping[str, Sequence[str]] = {
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_LONG = {"de": "{weekday}, {day}.{month}.{year}", "en": "{weekday}, {day} {month_name} {year}"}
_SHORT = {"de": "{short_weekday} {day}.{month}.", "en": "{short_weekday} {day} {short_month_name}"}
_PLAIN = {"de": "{day}.{month}.{year}", "en": "{day} {short_month_name} {year}"}
_PLAIN_OF_A_YEAR = {"de": "{day}.{month}.", "en": "{day} {short_month_name}"}
_OF_A_YEAR = {"de": "{day}. {month_name}", "en": "{day} {month_name}"}
_THOUSANDS = {"de": ".", "en": ","}


def long_day(language: str, day: date) -> str:
    """`Dienstag, 24.11.2026`."""
    return _written(_LONG, language, day)


def short_day(language: str, day: date) -> str:
    """`Di 24.11.`."""
    return _written(_SHORT, language, day)


def plain_day(language: str, day: date) -> str:
    """`24.11.2026`."""
    return _written(_PLAIN, language, day)


def plain_day_of_a_year(language: str, day: date) -> str:
    """`24.11.`."""
    return _written(_PLAIN_OF_A_YEAR, language, day)


def day_of_a_year(language: str, day: date) -> str:
    """`24. November`."""
    return _written(_OF_A_YEAR, language, day)


def number(language: str, value: int) -> str:
    """`1.234.567`."""
    return f"{value:,}".replace(",", _THOUSANDS[language])


def _written(forms: Mapping[str, str], language: str, day: date) -> str:
    month = _MONTHS[language][day.month - 1]
    return forms[language].format(
        weekday=WEEKDAYS[language][day.weekday()],
        short_weekday=SHORT_WEEKDAYS[language][day.weekday()],
        day=day.day,
        month=day.month,
        month_name=month,
        short_month_name=month[:3],
        year=f"{day.year:04}",
    )
