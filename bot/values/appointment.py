"""An appointment from words: a moment or a series with its time, a length, a lead.

Types for arguments, as in `bot/values`: the Context is pydantic's validation context, and what cannot be read is a UserError.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import PlainValidator, ValidationInfo

from bot.context import Context
from bot.domain.calendar.durations import Span, read_span
from bot.domain.date_phrases.ends import SUNDAY, is_endless
from bot.domain.date_phrases.moves import MAX_UNCONFIRMED_MOVE, moved, names_year
from bot.domain.errors import Refused
from bot.domain.meetings import in_utc
from bot.messages import UserError
from bot.values import when
from bot.values.day import read_last_day
from bot.values.empty import says_nothing
from bot.values.length_limits import LEAD

MAX_DATE_WORDS = 10
"""Words of a date at the end of a text: "alle zwei Wochen donnerstags um 9:30 Uhr ab 1.12." is long."""
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)
REFUSALS_OF_DATES = frozenset(
    {"when.past", "when.overtaken", "when.time-missing", "when.impossible", "when.weekday-mismatch", "when.gap"}
    | {"when.lengths", "when.backwards", "when.between"}
)
"""The refusals of words that are a date beyond doubt, such as a past one."""


def read_appointment(ctx: Context, said: str) -> when.PointInTime | when.Series:
    """A moment or a series, each with its time, still to come. Raises UserError."""
    found = _read(ctx, said)
    if isinstance(found, when.Day):
        raise UserError("when.time-missing", said=said, day=found.date)
    if isinstance(found, when.Series):
        if not isinstance(found.start, datetime):
            raise UserError("when.time-missing", said=said, day=found.start)
        return found
    _require_to_come(ctx, said, found.at)
    return found


def read_move(ctx: Context, said: str, start: datetime) -> when.PointInTime | when.Series:
    """The time to which a session at `start` (naive and local) moves: a weekday, a day or a distance is counted from `start`.

    A time alone keeps the day, a day alone the time. Raises UserError.
    """
    written = ctx.written_at.astimezone(ctx.settings.zone).replace(tzinfo=None)
    try:
        described = moved(said, start, written)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **{"said": said.strip(), **refused.params}) from None
    if described is not None:
        return _moment(ctx, said, described.start, described.length)
    found = _read(ctx, said)
    if isinstance(found, when.Day):
        return _moment(ctx, said, datetime.combine(found.date, start.time()))
    if isinstance(found, when.Series) and not isinstance(found.start, datetime):
        return when.Series(found.rule, datetime.combine(found.start, start.time()), found.zone, found.length)
    if isinstance(found, when.PointInTime):
        _require_to_come(ctx, said, found.at)
    return found


def is_far(ctx: Context, said: str, start: datetime, to: datetime) -> bool:
    """Whether a move from `start` is longer than was probably meant; never where `said` names a year."""
    days = to.astimezone(ctx.settings.zone).date() - start.astimezone(ctx.settings.zone).date()
    return abs(days) > MAX_UNCONFIRMED_MOVE and not names_year(said)


def written(local: datetime) -> str:
    """A moment (naive and local) as people write it and `read_move` takes it, with its year: `5.3.2027 09:00`."""
    return f"{local.day}.{local.month}.{local.year} {local:%H:%M}"


def date_at_the_end(ctx: Context, text: str) -> tuple[str, str] | None:
    """A text that ends with a date, split into the words before it and the date: `Jour fixe` and `jeden Dienstag 10:00`.

    The words are empty before a date alone; None for a text without a date. Raises UserError where it ends with a date that cannot be
    taken, such as a past one.
    """
    words = text.split()
    for first in range(max(0, len(words) - MAX_DATE_WORDS), len(words)):
        said = " ".join(words[first:])
        try:
            read_appointment(ctx, said)
        except UserError as error:
            if error.text in REFUSALS_OF_DATES:
                raise
            if error.text != "when.meant":
                continue
            said = error.params["meant"]
        return " ".join(words[:first]), said
    return None


def says_when(said: str) -> bool:
    """Whether words say when something is to be, a day, a time or how much later, whatever day it is today."""
    start = _ANY_TIME.replace(tzinfo=None)
    try:
        if moved(said, start, start) is None:
            when.read(said, now=_ANY_TIME, zone=ZoneInfo("Europe/Berlin"), language="de")
    except when.NotUnderstood as refused:
        return refused.reason in REFUSALS_OF_DATES
    return True


def says_how_long(said: str) -> bool:
    """Whether words are a length of time, beyond doubt."""
    try:
        when.read_duration(said)
    except when.NotUnderstood:
        return False
    return any(character.isdigit() for character in said)


def _read(ctx: Context, said: str) -> when.Day | when.PointInTime | when.Series:
    try:
        return when.read(said, now=ctx.written_at, zone=ctx.settings.zone, language=ctx.settings.language)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **refused.params) from None


def _moment(ctx: Context, said: str, local: datetime, length: timedelta | None = None) -> when.PointInTime:
    """The moment at which clocks show `local`. Raises UserError where it is past, or where they never do."""
    zone = ctx.settings.zone
    at = in_utc(local, zone)
    if at <= ctx.written_at:
        raise UserError("when.past", said=said.strip(), day=local.date())
    if at.astimezone(zone).replace(tzinfo=None) != local:
        raise UserError("when.gap", said=said.strip(), day=local.date(), later=at.astimezone(zone))
    _require_to_come(ctx, said, at)
    return when.PointInTime(at, zone, length)


def _require_to_come(ctx: Context, said: str, at: datetime) -> None:
    """Raises UserError for a past time: it may have been in the future when it was written, before the bot was away."""
    if at <= ctx.now:
        raise UserError("when.overtaken", said=said, day=at.astimezone(ctx.settings.zone).date())


def length_meant(at: when.PointInTime | when.Series | None, length: timedelta, *, given: bool) -> timedelta:
    """The length from `wann: Di 10-12 Uhr`, or else from `dauer: 2h` or its default. Raises UserError where both were said and differ."""
    said = at.length if at else None
    if said is None:
        return length
    if given and length != said:
        raise UserError("meeting.lengths-differ", said=said, length=length)
    return said


def _appointment(value: Any, info: ValidationInfo) -> when.PointInTime | when.Series | None:
    if not isinstance(value, str) or not value.strip():
        return None
    assert isinstance(info.context, Context), "arguments are read with the Context of their command"
    return read_appointment(info.context, value)


def _series_end(value: Any, info: ValidationInfo) -> date | None:
    if value is None or isinstance(value, date) or not value.strip() or is_endless(value):
        return value if isinstance(value, date) else None
    assert isinstance(info.context, Context), "arguments are read with the Context of their command"
    return read_last_day(info.context, value, of_week=SUNDAY)


def _length(value: Any) -> timedelta:
    if isinstance(value, timedelta):
        return value
    try:
        return when.read_duration(value)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **refused.params) from None


def _lead(value: Any) -> Span | None:
    if not isinstance(value, str) or says_nothing(value):
        return None
    try:
        return read_span(value)
    except Refused:
        raise UserError("meeting.lead-unknown", said=value) from None


Appointment = Annotated[when.PointInTime | when.Series | None, PlainValidator(_appointment)]
"""A moment or a series, each with its time, not past; None where nothing was written."""
SeriesEnd = Annotated[date | None, PlainValidator(_series_end)]
"""The last day of a series, not past; a week ends on its Sunday. None where nothing was written, or that it has no end."""
Length = Annotated[timedelta, PlainValidator(_length)]
"""How long something takes, at most a day; a bare number is minutes."""
Lead = Annotated[Span | None, PlainValidator(_lead), LEAD.first]
"""How long before something: `24h`, `2 Tage`."""
