"""The pieces (tokens) of a phrase: days, weekdays, clock times, and the words that repeat or shift them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from bot.domain.date_phrases.vocabulary import Part, Unit


@dataclass(frozen=True)
class Clock:
    """A time of day; 24 is the end of the day. A `spoken` one ("halb drei") means either half of the day, a `bare` one ("um 3") may."""

    hour: int
    minute: int = 0
    spoken: bool = False
    bare: bool = False
    halved: bool = False
    """"pm" or "am" was said."""
    exact: bool = False
    """Written as a clock of 24 hours shows it: "05:00"."""


@dataclass(frozen=True)
class DayPart:
    part: Part


@dataclass(frozen=True)
class Dotted:
    """`14.30` without a word that makes it a time: it is a time only where a day is named beside it."""

    hour: int
    minute: int


@dataclass(frozen=True)
class To:
    """`bis` or a dash between two pieces. The lexer replaces it when both are known."""

    dash: bool = False


@dataclass(frozen=True)
class Stretch:
    """`10 bis 12 Uhr`: from when until when on the clock."""

    start: Clock
    end: Clock


@dataclass(frozen=True)
class Lasting:
    """`90 min` beside a time: how long it takes."""

    minutes: Fraction


@dataclass(frozen=True)
class Zoned:
    """An ISO 8601 timestamp with its own offset from UTC, in minutes."""

    offset: int
    name: str = ""
    """The name as it was written, `mez`; empty for a numeric offset."""


@dataclass(frozen=True)
class Rel:
    """`heute` and its neighbours: days from today."""

    days: int


@dataclass(frozen=True)
class EitherMorning:
    """`Morgen`: tomorrow, or behind a day the morning of it."""


@dataclass(frozen=True)
class Weekday:
    """0 is Monday. `after_next` is "übernächsten"; `this` is "diesen"; `plural` is "dienstags".

    `about` is the word behind "so" with which it may only say "about".
    """

    day: int
    after_next: bool = False
    this: bool = False
    about: str = ""
    plural: bool = False


@dataclass(frozen=True)
class Date:
    day: int
    month: int
    year: int | None = None
    clock: str = ""
    """The words where they may also be a time of day: `9.10`."""


@dataclass(frozen=True)
class Feast:
    """A feast whose date differs from year to year, or that has several days; the names are in `bot.domain.date_phrases.holidays`."""

    name: str
    year: int | None = None


@dataclass(frozen=True)
class Beside:
    """`vor` or `nach` another day."""

    after: bool


@dataclass(frozen=True)
class MonthDay:
    """A day without its month, -1 the last. `sure` where something says that it is one ("am 15.")."""

    day: int
    sure: bool = False


@dataclass(frozen=True)
class Month:
    month: int
    year: int | None = None


@dataclass(frozen=True)
class Quarter:
    quarter: int
    year: int | None = None


@dataclass(frozen=True)
class Year:
    year: int


@dataclass(frozen=True)
class Week:
    """A calendar week by ISO 8601."""

    week: int
    year: int | None = None


@dataclass(frozen=True)
class Shift:
    """`nächste Woche`: a span counted from the one that runs now. `explicit` where this or next was said."""

    unit: Unit
    count: int
    explicit: bool = True


@dataclass(frozen=True)
class Edge:
    """Which part of a span: 0 its beginning, 1 its middle, 2 its end."""

    place: int


@dataclass(frozen=True)
class In:
    """`in 3 Tagen`. `counted_from` where it is counted from what follows ("a week from tuesday"); `eight` for the word "acht"."""

    amounts: tuple[tuple[Fraction, Unit], ...]
    counted_from: bool = False
    eight: bool = False


@dataclass(frozen=True)
class Ordinals:
    """`jeden 1. und 3. …`; -1 is the last."""

    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Each:
    """`jeden`, `immer`: what follows repeats."""


@dataclass(frozen=True)
class Every:
    """`alle zwei Wochen`. `unit` is None for "every other", whose unit is the weekday that follows."""

    count: int
    unit: Unit | None


@dataclass(frozen=True)
class Starting:
    """`ab`: what follows is the first day of a series."""


@dataclass(frozen=True)
class Number:
    """A number without anything that says what it means."""

    text: str


Piece = (
    Clock | DayPart | Dotted | To | Stretch | Lasting | Zoned | Rel | EitherMorning | Weekday | Date | Feast | Beside | MonthDay | Month
    | Quarter | Year | Week | Shift | Edge | In | Ordinals | Each | Every | Starting | Number
)  # fmt: skip
Pieces = Sequence[Piece]
Rule = tuple[str, Callable[["re.Match[str]"], Piece | None]]
"""A pattern over normalized text, and what builds the piece from its match; None leaves the words out."""
Kind = TypeVar("Kind")

TIME_PIECES = (Clock, DayPart, Dotted, Stretch, Lasting, Zoned)


def of_kind(pieces: Pieces, kind: type[Kind]) -> list[Kind]:
    return [piece for piece in pieces if isinstance(piece, kind)]


def the(pieces: Pieces, kind: type[Kind]) -> Kind:
    """The one piece of its kind."""
    return of_kind(pieces, kind)[0]


def days(pieces: Pieces) -> list[Piece]:
    """The pieces that name a day, without those that name a time."""
    return [piece for piece in pieces if not isinstance(piece, TIME_PIECES)]
