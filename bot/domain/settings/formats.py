"""The values of settings as people and configuration files write them, durations apart.

Each reader takes what is written in German or English, raises Refused, and gives a value whose short form (`str`, or a `write_`
function here) the same reader takes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import TypeVar

from bot.domain.calendar import Hours, QuietHours
from bot.domain.calendar.durations import Span, read_span
from bot.domain.date_phrases.vocabulary import NUMBERS, WEEKDAYS, normalize_phrase
from bot.domain.errors import Refused, Why

T = TypeVar("T")

OFF = "off"
MAX_LINE_LENGTH = 120
"""Characters of a sentence that stands on a phone screen beside others."""
MAX_CLOSED_DAYS = 60
"""Few enough that even a project that works on one weekday only keeps working days."""

_OFF_WORDS = frozenset(("off", "aus", "nie", "never", "kein", "keine", "keiner", "none", "no", "nein", ""))
_SHORT_DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_DAYS = WEEKDAYS | {"tu": 1, "we": 2, "th": 3, "su": 6, "weds": 2}
_FRACTIONS = {
    **dict.fromkeys(("haelfte", "diehaelfte", "half", "einehalbe"), Fraction(1, 2)),
    **dict.fromkeys(("zweidrittel", "twothirds"), Fraction(2, 3)),
    **dict.fromkeys(("alle", "all"), Fraction(1)),
}
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))? ?(uhr|h|am|pm|a\.m|p\.m)?(?:(?<=uhr) ?(\d{2}))?"
_RANGE_WORDS = re.compile(r" ?(?:-|\bbis\b|\bto\b|\buntil\b|\btill\b) ?")
STATES = {
    "bw": "Baden-Württemberg", "by": "Bayern", "be": "Berlin", "bb": "Brandenburg", "hb": "Bremen", "hh": "Hamburg", "he": "Hessen",
    "mv": "Mecklenburg-Vorpommern", "ni": "Niedersachsen", "nw": "Nordrhein-Westfalen", "rp": "Rheinland-Pfalz", "sl": "Saarland",
    "sn": "Sachsen", "st": "Sachsen-Anhalt", "sh": "Schleswig-Holstein", "th": "Thüringen",
}  # fmt: skip
_ENGLISH_STATES = {
    "bavaria": "by", "hesse": "he", "lower saxony": "ni", "north rhine-westphalia": "nw", "rhineland-palatinate": "rp", "saxony": "sn",
    "saxony-anhalt": "st", "thuringia": "th", "nrw": "nw",
}  # fmt: skip


@dataclass(frozen=True)
class Weekly:
    """A weekday, Monday 0, and a time of day."""

    weekday: int
    at: time

    def __str__(self) -> str:
        return f"{_SHORT_DAYS[self.weekday]} {self.at:%H:%M}"


@dataclass(frozen=True)
class ClosedDay:
    """A day of one year, or of every year where `year` is None."""

    day: int
    month: int
    year: int | None = None

    def __str__(self) -> str:
        return f"{self.day:02}.{self.month:02}.{self.year or ''}"

    def falls_on(self, day: date) -> bool:
        return (self.day, self.month) == (day.day, day.month) and self.year in (None, day.year)


def is_off(text: str) -> bool:
    """Whether the text switches a setting off: `aus`, `off`, or nothing at all."""
    return normalize_phrase(text) in _OFF_WORDS


def optional(read: Callable[[str], T]) -> Callable[[str], T | None]:
    """The same reader, which takes `aus` and `off` for None."""
    return lambda text: None if is_off(text) else read(text)


def read_clock(text: str) -> time:
    """`8`, `8 Uhr`, `08:00`, `8.30 Uhr`, `8 Uhr 30`, `2pm`."""
    return _clock(normalize_phrase(text), Why.CLOCK)


def read_weekly(text: str) -> Weekly:
    """`Mo 08:00`, `Freitag 14 Uhr`, `freitags um 14:30`, `every friday at 2pm`."""
    folded = re.sub(r"\b(?:um|at|jeden|immer|every|on|am(?= [a-z]))\b", " ", normalize_phrase(text))
    word, _, clock = " ".join(folded.split()).partition(" ")
    weekday = _weekday(word.removesuffix("."))
    if weekday is None or not clock:
        raise Refused(Why.WEEKLY)
    return Weekly(weekday, _clock(clock, Why.WEEKLY))


def read_hours(text: str) -> Hours:
    """`08:00-18:00`, `8-18 Uhr`, `8 bis 18 Uhr`, `9am-5pm`; `00:00-24:00` or `immer` for always."""
    if normalize_phrase(text) in ("immer", "always", "24h", "rund um die uhr", "around the clock"):
        return Hours(time(0), time(0))
    start, end, midnight = _clocks(text, Why.HOURS)
    if end <= start and not midnight:
        raise Refused(Why.HOURS_BACKWARDS)
    return Hours(start, end)


def read_quiet(text: str) -> QuietHours:
    """`18:00-08:00`, `18-8 Uhr`; over midnight where the end is not after the start."""
    start, end, _ = _clocks(text, Why.QUIET)
    if start == end:
        raise Refused(Why.QUIET)
    return QuietHours(start, end)


def read_working_days(text: str) -> frozenset[int]:
    """`Mo-Fr`, `Montag bis Donnerstag`, `Mo, Mi, Fr`, `täglich`. Weekdays, Monday 0, at least one."""
    folded = _RANGE_WORDS.sub("-", re.sub(r"\b(?:und|and|von|from)\b", " ", normalize_phrase(text.replace("/", " ").replace(",", " "))))
    if folded in ("taeglich", "immer", "alle", "daily", "always", "all"):
        return frozenset(range(7))
    found: set[int] = set()
    for part in folded.replace(".", "").split():
        first, _, last = part.partition("-")
        ends = _weekday(first), _weekday(last or first)
        if ends[0] is None or ends[1] is None:
            raise Refused(Why.WORKING_DAYS, part)
        found |= {(ends[0] + step) % 7 for step in range((ends[1] - ends[0]) % 7 + 1)}
    if not found:
        raise Refused(Why.WORKING_DAYS)
    return frozenset(found)


def write_working_days(days: Iterable[int]) -> str:
    """`Mo-Fr`; runs of three and more as a span: `Mo-Mi, Fr`."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = [[_SHORT_DAYS[day] for day in run] for run in runs]
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(run) for run in names)


