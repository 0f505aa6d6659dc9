"""What is understood of a file: its rows as records that there could be, what is unclear about others, and what each column means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import UserId


class Target(StrEnum):
    """The noun of the records that rows become."""

    ACTION = "action"
    MILESTONE = "milestone"
    MEETING = "meeting"


class Finished(StrEnum):
    """What the file says has become of it."""

    NO = "no"
    DONE = "done"
    DROPPED = "dropped"


class Skipped(StrEnum):
    """Why a row is left out that is clear, and only is of no use. Each has a text `imports.skipped.…`."""

    FINISHED = "finished"
    DROPPED = "dropped"
    PAST = "past"
    OTHER_TYPE = "other-type"
    UNTITLED = "untitled"
    """Encrypted in the calendar that it comes from, so that its title did not come along."""
    APPOINTMENT = "appointment"
    TASK = "task"


@dataclass(frozen=True, kw_only=True)
class RowDate:
    """One date of a series that is cancelled, or is as it says here; times are naive and local."""

    planned: datetime
    cancelled: bool = False
    start: datetime | None = None
    minutes: int | None = None
    title: str | None = None
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    line: int
    """As people count: the line of the table, or which entry of the calendar it is."""
    target: Target
    key: str = ""
    """By what it is known when the list comes again: `op:1234`; empty where the file names nothing, then its title is."""
    title: str
    due: date | None = None
    finished: Finished = Finished.NO
    who: str = ""
    """A name or mail address as it stands in the file, behind the name of its column: never taken for a person."""
    user: UserId | None = None
    """Whom it means, where somebody has said so."""
    start: datetime | None = None
    """Of a session, naive and local."""
    minutes: int | None = None
    place: str = ""
    rule: str = ""
    until: date | None = None
    is_cut: bool = False
    """Whether it is a series without an end, which is taken over for a year."""
    dates: tuple[RowDate, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why a row is not taken over. `reason` has a text `imports.problem`; `said` is what stands there."""

    line: int
    reason: str
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column as the file calls it, and the field that it fills; empty where it fills none."""

    name: str
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that is understood of a file."""

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    columns: tuple[Column, ...] = ()
    skipped: tuple[tuple[Skipped, int], ...] = ()
    is_calendar: bool = False

    @property
    def total(self) -> int:
        return len(self.rows) + len(self.problems) + sum(count for _, count in self.skipped)
