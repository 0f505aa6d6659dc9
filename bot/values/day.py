"""The days, delays and periods that people write as arguments. `when` reads the words; here past days are refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, ValidationInfo

from bot.context import Context
from bot.domain.date_phrases.ends import FRIDAY, last_day
from bot.messages import UserError
from bot.values import when
from bot.values.empty import is_dash, says_nothing
from bot.values.validation import context_of

_WITHOUT_YEAR = re.compile(r"\s*\d{1,2}\.?\s?(?:\d{1,2}\.?|[^\W\d_]+)\s*|\s*[^\W\d_]+\s\d{1,2}\s*")
"""`12.2.`, `12. Februar`, `February 12`."""


@dataclass(frozen=True)
class Due:
    """The value of `bis`: a day, at whose end something is due. `time_said` says whether a time, which is not kept, was written."""

    day: date | None = None
    time_said: bool = False


def _day(value: Any, info: ValidationInfo) -> date | None:
    if value is None or isinstance(value, date):
        return value
    if says_nothing(value):
        return None
    return _to_come(context_of(info), value)


def _to_come(ctx: Context, said: str, day: date | None = None) -> date:
    """The day, read from `said` where it is not given; a UserError where it is past."""
    try:
        day = day or when.read_day(said, now=ctx.written_at, zone=ctx.settings.zone, language=ctx.settings.language)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **refused.params) from None
    if day < ctx.now.astimezone(ctx.settings.zone).date():
        raise UserError("when.overtaken", said=said, day=day)
    return day


def read_last_day(ctx: Context, said: str, *, of_week: int) -> date:
    """The last day of what runs until `said`; a week (`KW 12`) ends on the day `of_week`. A UserError where that is past or no day."""
    try:
        day = last_day(said, ctx.written_at.astimezone(ctx.settings.zone).date(), of_week=of_week)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **{"said": said.strip(), **refused.params}) from None
    return _to_come(ctx, said, day)


def _due(value: Any, info: ValidationInfo) -> Due:
    if isinstance(value, Due):
        return value
    if value is None or says_nothing(value):
        return Due()
    day = read_last_day(context_of(info), value, of_week=FRIDAY)
    return Due(day, time_said=_says_time(value, info))


def _says_time(value: str, info: ValidationInfo) -> bool:
    ctx = context_of(info)
    try:
        return isinstance(when.read(value, now=ctx.written_at, zone=ctx.settings.zone, language=ctx.settings.language), when.PointInTime)
    except when.NotUnderstood:
        return False  # "KW 48" while it runs is a day only as an end


def _past_day(value: Any, info: ValidationInfo) -> date | None:
    if value is None or isinstance(value, date) or not value.strip():
        return value or None
    return read_past_day(context_of(info), value)


def read_past_day(ctx: Context, value: str) -> date:
    """The day of something that has happened: of `12.2.` the last one there was. Raises UserError where it is still to come, or no day."""
    today = ctx.written_at.astimezone(ctx.settings.zone).date()
    try:
        day = when.read_day(value, now=ctx.written_at, zone=ctx.settings.zone, language=ctx.settings.language, past_ok=True)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **refused.params) from None
    if day > today and _WITHOUT_YEAR.fullmatch(value) and (day.month, day.day) != (2, 29):
        day = day.replace(year=today.year if (day.month, day.day) <= (today.month, today.day) else today.year - 1)
    if day > today:
        raise UserError("when.not-yet", said=value, day=day)
    return day


def _delay(value: str, info: ValidationInfo) -> str:
    if not value.strip() or is_dash(value):
        return ""
    try:
        return when.read_delay(value).said("en")
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **refused.params) from None


def _period(value: Any, info: ValidationInfo) -> tuple[date | None, date | None]:
    if not isinstance(value, str) or not value.strip():
        return (None, None)
    ctx = context_of(info)
    try:
        return when.read_period(value, now=ctx.written_at, zone=ctx.settings.zone, language=ctx.settings.language)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **refused.params) from None


Day = Annotated[date | None, BeforeValidator(_day)]
"""A date that is not past."""
PastDay = Annotated[date | None, BeforeValidator(_past_day)]
"""The day of something that has happened: `12.2.` is the last one there was."""
DueDay = Annotated[Due, PlainValidator(_due)]
"""By which day something is due, not past."""
Delay = Annotated[str, BeforeValidator(_delay)]
"""How much later something gets, as a count of one unit in English: `2 weeks`."""
Period = Annotated[tuple[date | None, date | None], BeforeValidator(_period)]