def read_holidays(text: str) -> str:
    """`DE-HE`, `HE`, `Hessen`, `Hesse`; `DE` for those of all Germany; off is ""."""
    folded = normalize_phrase(text)
    if folded in _OFF_WORDS:
        return ""
    if folded in ("de", "deutschland", "germany"):
        return "DE"
    names = {normalize_phrase(name): state for state, name in STATES.items()} | _ENGLISH_STATES
    state = names.get(folded, folded.removeprefix("de-"))
    if state not in STATES:
        raise Refused(Why.HOLIDAYS)
    return f"DE-{state.upper()}"


def read_closed_days(text: str) -> tuple[ClosedDay, ...]:
    """`24.12., 31.12.`, `24.12.2026 und 31.12.`, `2026-12-24`; off is none."""
    if is_off(text):
        return ()
    days = tuple(dict.fromkeys(read_closed_day(part) for part in re.split(r"[\s,;]+|\bund\b|\band\b", text.strip()) if part))
    if len(days) > MAX_CLOSED_DAYS:
        raise Refused(Why.CLOSED_MANY)
    return days


def read_closed_day(text: str) -> ClosedDay:
    """`24.12.`, `24.12.2026`, `24.12.26`, `2026-12-24`."""
    german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2})?)?", text.strip())
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text.strip())
    if german:
        day, month, year = int(german[1]), int(german[2]), int(german[3]) if german[3] else None
    elif iso:
        day, month, year = int(iso[3]), int(iso[2]), int(iso[1])
    else:
        raise Refused(Why.CLOSED_DAY, text)
    if year is not None and year < 100:
        year += 2000
    try:
        # A leap year, so that the 29th of February may be closed in those that have it.
        date(2024 if year is None else year, month, day)
    except ValueError as error:
        raise Refused(Why.CLOSED_DAY, text) from error
    return ClosedDay(day, month, year)


