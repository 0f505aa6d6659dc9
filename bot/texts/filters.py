"""How values are said in a language: dates with their weekday, spans of time, colours, durations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal
from jinja2 import pass_context
from jinja2.runtime import Context as TemplateContext

from bot.domain.durations import Span, Unit
from bot.when import read_delay

__all__ = ["UTC", "of"]

_LIGHTS = {
    "de": {"red": "🔴 rot", "yellow": "🟡 gelb", "green": "🟢 grün"},
    "en": {"red": "🔴 red", "yellow": "🟡 yellow", "green": "🟢 green"},
}
_DAY = {"de": "EEEE, d.M.yyyy", "en": "EEEE, d MMMM yyyy"}
_SHORT_DAY = {"de": "EEE d.M.", "en": "EEE d MMM"}
_MOMENT = {"de": "{day}, {time} Uhr", "en": "{day}, {time}"}
_UNITS = {
    "de": {
        "year": ("Jahr", "Jahre"),
        "month": ("Monat", "Monate"),
        "week": ("Woche", "Wochen"),
        "day": ("Tag", "Tage"),
        "hour": ("Stunde", "Stunden"),
        "minute": ("Minute", "Minuten"),
    },
    "en": {
        "year": ("year", "years"),
        "month": ("month", "months"),
        "week": ("week", "weeks"),
        "day": ("day", "days"),
        "hour": ("hour", "hours"),
        "minute": ("minute", "minutes"),
    },
}
_DATIVE = {"Tage": "Tagen"}  # "nach 3 Tagen"; other plurals stay
_SECONDS = {"de": "Sekunden", "en": "seconds"}
_UNDER_A_MINUTE = {"de": "weniger als einer Minute", "en": "less than a minute"}


def of(language: str) -> Mapping[str, Callable[..., Any]]:
    """The filters of a language, by the names that the texts use."""
    return {
        "day": partial(_day, language),
        "shortday": partial(_short_day, language),
        "moment": pass_context(partial(_moment, language)),
        "clock": pass_context(partial(_clock, language)),
        "light": partial(_light, language),
        "span": partial(_span, language),
        "amount": partial(_amount, language),
        "date": partial(_date, language),
        "stamp": pass_context(partial(_stamp, language)),
        "delay": partial(_delay, language),
        "worktime": partial(_worktime, language),
        "short": _short,
    }


def _day(language: str, value: date) -> str:
    """`Dienstag, 24.11.2026`."""
    return format_date(value, _DAY[language], locale=language)


def _short_day(language: str, value: date) -> str:
    """`Di 24.11.`, where the year is plain."""
    return format_date(value, _SHORT_DAY[language], locale=language).replace("..", ".", 1)


def _moment(language: str, context: TemplateContext, value: datetime) -> str:
    """`Dienstag, 24.11.2026, 14:00 Uhr`, in the zone of the project."""
    local = value.astimezone(context["_zone"])
    return _MOMENT[language].format(
        day=format_datetime(local, _DAY[language], locale=language), time=format_time(local, "HH:mm", locale=language)
    )


def _clock(language: str, context: TemplateContext, value: datetime) -> str:
    """`14:00`."""
    return format_time(value.astimezone(context["_zone"]), "HH:mm", locale=language)


def _light(language: str, severity: str) -> str:
    """The traffic light: always emoji and word together."""
    return _LIGHTS[language][severity]


def _span(language: str, value: timedelta) -> str:
    """How long something took, in its largest unit, as it follows "nach" or "seit": `3 Tagen`, `2 Stunden`."""
    minutes = int(value.total_seconds() // 60)
    for unit, size in (("week", 7 * 24 * 60), ("day", 24 * 60), ("hour", 60), ("minute", 1)):
        # Weeks only from two on: "8 Tage" says more than "1 Woche".
        if minutes >= size * (2 if unit == "week" else 1):
            count = minutes // size
            one, many = _UNITS[language][unit]
            word = one if count == 1 else many
            return f"{count} {_DATIVE.get(word, word)}"
    return _UNDER_A_MINUTE[language]


def _date(language: str, value: date) -> str:
    """`24.11.2026`, in a row of figures."""
    return format_date(value, "d.M.yyyy" if language == "de" else "d MMM yyyy", locale=language)


def _stamp(language: str, context: TemplateContext, value: datetime) -> str:
    """`24.11. 14:00`, at the head of a line."""
    local = value.astimezone(context["_zone"])
    return format_datetime(local, "d.M. HH:mm" if language == "de" else "d MMM HH:mm", locale=language)


def _delay(language: str, value: str) -> str:
    """A delay as it is kept, `2 weeks`, in the language of the room: `2 Wochen`."""
    return read_delay(value).said(language)


def _worktime(language: str, value: Span) -> str:
    """A span of working time as it follows "in" or "nach": `10 Arbeitstagen`, `4 Arbeitsstunden`."""
    if value.unit is Unit.SECONDS:
        return f"{value.amount} {_SECONDS[language]}"
    name = {Unit.MINUTES: "minute", Unit.HOURS: "hour", Unit.DAYS: "day", Unit.WEEKS: "week"}[value.unit]
    one, many = _UNITS[language][name]
    word = one if value.amount == 1 else _DATIVE.get(many, many)
    if value.unit is Unit.WEEKS:
        return f"{value.amount} {word}"
    return f"{value.amount} Arbeits{word.lower()}" if language == "de" else f"{value.amount} working {word}"


def _short(value: str, length: int = 80) -> str:
    """The text in one line, cut at a word where it is long."""
    line = " ".join(str(value).split())
    if len(line) <= length:
        return line
    cut = line[:length].rsplit(" ", 1)[0] if " " in line[:length] else line[:length]
    return cut.rstrip(",;:.") + " …"


def _amount(language: str, value: int) -> str:
    """Whole euros with their separators."""
    return format_decimal(value, locale=language)
