"""Filters of the texts: values in words of a language, such as dates with their weekday, spans of time, colours, durations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal, format_percent
from jinja2 import pass_context
from jinja2.runtime import Context as TemplateContext

from bot.domain.calendar.durations import Span, Unit
from bot.domain.former_members import number_of_former
from bot.domain.persons import role_in
from bot.domain.reports.periods import Due
from bot.domain.settings.formats import STATES, Weekly
from bot.domain.settings.registry import (
    CIRCULAR_DAYS,
    CIRCULAR_MIN_DAYS,
    HOLIDAYS,
    LATE_AFTER,
    MINUTES_DAYS,
    PAPER_DAYS,
    REMIND_DAYS,
    SETTINGS,
    Scope,
)
from bot.texts.series import rule
from bot.values.when import read_delay

__all__ = ["UTC", "of", "percent"]

_LIGHTS = {
    "de": {"red": "🔴 rot", "yellow": "🟡 gelb", "green": "🟢 grün"},
    "en": {"red": "🔴 red", "yellow": "🟡 yellow", "green": "🟢 green"},
}
_DAY = {"de": "EEEE, d.M.yyyy", "en": "EEEE, d MMMM yyyy"}
_SHORT_DAY = {"de": "ccc d.M.", "en": "ccc d MMM"}
_MOMENT = {"de": "{day}, {time} Uhr", "en": "{day}, {time}"}
_UNITS = {
    "de": {
        "week": ("Woche", "Wochen"),
        "day": ("Tag", "Tage"),
        "hour": ("Stunde", "Stunden"),
        "minute": ("Minute", "Minuten"),
        "second": ("Sekunde", "Sekunden"),
    },
    "en": {
        "week": ("week", "weeks"),
        "day": ("day", "days"),
        "hour": ("hour", "hours"),
        "minute": ("minute", "minutes"),
        "second": ("second", "seconds"),
    },
}
_DATIVE = {"Tage": "Tagen"}  # "nach 3 Tagen"; other plurals stay
_SPAN_UNITS = {Unit.SECONDS: "second", Unit.MINUTES: "minute", Unit.HOURS: "hour", Unit.DAYS: "day", Unit.WEEKS: "week"}
_VALUES = {
    "de": {
        **{"off": "aus", "on": "an", "full": "voll", "short": "kurz", "reaction": "Reaktion", "text": "Text"},
        **{"simple": "einfach", "all": "alle", "two-thirds": "zwei Drittel"},
    },
    "en": {
        **{"off": "off", "on": "on", "full": "full", "short": "short", "reaction": "reaction", "text": "text"},
        **{"simple": "simple", "all": "all", "two-thirds": "two thirds"},
    },
}
_ROLES = {
    "de": {"task-force": "Task Force", "pmo": "PMO", "steering": "Steuerungskreis", "member": "ein Mitglied"},
    "en": {"task-force": "task force", "pmo": "PMO", "steering": "steering committee", "member": "a member"},
}
"""What stands for somebody whom a record has forgotten (`bot/domain/persons.py`)."""
FORMER_MEMBER = {"de": "ehemaliges Mitglied {number}", "en": "former member {number}"}
"""What stands for somebody whose data was erased (`bot/domain/former_members.py`)."""
ANY_MONDAY = date(2026, 11, 23)
"""Any Monday, to name weekdays by."""
_AFTER_QUARTER = {"de": "{span} nach Quartalsende", "en": "{span} after the quarter"}
_AFTER = {"de": ("nach {span}", "nach wenigen Augenblicken"), "en": ("after {span}", "after a moment")}
_SINCE = {"de": ("seit {span}", "seit eben"), "en": ("for {span}", "for a moment")}


def of(language: str) -> Mapping[str, Callable[..., Any]]:
    """The filters of a language, by the names that the texts use."""
    return {
        "day": pass_context(partial(_day, language)),
        "shortday": pass_context(partial(_short_day, language)),
        "moment": pass_context(partial(_moment, language)),
        "clock": pass_context(partial(_clock, language)),
        "light": partial(_light, language),
        "after": partial(_after, language),
        "since": partial(_since, language),
        "setting": partial(_setting, language),
        "amount": partial(_amount, language),
        "date": partial(_date, language),
        "stamp": pass_context(partial(_stamp, language)),
        "delay": partial(_delay, language),
        "worktime": partial(_worktime, language),
        "short": _short,
        "lines": _lines,
        "local": pass_context(_local),
        "rule": partial(rule, language),
        "lasting": partial(_lasting, language),
        "ahead": partial(_ahead, language),
        "weeks": partial(_weeks, language),
        "percent": partial(percent, language),
    }


def _day(language: str, context: TemplateContext, value: date) -> str:
    """`Dienstag, 24.11.2026`; of a moment, the day in the zone of the project."""
    day = value.astimezone(context["_zone"]) if isinstance(value, datetime) else value
    return format_date(day, _DAY[language], locale=language)


def _short_day(language: str, context: TemplateContext, value: date) -> str:
    """`Di 24.11.`, where the year is plain; of a moment, the day in the zone of the project."""
    day = value.astimezone(context["_zone"]) if isinstance(value, datetime) else value
    return format_date(day, _SHORT_DAY[language], locale=language)


def _moment(language: str, context: TemplateContext, value: datetime) -> str:
    """`Dienstag, 24.11.2026, 14:00 Uhr`, in the zone of the project."""
    local = value.astimezone(context["_zone"])
    return _MOMENT[language].format(
        day=format_datetime(local, _DAY[language], locale=language), time=format_time(local, "HH:mm", locale=language)
    )


def _clock(language: str, context: TemplateContext, value: datetime) -> str:
    """`14:00`."""
    return format_time(value.astimezone(context["_zone"]), "HH:mm", locale=language)


def _local(context: TemplateContext, value: datetime) -> datetime:
    """A naive wall-clock time as the moment that it is in the zone of the project, for the filters above."""
    return value.replace(tzinfo=context["_zone"])


def _lasting(language: str, value: timedelta) -> str:
    """How long a session takes: `90 Minuten`, `2 Stunden`."""
    minutes = int(value.total_seconds() // 60)
    unit, count = ("hour", minutes // 60) if minutes >= 120 and minutes % 60 == 0 else ("minute", minutes)
    one, many = _UNITS[language][unit]
    return f"{count} {one if count == 1 else many}"


def _ahead(language: str, value: Span) -> str:
    """A lead: `24 Stunden`, `2 Tage`."""
    return _counted(language, value, working=False, dative=False)


def _weeks(language: str, days: int) -> str:
    """A number of days of the calendar: `9 Tage`, `2 Wochen`, `6 Wochen 4 Tage`."""
    weeks, rest = divmod(days, 7)
    counts = (("week", weeks), ("day", rest)) if not rest or weeks > 1 else (("day", days),)
    words = [f"{count} {_UNITS[language][unit][count != 1]}" for unit, count in counts if count]
    return " ".join(words) or f"0 {_UNITS[language]['day'][1]}"


def percent(language: str, value: int) -> str:
    """`35 %`."""
    return format_percent(value / 100, locale=language)


def _light(language: str, severity: str) -> str:
    """The traffic light: always emoji and word together."""
    return _LIGHTS[language][severity]


def _after(language: str, value: timedelta) -> str:
    """`nach 3 Tagen`."""
    return _said(language, value, _AFTER[language])


def _since(language: str, value: timedelta) -> str:
    """`seit 2 Stunden`."""
    return _said(language, value, _SINCE[language])


def _said(language: str, value: timedelta, forms: tuple[str, str]) -> str:
    """How long something took, in its largest unit; the second form is for what took no minute."""
    form, at_once = forms
    minutes = int(value.total_seconds() // 60)
    for unit, size in (("week", 7 * 24 * 60), ("day", 24 * 60), ("hour", 60), ("minute", 1)):
        # Weeks only from two on: "8 Tage" says more than "1 Woche".
        if minutes >= size * (2 if unit == "week" else 1):
            count = minutes // size
            one, many = _UNITS[language][unit]
            return form.format(span=f"{count} {one if count == 1 else _DATIVE.get(many, many)}")
    return at_once


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
    return _counted(language, value, working=True, dative=True)


def _setting(language: str, value: str, name: str) -> str:
    """The short form of a setting's value as people say it: `24h` is `24 Stunden`, and of working time `24 Arbeitsstunden`."""
    if value in _VALUES[language]:
        return _VALUES[language][value]
    declared = next(each for each in SETTINGS if each.name == name)
    if declared in (PAPER_DAYS, REMIND_DAYS):
        return _counted(language, Span(int(value), Unit.DAYS), working=False, dative=False)
    if declared in (CIRCULAR_DAYS, CIRCULAR_MIN_DAYS, MINUTES_DAYS):
        return _counted(language, Span(int(value), Unit.DAYS), working=True, dative=False)
    if declared is HOLIDAYS:
        return STATES.get(value.removeprefix("DE-").casefold(), value)
    read = declared.read(value)
    if isinstance(read, Span):
        return _counted(language, read, working=declared.scope is Scope.PROJECT and declared is not LATE_AFTER, dative=False)
    if isinstance(read, Due):
        return _AFTER_QUARTER[language].format(span=_counted(language, read.span, working=True, dative=False))
    if isinstance(read, Weekly) and language == "en":
        return f"{format_date(ANY_MONDAY + timedelta(days=read.weekday), 'ccc', locale='en')} {read.at:%H:%M}"
    return value


