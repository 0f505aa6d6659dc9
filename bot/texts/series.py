"""A series in words that are understood again when somebody writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date

from bot.domain.calendar.recurrence import Frequency, Recurrence

_ORDINALS = {
    "de": {1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", 5: "fünften", -1: "letzten", -2: "vorletzten"},
    "en": {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second to last"},
}
_AND = {"de": " und ", "en": " and "}
_AT = {"de": "{rule} um {time} Uhr", "en": "{rule} at {time}"}
_EVERY_DAY = {"de": ("jeden Tag", "alle {n} Tage"), "en": ("every day", "every {n} days")}
_WORKDAYS = {"de": "montags bis freitags", "en": "Monday to Friday"}
_WEEKLY = {"de": ("jeden {days}", "alle {n} Wochen am {days}"), "en": ("every {days}", "every {n} weeks on {days}")}
_OF_MONTH = {
    "de": ("jeden {which} {days} im Monat", "alle {n} Monate am {which} {days}"),
    "en": ("every {which} {days} of the month", "every {n} months on the {which} {days}"),
}
_DAY_OF_MONTH = {"de": ("monatlich am {day}", "alle {n} Monate am {day}"), "en": ("monthly on the {day}", "every {n} months on the {day}")}
_LAST_DAY = {"de": "letzten Tag", "en": "last day"}
_YEARLY = {"de": ("jedes Jahr am {day}", "alle {n} Jahre am {day}"), "en": ("every year on {day}", "every {n} years on {day}")}
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_WORKING_WEEK = (0, 1, 2, 3, 4)
_ANY_MONDAY = 23
"""Of November 2026; weekdays are named by the days that follow it."""


def rule(language: str, value: str, start: datetime) -> str:
    """`jeden Dienstag um 10:00 Uhr`, from an RRULE and its first date (naive and local)."""
    said = _said(language, Recurrence.read(value))
    return _AT[language].format(rule=said, time=f"{start:%H:%M}")


def _said(language: str, recurrence: Recurrence) -> str:
    n = recurrence.interval
    form = 0 if n == 1 else 1
    days = _joined(language, [_weekday(language, day) for day in recurrence.weekdays])
    match recurrence.frequency:
        case Frequency.DAILY:
            return _EVERY_DAY[language][form].format(n=n)
        case Frequency.WEEKLY:
            if recurrence.weekdays == _WORKING_WEEK and n == 1:
                return _WORKDAYS[language]
            return _WEEKLY[language][form].format(n=n, days=days)
        case Frequency.MONTHLY if recurrence.ordinals:
            which = _joined(language, [_ORDINALS[language][number] for number in recurrence.ordinals])
            return _OF_MONTH[language][form].format(n=n, which=which, days=days)
        case Frequency.MONTHLY:
            return _DAY_OF_MONTH[language][form].format(n=n, day=_day_of_month(language, recurrence.month_day or 1))
        case Frequency.YEARLY:
            day = date(2028, recurrence.month or 1, recurrence.month_day or 1)
            return _YEARLY[language][form].format(n=n, day=format_date(day, "d. MMMM" if language == "de" else "d MMMM", locale=language))


def _weekday(language: str, day: int) -> str:
    return format_date(date(2026, 11, _ANY_MONDAY + day), "EEEE", locale=language)


def _day_of_month(language: str, day: int) -> str:
    if day < 0:
        return _LAST_DAY[language]
    if language == "de":
        return f"{day}."
    return f"{day}{'th' if day in (11, 12, 13) else _SUFFIXES.get(day % 10, 'th')}"


def _joined(language: str, words: Sequence[str]) -> str:
    if len(words) <= 1:
        return "".join(words)
    return ", ".join(words[:-1]) + _AND[language] + words[-1]
