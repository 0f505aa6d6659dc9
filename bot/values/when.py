"""Reading a date, a moment or a series: with `bot.domain.date_phrases` first, then with dateparser where its answer can be checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.date_phrases import durations, periods
from bot.domain.date_phrases.ast import Dotted, Piece, Pieces, Zoned, days, of_kind
from bot.domain.date_phrases.days import clock_distance, day_of
from bot.domain.date_phrases.durations import Delay
from bot.domain.date_phrases.lengths import length_of
from bot.domain.date_phrases.lexer import cut
from bot.domain.date_phrases.series import read_series, refuse_two, repeats
from bot.domain.date_phrases.times import require_clock, settle
from bot.domain.date_phrases.vocabulary import normalize_phrase
from bot.domain.errors import NotUnderstood
from bot.domain.meetings import in_utc
from bot.values.date_slips import mended
from bot.values.dateparser_guess import guess
from bot.values.length_limits import DATE, DELAY, DURATION, PERIOD, Limit
from bot.values.occasion import Day, PointInTime, Series, iso_lines

__all__ = [
    "Day",
    "Delay",
    "NotUnderstood",
    "PointInTime",
    "Series",
    "iso_lines",
    "read",
    "read_day",
    "read_delay",
    "read_duration",
    "read_period",
    "read_point_in_time",
]  # fmt: skip

_MAX_SHOWN_LENGTH = 60
_CHOICES = {"when.two-readings", "when.feast", "when.weekday-mismatch"}
_Result = TypeVar("_Result")


def read(text: str, *, now: datetime, zone: ZoneInfo, language: str = "de", past_ok: bool = False) -> Day | PointInTime | Series:
    """The date, moment or series that `text` means when it was written at `now` (aware). Raises NotUnderstood, always with `said`.

    Both languages are understood at any time; `language` only says which one dateparser tries first.
    """

    reading = _Reading(now, zone, past_ok)

    def understood() -> Day | PointInTime | Series:
        folded = _folded(text)
        # Checked again after normalization, in which one character may become eighteen (NFKC).
        _require_short(folded, DATE)
        try:
            return reading.read(cut(folded))
        except NotUnderstood as refusal:
            if refusal.reason != "when.unknown":
                raise
            found = guess(folded, now.astimezone(zone).replace(tzinfo=None), language)
            if found is not None:
                return reading.placed(*found)
            _refuse_slips(text, reading)
            raise

    return _naming(text, DATE, understood)


def read_day(text: str, *, now: datetime, zone: ZoneInfo, language: str = "de", past_ok: bool = False) -> date:
    """The day, of a moment too. Raises NotUnderstood; `when.series` where it repeats."""
    result = read(text, now=now, zone=zone, language=language, past_ok=past_ok)
    if isinstance(result, Series):
        raise NotUnderstood("when.series", said=_short(text))
    return result.local.date() if isinstance(result, PointInTime) else result.date


def read_point_in_time(text: str, *, now: datetime, zone: ZoneInfo, language: str = "de", past_ok: bool = False) -> PointInTime:
    """A day with its time. Raises NotUnderstood; `when.series` where it repeats, `when.time-missing` without a time."""
    result = read(text, now=now, zone=zone, language=language, past_ok=past_ok)
    if isinstance(result, Series):
        raise NotUnderstood("when.series", said=_short(text))
    if isinstance(result, Day):
        raise NotUnderstood("when.time-missing", said=_short(text), day=result.date)
    return result


def read_period(text: str, *, now: datetime, zone: ZoneInfo, language: str = "de") -> tuple[date | None, date | None]:
    """First and last day, None where that end is open; the past is allowed. Raises NotUnderstood."""
    return _naming(text, PERIOD, lambda: periods.read_period(text, now.astimezone(zone).date()))


def read_duration(text: str) -> timedelta:
    """A clock duration of at most a day; a bare number is minutes. Raises NotUnderstood."""
    return _naming(text, DURATION, lambda: durations.read_duration(text))


def read_delay(text: str) -> Delay:
    """How much later something gets, in the unit that was said. Raises NotUnderstood."""
    return _naming(text, DELAY, lambda: durations.read_delay(text))


@dataclass(frozen=True)
class _Reading:
    now: datetime
    zone: ZoneInfo
    past_ok: bool

    @property
    def local(self) -> datetime:
        """`now` as naive local time: everything is computed in local time, and the zone is applied last."""
        return self.now.astimezone(self.zone).replace(tzinfo=None)

    def read(self, pieces: Pieces) -> Day | PointInTime | Series:
        if repeats(pieces):
            refuse_two(pieces)
            at = settle(pieces)
            rule, first = read_series(pieces, at, self.local)
            if at is not None and in_utc(datetime.combine(first, at), self.zone) <= self.now:
                # In the hour that comes twice when the clocks go back, the first one counts.
                rule, first = read_series(pieces, at, self.local + timedelta(hours=1))
            length = length_of(pieces, at)
            return Series(str(rule), first if at is None else datetime.combine(first, at), self.zone, length)
        minutes = clock_distance(pieces)
        if minutes is not None:
            moment = _minute(self.now.astimezone(UTC) + timedelta(seconds=float(minutes * 60)))
            return self._checked(moment, length_of(pieces, moment.astimezone(self.zone).time()))
        which: list[Piece] = days(pieces)
        day = self._day(which, pieces)
        if day is None:
            for dotted in of_kind(pieces, Dotted):
                require_clock(dotted)
        at = settle(pieces)
        length = length_of(pieces, at)
        if zoned := of_kind(pieces, Zoned):
            return self._checked(self._elsewhere(day, at, zoned[0]), length)
        return self.placed(day, at, length)

    def _day(self, which: Pieces, pieces: Pieces) -> date | None:
        try:
            return day_of(which, self.local.date())
        except NotUnderstood as refusal:
            # The days to choose from are offered with the time that was written.
            at = settle(pieces) if refusal.reason in _CHOICES else None
            raise NotUnderstood(refusal.reason, **refusal.params, **({"at": f"{at:%H:%M}"} if at else {})) from None

    def placed(self, day: date | None, at: time | None, length: timedelta | None = None) -> Day | PointInTime:
        """A day and a time as a value; a time alone is the next occurrence of that time."""
        if at is None:
            if day is None:  # "ab sofort", "jetzt gleich"
                raise NotUnderstood("when.vague")
            if day < self.local.date() and not self.past_ok:
                raise NotUnderstood("when.past", day=day)
            return Day(day)
        if day is None:
            day = self.local.date()
            if datetime.combine(day, at) <= self.local:
                day += timedelta(days=1)
        wall = datetime.combine(day, at)
        moment = in_utc(wall, self.zone)
        if moment.astimezone(self.zone).replace(tzinfo=None) != wall:
            raise NotUnderstood("when.gap", day=day, later=moment.astimezone(self.zone))
        return self._checked(moment, length)

    def _elsewhere(self, day: date | None, at: time | None, zoned: Zoned) -> datetime:
        """The time in UTC, by the offset that was written. Raises NotUnderstood for `MEZ` in summer, when `MESZ` holds."""
        if at is None or (day is None and not zoned.name):
            raise NotUnderstood("when.contradiction")
        offset = timedelta(minutes=zoned.offset)
        moment = (datetime.combine(day or self.local.date(), at) - offset).replace(tzinfo=UTC)
        if day is None and moment <= self.now:
            moment += timedelta(days=1)
        here = moment.astimezone(self.zone)
        if zoned.name and zoned.offset and here.tzname() in ("CET", "CEST") and here.utcoffset() != offset:
            raise NotUnderstood(
                "when.zone", day=here.date(), at=in_utc(datetime.combine(here.date(), at), self.zone), summer=bool(here.dst())
            )
        return moment

    def _checked(self, moment: datetime, length: timedelta | None = None) -> PointInTime:
        if moment <= self.now and not self.past_ok:
            raise NotUnderstood("when.past", day=moment.astimezone(self.zone).date())
        return PointInTime(moment, self.zone, length)


def _folded(text: str) -> str:
    """The normalized text. Keeps apart `So um 10`, a Sunday, and `so um 10`, which may be "about ten"."""
    folded = normalize_phrase(text)
    return f"so gegen{folded.removeprefix('so um')}" if text.lstrip().startswith("so um ") else folded


def _refuse_slips(text: str, reading: _Reading) -> None:
    """Raises NotUnderstood for a text with slips in words of a date, with what was probably meant, or with what is wrong with that."""
    meant = mended(text)
    if meant is None:
        return
    try:
        reading.read(cut(normalize_phrase(meant)))
    except NotUnderstood as refusal:
        if refusal.reason == "when.unknown":
            return
        raise
    raise NotUnderstood("when.meant", meant=" ".join(meant.split()))


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MAX_SHOWN_LENGTH else text[: _MAX_SHOWN_LENGTH - 1] + "…"


def _require_short(text: str, limit: Limit) -> None:
    if len(text) > limit.most:
        raise NotUnderstood("value.too-long", kind=limit.kind, length=len(text), most=limit.most)


def _naming(text: str, limit: Limit, reading: Callable[[], _Result]) -> _Result:
    """The result of `reading`; adds the text to every refusal, as `said`."""
    try:
        _require_short(text, limit)
        return reading()
    except NotUnderstood as refusal:
        raise NotUnderstood(refusal.reason, **{**refusal.params, "said": _short(text)}) from None