def _counted(language: str, value: Span, *, working: bool, dative: bool) -> str:
    one, many = _UNITS[language][_SPAN_UNITS[value.unit]]
    word = one if value.amount == 1 else _DATIVE.get(many, many) if dative else many
    if working and value.unit is not Unit.WEEKS:
        word = f"Arbeits{word.lower()}" if language == "de" else f"working {word}"
    return f"{value.amount} {word}"


def _short(value: str, length: int = 80) -> str:
    """The text in one line, cut at a word where it is long."""
    line = " ".join(str(value).split())
    if len(line) <= length:
        return line
    cut = line[:length].rsplit(" ", 1)[0] if " " in line[:length] else line[:length]
    return cut.rstrip(",;:.") + " …"


def _lines(example: str) -> str:
    """An example of a command with each field on a line of its own: phone keyboards have no bar (`|`) at hand."""
    return "\n".join(part.strip() for part in str(example).strip().split(" | "))


def _amount(language: str, value: int) -> str:
    """Whole euros with their separators."""
    return format_decimal(value, locale=language)


def stands_for(language: str, user: str) -> str:
    """What stands in place of a person whom the records have forgotten, in words; empty for a person of whom we have the id."""
    former = number_of_former(user)
    return _ROLES[language].get(role_in(user), "") if former is None else FORMER_MEMBER[language].format(number=former)
