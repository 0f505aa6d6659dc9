"""The days of a period in which somebody else speaks for a voice, as people write them: `von: 1.3. | bis: 15.3.`, `1.3. bis 15.3.`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.context import Context
from bot.domain.date_phrases.ends import SUNDAY
from bot.messages import UserError
from bot.values import read_last_day, when
from bot.values.empty import says_nothing
from bot.values.length_limits import PERIOD

_BETWEEN = re.compile(r"(?<=\S) (?:bis|to|until|till) (?:zum |einschließlich )?|(?<=[\w.]) ?[-–—] ?(?=[\w])")
_LEADING = re.compile(r"(?:von|vom|ab|seit|from|am|on|zwischen)\s+", re.IGNORECASE)
_A_YEAR = relativedelta(years=1)
_LONG_AGO = timedelta(days=183)


def read_days(ctx: Context, first: str, last: str) -> tuple[date, date] | None:
    """The first and the last day; None where nothing is said. The first may be past as long as the last is not. Raises UserError."""
    first, last = PERIOD.require(first).strip(), PERIOD.require(last).strip()
    if not last and first:
        begins, *rest = _BETWEEN.split(first, maxsplit=1)
        first, last = (begins, rest[0]) if rest else (first, "")
    if says_nothing(first) and says_nothing(last):
        return None
    if says_nothing(last):
        raise UserError("deputy.until-when", said=first)
    today = ctx.calendar.day_of(ctx.written_at)
    until = read_last_day(ctx, last, of_week=SUNDAY)
    since = today if says_nothing(first) else _read_first(ctx, first, until)
    if since > until:
        raise UserError("deputy.period-backwards", first=since, last=until)
    return max(since, today), until


def read_one_day(ctx: Context, said: str) -> date:
    """`am 12.3.`. Raises UserError."""
    return _read(ctx, said)


def _read_first(ctx: Context, said: str, until: date) -> date:
    """A day without a year that has gone by this year is the one that has gone by where the period is running."""
    day = _read(ctx, said)
    earlier = day - _A_YEAR
    return earlier if day > until and ctx.calendar.day_of(ctx.written_at) - earlier <= _LONG_AGO else day


def _read(ctx: Context, said: str) -> date:
    try:
        return when.read_day(
            _LEADING.sub("", said, count=1), now=ctx.written_at, zone=ctx.settings.zone, language=ctx.settings.language, past_ok=True
        )
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **refused.params) from None
