"""Column types: how a value of ours is kept in a column, and comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Dialect, Integer, SmallInteger, Text
from sqlalchemy.types import TypeDecorator

from bot.domain.calendar.durations import Span, Unit
from bot.domain.ids import Number, UserId
from bot.domain.reports.periods import Quarter
from bot.domain.teams import Kind
from bot.messages import INCOMING, Incoming


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, as ISO 8601 text in UTC of one fixed width, so that it sorts as text. Raises ValueError for a naive one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a time without a zone cannot be kept: {value.isoformat()}")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class LocalDateTime(TypeDecorator[datetime]):
    """A naive datetime, what the clock on the wall shows, as ISO 8601 text without an offset. Raises ValueError for an aware one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.utcoffset() is not None:
            raise ValueError(f"a time on the wall has no zone: {value.isoformat()}")
        return value.isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Length(TypeDecorator[timedelta]):
    """How long something takes, in whole seconds."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value.total_seconds())

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        return None if value is None else timedelta(seconds=value)


class SpanText(TypeDecorator[Span]):
    """An amount of one unit in its short form: `24h`, `1d`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Span | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Span | None:
        return None if value is None else Span(int(value[:-1]), Unit(value[-1]))


class NumberText(TypeDecorator[Number]):
    """A record's number, as people write it: `B12`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Number | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Number | None:
        return None if value is None else Number(value[0], int(value[1:]))


class NumbersText(TypeDecorator[tuple[Number, ...]]):
    """The numbers of several records: `B12 B13`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Number, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else " ".join(map(str, value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Number, ...] | None:
        return None if value is None else tuple(Number(each[0], int(each[1:])) for each in value.split())


class Person(TypeDecorator[UserId]):
    """The id of a person, or the name of a former member.

    Every column that names a person has this type: from it follows what is shown to somebody who asks what is kept, and what erasing
    replaces. A table whose rows are of no use without their person says so in its `info` (`GONE_WITH`).
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: UserId | None, dialect: Dialect) -> str | None:
        return value

    def process_result_value(self, value: str | None, dialect: Dialect) -> UserId | None:
        return None if value is None else UserId(value)


GONE_WITH = "gone with"
"""The key in `Table.info` of the column whose person takes the row along: it is deleted when that person asks for erasing."""


class QuarterText(TypeDecorator[Quarter]):
    """A quarter, as it sorts and as reports name it: `2026-Q3`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Quarter | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Quarter | None:
        return None if value is None else Quarter.stored(value)


class FractionText(TypeDecorator[Fraction]):
    """A fraction, as people write it: `1/2`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Fraction | None:
        return None if value is None else Fraction(value)


class Choice(TypeDecorator[StrEnum]):
    """One of a StrEnum's values, as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else self.choices(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.choices(value)


class Rank(TypeDecorator[IntEnum]):
    """One of an IntEnum's values, as its number, so that it sorts."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, ranks: type[IntEnum]) -> None:
        super().__init__()
        self.ranks = ranks

    def process_bind_param(self, value: IntEnum | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> IntEnum | None:
        return None if value is None else self.ranks(value)


class Kinds(TypeDecorator[frozenset[Kind]]):
    """The kinds of a team, as `,pmo,task-force,`: with a comma on both sides each can be looked for."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[Kind] | None, dialect: Dialect) -> str | None:
        return None if value is None else f",{','.join(sorted(value))},"

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[Kind] | None:
        return None if value is None else frozenset(Kind(kind) for kind in value.split(",") if kind)


class IncomingText(TypeDecorator[Any]):
    """What came in, as the JSON of its own model; None where another version wrote what this one does not understand."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Incoming | None, dialect: Dialect) -> str | None:
        return None if value is None else INCOMING.dump_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Incoming | None:
        try:
            return None if value is None else INCOMING.validate_json(value)
        except ValidationError:
            return None


class Json(TypeDecorator[Any]):
    """Values that are read and written together, as JSON: what is asked for singly has a column of its own."""

    impl = Text
    cache_ok = True

    def __init__(self, of: Any) -> None:
        super().__init__()
        self.of = of

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else _adapter(self.of).dump_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else _adapter(self.of).validate_json(value)


@cache
def _adapter(of: Any) -> TypeAdapter[Any]:
    """Made once for each type: making it takes a millisecond, using it some microseconds."""
    return TypeAdapter(of)