def read_calendar_span(text: str) -> Span:
    """`8 Wochen`, `alle 8 Wochen`, `8w`, `30 Tage`, or a bare number of weeks. Days and weeks of the calendar."""
    folded = re.sub(r"^(?:alle|every) ", "", normalize_phrase(text))
    span = read_span(f"{folded}w" if folded.isdecimal() else folded)
    if span.is_working_hours:
        raise Refused(Why.WEEKS_OR_DAYS)
    return span


def count(lowest: int, highest: int) -> Callable[[str], int]:
    """A reader of whole numbers: `5`, `drei`, `5 Tage`, `3 mal`, `3x`."""

    def read(text: str) -> int:
        match = re.fullmatch(
            r"(\d{1,4}|[a-z]+)(?: ?(?:x|mal|times|tage?|days?|arbeitstage?|werktage?|working days?))?", normalize_phrase(text)
        )
        number = None if match is None else int(match[1]) if match[1].isdecimal() else NUMBERS.get(match[1])
        if number is None or not lowest <= number <= highest:
            raise Refused(Why.COUNT)
        return number

    return read


def choice(words: Mapping[str, T]) -> Callable[[str], T]:
    """A reader of one of a few words; the keys are folded already."""

    def read(text: str) -> T:
        folded = normalize_phrase(text)
        if folded not in words:
            raise Refused(Why.CHOICE)
        return words[folded]

    return read


def read_fraction(text: str) -> Fraction:
    """A part of a whole: `1/2`, `50 %`, `0,5`, `die Hälfte`, `alle`; 0 where it is switched off."""
    said = normalize_phrase(text).removeprefix("mehr als ").removeprefix("more than ").replace(" ", "")
    if said in _FRACTIONS or (said and is_off(text)):
        return _FRACTIONS.get(said, Fraction(0))
    match = re.fullmatch(r"(\d{1,3})(?:/(\d{1,3})|[.,](\d{1,3}))?(%?)", said)
    if match is None or (match[2] is not None and (int(match[2]) == 0 or match[4])):
        raise Refused(Why.FRACTION)
    part = Fraction(int(match[1]), int(match[2])) if match[2] else Fraction(f"{match[1]}.{match[3] or 0}")
    part = part / 100 if match[4] else part
    if part > 1:
        raise Refused(Why.FRACTION)
    return part


def read_words(text: str) -> str:
    """Any words in one line; a dash alone empties it."""
    line = " ".join(text.split())
    if len(line) > MAX_LINE_LENGTH:
        raise Refused(Why.LINE)
    return "" if line in ("-", "–", "—") else line


def write_words(line: str) -> str:
    return line or "-"


def _weekday(word: str) -> int | None:
    return _DAYS.get(word, _DAYS.get(word.removesuffix("s")))


def _clock(text: str, why: Why) -> time:
    match = re.fullmatch(_CLOCK, text.strip())
    if match is None or (match[2] and match[4]):
        raise Refused(why)
    hour, minute = int(match[1]), int(match[2] or match[4] or 0)
    if match[3] in ("am", "pm", "a.m", "p.m"):
        if not 1 <= hour <= 12:
            raise Refused(why)
        hour = hour % 12 + (12 if match[3].startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise Refused(why)
    return time(hour, minute)


def _clocks(text: str, why: Why) -> tuple[time, time, bool]:
    """Start, end, and whether the end was midnight (`24:00` or `0:00`)."""
    folded = re.sub(r"^(?:von|from|zwischen|between) ", "", normalize_phrase(text))
    parts = [part.strip() for part in _RANGE_WORDS.split(folded)]
    if len(parts) != 2:
        raise Refused(why)
    end = re.sub(r"^24(?=$|[:. ]|uhr|h)", "0", parts[1])
    last = _clock(end, why)
    if end != parts[1] and last != time(0):
        raise Refused(why)
    return _clock(parts[0], why), last, last == time(0)


def read_line(text: str) -> str:
    """A sentence in one line; empty for the one that comes with the bot, which cannot be switched off."""
    line = " ".join(text.split())
    if len(line) > MAX_LINE_LENGTH or (line and is_off(line)):
        raise Refused(Why.LINE)
    return line
