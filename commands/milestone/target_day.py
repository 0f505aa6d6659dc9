"""The day on which something is to be reached: a date, the end of a week, a month or a quarter, or so much later than it was expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from dateutil.relativedelta import relativedelta

from bot.context import Context
from bot.domain.date_phrases.durations import Delay
from bot.domain.date_phrases.ends import FRIDAY, SUNDAY, last_day
from bot.domain.date_phrases.vocabulary import Unit
from bot.messages import UserError
from bot.values import when
from bot.values.appointment import REFUSALS_OF_DATES
from bot.values.length_limits import DATE

_MOST_WORDS = 7
"""Words of a day: "bis Ende der ersten Woche im Februar" is long."""
_TO = re.compile(
    r"(?:(?:erst|jetzt|nun|neu|only|now)\s+)?(?:(?:auf|am|bis|zum|den|für|ist|to|on|until|by|is)\s+)(?:(?:zum|den|the)\s+)?", re.IGNORECASE
)
_ALONE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})?|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}")
"""A word that is a whole date."""
_YEAR = re.compile(r"\d{4}")
_EARLIER = frozenset({"früher", "frueher", "eher", "earlier", "sooner"})
_LATER = frozenset({"später", "spaeter", "länger", "mehr", "verzug", "verspätung", "later", "more", "delay"})
_AROUND = " ,;:.–—-"


@dataclass(frozen=True)
class Target:
    """A day, and the words behind it."""

    day: date
    rest: str = ""


def read_target(ctx: Context, said: str) -> date:
    """The day, perhaps past: of a week its Friday, of a month, a quarter or a year its last day. Raises UserError."""
    DATE.require(said)
    today = ctx.calendar.day_of(ctx.written_at)
    try:
        return last_day(said, today, of_week=FRIDAY) or last_day(said, today, of_week=SUNDAY) or _read(ctx, said)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **{"said": said.strip(), **refused.params}) from None


def read_forecast(ctx: Context, text: str, forecast: date) -> Target | None:
    """The day with which the words begin, and the reason behind it; `2 Wochen später` counts from the `forecast` so far.

    None where they begin with no day. Raises UserError for one that cannot be taken.
    """
    prefix = _TO.match(text)
    words = text[prefix.end() if prefix else 0 :].split()
    if words and _ALONE.fullmatch(words[0].rstrip(_AROUND[:4])) and not (len(words) > 1 and _YEAR.fullmatch(words[1].rstrip(_AROUND))):
        return Target(read_target(ctx, words[0].rstrip(",;:")), " ".join(words[1:]).strip(_AROUND))
    refused: UserError | None = None
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        said = " ".join(words[:count]).rstrip(",;:")
        day = _moved(said, forecast)
        if day is None:
            try:
                day = read_target(ctx, said)
            except UserError as error:
                if error.text in REFUSALS_OF_DATES or error.text == "when.meant":
                    refused = refused or error
                continue
        return Target(day, " ".join(words[count:]).strip(_AROUND))
    if refused is not None:
        raise refused
    return _at_the_end(ctx, words, forecast)


def _at_the_end(ctx: Context, words: list[str], forecast: date) -> Target | None:
    """The reason first, then the day: `Zulieferung fehlt, 15.11.`. Only what has a figure in it is taken for a day there."""
    for start in range(max(1, len(words) - _MOST_WORDS), len(words)):
        said = " ".join(words[start:]).strip(_AROUND[:-1])
        if not any(character.isdigit() for character in said):
            break
        day = _moved(said, forecast)
        if day is None:
            try:
                day = read_target(ctx, said)
            except UserError:
                continue
        return Target(day, " ".join(words[:start]).strip(_AROUND))
    return None


def later_by(day: date, delay: Delay) -> date:
    """The day so much later; a part of a day counts as a whole one, hours do not."""
    whole, part = int(delay.count), delay.count - int(delay.count)
    match delay.unit:
        case Unit.WEEK:
            return day + timedelta(days=ceil(delay.count * 7))
        case Unit.MONTH:
            return day + relativedelta(months=whole) + timedelta(days=ceil(part * 30))
        case Unit.QUARTER:
            return day + relativedelta(months=int(delay.count * 3))
        case Unit.YEAR:
            return day + relativedelta(months=int(delay.count * 12))
        case Unit.WORKDAY:
            return day + timedelta(days=ceil(delay.count * 7 / 5))
        case Unit.DAY:
            return day + timedelta(days=ceil(delay.count))
    return day  # hours and minutes move no date


def _moved(said: str, forecast: date) -> date | None:
    words = said.lstrip("+").split()
    if words and words[0].casefold() in ("um", "by"):
        words = words[1:]
    earlier = bool(words) and words[-1].casefold() in _EARLIER
    marked = earlier or said.startswith("+") or (bool(words) and words[-1].casefold() in _LATER) or " ".join(words) != said.lstrip("+")
    if earlier or (words and words[-1].casefold() in _LATER):
        words = words[:-1]
    if not words or not (marked or _is_span(words)):
        return None
    try:
        delay = when.read_delay(" ".join(words))
    except when.NotUnderstood:
        return None
    day = later_by(forecast, delay)
    return forecast - (day - forecast) if earlier else day


def _is_span(words: list[str]) -> bool:
    """`2 Wochen` alone: so much later."""
    return len(words) <= len(("anderthalb", "Wochen", "und")) and not any(word.casefold() in ("in", "nach", "after") for word in words)


def _read(ctx: Context, said: str) -> date:
    return when.read_day(said, now=ctx.written_at, zone=ctx.settings.zone, language=ctx.settings.language, past_ok=True)


def numbers_in(text: str) -> Iterator[str]:
    """The words of a list: `M1, M3 und 5`."""
    yield from (word for word in re.split(r"[\s,;/&+]+", text.strip()) if word.casefold() not in ("", "und", "and", "sowie"))
